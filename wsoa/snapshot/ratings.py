"""How the milestones were rated on earlier dates, and no more: two queries a date, where a snapshot takes many."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from wsoa.history import Moment, newest, rows
from wsoa.snapshot import promises
from wsoa.snapshot.kept import kept
from wsoa.snapshot.positions import Level, RatedThen, Snapshot
from wsoa.snapshot.reading import Reading
from wsoa.tables import MilestoneTerms, MilestoneUpdate, metadata
from wsoa.terms import ThingState

_terms = metadata.tables[str(MilestoneTerms.__tablename__)]
_update = metadata.tables[str(MilestoneUpdate.__tablename__)]
_states = newest(MilestoneTerms).with_only_columns(_terms.c.number, _terms.c.state)
_levels = newest(MilestoneUpdate).with_only_columns(
    _update.c.number, _update.c.rating_key, _update.c.key_version, _update.c.level
)

Ratings = Mapping[int, Level | None]
"""The level of every milestone that was promised on a date, by its number."""


def rated_at(session: Session, programme_id: int, later: Snapshot, dates: tuple[date, ...]) -> tuple[RatedThen, ...]:
    """The ratings on each of the dates, as known by the snapshot's own entry and of its milestones only.

    The whole is kept in memory; the snapshot has been narrowed for its reader, so nothing it does not show is counted.
    """
    at = Moment(programme_id, later.as_at, later.known_by)
    whole = kept(session, at, lambda: _read(session, at, dates), "ratings", dates)
    shown = {milestone.number for milestone in later.milestones}
    return tuple(
        RatedThen(when, tuple(level for number, level in rated.items() if number in shown))
        for when, rated in zip(dates, whole, strict=True)
    )


def _read(session: Session, at: Moment, dates: tuple[date, ...]) -> tuple[Ratings, ...]:
    reading = Reading(session, at)
    reading.levels = promises.levels(reading)
    return tuple(_rated(reading, Moment(at.programme_id, when, at.known_by)) for when in dates)


def _rated(reading: Reading, at: Moment) -> Ratings:
    terms = rows(reading.session, _states, at)
    updates = {row["number"]: row for row in rows(reading.session, _levels, at)}
    promised = (row["number"] for row in terms if row["state"] == ThingState.LIVE)
    return {number: reading.level(updates[number]) if number in updates else None for number in promised}
