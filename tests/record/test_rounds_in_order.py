"""Rounds speak for dates near their windows and in their order; one that was reported in keeps its place."""

from datetime import date
from typing import Any

import pytest

from tests.record.area import AMBER, RED, Area, on
from wsoa.errors import Invalid
from wsoa.rounds import RoundChange, SeriesChange, save_round, save_series, series_of, state_round

APRIL = RoundChange(name="April", position_date=date(2026, 4, 30), opens=date(2026, 5, 1), closes=date(2026, 5, 8))
JUNE = RoundChange(name="June", position_date=date(2026, 6, 30), opens=date(2026, 6, 20), closes=date(2026, 7, 6))
IN_MAY = date(2026, 5, 4)


def save(area: Area, change: RoundChange, **more: Any) -> int:
    with on(IN_MAY), area.database.writing() as session:
        return save_round(session, area.people["manager"], area.slug, change, **more)


def refused(area: Area, change: RoundChange, **more: Any) -> dict[str, str]:
    head = area.head()
    with pytest.raises(Invalid) as problems:
        save(area, change, **more)
    assert area.head() == head
    return problems.value.problems


def test_a_round_speaks_for_a_date_in_the_order_of_its_window(sqlite_area: Area) -> None:
    early = JUNE.model_copy(update={"position_date": date(2026, 4, 15)})
    assert refused(sqlite_area, early) == {
        "position_date": "It opens after “April”, so it must speak for a date after 30 April 2026."
    }
    before = RoundChange(name="Old", position_date=date(2026, 3, 1), opens=date(2026, 2, 1), closes=date(2026, 2, 5))
    assert "before 28 February 2026" in refused(sqlite_area, before)["position_date"]
    assert save(sqlite_area, JUNE) == 4


@pytest.mark.parametrize(("day", "is_near"), [(date(2026, 9, 20), True), (date(2026, 9, 21), False)])
def test_a_round_speaks_for_a_date_near_its_window(sqlite_area: Area, day: date, is_near: bool) -> None:
    change = JUNE.model_copy(update={"position_date": day})
    if is_near:
        assert save(sqlite_area, change) == 4
    else:
        assert "more than 92 days" in refused(sqlite_area, change)["position_date"]


def test_a_year_mistyped_cannot_silence_what_is_said_next(sqlite_area: Area) -> None:
    assert refused(sqlite_area, JUNE.model_copy(update={"position_date": date(2025, 6, 30)})).keys() == {
        "position_date"
    }


def test_a_series_keeps_the_order_of_the_rounds_there_are(sqlite_area: Area) -> None:
    rounds = list(series_of(SeriesChange(first=date(2026, 5, 31), count=2, opens_before=7, closes_after=5)))
    rounds[1] = rounds[1].model_copy(update={"position_date": date(2026, 4, 20)})
    with pytest.raises(Invalid) as problems, on(IN_MAY), sqlite_area.database.writing() as session:
        save_series(session, sqlite_area.people["manager"], sqlite_area.slug, rounds)
    assert problems.value.problems.keys() == {"position_date-2"}


def test_a_round_that_was_reported_in_cannot_speak_for_a_day_before_what_was_said(area: Area) -> None:
    earlier, later = (APRIL.model_copy(update={"position_date": date(2026, 4, day)}) for day in (20, 29))
    assert save(area, earlier, number=3, seen=1) == 3
    assert save(area, APRIL, number=3, seen=2) == 3
    area.rate(1, AMBER, day=IN_MAY)
    assert refused(area, later, number=3, seen=3) == {
        "position_date": "It was reported in already, so it can speak for 30 April 2026 at the earliest."
    }
    assert save(area, APRIL.model_copy(update={"position_date": date(2026, 5, 1)}), number=3, seen=3) == 3
    area.rate(1, RED, day=IN_MAY)
    assert area.level(1) == "R"
    assert area.faults() == []


def test_a_round_that_was_reported_in_keeps_its_place_among_the_rounds(sqlite_area: Area) -> None:
    save(sqlite_area, JUNE)
    sqlite_area.rate(1, AMBER, day=IN_MAY)
    moved = APRIL.model_copy(
        update={"position_date": date(2026, 7, 31), "opens": date(2026, 7, 20), "closes": date(2026, 8, 5)}
    )
    assert refused(sqlite_area, moved, number=3, seen=1) == {
        "opens": "It was reported in already, so it stays before “June”."
    }
    assert save(sqlite_area, APRIL.model_copy(update={"closes": date(2026, 5, 12)}), number=3, seen=1) == 3


def test_a_round_from_a_file_can_be_renamed_whatever_its_dates_are(sqlite_area: Area) -> None:
    odd = JUNE.model_copy(update={"position_date": date(2026, 1, 1)})
    with sqlite_area.entry(IN_MAY, "import") as writing:
        number = state_round(writing, odd, as_at=IN_MAY)
    assert save(sqlite_area, odd.model_copy(update={"name": "Summer"}), number=number, seen=1) == number
