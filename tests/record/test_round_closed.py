"""A round is closed and opened again: nothing is refused afterwards, and what comes late is marked."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.record.area import AMBER, GREEN, Area, on
from wsoa import clock
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.milestones import record_update
from wsoa.rounds import RoundChange, close_round, days_to_look, open_round_again, reported, state_round
from wsoa.snapshot.positions import Written

MARCH = 2
IN_TIME = date(2026, 4, 2)


def turn(
    area: Area, command: Any, number: int = MARCH, *, day: date = IN_TIME, who: str = "manager", **more: Any
) -> int:
    with on(day), area.database.writing() as session:
        sequence: int = command(session, area.people[who], area.slug, number, **more)
        return sequence


def refused(area: Area, command: Any, number: int = MARCH, *, day: date = IN_TIME, **more: Any) -> dict[str, str]:
    head = area.head()
    with pytest.raises(Invalid) as problems:
        turn(area, command, number, day=day, **more)
    assert area.head() == head
    return problems.value.problems


def written(area: Area, number: int, as_at: date | None = None) -> Written:
    update = area.milestone(number, as_at).update
    assert update is not None
    return update.written


def test_what_is_said_after_the_closing_is_taken_and_late_although_the_window_is_open(area: Area) -> None:
    area.rate(2, AMBER, day=IN_TIME)
    assert turn(area, close_round) == 1
    area.rate(3, AMBER, day=IN_TIME)
    assert [written(area, number).late for number in (2, 3)] == [False, True]
    assert [written(area, number, date(2026, 3, 31)).late for number in (2, 3)] == [False, True], "as the pack knows it"
    closed = next(each for each in area.snapshot().rounds if each.number == MARCH).closed
    assert closed is not None
    assert (closed.by, closed.as_at) == ("Manager", date(2026, 3, 31))
    assert area.faults() == []


def test_opened_again_with_a_reason_nothing_is_late_by_the_closing(sqlite_area: Area) -> None:
    turn(sqlite_area, close_round)
    sqlite_area.rate(3, AMBER, day=IN_TIME)
    assert refused(sqlite_area, open_round_again, reason="  ", seen=1).keys() == {"reason"}
    turn(sqlite_area, open_round_again, reason="Two leads were ill", seen=1)
    sqlite_area.rate(2, AMBER, day=IN_TIME)
    assert [written(sqlite_area, number).late for number in (2, 3)] == [False, False]
    turn(sqlite_area, close_round, seen=2)
    sqlite_area.rate(2, GREEN, day=IN_TIME)
    assert [written(sqlite_area, number).late for number in (2, 3)] == [True, False]


def test_a_closing_speaks_of_its_own_round_only(sqlite_area: Area) -> None:
    turn(sqlite_area, close_round)
    sqlite_area.rate(2, AMBER, day=date(2026, 5, 4))
    assert (written(sqlite_area, 2).round, written(sqlite_area, 2).late) == (3, False)


def test_only_a_round_that_has_begun_and_is_open_is_closed(sqlite_area: Area) -> None:
    assert "has not begun" in refused(sqlite_area, close_round, 3, day=date(2026, 4, 29))[""]
    assert "not closed" in refused(sqlite_area, open_round_again, reason="Why", seen=0)[""]
    turn(sqlite_area, close_round)
    assert "closed already" in refused(sqlite_area, close_round, seen=1)[""]
    with pytest.raises(Unseen):
        turn(sqlite_area, close_round, 9)


def test_the_same_form_sent_twice_closes_once_and_a_colleague_s_closing_is_a_conflict(sqlite_area: Area) -> None:
    assert turn(sqlite_area, close_round, token="c") == turn(sqlite_area, close_round, token="c") == 1
    with pytest.raises(Conflict):
        turn(sqlite_area, close_round, token="other")
    with pytest.raises(Conflict):
        turn(sqlite_area, open_round_again, reason="Why", seen=0)


def test_only_a_manager_closes_a_round_or_opens_it_again(sqlite_area: Area) -> None:
    others = ("lead", "support", "other lead", "partner", "leader", "board")
    for who in others:
        with pytest.raises(Barred):
            turn(sqlite_area, close_round, who=who)
    turn(sqlite_area, close_round)
    for who in others:
        with pytest.raises(Barred):
            turn(sqlite_area, open_round_again, who=who, reason="Why", seen=1)


@pytest.mark.parametrize(
    ("closes", "midnight"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 29, 0, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 23, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 23, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 26, 0, tzinfo=UTC)),
    ],
)
def test_a_window_ends_at_midnight_in_london_on_the_nights_the_clocks_change(
    sqlite_area: Area, closes: date, midnight: datetime
) -> None:
    """The nights before and after, in spring and in autumn: the hour that is skipped, or comes twice, is in time."""
    change = RoundChange(name="Night", position_date=closes, opens=closes - timedelta(7), closes=closes)
    number = None if closes.month == 10 else MARCH
    with sqlite_area.entry(date(2026, 2, 3)) as writing:
        state_round(writing, change, as_at=date(2026, 2, 3), number=number)
    for at, is_late in ((midnight - timedelta(seconds=1), False), (midnight, True)):
        with clock.held_at(at), sqlite_area.database.writing() as session:
            seen = {False: 0, True: 1}[is_late]
            change_ = AMBER.model_copy(update={"seen": seen})
            record_update(session, sqlite_area.people["lead"], sqlite_area.slug, 2, change_)
        with clock.held_at(at):
            assert written(sqlite_area, 2).late is is_late


def test_a_round_counts_what_it_heard_what_was_confirmed_and_what_is_missing(sqlite_area: Area) -> None:
    for number in (2, 3):
        sqlite_area.rate(number, AMBER, day=date(2026, 2, 25))
    sqlite_area.rate(2, AMBER.model_copy(update={"level": None, "issue": None, "mitigation": None, "confirm": True}),
                     day=IN_TIME)  # fmt: skip
    sqlite_area.rate(1, GREEN, day=IN_TIME)
    turn(sqlite_area, close_round)
    sqlite_area.rate(4, GREEN, day=IN_TIME)
    with on(IN_TIME):
        found = reported(sqlite_area.snapshot())
    numbers = [[each.number for each in part] for part in (found.updated, found.confirmed, found.missing, found.late)]
    assert numbers == [[1, 4], [2], [3, 5, 6], [4]]
    assert (found.heard, found.asked) == (3, 6)


def test_a_past_round_is_looked_at_on_its_own_date_and_one_to_come_not_at_all(sqlite_area: Area) -> None:
    rounds = sqlite_area.snapshot().rounds
    february, march, april = rounds
    assert days_to_look(february, rounds, IN_TIME) == (date(2026, 2, 28), date(2026, 3, 19))
    assert days_to_look(march, rounds, IN_TIME) == (IN_TIME,)
    assert days_to_look(april, rounds, IN_TIME) == ()
