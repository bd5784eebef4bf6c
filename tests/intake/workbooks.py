"""Workbooks for the tests, made with openpyxl: an invented tracker, and real ones laid out in another way."""

from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = Iterable[Iterable[object]]

MILESTONES: Rows = (
    ("Workstream", "Focus Area", "Milestone", "RAG", "Issue", "Mitigation"),
    (
        "Listening",
        "Focus Area 3: Families are heard early",
        "Ask every family once a term",
        "A",
        "Few reply",
        "Ring them",
    ),
    ("Listening", "5: Young people are heard 6: Young people decide", "Youth panel meets", "G", None, None),
    ("Waiting", "9. Waits are short", "Publish waits", "R", "No data", "Count by hand"),
)


def save(path: Path, sheets: dict[str, Rows]) -> Path:
    """Save sheets of rows as a workbook."""
    book = openpyxl.Workbook()
    book.remove(sheet_of(book))
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def sheet_of(book: Workbook) -> Worksheet:
    """Return the first sheet."""
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def changed(path: Path, original: Path, change: Callable[[Workbook], None]) -> Path:
    """Save a copy of a workbook after `change` has altered it."""
    book = openpyxl.load_workbook(original)
    change(book)
    book.save(path)
    return path


def other_order_and_names(book: Workbook) -> None:
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Sheet {number + 1}"
    for sheet in list(book.worksheets)[::2]:
        book.move_sheet(sheet, len(book.worksheets))


def rows_above(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.insert_rows(1, 3)


def title_above(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.insert_rows(1, 3)
        sheet["A1"] = f"Our tracker, part {sheet.title}"


def columns_before_and_between(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.insert_cols(1, 2)
        if sheet.max_column > 4:
            sheet.insert_cols(5)


def rows_between(book: Workbook) -> None:
    for sheet in book.worksheets:
        for row in range(sheet.max_row, 1, -1):
            sheet.insert_rows(row)


def other_headers(book: Workbook) -> None:
    names = {
        "Workstream": "Theme",
        "Focus Area": "Area of focus",
        "Milestone": "Agreed action",
        "RAG": "B.R.A.G. rating",
        "Issue": "What is getting in the way?",
        "Mitigation": "Mitigating actions",
        "Risk/Issue": "Risk title",
        "Detail": "Description",
        "Impact": "Potential impact",
        "Section": "Type of update",
        "Level": "Bullet level",
        "Text": "Bullet point",
        "Data Reporting": "Name of report",
        "Report Type": "Format",
        "Frequency": "How often?",
        "Start Date": "Start",
        "1st Draft To be developed by": "First draft due",
        "First Report Issue": "Date of first issue",
        "Progress as at 22/04/2022": "Progress (as at 22 April 2022)",
        "Category": "Question",
        "Indicator": "Key performance indicator",
        "Headlines": "KEY MESSAGES",
        "Programme – Next Steps": "What the programme will do next",
        "Progress to date": "Achievements",
        "What we have done so far": "What have we done?",
        "Purpose and Responsibility": "What is the group responsible for?",
    }
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value in names:
                    cell.value = names[cell.value]


def workstreams_merged(book: Workbook) -> None:
    """One merged cell for each workstream, as many programme offices like it."""
    sheet = next(sheet for sheet in book.worksheets if sheet["C1"].value == "Milestone")
    first = 2
    for row in range(3, sheet.max_row + 2):
        if sheet.cell(row, 1).value != sheet.cell(first, 1).value:
            sheet.merge_cells(start_row=first, end_row=row - 1, start_column=1, end_column=1)
            first = row
