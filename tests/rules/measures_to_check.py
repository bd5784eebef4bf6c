"""Indicators built by hand: what a case cares about and a default for the rest."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from tests.exports.asked import INDICATORS
from tests.exports.positions import written
from tests.rules.plans_to_check import GREEN, one, weak
from wsoa.snapshot.positions import (
    CheckpointPosition,
    ImpactPosition,
    IndicatorPosition,
    MilestonePosition,
    Snapshot,
    TargetPosition,
    TargetStated,
    ValuePosition,
    Written,
)
from wsoa.statistics import ComparedRow, ComparedValue, Comparison, Provenance
from wsoa.terms import Impact, MissingCode, PeriodBasis, Polarity, TargetKind, ValueStatus, YearType

D = Decimal
AFTER = timedelta(days=14)
MISSING = {"c": MissingCode.SUPPRESSED, "z": MissingCode.NOT_APPLICABLE, "tbc": MissingCode.AWAITED}


def told(on: date, reason: str | None = None) -> Written:
    """A row that was written on that day."""
    return replace(written(as_at=on), recorded_at=datetime.combine(on, time(9), UTC), reason=reason)


def value(raw: str, ends: date, *, published: date | None = None, **more: Any) -> ValuePosition:
    """The value of the month that ends on that day, published a fortnight later."""
    plain = ValuePosition(
        number=1,
        period=f"{ends:%B %Y}",
        begins=ends.replace(day=1),
        ends=ends,
        raw=raw,
        value=None if raw in MISSING else D(raw.rstrip("%")),
        missing=MISSING.get(raw),
        status=ValueStatus.ACTUAL,
        note=None,
        measured_by=None,
        numerator=None,
        denominator=None,
        asked=None,
        answering=None,
        opening=None,
        arrived=None,
        closed=None,
        source="Case system",
        definition="1",
        written=told(published or ends + AFTER),
    )
    return replace(plain, **more)


def month_end(months: int, first: date = date(2024, 1, 31)) -> date:
    """The last day of the month so many months later."""
    year, month = divmod(first.year * 12 + first.month + months, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def monthly(*raws: str, first: date = date(2024, 1, 31), **more: Any) -> tuple[ValuePosition, ...]:
    """One value a month."""
    return tuple(value(raw, month_end(at, first), **more) for at, raw in enumerate(raws))


def measure(*values: ValuePosition, **terms: Any) -> IndicatorPosition:
    """An indicator with these values: a share that had better be high, unless the case says otherwise."""
    numbered = tuple(replace(each, number=number) for number, each in enumerate(values, 1))
    plain = replace(INDICATORS[0], name="Plans in time", unit="%", polarity=Polarity.HIGH, values=numbered)
    return replace(plain, **terms)


def stated(
    asked: str | None,
    by: date | None = None,
    kind: TargetKind = TargetKind.POINT,
    *,
    upper: str | None = None,
    way: tuple[tuple[str, date], ...] = (),
    on: date = date(2023, 9, 1),
    reason: str | None = None,
) -> TargetStated:
    """A target as it was stated once."""
    return TargetStated(
        kind=kind,
        value=D(asked) if asked else None,
        upper=D(upper) if upper else None,
        by=by,
        words=None,
        checkpoints=tuple(CheckpointPosition(day, D(number)) for number, day in way),
        withdrawn=False,
        written=told(on, reason),
    )


def targets(*each: TargetStated) -> tuple[TargetPosition, ...]:
    """Several targets, each stated once."""
    return tuple(TargetPosition(number, (said,)) for number, said in enumerate(each, 1))


def beside(*official: tuple[str, str], years: YearType = YearType.CALENDAR) -> Comparison:
    """The area's official values beside England's, which are 10 higher."""
    source = Provenance("SEN2", "values.csv", "0" * 64, date(2025, 7, 1))

    def row(kind: str, name: str, more: int) -> ComparedRow:
        found = tuple(
            ComparedValue(
                year, raw, None if raw in MISSING else D(raw) + more, MISSING.get(raw), ValueStatus.ACTUAL, 1, source
            )
            for year, raw in official
        )
        return ComparedRow(kind, None, name, found, None)

    return Comparison(
        measure="IN_TIME",
        name="Plans in time",
        polarity=Polarity.HIGH,
        unit="%",
        year_type=years,
        area="Eastmoor",
        neighbour_set="May 2025",
        neighbours=("Westmoor", "Southmoor"),
        periods=tuple(year for year, _ in official),
        rows=(
            row("area", "Eastmoor", 0),
            row("neighbours", "Statistical neighbours", 5),
            row("england", "England", 10),
        ),
    )


def beside_work(
    *measures: IndicatorPosition,
    milestones: tuple[MilestonePosition, ...] | None = None,
    impact: Impact | None = None,
    **position: Any,
) -> Snapshot:
    """These indicators in a plan: one green milestone that serves area 1, unless the case says otherwise."""
    plan = weak(*(one(GREEN),) if milestones is None else milestones)
    numbered = tuple(replace(each, number=number) for number, each in enumerate(measures, 1))
    judged = (ImpactPosition(1, impact, None, (), (1,), told(date(2026, 3, 1))),) if impact else ()
    return replace(plan, indicators=numbered, impacts=judged, **position)


def school_year(raw: str, ends: date) -> ValuePosition:
    """A value that counts from the beginning of the school year."""
    return value(raw, ends, begins=date(ends.year - (ends.month < 9), 9, 1))


# The shape DOMAIN 2 tells of (finding 4): suspensions count up through the school year; checkpoints do not.
SUSPENSIONS = measure(
    school_year("47.7", date(2023, 7, 31)),
    school_year("14.48", date(2023, 11, 30)),
    school_year("37.16", date(2024, 3, 31)),
    school_year("54.05", date(2024, 7, 31)),
    school_year("3.7", date(2024, 11, 30)),
    name="Suspensions",
    polarity=Polarity.LOW,
    period_basis=PeriodBasis.ACADEMIC_YEAR_TO_DATE,
    baseline="47.7",
    baseline_on=date(2023, 7, 31),
    targets=targets(
        stated(
            "25",
            date(2024, 11, 30),
            way=(
                ("28.9", date(2023, 7, 31)),
                ("28.8", date(2023, 11, 30)),
                ("28", date(2024, 3, 31)),
                ("30", date(2024, 7, 31)),
            ),
        )
    ),
)

TWENTY_WEEKS = ("77.7", "24.4", "0.8", "21.9", "33.9", "38.4", "57.1", "17.4")
"""Plans within 20 weeks, by calendar year from 2017: each is published in the May that follows."""


def by_year(*raws: str, **terms: Any) -> IndicatorPosition:
    """An indicator with one value for each calendar year from 2017."""
    found = (
        value(raw, date(year, 12, 31), begins=date(year, 1, 1), period=str(year), published=date(year + 1, 5, 30))
        for year, raw in enumerate(raws, 2017)
    )
    return measure(*found, **{"period_basis": PeriodBasis.CALENDAR_YEAR_TO_DATE, **terms})
