"""What falls due: every promise in one bar, and none without a date on time."""

from dataclasses import replace
from datetime import date

import pytest

from api.pictures import falling_due
from tests.exports.positions import AS_AT, due
from tests.exports.sample import empty, snapshot
from tests.web.drawings import drawn, numbers, owing, table
from wsoa.points import has_no_date, is_overdue, live
from wsoa.terms import TimescaleKind


def test_nothing_promised_falls_due_never() -> None:
    assert falling_due(empty()) is None


@pytest.mark.parametrize(
    ("when", "bar"),
    [
        (due("March", date(2026, 3, 30)), "Date passed"),
        (due("March", AS_AT), "March 2026"),
        (due("September", date(2026, 9, 30)), "September 2026"),
        (due("October", date(2026, 10, 1)), "Later"),
        (due("2031", date(2031, 3, 31)), "Later"),
        (due("ongoing", None, TimescaleKind.ONGOING), "No last day"),
        (due("monthly until May", date(2025, 5, 31), TimescaleKind.RECURRING), "No last day"),
        (due("done", date(2025, 5, 31), TimescaleKind.DONE), "No last day"),
        (due("from May", None, TimescaleKind.DATE), "No last day"),
        (due("to be decided", None, TimescaleKind.TO_BE_DECIDED), "No date"),
        (due("soonish", date(2026, 5, 1), TimescaleKind.UNREAD), "No date"),
        (None, "No date"),
    ],
)
@pytest.mark.parametrize("code", [None, "R", "C"])
def test_a_milestone_stands_at_the_last_day_its_date_can_mean(when: object, bar: str, code: str | None) -> None:
    rows = table(drawn(falling_due(owing((when, code)))))[1]
    to_do, done = ("0", "1") if code == "C" else ("1", "0")
    assert [row for row in rows if row[-1] != "0"] == [[bar, to_do, done, "1"]]
    assert len(rows) == (11 if bar == "No last day" else 10)


def test_the_bars_and_the_table_hold_the_same_numbers_and_those_of_the_questions() -> None:
    snap = snapshot()
    text = drawn(falling_due(snap))
    rows = {row[0]: [int(cell) for cell in row[1:]] for row in table(text)[1]}
    assert numbers(text) == {
        (bar, word): row[at] for bar, row in rows.items() for at, word in enumerate(("to do", "done")) if row[at]
    }
    assert sum(row[2] for row in rows.values()) == len(live(snap))
    assert rows["Date passed"][0] == sum(is_overdue(each, snap) for each in live(snap)) > 0
    assert rows["No date"][0] == sum(has_no_date(each, snap) for each in live(snap)) > 0


def test_no_date_has_a_look_of_its_own_and_is_never_called_on_time() -> None:
    picture = falling_due(owing((None, "G"), (due("May", date(2026, 5, 31)), "G")))
    assert picture
    assert {block.says: block.shade for block in picture.drawings[0].blocks} == {
        "May 2026: 1 to do": "to-do",
        "No date: 1 to do": "undated",
    }
    assert "never counted as on time" in picture.note


@pytest.mark.parametrize("ahead", [1, 12])
def test_the_months_run_over_the_end_of_the_year(ahead: int) -> None:
    snap = replace(owing((None, None)), as_at=date(2026, ahead, 31))
    rows = table(drawn(falling_due(snap)))[1]
    last = {1: "July 2026", 12: "June 2027"}[ahead]
    assert [row[0] for row in rows][-3:] == [last, "Later", "No date"]


def test_long_words_beside_the_bars_leave_them_room() -> None:
    many = owing(*[(due("x", date(2020, 1, 1)), "R")] * 1000, *[(due("x", date(2020, 1, 1)), "C")] * 1000)
    picture = falling_due(many)
    assert picture
    assert all(
        block.x + block.width <= 320 - 7 * len("1000 overdue, 1000 done") for block in picture.drawings[0].blocks
    )
