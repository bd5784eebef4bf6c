"""What is printed of official figures and of forecasts, wherever they stand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from exports.parts.aims import Aim, called
from exports.parts.official import official_words, printed
from exports.parts.outlook import outlook, outlook_to_note
from tests.exports.readings import aim, beside, plans
from wsoa.benchmarks import Forecast, NoForecast, Steadiness
from wsoa.scorecard import IndicatorReading

BY, LATER = date(2027, 3, 31), date(2027, 6, 30)
DAYS = Forecast(LATER, date(2027, 4, 30), date(2027, 9, 30))


def foreseen(forecast: Forecast | NoForecast, number: str | None = "60", by: date | None = BY) -> IndicatorReading:
    return replace(plans(), forecast=forecast, target=aim(number, by).now)


@pytest.mark.parametrize(
    ("given", "shown"),
    [("14.94968", "14.95"), ("14.945", "14.95"), ("-0.005", "-0.01"), ("15.0", "15.0"), ("46", "46"), ("1E+2", "1E+2")],
)
def test_an_official_number_is_printed_to_two_places_at_most_half_up(given: str, shown: str) -> None:
    assert str(printed(Decimal(given))) == shown


def test_a_comparator_is_printed_rounded_and_a_missing_one_is_a_word() -> None:
    assert official_words(beside("england", "England", "14.94968"), "%") == "England 14.95%, 2024"
    assert official_words(beside("region", "North East", None), "%") == "North East suppressed, 2024"


def test_a_forecast_after_the_day_of_the_target_says_so() -> None:
    assert outlook(foreseen(DAYS)).endswith("30 September 2027), after its date, 31 March 2027")
    for in_time in (foreseen(DAYS, by=LATER), foreseen(DAYS, by=None), foreseen(DAYS, number=None)):
        assert outlook(in_time).endswith("30 September 2027)")


def test_what_the_shape_says_already_is_not_said_again() -> None:
    assert outlook(foreseen(NoForecast("not at this pace: no significant change"))) == "No forecast: not at this pace"
    worse = foreseen(NoForecast("not at this pace: it is getting worse"))
    assert outlook(worse) == "No forecast: not at this pace: it is getting worse"


def test_of_too_short_a_series_only_a_day_is_worth_a_note() -> None:
    few = replace(foreseen(NoForecast("too few points: 3 of 12")), steadiness=Steadiness.TOO_FEW)
    assert outlook_to_note(few) == ""
    assert outlook_to_note(replace(few, forecast=DAYS)).startswith("Going on like this")


@pytest.mark.parametrize(
    ("ends", "words"),
    [("", ""), ("c", "Checkpoint"), ("cc", "Checkpoints"), ("t", "Target"), ("ct", "Checkpoint and target")],
)
def test_what_is_drawn_is_called_by_what_there_is_of_it(ends: str, words: str) -> None:
    assert called([Aim(BY, Decimal(1), is_target=each == "t") for each in ends]) == words
