"""Which date and which round speak when somebody reports today."""

from datetime import date

from wsoa.history import OpenEntry
from wsoa.snapshot.reading import Reading
from wsoa.snapshot.working import round_reached, rounds


def reporting_date(writing: OpenEntry, today: date) -> tuple[date, int | None]:
    """The date and the round that what is said today speaks for: the round's own date once that has passed."""
    current = round_reached(rounds(Reading(writing.session, writing.moment(today))), today)
    return (min(today, current.position_date), current.number) if current else (today, None)
