"""A form about a thing as it stands on its page: opened fresh, refused with all that was typed, or beside theirs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.requests import Request

from api.dependencies import writing
from api.forms import answers
from wsoa.access import Action, Actor
from wsoa.errors import Conflict, Invalid
from wsoa.history.form_tokens import LONGEST, new_token

Typed = Mapping[str, Sequence[str]]

NOT_WHOLE = "The form did not arrive whole. Check what it says below and save it again."


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came in: the answers, what its writer had seen (of the thing, of what it is about), its token."""

    typed: Typed
    seen: int
    seen_terms: int
    token: str

    def text(self, name: str) -> str:
        """The answer to a field; empty for none."""
        return next(iter(self.typed.get(name, ())), "")


@dataclass(frozen=True, slots=True)
class NotSaved:
    """Why nothing was written: 422 with a sentence for each field, or 409 (somebody saved in the meantime)."""

    status: int
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form holds. `compared` is (field, theirs, mine) when somebody saved in the meantime."""

    typed: Typed
    seen: int
    token: str
    problems: Mapping[str, str] = field(default_factory=dict)
    compared: tuple[tuple[str, str, str], ...] = ()
    seen_terms: int = 0

    def text(self, name: str) -> str:
        """The answer to a field as it shall stand in the form."""
        return next(iter(self.typed.get(name, ())), "")

    def several(self, name: str) -> Sequence[str]:
        """All the answers to a field."""
        return self.typed.get(name, ())


def sent(form: FormData) -> Sent:
    """The form taken apart."""
    typed = answers(form)
    token = next(iter(typed.pop("token", ())), "").strip()
    seen, seen_terms = (_number(typed.pop(name, [])) for name in ("seen", "seen_terms"))
    return Sent(typed, seen, seen_terms, token if len(token) <= LONGEST else "")


def attempt(request: Request, action: Action | None, do: Callable[[Session, Actor], int]) -> int | NotSaved:
    """What the command answers, committed; or why it was not saved, when the database has been left again."""
    try:
        with writing(request, action) as (session, actor):
            return do(session, actor)
    except Invalid as refused:
        return NotSaved(422, refused.problems)
    except Conflict:
        return NotSaved(409)


def fresh(typed: Typed, seen: int = 0, seen_terms: int = 0) -> Filled:
    """A form opened now on what stands."""
    return Filled(typed, seen, new_token(), seen_terms=seen_terms)


def refused(
    posted: Sent, why: NotSaved, now: Filled, labels: Mapping[str, str], say: Callable[[str, Typed], str] | None = None
) -> Filled:
    """The form again with all that was typed. `now` is the one that would open fresh, `labels` the fields people see.

    `say` tells the answer to a field in words, where it is not one. A refused form keeps its `seen` and token. After a
    conflict both are new: under the old token the same words might have been saved once, and sent again to win them
    back they would be taken for a mere repetition (R7).
    """
    if why.status == 409:
        told = say or _joined
        rows = tuple((label, told(name, now.typed), told(name, posted.typed)) for name, label in labels.items())
        differing = tuple(row for row in rows if row[1] or row[2])
        return Filled(posted.typed, now.seen, now.token, {}, differing or rows, now.seen_terms)
    problems = {name: why.problems[name] for name in labels if name in why.problems}
    if why.problems.keys() - labels.keys():
        problems[""] = why.problems.get("", NOT_WHOLE)
    return Filled(posted.typed, posted.seen, posted.token or new_token(), problems, seen_terms=posted.seen_terms)


def _joined(name: str, typed: Typed) -> str:
    return ", ".join(typed.get(name, ()))


def _number(texts: Sequence[str]) -> int:
    said = next(iter(texts), "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
