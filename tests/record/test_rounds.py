"""Rounds: which one an update belongs to, for which date it speaks, and when it is late."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.record.area import AMBER, GREEN, Area
from wsoa import clock
from wsoa.milestones import UpdateChange, record_update
from wsoa.snapshot.positions import Written

CONFIRM = UpdateChange(confirm=True)


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
