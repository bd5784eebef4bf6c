"""What stands above a table and names whose its rows are, taken off the lines that stand there."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from wsoa.intake.found import TableKind
from wsoa.intake.grid import Cell
from wsoa.intake.recognising.blocks import Block, Lines, Table
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.naming import is_plain_title, names_in
from wsoa.intake.recognising.references import bullets
from wsoa.intake.recognising.sections import heading_of, unnumbered

LONGEST_NAME = 160


def take_headings_of_table(block: Lines, findings: Findings, siblings: Sequence[Block] = ()) -> None:
    """Take the headings off the end of a block of lines and give them to the table right below it.

    A line that says what it names, or bears the name of a workstream, is one; so is any heading where every table of
    milestones on the sheet (`siblings`: its blocks) has one of its own and none has a column of workstreams.
    """
    table = block.above
    if not table:
        return
    below = table.header[0].row
    while block.rows and below - block.rows[-1][0].row <= 2:
        row = block.rows[-1]
        names = names_in(row)
        if not names and len(row) == 1 and findings.names_workstream(row[0].text):
            names = {"workstream": row}
        if not names and _is_of_milestones(table) and not table.names and _each_has_its_own(siblings):
            names = {"workstream": [replace(row[0], text=unnumbered(row[0].text))]}
            findings.ledger.doubt(row[0], "the name of a workstream", "it stands above the headers of its table")
        if not names or set(names) & set(table.names):
            return
        table.names |= names
        below = block.rows.pop()[0].row


def _each_has_its_own(siblings: Sequence[Block]) -> bool:
    """Whether the sheet holds several tables of milestones, each with one short line of its own right above it."""
    above: list[Cell | None] = []
    for before, table in pairwise(siblings):
        if isinstance(table, Table) and _is_of_milestones(table):
            if table.column_of("workstream") or table.column_of("weakness"):
                return False
            above.append(_own_line(before, table) if isinstance(before, Lines) else None)
    above = [None, *above] if siblings and isinstance(siblings[0], Table) else above
    return len(above) > 1 and all(above)


def _is_of_milestones(table: Table) -> bool:
    return table.shape.kind is TableKind.MILESTONES


def _own_line(block: Lines, table: Table) -> Cell | None:
    if table.names:
        return next(iter(table.names.values()))[0]
    row = block.rows[-1] if block.rows else []
    if row and row[0].in_paper and not (row[0].heading or row[0].bold):
        return None
    if len(row) != 1 or table.header[0].row - row[0].row > 2 or len(row[0].text) > LONGEST_NAME:
        return None
    line = " ".join(row[0].text.split())
    is_name = not is_plain_title(line) and not heading_of(line) and bullets(line) == [line]
    return row[0] if is_name and not line.endswith((".", ";")) else None
