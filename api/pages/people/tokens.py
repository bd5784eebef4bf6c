"""The token of a form: what makes a second sending harmless (PROOFS R7)."""

import secrets
from collections.abc import Mapping, Sequence


def token_of(typed: Mapping[str, Sequence[str]] | None, *, fresh: bool = False) -> str:
    """The token that came with a form, or a new one: for a new form, and after a conflict."""
    said = next(iter((typed or {}).get("token", ())), "").strip()
    return said if said and len(said) <= 64 and not fresh else secrets.token_urlsafe(16)
