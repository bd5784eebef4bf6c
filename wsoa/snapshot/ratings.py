"""How the milestones were rated on earlier dates, and no more: two queries a date, where a snapshot takes many."""

from datetime import date

from sqlalchemy.orm import Session

from wsoa.history import Moment, newest, rows
from wsoa.snapshot import promises
from wsoa.snapshot.positions import RatedThen, Snapshot
from wsoa.snapshot.reading import Reading
from wsoa.tables import MilestoneTerms, MilestoneUpdate
from wsoa.terms import ThingState


def rated_at(session: Session, programme_id: int, later: Snapshot, dates: tuple[date, ...]) -> tuple[RatedThen, ...]:
    """The ratings on each of the dates, as known by the snapshot's own entry and of its milestones only.

    The snapshot has been narrowed for its reader, so nothing it does not show is counted here.
    """
    reading = Reading(session, Moment(programme_id, later.as_at, later.known_by))
    reading.levels = promises.levels(reading)
    shown = {milestone.number for milestone in later.milestones}
    return tuple(_rated(reading, Moment(programme_id, when, later.known_by), shown) for when in dates)


def _rated(reading: Reading, at: Moment, shown: set[int]) -> RatedThen:
    terms = rows(reading.session, newest(MilestoneTerms), at)
    updates = {row["number"]: row for row in rows(reading.session, newest(MilestoneUpdate), at)}
    promised = [row["number"] for row in terms if row["state"] == ThingState.LIVE and row["number"] in shown]
    return RatedThen(
        at.as_at, tuple(reading.level(updates[number]) if number in updates else None for number in promised)
    )
