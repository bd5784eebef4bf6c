"""How a milestone's date came to be what it is, the moves that wait for an answer, and who can be asked for one."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import TABLE, Action, Actor
from wsoa.errors import Unseen
from wsoa.history import rows
from wsoa.snapshot.load import open_programme, reading_at
from wsoa.snapshot.milestones import milestones
from wsoa.snapshot.positions import MilestonePosition, PendingMove, Snapshot, Written
from wsoa.snapshot.reading import Reading, history_with_author, timescale
from wsoa.snapshot.working import boards
from wsoa.tables import Entry, Membership, MilestoneDate, Person, metadata
from wsoa.terms import DateStatus, ThingState
from wsoa.timescales import Timescale

_entry = metadata.tables[str(Entry.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]


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


@dataclass(frozen=True, slots=True)
class WaitingMove:
    """A move that waits, and of which milestone. `is_own`: the reader proposed it, and so does not decide it."""

    milestone: MilestonePosition
    move: PendingMove
    is_own: bool
    is_asked: bool

    @property
    def may_decide(self) -> bool:
        """Whether its answer is the reader's to give, or to record."""
        return self.is_asked and not self.is_own


def date_history(session: Session, actor: Actor, snapshot: Snapshot, number: int) -> tuple[DateSaid, ...]:
    """Every date of milestone `number` of the snapshot, newest first; Unseen when the snapshot does not hold it."""
    if all(milestone.number != number for milestone in snapshot.milestones):
        raise Unseen("milestone")
    programme = open_programme(session, actor, snapshot.slug, Action.READ_WORKING)
    reading = reading_at(session, programme.id, snapshot.as_at, snapshot.known_by)
    found = rows(session, history_with_author(MilestoneDate), reading.at, number)
    people = _names(session, {row["asked_person"] for row in found if row["asked_person"]})
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
    wrote = _actors(reading, (move.written.entry for _, move in waiting))
    return tuple(
        WaitingMove(
            milestone,
            move,
            is_own=actor.uid is not None and wrote.get(move.written.entry) == actor.uid,
            is_asked=move.board is not None or actor.is_operator or move.person == actor.uid,
        )
        for milestone, move in waiting
    )


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


def _names(session: Session, uids: Iterable[str]) -> dict[str, str]:
    query = select(_person.c.uid, _person.c.name).where(_person.c.uid.in_(list(uids)))
    return {row["uid"]: row["name"] for row in rows(session, query)}


def _actors(reading: Reading, entries: Iterable[int]) -> dict[int, str | None]:
    """Who wrote each of the entries."""
    mine = (_entry.c.programme_id == reading.at.programme_id) & _entry.c.number.in_(list(entries))
    return {
        row["number"]: row["actor"]
        for row in rows(reading.session, select(_entry.c.number, _entry.c.actor).where(mine))
    }
