"""A value of days that another value speaks for too, by other words: it is flagged, and kept as it is given."""

import pytest

from tests.record.area import TODAY, Area
from tests.record.test_values_given import define, given, indicator, value
from wsoa.indicators import second_look


@pytest.fixture
def place(sqlite_area: Area) -> Area:
    return define(sqlite_area)


@pytest.mark.parametrize("period", ["14 February 2026", "2026", "Spring term 2026"])
def test_a_period_in_other_words_that_shares_its_days_with_another_is_flagged(place: Area, period: str) -> None:
    given(place, value("7"), indicator=3)
    change = value("8", period, published_on=TODAY)
    said = "It overlaps February 2026. Check that it is not the same period in other words."
    assert said in second_look(change, indicator(place, 3))
    assert second_look(value("8", "March 2026"), indicator(place, 3)) == (), "control: the next month"
    corrects = value("8", "Feb-26")
    assert second_look(corrects, indicator(place, 3)) == (), "control: it would be that very value"
    number = given(place, change, indicator=3)
    assert number in {each.number for each in indicator(place, 3).values}, "it is kept as given"


def test_counts_through_a_year_share_their_days_by_what_they_are(place: Area) -> None:
    given(place, value("7", "February 2026"), indicator=2)
    assert second_look(value("8", "March 2026"), indicator(place, 2)) == ()
