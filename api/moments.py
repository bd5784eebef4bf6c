"""Dates and entries as an address names them: `as_at` and `known_by`. What was sent is never repeated."""

import re
from datetime import UTC, date, datetime, time, timedelta

from wsoa import clock
from wsoa.clock import LONDON
from wsoa.errors import Refused

THEN = "then"
"""As `known_by`: as it was known by the end of the day that is looked at."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ENTRY = re.compile(r"\d{1,9}", re.ASCII)


def read_date(words: str | None) -> date | None:
    """A date as YYYY-MM-DD; None for nothing at all; Refused for anything else."""
    if not words:
        return None
    try:
        if _DATE.fullmatch(words):
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise Refused("That is not a date. Enter a real date in the form 2026-03-31.")


def read_known_by(words: str | None, as_at: date | None = None) -> int | datetime | None:
    """An entry's number, `then` (by the end of the day `as_at`), or a time as ISO 8601 (without a zone: London's).

    None for nothing, and for what is known "then" of today, which is what is known now; else Refused.
    """
    if not words:
        return None
    if words == THEN:
        return end_of(as_at) if as_at and as_at < clock.today() else None
    if _ENTRY.fullmatch(words):
        return int(words)
    try:
        # A plus sign that nobody escaped arrives as a space.
        moment = datetime.fromisoformat(words.replace(" ", "+") if "T" in words else words)
        return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(
            "Say by which entry or when it was known: an entry’s number, “then” for the date itself, or a time such as"
            " 2026-03-31T12:00Z."
        ) from None


def end_of(day: date) -> datetime:
    """The last moment of a day in London, be it of 23 hours or of 25. The day lies before today."""
    midnight = datetime.combine(day + timedelta(days=1), time(), LONDON)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)
