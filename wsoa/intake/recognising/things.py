"""Tables into things: milestones, risks, bullets, reporting products, indicators."""

import re
from collections.abc import Callable
from datetime import date

from wsoa.intake.found import (
    FocusAreaWords,
    FoundBullet,
    FoundIndicator,
    FoundList,
    FoundMilestone,
    FoundProduct,
    FoundRisk,
    FoundTable,
    TableKind,
)
from wsoa.intake.recognising.blocks import Table
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.references import bullets, focus_areas
from wsoa.intake.recognising.rows import Row, account, rows_of
from wsoa.intake.recognising.sections import class_of, is_programme, list_kind
from wsoa.terms import Precision
from wsoa.timescales import read_timescale

_AS_AT = re.compile(r"\bas (?:at|of)\b(?P<day>.*)", re.IGNORECASE)
_NO_YEAR_OF_ITS_OWN = date(1, 1, 1)


def read_table(table: Table, findings: Findings) -> None:
    """Read every row of a table into what its kind holds."""
    ledger, where = findings.ledger, table.where
    for cell in table.header:
        ledger.set_aside(cell, "a header", where)
    if table.shape.kind is TableKind.KEY:
        for cell in (cell for row in table.rows for cell in row):
            ledger.set_aside(cell, "the meaning of a rating", where)
        count = len(table.rows)
    else:
        read, count = _READERS[table.shape.kind], 0
        for row in rows_of(table, findings):
            why_not = read(table, row, findings)
            account(table, row, why_not, findings)
            count += not why_not
    ledger.tables.append(FoundTable(where, table.shape.kind, count, tuple(table.columns.values())))


def _workstream(row: Row, findings: Findings) -> str | None:
    cell = row.cells.get("workstream")
    return findings.workstream(cell) if cell and not is_programme(cell.text) else None


def _milestone(table: Table, row: Row, findings: Findings) -> None:
    workstream = _workstream(row, findings)
    rating = row.text("rating")
    if rating is None and "rating" in row.fills:
        why = f"its rating cell has a colour ({row.fills['rating']}) but no word; colours alone are not read"
        findings.ledger.doubt(row.cells["milestone"], "not rated", why)
    findings.milestones.append(
        FoundMilestone(
            where=row.where(),
            table=row.table,
            workstream=workstream,
            focus_areas=_focus_areas(row, workstream, findings),
            ref=row.text("ref") or "",
            wording=row.cells["milestone"].text,
            rating=rating,
            colour=None,
            progress=row.text("progress"),
            issue=row.text("issue"),
            mitigation=row.text("mitigation"),
            leads_words=row.text("lead"),
            timescale_words=row.text("timescale"),
            success_measure=row.text("success_measure"),
        )
    )


def _focus_areas(row: Row, workstream: str | None, findings: Findings) -> tuple[FocusAreaWords, ...]:
    """The focus areas a row serves, whether reference and wording share a cell or have one each."""
    cell = row.cells.get("focus_area") or row.cells.get("focus_ref")
    if not cell:
        return ()
    named = focus_areas(cell.text)
    ref = row.text("focus_ref")
    if ref and len(named) == 1 and not named[0].ref:
        named = tuple(FocusAreaWords(one.ref or one.wording, named[0].wording) for one in focus_areas(ref))
    return tuple(findings.focus_area(words, workstream, cell) for words in named)


def _risk(table: Table, row: Row, findings: Findings) -> None:
    findings.risks.append(
        FoundRisk(
            where=row.where(),
            table=row.table,
            workstream=_workstream(row, findings),
            ref=row.text("ref") or "",
            title=row.cells["risk"].text,
            detail=row.text("detail"),
            rating=row.text("rating"),
            impact=row.text("impact"),
            mitigation=row.text("mitigation"),
            owner=row.text("lead"),
        )
    )


def _bullet(table: Table, row: Row, findings: Findings) -> str | None:
    kind, cell = list_kind(row.text("section") or ""), row.cells["text"]
    if not kind:
        return "its section is none of headlines, progress and next steps"
    level = _level(row, findings)
    lines = bullets(cell.text) or [cell.text]
    texts = ["\n".join(lines)] if "level" in row.cells else lines
    found = tuple(FoundBullet(level, text, cell.place) for text in texts)
    findings.lists.append(FoundList(row.table, _workstream(row, findings), kind, found))
    return None


def _level(row: Row, findings: Findings) -> int:
    cell = row.cells.get("level")
    if not cell:
        return 2 if row.cells["text"].indent else 1
    digits = re.search(r"\d+", cell.text)
    level = max(1, min(2, int(digits[0]))) if digits else 1
    if cell.text != str(level):
        findings.ledger.doubt(cell, str(level), "a list has the levels 1 and 2")
    return level


def _product(table: Table, row: Row, findings: Findings) -> None:
    column = table.column_of("progress")
    findings.products.append(
        FoundProduct(
            where=row.where(),
            table=row.table,
            name=row.cells["product"].text,
            type=row.text("type"),
            frequency=row.text("frequency"),
            start=row.text("start"),
            first_draft=row.text("first_draft"),
            first_issue=row.text("first_issue"),
            progress=row.text("progress"),
            progress_as_at=_as_at(column.header) if column else None,
        )
    )


def _as_at(header: str) -> date | None:
    """The day a header says its column speaks for; None unless it names day, month and year."""
    found = _AS_AT.search(header)
    read = read_timescale(found["day"], _NO_YEAR_OF_ITS_OWN) if found else None
    return read.latest if read and read.precision is Precision.DAY else None


def _indicator(table: Table, row: Row, findings: Findings) -> None:
    words = row.text("category")
    findings.indicators.append(
        FoundIndicator(
            where=row.where(),
            table=row.table,
            klass=class_of(words) if words else None,
            class_words=words,
            name=row.cells["indicator"].text,
            definition=row.text("definition"),
            source=row.text("source"),
            owner=row.text("lead"),
        )
    )


# Each returns why a row was not read, or None.
_READERS: dict[TableKind, Callable[[Table, Row, Findings], str | None]] = {
    TableKind.MILESTONES: _milestone,
    TableKind.RISKS: _risk,
    TableKind.LISTS: _bullet,
    TableKind.PRODUCTS: _product,
    TableKind.INDICATORS: _indicator,
}
