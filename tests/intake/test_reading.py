"""Whatever file somebody brings, it is read within its limits or refused with one plain message."""

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from tests.intake.workbooks import MILESTONES, save, sheet_of
from wsoa.intake import Unreadable, read_workbook
from wsoa.intake.reading import limits
from wsoa.text import MAX_TEXT

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
ADDED = {
    "[Content_Types].xml": ("</Types>", f'<Override PartName="/{STRINGS}" ContentType="{OFFICE}"/></Types>'),
    "xl/_rels/workbook.xml.rels": (
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{RELATION}" Target="/{STRINGS}"/></Relationships>',
    ),
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook_with(parts: dict[str, str]) -> bytes:
    """A workbook with a table of shared strings, in which parts are replaced."""
    whole, changed = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(whole)
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in {*before.namelist(), STRINGS} - parts.keys():
            content = before.read(name).decode() if name in before.namelist() else f"<sst {MAIN}/>"
            after.writestr(name, content if STRINGS in content else content.replace(*ADDED.get(name, ("", ""))))
        for name, content in parts.items():
            after.writestr(name, content)
    return changed.getvalue()


def sheet_with(rows: str, after: str = "") -> bytes:
    return workbook_with({SHEET: f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"})


def strings_with(doctype: str, text: str) -> bytes:
    return workbook_with({STRINGS: f"<?xml version='1.0'?>{doctype}<sst {MAIN}><si><t>{text}</t></si></sst>"})


def a_zip_of(names: list[str], content: bytes = b"x") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.writestr(name, content)
    return packed.getvalue()


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return strings_with(f'<!DOCTYPE s [<!ENTITY a0 "ha">{entities}]>', "&a9;")


def many_rows() -> bytes:
    return sheet_with("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001)))


def lying(size: int) -> bytes:
    """A zip whose directory declares a part of `size` as one of 1,000 bytes."""
    packed = a_zip_of(["[Content_Types].xml", SHEET], b"<" + b" " * (size - 1))
    return packed.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def shared_by_all(text: str) -> bytes:
    rows = ("<row>" + '<c t="s"><v>0</v></c>' * 50 + "</row>") * 1000
    parts = {SHEET: f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"}
    return workbook_with(parts | {STRINGS: f"<sst {MAIN}><si><t>{text}</t></si></sst>"})


WHOLE = workbook_with({})
BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.xlsx", lambda: b"", "the file is empty"),
    "no workbook": ("a.xlsx", lambda: b"not a workbook at all", "damaged"),
    "cut short": ("a.xlsx", lambda: WHOLE[:-200], "damaged"),
    "bytes changed": ("a.xlsx", lambda: WHOLE[:400] + bytes(300) + WHOLE[700:], "damaged"),
    "sheet cut short": ("a.xlsx", lambda: workbook_with({SHEET: f"<worksheet {MAIN}><sheetData><row"}), "damaged"),
    "no cell reference": ("a.xlsx", lambda: sheet_with('<row r="1"><c r="?"><v>1</v></c></row>'), "damaged"),
    "a string that is not there": (
        "a.xlsx",
        lambda: sheet_with('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
        "damaged",
    ),
    "encrypted": ("a.xlsx", lambda: OLE + bytes(500), "password"),
    "encrypted by another name": ("a", lambda: OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "password"),
    "old Excel": ("a.xls", lambda: OLE + bytes(500), "save it as .xlsx"),
    "OpenDocument": ("a.ods", lambda: a_zip_of(["mimetype", "content.xml"]), "save it as .xlsx"),
    "binary Excel": ("a.xlsb", lambda: a_zip_of(["[Content_Types].xml", "xl/workbook.bin"]), "save it as .xlsx"),
    "Word": ("a.docx", lambda: a_zip_of(["[Content_Types].xml", "word/document.xml"]), "a Word document"),
    "PowerPoint": ("a.xlsx", lambda: a_zip_of(["[Content_Types].xml", "ppt/presentation.xml"]), "a PowerPoint"),
    "CSV": ("a.csv", lambda: b"Milestone,RAG\nAsk,A\n", "a CSV file, which is not yet read"),
    "PDF": ("a.pdf", lambda: b"%PDF-1.7", "a PDF"),
    "a picture": ("a.png", lambda: b"\x89PNG", "not an Excel workbook"),
    "another zip": ("a.zip", lambda: a_zip_of(["a.txt"]), "without a workbook"),
    "no sheets": ("a.xlsx", lambda: a_zip_of(["[Content_Types].xml"]), "damaged"),
    "too many parts": ("a.xlsx", lambda: a_zip_of(["[Content_Types].xml", *map(str, range(300))]), "parts"),
    "400 MB of text": ("a.xlsx", lambda: strings_with("", "a" * (400 << 20)), "MB"),
    "a zip that lies about its size": ("a.xlsx", lambda: lying(60 << 20), "damaged"),
    "the far corner": (
        "a.xlsx",
        lambda: sheet_with('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "5,000 rows or 50 columns",
    ),
    "a merge of everything": (
        "a.xlsx",
        lambda: sheet_with("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "merged",
    ),
    "a link over everything": (
        "a.xlsx",
        lambda: sheet_with("", '<hyperlinks><hyperlink ref="A1:XFD1048576" location="B1"/></hyperlinks>'),
        "linked",
    ),
    "a million rows": ("a.xlsx", many_rows, "5,000 rows"),
    "200 columns": (
        "a.xlsx",
        lambda: sheet_with("<row>" + "<c><v>1</v></c>" * 200 + "</row>"),
        "50 columns",
    ),
    "a billion laughs": ("a.xlsx", laughs, "document type"),
    "a document type": (
        "a.xlsx",
        lambda: strings_with('<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/hostname">]>', "&a;"),
        "document type",
    ),
    "one text in 50,000 cells": ("a.xlsx", lambda: shared_by_all("long " * 4000), "characters"),
    "a cell of 50,000 characters": (
        "a.xlsx",
        lambda: sheet_with(f'<row><c r="A1" t="inlineStr"><is><t>{"a" * 50_000}</t></is></c></row>'),
        "cell A1 holds 50,000 characters",
    ),
}


@pytest.mark.parametrize("sort", BAD)
def test_a_bad_file_is_refused_in_ten_seconds_with_one_plain_message(
    sort: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name, content, reason = BAD[sort]
    path = tmp_path / name
    path.write_bytes(content())
    began = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read_workbook(path)
    assert time.monotonic() - began < 10
    message = refused.value.message
    assert message.startswith(f"{name}: ")
    assert reason in message
    assert message.count("\n") == 0
    assert "Traceback" not in message
    assert capfd.readouterr() == ("", "")


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
