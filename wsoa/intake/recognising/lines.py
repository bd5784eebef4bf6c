"""Sheets of headings and plain lines: headlines, lists of progress and next steps, indicators, notes about a group."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wsoa.intake.found import FoundBullet, FoundIndicator, FoundList, FoundNote, FoundTable, TableKind
from wsoa.intake.grid import Cell, extent
from wsoa.intake.recognising.blocks import Block, Lines, Table
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.headings import CHOICES, likenesses
from wsoa.intake.recognising.naming import words_of
from wsoa.intake.recognising.parts import LONGEST_NAME, Part, PartKind, parts_of
from wsoa.intake.recognising.references import bullets, same_name, workstream_name
from wsoa.intake.recognising.sections import heading_of, is_programme, unnumbered
from wsoa.terms import BulletKind, NoteKind

LONGEST_CHOICE = 40
SURELY_CHOICES = 95
_OF_A_WORKSTREAM = (TableKind.MILESTONES, TableKind.RISKS, TableKind.LISTS)
_SUBJECT = re.compile(
    r"^\W*(?:what|who)(?:'s| is| are) (?:the )?(?P<subject>[^?]{2,60}?)(?: made up of| for)?\s*\?$", re.I
)


def workstreams_named(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the workstreams that lines name by that word ("Culture Workstream"), as `same_name` gives them."""
    return frozenset(
        same_name(workstream_name(cell.text))
        for block in blocks
        if isinstance(block, Lines)
        for row in block.rows
        for cell in row
        if len(cell.text) <= LONGEST_NAME and workstream_name(cell.text) != cell.text.strip()
    )


def read_lines(blocks: Sequence[Block], findings: Findings) -> None:
    """Read the lines among the blocks of a sheet; what stands under no heading that we know is left out.

    Tables learn from the lines above them whose they are. In a paper that holds for all tables and lists under a
    heading, down to the next one as high.
    """
    reader = _Reader(blocks, findings)
    for block in blocks:
        if isinstance(block, Lines):
            reader.lines(block)
        else:
            reader.table(block)


@dataclass(frozen=True, slots=True)
class _Owner:
    """The workstream or group the lines are about, the level of the heading that names it (0: none), its cells."""

    name: str
    level: int
    cells: tuple[Cell, ...]
    kind: PartKind


class _Reader:
    """Goes through the blocks of one sheet and knows whose the lines are."""

    def __init__(self, blocks: Sequence[Block], findings: Findings) -> None:
        self._blocks, self._findings = blocks, findings
        self._owner: _Owner | None = None
        self._asked: str | None = None

    def lines(self, block: Lines) -> None:
        """Read a block of lines."""
        if not block.rows:
            return
        if not heading_of(block.rows[0][0].text) and is_look_up(block):
            _set_look_up_aside(block, self._findings)
            return
        after = self._headings_after(block)
        parts = parts_of(block, self._findings.names_workstream, opens=block is self._blocks[0], after=after)
        in_paper = any(cell.in_paper for row in block.rows for cell in row)
        if not in_paper:
            self._owner = self._first_group(parts)
        self._asked = _asked_about(parts, self._findings)
        for number, part in enumerate(parts):
            self._end_owner(part)
            if part.kind in (PartKind.GROUP, PartKind.WORKSTREAM):
                self._owner = self._named(part)
            elif part.kind is PartKind.LINES:
                self._section(part, parts[number + 1 :])
            elif part.kind is PartKind.TITLES and (len(parts) > 1 or block.above):
                _read_titles(part, self._findings)
            elif (part.level and not part.lines) or (number == len(parts) - 1 and _is_title_of_table(part, block)):
                _set_heading_aside(part, self._findings)
            else:
                _leave_out(part, self._findings)

    def table(self, table: Table) -> None:
        """A table with no workstream of its own is its owner's, in a paper or where no other block is between them."""
        named = table.names.get("workstream")
        if named and named[0].in_paper:
            name = self._findings.workstream_called(words_of(named), named[0].place)
            self._owner = _Owner(name, named[0].heading, tuple(named), PartKind.WORKSTREAM)
        elif self._owner and not named and table.shape.kind in _OF_A_WORKSTREAM:
            near = self._owner.level or any(isinstance(one, Lines) and one.above is table for one in self._blocks)
            if near and self._owner.kind is PartKind.WORKSTREAM and not table.column_of("workstream"):
                table.names["workstream"] = [replace(self._owner.cells[0], text=self._owner.name)]

    def _headings_after(self, block: Lines) -> list[Cell]:
        following = self._blocks[next(at for at, one in enumerate(self._blocks) if one is block) + 1 :]
        lines = (row for one in following if isinstance(one, Lines) for row in one.rows)
        return [cell for row in lines for cell in row if cell.heading]

    def _first_group(self, parts: list[Part]) -> _Owner | None:
        """The group a sheet is about also owns the lists above its name."""
        first = next((part for part in parts if part.kind is PartKind.GROUP), None)
        return self._named(first) if first else None

    def _named(self, part: Part) -> _Owner:
        cell, findings = part.heads[0], self._findings
        findings.ledger.keep(cell, "workstream")
        if part.kind is PartKind.GROUP:
            name = findings.group(unnumbered(cell.text), cell.place)
        elif part.inferred:
            name = findings.workstream_called(unnumbered(cell.text), cell.place)
            findings.ledger.doubt(cell, f"the workstream {name}", part.inferred)
        else:
            name = findings.workstream(cell)
        return _Owner(name, part.level, (cell,), part.kind)

    def _end_owner(self, part: Part) -> None:
        """Whose the lines are ends with the next heading as high, if that is not a list that may still be theirs."""
        if self._owner and part.level and part.kind is not PartKind.LINES and part.level <= (self._owner.level or 9):
            self._owner = None

    def _section(self, part: Part, following: list[Part]) -> None:
        meaning = part.heading.meaning if part.heading else None
        if isinstance(meaning, NoteKind):
            group = self._owner.name if self._owner else self._asked
            if group is None:
                _leave_out(part, self._findings)
                return
            self._findings.notes += [
                FoundNote(part.where, group, meaning, text, cell.place)
                for cell in part.lines
                for text in bullets(cell.text)
            ]
            _account(part, TableKind.NOTES, str(meaning), self._findings)
        elif meaning:
            of = self._owner_of_list(part, meaning, following)
            self._findings.lists.append(FoundList(part.where, of, meaning, tuple(_bullets(part.lines))))
            _account(part, TableKind.LISTS, str(meaning), self._findings)
        else:
            self._findings.indicators += _indicators(part)
            _account(part, TableKind.INDICATORS, "indicator", self._findings)

    def _owner_of_list(self, part: Part, kind: BulletKind, following: list[Part]) -> str | None:
        named = part.heading.owner if part.heading else None
        if (named and is_programme(named)) or kind is BulletKind.HEADLINE:
            return None
        if named and (part.level == 1 or self._findings.names_workstream(named)):
            return self._owner_by_name(named, part)
        if not part.level or (self._owner and (self._owner.level or 9) < part.level):
            return self._owner.name if self._owner else self._asked
        return self._owner_beside(part, following)

    def _owner_by_name(self, named: str, part: Part) -> str:
        head = part.heads[0]
        known = self._findings.names_workstream(named)
        name = self._findings.workstream_called(named, head.place)
        if not known:
            self._findings.ledger.doubt(head, f"the workstream {name}", "no table and no other heading names it")
        return name

    def _owner_beside(self, part: Part, following: list[Part]) -> str | None:
        """A heading as high as that of the owner says not whose its list is: the group's that is named next, or his."""
        ahead = next((one for one in following if one.kind in (PartKind.GROUP, PartKind.WORKSTREAM)), None)
        findings, head = self._findings, part.heads[0]
        if ahead and ahead.kind is PartKind.GROUP and ahead.level <= part.level:
            name = findings.group(ahead.heads[0].text, ahead.heads[0].place)
            findings.ledger.doubt(head, f"a list of {name}", f"it says not whose it is; {name} is named right after it")
            return name
        if self._owner:
            name = self._owner.name
            findings.ledger.doubt(head, f"a list of {name}", f"it says not whose it is; {name} is named before it")
            return name
        return self._asked


def _asked_about(parts: list[Part], findings: Findings) -> str | None:
    """The group that is asked about ("What is the Data Group for?") where no line bears its name alone."""
    if any(part.kind is PartKind.GROUP for part in parts):
        return None
    for part in parts:
        if part.heading and part.heads and isinstance(part.heading.meaning, NoteKind):
            subject = _SUBJECT.match(part.heads[0].text)
            if subject and len(subject["subject"].split()) <= 6:
                return findings.group(subject["subject"], part.heads[0].place)
    return None


def _is_title_of_table(part: Part, block: Lines) -> bool:
    """One bold line of a paper right above a table."""
    cells = part.heads + part.lines
    return block.above is not None and len(cells) == 1 and cells[0].in_paper and cells[0].bold


def _set_heading_aside(part: Part, findings: Findings) -> None:
    findings.ledger.tables.append(FoundTable(part.where, TableKind.OTHER, 0))
    for cell in part.heads + part.lines:
        findings.ledger.set_aside(cell, "a heading", part.where)


def _set_look_up_aside(block: Lines, findings: Findings) -> None:
    cells = [cell for row in block.rows for cell in row]
    findings.ledger.tables.append(FoundTable(extent(cells), TableKind.LOOK_UP, 0))
    for cell in cells:
        findings.ledger.set_aside(cell, "a look-up list", extent(cells))


def is_look_up(block: Lines) -> bool:
    """Whether a block is short choices under headers of choices: what a workbook offers in its drop-down lists."""
    headers, *choices = block.rows
    named = all(max(likenesses(cell.text).get(one, 0) for one in CHOICES) >= SURELY_CHOICES for cell in headers)
    return named and bool(choices) and all(len(cell.text) <= LONGEST_CHOICE for row in choices for cell in row)


def _bullets(cells: list[Cell]) -> list[FoundBullet]:
    """Level 2 is what stands further right, is indented further than the first line, or has a heading of its own."""
    found, under = [], False
    for cell in cells:
        under = under or bool(cell.heading)
        deeper = (cell.column, cell.indent) > (cells[0].column, cells[0].indent)
        level = 2 if not cell.heading and (under or deeper) else 1
        found += [FoundBullet(level, text, cell.place) for text in bullets(cell.text)]
    return found


def _indicators(part: Part) -> list[FoundIndicator]:
    """The lines under one of the three questions: each an indicator of that class."""
    heading = part.heading
    return [
        FoundIndicator(
            where={"indicator": cell.place},
            table=part.where,
            klass=heading.klass if heading else None,
            class_words=heading.words if heading else None,
            name=text,
            definition=None,
            source=None,
            owner=None,
        )
        for cell in part.lines
        for text in bullets(cell.text)
    ]


def _account(part: Part, kind: TableKind, field: str, findings: Findings) -> None:
    ledger, where = findings.ledger, part.where
    ledger.tables.append(FoundTable(where, kind, len(part.lines)))
    for cell in part.heads:
        ledger.set_aside(cell, "a heading", where)
    for cell in part.lines:
        if bullets(cell.text):
            ledger.keep(cell, field)
        if cell.heading:
            ledger.doubt(cell, f"a line of {field}", "it is a heading within the list")
    for cell in part.beside:
        ledger.leave_out(cell, "it stands beside a line of a list", where)
    for cell in part.apart:
        ledger.doubt(cell, f"a line of {field}", "it stands after an empty row and may be a heading of its own")
    if part.inferred and part.lines:
        ledger.doubt(part.lines[0], f"the first of {len(part.lines)} lines of {field}", part.inferred)


def _read_titles(part: Part, findings: Findings) -> None:
    for cell in part.lines:
        findings.titles.append(cell.text)
        findings.ledger.set_aside(cell, "a title", cell.sheet)


def _leave_out(part: Part, findings: Findings) -> None:
    why = f"the record keeps nothing under {part.heads[0].text!r}" if part.heads else "no heading says what this is"
    for cell in sorted(part.heads + part.lines + part.beside, key=lambda cell: (cell.row, cell.column)):
        findings.ledger.leave_out(cell, why, cell.sheet)
