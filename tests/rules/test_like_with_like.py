"""A month is compared with a month, and never with a stretch that it is part of."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from exports.parts.unbroken import broken
from tests.exports.sample import empty
from tests.rules.measures_to_check import beside, by_year, measure, monthly, stated, targets, value
from wsoa.benchmarks import Direction, Flow, Reached, Value, comparable, months_to_clear
from wsoa.benchmarks.lengths import are_as_long
from wsoa.scorecard import read, scorecard
from wsoa.snapshot.positions import ValuePosition
from wsoa.terms import PeriodBasis, Polarity, TargetKind, ValueStatus

D = Decimal
LATER = date(2026, 3, 31)
JANUARY, JANUARY_ENDS = date(2025, 1, 1), date(2025, 1, 31)


def over(begins: date, ends: date, raw: str = "5") -> ValuePosition:
    return value(raw, ends, begins=begins, period=f"{begins:%d.%m.%y}-{ends:%d.%m.%y}")


YEAR_2024, AUTUMN = (
    over(date(2024, 1, 1), date(2024, 12, 31), "1200"),
    over(date(2024, 10, 1), date(2024, 12, 31), "300"),
)
MONTH = over(JANUARY, JANUARY_ENDS, "95")


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        (
            YEAR_2024,
            MONTH,
            "01.01.25-31.01.25 covers 31 days and 01.01.24-31.12.24 366 days: the two are not compared.",
        ),
        (AUTUMN, MONTH, "01.01.25-31.01.25 covers 31 days and 01.10.24-31.12.24 92 days: the two are not compared."),
        (
            MONTH,
            over(date(2025, 1, 2), JANUARY_ENDS, "60"),
            "02.01.25-31.01.25 shares days with 01.01.25-31.01.25: the two are not compared.",
        ),
    ],
)
@pytest.mark.parametrize("basis", [None, PeriodBasis.IN_MONTH])
def test_what_is_not_alike_is_not_compared_and_says_why(
    before: ValuePosition, now: ValuePosition, why: str, basis: PeriodBasis | None
) -> None:
    found = read(measure(before, now, polarity=Polarity.LOW, period_basis=basis), LATER)
    assert (found.before, found.change, found.direction) == (None, None, Direction.NO_COMPARISON)
    assert [len(run) for run in found.runs] == [1, 1]
    assert (len(found.alike), len(found.breaks), found.notes) == (1, 1, (why,))
    (told,) = broken(found)
    assert told.why in ("from here over another length of time", "it shares days with another value")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ((date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 2, 1), date(2025, 2, 28)), True),
        ((date(2025, 1, 6), date(2025, 1, 12)), (date(2025, 1, 13), date(2025, 1, 18)), True),
        ((date(2024, 1, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 12, 31)), True),
        ((date(2025, 1, 1), date(2025, 3, 31)), (date(2025, 4, 1), date(2025, 6, 30)), True),
        ((date(2025, 1, 1), date(2025, 3, 31)), (date(2025, 4, 1), date(2025, 7, 31)), True),
        ((date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 2, 1), date(2025, 2, 14)), False),
        ((date(2025, 1, 1), date(2025, 3, 31)), (date(2025, 4, 1), date(2025, 9, 30)), False),
        ((date(2025, 1, 31), date(2025, 1, 31)), (date(2025, 2, 28), date(2025, 2, 28)), True),
        ((date(2025, 1, 31), date(2025, 1, 31)), (date(2025, 2, 1), date(2025, 2, 2)), False),
    ],
)
def test_stretches_are_as_long_by_days_and_terms(one: tuple[date, date], other: tuple[date, date], alike: bool) -> None:
    assert are_as_long(over(*one), over(*other)) is alike


def test_a_total_given_among_its_months_parts_none_of_them_from_the_next() -> None:
    months = monthly("90", "91", "92", first=date(2024, 11, 30))
    found = read(measure(months[0], YEAR_2024, *months[1:], polarity=Polarity.LOW), LATER)
    assert [each.raw for each in found.alike] == ["90", "91", "92"]
    assert found.direction is Direction.WORSE


def test_a_moment_has_no_length_but_is_counted_once() -> None:
    day = over(date(2025, 2, 28), date(2025, 2, 28), "90")
    found = read(measure(MONTH, day, period_basis=PeriodBasis.SNAPSHOT, polarity=Polarity.LOW), LATER)
    assert (found.direction, [len(run) for run in found.runs]) == (Direction.BETTER, [2])
    same = replace(day, begins=JANUARY_ENDS, ends=JANUARY_ENDS)
    assert read(measure(MONTH, same, period_basis=PeriodBasis.SNAPSHOT), LATER).before is None


def test_a_month_is_no_count_through_its_year() -> None:
    whole = over(date(2023, 9, 1), date(2024, 7, 31))
    basis = PeriodBasis.ACADEMIC_YEAR_TO_DATE
    for begins, there in ((date(2025, 7, 1), None), (date(2024, 9, 1), whole)):
        now = over(begins, date(2025, 7, 31))
        assert read(measure(whole, now, period_basis=basis), date(2025, 8, 31)).before == (
            replace(there, number=1) if there else None
        )


def test_a_baseline_is_compared_with_nothing_that_is_measured_otherwise() -> None:
    first, second = monthly("40", "90")
    baseline = {"baseline": "40", "baseline_on": date(2023, 12, 31)}
    assert read(measure(first, second, **baseline), LATER).since_baseline is Direction.BETTER
    found = read(measure(first, replace(second, definition="2"), **baseline), LATER)
    assert found.since_baseline is Direction.NO_COMPARISON
    assert "How it is measured has changed since its baseline: February 2024 is not compared with it." in found.notes


def test_where_no_way_is_better_it_is_not_guessed() -> None:
    aims = targets(stated("60", date(2026, 12, 31)))
    found = read(measure(*monthly("70"), polarity=None, targets=aims), LATER)
    assert found.reached is Reached.UNKNOWN
    assert any("is not said" in note for note in found.notes)
    floor = targets(stated("60", kind=TargetKind.FLOOR))
    assert read(measure(*monthly("70"), polarity=None, targets=floor), LATER).reached is Reached.YES


@pytest.mark.parametrize("status", [ValueStatus.PROJECTED, ValueStatus.ESTIMATED])
def test_what_was_projected_or_estimated_differs_from_no_official_value(status: ValueStatus) -> None:
    own = by_year("70", compared=beside(("2017", "50")))
    assert len(read(own, LATER).differing) == 1
    assert read(replace(own, values=(replace(own.values[0], status=status),)), LATER).differing == ()


def flow(begins: date, ends: date, *counts: int | None) -> Flow:
    return Flow(begins, ends, *counts)


def test_the_pace_of_a_backlog_bridges_no_gap_and_counts_no_day_twice() -> None:
    old = [flow(date(2022, m, 1), date(2022, m, 28), 100, 0, 30, 70) for m in (1, 2, 3)]
    now = [flow(date(2026, m, 1), date(2026, m, 28), None, None, None, 500) for m in (1, 2, 3)]
    assert months_to_clear([*old, *now]) is None
    counted = [
        flow(JANUARY, JANUARY_ENDS, 100, 10, 30, 80),
        flow(date(2025, 2, 1), date(2025, 2, 28), 80, 10, 30, 60),
        flow(date(2025, 3, 1), date(2025, 3, 31), 60, 10, 30, 40),
    ]
    once = months_to_clear(counted)
    twice = months_to_clear([*counted[:2], flow(JANUARY, date(2025, 3, 31), 100, 30, 90, 40), counted[2]])
    assert once == twice
    assert once
    assert round(once, 1) == D("2.0")


EDGES = (date.min, date(1, 1, 2), date(9998, 12, 30), date.max)


@pytest.mark.parametrize("basis", [None, *PeriodBasis])
def test_the_ends_of_the_calendar_are_read_like_any_day(basis: PeriodBasis | None) -> None:
    spans = [(one, other) for one in EDGES for other in EDGES if one <= other]
    values = tuple(
        value("5", ends, begins=begins, published=date(2024, 1, 1), opening=5, arrived=1, closed=2)
        for begins, ends in sorted(spans, key=lambda each: (each[1], each[0]))
    )
    for count in range(1, len(values) + 1):
        own = measure(
            *values[:count],
            period_basis=basis,
            frequency="Monthly",
            baseline="4",
            baseline_on=date.max,
            targets=targets(stated("9", date.max)),
            compared=beside(("2017", "50")),
        )
        assert scorecard(replace(empty(), as_at=LATER, indicators=(own,)))
    plain = [Value(begins, ends, D(5), LATER) for begins, ends in spans]
    assert comparable(plain, 0, basis) is None
