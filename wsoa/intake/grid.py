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


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something: text as a person sees it, a fill or a comment.

    `fill` is "#RRGGBB", or "theme N" for a colour of the workbook's theme. `hidden` cells stand in a hidden row,
    column or sheet. `indent` counts steps; `deep` and `wide` are the rows and columns of a merged cell, else 1.
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
