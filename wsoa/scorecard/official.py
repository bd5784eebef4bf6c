"""The official values beside an indicator's own: its comparators, and where the two do not say the same."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from wsoa.benchmarks.like_with_like import is_cumulative, is_over
from wsoa.scorecard.shape import Comparator
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.statistics import ComparedRow, ComparedValue, Comparison
from wsoa.statistics.periods import read_period
from wsoa.terms import ValueStatus, YearType

_BEGINS = {
    YearType.CALENDAR: (1, 1),
    YearType.JANUARY: (1, 1),
    YearType.ACADEMIC: (9, 1),
    YearType.FINANCIAL: (4, 1),
}
_NOT_MEASURED = (ValueStatus.PROJECTED, ValueStatus.ESTIMATED)
_NEAR = timedelta(days=15)
_HOLIDAYS = timedelta(days=45)
"""A school year's values are often dated by the end of the summer term."""

_FAR = timedelta(days=2 * 365)
_SHORTEST = timedelta(days=364) - _HOLIDAYS - _NEAR
"""What is shorter is no year."""


def comparators(indicator: IndicatorPosition, number: ValuePosition | None) -> tuple[Comparator, ...]:
    """Every line of the linked measure, of the year that ends nearest to the number's; of the last where there is none.

    All lines are of one year: that nearest in which any of them has a number. None where `why_none` says why.
    """
    compared = indicator.compared
    nearest = _nearest(compared, number.ends if number else None) if compared else None
    if compared is None or nearest is None or why_none(indicator, number):
        return ()
    return tuple(_comparator(compared, row, row.values[nearest[0]]) for row in compared.rows)


def why_none(indicator: IndicatorPosition, number: ValuePosition | None) -> str:
    """Why the number stands beside none of the comparators there are, in a sentence; "" where it may.

    Part of a count through a year is no whole one, and what is years away says nothing of now.
    """
    compared, basis = indicator.compared, indicator.period_basis
    nearest = _nearest(compared, number.ends) if compared and number else None
    if compared is None or number is None or nearest is None:
        return ""
    if is_cumulative(basis) and not is_over(number.ends, basis):
        return f"Comparators are of whole years; {number.period} counts only a part of one."
    at, ends = nearest
    if abs(ends - number.ends) >= _FAR:
        return f"The nearest comparators are of {compared.periods[at]}, two years or more from {number.period}."
    return ""


def _nearest(compared: Comparison, ends: date | None) -> tuple[int, date] | None:
    """The place and the last day of the year nearest to a day in which there is a number; None: of the last one."""
    years = {at: year[1] for at, label in enumerate(compared.periods) if (year := year_of(label, compared.year_type))}
    known = [at for at in years if any(row.values[at].number is not None for row in compared.rows)]
    if not known:
        return None
    nearest = (
        min(known, key=lambda at: (abs(years[at] - ends), years[at])) if ends else max(known, key=years.__getitem__)
    )
    return nearest, years[nearest]


def differing(
    indicator: IndicatorPosition, values: Sequence[ValuePosition]
) -> tuple[tuple[ValuePosition, ComparedValue], ...]:
    """The indicator's own values that differ from the area's official ones of the same stretch, beyond rounding.

    What was projected or estimated is no result that could differ.
    """
    firm = [each for each in values if each.value is not None and each.status not in _NOT_MEASURED]
    return tuple(
        (own, official)
        for own, official in _pairs(indicator, firm)
        if own.value is not None and official.number is not None and differ(own.value, official.number)
    )


def differ(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers differ by more than half of what the coarser of them is written to."""
    coarser = max(_exponent(one), _exponent(other))
    return abs(one - other) > Decimal(5).scaleb(coarser - 1)


def year_of(label: str, years: YearType) -> tuple[date, date] | None:
    """The first and the last day of an official year; of a January count, of that month."""
    period = read_period(label)
    if period is None:
        return None
    if years is YearType.JANUARY:
        return date(period.ends, 1, 1), date(period.ends, 1, 31)
    month, day = _BEGINS.get(years, (9, 1) if period.split else (1, 1))
    begins = date(period.ends - (month > 1), month, day)
    return begins, begins.replace(year=begins.year + 1) - timedelta(days=1)


def _pairs(
    indicator: IndicatorPosition, values: Sequence[ValuePosition]
) -> Iterator[tuple[ValuePosition, ComparedValue]]:
    compared = indicator.compared
    area = next((row for row in compared.rows if row.kind == "area"), None) if compared else None
    if compared is None or area is None:
        return
    january = compared.year_type is YearType.JANUARY
    whole = [each for each in values if january or each.ends - each.begins >= _SHORTEST]
    for official in area.values if whole else ():
        year = year_of(official.period, compared.year_type)
        same = (each for each in whole if year and _is_same(each, year, compared.year_type))
        yield from ((own, official) for own in same)


def _is_same(value: ValuePosition, year: tuple[date, date], years: YearType) -> bool:
    begins, ends = year
    if years is YearType.JANUARY:
        return begins <= value.begins <= value.ends <= ends
    late = _HOLIDAYS if years is YearType.ACADEMIC else _NEAR
    return abs(value.begins - begins) <= _NEAR and ends - late <= value.ends <= ends + _NEAR


def _comparator(compared: Comparison, row: ComparedRow, value: ComparedValue) -> Comparator:
    told, is_mean = value.provenance, row.kind == "neighbours"
    return Comparator(
        kind=row.kind,
        name=row.name,
        period=value.period,
        value=value.number,
        missing=value.missing,
        status=value.status,
        of=value.of,
        source=told.source if told else None,
        retrieved_on=told.retrieved_on if told else None,
        neighbour_set=compared.neighbour_set if is_mean else None,
        neighbours=compared.neighbours if is_mean else (),
    )


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
