"""How a milestone's date came to be what it is, the moves that wait for an answer, and who can be asked for one."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import TABLE, Action, Actor, reaches
from wsoa.errors import Barred, Unseen
from wsoa.history import Moment, Row, rows
from wsoa.snapshot.load import open_programme, reading_at
from wsoa.snapshot.milestones import milestones
from wsoa.snapshot.positions import MilestonePosition, PendingMove, Snapshot, Written
from wsoa.snapshot.reading import Reading, all_with_author, history_with_author, timescale
from wsoa.snapshot.working import boards
from wsoa.tables import Entry, Membership, MilestoneDate, Person, metadata
from wsoa.terms import DateStatus, ThingState
from wsoa.timescales import Timescale

_entry = metadata.tables[str(Entry.__tablename__)]
_date = metadata.tables[str(MilestoneDate.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]

_DECISION = re.compile(r"(\d{1,2} [A-Z][a-z]+ \d{4}): (.*)", re.DOTALL)
"""How a decision is kept (wsoa.milestones.date_moves): *9 April 2026: Agreed, minute 4*."""


@dataclass(frozen=True, slots=True)
class DateSaid:
    """One row of a milestone's dates: promised, proposed, agreed to or refused.

    `of` names who was asked ("": nobody, it was set or loaded), `approver` who answered and `decision` in which words.
    """

    when: Timescale
    status: DateStatus
    of: str
    approver: str | None
    decision: str | None
    written: Written

    @property
    def taken_back(self) -> bool:
        """Whether the row takes a proposal back before it was answered."""
        return self.written.withdraws is not None

    @property
    def decided_on(self) -> date | None:
        """The day of the decision; None for none, or where its words do not begin with the day."""
        found = _DECISION.fullmatch(self.decision or "")
        try:
            return datetime.strptime(found[1], "%d %B %Y").date() if found else None
        except ValueError:
            return None

    @property
    def decided(self) -> str:
        """The words of the decision, without its day."""
        found = _DECISION.fullmatch(self.decision or "") if self.decided_on else None
        return found[2] if found else self.decision or ""


@dataclass(frozen=True, slots=True)
class WaitingMove:
    """A move that waits, and of which milestone. `is_own`: the reader is among its `proposers`, and does not decide."""

    milestone: MilestonePosition
    move: PendingMove
    is_own: bool
    is_asked: bool

    @property
    def may_decide(self) -> bool:
        """Whether its answer is the reader's to give, or to record."""
        return self.is_asked and not self.is_own


@dataclass(frozen=True, slots=True)
class AnsweredMove:
    """The last move of a milestone's date, which was agreed to, refused or taken back."""

    milestone: MilestonePosition
    said: DateSaid


def date_history(session: Session, actor: Actor, snapshot: Snapshot, number: int) -> tuple[DateSaid, ...]:
    """Every date of milestone `number` of the snapshot, newest first; Unseen when the snapshot does not hold it."""
    if all(milestone.number != number for milestone in snapshot.milestones):
        raise Unseen("milestone")
    programme = open_programme(session, actor, snapshot.slug, Action.READ_WORKING)
    reading = reading_at(session, programme.id, snapshot.as_at, snapshot.known_by)
    return _told(reading, rows(session, history_with_author(MilestoneDate), reading.at, number))


def waiting_moves(session: Session, actor: Actor, slug: str) -> tuple[WaitingMove, ...]:
    """Every move of a date that waits for an answer today, the one that waits longest first.

    They are the whole programme's for whoever may be asked, a board member too. Raises Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.DECIDE_DATE)
    reading = reading_at(session, programme.id, None, None)
    waiting = [
        (milestone, move)
        for milestone in milestones(reading)
        if milestone.state is ThingState.LIVE and (move := milestone.dates.pending)
    ]
    waiting.sort(key=lambda each: each[1].written.entry)
    proposed_by = proposers(session, reading.at, [milestone.number for milestone, _ in waiting])
    return tuple(
        WaitingMove(
            milestone,
            move,
            is_own=actor.uid in proposed_by[milestone.number],
            is_asked=move.board is not None or actor.is_operator or move.person == actor.uid,
        )
        for milestone, move in waiting
    )


def answered_move(session: Session, actor: Actor, slug: str, number: int) -> AnsweredMove | None:
    """The last move of the date of milestone `number`, if it was answered or taken back; None where none ever was.

    What one person was asked is for them and for whoever reads the working record. Raises Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.DECIDE_DATE)
    reading = reading_at(session, programme.id, None, None)
    moves = rows(session, history_with_author(MilestoneDate), reading.at, number)
    last = next((row for row in moves if row["asked_person"] or row["asked_board"]), None)
    milestone = next((each for each in milestones(reading) if each.number == number), None)
    if milestone is None or last is None or last["status"] == DateStatus.PENDING:
        return None
    if last["asked_person"] not in (None, actor.uid) and not reaches(actor, Action.READ_WORKING, programme.id):
        raise Barred("read the answer to a date move that somebody else was asked to decide")
    return next((AnsweredMove(milestone, said) for said in _told(reading, [last])), None)


def deciders(session: Session, programme_id: int) -> dict[str, str]:
    """The people who can be asked to agree to a date today: their names by their uids, in the order of names."""
    today = clock.today()
    query = (
        select(_person.c.uid, _person.c.name)
        .distinct()
        .join(_membership, _membership.c.person_uid == _person.c.uid)
        .where(_membership.c.programme_id == programme_id, _membership.c.role.in_(TABLE[Action.DECIDE_DATE]))
        .where(_membership.c.starts <= today, or_(_membership.c.ends.is_(None), _membership.c.ends >= today))
        .where(_person.c.disabled_at.is_(None))
        .order_by(_person.c.name)
    )
    return {row["uid"]: row["name"] for row in rows(session, query)}


def proposers(session: Session, at: Moment, numbers: Collection[int]) -> dict[int, frozenset[str]]:
    """The people who proposed to move the date of each milestone since it was last promised, agreed or refused.

    A proposal made anew, by whomever, or taken back is no answer: those who proposed before stay among them.
    """
    found: dict[int, set[str]] = {number: set() for number in numbers}
    answered: set[int] = set()
    query = all_with_author(MilestoneDate).where(_date.c.number.in_(list(numbers))).add_columns(_entry.c.actor)
    for row in rows(session, query, at):
        if row["number"] in answered or (row["status"] != DateStatus.PENDING and row["withdraws"] is None):
            answered.add(row["number"])
        elif row["status"] == DateStatus.PENDING and row["actor"]:
            found[row["number"]].add(row["actor"])
    return {number: frozenset(each) for number, each in found.items()}


def _told(reading: Reading, found: Sequence[Row]) -> tuple[DateSaid, ...]:
    people = _names(reading.session, {row["asked_person"] for row in found if row["asked_person"]})
    bodies = {each.number: each.name for each in boards(reading)} if any(row["asked_board"] for row in found) else {}
    return tuple(
        DateSaid(
            when=when,
            status=DateStatus(row["status"]),
            of=people.get(row["asked_person"], "") or bodies.get(row["asked_board"], ""),
            approver=row["approver"],
            decision=row["decision"],
            written=reading.written(row),
        )
        for row in found
        if (when := timescale(row))
    )


def _names(session: Session, uids: Iterable[str]) -> dict[str, str]:
    query = select(_person.c.uid, _person.c.name).where(_person.c.uid.in_(list(uids)))
    return {row["uid"]: row["name"] for row in rows(session, query)}
