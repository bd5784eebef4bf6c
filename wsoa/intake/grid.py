"""A workbook as a grid of texts: what a person sees in each cell, and where."""

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


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something: text as a person sees it, a fill or a comment.

    `fill` is "#RRGGBB", or "theme N" for a colour of the workbook's theme. `hidden` cells stand in a hidden row,
    column or sheet. `indent` counts steps; `deep` and `wide` are the rows and columns of a merged cell, else 1.
    `heading` is the level of a heading of a paper, or of the title of a slide, 1 the highest; else 0.
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

    @property
    def place(self) -> str:
        """Where it is in the workbook, as in "Milestones!E14"."""
        return f"{self.sheet}!{self.coordinate}"


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
    """A sheet: the rows in which any cell holds something, from top to bottom, each from left to right."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    unseen: tuple[Formula, ...] = ()


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
    """Return where cells stand: "Sheet!A1:F11", or "Sheet!A1" for a single one."""
    top, bottom = min(cell.row for cell in cells), max(cell.row for cell in cells)
    first, last = min(cells, key=lambda cell: cell.column), max(cells, key=lambda cell: cell.column)
    start, end = f"{_letters(first)}{top}", f"{_letters(last)}{bottom}"
    return f"{first.sheet}!{start}" if start == end else f"{first.sheet}!{start}:{end}"


def _letters(cell: Cell) -> str:
    return cell.coordinate.rstrip("0123456789")
