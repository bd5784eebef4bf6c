"""Whatever stands on a sheet, in whatever order: each cell is accounted for once, and nothing kept is lost."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from tests.intake.accounting import assert_every_cell_is_accounted_for_once, assert_what_was_kept_stands_in_a_field
from tests.intake.conftest import found_in
from tests.intake.workbooks import save
from wsoa.intake import Unreadable
from wsoa.intake.grid import Cell, Sheet, Workbook
from wsoa.intake.recognising.recognise import recognise

HEADERS = (
    "Milestone", "Action", "Recommendation", "RAG", "RAG March 2022", "Lead", "By when", "Ref", "Issue", "Mitigation",
    "Progress", "Progress – January", "April update", "Workstream", "Area of weakness", "Delivery", "Rating",
    "Last month", "This month", "Outcomes", "Timescale", "Forecast", "Original date", "Risk", "Impact", "Section",
    "Text", "Level", "KPI", "Category", "Report name", "Frequency", "Meaning", "Success criteria",
)  # fmt: skip
WORDS = (
    "Meet the forum", "writes to all", "and", "1.1", "2", "14: Heard 15: Seen", "Area of weakness 2: Waits",
    "Weakness A", "Lead: Ann Lee", "Workstream 1: Early", "Next steps", "Headlines", "Supporting", "information:",
    "· · ·", "May 2024", "Complete", "High", "Low", "Focus Area 3: Voice", "What is the panel?", "• one\n• two",
    "Amber – no staff", "Priority action 1 – Lead", "Key", "Red – late", "Amber – later", "Green = fine", "R", "G", "",
)  # fmt: skip
FILLS = (None, None, None, None, "#FF0000", "#92D050", "#D9E1F2")


def _rows(dice: random.Random, name: str) -> Iterator[tuple[Cell, ...]]:
    number = 0
    for _ in range(dice.randint(2, 14)):
        number += dice.choice((1, 1, 1, 2))
        words = HEADERS if dice.random() < 0.3 else WORDS
        cells = [
            Cell(name, number, at, f"{get_column_letter(at)}{number}", dice.choice(words), dice.choice(FILLS))
            for at in range(1, dice.randint(1, 6) + 1)
        ]
        merged = [replace(cell, deep=dice.choice((1, 1, 2)), bold=dice.random() < 0.1) for cell in cells]
        if shown := tuple(cell for cell in merged if cell.text or cell.fill):
            yield shown


@pytest.mark.parametrize("seed", range(150))
def test_each_cell_is_accounted_for_once(seed: int) -> None:
    dice = random.Random(seed)
    sheets = tuple(Sheet(name, tuple(_rows(dice, name))) for name in ("One", "Two", "Three"))
    workbook = Workbook("any.xlsx", "0", sheets)
    try:
        found = recognise(workbook)
    except Unreadable:
        return  # by chance, no row of it is a row of headers
    assert_every_cell_is_accounted_for_once(workbook, found)
    assert_what_was_kept_stands_in_a_field(workbook, found)


def test_two_hundred_rows_under_headings_keep_every_word(tmp_path: Path) -> None:
    rows: list[tuple[str | None, ...]] = []
    for area in range(8):
        rows += [(f"Workstream {area}: Part {area}",), ("Ref", "Action", "Who", "By when", "RAG", "Barriers")]
        rows += [
            (f"{area}.{n}", f"Do thing {area}.{n}", "Ann / Bob", f"{1 + n % 28}/03/2024", "RAG"[n % 3], f"Barrier {n}")
            for n in range(25)
        ]
    found = found_in(save(tmp_path / "tracker.xlsx", {"Plan": rows}))
    assert len(found.milestones) == 200
    assert len({one.ref for one in found.milestones}) == 200
    assert len(found.workstreams) == 8
    assert not found.left_out
    assert not found.doubts
