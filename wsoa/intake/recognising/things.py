"""Tables into things: risks, bullets, reporting products, indicators."""

import re
from collections.abc import Callable
from datetime import date

from wsoa.intake.found import (
    Column,
    FoundBullet,
    FoundIndicator,
    FoundList,
    FoundProduct,
    FoundRisk,
    FoundTable,
    TableKind,
)
from wsoa.intake.grid import in_words
from wsoa.intake.recognising.blocks import Table
from wsoa.intake.recognising.columns import with_examples
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.headed_rows import rows_of
from wsoa.intake.recognising.keys import level_of
from wsoa.intake.recognising.milestones import lead_above, read_milestone, workstream_of
from wsoa.intake.recognising.rated import Shades
from wsoa.intake.recognising.references import bullets
from wsoa.intake.recognising.rows import Row, account
from wsoa.intake.recognising.sections import class_of, list_kind
from wsoa.intake.recognising.stated_keys import MEANING, take_key_beside
from wsoa.intake.recognising.values import read_values, take_values
from wsoa.terms import Precision
from wsoa.timescales import read_timescale

_AS_AT = re.compile(r"\bas (?:at|of)\b(?P<day>.*)", re.IGNORECASE)
_NO_YEAR_OF_ITS_OWN = date(1, 1, 1)


def read_table(table: Table, findings: Findings) -> None:
    """Read every row of a table into what its kind holds."""
    ledger = findings.ledger
    take_key_beside(table, findings)
    where = table.where
    for cell in table.header:
        ledger.set_aside(cell, "a header", where)
    for cell in table.again:
        ledger.set_aside(cell, "the header again", where)
    _doubt_headers(table, findings)
    count = _read_key(table, findings) if table.shape.kind is TableKind.KEY else _read_rows(table, findings)
    ledger.tables.append(FoundTable(where, table.shape.kind, count, _columns(table)))


def _read_rows(table: Table, findings: Findings) -> int:
    if table.shape.kind is TableKind.VALUES:
        return read_values(table, findings)
    rows, count = rows_of(table, findings), 0
    shades = Shades(table, rows)
    for row in rows:
        why_not = None
        if table.shape.kind is TableKind.MILESTONES:
            read_milestone(table, row, shades, findings)
        elif table.shape.kind is TableKind.RISKS:
            _risk(row, shades, findings)
        else:
            why_not = _READERS[table.shape.kind](table, row, findings)
        account(table, row, why_not, findings)
        count += not why_not
    return count + (take_values(table, rows, findings) if table.shape.kind is TableKind.INDICATORS else 0)


def _read_key(table: Table, findings: Findings) -> int:
    """A table of ratings and their meanings."""
    columns = {column.field: at for at, column in table.columns.items()}
    for row in table.rows:
        at = {cell.column: cell for cell in row}
        name, label, meaning = (at.get(columns.get(one, 0)) for one in ("rating", "label", "meaning"))
        if meaning and meaning.text:
            level = level_of(name, label, meaning) if name else None
            findings.key += [level] if level else []
        for cell in row:
            findings.ledger.set_aside(cell, MEANING, table.where)
    return len(table.rows)


def _doubt_headers(table: Table, findings: Findings) -> None:
    """Say where a header row stands against another, and where a header names a time that nothing stands beside."""
    if table.against:
        why = f"it stands right below another row of headers ({in_words(table.against[0].place)}) that says otherwise"
        findings.ledger.doubt(table.header[0], "the headers of the rows below it", why)
    for cell in table.header:
        when = table.head.one_time.get(cell.column)
        if when and table.shape.kind is TableKind.MILESTONES and cell.text and when in " ".join(cell.text.split()):
            why = f"its header names a time ({when}), and no column speaks for another"
            findings.ledger.doubt(cell, "as at the date of this file", why)


def _columns(table: Table) -> tuple[Column, ...]:
    texts = texts_below(table)
    return tuple(with_examples(column, texts.get(at, [])) for at, column in sorted(table.columns.items()))


def texts_below(table: Table) -> dict[int, list[str]]:
    """The texts below each header, by column."""
    texts: dict[int, list[str]] = {}
    for cell in (cell for row in table.rows for cell in row if cell.text):
        texts.setdefault(cell.column, []).append(cell.text)
    return texts


def _risk(row: Row, shades: Shades, findings: Findings) -> None:
    rated, workstream = shades.rated(row, findings), workstream_of(row, findings)
    detail = "\n".join(words for words in (row.text("detail"), rated.reason) if words)
    findings.risks.append(
        FoundRisk(
            where=row.where() | ({"rating": rated.where} if rated.where else {}),
            table=row.table,
            workstream=workstream,
            ref=row.text("ref") or "",
            title=row.text("risk") or "",
            detail=detail or None,
            rating=rated.rating,
            impact=row.text("impact"),
            mitigation=row.text("mitigation"),
            owner=row.text("lead") or lead_above(row, workstream),
            colour=rated.colour,
        )
    )


def _bullet(table: Table, row: Row, findings: Findings) -> str | None:
    kind, cell = list_kind(row.text("section") or ""), row.cell("text")
    if not kind:
        return "its section is none of headlines, progress and next steps"
    level = _level(row, findings)
    lines = bullets(cell.text) or [cell.text]
    texts = ["\n".join(lines)] if "level" in row.cells else lines
    found = tuple(FoundBullet(level, text, cell.place) for text in texts)
    findings.lists.append(FoundList(row.table, workstream_of(row, findings), kind, found))
    return None


def _level(row: Row, findings: Findings) -> int:
    cell = row.cell("level") if "level" in row.cells else None
    if not cell:
        return 2 if row.cell("text").indent else 1
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
            name=row.text("product") or "",
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
            name=row.text("indicator") or "",
            definition=row.text("definition"),
            source=row.text("source"),
            owner=row.text("lead"),
        )
    )


# Each returns why a row was not read, or None.
_READERS: dict[TableKind, Callable[[Table, Row, Findings], str | None]] = {
    TableKind.LISTS: _bullet,
    TableKind.PRODUCTS: _product,
    TableKind.INDICATORS: _indicator,
}
