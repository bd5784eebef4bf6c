"""A sheet as the blocks a reader sees on it: tables under a row of headers, and lines of text."""

from dataclasses import dataclass, field

from wsoa.intake.found import Column
from wsoa.intake.grid import Cell, Sheet, extent
from wsoa.intake.recognising.headings import LONGEST_HEADER, Shape, shape_of
from wsoa.intake.recognising.references import workstream_name
from wsoa.intake.recognising.sections import heading_of


@dataclass(slots=True)
class Table:
    """A row of headers and the rows below it, down to the next header or heading. Rows hold text and filled cells."""

    sheet: str
    shape: Shape
    header: list[Cell]
    columns: dict[int, Column]
    rows: list[list[Cell]] = field(default_factory=list)
    heading: Cell | None = None

    @property
    def where(self) -> str:
        """Its corners, as in "Milestones!A1:F11"."""
        cells = self.header + [cell for row in self.rows for cell in row if cell.text]
        return extent(cells)

    def column_of(self, field_name: str) -> Column | None:
        """Return the column of a field, or None when the table has no such column."""
        return next((column for column in self.columns.values() if column.field == field_name), None)


@dataclass(slots=True)
class Lines:
    """Lines of text that are no table, in reading order, and the table right below them, if any."""

    sheet: str
    rows: list[list[Cell]] = field(default_factory=list)
    above: Table | None = None


Block = Table | Lines

SURELY_APART, SURELY_AMONG_ROWS = 85, 95


def blocks_of(sheet: Sheet) -> list[Block]:
    """Return the blocks of a sheet from top to bottom; a header row may stand anywhere, more than once."""
    blocks: list[Block] = [Lines(sheet.name)]
    for row in sheet.rows:
        texts = [cell for cell in row if cell.text]
        if not texts:
            continue
        current = blocks[-1]
        table = _header(sheet.name, texts) if isinstance(current, Lines) else _next_header(current, texts)
        if table:
            if isinstance(current, Table) and _is_heading_of_next(current, texts[0].row):
                current = Lines(sheet.name, [current.rows.pop()])
                blocks.append(current)
            if isinstance(current, Lines):
                current.above = table
            blocks.append(table)
        elif isinstance(current, Table) and _ends(current, texts):
            blocks.append(Lines(sheet.name, [texts]))
        else:
            current.rows.append(list(row) if isinstance(current, Table) else texts)
    return [block for block in blocks if isinstance(block, Table) or block.rows]


def _header(sheet: str, texts: list[Cell]) -> Table | None:
    shaped = shape_of([cell.text for cell in texts]) if len(texts) > 1 else None
    if not shaped:
        return None
    shape, matched = shaped
    columns = {
        cell.column: Column(cell.place, cell.text, *(matched.get(index) or (None, 0)))
        for index, cell in enumerate(texts)
    }
    return Table(sheet, shape, texts, columns)


def _next_header(table: Table, texts: list[Cell]) -> Table | None:
    """A row among the rows of a table is another header only if it repeats the first one, or is sure in every cell.

    Else a row of data with a few words that headers have too would be taken for one, and its words be lost.
    """
    if [cell.text for cell in texts] == [cell.text for cell in table.header]:
        return _header(table.sheet, texts)
    if len(texts) < 2 or any(len(cell.text) > LONGEST_HEADER for cell in texts):
        return None
    before = table.rows[-1] if table.rows else table.header
    apart = len([cell for cell in before if cell.text]) == 1 or texts[0].row > before[0].row + 1
    if not apart and len(texts) < 3:
        return None
    found, least = _header(table.sheet, texts), SURELY_APART if apart else SURELY_AMONG_ROWS
    return found if found and all(column.confidence >= least for column in found.columns.values()) else None


def _is_heading_of_next(table: Table, next_header: int) -> bool:
    """Whether the last row of a table is a line of its own, right above the headers of the next one."""
    texts = [cell for cell in table.rows[-1] if cell.text] if table.rows else []
    if len(texts) != 1 or next_header > texts[0].row + 2:
        return False
    before = table.rows[-2] if len(table.rows) > 1 else table.header
    return texts[0].row > before[0].row + 1 or texts[0].bold or workstream_name(texts[0].text) != texts[0].text


def _ends(table: Table, texts: list[Cell]) -> bool:
    """Whether a row below a table is the heading of a list or note: alone, apart, and known."""
    if len(texts) > 1:
        return False
    heading = heading_of(texts[0].text)
    if not heading or not heading.meaning:
        return False
    column = table.columns.get(texts[0].column)
    last = table.rows[-1][-1].row if table.rows else table.header[0].row
    return column is None or column.field != table.shape.main or texts[0].row > last + 1
