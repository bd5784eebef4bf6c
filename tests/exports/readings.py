"""Invented indicators with values, targets and comparators, and what may be said of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from exports.parts.wording import day
from tests.exports.asked import indicator
from tests.exports.positions import AS_AT, written
from wsoa.scorecard import Comparator, IndicatorReading, read
from wsoa.snapshot.positions import CheckpointPosition, IndicatorPosition, TargetPosition, TargetStated, ValuePosition
from wsoa.statistics.values import read_value
from wsoa.terms import IndicatorClass, MissingCode, PeriodBasis, Polarity, TargetKind, ValueStatus


def value(
    number: int,
    ends: date,
    raw: str,
    *,
    begins: date | None = None,
    status: ValueStatus = ValueStatus.ACTUAL,
    source: str = "Council system",
    definition: str = "1",
    **more: object,
) -> ValuePosition:
    """A value of the month that ends then, published three weeks later; `raw` is read as the record reads it."""
    read_as = read_value(raw)
    assert read_as
    made = ValuePosition(
        number=number,
        period=day(ends).split(" ", 1)[1],
        begins=begins or ends.replace(day=1),
        ends=ends,
        raw=raw,
        value=read_as.number,
        missing=read_as.missing,
        status=status,
        note=None,
        measured_by=None,
        numerator=None,
        denominator=None,
        asked=None,
        answering=None,
        opening=None,
        arrived=None,
        closed=None,
        source=source,
        definition=definition,
        written=written(as_at=ends + timedelta(21)),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def months(*raws: str, first: date = date(2025, 1, 31), **more: object) -> tuple[ValuePosition, ...]:
    """A value for each month from `first`, which is the last day of one."""
    found = []
    for number, raw in enumerate(raws, 1):
        year, month = divmod(first.year * 12 + first.month - 1 + number - 1, 12)
        ends = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(1)
        found.append(value(number, ends, raw, **more))  # type: ignore[arg-type]
    return tuple(found)


def aim(
    number: str | None,
    by: date | None,
    *checkpoints: tuple[date, str],
    kind: TargetKind = TargetKind.POINT,
    upper: str | None = None,
    words: str | None = None,
) -> TargetPosition:
    """A target with its checkpoints."""
    stated = TargetStated(
        kind,
        Decimal(number) if number else None,
        Decimal(upper) if upper else None,
        by,
        words,
        tuple(CheckpointPosition(when, Decimal(there)) for when, there in checkpoints),
        withdrawn=False,
        written=written(as_at=date(2025, 1, 10)),
    )
    return TargetPosition(1, (stated,))


def measured(name: str, values: Sequence[ValuePosition], *, number: int = 1, **more: object) -> IndicatorPosition:
    """An indicator in per cent, better when higher, with those values."""
    made = replace(
        indicator(number, name),
        klass=IndicatorClass.DIFFERENCE,
        unit="%",
        polarity=Polarity.HIGH,
        period_basis=PeriodBasis.IN_MONTH,
        values=tuple(values),
        weaknesses=(1,),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def reading(name: str, values: Sequence[ValuePosition], as_at: date = AS_AT, **more: object) -> IndicatorReading:
    """What may be said of it on that day."""
    return read(measured(name, values, **more), as_at)  # type: ignore[arg-type]


SCHOOL_YEARS = (
    (date(2023, 7, 31), date(2022, 9, 1), "47.7"),
    (date(2023, 11, 30), date(2023, 9, 1), "14.48"),
    (date(2024, 3, 31), date(2023, 9, 1), "37.16"),
    (date(2024, 7, 31), date(2023, 9, 1), "54.05"),
    (date(2024, 11, 30), date(2024, 9, 1), "3.70"),
)
"""A rate of suspensions as one council publishes it: it counts up through the school year (DOMAIN 2, finding 4)."""


def suspensions() -> IndicatorReading:
    """The series of Devon against its checkpoints: November is no improvement on July."""
    steps = ((date(2023, 7, 31), "28.9"), (date(2023, 11, 30), "28.8"), (date(2024, 3, 31), "28"))
    return reading(
        "Rate of suspensions",
        [value(at, ends, raw, begins=begins) for at, (ends, begins, raw) in enumerate(SCHOOL_YEARS, 1)],
        date(2024, 12, 31),
        unit="per 100 pupils",
        polarity=Polarity.LOW,
        period_basis=PeriodBasis.ACADEMIC_YEAR_TO_DATE,
        targets=(aim("25", date(2024, 11, 30), *steps, (date(2024, 7, 31), "30"), kind=TargetKind.CEILING),),
        baseline="47.7",
        baseline_on=date(2023, 7, 31),
    )


def beside(kind: str, name: str, number: str | None, of: int = 1) -> Comparator:
    """A comparator of 2024."""
    return Comparator(
        kind=kind,
        name=name,
        period="2024",
        value=Decimal(number) if number else None,
        missing=None if number else MissingCode.SUPPRESSED,
        status=ValueStatus.ACTUAL,
        of=of,
        source="Department for Education",
        retrieved_on=date(2025, 7, 1),
        neighbour_set="May 2025" if kind == "neighbours" else None,
        neighbours=("Eastmere", "Westmere") if kind == "neighbours" else (),
    )


def plans() -> IndicatorReading:
    """Two years of plans within 20 weeks: a gap, a break of the source, a value that is not final; with comparators."""
    raws = ("31.0", "32.5", "30", "35.1", "38.0", "c", "41.2", "40.0", "44.9", "46.0", "45.5", "48.1", "50.0", "52.3")
    old = months(*raws[:7], source="Council system")
    new = tuple(replace(each, number=each.number + 7) for each in months(*raws[7:], first=date(2025, 8, 31)))
    last = replace(new[-1], status=ValueStatus.PROVISIONAL)
    values = (*old, *(replace(each, source="Regional database") for each in (*new[:-1], last)))
    found = reading(
        "Plans finished within 20 weeks",
        values,
        targets=(aim("60", date(2026, 12, 31), (date(2025, 12, 31), "45"), (date(2026, 6, 30), "52")),),
        standard="100",
        baseline="31.0",
        baseline_on=date(2025, 1, 31),
    )
    compared = (
        beside("neighbours", "Statistical neighbours", "49.63", of=2),
        beside("england", "England", "46.4"),
        beside("region", "North East", None),
    )
    return replace(found, comparators=compared)
