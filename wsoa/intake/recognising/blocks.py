"""A sheet as the blocks a reader sees on it: tables under a row of headers, and lines of text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wsoa.intake.corrections import NONE, Corrections
from wsoa.intake.found import Column
from wsoa.intake.grid import Cell, Sheet, extent
from wsoa.intake.recognising.columns import Head, Headed, head_of
from wsoa.intake.recognising.headings import LONGEST_HEADER
from wsoa.intake.recognising.keys import begins_key
from wsoa.intake.recognising.naming import Names, names_in
from wsoa.intake.recognising.sections import heading_of
from wsoa.intake.recognising.shapes import Shape
from wsoa.intake.recognising.two_tiers import read_together


@dataclass(slots=True)
class Table:
    """A row of headers (or two tiers of them) and the rows below, down to the next header or heading.

    Rows hold text and filled cells. `names` is what the headings right above it say of all its rows; `again` are
    headers repeated among its rows; `against` is a header row right above that says otherwise.
    """

    sheet: str
    head: Head
    header: list[Cell]
    rows: list[list[Cell]] = field(default_factory=list)
    names: Names = field(default_factory=dict)
    again: list[Cell] = field(default_factory=list)
    against: list[Cell] = field(default_factory=list)

    @property
    def shape(self) -> Shape:
        """What kind of table it is."""
        return self.head.shape

    @property
    def columns(self) -> dict[int, Column]:
        """Its columns, by the number of the column in the sheet."""
        return self.head.columns

    @property
    def where(self) -> str:
        """Its corners, as in "Milestones!A1:F11"."""
        cells = self.header + self.again + [cell for row in self.rows for cell in row if cell.text]
        return extent(cells)

    def column_of(self, field_name: str) -> Column | None:
        """Return the column of a field that speaks for now, or None when the table has no such column."""
        named = ((at, column) for at, column in self.columns.items() if column.field == field_name)
        return next((column for at, column in named if at not in self.head.dated), None)


@dataclass(slots=True)
class Lines:
    """Lines of text that are no table, in reading order, and the table right below them, if any.

    `marks` are the coloured cells without text among them.
    """

    sheet: str
    rows: list[list[Cell]] = field(default_factory=list)
    above: Table | None = None
    marks: list[Cell] = field(default_factory=list)


Block = Table | Lines

SURELY_APART, SURELY_AMONG_ROWS = 85, 95
MOST_OF_HEADER = 0.6


def blocks_of(sheet: Sheet, corrections: Corrections = NONE) -> list[Block]:
    """Return the blocks of a sheet from top to bottom; a header row may stand anywhere, more than once."""
    cutter = _Cutter(sheet, corrections)
    while cutter.rows:
        cutter.step()
    return [block for block in cutter.blocks if isinstance(block, Table) or block.rows or block.marks]


class _Cutter:
    """Goes down the rows of one sheet."""

    def __init__(self, sheet: Sheet, corrections: Corrections) -> None:
        self.sheet, self.corrections = sheet.name, corrections
        self.rows = [list(row) for row in sheet.rows]
        self.blocks: list[Block] = [Lines(sheet.name)]

    def step(self) -> None:
        """Put the next row, or the two rows of a header in tiers, where they belong."""
        row, current = self.rows[0], self.blocks[-1]
        texts = [cell for cell in row if cell.text]
        deep = self._tiers(texts) or (texts and self._header([(cell, cell.text) for cell in texts], texts)) or None
        if deep:
            self._begin(deep)
        elif not texts and isinstance(current, Lines):
            current.marks += row
        elif isinstance(current, Table) and texts and self._ends(current, texts):
            self.blocks.append(Lines(self.sheet, [texts], marks=[cell for cell in row if not cell.text]))
        elif isinstance(current, Table):
            current.rows += [row] if texts else []
        else:
            current.rows.append(texts)
            current.marks += [cell for cell in row if not cell.text]
        del self.rows[: 2 if deep and len({cell.row for cell in deep.header}) > 1 else 1]

    def _tiers(self, texts: list[Cell]) -> Table | None:
        following = [cell for cell in self.rows[1] if cell.text] if len(self.rows) > 1 else []
        if not texts or not following or following[0].row != texts[0].row + 1:
            return None
        headed = read_together(texts, following)
        return self._header(headed, [*texts, *following]) if headed else None

    def _header(self, headed: Sequence[Headed], cells: list[Cell]) -> Table | None:
        """The table that a row of headers begins, or None when it is no such row where it stands.

        Among the rows of a table it is another header only if it repeats the first one or is sure: else a row of data
        with a few words that headers have too would be taken for one, and its words be lost.
        """
        current = self.blocks[-1]
        if isinstance(current, Table) and current.header[0].table != cells[0].table:
            current = Lines(self.sheet)  # in a paper another table begins
        if isinstance(current, Table) and not _repeats(current, cells) and not _may_stand_among(current, cells):
            return None
        head = head_of(headed, self.corrections)
        if not head:
            return None
        if isinstance(current, Table) and not _repeats(current, cells) and not _is_sure(current, head, cells):
            return None
        return Table(self.sheet, head, sorted(cells, key=lambda cell: (cell.row, cell.column)))

    def _begin(self, table: Table) -> None:
        current = self.blocks[-1]
        if isinstance(current, Table):
            headings = _headings_of_next(current, table.header[0].row)
            if _repeats(current, table.header) and not headings:
                current.again += table.header
                return
            if headings:
                current = Lines(self.sheet, headings)
                self.blocks.append(current)
            elif not current.rows:
                table.against = current.header
        if isinstance(current, Lines):
            current.above = table
        self.blocks.append(table)

    def _ends(self, table: Table, texts: list[Cell]) -> bool:
        """Whether a row below a table is the heading of a list or note, alone, apart and known, or begins a key."""
        if table.header[0].table and not texts[0].table:
            return True  # a paper says itself where a table ends
        following = [cell for cell in self.rows[1] if cell.text] if len(self.rows) > 1 else []
        last = _last_row(table)
        if texts[0].row > last + 1 and begins_key(texts, following):
            return True
        heading = heading_of(texts[0].text) if len(texts) == 1 else None
        if not heading or not heading.meaning:
            return False
        column = table.columns.get(texts[0].column)
        return column is None or column.field != table.shape.main or texts[0].row > last + 1


def _last_row(table: Table) -> int:
    return table.rows[-1][-1].row if table.rows else table.header[-1].row


def _repeats(table: Table, cells: list[Cell]) -> bool:
    return [cell.text for cell in cells] == [cell.text for cell in table.header]


def _may_stand_among(table: Table, texts: list[Cell]) -> bool:
    return len(texts) > 1 and all(len(cell.text) <= LONGEST_HEADER for cell in texts)


def _is_sure(table: Table, head: Head, texts: list[Cell]) -> bool:
    before = table.rows[-1] if table.rows else table.header
    alone = bool(table.rows) and len([cell for cell in before if cell.text]) == 1
    apart = alone or texts[0].row > before[0].row + 1
    least = SURELY_APART if apart else SURELY_AMONG_ROWS
    sure = [column for column in head.columns.values() if column.field and column.confidence >= least]
    if not any(column.field == head.shape.main for column in sure):
        return False
    if len(sure) == len(head.columns):
        return apart or len(sure) > 2
    return len(sure) > 2 and len(sure) >= MOST_OF_HEADER * len(head.columns)


def _headings_of_next(table: Table, next_header: int) -> list[list[Cell]]:
    """Take off the last rows of a table that are lines of their own, right above the headers of the next one."""
    taken: list[list[Cell]] = []
    while table.rows and next_header <= table.rows[-1][-1].row + 2 and _is_heading(table):
        texts = [cell for cell in table.rows.pop() if cell.text]
        taken.insert(0, texts)
        next_header = texts[0].row
    return taken


def _is_heading(table: Table) -> bool:
    texts = [cell for cell in table.rows[-1] if cell.text]
    if names_in(texts):
        return True
    if len(texts) != 1:
        return False
    before = table.rows[-2] if len(table.rows) > 1 else table.header
    return texts[0].row > before[-1].row + 1 or texts[0].bold or texts[0].wide > 1 or texts[0].heading > 0
