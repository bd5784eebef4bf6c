"""When a target will be reached if the trend goes on: with its uncertainty, or that it will not at this pace.

Only of a steady trend: a straight line through the last values (least squares), and how far they lie from it. A
forecast is no promise; of a spiky series, or of too few values, none is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import sqrt
from statistics import linear_regression

from wsoa.benchmarks.series import Value

FEWEST = 6
FURTHEST = timedelta(days=5 * 365)
SOONEST = timedelta(days=92)
_SPREAD = 2.0
"""So many standard errors to either side: about 19 of 20 values of such a trend lie within."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The day on which the line reaches the target, and the days between which it may."""

    expected: date
    earliest: date
    latest: date | None


@dataclass(frozen=True, slots=True)
class NoForecast:
    """Why no day can be given."""

    why: str


def reaches(values: Sequence[Value], target: Decimal, on: date | None = None) -> Forecast | NoForecast:
    """When a run of comparable values (oldest first) will reach `target`, going on as it does.

    As said `on` a day: nothing of a series whose last value is old, and no day that has passed.
    """
    measured = [value for value in values if value.measured and value.number is not None]
    if len(measured) < FEWEST:
        return NoForecast(f"too few values: {len(measured)} of {FEWEST}")
    first = measured[0].ends
    if first == measured[-1].ends:
        return NoForecast("all values are of one day")
    if on and is_old([value.ends for value in measured], on):
        return NoForecast(f"its last value is of {_day(measured[-1].ends)}")
    days = [float((value.ends - first).days) for value in measured]
    numbers = [float(value.number or 0) for value in measured]
    slope, start = linear_regression(days, numbers)
    last, goal = days[-1], float(target)
    now = start + slope * last
    if (goal - now) * slope <= 0:
        passed = now == goal or (start - goal) * (now - goal) < 0
        return NoForecast("it is there already" if passed else "not at this pace")
    spread = _SPREAD * _error(days, numbers, slope, start)
    if spread and abs(slope) * (last - days[0]) < spread:
        return NoForecast("the values swing more than they rise or fall")
    needed, off = (goal - start) / slope, spread / abs(slope)
    if needed - last > FURTHEST.days:
        return NoForecast("not at this pace: not within five years")
    expected = _day_after(first, needed)
    if on and expected < on:
        return NoForecast(f"by its last values it would have been reached by {_day(expected)}")
    return Forecast(
        expected=expected,
        earliest=max(_day_after(first, max(needed - off, last)), on or date.min),
        latest=_day_after(expected, off) if needed + off - last <= 2 * FURTHEST.days else None,
    )


def is_old(ends: Sequence[date], on: date) -> bool:
    """Whether the last of a series, by the ends of its stretches, lies so far back that it says nothing of today.

    Three times as far as its values ever lay apart; figures take a quarter of a year to come at all.
    """
    if not ends:
        return True
    apart = max((now - before for before, now in pairwise(ends)), default=timedelta(days=365))
    return on - ends[-1] > max(3 * apart, SOONEST)


def _day_after(first: date, days: float) -> date:
    return first + timedelta(days=min(days, (date.max - first).days))


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def _error(days: Sequence[float], numbers: Sequence[float], slope: float, start: float) -> float:
    """The standard error of the values about their line."""
    squares = sum((number - start - slope * day) ** 2 for day, number in zip(days, numbers, strict=True))
    return sqrt(squares / (len(days) - 2))
