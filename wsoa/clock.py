"""The time, in one place, so that tests can hold it still. Dates are those of Europe/London."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _source()


def today() -> date:
    """Today's date in Europe/London."""
    return now().astimezone(LONDON).date()


@contextmanager
def held_at(moment: datetime) -> Iterator[None]:
    """Let the whole process believe it is `moment` (aware): for tests and for making the example's past."""
    global _source
    before, _source = _source, lambda: moment
    try:
        yield
    finally:
        _source = before
