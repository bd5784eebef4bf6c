"""A row of a table as fields: each cell under its header, with what a merged cell says for several rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wsoa.intake.grid import Cell
from wsoa.intake.recognising.blocks import Table
from wsoa.intake.recognising.findings import Findings


@dataclass(slots=True)
class Row:
    """A row of a table: field to the cells that hold it, mostly one.

    `others` stand under headers that name no field, or under none. `marks`: field to its coloured cell. `dated`: what
    stands in a column of another time, as (words of that time, field, cell). `own` are the fields that stand in the
    row itself, not in a cell merged over it; `under` is the merged cell of the main field above it. `continues` is
    the place of the item above whose further outcome this row is.
    """

    table: str
    number: int
    last: int
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    others: list[Cell] = field(default_factory=list)
    marks: dict[str, Cell] = field(default_factory=dict)
    dated: list[tuple[str, str, Cell]] = field(default_factory=list)
    fills: list[str | None] = field(default_factory=list)
    own: set[str] = field(default_factory=set)
    under: bool = False
    continues: str | None = None

    def text(self, name: str) -> str | None:
        """Return the text of a field; None where there is no such column or the cell is empty."""
        return joined(self.cells[name]) if name in self.cells else None

    def cell(self, name: str) -> Cell:
        """Return the first cell of a field that the row has."""
        return self.cells[name][0]

    def where(self) -> dict[str, str]:
        """Return field to place of its cell."""
        return {name: cells[0].place for name, cells in self.cells.items()}

    def texts(self) -> list[Cell]:
        """Every cell with text that stands in the row itself, from left to right."""
        cells = {cell.place: cell for cells in self.cells.values() for cell in cells if cell.row == self.number}
        dated = {cell.place: cell for _, _, cell in self.dated if cell.text and cell.row == self.number}
        both = cells | dated | {cell.place: cell for cell in self.others}
        return sorted(both.values(), key=lambda cell: cell.column)

    def join(self, rest: "Row") -> None:
        """Take in a row that is the rest of this one."""
        for name, cells in rest.cells.items():
            mine = self.cells.setdefault(name, [])
            mine += [cell for cell in cells if cell not in mine]
        self.others += rest.others
        self.dated += rest.dated
        self.last = max(self.last, rest.last)


_ENDS_OPEN = re.compile(
    r"(?:[,&/(–—-]|\b(?:and|or|of|the|to|for|with|in|by|a|an|on|from|that|which|their|its|our|is|are|be|as|at))\s*$",
    re.IGNORECASE,
)


def ends_open(text: str) -> bool:
    """Whether a text stops in the middle of a sentence: at a comma, a dash, or a word that wants another."""
    return bool(_ENDS_OPEN.search(text))


def joined(cells: Iterable[Cell]) -> str:
    """The texts of cells that are one field: one that goes on in the middle of a sentence follows in the same line.

    Words that the field already ends with are not said twice.
    """
    words = ""
    for text in (cell.text for cell in cells):
        between = " " if text[:1].islower() or ends_open(words) else "\n"
        if not f"{between}{words}".endswith((f" {text}", f"\n{text}")):
            words += between * bool(words) + text
    return words


def parsed(table: Table) -> list[Row]:
    """Every row of a table as fields. A merged cell speaks for each row it is merged over."""
    where, merged = table.where, dict[int, Cell]()
    rows: list[Row] = []
    for cells in table.rows:
        number = cells[0].row
        taken = {cell.column for cell in cells if cell.text}
        said = [one for at, one in merged.items() if at not in taken and one.row < number < one.row + one.deep]
        rows.append(_row(table, where, cells, said))
        merged |= {cell.column: cell for cell in cells if cell.deep > 1 and (cell.text or cell.fill)}
    return rows


def _row(table: Table, where: str, cells: Sequence[Cell], said: Sequence[Cell]) -> Row:
    row = Row(where, cells[0].row, cells[0].row, fills=[cell.fill for cell in cells])
    for cell in (*cells, *said):
        column = table.columns.get(cell.column)
        name = column.field if column else None
        if name and cell.column in table.head.dated:
            row.dated.append((table.head.dated[cell.column], name, cell))
        elif name == table.shape.main and cell in said:
            row.under = True
        elif name:
            if cell.text:
                row.cells.setdefault(name, []).append(cell)
            if cell.fill:
                row.marks.setdefault(name, cell)
            if cell.text and cell not in said:
                row.own.add(name)
        elif cell.text and cell not in said:
            row.others.append(cell)
    return row


def account(table: Table, row: Row, why_not: str | None, findings: Findings) -> None:
    """Account for a row that was read, or was not, and why."""
    ledger = findings.ledger
    fields = [(cell, name) for name, cells in row.cells.items() for cell in cells]
    for cell, name in [*fields, *((cell, name) for _, name, cell in row.dated)]:
        if why_not:
            ledger.leave_out(cell, why_not, row.table)
        else:
            ledger.keep(cell, name)
    for cell in row.others:
        column = table.columns.get(cell.column)
        why = f"the record has no field for {column.header!r}" if column else "the column has no header"
        if column and (because := table.head.unread.get(cell.column)):
            why = f"{column.header!r}: {because}"
        ledger.leave_out(cell, why, row.table)
