"""An indicator read honestly: like with like, by what was published; and the scorecard by area and class."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.exports.sample import empty
from tests.rules.measures_to_check import (
    SUSPENSIONS,
    TWENTY_WEEKS,
    by_year,
    measure,
    monthly,
    school_year,
    stated,
    targets,
    value,
)
from wsoa.benchmarks import Direction, NoForecast, Reached, Steadiness
from wsoa.scorecard import read, scorecard
from wsoa.snapshot.positions import ValuePosition, WeaknessPosition
from wsoa.terms import IndicatorClass, PeriodBasis, Polarity, ThingState, ValueStatus

D = Decimal
LATER = date(2026, 3, 31)
YES, NO, UNKNOWN = Reached.YES, Reached.NO, Reached.UNKNOWN


def raw(found: ValuePosition | None) -> str | None:
    return found.raw if found else None


@pytest.mark.parametrize(
    ("on", "number", "before", "direction", "checkpoint", "on_track", "naive"),
    [
        (date(2023, 8, 31), "47.7", None, Direction.NO_COMPARISON, "28.9", NO, None),
        (date(2023, 12, 31), "14.48", None, Direction.NO_COMPARISON, "28.80", UNKNOWN, "47.7"),
        (date(2024, 4, 30), "37.16", None, Direction.NO_COMPARISON, "28.00", NO, None),
        (date(2024, 8, 31), "54.05", "47.7", Direction.WORSE, "30.00", NO, None),
        (date(2024, 12, 31), "3.7", "14.48", Direction.BETTER, "25.0", UNKNOWN, "54.05"),
    ],
)
def test_november_is_no_improvement_on_july(
    on: date,
    number: str,
    before: str | None,
    direction: Direction,
    checkpoint: str,
    on_track: Reached,
    naive: str | None,
) -> None:
    found = read(SUSPENSIONS, on)
    assert (raw(found.number), raw(found.before), found.direction) == (number, before, direction)
    assert (found.checkpoint, found.on_track) == (D(checkpoint), on_track)
    assert raw(found.across_reset) == naive


def test_taken_for_months_the_same_figures_would_read_as_an_improvement() -> None:
    months = tuple(replace(each, begins=each.ends.replace(day=1)) for each in SUSPENSIONS.values)
    naive = replace(SUSPENSIONS, period_basis=PeriodBasis.IN_MONTH, values=months)
    found = read(naive, date(2023, 12, 31))
    assert (found.direction, found.on_track) == (Direction.BETTER, YES)


def test_a_count_that_goes_on_is_not_below_its_mark_until_its_year_is_over_but_may_be_above_it() -> None:
    july = replace(SUSPENSIONS, values=(school_year("20.1", date(2023, 7, 21)),))
    assert (read(july, LATER).on_track, read(july, LATER).reached) == (YES, YES)
    november = read(SUSPENSIONS, date(2023, 12, 31))
    assert november.reached is UNKNOWN
    assert any("until its year is over" in note for note in november.notes)
    assert read(SUSPENSIONS, date(2024, 4, 30)).reached is NO
    rising = replace(july, polarity=Polarity.HIGH, values=(school_year("40", date(2023, 11, 30)),))
    assert read(rising, LATER).reached is YES, "a count that had better be high has reached what it has reached"


def test_a_baseline_at_another_point_of_the_year_is_nothing_to_compare_with() -> None:
    assert read(SUSPENSIONS, date(2024, 4, 30)).since_baseline is Direction.NO_COMPARISON
    assert read(SUSPENSIONS, date(2024, 8, 31)).since_baseline is Direction.WORSE


def test_a_fall_is_known_on_the_day_it_is_published_and_not_before() -> None:
    indicator = by_year(*TWENTY_WEEKS)
    before, after = read(indicator, date(2019, 5, 29)), read(indicator, date(2019, 5, 30))
    assert (raw(before.number), before.direction) == ("77.7", Direction.NO_COMPARISON)
    assert (raw(after.number), after.direction, after.change) == ("24.4", Direction.WORSE, D("-53.3"))
    found = [read(indicator, date(year, 6, 30)).direction for year in range(2019, 2026)]
    worse, better = Direction.WORSE, Direction.BETTER
    assert found == [worse, worse, better, better, better, better, worse]


def test_whole_years_are_alike_and_one_line_joins_them() -> None:
    found = read(by_year(*TWENTY_WEEKS), LATER)
    assert [len(run) for run in found.runs] == [8]
    assert [each.raw for each in found.alike] == list(TWENTY_WEEKS)
    assert found.steadiness is Steadiness.TOO_FEW
    assert found.across_reset is None


def test_what_is_missing_is_no_number_and_never_nought() -> None:
    found = read(measure(*monthly("40", "41", "c")), LATER)
    assert (raw(found.latest), raw(found.number), found.direction) == ("c", "41", Direction.BETTER)
    assert [[each.raw for each in run] for run in found.runs] == [["40", "41"]]
    none = read(measure(*monthly("c", "z")), LATER)
    assert (none.number, none.change, none.direction, none.on_track) == (None, None, Direction.NO_COMPARISON, UNKNOWN)
    assert none.notes == ("None of its values is a number yet.",)
    assert read(measure(), LATER).latest is None


def test_nought_is_a_number() -> None:
    found = read(measure(*monthly("5", "0"), polarity=Polarity.LOW, targets=targets(stated("0", LATER))), LATER)
    assert (found.change, found.direction, found.reached) == (D(-5), Direction.BETTER, YES)
    assert found.forecast == NoForecast("it is there already")


def test_trailing_noughts_stay_as_they_were_given() -> None:
    found = read(measure(*monthly("15.50%", "25.0")), LATER)
    assert (raw(found.before), raw(found.number), str(found.change)) == ("15.50%", "25.0", "9.50")


def test_of_two_values_for_one_time_the_last_published_stands_and_both_are_told() -> None:
    once = monthly("40", "41", "42")
    again = replace(once[1], raw="51", value=D(51), written=replace(once[1].written, as_at=date(2024, 5, 1)))
    indicator = measure(*once, again)
    found = read(indicator, LATER)
    assert (raw(found.before), found.direction) == ("51", Direction.WORSE)
    (doubt,) = found.doubts
    assert doubt.sentence == (
        "Two values stand for the same time: 41 (published on 14 March 2024) and 51 (published on 1 May 2024)."
    )
    earlier = read(indicator, date(2024, 4, 30))
    assert (raw(earlier.before), earlier.doubts) == ("41", ())


def test_a_projection_is_no_result() -> None:
    values = (
        *monthly("40", "41"),
        value("90", date(2026, 12, 31), published=date(2024, 3, 20), status=ValueStatus.PROJECTED),
    )
    found = read(measure(*values, targets=targets(stated("80"))), LATER)
    assert (raw(found.latest), raw(found.number), found.reached) == ("41", "41", NO)
    only = read(measure(values[-1]), LATER)
    assert (raw(only.latest), only.number) == ("90", None)


def test_no_number_is_compared_across_a_change_of_how_it_is_measured() -> None:
    first, second = monthly("40", "41")
    found = read(measure(first, replace(second, definition="2")), LATER)
    assert (found.before, found.direction, [len(run) for run in found.runs]) == (None, Direction.NO_COMPARISON, [1, 1])
    assert [raw(each) for each in found.breaks] == ["41"]
    assert found.notes == ("How it is measured has changed: February 2024 is compared with nothing before.",)


def test_the_scorecard_is_by_area_and_class_and_leaves_no_indicator_out() -> None:
    how_well, difference, nowhere, no_class, of_two = (
        measure(number=1, klass=IndicatorClass.HOW_WELL),
        measure(number=2),
        measure(number=3, weaknesses=()),
        measure(number=4, klass=None, weaknesses=(9,)),
        measure(number=5, weaknesses=(1, 2)),
    )
    areas = tuple(
        WeaknessPosition(number, str(number), "Plans come late.", True, state)
        for number, state in enumerate((ThingState.LIVE, ThingState.LIVE, ThingState.WITHDRAWN), 1)
    )
    snapshot = replace(empty(), weaknesses=areas, indicators=(how_well, difference, nowhere, no_class, of_two))
    found = [
        (
            each.weakness.number if each.weakness else None,
            {k: [r.indicator.number for r in rs] for k, rs in each.by_class},
        )
        for each in scorecard(snapshot)
    ]
    much, well, what = IndicatorClass.HOW_MUCH, IndicatorClass.HOW_WELL, IndicatorClass.DIFFERENCE
    assert found == [
        (1, {much: [], well: [1], what: [2, 5]}),
        (2, {much: [], well: [], what: [5]}),
        (None, {much: [], well: [], what: [3], None: [4]}),
    ]
    assert scorecard(empty()) == ()
