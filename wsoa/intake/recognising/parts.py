"""Lines of text cut into parts: titles, a group's name, a heading with its lines."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from wsoa.intake.grid import Cell, extent
from wsoa.intake.recognising.blocks import Lines
from wsoa.intake.recognising.headings import plain
from wsoa.intake.recognising.naming import is_plain_title
from wsoa.intake.recognising.references import bullets
from wsoa.intake.recognising.sections import Heading, heading_of, is_programme, unnumbered
from wsoa.terms import BulletKind, NoteKind

_UPDATE = re.compile(r"\b(?:updates?|highlights?|overview|summary|report)\b", re.IGNORECASE)
LONGEST_NAME = 100
LONGEST_TITLE = 100
MOST_TITLES = 4


_NO_HEADING = "they stand right under the title, under no heading of their own"
_LISTS_BELOW = "no word says so, but lists of progress and next steps, or notes about a group, stand below it"


class PartKind(StrEnum):
    """What a run of lines is."""

    TITLES = "titles"
    GROUP = "group"
    WORKSTREAM = "workstream"
    LINES = "lines"
    OTHER = "other"


@dataclass(slots=True)
class Part:
    """A run of lines with the headings above it (several where one only repeats the other).

    `beside` are cells to the right of a line; `apart` are lines after an empty row, where the list before had none.
    `inferred` says by what it was taken for what it is, where no word says so.
    """

    kind: PartKind
    heads: list[Cell] = field(default_factory=list)
    heading: Heading | None = None
    lines: list[Cell] = field(default_factory=list)
    beside: list[Cell] = field(default_factory=list)
    apart: list[Cell] = field(default_factory=list)
    inferred: str = ""

    @property
    def level(self) -> int:
        """The level of its heading; 0 where only words or looks make it one."""
        return self.heads[0].heading if self.heads else 0

    @property
    def where(self) -> str:
        """Its corners, as in "Read me!A5:A18"."""
        return extent(self.heads + self.lines)


def parts_of(
    block: Lines, names_workstream: Callable[[str], bool], *, opens: bool = True, after: Sequence[Cell] = ()
) -> list[Part]:
    """Cut a block into its parts. `names_workstream` says whether a line is the name of one.

    `opens`: the block stands first on its sheet. Only there has a paper its titles. `after`: the headings of a paper
    in the blocks that follow.
    """
    parts: list[Part] = []
    cutter = _Cutter(block, names_workstream, opens, after)
    for number, cell in enumerate(cutter.cells):
        cutter.place(number, cell, parts)
    return parts


class _Cutter:
    """Goes down the lines of one block."""

    def __init__(
        self, block: Lines, names_workstream: Callable[[str], bool], opens: bool, after: Sequence[Cell]
    ) -> None:
        self.cells = [cell for row in block.rows for cell in row]
        self._firsts = {row[0].place for row in block.rows}
        self._in_row = {row[0].row: len(row) for row in block.rows}
        self._header_row = block.above.header[0].row if block.above else None
        self._headings = [heading_of(cell.text) for cell in self.cells]
        self._after = [(cell, heading_of(cell.text)) for cell in after]
        self._names_workstream = names_workstream
        self._has_titles = opens or not any(cell.in_paper for cell in self.cells)

    def place(self, number: int, cell: Cell, parts: list[Part]) -> None:
        """Put one line where it belongs: into the part before it or a new one."""
        last, heading = parts[-1] if parts else None, self._headings[number]
        if cell.table:
            self._place_in_table(cell, last, parts)
        elif heading and self._begins(heading, cell, last):
            if last and last.heading and last.heading.meaning == heading.meaning and not last.lines:
                last.heads.append(cell)
            else:
                kind = PartKind.LINES if heading.meaning or heading.klass else PartKind.OTHER
                parts.append(Part(kind, [cell], heading))
        elif self._names_group(number):
            parts.append(Part(PartKind.GROUP, [cell]))
        elif self._names_workstream(cell.text) and self._is_apart(number):
            parts.append(Part(PartKind.WORKSTREAM, [cell]))
        elif cell.heading and not self._is_title_of_paper(number, last):
            self._place_heading(number, cell, last, parts)
        elif last and self._are_headlines(cell, parts):
            parts.append(Part(PartKind.LINES, heading=Heading(BulletKind.HEADLINE), lines=[cell], inferred=_NO_HEADING))
        elif not last or last.kind is PartKind.TITLES:
            self._place_title(number, cell, last, parts)
        elif last.kind in (PartKind.GROUP, PartKind.WORKSTREAM):
            parts.append(Part(PartKind.OTHER, lines=[cell]))
        else:
            self._continue(number, cell, last, parts)

    def _place_title(self, number: int, cell: Cell, titles: Part | None, parts: list[Part]) -> None:
        """Titles stand in runs. A run that goes on for too long is text, from its first line on."""
        is_title = self._is_title(number, sum(len(part.lines) for part in parts))
        if titles and not self._is_apart(number):
            titles.kind = PartKind.TITLES if is_title else PartKind.OTHER
            titles.lines.append(cell)
        else:
            parts.append(Part(PartKind.TITLES if is_title else PartKind.OTHER, lines=[cell]))

    def _place_in_table(self, cell: Cell, last: Part | None, parts: list[Part]) -> None:
        """A table of a paper whose headers nobody knows is no line of the list above it."""
        if last and last.lines and last.lines[0].table == cell.table:
            last.lines.append(cell)
        else:
            parts.append(Part(PartKind.OTHER, lines=[cell]))

    def _is_title_of_paper(self, number: int, last: Part | None) -> bool:
        """Titles stand first; a later heading may still be whose all below it is."""
        if last is None:
            return self._has_titles
        return last.kind is PartKind.TITLES and not self._owned(number)

    def _place_heading(self, number: int, cell: Cell, last: Part | None, parts: list[Part]) -> None:
        """A heading that says nothing we know: whose the lists below it are, a heading within a list, or another."""
        if owned := self._owned(number):
            parts.append(Part(owned, [cell], inferred=_LISTS_BELOW))
        elif last and last.kind is PartKind.LINES and 0 < last.level < cell.heading:
            last.lines.append(cell)
        else:
            parts.append(Part(PartKind.OTHER, [cell]))

    def _owned(self, number: int) -> PartKind | None:
        """What a heading names when all that stands below it, down to the next one as high, is somebody's."""
        cell, below = self.cells[number], []
        name = unnumbered(cell.text)
        if not cell.heading or is_programme(name) or is_plain_title(name):
            return None
        in_block = zip(self.cells[number + 1 :], self._headings[number + 1 :], strict=True)
        for follower, heading in (*in_block, *self._after):
            if 0 < follower.heading <= cell.heading:
                break
            if heading and not heading.owner and (follower.heading or isinstance(heading.meaning, NoteKind)):
                below.append(heading.meaning)
        if any(isinstance(meaning, NoteKind) for meaning in below):
            return PartKind.GROUP
        owned = (BulletKind.PROGRESS, BulletKind.NEXT_STEPS)
        return PartKind.WORKSTREAM if any(meaning in owned for meaning in below) else None

    def _are_headlines(self, cell: Cell, parts: list[Part]) -> bool:
        """Bullets right under the title of a paper, or under one that says it is an update, with no heading."""
        is_bullet = cell.in_paper and cell.indent and plain(cell.text)
        if not is_bullet or any(part.kind is not PartKind.TITLES for part in parts):
            return False
        headings = [line for part in parts for line in part.lines if line.heading]
        return len(headings) < 2 or bool(_UPDATE.search(headings[-1].text))

    def _begins(self, heading: Heading, cell: Cell, last: Part | None) -> bool:
        """A question that asks nothing we keep is a heading only among the questions about a group.

        "Culture – Progress" is a heading where Culture is a workstream, or as the title of a slide; elsewhere "Banding
        review – progress" is a line.
        """
        if heading.owner and not (is_programme(heading.owner) or self._names_workstream(heading.owner)):
            return not plain(heading.owner) or cell.heading == 1
        in_notes = bool(last and last.heading and isinstance(last.heading.meaning, NoteKind))
        return bool(heading.meaning or heading.klass) or in_notes or not heading.is_question

    def _names_group(self, number: int) -> bool:
        """A short line, apart from those before it, right above what is asked or said about a group."""
        following = self._headings[number + 1] if number + 1 < len(self.cells) else None
        asks = bool(following and isinstance(following.meaning, NoteKind))
        return asks and len(self.cells[number].text) <= LONGEST_NAME and self._is_apart(number)

    def _is_apart(self, number: int) -> bool:
        if number == 0:
            return True
        cell, before = self.cells[number], self.cells[number - 1]
        return cell.row > before.row + 1 or cell.column < before.column or (cell.bold and not before.bold)

    def _is_title(self, number: int, before: int) -> bool:
        """One of few short lines, each alone in its row: "SRO" beside a name is a fact, and a bullet is a bullet.

        Right above a header, words beside each other are what spans its columns.
        """
        cell = self.cells[number]
        line = " ".join(cell.text.split())
        if len(line) > LONGEST_TITLE or bullets(line) != [line]:
            return False
        if not self._has_titles:
            return False
        spans_columns = cell.row + 1 == self._header_row
        return spans_columns or (self._in_row[cell.row] == 1 and before < MOST_TITLES)

    def _continue(self, number: int, cell: Cell, last: Part, parts: list[Part]) -> None:
        if last.lines and cell.place not in self._firsts:
            last.beside.append(cell)
        elif last.lines and self._is_unknown_heading(number, last):
            parts.append(Part(PartKind.OTHER, [cell]))
        else:
            if last.lines and cell.row > last.lines[-1].row + 1 and _is_close(last.lines):
                last.apart.append(cell)
            last.lines.append(cell)

    def _is_unknown_heading(self, number: int, last: Part) -> bool:
        """Set off by the way it looks: bold, further left, or ending with a colon, after an empty row."""
        cell, usual = self.cells[number], last.lines[0]
        looks = (cell.bold and not usual.bold) or cell.column < usual.column or cell.text.endswith(":")
        return looks and self._is_apart(number)


def _is_close(lines: list[Cell]) -> bool:
    """Whether the lines so far stand without empty rows between them."""
    return len(lines) > 1 and lines[-1].row - lines[0].row == len(lines) - 1
