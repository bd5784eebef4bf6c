"""Cells of a file that look as if they held a child's personal data: loaded only when somebody says that they stay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wsoa.dates_of_birth import says_birth
from wsoa.intake.grid import Cell, Workbook
from wsoa.personal_data import patterns_in

MOST = 20


@dataclass(frozen=True, slots=True)
class Warned:
    """How many cells look so, the first of them (the place in the file, and what it looks like), and all the kinds."""

    cells: int
    first: tuple[tuple[str, str], ...]
    kinds: str


def warned(workbook: Workbook) -> Warned:
    """What a person should look at before the file is loaded; no text of it, only where it stands."""
    found = [(place, tuple(dict.fromkeys(kinds))) for place, kinds in _found(workbook)]
    every = dict.fromkeys(kind for _, kinds in found for kind in kinds)
    return Warned(len(found), tuple((place, ", ".join(kinds)) for place, kinds in found[:MOST]), ", ".join(every))


def _found(workbook: Workbook) -> Iterator[tuple[str, Sequence[str]]]:
    headings: dict[tuple[str, int, int], str] = {}
    for cell in workbook.cells():
        column = (cell.sheet, cell.table, cell.column)
        seen = patterns_in(_all_of(cell), under=headings.get(column, ""))
        if seen:
            yield cell.place, [each.kind for each in seen]
        elif says_birth(cell.text):
            headings[column] = cell.text


def _all_of(cell: Cell) -> str:
    return f"{cell.text}\n\n{cell.comment}" if cell.comment else cell.text
