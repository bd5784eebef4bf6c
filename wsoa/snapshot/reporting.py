"""Which date and which round speak when somebody reports today."""

from datetime import date

from wsoa.history import OpenEntry
from wsoa.snapshot.positions import RoundPosition
from wsoa.snapshot.reading import Reading
from wsoa.snapshot.working import round_reached, rounds
from wsoa.tables import History


def reporting_date(writing: OpenEntry, today: date) -> tuple[date, int | None]:
    """The date and the round that what is said today speaks for: the round's own date once that has passed."""
    current = round_of(writing, today)
    return (min(today, current.position_date), current.number) if current else (today, None)


def round_of(writing: OpenEntry, today: date) -> RoundPosition | None:
    """The round that what is said today belongs to; None outside of all rounds."""
    return round_reached(rounds(Reading(writing.session, writing.moment(today))), today)


def never_before(writing: OpenEntry, kind: type[History], number: int | None, as_at: date, today: date) -> date:
    """`as_at`, but never before the row that stands today of thing `number`: a row dated before it would not stand."""
    stood = writing.standing(kind, number, today) if number else None
    return max(as_at, stood.as_at) if stood else as_at
