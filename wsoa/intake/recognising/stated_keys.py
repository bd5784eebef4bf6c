"""A rating key taken off the lines, or from beside the table, where it stands."""

from itertools import groupby

from wsoa.intake.found import FoundTable, TableKind
from wsoa.intake.grid import Cell, extent
from wsoa.intake.recognising.blocks import Lines, Table
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.keys import keys_among
from wsoa.intake.recognising.lines import is_look_up

MEANING = "the meaning of a rating"


def take_key(block: Lines, findings: Findings) -> None:
    """Take the key that a block of lines states, with its heading, off those lines."""
    if not block.rows or is_look_up(block):
        return
    taken = _state(block.rows, block.marks, findings)
    block.rows = [left for row in block.rows if (left := [cell for cell in row if cell.place not in taken])]


def take_key_beside(table: Table, findings: Findings) -> None:
    """Take the key that stands beside the rows of a table, to the right of its last field."""
    last = max(at for at, column in table.columns.items() if column.field)
    free = [[cell for cell in row if cell.column > last] for row in [table.header, *table.rows]]
    cells = [cell for row in free for cell in row]
    rows = [list(row) for _, row in groupby((cell for cell in cells if cell.text), key=lambda cell: cell.row)]
    taken = _state(rows, [cell for cell in cells if not cell.text], findings)
    if taken:
        table.rows = [left for row in table.rows if (left := [cell for cell in row if cell.place not in taken])]
        table.rows = [row for row in table.rows if any(cell.text for cell in row)]
        table.header = [cell for cell in table.header if cell.place not in taken]


def _state(rows: list[list[Cell]], marks: list[Cell], findings: Findings) -> set[str]:
    levels, cells = keys_among(rows, marks)
    if not levels:
        return set()
    where = extent(cells)
    findings.key += levels
    findings.ledger.tables.append(FoundTable(where, TableKind.KEY, len(levels)))
    for cell in cells:
        findings.ledger.set_aside(cell, MEANING, where)
    return {cell.place for cell in cells}
