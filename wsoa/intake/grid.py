"""A file as grids of texts: what a person sees in each cell, and where. Papers and slides have grids of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class RawCell(NamedTuple):
    """A cell as the child process hands it over, its text not yet cleaned. Fields as in Cell."""

    row: int
    column: int
    coordinate: str
    text: str
    fill: str | None
    hidden: bool
    comment: str | None
    bold: bool
    indent: int
    deep: int
    wide: int
    heading: int = 0
    table: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something: text as a person sees it, a fill or a comment.

    `coordinate` is "E14", or in a paper the words to find it by: "paragraph 12", "slide 5, table 1, row 2, column 3".
    `fill` is "#RRGGBB". `hidden` cells stand in a hidden row, column, sheet or slide. `indent` counts steps; a line of
    a bulleted or numbered list of a paper has at least 1. `deep` and `wide` are the rows and columns of a merged cell,
    else 1. `heading` is the level of a heading of a paper, or of the title of a slide, 1 the highest; else 0. `table`
    is the number of the table of a paper that the cell stands in; 0 for a line of a paper, and in workbooks.
    """

    sheet: str
    row: int
    column: int
    coordinate: str
    text: str
    fill: str | None = None
    hidden: bool = False
    comment: str | None = None
    bold: bool = False
    indent: int = 0
    deep: int = 1
    wide: int = 1
    heading: int = 0
    table: int = 0

    @property
    def place(self) -> str:
        """Where it is in the file: "Milestones!E14", or in a paper "Table 3, row 2, column 4"."""
        return _place(self.sheet, self.coordinate)

    @property
    def in_paper(self) -> bool:
        """Whether it stands in a paper or on a slide: its words then say themselves what is a list or a heading."""
        return not _LETTERS.match(self.coordinate)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without a stored result: nobody can see what the cell would show."""

    sheet: str
    coordinate: str
    formula: str

    @property
    def place(self) -> str:
        """Where it is in the workbook, as in "Milestones!E14"."""
        return f"{self.sheet}!{self.coordinate}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the rows in which any cell holds something, from top to bottom, each from left to right.

    A paper is one sheet. What stands beside its text (footers, footnotes, speaker notes …) has a sheet of its own,
    with `aside` saying why nothing on it is read; `furniture` is what no reader takes for data, as a page number.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    unseen: tuple[Formula, ...] = ()
    aside: str = ""
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: its base name, the SHA-256 of its bytes, its sheets in their order."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]

    def cells(self) -> Iterator[Cell]:
        """Every cell that holds text."""
        return (cell for sheet in self.sheets for row in sheet.rows for cell in row if cell.text)


def extent(cells: list[Cell]) -> str:
    """Return where cells stand: "Sheet!A1:F11", "Sheet!A1" for a single one, in a paper "Table 3, rows 1 to 11"."""
    if not _LETTERS.match(cells[0].coordinate):
        return _stretch([min(cells, key=_position).coordinate, max(cells, key=_position).coordinate])
    top, bottom = min(cell.row for cell in cells), max(cell.row for cell in cells)
    first, last = min(cells, key=lambda cell: cell.column), max(cells, key=lambda cell: cell.column)
    start, end = f"{_letters(first)}{top}", f"{_letters(last)}{bottom}"
    return f"{first.sheet}!{start}" if start == end else f"{first.sheet}!{start}:{end}"


def empty_cell(header: str, beside: Cell) -> Cell:
    """Return the empty cell in the column of a header, given by its place, and in the row of another cell."""
    if _LETTERS.match(beside.coordinate):
        coordinate = f"{header.rpartition('!')[2].rstrip('0123456789')}{beside.row}"
    else:
        row, column = beside.coordinate.rpartition(", ")[0], header.rpartition(", ")[2]
        coordinate = f"{row}, {column}" if row else column
    return Cell(beside.sheet, beside.row, 0, coordinate, "", table=beside.table)


def in_words(place: str) -> str:
    """Return a place, or an extent, for a sentence: "Sheet Milestones, cell E14"; "Table 3, row 2, column 4"."""
    sheet, mark, coordinate = place.rpartition("!")
    if not mark:
        return place
    return f"Sheet {sheet}, {'cells' if ':' in coordinate else 'cell'} {coordinate.replace(':', ' to ')}"


_LETTERS = re.compile(r"[A-Z]{1,3}(?=\d+$)")


def _place(sheet: str, coordinate: str) -> str:
    """A paper is one sheet, so that its words to find a cell by say enough."""
    if _LETTERS.match(coordinate):
        return f"{sheet}!{coordinate}"
    return coordinate[:1].upper() + coordinate[1:]


def _letters(cell: Cell) -> str:
    return cell.coordinate.rstrip("0123456789")


def _position(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _stretch(ends: list[str]) -> str:
    """From one coordinate of a paper to another: "Slide 5, title to line 9", "Paragraphs 2 to 7"."""
    (start, *first), (end, *last) = (coordinate.split(", ") for coordinate in ends)
    shared = []
    while start == end and first and last:
        shared.append(start)
        start, end, first, last = first[0], last[0], first[1:], last[1:]
    if start == end:
        return _place("", ", ".join([*shared, start]))
    (what, _, _), (same, _, number) = start.partition(" "), end.partition(" ")
    alike = what == same and (what == "row" or not (first or last))
    words = f"{start.replace(' ', 's ', 1)} to {number}" if alike else ", ".join([start, *first])
    return _place("", ", ".join([*shared, words]) + ("" if alike else " to " + ", ".join([end, *last])))
