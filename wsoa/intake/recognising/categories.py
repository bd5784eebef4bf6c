"""Two columns without headers, the first a category said again and again: each category is a section of lines."""

from wsoa.intake.found import FoundBullet, FoundSection, FoundTable, TableKind
from wsoa.intake.grid import Cell, extent
from wsoa.intake.recognising.blocks import Lines
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.references import bullets

FEWEST_ROWS = 3
LONGEST_CATEGORY = 120


def take_categories(block: Lines, findings: Findings) -> None:
    """Take every run of category and text off a block of lines, as sections in the order of their first line."""
    run: list[list[Cell]] = []
    left: list[list[Cell]] = []
    for row in [*block.rows, []]:
        if run and not _goes_on(run, row):
            left += [] if _take(run, findings) else run
            run = []
        if run or _may_begin(row):
            run.append(row)
        elif row:
            left.append(row)
    block.rows = left


def _may_begin(row: list[Cell]) -> bool:
    return len(row) == 2 and len(row[0].text) <= LONGEST_CATEGORY


def _goes_on(run: list[list[Cell]], row: list[Cell]) -> bool:
    """Whether the row stands right below, in the same columns; one below a merged category has only its text."""
    if not row or row[0].row > run[-1][0].row + 1 or row[-1].column != run[0][1].column:
        return False
    if len(row) == 1:
        return _category(run).row + _category(run).deep > row[0].row
    return len(row) == 2 and row[0].column == run[0][0].column and len(row[0].text) <= LONGEST_CATEGORY


def _category(run: list[list[Cell]]) -> Cell:
    return next(row[0] for row in reversed(run) if len(row) == 2)


def _take(run: list[list[Cell]], findings: Findings) -> bool:
    """Read a run whose first column repeats; one that does not is left alone."""
    named = [row[0] for row in run if len(row) == 2]
    if len(run) < FEWEST_ROWS or len({cell.text for cell in named}) > (len(run) + 1) // 2:
        return False
    where = extent([cell for row in run for cell in row])
    sections: dict[str, list[FoundBullet]] = {}
    for at, row in enumerate(run):
        cell = row[-1]
        lines = sections.setdefault(_category(run[: at + 1]).text, [])
        lines += [FoundBullet(1, text, cell.place) for text in bullets(cell.text)]
        for one in row[:-1]:
            findings.ledger.keep(one, "section")
        findings.ledger.keep(cell, "line")
    findings.sections += [FoundSection(where, heading, tuple(lines)) for heading, lines in sections.items()]
    findings.ledger.tables.append(FoundTable(where, TableKind.SECTIONS, len(run)))
    return True
