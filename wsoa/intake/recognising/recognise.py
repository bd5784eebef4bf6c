"""What a workbook holds, recognised by headers, headings and shapes, never by the name or the address of a sheet."""

from wsoa.intake.corrections import NONE, Corrections
from wsoa.intake.errors import Unreadable
from wsoa.intake.found import FoundTracker, TableKind
from wsoa.intake.grid import Workbook
from wsoa.intake.recognising.above import take_headings_of_table
from wsoa.intake.recognising.blocks import Block, Lines, Table, blocks_of
from wsoa.intake.recognising.categories import take_categories
from wsoa.intake.recognising.columns import without_ranks
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.lines import read_lines, workstreams_named
from wsoa.intake.recognising.naming import names_in
from wsoa.intake.recognising.references import same_name, workstream_name
from wsoa.intake.recognising.stated_keys import take_key
from wsoa.intake.recognising.things import read_table, texts_below
from wsoa.intake.recognising.unheaded import give_headers


def recognise(workbook: Workbook, corrections: Corrections = NONE) -> FoundTracker:
    """Return everything the workbook holds, each cell accounted for once; what a person said of it is obeyed.

    Each sheet falls into tables and lines. Lines are read first, since they name the groups that tables may speak of.
    Raises Unreadable when there is no table in it that a tracker has.
    """
    sheets = [blocks_of(sheet, corrections) for sheet in workbook.sheets if not sheet.aside]
    tables = [block for blocks in sheets for block in blocks if isinstance(block, Table)]
    if all(table.shape.kind is TableKind.KEY for table in tables):
        raise Unreadable(
            f"{workbook.name}: no tracker was found in it. A tracker has a row of headers such as Milestone, RAG, "
            "Issue and Mitigation (or Risk, Detail, Impact and Mitigation; or Indicator, Period and Value) with a row "
            "for each below. "
            "Check that this is the right file, and that the headers stand in one row."
        )
    for table in tables:
        without_ranks(table.head, texts_below(table))
    told = [one for table in tables for one in give_headers(table, corrections)]
    named = _workstreams_named_in(tables) | workstreams_named(block for blocks in sheets for block in blocks)
    findings = Findings(named, _has_workstreams(tables, sheets), corrections)
    for cell, field in told:
        findings.ledger.doubt(cell, field, "the column has no header; told by what stands in it")
    for blocks in sheets:
        for block in blocks:
            if isinstance(block, Lines):
                take_headings_of_table(block, findings, blocks)
    for block in (block for blocks in sheets for block in blocks if isinstance(block, Lines)):
        take_key(block, findings)
        take_categories(block, findings)
    for blocks in sheets:
        read_lines(blocks, findings)
    for table in tables:
        read_table(table, findings)
    return findings.tracker(workbook)


def _workstreams_named_in(tables: list[Table]) -> frozenset[str]:
    return frozenset(
        same_name(workstream_name(cell.text))
        for table in tables
        for row in table.rows
        for cell in row
        if cell.text and (column := table.columns.get(cell.column)) and column.field == "workstream"
    )


def _has_workstreams(tables: list[Table], sheets: list[list[Block]]) -> bool:
    """Whether any table of milestones has a column of workstreams, or any heading on its sheet names one."""
    of_milestones = [table for table in tables if table.shape.kind is TableKind.MILESTONES]
    if any(table.column_of("workstream") for table in of_milestones):
        return True
    return any(
        "workstream" in names_in([cell for cell in row if cell.text])
        for blocks in sheets
        if any(table in blocks for table in of_milestones)
        for block in blocks
        for row in block.rows
    )
