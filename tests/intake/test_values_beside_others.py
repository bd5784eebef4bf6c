"""Values of a file beside what the record has: no second one for a period, none missed that it could not hold."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.intake.conftest import found_in
from tests.intake.test_values_imported import JUNE, LONG, MAY, ME, PLANS, WAITING, elmstead, load, told, values
from tests.intake.workbooks import Rows, save
from wsoa.database import Database
from wsoa.indicators import ValueChange, correct_value, give_value
from wsoa.intake.loading.apply import load_tracker
from wsoa.intake.loading.outcome import FieldConflict
from wsoa.intake.loading.told import left_alone


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    yield from elmstead(migrated_sqlite, tmp_path)


def test_what_is_left_alone_is_told_in_words_where_the_record_says_nothing() -> None:
    conflict = FieldConflict("milestone 2 (7.A)", "raw", None, "One\ntwo")
    assert left_alone(conflict) == "milestone 2 (7.A), Value: the record keeps nothing; the file says One two."


def test_a_file_of_values_is_no_plan_from_which_milestones_are_missing(sqlite: Database, tmp_path: Path) -> None:
    plan = save(
        tmp_path / "plan.xlsx", {"Plan": [["Workstream", "Milestone", "RAG"], ["Play", "Order the swings", "A"]]}
    )
    with sqlite.writing() as session:
        load_tracker(session, ME, "elmstead", found_in(plan), as_at=MAY)
    other = save(
        tmp_path / "other.xlsx", {"Plan": [["Workstream", "Milestone", "RAG"], ["Play", "Paint the fence", "A"]]}
    )
    with sqlite.writing() as session:
        missing = load_tracker(session, ME, "elmstead", found_in(other), as_at=JUNE).not_in_file
    assert missing == ["milestone 1 (Order the swings)"], "control: a plan could have held it"
    assert load(sqlite, tmp_path, [LONG[:3], [PLANS, "May 2024", "60"]]).not_in_file == []


def test_a_file_gives_no_second_value_for_a_period_that_another_spoke_for_then(
    sqlite: Database, tmp_path: Path
) -> None:
    with sqlite.writing() as session:
        give_value(session, ME, "elmstead", 1, ValueChange(period="January 2024", raw="47.7", published_on=MAY))
    with sqlite.writing() as session:
        change = ValueChange(period="February 2024", raw="47.7", published_on=date(2024, 7, 1))
        correct_value(session, ME, "elmstead", 1, change, reason="Another month", seen=1)
    sheet: Rows = [LONG[:4], [PLANS, "January 2024", "45", "30/06/2024"], [PLANS, "January 2024", "46", "01/07/2024"]]
    report = load(sqlite, tmp_path, sheet, as_at=date(2024, 7, 31))
    assert [aside.why for aside in report.left_out] == [
        "Until 1 July 2024 the record says 47.7 for this period, published on 31 May 2024: "
        "give this one as published on 1 July 2024 or later."
    ]
    assert [each.raw for each in values(sqlite, PLANS, JUNE)] == ["47.7"]
    assert [(each.period, each.raw) for each in values(sqlite, PLANS)] == [
        ("January 2024", "46"),
        ("February 2024", "47.7"),
    ]
    again = load(sqlite, tmp_path, sheet, as_at=date(2024, 7, 31))
    assert again.entry is None
    assert [(each.record, each.file) for each in again.conflicts] == [("46", "45")], "the second is what stands"


def test_a_period_in_other_words_is_kept_and_doubted(sqlite: Database, tmp_path: Path) -> None:
    sheet: Rows = [LONG[:3], [WAITING, "May 2024", "60"], [WAITING, "31 May 2024", "61"], [WAITING, "June 2024", "62"]]
    report = load(sqlite, tmp_path, sheet)
    assert [each.raw for each in values(sqlite, WAITING)] == ["60", "61", "62"]
    said = "It overlaps May 2024. Check that it is not the same period in other words."
    assert [(each.cell, each.why) for each in report.doubts] == [("Sheet1!C3", said)]
    assert load(sqlite, tmp_path, sheet).doubts == [], "once is enough"


def test_two_values_for_one_period_are_a_conflict_and_the_first_stands(sqlite: Database, tmp_path: Path) -> None:
    rows = [LONG[:3], [PLANS, "May 2024", "60"], [PLANS, "2024-05", "61"], [PLANS, "31/05/2024", "60"]]
    report = load(sqlite, tmp_path, rows)
    assert [each.raw for each in values(sqlite, PLANS)] == ["60"]
    assert [each for _, each in told(report)] == ["created", "conflict", "unchanged"]
    (conflict,) = report.conflicts
    assert (conflict.field, conflict.file, conflict.cell) == ("value", "61", "Sheet1!C3")
    assert left_alone(conflict) == (
        f"Sheet Sheet1, cell C3: indicator {PLANS}, 2024-05, value: "
        "the record keeps 60 (Sheet Sheet1, cell C2 says so already; the first stands); the file says 61."
    )
    assert report.exit_code == 5
