"""The timetable of a visit: sessions with a time, a place and who attends. Two may run at once."""

from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, Row, entry
from wsoa.history.restated import restated
from wsoa.tables import SessionTerms, VisitSession, WeaknessTerms
from wsoa.text import Line, Number, Words
from wsoa.visits.planning import standing_visit, within
from wsoa.visits.times import TimeOfDay


class SessionChange(Change):
    """A session: what it is about, when ("09:30"), where, and who attends."""

    day: date = Field(title="The day")
    begins: TimeOfDay = Field(title="The time it begins")
    ends: TimeOfDay | None = Field(default=None, title="The time it ends")
    title: Line = Field(title="What the session is")
    place: Line | None = Field(default=None, title="Where")
    attends: Words | None = Field(default=None, title="Who attends")
    weakness: Number | None = None


def add_session(
    session: Session, actor: Actor, slug: str, visit: int, change: SessionChange, *, token: str | None = None
) -> int:
    """Add a session to a visit; its number. The same `token` with the same words gives the first number again.

    Raises Unseen, Barred and Invalid.
    """
    action, sent = Action.KEEP_VISIT, (visit, change)
    with entry(session, actor, slug, command="add_session", action=action, token=token, payload=sent) as writing:
        planned = standing_visit(writing, visit)
        row = _terms(writing, change, visit)
        if first := writing.begun(row):
            return first
        if problems := _unfit(writing, planned, change):
            raise Invalid(problems)
        row.number = writing.new(VisitSession)
        writing.append(row)
        return row.number


def change_session(
    session: Session,
    actor: Actor,
    slug: str,
    visit: int,
    number: int,
    change: SessionChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """What session `number` of a visit is from now on; the sequence of its terms. One that was withdrawn takes place.

    Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid.
    """
    action, sent = Action.KEEP_VISIT, (visit, number, change, seen)
    with entry(session, actor, slug, command="change_session", action=action, token=token, payload=sent) as writing:
        planned = standing_visit(writing, visit)
        _standing_session(writing, visit, number)
        row = _terms(writing, change, visit, number)
        if first := writing.replayed(row):
            return first
        writing.require_seen(SessionTerms, number, seen, "This session")
        if problems := _unfit(writing, planned, change):
            raise Invalid(problems)
        return writing.append(row)


def withdraw_session(
    session: Session,
    actor: Actor,
    slug: str,
    visit: int,
    number: int,
    *,
    reason: str,
    seen: int,
    token: str | None = None,
) -> int:
    """Say that session `number` does not take place, and why; the sequence of the row. Raises as `change_session`."""
    action, sent = Action.KEEP_VISIT, (visit, number, reason, seen)
    with entry(session, actor, slug, command="withdraw_session", action=action, token=token, payload=sent) as writing:
        _standing_session(writing, visit, number)
        row, _ = restated(writing, SessionTerms, number)
        already, row.withdrawn, row.reason = row.withdrawn, True, reason.strip() or None
        if first := writing.replayed(row):
            return first
        writing.require_seen(SessionTerms, number, seen, "This session")
        if already:
            raise Invalid({"": "It has been withdrawn already."})
        if not row.reason:
            raise Invalid({"reason": "Say why it does not take place."})
        return writing.append(row)


def _terms(writing: OpenEntry, change: SessionChange, visit: int, number: int = 0) -> SessionTerms:
    said = change.model_dump() | {"place": change.place or None, "attends": change.attends or None}
    return SessionTerms(programme_id=writing.programme_id, number=number, as_at=clock.today(), visit=visit, **said)


def _standing_session(writing: OpenEntry, visit: int, number: int) -> Row:
    stood = writing.standing(SessionTerms, number, clock.today())
    if stood is None or stood.values["visit"] != visit:
        raise Unseen("session")
    return stood.values


def _unfit(writing: OpenEntry, visit: Row, change: SessionChange) -> dict[str, str]:
    problems = {}
    if not change.title.strip():
        problems["title"] = "Say what the session is."
    if not within(visit, change.day):
        problems["day"] = "Choose one of the days of the visit."
    if change.ends is not None and change.ends <= change.begins:
        problems["ends"] = "It has to end after it begins."
    if change.weakness and writing.standing(WeaknessTerms, change.weakness, clock.today()) is None:
        problems["weakness"] = "Choose among those that are listed."
    return problems
