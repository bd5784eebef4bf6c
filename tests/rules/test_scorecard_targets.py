"""What an indicator is to reach: the target that is due, the line to it, the law, a forecast, a backlog's end."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from exports.parts.aims import levels
from exports.parts.aims import standard as drawn
from exports.parts.measured import standard_words
from tests.rules.measures_to_check import (
    measure,
    month_end,
    monthly,
    stated,
    targets,
    value,
)
from wsoa.benchmarks import Forecast, NoForecast, Reached, Steadiness, Value, reaches
from wsoa.scorecard import read
from wsoa.snapshot.positions import ValuePosition
from wsoa.terms import PeriodBasis, Polarity, TargetKind

D = Decimal
LATER, SOON = date(2026, 3, 31), date(2024, 7, 31)
YES, NO, UNKNOWN = Reached.YES, Reached.NO, Reached.UNKNOWN


ON_TIME, LATE, ALWAYS = stated("60", date(2024, 9, 30)), stated("50", date(2024, 3, 31)), stated("70")
STATUTORY = stated("100", date(2024, 6, 30), TargetKind.STATUTORY)


@pytest.mark.parametrize(
    ("said", "on", "asked"),
    [
        ((ON_TIME, LATE), date(2024, 3, 31), "50"),
        ((ON_TIME, LATE), date(2024, 4, 1), "60"),
        ((ON_TIME, LATE), date(2025, 1, 1), "60"),
        ((ON_TIME, ALWAYS), date(2025, 1, 1), "70"),
        ((STATUTORY, ON_TIME), date(2024, 4, 1), "60"),
        ((STATUTORY,), date(2024, 4, 1), "100"),
        ((), date(2024, 4, 1), None),
    ],
)
def test_the_target_is_the_one_that_is_next_due(said: tuple[object, ...], on: date, asked: str | None) -> None:
    found = read(measure(targets=targets(*said)), on).target  # type: ignore[arg-type]
    assert (found.value if found else None) == (D(asked) if asked else None)


@pytest.mark.parametrize(
    ("number", "polarity", "target", "checkpoint", "said"),
    [
        ("55", Polarity.HIGH, stated("60", date(2024, 12, 31)), "50", YES),
        ("49", Polarity.HIGH, stated("60", date(2024, 12, 31)), "50", NO),
        ("55", Polarity.LOW, stated("60", date(2024, 12, 31), TargetKind.FLOOR), "50", YES),
        ("55", Polarity.HIGH, stated("60", date(2024, 12, 31), TargetKind.CEILING), "50", NO),
        ("71", Polarity.NEAR_TARGET, stated("60", date(2024, 12, 31)), "50", NO),
        ("69", Polarity.NEAR_TARGET, stated("60", date(2024, 12, 31)), "50", YES),
        ("51", None, stated("60", date(2024, 12, 31), TargetKind.RANGE, upper="70"), "50", YES),
        ("81", None, stated("60", date(2024, 12, 31), TargetKind.RANGE, upper="70"), "50", NO),
        ("55", Polarity.HIGH, stated(None, date(2024, 12, 31), TargetKind.DIRECTION), None, YES),
        ("39", Polarity.HIGH, stated(None, date(2024, 12, 31), TargetKind.DIRECTION), None, NO),
        ("55", Polarity.HIGH, stated("60"), None, UNKNOWN),
    ],
)
def test_on_track_is_judged_beside_the_line_at_the_number_s_own_end(
    number: str, polarity: Polarity | None, target: object, checkpoint: str | None, said: Reached
) -> None:
    """Half way from 40 at the end of 2023 to the end of 2024: 50 on 1 July, in a leap year."""
    found = read(
        measure(
            value(number, date(2024, 7, 1)),
            polarity=polarity,
            baseline="40%",
            baseline_on=date(2023, 12, 31),
            targets=targets(target),  # type: ignore[arg-type]
        ),
        LATER,
    )
    assert (found.checkpoint, found.on_track) == (D(checkpoint) if checkpoint else None, said)


def test_what_is_to_be_reached_before_lies_on_the_way_and_the_line_has_no_more_places_than_its_points() -> None:
    both = targets(stated("60.0", date(2024, 12, 31)), stated("55", date(2024, 6, 30)))
    found = read(measure(value("50", date(2024, 8, 31)), targets=both), date(2024, 9, 14))
    assert (found.target and found.target.value, found.checkpoint) == (D(60), D("56.7"))
    assert str(found.checkpoint) == "56.7"


def test_what_the_law_asks_for_is_apart_from_any_target() -> None:
    found = read(measure(*monthly("61"), standard="100%", targets=targets(stated("60"))), LATER)
    assert (found.reached, found.standard) == (YES, NO)
    by_target = read(measure(*monthly("100"), targets=targets(ALWAYS, STATUTORY)), LATER)
    assert by_target.standard is YES
    words = read(measure(*monthly("61"), standard="Within 20 weeks"), LATER)
    assert (words.standard, words.notes) == (UNKNOWN, ("What the law asks for is no number: “Within 20 weeks”.",))


def test_a_statutory_target_is_the_law_where_the_definition_names_none() -> None:
    found = read(measure(*monthly("97"), targets=targets(STATUTORY, stated("95"))), LATER)
    assert (found.law, found.standard) == ("100", NO)
    assert (found.target and found.target.value, found.reached) == (D(95), YES), "judged by what was aimed at"
    assert standard_words(found) == "The law asks for 100%: not met"
    assert drawn(found) == D(100)
    assert list(levels(read(measure(*monthly("97"), targets=targets(stated("100", kind=STATUTORY.kind))), LATER))) == [
        D(100)
    ], "one line, and not another for the target that it is"
    without = read(measure(*monthly("97"), targets=targets(stated("95"))), LATER)
    assert (without.law, standard_words(without), drawn(without)) == (None, "", None)


def test_where_the_law_is_said_twice_the_definition_holds_and_the_other_is_named() -> None:
    both = read(measure(*monthly("97"), standard="95 %", targets=targets(STATUTORY, stated("90"))), LATER)
    assert (both.law, both.standard) == ("95 %", YES)
    assert both.notes == (
        "What the law asks for is said twice: 95 % by its definition, which holds here, and 100% by a target.",
    )
    same = read(measure(*monthly("97"), standard="100", targets=targets(STATUTORY)), LATER)
    assert same.notes == ()
    words = read(measure(*monthly("100"), standard="Within 20 weeks", targets=targets(STATUTORY)), LATER)
    assert (words.law, words.standard, drawn(words)) == ("Within 20 weeks", UNKNOWN, None)
    assert standard_words(words).endswith(": cannot be said")


STEADY = [str(50 + at % 3) for at in range(9)]
RISING = [*STEADY, *(str(each) for each in (54, 55, 56, 57, 58, 59, 60))]


def test_only_values_that_may_be_compared_make_a_trend() -> None:
    values = monthly(*RISING)
    whole = read(measure(*values), LATER)
    assert (whole.steadiness, whole.limits is None, len(whole.alike)) == (Steadiness.STEADY_BETTER, False, 16)
    changed = (*values[:6], *(replace(each, source="Census") for each in values[6:]))
    part = read(measure(*changed), LATER)
    assert (part.steadiness, part.limits, len(part.alike)) == (Steadiness.TOO_FEW, None, 10)


@pytest.mark.parametrize(
    ("raws", "polarity", "why"),
    [
        (RISING[:11], Polarity.HIGH, "too few points: 11 of 12"),
        (STEADY + STEADY, Polarity.HIGH, "not at this pace: no significant change"),
        (RISING, Polarity.LOW, "not at this pace: it is getting worse"),
    ],
)
def test_no_forecast_is_made_without_a_steady_trend(raws: list[str], polarity: Polarity, why: str) -> None:
    goal = "80" if polarity is Polarity.HIGH else "20"
    found = read(measure(*monthly(*raws), polarity=polarity, targets=targets(stated(goal, LATER))), LATER)
    assert found.forecast == NoForecast(why)


def test_a_steady_trend_to_the_target_is_forecast_with_its_uncertainty() -> None:
    found = read(measure(*monthly(*RISING), targets=targets(stated("65", LATER))), date(2025, 5, 31)).forecast
    assert isinstance(found, Forecast)
    assert found.latest
    assert found.earliest <= found.expected <= found.latest
    assert read(measure(*monthly(*RISING)), LATER).forecast is None, "without a target there is nothing to reach"


def stock(raw: str, ends: date, opening: int | None, arrived: int | None, closed: int | None) -> ValuePosition:
    return value(raw, ends, opening=opening, arrived=arrived, closed=closed)


def test_a_backlog_is_summed_and_says_how_long_it_takes() -> None:
    ends = [month_end(at) for at in range(6)]
    values = [stock(str(90 - 10 * at), end, 100 - 10 * at, 20, 30) for at, end in enumerate(ends)]
    found = read(measure(*values, unit="Number of reviews", polarity=Polarity.LOW), SOON)
    assert found.backlog
    assert (found.backlog.wrong, found.backlog.growing) == ((), False)
    assert round(found.backlog.months_to_clear or D(), 1) == D("4.0")
    assert isinstance(found.forecast, Forecast), "a backlog is forecast until nothing is left"
    values[3] = replace(values[3], arrived=25)
    wrong = read(measure(*values, unit="Number of reviews", polarity=Polarity.LOW), SOON).backlog
    assert wrong
    assert [(each.period, sentence) for each, sentence in wrong.wrong] == [
        ("April 2024", "70 + 25 - 30 is 65, but 60 were counted at the end: 5 fewer.")
    ]


def test_a_backlog_that_grows_takes_no_number_of_months_and_a_gap_is_no_error() -> None:
    growing = [stock("110", month_end(0), 100, 30, 20), stock("150", month_end(2), 140, 30, 20)]
    found = read(measure(*growing, unit="Number of reviews", polarity=Polarity.LOW), SOON).backlog
    assert found
    assert (found.wrong, found.growing, found.months_to_clear) == ((), True, None)
    assert read(measure(*monthly("5", "6")), SOON).backlog is None


def test_a_count_on_one_day_speaks_for_the_time_since_the_count_before() -> None:
    days = [date(2024, month, 1) for month in (1, 2, 3, 4)]
    counted = [replace(stock(str(90 - 10 * at), day, 100 - 10 * at, 20, 30), begins=day) for at, day in enumerate(days)]
    found = read(measure(*counted, unit="Number of reviews"), date(2024, 4, 30)).backlog
    assert found
    assert (found.wrong, round(found.months_to_clear or D(), 1)) == ((), D("6.0"))


def test_of_a_backlog_counted_years_ago_no_pace_is_known_today() -> None:
    values = [stock(str(90 - 10 * at), month_end(at), 100 - 10 * at, 20, 30) for at in range(6)]
    found = read(measure(*values, unit="Number of reviews", polarity=Polarity.LOW), LATER)
    assert found.backlog
    assert (found.backlog.months_to_clear, found.backlog.growing) == (None, False)
    assert found.forecast == NoForecast("its last value is of 30 June 2024")


def test_values_of_one_day_are_no_trend() -> None:
    day = date(2024, 1, 31)
    assert reaches([Value(day, day, D(number), day) for number in range(6)], D(9)) == NoForecast(
        "all values are of one day"
    )


def test_of_a_backlog_that_counts_through_a_year_every_value_opens_where_the_year_did() -> None:
    year = date(2024, 1, 1)
    counted = [
        replace(stock("90", month_end(0), 100, 20, 30), begins=year),
        replace(stock("80", month_end(1), 100, 40, 60), begins=year),
    ]
    to_date = PeriodBasis.CALENDAR_YEAR_TO_DATE
    found = read(measure(*counted, unit="Number of reviews", period_basis=to_date), date(2024, 4, 30)).backlog
    assert found
    assert (found.wrong, round(found.months_to_clear or D(), 1)) == ((), D("7.9"))
