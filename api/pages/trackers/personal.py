"""Cells of a file that look as if they held a child's personal data: a warning before it is loaded, no more."""

from collections.abc import Iterator
from dataclasses import dataclass

from wsoa.intake.grid import Cell, Workbook
from wsoa.personal_data import patterns_in, says_birth

MOST = 20


@dataclass(frozen=True, slots=True)
class Warned:
    """How many cells look so, and the first of them: the place in the file, and what it looks like."""

    cells: int
    first: tuple[tuple[str, str], ...]


def warned(workbook: Workbook) -> Warned:
    """What a person should look at before the file is loaded; no text of it, only where it stands."""
    found = [*_found(workbook)]
    return Warned(len(found), tuple(found[:MOST]))


def _found(workbook: Workbook) -> Iterator[tuple[str, str]]:
    headings: dict[tuple[str, int, int], str] = {}
    for cell in workbook.cells():
        column = (cell.sheet, cell.table, cell.column)
        seen = patterns_in(_all_of(cell), under=headings.get(column, ""))
        if seen:
            yield cell.place, ", ".join(dict.fromkeys(each.kind for each in seen))
        elif says_birth(cell.text):
            headings[column] = cell.text


def _all_of(cell: Cell) -> str:
    return f"{cell.text}\n\n{cell.comment}" if cell.comment else cell.text
