"""What a reader sees in the cells of a workbook, and what is said where there is no file to read."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Color, PatternFill

from tests.intake.bombs import MAIN, SHEET, sheet_with, workbook_with
from tests.intake.workbooks import MILESTONES, save, sheet_of
from wsoa.intake import Unreadable, read_workbook
from wsoa.intake.reading import limits
from wsoa.text import MAX_TEXT

pytestmark = pytest.mark.usefixtures("in_earnest")


def test_a_child_that_lasts_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path / "tracker.xlsx", {"Plan": MILESTONES})
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.01)
    with pytest.raises(Unreadable, match="takes too long or too much memory"):
        read_workbook(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xlsx", Path("nul\x00.xlsx")):
        with pytest.raises(Unreadable, match="no such file"):
            read_workbook(path)
    with pytest.raises(Unreadable, match="that is a folder"):
        read_workbook(tmp_path)


def test_the_name_of_a_file_cannot_spoil_the_message(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines\u202e.xlsx"
    path.write_bytes(b"")
    with pytest.raises(Unreadable) as refused:
        read_workbook(path)
    assert refused.value.message.startswith("two lines.xlsx: the file is empty")


def test_cells_far_out_that_hold_only_a_format_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "formatted.xlsx"
    path.write_bytes(
        sheet_with('<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000" s="0"/></row>')
    )
    assert [cell.place for cell in read_workbook(path).cells()] == ["Sheet!A1"]


def test_the_reader_of_workbooks_expands_no_entities() -> None:
    assert openpyxl.DEFUSEDXML


def test_a_false_dimension_hides_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "dimension.xlsx"
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 21))
    path.write_bytes(
        workbook_with({SHEET: f'<worksheet {MAIN}><dimension ref="A1:A2"/><sheetData>{rows}</sheetData></worksheet>'})
    )
    assert len(list(read_workbook(path).cells())) == 20


def test_values_are_read_as_a_person_sees_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet.append([3, 2.0, 2.5, 0.59, 25, True, date(2024, 4, 22), datetime(2024, 4, 22, 9, 30), date(2021, 9, 1)])
    for coordinate, number_format in (("D1", "0%"), ("E1", "0.0"), ("I1", "mmm-yy")):
        sheet[coordinate].number_format = number_format
    sheet["A2"], sheet["B2"], sheet["C2"] = "two_x000B_lines", "  spaced  ", "1.A"
    sheet["A3"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["B3"], sheet.column_dimensions["B"].hidden = "hidden", True
    path = tmp_path / "values.xlsx"
    book.save(path)
    rows = read_workbook(path).sheets[0].rows
    assert [cell.text for cell in rows[0]] == [
        "3", "2", "2.5", "59%", "25.0", "TRUE", "22/04/2024", "22/04/2024 09:30", "Sep-21",
    ]  # fmt: skip
    assert [cell.text for cell in rows[1]] == ["two\nlines", "spaced", "1.A"]
    assert [(cell.fill, cell.hidden) for cell in rows[2]] == [("#FF0000", False), (None, True)]


def test_the_digest_is_that_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    path = save(tmp_path / "tracker.xlsx", {"Plan": MILESTONES})
    first = read_workbook(path)
    assert first == read_workbook(path)
    assert (len(first.sha256), first.name) == (64, "tracker.xlsx")


def test_the_longest_text_that_can_be_kept_is_read(tmp_path: Path) -> None:
    path = save(tmp_path / "long.xlsx", {"Plan": [("a" * MAX_TEXT,)]})
    assert [len(cell.text) for cell in read_workbook(path).cells()] == [MAX_TEXT]


def test_the_largest_tracker_is_read_in_time(tmp_path: Path) -> None:
    rows = [
        ("Workstream", "Milestone", "RAG", "Issue", "Mitigation"),
        *[("a", f"b {n}", "A", "c", "d") for n in range(4999)],
    ]
    assert len(read_workbook(save(tmp_path / "large.xlsx", {"Plan": rows})).sheets[0].rows) == 5000


def test_colours_of_the_theme_and_of_the_palette_are_told_as_they_look(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    colours = (Color(theme=5), Color(theme=5, tint=-0.5), Color(theme=4, tint=0.4), Color(indexed=10), Color(theme=0))
    for column, colour in enumerate(colours, start=1):
        sheet_of(book).cell(1, column).fill = PatternFill("solid", fgColor=colour)
        sheet_of(book).cell(1, column).value = "x"
    book.save(tmp_path / "colours.xlsx")
    fills = [cell.fill for cell in read_workbook(tmp_path / "colours.xlsx").cells()]
    assert fills == ["#C0504D", "#632523", "#95B3D7", "#FF0000", None]


def test_a_sheet_with_too_many_columns_is_named(tmp_path: Path) -> None:
    path = save(tmp_path / "wide.xlsx", {"Plan": MILESTONES, "Old plan": [["x"] * 51]})
    with pytest.raises(Unreadable, match="sheet Old plan has more than 5,000 rows or 50 columns"):
        read_workbook(path)
