"""Whose the values of an indicator are: who gives them, and who does not even see them."""

import pytest

from tests.record.area import Area
from tests.record.test_values_given import corrected, define, given, indicator, taken_back, value
from wsoa import snapshot
from wsoa.errors import Barred, Unseen
from wsoa.indicators import value_history


def test_who_gives_values(sqlite_area: Area) -> None:
    place = define(sqlite_area)
    for who, period in (("manager", "1"), ("lead", "2"), ("support", "3"), ("partner", "4")):
        number = given(place, value("1", f"2 February 202{period}"), who=who)
        corrected(place, number, value("2", f"2 February 202{period}"), who=who)
    for who in ("other lead", "leader", "board", "adviser", "inspector"):
        with pytest.raises(Barred):
            given(place, value(), who=who)
    given(place, value(), indicator=2, who="other lead")
    given(place, value(), indicator=3, who="manager")
    with pytest.raises(Unseen):
        given(place, value(), indicator=2, who="partner")
    for who in ("lead", "other lead", "support"):
        with pytest.raises(Barred):
            given(place, value("5", "March 2026"), indicator=3, who=who)
    number = next(each.number for each in indicator(place, 2).values)
    with pytest.raises(Unseen):
        corrected(place, number, value("5"), who="partner")
    with pytest.raises(Barred):
        taken_back(place, number, who="lead")
    with pytest.raises(Unseen):
        given(place, value(), indicator=9)
    with pytest.raises(Unseen):
        corrected(place, 99, value())


def test_a_partner_reads_only_the_values_they_are_asked_for(sqlite_area: Area) -> None:
    place = define(sqlite_area)
    mine = given(place, value())
    other = given(place, value(), indicator=2)
    with place.database.reading() as session:
        seen = snapshot.load(session, place.people["partner"], place.slug)
        assert [each.number for each in seen.indicators] == [1]
        assert value_history(session, place.people["partner"], seen, mine)
        with pytest.raises(Unseen):
            value_history(session, place.people["partner"], seen, other)
