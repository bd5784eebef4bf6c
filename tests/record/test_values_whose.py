"""Whose the values of an indicator are: who gives them, and who does not even see them."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.record.area import TODAY, Area
from tests.record.test_values_given import corrected, define, given, indicator, taken_back, value
from wsoa import snapshot
from wsoa.errors import Barred, Unseen
from wsoa.indicators import due_from, value_history, values_due
from wsoa.people import NOBODY, EndingChange, end_roles, would_leave
from wsoa.tables import Membership, metadata

_membership = metadata.tables[str(Membership.__tablename__)]


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


def due(area: Area, who: str) -> list[tuple[int, str]]:
    """The indicators whose values are due from somebody, and who is said to be asked."""
    with area.database.reading() as session:
        found = snapshot.load(session, area.people["manager"], area.slug)
        programme = snapshot.open_programme(session, area.people["manager"], area.slug)
        every = values_due(session, programme.id, found)
        return sorted(
            (each.indicator.number, each.asked) for each in due_from(session, area.people[who], programme.id, every)
        )


def leave(area: Area, who: str, successor: str) -> set[str]:
    """All roles of somebody ended on a form opened just before; what names them."""
    uid = str(area.people[who].uid)
    with area.database.writing() as session:
        _, ending, named = would_leave(session, area.people["manager"], area.slug, uid, None)
        change = EndingChange(successor=successor, listed=(*sorted(named.keys), *(role.key for role in ending)))
        end_roles(session, area.people["manager"], area.slug, uid, None, change)
    return {key for key in named.keys if key.startswith("indicator")}


def test_whoever_leaves_hands_over_the_values_they_are_asked_for(area: Area) -> None:
    place = define(area)
    assert due(place, "partner") == [(1, "Partner")]
    assert leave(place, "partner", str(place.people["support"].uid)) == {"indicator-1"}
    found = indicator(place)
    assert (found.asked_name, found.milestones, found.frequency) == ("Support", (1,), "monthly")
    assert due(place, "support") == [(1, "Support")]
    assert indicator(place, as_at=TODAY - timedelta(days=1)).asked_name == "Partner", "the past keeps who it was"
    assert place.faults() == []


def test_with_nobody_yet_the_values_are_asked_of_the_workstream_again(sqlite_area: Area) -> None:
    place = define(sqlite_area)
    leave(place, "partner", NOBODY)
    assert (indicator(place).asked, indicator(place).milestones) == (None, (1,))
    assert [number for number, _ in due(place, "lead")] == [1]


def test_values_of_somebody_whose_role_ran_out_are_due_from_the_manager(sqlite_area: Area) -> None:
    place = define(sqlite_area)
    assert due(place, "manager") == [(3, "")], "control: the partner is asked for the first"
    with place.database.writing() as session:
        session.execute(
            update(_membership)
            .where(_membership.c.person_uid == place.people["partner"].uid)
            .values(ends=TODAY - timedelta(days=1))
        )
    assert due(place, "manager") == [(1, ""), (3, "")]
