"""Rounds: which one an update belongs to, for which date it speaks, and when it is late."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.record.area import AMBER, BEGINS, GREEN, Area, on
from wsoa import clock
from wsoa.milestones import UpdateChange, record_update
from wsoa.points import is_not_updated
from wsoa.rounds import RoundChange, close_round, save_round
from wsoa.snapshot.positions import Snapshot, Written

CONFIRM = UpdateChange(confirm=True)
LATE = date(2026, 6, 2)
MAY = RoundChange(
    name="May",
    position_date=date(2026, 5, 31),
    opens=date(2026, 5, 25),
    closes=date(2026, 6, 8),
    board_date=date(2026, 6, 15),
)


def written(area: Area, number: int) -> Written:
    """Who wrote the position of a milestone, and when."""
    update = area.milestone(number).update
    assert update is not None
    return update.written


@pytest.mark.parametrize(
    ("day", "round_", "as_at", "late"),
    [
        (date(2026, 2, 10), None, date(2026, 2, 10), False),
        (date(2026, 2, 20), 1, date(2026, 2, 20), False),
        (date(2026, 2, 28), 1, date(2026, 2, 28), False),
        (date(2026, 3, 6), 1, date(2026, 2, 28), False),
        (date(2026, 3, 7), 1, date(2026, 2, 28), True),
        (date(2026, 3, 20), 2, date(2026, 3, 20), False),
        (date(2026, 4, 29), 2, date(2026, 3, 31), True),
        (date(2026, 4, 30), 3, date(2026, 4, 30), False),
        (date(2026, 5, 9), 3, date(2026, 4, 30), True),
    ],
)
def test_an_update_takes_the_rounds_date_once_that_has_passed_and_is_late_after_the_window(
    area: Area, day: date, round_: int | None, as_at: date, late: bool
) -> None:
    area.rate(2, AMBER, day=day)
    found = written(area, 2)
    assert (found.round, found.as_at, found.late) == (round_, as_at, late)


@pytest.mark.parametrize(("minute", "late"), [(59, False), (60, True)])
def test_the_window_closes_at_midnight_in_london(area: Area, minute: int, late: bool) -> None:
    summer_time = datetime(2026, 4, 6, 22, tzinfo=UTC) + timedelta(minutes=minute)
    with clock.held_at(summer_time), area.database.writing() as session:
        record_update(session, area.people["lead"], area.slug, 2, AMBER)
    assert written(area, 2).late is late


def test_what_stands_on_the_rounds_own_date_belongs_to_it_although_its_window_opens_afterwards(area: Area) -> None:
    area.rate(2, AMBER, day=date(2026, 5, 5))
    pack = area.snapshot(date(2026, 4, 30))
    assert pack.current_round is not None
    assert pack.current_round.name == "April"
    updated = [m.number for m in pack.milestones if m.update and m.update.written.round == pack.current_round.number]
    assert updated == [2]


def test_no_change_confirmed_is_a_row_of_its_round(area: Area) -> None:
    area.rate(2, AMBER, day=date(2026, 2, 25))
    area.rate(2, CONFIRM, day=date(2026, 3, 25))
    found, update = written(area, 2), area.milestone(2).update
    assert update is not None
    assert (found.sequence, found.round, found.confirmed, update.issue) == (2, 2, True, "Panel sits late")
    assert area.seen(2) == 2


def test_silence_is_not_the_same_as_unchanged(area: Area) -> None:
    area.rate(2, AMBER, day=date(2026, 2, 25))
    area.rate(3, GREEN, day=date(2026, 3, 25))
    march = area.snapshot(date(2026, 3, 31))
    assert march.current_round is not None
    updated = [m.number for m in march.milestones if m.update and m.update.written.round == march.current_round.number]
    assert updated == [3]


def set_up(area: Area, change: RoundChange = MAY, number: int | None = None, seen: int = 0, day: date = LATE) -> int:
    """A round saved on the web on a day after the date it speaks for."""
    with on(day), area.database.writing() as session:
        return save_round(session, area.people["manager"], area.slug, change, number=number, seen=seen)


def at_the_end_of_may(area: Area, known_by: int | None = None, day: date = LATE) -> Snapshot:
    with on(day):
        return area.snapshot(MAY.position_date, known_by)


def test_a_round_set_up_after_its_own_date_is_the_round_of_its_own_position(area: Area) -> None:
    before = area.head()
    number = set_up(area)
    area.rate(2, AMBER, day=LATE)
    found = at_the_end_of_may(area)
    assert found.current_round is not None
    assert (found.current_round.name, found.current_round.board_date) == ("May", MAY.board_date)
    assert [m.number for m in found.milestones if not is_not_updated(m, found)] == [2]
    with on(LATE):
        day_before = area.snapshot(MAY.opens - timedelta(1)).current_round
        assert day_before is not None
        assert day_before.number != number, "it had not begun"
    then = at_the_end_of_may(area, before).current_round
    assert then is not None
    assert then.name == "April", "nobody knew it then"
    assert area.faults() == []


def test_what_is_changed_of_a_round_after_its_own_date_its_own_position_knows(sqlite_area: Area) -> None:
    number = set_up(sqlite_area, day=date(2026, 5, 20))
    change = MAY.model_copy(update={"board_date": date(2026, 6, 18), "closes": date(2026, 6, 12)})
    set_up(sqlite_area, change, number, seen=1)
    day = date(2026, 6, 10)
    sqlite_area.rate(2, AMBER, day=day)
    with on(day), sqlite_area.database.writing() as session:
        close_round(session, sqlite_area.people["manager"], sqlite_area.slug, number)
    sqlite_area.rate(3, AMBER, day=day)
    found = at_the_end_of_may(sqlite_area, day=day)
    assert found.current_round is not None
    assert (found.current_round.board_date, found.current_round.closed is not None) == (change.board_date, True)
    late = {m.number: m.update.written.late for m in found.milestones if m.update}
    assert late == {2: False, 3: True}, "the window was longer, and then closed"
    with on(day):
        before = sqlite_area.snapshot(MAY.position_date - timedelta(1)).current_round
    assert before is not None
    assert before.board_date == MAY.board_date, "until its own date it was as first set up"


def test_a_round_of_before_the_record_begins_with_it(sqlite_area: Area) -> None:
    january = RoundChange(
        name="January", position_date=BEGINS - timedelta(1), opens=date(2026, 1, 20), closes=date(2026, 2, 5)
    )
    set_up(sqlite_area, january)
    found = sqlite_area.snapshot(BEGINS).current_round
    assert found is not None
    assert found.name == "January"
