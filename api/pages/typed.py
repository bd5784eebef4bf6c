"""What stays in a form that comes back: the texts typed, the numbers it carried and its token."""

import secrets

from api.filled import NOT_WHOLE, Typed

__all__ = ["NOT_WHOLE", "Typed", "first", "kept_token", "number_in"]


def first(typed: Typed, field: str) -> str:
    """The answer to a field that takes one."""
    return next(iter(typed.get(field, ())), "")


def number_in(typed: Typed, field: str) -> int:
    """The number a hidden field carried; 0 when it is none."""
    said = first(typed, field)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def kept_token(typed: Typed | None, conflict: bool = False) -> str:
    """The form's token. A refused form keeps it; after a conflict it is new.

    Under the old token the same words might have been saved once, before somebody changed them: sent again to win
    them back they would be taken for a mere repetition (R7).
    """
    said = first(typed or {}, "token").strip()
    return said if said and len(said) <= 64 and not conflict else secrets.token_urlsafe(16)
