"""What stays in a form that comes back: the texts typed, the numbers it carried and its token."""

from api.filled import NOT_WHOLE, Typed
from wsoa.history.form_tokens import kept_or_new

__all__ = ["NOT_WHOLE", "Typed", "first", "kept_token", "number_in"]


def first(typed: Typed, field: str) -> str:
    """The answer to a field that takes one."""
    return next(iter(typed.get(field, ())), "")


def number_in(typed: Typed, field: str) -> int:
    """The number a hidden field carried; 0 when it is none."""
    said = first(typed, field)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def kept_token(typed: Typed | None, conflict: bool = False) -> str:
    """The form's token. A refused form keeps it; after a conflict it is new."""
    return kept_or_new(first(typed or {}, "token"), fresh=conflict)
