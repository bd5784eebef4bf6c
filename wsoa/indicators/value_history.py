"""One value as it was published every time, those that were taken back among them."""

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.errors import Unseen
from wsoa.history import newest, rows
from wsoa.snapshot import Snapshot, open_programme
from wsoa.snapshot.load import reading_at
from wsoa.snapshot.measured import published
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.tables import IndicatorValueTerms


def value_history(
    session: Session, actor: Actor, snapshot: Snapshot, number: int
) -> tuple[IndicatorPosition, tuple[ValuePosition, ...]]:
    """The indicator of value `number`, and the value as published each time by the snapshot's date, newest first.

    Where the newest is `written.withdraws`, it was taken back. Unseen when nothing of it had been published by then,
    or when the snapshot does not hold its indicator.
    """
    programme = open_programme(session, actor, snapshot.slug, Action.READ_WORKING)
    reading = reading_at(session, programme.id, snapshot.as_at, snapshot.known_by)
    stands = rows(session, newest(IndicatorValueTerms, one=True), reading.at, number)
    of = {row["indicator"] for row in stands}
    indicator = next((each for each in snapshot.indicators if each.number in of), None)
    if indicator is None:
        raise Unseen("value")
    return indicator, published(reading, number)
