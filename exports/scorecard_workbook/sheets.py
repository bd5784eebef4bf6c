"""What the sheets of the workbook share: how cells look, and how words and numbers get into them.

Nothing is ever a formula: a text that begins with "=" stays a text. Numbers keep the places they were given with.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell: TypeAlias = str | int | Decimal | date | None

_LONGEST = 32_767
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ARIAL = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_MOST_PLACES, _A4 = 6, 9
_LINE, _HIGHEST = 13, 409


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its width in letters."""

    heading: str
    width: float


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._numbers: dict[int, Format] = {}
        self.title: Format = book.add_format({**_ARIAL, "font_size": 16, "bold": True})
        self.plain: Format = book.add_format(_ARIAL)
        self.quiet: Format = book.add_format({**_ARIAL, "font_color": "#484949"})
        self.text: Format = book.add_format({**_ARIAL, "text_wrap": True})
        self.link: Format = book.add_format({**_ARIAL, "text_wrap": True, "underline": 1, "font_color": "#1A65A6"})
        self.head: Format = book.add_format(
            {**_ARIAL, "bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#F3F3F3", "valign": "bottom"}
        )
        self.day: Format = book.add_format({**_ARIAL, "num_format": "d mmm yyyy", "align": "left"})

    def number(self, number: Decimal | int) -> Format:
        """As many places as the number was given with."""
        exponent = Decimal(number).as_tuple().exponent
        places = min(max(0, -exponent if isinstance(exponent, int) else 0), _MOST_PLACES)
        if places not in self._numbers:
            shown = "#,##0" + (f".{'0' * places}" if places else "")
            self._numbers[places] = self._book.add_format(
                {**_ARIAL, "num_format": shown, "align": "right", "indent": 1}
            )
        return self._numbers[places]


def plain(text: str) -> str:
    """A text that a cell can hold: whole characters that XML knows, and no more of them than fit."""
    return _NOT_IN_XML.sub(" ", text.encode("utf-8", "replace").decode("utf-8"))[:_LONGEST]


def put(sheet: Worksheet, looks: Looks, row: int, column: int, cell: Cell) -> None:
    """Write one cell by what it is; None stays empty."""
    match cell:
        case None | "":
            sheet.write_blank(row, column, None, looks.text)
        case str():
            sheet.write_string(row, column, plain(cell), looks.text)
        case Decimal() | int():
            sheet.write_number(row, column, cell, looks.number(cell))
        case _:
            sheet.write_datetime(row, column, cell, looks.day)


def put_title(sheet: Worksheet, looks: Looks, text: str) -> None:
    """The first line of a sheet."""
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, plain(text), looks.title)


def fit_row(sheet: Worksheet, row: int, cells: Sequence[Cell], columns: Sequence[Column]) -> None:
    """Make a row as high as its longest text needs: not every program does so by itself."""
    lines = max(_lines(cell, column.width) for cell, column in zip(cells, columns, strict=True))
    sheet.set_row(row, min(lines * _LINE + 2, _HIGHEST))


def _lines(cell: Cell, width: float) -> int:
    if not isinstance(cell, str):
        return 1
    return sum(max(1, len(wrap(line, max(1, int(width * 1.1))))) for line in cell.splitlines()) or 1


def put_row(sheet: Worksheet, looks: Looks, row: int, cells: Sequence[Cell], first: int = 0) -> None:
    """Write cells beside each other."""
    for column, cell in enumerate(cells, first):
        put(sheet, looks, row, column, cell)


def put_head(sheet: Worksheet, looks: Looks, row: int, columns: Sequence[Column], first: int = 0) -> None:
    """Write the headings of columns, and make them as wide as they say."""
    for place, column in enumerate(columns, first):
        sheet.set_column(place, place, column.width)
        sheet.write_string(row, place, plain(column.heading), looks.head)


def on_paper(sheet: Worksheet, closing: str, head: int, *, size: int = _A4) -> None:
    """Across (A4), one page wide, the headings on every page, and at the foot where it was drawn from."""
    sheet.set_landscape()
    sheet.set_paper(size)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.repeat_rows(head)
    sheet.set_footer(f"&L&8{plain(closing).replace('&', '&&')[:200]}&R&8&P")
    sheet.hide_gridlines(2)
