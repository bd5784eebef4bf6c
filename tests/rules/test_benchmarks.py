"""Reading a series honestly: like with like, by polarity, against the line, steady or spiky, and no further."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from wsoa.benchmarks import (
    Checkpoint,
    Direction,
    Flow,
    Forecast,
    NoForecast,
    Reached,
    Steadiness,
    Target,
    Value,
    adds_up,
    checkpoint_line,
    comparable,
    direction,
    known_by,
    limits,
    months_to_clear,
    reached,
    reaches,
    runs,
    steadiness,
)
from wsoa.benchmarks.backlogs import is_growing
from wsoa.benchmarks.doubts import doubts_about, small_counts, worked_back
from wsoa.benchmarks.like_with_like import breaks
from wsoa.terms import MissingCode, PeriodBasis, Polarity, TargetKind, ValueStatus

D = Decimal
SCHOOL_YEAR = PeriodBasis.ACADEMIC_YEAR_TO_DATE


def at(ends: date, number: str | None, **more: object) -> Value:
    """A value of the month that ends on that day, published a fortnight later."""
    begins = ends.replace(day=1)
    known = {"published_on": ends + timedelta(days=14), **more}
    return Value(begins, ends, D(number) if number else None, **known)  # type: ignore[arg-type]


# Rates of the shape DOMAIN 2 tells of (finding 4): they count up through the school year.
CUMULATIVE = (
    at(date(2023, 7, 31), "47.7"),
    at(date(2023, 11, 30), "14.48"),
    at(date(2024, 3, 31), "37.16"),
    at(date(2024, 7, 31), "54.05"),
    at(date(2024, 11, 30), "3.7"),
)


def test_november_is_no_improvement_on_july_of_a_series_that_counts_through_the_school_year() -> None:
    assert comparable(CUMULATIVE, 1, SCHOOL_YEAR) is None
    assert comparable(CUMULATIVE, 3, SCHOOL_YEAR) == CUMULATIVE[0]
    assert comparable(CUMULATIVE, 4, SCHOOL_YEAR) == CUMULATIVE[1]
    naive = comparable(CUMULATIVE, 1, PeriodBasis.IN_MONTH)
    assert naive == CUMULATIVE[0], "the same figures, taken for months, would read as an improvement"


def test_july_is_compared_with_july_and_is_worse() -> None:
    july = comparable(CUMULATIVE, 3, SCHOOL_YEAR)
    assert july
    assert direction(july.number, CUMULATIVE[3].number, Polarity.LOW) is Direction.WORSE


def test_no_line_crosses_a_reset_nor_a_change_of_source() -> None:
    assert [len(run) for run in runs(CUMULATIVE, SCHOOL_YEAR)] == [1, 3, 1]
    assert [len(run) for run in runs(CUMULATIVE, PeriodBasis.ROLLING_12_MONTHS)] == [5]
    other = (*CUMULATIVE[:3], *(at(each.ends, str(each.number), source="census") for each in CUMULATIVE[3:]))
    assert [len(run) for run in runs(other, PeriodBasis.IN_MONTH)] == [3, 2]
    assert breaks(other) == (other[3],)
    assert comparable(other, 3, PeriodBasis.IN_MONTH) is None
    assert comparable(other, 3, SCHOOL_YEAR) is None


@pytest.mark.parametrize(
    ("basis", "day", "same"),
    [
        (PeriodBasis.CALENDAR_YEAR_TO_DATE, date(2024, 1, 31), date(2023, 1, 31)),
        (PeriodBasis.FINANCIAL_YEAR_TO_DATE, date(2024, 3, 31), date(2023, 3, 31)),
        (SCHOOL_YEAR, date(2024, 2, 29), date(2023, 2, 28)),
        (SCHOOL_YEAR, date(2025, 2, 28), date(2024, 2, 29)),
    ],
)
def test_the_same_point_of_the_year_before_is_found_in_every_kind_of_year(
    basis: PeriodBasis, day: date, same: date
) -> None:
    values = (at(same, "5"), at(day - timedelta(days=59), "9"), at(day, "6"))
    found = comparable(values, 2, basis)
    assert found
    assert found.ends == same


def test_a_replay_knows_only_what_was_published_by_then() -> None:
    fell = at(date(2019, 12, 31), "24.4", published_on=date(2020, 5, 7))
    corrected = at(date(2019, 12, 31), "24.9", published_on=date(2020, 6, 1))
    told = (at(date(2018, 12, 31), "77.7"), fell, corrected)
    assert [value.number for value in known_by(told, date(2020, 5, 6))] == [D("77.7")]
    assert [value.number for value in known_by(told, date(2020, 5, 7))] == [D("77.7"), D("24.4")]
    assert [value.number for value in known_by(told, date(2020, 6, 1))] == [D("77.7"), D("24.9")]


@pytest.mark.parametrize(
    ("before", "now", "polarity", "target", "said"),
    [
        ("40", "41", Polarity.HIGH, None, Direction.BETTER),
        ("40", "41", Polarity.LOW, None, Direction.WORSE),
        ("40", "40.0", Polarity.LOW, None, Direction.SAME),
        ("40", "41", Polarity.NEUTRAL, None, Direction.UP),
        ("41", "40", None, None, Direction.DOWN),
        ("110", "104", Polarity.NEAR_TARGET, "100", Direction.BETTER),
        ("97", "104", Polarity.NEAR_TARGET, "100", Direction.WORSE),
        ("96", "104", Polarity.NEAR_TARGET, "100", Direction.SAME),
        ("96", "104", Polarity.NEAR_TARGET, None, Direction.UP),
        (None, "41", Polarity.HIGH, None, Direction.NO_COMPARISON),
    ],
)
def test_better_is_what_the_polarity_calls_better(
    before: str | None, now: str, polarity: Polarity | None, target: str | None, said: Direction
) -> None:
    assert direction(D(before) if before else None, D(now), polarity, D(target) if target else None) is said


@pytest.mark.parametrize(
    ("kind", "value", "upper", "polarity", "number", "said"),
    [
        (TargetKind.POINT, "60", None, Polarity.HIGH, "60", Reached.YES),
        (TargetKind.POINT, "60", None, Polarity.LOW, "60.1", Reached.NO),
        (TargetKind.POINT, "60", None, Polarity.NEUTRAL, "61", Reached.NO),
        (TargetKind.POINT, "60", None, None, "70", Reached.UNKNOWN),
        (TargetKind.STATUTORY, "60", None, None, "50", Reached.UNKNOWN),
        (TargetKind.POINT, "60", None, None, "60", Reached.YES),
        (TargetKind.FLOOR, "59", None, None, "59", Reached.YES),
        (TargetKind.FLOOR, "59", None, Polarity.LOW, "58", Reached.NO),
        (TargetKind.CEILING, "20", None, Polarity.HIGH, "21", Reached.NO),
        (TargetKind.RANGE, "10", "12", None, "12", Reached.YES),
        (TargetKind.RANGE, "10", "12", None, "12.01", Reached.NO),
        (TargetKind.COMPARATOR, "49.2", None, Polarity.HIGH, "49.3", Reached.YES),
        (TargetKind.COMPARATOR, None, None, Polarity.HIGH, "49.3", Reached.UNKNOWN),
        (TargetKind.STATUTORY, "100", None, Polarity.HIGH, "99.9", Reached.NO),
        (TargetKind.FIRST_STEP, "30", None, Polarity.HIGH, "31", Reached.YES),
        (TargetKind.DIRECTION, None, None, Polarity.HIGH, "41", Reached.YES),
        (TargetKind.DIRECTION, None, None, Polarity.LOW, "41", Reached.NO),
        (TargetKind.DIRECTION, None, None, None, "41", Reached.UNKNOWN),
    ],
)
def test_a_target_of_each_kind_is_reached_or_not(
    kind: TargetKind, value: str | None, upper: str | None, polarity: Polarity | None, number: str, said: Reached
) -> None:
    target = Target(kind, D(value) if value else None, upper=D(upper) if upper else None)
    assert reached(D(number), target, polarity, D(40)) is said
    assert reached(None, target, polarity, D(40)) is Reached.UNKNOWN


def test_the_line_of_checkpoints_is_straight_between_them_and_ends_at_the_target() -> None:
    way = (Checkpoint(date(2024, 3, 31), D(30)), Checkpoint(date(2024, 6, 30), D(40)))
    target = Target(TargetKind.POINT, D(60), by=date(2024, 12, 31), checkpoints=way)
    start = Checkpoint(date(2023, 12, 31), D(10))
    assert checkpoint_line(target, start, date(2023, 12, 30)) is None
    assert checkpoint_line(target, start, date(2024, 2, 14)) == D(10) + D(20) * D(45) / D(91)
    assert checkpoint_line(target, start, date(2024, 6, 30)) == 40
    assert checkpoint_line(target, start, date(2025, 1, 31)) == 60
    assert checkpoint_line(target, None, date(2024, 3, 30)) is None
    assert checkpoint_line(Target(TargetKind.DIRECTION, None), None, date(2024, 1, 1)) is None


EVEN = [D(number) for number in (50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51)]


@pytest.mark.parametrize(
    ("numbers", "polarity", "said"),
    [
        (EVEN[:11], Polarity.HIGH, Steadiness.TOO_FEW),
        (EVEN, Polarity.HIGH, Steadiness.NO_CHANGE),
        (EVEN[:8] + [D(n) for n in (53, 54, 53, 55, 54, 53, 56)], Polarity.HIGH, Steadiness.STEADY_BETTER),
        (EVEN[:8] + [D(n) for n in (53, 54, 53, 55, 54, 53, 56)], Polarity.LOW, Steadiness.STEADY_WORSE),
        (EVEN[:8] + [D(n) for n in (53, 54, 53, 55, 54, 53, 56)], None, Steadiness.STEADY_UP),
        (EVEN + [D(n) for n in (48, 47, 46, 45, 44, 43, 42)], Polarity.LOW, Steadiness.STEADY_BETTER),
        ([*EVEN, D(90), *EVEN, D(10), *EVEN], Polarity.HIGH, Steadiness.SPIKY),
        ([*EVEN, D(90), *EVEN], Polarity.HIGH, Steadiness.BUT_ONE),
    ],
)
def test_steady_is_told_from_spiky_and_from_chance(
    numbers: list[Decimal], polarity: Polarity | None, said: Steadiness
) -> None:
    assert steadiness(numbers, polarity) is said


def test_limits_are_the_mean_and_two_point_six_six_moving_ranges() -> None:
    found = limits([D(1), D(3)] * 6)
    assert found
    assert (found.mean, found.lower, found.upper) == (D(2), D(2) - D("5.32"), D(2) + D("5.32"))


def flow(month: int, opening: int | None, arrived: int | None, closed: int | None, closing: int | None) -> Flow:
    ends = date(2024, month + 1, 1) - timedelta(days=1)
    return Flow(date(2024, month, 1), ends, opening, arrived, closed, closing)


def test_what_of_a_backlog_does_not_add_up_is_said() -> None:
    assert adds_up(flow(1, 100, 20, 30, 90)) == ""
    assert adds_up(flow(1, 100, 20, 30, 93)) == "100 + 20 - 30 is 90, but 93 were counted at the end: 3 more."
    assert adds_up(flow(1, 100, 20, 30, 89)).endswith("1 fewer.")
    assert adds_up(flow(2, 95, 20, 30, 85), flow(1, 100, 20, 30, 90)) == (
        "The period before closed with 90, this one opens with 95."
    )
    assert adds_up(flow(1, 100, None, 30, 90)) == ""
    assert adds_up(flow(2, 100, 20, 10, 40), flow(1, 100, 20, 30, 90)) == (
        "The period before closed with 90, this one opens with 100."
        " 100 + 20 - 10 is 110, but 40 were counted at the end: 70 fewer."
    ), "a false sum does not vanish behind an opening that does not follow"


def test_a_backlog_is_cleared_at_its_pace_or_is_growing() -> None:
    falling = [flow(month, 0, 20, 30, 100 - 10 * month) for month in (1, 2, 3)]
    months = months_to_clear(falling)
    assert months
    assert round(months, 1) == D("7.0")
    growing = [flow(month, 0, 30, 20, 100 + 10 * month) for month in (1, 2, 3)]
    assert (months_to_clear(growing), is_growing(growing), is_growing(falling)) == (None, True, False)
    assert months_to_clear([flow(1, 10, 0, 10, 0)]) == 0
    assert months_to_clear([flow(1, 10, None, 10, 5)]) is None


def monthly(*numbers: str) -> list[Value]:
    return [at(date(2024, month + 1, 1) - timedelta(days=1), number) for month, number in enumerate(numbers, 1)]


def test_a_steady_trend_reaches_its_target_on_a_day_within_days() -> None:
    found = reaches(monthly("10", "12.1", "13.9", "16", "18.1", "19.9"), D(30))
    assert isinstance(found, Forecast)
    assert date(2024, 11, 1) < found.earliest < found.expected < date(2024, 12, 10)
    assert found.latest
    assert found.expected < found.latest


@pytest.mark.parametrize(
    ("numbers", "target", "why"),
    [
        (("10", "12", "14", "16", "18"), "30", "too few values: 5 of 6"),
        (("20", "19", "18", "17", "16", "15"), "30", "not at this pace"),
        (("20", "20", "20", "20", "20", "20"), "30", "not at this pace"),
        (("10", "15", "20", "25", "30", "35"), "20", "it is there already"),
        (("10", "10.01", "10.02", "10.03", "10.04", "10.05"), "30", "not at this pace: not within five years"),
        (("10", "30", "5", "28", "9", "25"), "60", "the values swing more than they rise or fall"),
    ],
)
def test_where_no_day_can_be_given_the_reason_is(numbers: tuple[str, ...], target: str, why: str) -> None:
    assert reaches(monthly(*numbers), D(target)) == NoForecast(why)


def test_projected_values_are_no_values_of_a_trend() -> None:
    values = monthly("10", "12", "14", "16", "18", "20")
    values[-1] = at(values[-1].ends, "20", status=ValueStatus.PROJECTED)
    assert reaches(values, D(30)) == NoForecast("too few values: 5 of 6")
    hidden = at(date(2024, 6, 30), None, missing=MissingCode.SUPPRESSED)
    assert comparable([*values[:5], hidden], 5, None) is None


def test_an_implausible_value_is_flagged_and_stays() -> None:
    assert list(doubts_about(D(130), "% of plans")) == ["130 is more than 100 per cent."]
    assert list(doubts_about(D(100), "% of plans")) == []
    assert list(doubts_about(D(130), "Number of requests")) == []
    assert list(doubts_about(D("30.8"), "% of pupils", [D("3.1"), D("2.9"), D("3")])) == []
    assert list(doubts_about(D("31.8"), None, [D("3.1"), D("2.9"), D("3")])) == [
        "31.8 is more than ten times the highest before it (3.1)."
    ]
    assert list(doubts_about(D(-1), "Number of requests")) == ["-1 is less than nothing."]
    assert list(doubts_about(None, "%")) == []


def test_counts_of_fewer_than_five_are_flagged_and_so_is_one_that_its_total_gives_away() -> None:
    assert small_counts([0, 1, 4, 5, None]) == (1, 2)
    assert worked_back([12, None, 9], 24) == 1
    assert worked_back([12, None, None], 24) is None
    assert worked_back([12, None, 9], None) is None
