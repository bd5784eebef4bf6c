"""Which two values may be compared, and between which a line may be drawn.

A series that counts from the beginning of a year falls when the year turns, which is no improvement: it is compared
with the same point of the year before (DOMAIN 2, finding 4). A month is compared with a month and a year with a year,
never with one that it shares days with; of rolling values, which all share days, only those a year apart make a trend.
Nothing is compared across a change of source or definition.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeGuard

from wsoa.benchmarks.lengths import Stretched, are_as_long, days_of
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
_YEAR = 365


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

    The last one before it that shares no day with it, if it is of a stretch as long; of a series that counts through a
    year, the one at the same point of the year before. A projection is no value to compare with.
    """
    place = _place_before(values, at, basis)
    return values[place] if place is not None else None


def alike(values: Sequence[V], at: int, basis: PeriodBasis | None) -> tuple[V, ...]:
    """The values, oldest first, each of which may be compared with the one before it, up to value number `at`.

    Of rolling values only those that share no month: one moving month moves twelve of them.
    """
    if values[at].number is None:
        return ()
    found, place = [values[at]], _place_before(values, at, basis, apart=True)
    while place is not None:
        found.append(values[place])
        place = _place_before(values, place, basis, apart=True)
    return tuple(reversed(found))


def runs(values: Sequence[V], basis: PeriodBasis | None) -> tuple[tuple[V, ...], ...]:
    """The stretches of the series within which a line may be drawn: none crosses a reset or a break.

    From one year to the next a line may go on between values at the same point of both. None joins a month to a year,
    nor values that share days, unless they are rolling ones.
    """
    found: list[list[V]] = []
    for value in (each for each in values if each.number is not None):
        if found and _joined(found[-1][-1], value, basis):
            found[-1].append(value)
        else:
            found.append([value])
    return tuple(tuple(run) for run in found)


def breaks(values: Sequence[V], basis: PeriodBasis | None = None) -> tuple[V, ...]:
    """The values with which another source, definition or length of time begins, or a day is counted twice."""
    found, last = list[V](), None
    for at, value in enumerate(values):
        is_like = is_cumulative(basis) or last is None or value.number is None or are_like(last, value, basis)
        if (at and _changed(values[at - 1], value)) or not is_like:
            found.append(value)
        last = value if value.number is not None else last
    return tuple(found)


def is_measured_anew(values: Sequence[Value]) -> bool:
    """Whether source or definition change anywhere in the series."""
    return any(_changed(before, now) for before, now in pairwise(values))


def are_like(before: Stretched, now: Stretched, basis: PeriodBasis | None) -> bool:
    """Whether two stretches are as long and share no day. A moment has no length, and rolling values all share days."""
    if basis is not PeriodBasis.SNAPSHOT and not are_as_long(before, now):
        return False
    return not overlap(before, now, basis)


def overlap(before: Stretched, now: Stretched, basis: PeriodBasis | None) -> bool:
    """Whether the later of two stretches shares days with the earlier, more than rolling ones do by their nature."""
    return before.ends >= (now.ends if basis is PeriodBasis.ROLLING_12_MONTHS else now.begins)


def is_reset(before: Value, now: Value, basis: PeriodBasis | None) -> bool:
    """Whether a count to date began anew between two values that are not at the same point of their years."""
    if not is_cumulative(basis):
        return False
    return year_of(before.ends, basis) != year_of(now.ends, basis) and not _is_same_point(before, now, basis)


def is_over(day: date, basis: PeriodBasis) -> bool:
    """Whether by that day a count through a year has all but come to its end: of a school year when term ends."""
    rest = _ALL_COUNTED.get(basis, timedelta(days=7))
    return day > date.max - rest or year_of(day + rest, basis) != year_of(day, basis)


def same_point(then: date, now: date, basis: PeriodBasis) -> bool:
    """Whether a day is at the same point of its year as a day of an earlier year."""
    years = year_of(now, basis) - year_of(then, basis)
    return years > 0 and _days_apart(then, now, years) <= SAME_POINT


def _is_same_point(before: Value, now: Value, basis: PeriodBasis) -> bool:
    is_next = year_of(before.ends, basis) == year_of(now.ends, basis) - 1
    if not is_next or not same_point(before.ends, now.ends, basis):
        return False
    return are_as_long(before, now) or abs(days_of(before) - days_of(now)) <= SAME_POINT


def _place_before(values: Sequence[Value], at: int, basis: PeriodBasis | None, *, apart: bool = False) -> int | None:
    """The place of what value number `at` may be compared with; `apart`: of rolling values one that shares no month."""
    if values[at].number is None:
        return None
    if is_cumulative(basis):
        return _same_point(values, at, basis)
    for place in _unbroken_before(values, at):
        before, now = values[place], values[at]
        shares = (now.ends - before.ends).days < _YEAR if apart and _is_rolling(basis) else overlap(before, now, basis)
        if before.counts and not shares:
            return place if are_like(before, now, basis) else None
    return None


def _same_point(values: Sequence[Value], at: int, basis: PeriodBasis) -> int | None:
    now, near = values[at], list[int]()
    for place in _unbroken_before(values, at):
        before = values[place]
        if year_of(before.ends, basis) < year_of(now.ends, basis) - 1:
            break
        if before.counts and _is_same_point(before, now, basis):
            near.append(place)
    return min(reversed(near), key=lambda place: _days_apart(values[place].ends, now.ends), default=None)


def _unbroken_before(values: Sequence[Value], at: int) -> Iterator[int]:
    """The places before a value, the nearest first, up to a change of source or definition."""
    for place in reversed(range(at)):
        if _changed(values[place], values[place + 1]):
            return
        yield place


def _days_apart(then: date, now: date, years: int = 1) -> int:
    """Days between two days, as if the earlier were so many years later."""
    day = 28 if (then.month, then.day) == (2, 29) else then.day
    try:
        return abs((now - date(then.year + years, then.month, day)).days)
    except ValueError:
        return _YEAR


def _joined(before: Value, now: Value, basis: PeriodBasis | None) -> bool:
    if _changed(before, now):
        return False
    return not is_reset(before, now, basis) if is_cumulative(basis) else are_like(before, now, basis)


def _is_rolling(basis: PeriodBasis | None) -> bool:
    return basis is PeriodBasis.ROLLING_12_MONTHS


def _changed(before: Value, now: Value) -> bool:
    return before.definition != now.definition or before.source != now.source
