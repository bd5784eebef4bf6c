"""A value given anew: of one period of an indicator no two values stand, on any date."""

from datetime import date

import pytest

from tests.record.area import Area
from tests.record.test_values_given import corrected, define, given, raws, refusal, taken_back, value

MARCH, APRIL, MAY = date(2026, 3, 9), date(2026, 4, 1), date(2026, 5, 4)


@pytest.fixture
def place(sqlite_area: Area) -> Area:
    return define(sqlite_area)


def test_what_was_published_until_it_was_taken_back_is_joined_by_no_second_value(place: Area) -> None:
    first = given(place, value("47.7", published_on=MARCH))
    corrected(place, first, value("44.1", published_on=APRIL))
    taken_back(place, first, seen=2)
    early = refusal(lambda: given(place, value("45", published_on=MARCH)))
    assert early == {
        "published_on": "Until 1 April 2026 the record says 47.7 for this period, published on 9 March 2026: "
        "give this one as published on 1 April 2026 or later."
    }
    assert given(place, value("45", published_on=APRIL)) != first
    assert [raws(place, day) for day in (MARCH, date(2026, 3, 31), APRIL)] == [["47.7"], ["47.7"], ["45"]]
    assert place.faults() == []


def test_what_was_never_corrected_leaves_its_period_free_on_every_date(place: Area) -> None:
    first = given(place, value("47.7", published_on=APRIL))
    taken_back(place, first)
    given(place, value("45", published_on=MARCH))
    assert [raws(place, day) for day in (MARCH, APRIL)] == [["45"], ["45"]]


def test_a_value_that_came_to_speak_for_another_period_keeps_the_first_until_then(place: Area) -> None:
    first = given(place, value("47.7", "January 2026", published_on=MARCH))
    corrected(place, first, value("47.7", "February 2026", published_on=APRIL))
    assert set(refusal(lambda: given(place, value("45", "January 2026", published_on=MARCH)))) == {"published_on"}
    given(place, value("45", "January 2026", published_on=APRIL))
    assert [raws(place, day) for day in (MARCH, APRIL)] == [["47.7"], ["45", "47.7"]]


def test_a_correction_never_meets_a_period_that_another_spoke_for_then(place: Area) -> None:
    first = given(place, value("47.7", published_on=MARCH))
    corrected(place, first, value("44.1", published_on=MAY))
    taken_back(place, first, seen=2)
    other = given(place, value("50", "January 2026", published_on=MARCH))
    meets = refusal(lambda: corrected(place, other, value("50", published_on=APRIL)))
    assert set(meets) == {"published_on"}
    corrected(place, other, value("50", published_on=MAY))
    assert raws(place, APRIL) == ["50", "47.7"]
    assert raws(place, MAY) == ["50"]
