"""Which visit, on which days, who comes, and who is nominated to keep in touch with them."""

from collections.abc import Iterable
from datetime import date, timedelta

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, Row, entry, newest, rows
from wsoa.tables import History, SessionTerms, Visit, VisitNoteTerms, VisitTerms
from wsoa.terms import VisitKind
from wsoa.text import Line, Words

LONGEST = timedelta(days=31)
"""From the first day of a visit to its last."""


class VisitChange(Change):
    """A visit as it is planned. `shared`: readers from outside see its page."""

    kind: VisitKind = Field(title="Why they come")
    title: Line = Field(title="What it is called")
    starts: date = Field(title="The first day")
    ends: date = Field(title="The last day")
    visitors: Words | None = Field(default=None, title="Who comes")
    nominee: Line | None = Field(default=None, title="Who keeps in touch with them")
    shared: bool = Field(default=False, title="Whether they see this page")


def plan_visit(session: Session, actor: Actor, slug: str, change: VisitChange, *, token: str | None = None) -> int:
    """Plan a visit; its number. The same `token` with the same words gives the first number again.

    Raises Unseen, Barred and Invalid.
    """
    action = Action.KEEP_VISIT
    with entry(session, actor, slug, command="plan_visit", action=action, token=token, payload=change) as writing:
        row = _terms(writing, change)
        if first := writing.begun(row):
            return first
        if problems := _unfit(change):
            raise Invalid(problems)
        row.number = writing.new(Visit)
        writing.append(row)
        return row.number


def change_visit(
    session: Session, actor: Actor, slug: str, number: int, change: VisitChange, *, seen: int, token: str | None = None
) -> int:
    """What visit `number` is from today on; the sequence of its terms.

    Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid: also when a session that takes place
    or a note would lie outside of its days.
    """
    action, sent = Action.KEEP_VISIT, (number, change, seen)
    with entry(session, actor, slug, command="change_visit", action=action, token=token, payload=sent) as writing:
        standing_visit(writing, number)
        row = _terms(writing, change, number)
        if first := writing.replayed(row):
            return first
        writing.require_seen(VisitTerms, number, seen, "This visit")
        if problems := _unfit(change) or _left_outside(writing, number, change):
            raise Invalid(problems)
        return writing.append(row)


def standing_visit(writing: OpenEntry, number: int) -> Row:
    """The terms of visit `number` today. Raises Unseen."""
    stood = writing.standing(VisitTerms, number, clock.today())
    if stood is None:
        raise Unseen("visit")
    return stood.values


def of_visit(writing: OpenEntry, kind: type[History], visit: int) -> Iterable[Row]:
    """What stands today of that kind and belongs to the visit."""
    found = rows(writing.session, newest(kind), writing.moment(clock.today()))
    return [row for row in found if row["visit"] == visit]


def within(visit: Row, day: date) -> bool:
    """Whether the day is one of the visit's."""
    return bool(visit["starts"] <= day <= visit["ends"])


def _terms(writing: OpenEntry, change: VisitChange, number: int = 0) -> VisitTerms:
    said = change.model_dump() | {"visitors": change.visitors or None, "nominee": change.nominee or None}
    return VisitTerms(programme_id=writing.programme_id, number=number, as_at=clock.today(), **said)


def _unfit(change: VisitChange) -> dict[str, str]:
    problems = {}
    if not change.title.strip():
        problems["title"] = "Say what the visit is called."
    if change.ends < change.starts:
        problems["ends"] = "The last day cannot be before the first."
    elif change.ends - change.starts >= LONGEST:
        problems["ends"] = f"A visit lasts {LONGEST.days} days at most. Check both days."
    return problems


def _left_outside(writing: OpenEntry, number: int, change: VisitChange) -> dict[str, str]:
    sessions = [row for row in of_visit(writing, SessionTerms, number) if not row["withdrawn"]]
    kept = {"A session": sessions, "A note": of_visit(writing, VisitNoteTerms, number)}
    for what, found in kept.items():
        for row in found:
            day: date = row["day"]
            if not change.starts <= day <= change.ends:
                move = "Move or withdraw it first." if what == "A session" else "That day has to stay."
                field = "starts" if day < change.starts else "ends"
                return {field: f"{what} of {day.day} {day:%B %Y} would lie outside of the visit. {move}"}
    return {}
