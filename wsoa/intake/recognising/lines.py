"""Sheets of headings and plain lines: headlines, lists of progress and next steps, notes about a group."""

import re

from wsoa.intake.found import FoundBullet, FoundList, FoundNote, FoundTable, TableKind
from wsoa.intake.grid import Cell, extent
from wsoa.intake.recognising.blocks import Lines
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.headings import CHOICES, likenesses
from wsoa.intake.recognising.parts import Part, PartKind, parts_of
from wsoa.intake.recognising.references import bullets
from wsoa.intake.recognising.sections import heading_of, is_programme
from wsoa.terms import BulletKind, NoteKind

LONGEST_CHOICE = 40
SURELY_CHOICES = 95
_SUBJECT = re.compile(
    r"^\W*(?:what|who)(?:'s| is| are) (?:the )?(?P<subject>[^?]{2,60}?)(?: made up of| for)?\s*\?$", re.I
)


def read_lines(block: Lines, findings: Findings) -> None:
    """Read a block of lines; what stands under no heading that we know is left out."""
    ledger = findings.ledger
    if not heading_of(block.rows[0][0].text) and _is_look_up(block):
        cells = [cell for row in block.rows for cell in row]
        ledger.tables.append(FoundTable(extent(cells), TableKind.LOOK_UP, 0))
        for cell in cells:
            ledger.set_aside(cell, "a look-up list", extent(cells))
        return
    _take_heading_of_table(block, findings)
    parts = parts_of(block, findings.names_workstream)
    owner = _first_group(parts, findings)
    for part in parts:
        if part.kind in (PartKind.GROUP, PartKind.WORKSTREAM):
            owner = _name_owner(part, findings)
        elif part.kind is PartKind.LINES:
            _read_section(part, owner, findings)
        elif part.kind is PartKind.TITLES and (len(parts) > 1 or block.above):
            _read_titles(part, findings)
        else:
            _leave_out(part, findings)


def _is_look_up(block: Lines) -> bool:
    """Nothing but short choices under headers of choices: the values a workbook offers in its drop-down lists."""
    headers, *choices = block.rows
    named = all(max(likenesses(cell.text).get(one, 0) for one in CHOICES) >= SURELY_CHOICES for cell in headers)
    return named and bool(choices) and all(len(cell.text) <= LONGEST_CHOICE for row in choices for cell in row)


def _take_heading_of_table(block: Lines, findings: Findings) -> None:
    """A workstream named right above a table is that of all its rows."""
    if block.above and len(block.rows[-1]) == 1:
        cell = block.rows[-1][0]
        if block.above.header[0].row - cell.row <= 2 and findings.names_workstream(cell.text):
            block.above.heading = cell
            block.rows.pop()


def _first_group(parts: list[Part], findings: Findings) -> str | None:
    """The group a sheet is about also owns the lists above its name."""
    first = next((part for part in parts if part.kind is PartKind.GROUP), None)
    if first:
        return _name_owner(first, findings)
    for part in parts:
        if part.heading and isinstance(part.heading.meaning, NoteKind):
            subject = _SUBJECT.match(part.heads[0].text)
            if subject and len(subject["subject"].split()) <= 6:
                return findings.group(subject["subject"], part.heads[0].place)
    return None


def _name_owner(part: Part, findings: Findings) -> str:
    cell = part.heads[0]
    findings.ledger.keep(cell, "workstream")
    return findings.group(cell.text, cell.place) if part.kind is PartKind.GROUP else findings.workstream(cell)


def _read_section(part: Part, owner: str | None, findings: Findings) -> None:
    meaning = part.heading.meaning if part.heading else None
    if isinstance(meaning, NoteKind):
        if owner is None:
            _leave_out(part, findings)
            return
        findings.notes += [
            FoundNote(part.where, owner, meaning, text, cell.place)
            for cell in part.lines
            for text in bullets(cell.text)
        ]
    elif meaning:
        of = _owner_of_list(part, meaning, owner, findings)
        findings.lists.append(FoundList(part.where, of, meaning, tuple(_bullets(part.lines))))
    kind = TableKind.NOTES if isinstance(meaning, NoteKind) else TableKind.LISTS
    findings.ledger.tables.append(FoundTable(part.where, kind, len(part.lines)))
    _account(part, str(meaning), findings)


def _owner_of_list(part: Part, kind: BulletKind, owner: str | None, findings: Findings) -> str | None:
    named = part.heading.owner if part.heading else None
    if named and is_programme(named):
        return None
    if named and findings.names_workstream(named):
        return findings.workstream_called(named, part.heads[0].place)
    return None if kind is BulletKind.HEADLINE else owner


def _bullets(cells: list[Cell]) -> list[FoundBullet]:
    """Level 2 is what stands further right, or is indented further, than the first line."""
    first = cells[0] if cells else None
    return [
        FoundBullet(2 if first and (cell.column, cell.indent) > (first.column, first.indent) else 1, text, cell.place)
        for cell in cells
        for text in bullets(cell.text)
    ]


def _account(part: Part, field: str, findings: Findings) -> None:
    ledger, where = findings.ledger, part.where
    for cell in part.heads:
        ledger.set_aside(cell, "a heading", where)
    for cell in part.lines:
        if bullets(cell.text):
            ledger.keep(cell, field)
    for cell in part.beside:
        ledger.leave_out(cell, "it stands beside a line of a list", where)
    for cell in part.apart:
        ledger.doubt(cell, f"a line of {field}", "it stands after an empty row and may be a heading of its own")


def _read_titles(part: Part, findings: Findings) -> None:
    for cell in part.lines:
        findings.titles.append(cell.text)
        findings.ledger.set_aside(cell, "a title", cell.sheet)


def _leave_out(part: Part, findings: Findings) -> None:
    why = f"the record keeps nothing under {part.heads[0].text!r}" if part.heads else "no heading says what this is"
    for cell in sorted(part.heads + part.lines + part.beside, key=lambda cell: (cell.row, cell.column)):
        findings.ledger.leave_out(cell, why, cell.sheet)
