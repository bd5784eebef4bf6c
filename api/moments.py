"""Dates and entries as an address names them: `as_at` and `known_by`. What was sent is never repeated."""

import re
from datetime import UTC, date, datetime

from wsoa.clock import LONDON
from wsoa.errors import Refused

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


def read_known_by(words: str | None) -> int | datetime | None:
    """An entry's number, or a time as ISO 8601 (without a zone: London's); None for nothing; else Refused."""
    if not words:
        return None
    if _ENTRY.fullmatch(words):
        return int(words)
    try:
        # A plus sign that nobody escaped arrives as a space.
        moment = datetime.fromisoformat(words.replace(" ", "+") if "T" in words else words)
        return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(
            "Say by which entry or when it was known: an entry’s number, or a time such as 2026-03-31T12:00Z."
        ) from None
