"""Values of indicators: a row for each (indicator, period, value), or a column for each period."""

from collections.abc import Sequence

from wsoa.intake.found import FoundValue
from wsoa.intake.grid import Cell
from wsoa.intake.recognising.blocks import Table
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.rows import Row, account, parsed

NO_INDICATOR = "the row names no indicator"
NO_PERIOD = "neither the row nor the header says of which period the value is"
NO_VALUE = "the row gives no value"


def read_values(table: Table, findings: Findings) -> int:
    """Read a table of values, every row by itself; how many values it gave."""
    rows = parsed(table)
    for row in rows:
        account(table, row, _why_not(table, row), findings)
    return take_values(table, [row for row in rows if not _why_not(table, row)], findings)


def take_values(table: Table, rows: Sequence[Row], findings: Findings) -> int:
    """Take the values out of rows that were read; how many there are. An empty cell below a period says nothing."""
    found = [value for row in rows for value in _values(table, row)]
    findings.values += found
    return len(found)


def _why_not(table: Table, row: Row) -> str | None:
    if "indicator" not in row.cells:
        return NO_INDICATOR
    if "value" not in row.cells:
        return NO_VALUE
    return None if all(_period(table, row, cell) for cell in row.cells["value"]) else NO_PERIOD


def _values(table: Table, row: Row) -> list[FoundValue]:
    where = row.where()
    return [
        FoundValue(
            where=where | {"value": cell.place},
            table=row.table,
            indicator=row.text("indicator") or "",
            period=_period(table, row, cell),
            raw=cell.text,
            published=row.text("published"),
            status=row.text("value_status"),
            note=row.text("note"),
            numerator=row.text("numerator"),
            denominator=row.text("denominator"),
        )
        for cell in row.cells.get("value", ())
    ]


def _period(table: Table, row: Row, value: Cell) -> str:
    """The words of the row, else of the header above the value."""
    if table.column_of("period"):
        return row.text("period") or ""
    return table.columns[value.column].header
