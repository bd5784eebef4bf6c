"""A point beyond the limits is no chance, noise is no trend, and values that overlap are no series."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from tests.rules.measures_to_check import beside_work, measure, month_end, monthly, stated, targets, value
from wsoa.benchmarks import Forecast, NoForecast, Steadiness, steadiness
from wsoa.points import points_to_check
from wsoa.scorecard import read
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.terms import Impact, PeriodBasis, Polarity

D = Decimal
ROLLING = PeriodBasis.ROLLING_12_MONTHS
CRASH = [*["50", "51"] * 7, "10"]
SAID_OF_NOISE = (Steadiness.NO_CHANGE, Steadiness.TOO_FEW, Steadiness.BUT_ONE)


@pytest.mark.parametrize(
    ("polarity", "said"),
    [
        (Polarity.HIGH, Steadiness.BEYOND_WORSE),
        (Polarity.LOW, Steadiness.BEYOND_BETTER),
        (Polarity.NEUTRAL, Steadiness.BEYOND_DOWN),
    ],
)
def test_a_newest_point_beyond_the_limits_is_a_change_beyond_chance(polarity: Polarity, said: Steadiness) -> None:
    assert steadiness([D(each) for each in CRASH], polarity) is said
    assert steadiness([D(each) for each in CRASH[:-1]], polarity) is Steadiness.NO_CHANGE


def test_the_point_to_check_does_not_call_a_crash_chance() -> None:
    (point,) = (each for each in points_to_check(beside_work(measure(*monthly(*CRASH)))) if "worsening" in each.rule)
    assert point.facts.endswith("from 51% (February 2025), beyond the limits of chance.")
    fell = measure(*monthly(*CRASH[:-1], "50"))
    (small,) = (each for each in points_to_check(beside_work(fell)) if "worsening" in each.rule)
    assert small.facts.endswith("though no more than by chance.")


def test_one_value_beyond_the_limits_is_told_and_is_no_trend() -> None:
    earlier = [D(each) for each in (*CRASH[:7], "10", *CRASH[:9])]
    assert steadiness(earlier, Polarity.HIGH) is Steadiness.BUT_ONE
    jump = measure(*monthly(*CRASH[:-1], "90"), targets=targets(stated("95", date(2026, 3, 31))))
    assert read(jump, date(2025, 4, 30)).forecast == NoForecast("one value beyond the limits of chance is no trend")


def noise(seed: int, count: int) -> list[float]:
    chance = Random(seed)
    return [chance.gauss(50, 5) for _ in range(count)]


def rolling(numbers: list[float]) -> tuple[ValuePosition, ...]:
    """For each month the mean of the twelve that end with it."""
    found = []
    for at in range(len(numbers) - 11):
        ends = month_end(at, date(2020, 1, 31))
        begins = month_end(at, date(2019, 1, 31)) + timedelta(days=1)
        found.append(value(f"{sum(numbers[at : at + 12]) / 12:.1f}", ends, begins=begins))
    return tuple(found)


def claims(indicators: list[IndicatorPosition], on: date) -> int:
    return sum(read(each, on).steadiness not in SAID_OF_NOISE for each in indicators)


def test_of_rolling_values_of_pure_noise_nothing_is_claimed() -> None:
    """The control: the same values, taken for some that share no month, would be called a trend."""
    values = [rolling(noise(seed, 35)) for seed in range(40)]
    on = date(2022, 1, 14)
    assert claims([measure(*each, period_basis=ROLLING) for each in values], on) == 0
    numbers = [[each.value for each in one if each.value is not None] for one in values]
    assert sum(steadiness(each, Polarity.HIGH) not in SAID_OF_NOISE for each in numbers) > 20


def test_of_months_of_pure_noise_hardly_anything_is_claimed() -> None:
    values = [monthly(*(f"{each:.1f}" for each in noise(seed, 24))) for seed in range(100)]
    assert claims([measure(*each) for each in values], date(2026, 1, 31)) <= 15


def test_rolling_values_are_judged_a_year_apart_and_say_so() -> None:
    rise = measure(*rolling([float(each) for each in range(40)]), period_basis=ROLLING, targets=targets(stated("60")))
    found = read(rise, date(2022, 6, 14))
    assert [each.ends for each in found.alike] == [date(2020, 5, 31), date(2021, 5, 31), date(2022, 5, 31)]
    assert (found.steadiness, found.limits, len(found.runs)) == (Steadiness.TOO_FEW, None, 1)
    assert found.before
    assert found.before.ends == date(2022, 4, 30)
    assert found.forecast == NoForecast("too few points that share no month: 3 of 12")
    assert any("covers twelve months" in note for note in found.notes)
    rules = {each.rule for each in points_to_check(beside_work(rise, impact=Impact.SUSTAINED, as_at=date(2022, 6, 14)))}
    assert "swings-claimed" in rules


RISE = [str(50 + at % 3) for at in range(9)] + [str(each) for each in range(54, 61)]


def test_no_forecast_names_a_day_that_has_passed_nor_rests_on_old_values() -> None:
    rising = measure(*monthly(*RISE), targets=targets(stated("62", date(2026, 3, 31))))
    soon = read(rising, date(2025, 5, 14)).forecast
    assert isinstance(soon, Forecast)
    assert date(2025, 5, 14) <= soon.earliest <= soon.expected
    assert read(rising, date(2025, 7, 31)).forecast == NoForecast(
        f"by its last values it would have been reached by {soon.expected.day} {soon.expected:%B %Y}"
    )
    assert read(rising, date(2026, 3, 31)).forecast == NoForecast("its last value is of 30 April 2025")
