"""Which two values may be compared, and between which a line may be drawn.

A series that counts from the beginning of a year falls when the year turns, which is no improvement: it is compared
with the same point of the year before (DOMAIN 2, finding 4). Nothing is compared across a change of source or
definition.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from wsoa.benchmarks.series import Value
from wsoa.terms import PeriodBasis

_YEAR_BEGINS: Mapping[PeriodBasis, tuple[int, int]] = {
    PeriodBasis.CALENDAR_YEAR_TO_DATE: (1, 1),
    PeriodBasis.FINANCIAL_YEAR_TO_DATE: (4, 1),
    PeriodBasis.ACADEMIC_YEAR_TO_DATE: (9, 1),
}
"""The month and day on which a count to date begins anew."""

SAME_POINT = 15
"""Two ends of stretches are the same point of their years when no more days lie between them."""


def is_cumulative(basis: PeriodBasis | None) -> bool:
    """Whether values of that basis count up through a year."""
    return basis in _YEAR_BEGINS


def year_of(day: date, basis: PeriodBasis) -> int:
    """The calendar year in which the year of that day began, by the basis' own kind of year."""
    return day.year - ((day.month, day.day) < _YEAR_BEGINS[basis])


def comparable(values: Sequence[Value], at: int, basis: PeriodBasis | None) -> Value | None:
    """The earlier value with which value number `at` may be compared; None when there is none.

    The one before it; of a series that counts through a year, the one at the same point of the year before.
    """
    now = values[at]
    if now.number is None:
        return None
    earlier = [each for each in values[:at] if each.number is not None]
    if basis is None or basis not in _YEAR_BEGINS:
        before = earlier[-1] if earlier else None
    else:
        before = _same_point(earlier, now, basis)
    return before if before and not _breaks(values, before, now) else None


def runs(values: Sequence[Value], basis: PeriodBasis | None) -> tuple[tuple[Value, ...], ...]:
    """The stretches of the series within which a line may be drawn: none crosses a reset or a break."""
    found: list[list[Value]] = []
    for value in (each for each in values if each.number is not None):
        if found and _joined(found[-1][-1], value, basis):
            found[-1].append(value)
        else:
            found.append([value])
    return tuple(tuple(run) for run in found)


def breaks(values: Sequence[Value]) -> tuple[Value, ...]:
    """The values with which another source or definition begins: each is marked."""
    return tuple(now for before, now in pairwise(values) if _changed(before, now))


def _same_point(earlier: Sequence[Value], now: Value, basis: PeriodBasis) -> Value | None:
    year = year_of(now.ends, basis)
    last_year = (each for each in earlier if year_of(each.ends, basis) == year - 1)
    near = [each for each in last_year if _days_apart(each.ends, now.ends) <= SAME_POINT]
    return min(near, key=lambda each: _days_apart(each.ends, now.ends), default=None)


def _days_apart(then: date, now: date) -> int:
    """Days between two days of two years, as if the earlier were a year later."""
    day = 28 if (then.month, then.day) == (2, 29) else then.day
    return abs((now - date(then.year + 1, then.month, day)).days)


def _joined(before: Value, now: Value, basis: PeriodBasis | None) -> bool:
    reset = basis is not None and is_cumulative(basis) and year_of(before.ends, basis) != year_of(now.ends, basis)
    return not reset and not _changed(before, now)


def _breaks(values: Sequence[Value], before: Value, now: Value) -> bool:
    between = [each for each in values if before.ends <= each.ends <= now.ends]
    return any(_changed(one, other) for one, other in pairwise(between))


def _changed(before: Value, now: Value) -> bool:
    return (before.source, before.definition) != (now.source, now.definition)
