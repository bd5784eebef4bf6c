"""Which two values may be compared, and between which a line may be drawn.

A series that counts from the beginning of a year falls when the year turns, which is no improvement: it is compared
with the same point of the year before (DOMAIN 2, finding 4). Nothing is compared across a change of source or
definition.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeGuard

from wsoa.benchmarks.series import V, Value
from wsoa.terms import PeriodBasis

_YEAR_BEGINS: Mapping[PeriodBasis, tuple[int, int]] = {
    PeriodBasis.CALENDAR_YEAR_TO_DATE: (1, 1),
    PeriodBasis.FINANCIAL_YEAR_TO_DATE: (4, 1),
    PeriodBasis.ACADEMIC_YEAR_TO_DATE: (9, 1),
}
"""The month and day on which a count to date begins anew."""

_ALL_COUNTED = {PeriodBasis.ACADEMIC_YEAR_TO_DATE: timedelta(days=45)}
"""So long before the year turns hardly anything is counted any more; a week where nothing else is said."""

SAME_POINT = 15
"""Two ends of stretches are the same point of their years when no more days lie between them."""


def is_cumulative(basis: PeriodBasis | None) -> TypeGuard[PeriodBasis]:
    """Whether values of that basis count up through a year."""
    return basis in _YEAR_BEGINS


def year_of(day: date, basis: PeriodBasis) -> int:
    """The calendar year in which the year of that day began, by the basis' own kind of year."""
    return day.year - ((day.month, day.day) < _YEAR_BEGINS[basis])


def year_begins(day: date, basis: PeriodBasis) -> date:
    """The first day of the year in which that day lies, by the basis' own kind of year."""
    return date(year_of(day, basis), *_YEAR_BEGINS[basis])


def comparable(values: Sequence[V], at: int, basis: PeriodBasis | None) -> V | None:
    """The earlier value with which value number `at` may be compared; None when there is none.

    The one before it; of a series that counts through a year, the one at the same point of the year before. A
    projection is no value to compare with.
    """
    now = values[at]
    if now.number is None:
        return None
    earlier = [each for each in values[:at] if each.counts]
    if basis is None or basis not in _YEAR_BEGINS:
        before = earlier[-1] if earlier else None
    else:
        before = _same_point(earlier, now, basis)
    return before if before and not _breaks(values, before, now) else None


def alike(values: Sequence[V], at: int, basis: PeriodBasis | None) -> tuple[V, ...]:
    """The values, oldest first, each of which may be compared with the one before it, up to value number `at`."""
    if values[at].number is None:
        return ()
    if not is_cumulative(basis):
        return tuple(each for each in runs(values[: at + 1], basis)[-1] if each.counts)
    found, place = [values[at]], at
    while (before := comparable(values, place, basis)) is not None:
        place = next(earlier for earlier in range(place) if values[earlier] is before)
        found.append(before)
    return tuple(reversed(found))


def runs(values: Sequence[V], basis: PeriodBasis | None) -> tuple[tuple[V, ...], ...]:
    """The stretches of the series within which a line may be drawn: none crosses a reset or a break.

    From one year to the next a line may go on between values at the same point of both.
    """
    found: list[list[V]] = []
    for value in (each for each in values if each.number is not None):
        if found and _joined(found[-1][-1], value, basis):
            found[-1].append(value)
        else:
            found.append([value])
    return tuple(tuple(run) for run in found)


def breaks(values: Sequence[V]) -> tuple[V, ...]:
    """The values with which another source or definition begins: each is marked."""
    return tuple(now for before, now in pairwise(values) if _changed(before, now))


def is_reset(before: Value, now: Value, basis: PeriodBasis | None) -> bool:
    """Whether a count to date began anew between two values that are not at the same point of their years."""
    if not is_cumulative(basis):
        return False
    return year_of(before.ends, basis) != year_of(now.ends, basis) and not _is_same_point(before, now, basis)


def is_over(day: date, basis: PeriodBasis) -> bool:
    """Whether by that day a count through a year has all but come to its end: of a school year when term ends."""
    return year_of(day + _ALL_COUNTED.get(basis, timedelta(days=7)), basis) != year_of(day, basis)


def same_point(then: date, now: date, basis: PeriodBasis) -> bool:
    """Whether a day is at the same point of its year as a day of an earlier year."""
    years = year_of(now, basis) - year_of(then, basis)
    return years > 0 and _days_apart(then, now, years) <= SAME_POINT


def _is_same_point(before: Value, now: Value, basis: PeriodBasis) -> bool:
    is_next = year_of(before.ends, basis) == year_of(now.ends, basis) - 1
    return is_next and same_point(before.ends, now.ends, basis)


def _same_point(earlier: Sequence[V], now: V, basis: PeriodBasis) -> V | None:
    near = [each for each in earlier if _is_same_point(each, now, basis)]
    return min(near, key=lambda each: _days_apart(each.ends, now.ends), default=None)


def _days_apart(then: date, now: date, years: int = 1) -> int:
    """Days between two days, as if the earlier were so many years later."""
    day = 28 if (then.month, then.day) == (2, 29) else then.day
    return abs((now - date(then.year + years, then.month, day)).days)


def _joined(before: Value, now: Value, basis: PeriodBasis | None) -> bool:
    return not is_reset(before, now, basis) and not _changed(before, now)


def _breaks(values: Sequence[Value], before: Value, now: Value) -> bool:
    between = [each for each in values if before.ends <= each.ends <= now.ends]
    return any(_changed(one, other) for one, other in pairwise(between))


def _changed(before: Value, now: Value) -> bool:
    return (before.source, before.definition) != (now.source, now.definition)
