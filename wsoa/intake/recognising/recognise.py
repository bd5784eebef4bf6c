"""What a workbook holds, recognised by headers, headings and shapes, never by the name or the address of a sheet."""

from wsoa.intake.errors import Unreadable
from wsoa.intake.found import FoundTracker, TableKind
from wsoa.intake.grid import Workbook
from wsoa.intake.recognising.blocks import Block, Lines, Table, blocks_of
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.lines import read_lines
from wsoa.intake.recognising.references import same_name, workstream_name
from wsoa.intake.recognising.things import read_table


def recognise(workbook: Workbook) -> FoundTracker:
    """Return everything the workbook holds, each cell accounted for once.

    Each sheet falls into tables and lines. Lines are read first, since they name the groups that tables may speak of.
    Raises Unreadable when there is no table in it that a tracker has.
    """
    blocks = [block for sheet in workbook.sheets for block in blocks_of(sheet)]
    if not any(isinstance(block, Table) and block.shape.kind is not TableKind.KEY for block in blocks):
        raise Unreadable(
            f"{workbook.name}: no tracker was found in it. A tracker has a row of headers such as Milestone, RAG, "
            "Issue and Mitigation (or Risk, Detail, Impact and Mitigation) with a row for each below. "
            "Check that this is the right file, and that the headers stand in one row."
        )
    findings = Findings(expected=_workstreams_named_in_tables(blocks))
    for block in blocks:
        if isinstance(block, Lines):
            read_lines(block, findings)
    for block in blocks:
        if isinstance(block, Table):
            read_table(block, findings)
    return findings.tracker(workbook)


def _workstreams_named_in_tables(blocks: list[Block]) -> frozenset[str]:
    return frozenset(
        same_name(workstream_name(cell.text))
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if cell.text and (column := block.columns.get(cell.column)) and column.field == "workstream"
    )
