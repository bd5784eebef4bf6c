"""Date moves: proposed with a reason, pending until whoever is asked agrees or refuses (DESIGN 6, timescales).

A pending move changes nothing: the current date stays until the answer, and after a refusal. Nobody decides a move of
their own.
"""

from datetime import date, datetime
from itertools import takewhile
from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Barred, Invalid
from wsoa.history import OpenEntry, Row, entry, rows, said_again
from wsoa.milestones.updates import over, require_mine
from wsoa.snapshot.dated import deciders, proposers
from wsoa.snapshot.let_in import let_in, let_in_by
from wsoa.snapshot.milestones import approved
from wsoa.snapshot.promises import levels
from wsoa.snapshot.reading import Reading, history_with_author
from wsoa.snapshot.reporting import never_before, reporting_date
from wsoa.tables import BoardTerms, MilestoneDate, MilestoneUpdate
from wsoa.terms import DateStatus, LevelGroup
from wsoa.text import Line, Number, Words
from wsoa.timescales import read_timescale

DECIDED = (DateStatus.APPROVED, DateStatus.REFUSED)
_EARLIEST_YEAR = 2000

Token = Annotated[Line, Field(max_length=64)] | None


class DateMoveChange(Change):
    """A date somebody proposes, why, and who is asked: a person (their uid) or a board.

    `seen` is the newest date row the form was opened on; `token` makes a second sending harmless.
    """

    seen: int = 0
    token: Token = None
    when: Line = Field(default="", title="The new date")
    reason: Words = Field(default="", title="The reason")
    asked_person: Line | None = None
    asked_board: Number | None = None


class DateDecisionChange(Change):
    """What became of a proposed date: agreed or refused, in which words, on which day."""

    seen: int = 0
    token: Token = None
    outcome: DateStatus | None = Field(default=None, title="What became of it")
    decision: Words = Field(default="", title="The decision")
    decided_on: date | None = Field(default=None, title="The date of the decision")


def propose_date(session: Session, actor: Actor, slug: str, number: int, change: DateMoveChange) -> int:
    """Propose another date for milestone `number`; the sequence of the row that does. It replaces one that waits.

    Raises Unseen, Barred, Conflict (its dates changed since `seen`) and Invalid, also where it is complete. The same
    `token` with the same words gives the first answer again and writes nothing.
    """
    with entry(
        session,
        actor,
        slug,
        command="propose_date",
        action=Action.UPDATE_MILESTONE,
        token=change.token,
        payload=(number, change),
    ) as writing:
        require_mine(writing, actor, number)
        row = _dated(writing, _proposed(writing, number, change), number)
        if first := writing.replayed(row):
            return first
        writing.require_seen(MilestoneDate, number, change.seen, "This date")
        if problems := (over(writing, number) or _complete(writing, number)) | _unmet(writing, number, change, row):
            raise Invalid(problems)
        return writing.append(row)


def decide_date(session: Session, actor: Actor, slug: str, number: int, change: DateDecisionChange) -> int:
    """Agree to or refuse the date that is proposed for milestone `number`; the sequence of the row that says so.

    The person asked decides; a board's decision is recorded by whoever may decide dates. Raises Unseen, Barred,
    Conflict and Invalid, also for whoever proposed a move since the last answer: nobody decides one of their own.
    """
    with entry(
        session,
        actor,
        slug,
        command="decide_date",
        action=Action.DECIDE_DATE,
        token=change.token,
        payload=(number, change),
    ) as writing:
        if writing.was_sent():
            return writing.sequence(MilestoneDate, number)
        writing.require_seen(MilestoneDate, number, change.seen, "This date")
        waiting = _waiting(writing, number)
        _require_asked(writing, waiting)
        if problems := over(writing, number) | _undecided(writing, waiting, change):
            raise Invalid(problems)
        row, _ = said_again(MilestoneDate, waiting, {})
        row.status, row.approver = change.outcome or DateStatus.PENDING, _whose_answer(writing, waiting)
        row.decision = _in_words(change)
        return writing.append(_dated(writing, row, number))


def take_back_proposal(
    session: Session, actor: Actor, slug: str, number: int, *, reason: str, seen: int, token: str | None = None
) -> int:
    """Take back the date that is proposed for milestone `number`, with the reason; the sequence of the row.

    The proposal stays in the record, marked as taken back. Raises as `propose_date` does.
    """
    action, sent = Action.UPDATE_MILESTONE, (number, reason, seen)
    with entry(session, actor, slug, command="take_back_date", action=action, token=token, payload=sent) as writing:
        require_mine(writing, actor, number)
        if writing.was_sent():
            return writing.sequence(MilestoneDate, number)
        writing.require_seen(MilestoneDate, number, seen, "This date")
        waiting = _waiting(writing, number)
        if not reason.strip():
            raise Invalid({"reason": "Say why it is taken back."})
        row, _ = said_again(MilestoneDate, waiting, {})
        row.status, row.withdraws, row.reason = DateStatus.REFUSED, waiting["sequence"], reason
        return writing.append(_dated(writing, row, number))


def _proposed(writing: OpenEntry, number: int, change: DateMoveChange) -> MilestoneDate:
    today = clock.today()
    read = read_timescale(change.when, today)
    return MilestoneDate(
        programme_id=writing.programme_id,
        number=number,
        as_at=today,
        reason=change.reason.strip() or None,
        words=read.words,
        kind=read.kind,
        earliest=read.earliest,
        latest=read.latest,
        precision=read.precision,
        status=DateStatus.PENDING,
        asked_person=change.asked_person or None,
        asked_board=change.asked_board,
    )


def _dated(writing: OpenEntry, row: MilestoneDate, number: int) -> MilestoneDate:
    """Dated for the round that reports, but never before what it follows: it would not stand."""
    today = clock.today()
    as_at, row.round = reporting_date(writing, today)
    row.as_at = never_before(writing, MilestoneDate, number, as_at, today)
    return row


def _complete(writing: OpenEntry, number: int) -> dict[str, str]:
    reading = Reading(writing.session, writing.moment(clock.today()))
    reading.levels = levels(reading)
    stood = writing.standing(MilestoneUpdate, number, clock.today())
    level = reading.level(stood.values) if stood else None
    if level is None or level.group is not LevelGroup.COMPLETE:
        return {}
    why = f"It is rated {level.label}, so its date no longer moves."
    return {"": f"{why} If it is not done after all, update it first."}


def _unmet(writing: OpenEntry, number: int, change: DateMoveChange, row: MilestoneDate) -> dict[str, str]:
    problems = {} if row.reason else {"reason": "Say why the date moves."}
    if problem := _no_date_to_keep(writing, number, row):
        problems["when"] = problem
    if problem := _nobody_asked(writing, number, change):
        problems["asked"] = problem
    return problems


def _no_date_to_keep(writing: OpenEntry, number: int, row: MilestoneDate) -> str | None:
    """Why the words proposed are no date that could be kept or missed, or no other one than that which stands."""
    if not row.words.strip():
        return "Enter the date by which it will be done."
    if row.latest is None:
        return "Enter a date that can be kept: for example 31 July 2026, end of May 2026 or summer term 2026."
    if row.latest < clock.today():
        return "That date has passed. Enter one that is still to come."
    current = writing.standing(MilestoneDate, number, clock.today(), approved)
    if current and current.values["latest"] == row.latest:
        return "That is the date it has already."
    return None


def _nobody_asked(writing: OpenEntry, number: int, change: DateMoveChange) -> str | None:
    if bool(change.asked_person) == bool(change.asked_board):
        return "Choose who is asked to agree: one person, or one board."
    if change.asked_person and change.asked_person in {writing.actor.uid, *_proposers(writing, number)}:
        return "Nobody agrees to a move of their own. Choose somebody else, or a board."
    if change.asked_person and change.asked_person not in deciders(writing.session, writing.programme_id):
        return "Choose among the people and boards shown."
    if change.asked_board and writing.standing(BoardTerms, change.asked_board, clock.today()) is None:
        return "Choose among the people and boards shown."
    return None


def _waiting(writing: OpenEntry, number: int) -> Row:
    """The proposal that waits for its answer. Raises Invalid when none does: it may have been answered already."""
    stood = writing.standing(MilestoneDate, number, clock.today())
    if stood is None or stood.values["status"] != DateStatus.PENDING:
        raise Invalid({"": "No move of this date waits for an answer."})
    return stood.values


def _proposers(writing: OpenEntry, number: int) -> frozenset[str]:
    return proposers(writing.session, writing.moment(clock.today()), [number])[number]


def _require_asked(writing: OpenEntry, waiting: Row) -> None:
    """Raise Invalid for who proposed a move, Barred for who is not asked. The operator acts for whoever asks them."""
    proposed = _proposers(writing, waiting["number"])
    if writing.actor.uid in proposed:
        raise Invalid({"": "You proposed to move this date yourself, so somebody else has to decide it."})
    if let_in_by(writing.session, writing.actor.uid, proposed):
        raise Invalid({"": let_in("proposed to move this date", "decide")})
    if waiting["asked_person"] and not writing.actor.is_operator and waiting["asked_person"] != writing.actor.uid:
        raise Barred("answer a date move that somebody else was asked to decide")


def _whose_answer(writing: OpenEntry, waiting: Row) -> str:
    if waiting["asked_board"] is None:
        return writing.actor.name
    board = writing.standing(BoardTerms, waiting["asked_board"], clock.today())
    return str(board.values["name"]) if board else ""


def _undecided(writing: OpenEntry, waiting: Row, change: DateDecisionChange) -> dict[str, str]:
    problems = {}
    if change.outcome not in DECIDED:
        problems["outcome"] = "Choose whether it is agreed or refused."
    if not change.decision.strip():
        problems["decision"] = "Give the decision in words; for a board, name the meeting and the minute."
    if change.decided_on is None:
        problems["decided_on"] = "Enter the date of the decision."
    elif change.decided_on > clock.today():
        problems["decided_on"] = "The date of the decision cannot be later than today."
    elif change.decided_on.year < _EARLIEST_YEAR:
        problems["decided_on"] = "Check the year."
    elif change.decided_on < (since := _proposed_on(writing, waiting)):
        said = f"The move was proposed on {since.day} {since:%B %Y}"
        problems["decided_on"] = f"{said}. The date of the decision cannot be earlier."
    return problems


def _proposed_on(writing: OpenEntry, waiting: Row) -> date:
    """The day on which the date that waits was proposed; the same one proposed anew has waited since it was first."""
    past = rows(writing.session, history_with_author(MilestoneDate), writing.moment(clock.today()), waiting["number"])
    same = takewhile(lambda row: row["status"] == DateStatus.PENDING and row["latest"] == waiting["latest"], past)
    first: datetime = min(row["recorded_at"] for row in same)
    return first.astimezone(clock.LONDON).date()


def _in_words(change: DateDecisionChange) -> str:
    """*9 April 2026: Agreed, minute 4.*"""
    on = change.decided_on or clock.today()
    return f"{on.day} {on:%B %Y}: {change.decision.strip()}"
