"""Mistakes: corrected or withdrawn by a row of their own, so that both the mistake and its mending can be read."""

from datetime import date

import pytest

from tests.record.area import AMBER, GREEN, RED, TODAY, Area
from wsoa import snapshot
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.milestones import UpdateChange, correct_update, withdraw_update

FEBRUARY, MARCH, APRIL = date(2026, 2, 10), date(2026, 3, 10), date(2026, 4, 10)


def correct(area: Area, number: int, change: UpdateChange, sequence: int, who: str = "manager") -> int:
    """Somebody corrects an update today."""
    with area.database.writing() as session:
        return correct_update(session, area.people[who], area.slug, number, change, corrects=sequence)


def withdraw(area: Area, number: int, sequence: int, reason: str = "Meant for another", who: str = "manager") -> int:
    """Somebody withdraws an update today."""
    with area.database.writing() as session:
        return withdraw_update(session, area.people[who], area.slug, number, withdraws=sequence, reason=reason)


def test_a_correction_stands_on_the_date_of_the_mistake_and_as_known_then_the_mistake_still_shows(area: Area) -> None:
    wrong = area.found(2, RED, as_at=MARCH, day=MARCH)
    before = area.head()
    assert correct(area, 2, AMBER, wrong) == 2
    assert [area.level(2, day) for day in (date(2026, 3, 9), MARCH, TODAY)] == [None, "A", "A"]
    assert area.level(2, MARCH, before) == "R"
    update = area.milestone(2).update
    assert update is not None
    assert (update.written.corrects, update.written.as_at) == (wrong, MARCH)


def test_a_correction_of_an_older_row_leaves_the_later_position_alone(area: Area) -> None:
    wrong = area.found(2, RED, as_at=FEBRUARY, day=FEBRUARY)
    area.found(2, AMBER, as_at=MARCH, day=MARCH)
    correct(area, 2, GREEN, wrong)
    assert [area.level(2, day) for day in (FEBRUARY, MARCH)] == ["G", "A"]


def test_whoever_opened_the_form_before_an_older_row_was_corrected_sees_the_correction_first(area: Area) -> None:
    wrong = area.found(2, RED, as_at=FEBRUARY, day=FEBRUARY)
    area.found(2, AMBER, as_at=MARCH, day=MARCH)
    correct(area, 2, GREEN, wrong)
    with pytest.raises(Conflict) as conflict:
        area.rate(2, RED, day=TODAY, seen=2)
    assert (area.seen(2), conflict.value.newest) == (3, 3)
    assert area.rate(2, RED, day=TODAY, seen=3) == 4


def test_a_withdrawn_row_gives_way_to_the_position_before_it(area: Area) -> None:
    area.found(2, AMBER, as_at=FEBRUARY, day=FEBRUARY)
    before = area.head()
    wrong = area.found(2, RED, as_at=MARCH, day=MARCH)
    withdraw(area, 2, wrong)
    update = area.milestone(2).update
    assert update is not None
    assert (update.issue, update.written.withdraws, update.written.as_at) == ("Panel sits late", wrong, MARCH)
    assert (area.level(2, MARCH, before + 1), area.level(2, MARCH)) == ("R", "A")


def test_with_no_position_before_it_a_withdrawn_row_leaves_the_milestone_not_rated(area: Area) -> None:
    before = area.head()
    withdraw(area, 2, area.found(2, RED, as_at=MARCH, day=MARCH))
    assert (area.level(2), area.level(2, MARCH, before + 1)) == (None, "R")
    assert area.rate(2, AMBER, day=TODAY) == 3


def test_two_mistakes_of_one_day_are_withdrawn_one_after_the_other(area: Area) -> None:
    area.found(2, GREEN, as_at=FEBRUARY, day=FEBRUARY)
    first = area.found(2, RED, as_at=MARCH, day=MARCH)
    second = area.found(2, AMBER, as_at=MARCH, day=MARCH)
    withdraw(area, 2, second)
    assert area.level(2) == "R"
    third = area.found(2, AMBER, as_at=MARCH, day=MARCH)
    withdraw(area, 2, third)
    assert area.level(2) == "R"
    with pytest.raises(Conflict):
        withdraw(area, 2, first)


def test_a_milestone_that_was_not_rated_again_can_be_withdrawn_from_and_rated(area: Area) -> None:
    wrong = area.found(2, RED, as_at=MARCH, day=MARCH)
    taken_back = withdraw(area, 2, wrong)
    with pytest.raises(Conflict) as conflict:
        correct(area, 2, AMBER, wrong)
    assert (conflict.value.seen, conflict.value.newest) == (wrong, taken_back)


def test_a_correction_meets_the_rules_of_the_level(area: Area) -> None:
    wrong = area.found(2, RED, as_at=MARCH, day=MARCH)
    for change, field in (
        (UpdateChange(level="A"), "mitigation"),
        (UpdateChange(level="C", evidence=(9,)), "evidence"),
        (UpdateChange(level="X"), "level"),
        (UpdateChange(issue="i", mitigation="m"), "level"),
    ):
        with pytest.raises(Invalid) as refused:
            correct(area, 2, change, wrong)
        assert field in refused.value.problems
    assert (area.level(2), area.seen(2)) == ("R", wrong)


def test_withdrawing_asks_for_a_reason_that_can_be_printed(area: Area) -> None:
    wrong = area.found(2, RED, as_at=MARCH, day=MARCH)
    for reason in ("", " \n", "\x00\x0b"):
        with pytest.raises(Invalid, match="Say why"):
            withdraw(area, 2, wrong, reason)
    withdraw(area, 2, wrong, "The wrong\x0brow\x00")
    update = area.milestone(2).update
    assert update is not None
    assert update.written.reason == "The wrong\nrow"


def test_only_whoever_may_update_the_milestone_may_mend_it(area: Area) -> None:
    wrong = area.found(2, RED, as_at=MARCH, day=MARCH)
    with pytest.raises(Barred):
        withdraw(area, 2, wrong, who="other lead")
    with pytest.raises(Barred):
        correct(area, 2, AMBER, wrong, who="leader")
    with pytest.raises(Unseen):
        correct(area, 2, AMBER, 99)
    assert withdraw(area, 2, wrong, who="lead") == 2


def test_the_history_shows_the_mistake_and_its_mending(area: Area) -> None:
    wrong = area.found(2, RED, as_at=MARCH, day=MARCH)
    correct(area, 2, AMBER, wrong)
    with area.database.reading() as session:
        actor = area.people["lead"]
        told = snapshot.milestone_history(session, actor, snapshot.load(session, actor, area.slug), 2)[1]
    assert [(row.level.code if row.level else None, row.written.corrects, row.written.by) for row in told] == [
        ("A", 1, "Manager"),
        ("R", None, "The tracker's operator"),
    ]
