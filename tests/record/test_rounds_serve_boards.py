"""One round of updates serves several boards, each on a day of its own; series by month, term or one's own dates."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from tests.record.area import AMBER, Area, on
from wsoa import snapshot
from wsoa.errors import Conflict, Invalid
from wsoa.milestones.due import return_of
from wsoa.rounds import (
    BoardAfterChange,
    BoardChange,
    BoardDayChange,
    Rhythm,
    RoundChange,
    SeriesChange,
    save_board,
    save_round,
    save_series,
    series_of,
)
from wsoa.snapshot.positions import BoardDay, RoundPosition
from wsoa.snapshot.positions.working import meetings, meets, serves

IN_MAY = date(2026, 5, 20)
MAY = RoundChange(
    name="May",
    position_date=date(2026, 5, 31),
    opens=date(2026, 5, 24),
    closes=date(2026, 6, 4),
    board_date=date(2026, 6, 11),
)
CLINIC = 2
MANY = "\n".join(f"1 {month} {year}" for month in ("May", "July") for year in range(2010, 2030))


def do(area: Area, command: Any, *args: Any, **more: Any) -> Any:
    with on(IN_MAY), area.database.writing() as session:
        return command(session, area.people["manager"], area.slug, *args, **more)


def serving(*days: tuple[int, date | None], change: RoundChange = MAY) -> RoundChange:
    return change.model_copy(update={"boards": tuple(BoardDayChange(board=board, meets=day) for board, day in days)})


def saved(area: Area, change: RoundChange) -> RoundPosition:
    number = do(area, save_round, change)
    with on(IN_MAY):
        return next(each for each in area.snapshot().rounds if each.number == number)


@pytest.fixture
def two_boards(sqlite_area: Area) -> Area:
    do(sqlite_area, save_board, BoardChange(name="Performance clinic"))
    return sqlite_area


def problems(area: Area, change: RoundChange) -> dict[str, str]:
    head = area.head()
    with pytest.raises(Invalid) as refused:
        do(area, save_round, change)
    assert area.head() == head
    return refused.value.problems


def test_each_board_meets_on_its_own_day_about_the_same_round(area: Area) -> None:
    do(area, save_board, BoardChange(name="Performance clinic"))
    found = saved(area, serving((CLINIC, date(2026, 6, 9)), (1, None)))
    assert found.boards == (BoardDay(1, None), BoardDay(CLINIC, date(2026, 6, 9)))
    assert (meets(found, CLINIC), meets(found, 1)) == (date(2026, 6, 9), date(2026, 6, 11))
    assert meetings(found) == (date(2026, 6, 9), date(2026, 6, 11))
    assert area.faults() == []


def test_a_round_that_names_no_board_serves_every_one_on_its_board_date(two_boards: Area) -> None:
    found = saved(two_boards, MAY)
    assert all(serves(found, board) and meets(found, board) == date(2026, 6, 11) for board in (1, CLINIC))


def test_a_board_that_is_not_served_does_not_meet_about_the_round(two_boards: Area) -> None:
    found = saved(two_boards, serving((CLINIC, None)))
    assert (serves(found, 1), meets(found, 1), meets(found, CLINIC)) == (False, None, date(2026, 6, 11))


def test_a_board_does_not_meet_before_updates_open_and_nobody_serves_an_unknown_one(two_boards: Area) -> None:
    assert problems(two_boards, serving((CLINIC, date(2026, 5, 23)))).keys() == {"meets-2"}
    assert problems(two_boards, serving((CLINIC, date(2206, 6, 23)))) == {"meets-2": "Check the year."}
    assert problems(two_boards, serving((9, None))).keys() == {"boards"}
    with pytest.raises(ValidationError, match="serves each board once"):
        RoundChange.model_validate(MAY.model_dump() | {"boards": ({"board": 1}, {"board": 1})})


def test_the_same_form_sent_twice_is_one_round_and_other_boards_are_another_attempt(two_boards: Area) -> None:
    served = serving((CLINIC, date(2026, 6, 9)))
    first = do(two_boards, save_round, served, token="t")
    assert do(two_boards, save_round, served, token="t") == first
    with pytest.raises(Invalid):
        do(two_boards, save_round, MAY, token="t")
    do(two_boards, save_round, MAY, number=first, seen=1)
    with pytest.raises(Conflict):
        do(two_boards, save_round, served, number=first, seen=1)


def test_nobody_is_asked_twice_for_a_round_that_serves_two_boards(two_boards: Area) -> None:
    do(two_boards, save_round, serving((1, None), (CLINIC, date(2026, 6, 9))))
    day = date(2026, 5, 26)
    lead = two_boards.people["lead"]

    def due() -> tuple[list[int], frozenset[int]]:
        with on(day), two_boards.database.reading() as session:
            snap = snapshot.load(session, lead, two_boards.slug)
            programme = snapshot.open_programme(session, lead, two_boards.slug)
            mine = return_of(session, lead, programme.id, snap)
        return [each.number for each in mine.missing], mine.done

    missing, _ = due()
    assert missing == sorted(set(missing)), "each once"
    two_boards.rate(2, AMBER, day=day, by=lead)
    assert due() == ([each for each in missing if each != 2], frozenset({2}))


def test_a_series_gives_each_board_its_own_days_after(two_boards: Area) -> None:
    boards = (BoardAfterChange(board=1), BoardAfterChange(board=CLINIC, after=9))
    change = SeriesChange(
        first=date(2026, 5, 31), count=2, opens_before=7, closes_after=5, board_after=11, boards=boards
    )
    numbers = do(two_boards, save_series, series_of(change), token="s")
    assert do(two_boards, save_series, series_of(change), token="s") == numbers
    rounds = {each.number: each for each in two_boards.snapshot().rounds}
    assert [meets(rounds[number], CLINIC) for number in numbers] == [date(2026, 6, 9), date(2026, 7, 9)]
    assert [meets(rounds[number], 1) for number in numbers] == [date(2026, 6, 11), date(2026, 7, 11)]
    unknown = SeriesChange(
        first=date(2026, 8, 31), count=1, opens_before=7, closes_after=5, boards=(BoardAfterChange(board=9),)
    )
    with pytest.raises(Invalid) as refused:
        do(two_boards, save_series, series_of(unknown))
    assert refused.value.problems.keys() == {"boards-1"}


def test_a_termly_series_speaks_for_the_end_of_each_school_term() -> None:
    change = SeriesChange(rhythm=Rhythm.TERMLY, first=date(2026, 3, 31), count=4, opens_before=7, closes_after=5)
    assert [f"{each.name}: {each.position_date}" for each in series_of(change)] == [
        "Spring term 2026: 2026-03-31",
        "Summer term 2026: 2026-07-31",
        "Autumn term 2026: 2026-12-31",
        "Spring term 2027: 2027-03-31",
    ]
    later = change.model_copy(update={"first": date(2026, 4, 1), "count": 1})
    assert [each.name for each in series_of(later)] == ["Summer term 2026"]


def test_a_series_of_ones_own_dates_is_pasted_one_a_line() -> None:
    change = SeriesChange.model_validate(
        {"rhythm": "own", "dates": ["3 July 2026\n\n29/02/2028\n2026-05-31"], "opens_before": 7, "closes_after": 5}
    )
    assert [each.name for each in series_of(change)] == ["31 May 2026", "3 July 2026", "29 February 2028"]


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({"rhythm": "own"}, "dates", "List the dates"),
        ({"rhythm": "own", "dates": ["31 May 2026\nsoon"]}, "dates", "Line 2 is not a day"),
        ({"rhythm": "own", "dates": ["31 May"]}, "dates", "with its year"),
        ({"rhythm": "own", "dates": ["29 February 2027"]}, "dates", "Line 1 is not a day"),
        ({"rhythm": "own", "dates": ["May 2026"]}, "dates", "not a day"),
        ({"rhythm": "own", "dates": [MANY]}, "dates", "36 are the most"),
        ({"rhythm": "monthly", "dates": ["31 May 2026"], "first": "2026-05-31", "count": 1}, "dates", "of your own"),
        ({"rhythm": "termly", "count": 2}, "first", "Enter the first date"),
        ({"rhythm": "monthly", "first": "2026-05-31"}, "count", "Enter the number"),
    ],
)  # fmt: skip
def test_what_a_series_lacks_is_said(said: dict[str, Any], field: str, why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        SeriesChange.model_validate({"opens_before": 7, "closes_after": 5, **said})
    assert [(fault["loc"][0], why in fault["msg"]) for fault in refused.value.errors()] == [(field, True)]


def test_the_29th_of_february_is_the_end_of_its_month_and_another_year_s_is_the_28th() -> None:
    change = SeriesChange(first=date(2028, 2, 29), count=13, opens_before=7, closes_after=5)
    dates = [each.position_date for each in series_of(change)]
    assert (dates[1], dates[-1]) == (date(2028, 3, 31), date(2029, 2, 28))


def test_a_round_speaks_for_the_29th_of_february(sqlite_area: Area) -> None:
    leap = RoundChange(
        name="Leap", position_date=date(2028, 2, 29), opens=date(2028, 2, 29), closes=date(2028, 3, 3), boards=()
    )
    do(sqlite_area, save_round, leap)
    sqlite_area.rate(2, AMBER, day=date(2028, 3, 2))
    with on(date(2028, 3, 4)):
        found = sqlite_area.milestone(2, date(2028, 2, 29)).update
    assert found is not None
    assert (found.written.as_at, found.written.late) == (date(2028, 2, 29), False)
