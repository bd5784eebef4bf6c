"""The token of a form: what makes a second sending harmless (PROOFS R7)."""

from collections.abc import Mapping, Sequence

from wsoa.history.form_tokens import kept_or_new


def token_of(typed: Mapping[str, Sequence[str]] | None, *, fresh: bool = False) -> str:
    """The token that came with a form, or a new one: for a new form, and after a conflict."""
    return kept_or_new(next(iter((typed or {}).get("token", ())), ""), fresh=fresh)
