"""The request log: what the visitors asked for, when, by whom, and who sees to it by when."""

from datetime import date

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, Row, entry
from wsoa.history.restated import restated
from wsoa.tables import VisitRequest, VisitRequestTerms
from wsoa.text import Line, Words
from wsoa.visits.planning import standing_visit
from wsoa.visits.times import TimeOfDay


class RequestChange(Change):
    """What was asked for, when ("14:10"), by whom; who sees to it by which day."""

    wording: Words = Field(title="What was asked for")
    asked_by: Line = Field(title="Who asked")
    asked_on: date = Field(title="The day it was asked")
    asked_at: TimeOfDay | None = Field(default=None, title="The time it was asked")
    owner: Line | None = Field(default=None, title="Who sees to it")
    due: date | None = Field(default=None, title="The day by which it is due")


def record_request(
    session: Session, actor: Actor, slug: str, visit: int, change: RequestChange, *, token: str | None = None
) -> int:
    """Record a request of the visitors; its number. The same `token` and words give the first number again.

    Raises Unseen, Barred and Invalid.
    """
    action, sent = Action.KEEP_VISIT, (visit, change)
    with entry(session, actor, slug, command="record_request", action=action, token=token, payload=sent) as writing:
        standing_visit(writing, visit)
        row = _terms(writing, change, visit)
        if first := writing.begun(row):
            return first
        if problems := _unfit(change):
            raise Invalid(problems)
        row.number = writing.new(VisitRequest)
        writing.append(row)
        return row.number


def change_request(
    session: Session,
    actor: Actor,
    slug: str,
    visit: int,
    number: int,
    change: RequestChange,
    *,
    seen: int,
    token: str | None = None,
) -> int:
    """What request `number` of a visit says from now on; the sequence of its terms. One that was withdrawn is open.

    Raises Unseen, Barred, Conflict (somebody changed it since `seen`) and Invalid.
    """
    action, sent = Action.KEEP_VISIT, (visit, number, change, seen)
    with entry(session, actor, slug, command="change_request", action=action, token=token, payload=sent) as writing:
        standing_request(writing, visit, number)
        row = _terms(writing, change, visit, number)
        if first := writing.replayed(row):
            return first
        writing.require_seen(VisitRequestTerms, number, seen, "This request")
        if problems := _unfit(change):
            raise Invalid(problems)
        return writing.append(row)


def withdraw_request(
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
    """Say that request `number` is no longer asked, and why; the sequence of the row. Raises as `change_request`."""
    action, sent = Action.KEEP_VISIT, (visit, number, reason, seen)
    with entry(session, actor, slug, command="withdraw_request", action=action, token=token, payload=sent) as writing:
        standing_request(writing, visit, number)
        row, _ = restated(writing, VisitRequestTerms, number)
        already, row.withdrawn, row.reason = row.withdrawn, True, reason.strip() or None
        if first := writing.replayed(row):
            return first
        writing.require_seen(VisitRequestTerms, number, seen, "This request")
        if already:
            raise Invalid({"": "It has been withdrawn already."})
        if not row.reason:
            raise Invalid({"reason": "Say why it is no longer asked."})
        return writing.append(row)


def standing_request(writing: OpenEntry, visit: int, number: int) -> Row:
    """The terms of request `number` of that visit today. Raises Unseen."""
    stood = writing.standing(VisitRequestTerms, number, clock.today())
    if stood is None or stood.values["visit"] != visit:
        raise Unseen("request")
    return stood.values


def _terms(writing: OpenEntry, change: RequestChange, visit: int, number: int = 0) -> VisitRequestTerms:
    said = change.model_dump() | {"owner": change.owner or None}
    return VisitRequestTerms(programme_id=writing.programme_id, number=number, as_at=clock.today(), visit=visit, **said)


def _unfit(change: RequestChange) -> dict[str, str]:
    problems = {}
    if not change.wording.strip():
        problems["wording"] = "Say what was asked for."
    if not change.asked_by.strip():
        problems["asked_by"] = "Say who asked."
    if change.asked_on > clock.today():
        problems["asked_on"] = "The day it was asked cannot be later than today."
    if change.due is not None and change.due < change.asked_on:
        problems["due"] = "It cannot be due before it was asked."
    return problems
