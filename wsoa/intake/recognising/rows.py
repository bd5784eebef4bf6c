"""The rows of a table as fields: each cell under its header, with what is said once for several rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from wsoa.intake.grid import Cell
from wsoa.intake.recognising.blocks import Table
from wsoa.intake.recognising.findings import Findings

SAID_ONCE = ("workstream", "focus_ref", "focus_area", "category", "section")
"""Fields that a table may give once, for the rows below too."""


@dataclass(slots=True)
class Row:
    """A row of a table: field to cell. `others` stand under headers that name no field, or under none."""

    table: str
    number: int
    cells: dict[str, Cell] = field(default_factory=dict)
    others: list[Cell] = field(default_factory=list)
    fills: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """Return the text of a field; None where there is no such column or the cell is empty."""
        return self.cells[name].text if name in self.cells else None

    def where(self) -> dict[str, str]:
        """Return field to place of its cell."""
        return {name: cell.place for name, cell in self.cells.items()}


def rows_of(table: Table, findings: Findings) -> Iterator[Row]:
    """Yield the rows that hold the table's main field; account for the cells of all others."""
    ledger, where = findings.ledger, table.where
    above: dict[str, Cell] = {"heading": table.heading} if table.heading else {}
    headings = list(above.values())
    for cells in table.rows:
        row = _row(table, where, cells)
        if heading := _heading(row, findings):
            headings.append(heading)
            above = {"heading": heading}
        elif table.shape.main in row.cells:
            _carry(table, row, above, findings)
            yield row
        else:
            for cell in [*row.cells.values(), *row.others]:
                ledger.leave_out(cell, f"the row has no {table.shape.main.replace('_', ' ')}", where)
    for heading in headings:  # those of rows that were read are kept with them
        ledger.leave_out(heading, "it stands alone, and no row below it belongs to it", where)


def _row(table: Table, where: str, cells: list[Cell]) -> Row:
    row = Row(where, cells[0].row)
    for cell in cells:
        column = table.columns.get(cell.column)
        if column and column.field:
            if cell.text:
                row.cells[column.field] = cell
            if cell.fill:
                row.fills[column.field] = cell.fill
        elif cell.text:
            row.others.append(cell)
    return row


def _heading(row: Row, findings: Findings) -> Cell | None:
    """A row that only names a workstream is a heading for the rows below it."""
    texts = [*row.cells.values(), *row.others]
    if len(texts) == 1 and ("workstream" in row.cells or findings.names_workstream(texts[0].text)):
        return texts[0]
    return None


def _carry(table: Table, row: Row, above: dict[str, Cell], findings: Findings) -> None:
    """Fill in what is said once: in a merged cell, in the first of several rows (a doubt), or in a heading."""
    own = set(row.cells)
    for name in SAID_ONCE:
        column, said = table.column_of(name), above.get(name)
        if name in own:
            above[name] = row.cells[name]
        elif column and said and said.row + said.deep > row.number:
            row.cells[name] = said
        elif column and said and not (name.startswith("focus") and "workstream" in own):
            row.cells[name] = said
            empty = _empty(column.cell, row.number)
            findings.ledger.doubt(empty, said.text, f"the cell is empty; read like {said.place} above it")
    if "workstream" not in row.cells and "heading" in above:
        row.cells["workstream"] = above["heading"]


def _empty(header: str, number: int) -> Cell:
    sheet, _, coordinate = header.rpartition("!")
    return Cell(sheet, number, 0, f"{coordinate.rstrip('0123456789')}{number}", "")


def account(table: Table, row: Row, why_not: str | None, findings: Findings) -> None:
    """Account for a row that was read, or was not, and why."""
    for name, cell in row.cells.items():
        if why_not:
            findings.ledger.leave_out(cell, why_not, row.table)
        else:
            findings.ledger.keep(cell, name)
    for cell in row.others:
        column = table.columns.get(cell.column)
        why = f"the record has no field for {column.header!r}" if column else "the column has no header"
        findings.ledger.leave_out(cell, why, row.table)
