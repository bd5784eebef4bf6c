"""Rating keys however they are written, and categories with their lines, in two columns without headers."""

from pathlib import Path

import pytest

from tests.intake.conftest import found_in
from tests.intake.workbooks import Rows, save
from wsoa.intake.found import FoundLevel, TableKind
from wsoa.terms import Colour


@pytest.mark.parametrize(
    ("rows", "levels"),
    [
        (
            [("RAG", "Status", "Meaning"), ("R", "Late", "No way back"), ("G", "Fine", "In time")],
            [("R", "Late", "No way back"), ("G", "Fine", "In time")],
        ),
        (
            [("Key",), ("Red – not yet started, or very late",), ("Amber – late",), ("Green – in time",)],
            [("", "Red", "not yet started, or very late"), ("", "Amber", "late"), ("", "Green", "in time")],
        ),
        (
            [("BRAG key: B = done for good; R = late; G = in time",)],
            [("B", "B", "done for good"), ("R", "R", "late"), ("G", "G", "in time")],
        ),
        (
            [("Key to ratings",), ("Red (R)", "Late"), ("Green (G)", "In time")],
            [("R", "Red", "Late"), ("G", "Green", "In time")],
        ),
    ],
)
def test_a_key_is_read_however_it_is_written(tmp_path: Path, rows: Rows, levels: list[tuple[str, str, str]]) -> None:
    plan: Rows = [("Action", "Lead", "RAG"), ("Meet", "Ann", "R")]
    below: Rows = [*rows, (), *plan]
    above: Rows = [*plan, (), *rows]
    for sheets in ({"Plan": plan, "Key": rows}, {"Plan": below}, {"Plan": above}):
        found = found_in(save(tmp_path / "tracker.xlsx", sheets))
        assert [(level.code, level.label, level.meaning) for level in found.key] == levels
        assert [one.wording for one in found.milestones] == ["Meet"]
        assert not found.left_out


def test_ratings_with_their_reasons_below_each_other_are_no_key(tmp_path: Path) -> None:
    rows: Rows = [("Action", "RAG and reason"), ("Meet", "Red – no room"), ("Write", "Amber – no paper")]
    found = found_in(save(tmp_path / "tracker.xlsx", {"Plan": rows}))
    assert found.key == ()
    assert [(one.rating, one.issue) for one in found.milestones] == [("Red", "no room"), ("Amber", "no paper")]


def test_two_columns_without_headers_are_sections_by_their_category(tmp_path: Path) -> None:
    notes: Rows = [("Needs", "A list"), ("Needs", "A map"), ("Success criteria", "Waits fall"), ("Needs", "A van")]
    plan: Rows = [("Action", "Lead"), ("Meet", "Ann")]
    found = found_in(save(tmp_path / "tracker.xlsx", {"Plan": plan, "Notes": notes}))
    assert [(one.heading, [line.text for line in one.lines]) for one in found.sections] == [
        ("Needs", ["A list", "A map", "A van"]),
        ("Success criteria", ["Waits fall"]),
    ]
    assert TableKind.SECTIONS in {table.kind for table in found.tables}
    assert not found.left_out


def test_a_level_that_is_named_twice_is_kept_once(tmp_path: Path) -> None:
    key: Rows = [("Key",), ("Red – late",), ("Green – in time",)]
    plan: Rows = [("Action", "Lead", "RAG"), ("Meet", "Ann", "R")]
    found = found_in(save(tmp_path / "tracker.xlsx", {"Plan": plan, "Key": key}))
    assert found.key == (
        FoundLevel("", "Red", "late", Colour.RED, "Key!A2"),
        FoundLevel("", "Green", "in time", Colour.GREEN, "Key!A3"),
    )
