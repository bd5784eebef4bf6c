"""The rows of a table one below the other: headings among them, what is said once for several, what continues what."""

from collections import Counter
from collections.abc import Sequence

from wsoa.intake.found import Choice, TableKind
from wsoa.intake.grid import Cell, empty_cell, in_words
from wsoa.intake.recognising.blocks import Table
from wsoa.intake.recognising.continuing import Continuing
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.footers import ends_table
from wsoa.intake.recognising.naming import Names, is_plain_title, names_in, weakness_in, words_of
from wsoa.intake.recognising.rows import Row, parsed

SAID_ONCE = ("weakness", "workstream", "focus_ref", "focus_area", "category", "section")
"""Fields that a table may give once, for the rows below too."""

LONGEST_HEADING = 60

_CARRIED: dict[TableKind, tuple[str, ...]] = {
    TableKind.MILESTONES: SAID_ONCE,
    TableKind.RISKS: ("weakness", "workstream"),
    TableKind.LISTS: ("weakness", "workstream"),
}
"""What the rows of a table take from a heading."""

_FROM_WIDE_TO_NARROW = ("weakness", "workstream", "focus_area", "lead", "heading")

_BELOW: dict[str, tuple[str, ...]] = {
    "weakness": ("weakness", "workstream", "focus_area", "focus_ref", "workstream_lead"),
    "workstream": ("workstream", "focus_area", "focus_ref", "workstream_lead"),
    "focus_area": ("focus_area", "focus_ref"),
}
"""What a new heading puts an end to."""


def rows_of(table: Table, findings: Findings) -> list[Row]:
    """Return the rows that hold the table's main field, each with its continuations; account for the others."""
    return _Reader(table, findings).rows()


class _Reader:
    """Goes down the rows of one table."""

    def __init__(self, table: Table, findings: Findings) -> None:
        self.table, self.findings, self.where = table, findings, table.where
        self.parsed = parsed(table)
        self.continuing = Continuing(table, self.parsed, findings)
        self.carried = _CARRIED.get(table.shape.kind, ())
        self.said: dict[str, list[Cell]] = {}
        self.headings: list[Cell] = []
        self.read: list[Row] = []
        mains = [cell for row in self.parsed for cell in row.cells.get(table.shape.main, ())]
        self.usual_bold = sum(cell.bold for cell in mains) * 2 > len(mains)
        main = table.shape.main
        self.fills = Counter(row.marks[main].fill for row in self.parsed if main in row.marks)
        self.last_full = max((row.number for row in self.parsed if len(row.own) > 1), default=0)
        self._name(table.names)

    def rows(self) -> list[Row]:
        """Every row that was read."""
        last: Row | None = None
        for at, row in enumerate(self.parsed):
            if self._is_total_or_footer(row):
                continue
            names = self._names(row, self.parsed[at + 1 : at + 2])
            if names:
                self._name(names)
                last = None
            elif self.continuing.joins(row, last) or self._is_line_below(row):
                continue
            elif self.table.shape.main in row.cells:
                self._carry(row)
                self.read.append(row)
                last = row
            else:
                self._leave_out(row)
        used = {cell.place for row in self.read for cells in row.cells.values() for cell in cells}
        for heading in (cell for cell in self.headings if cell.place not in used):
            why = "it stands alone, and no row below it belongs to it"
            self.findings.ledger.leave_out(heading, why, self.where)
        return self.read

    def _is_total_or_footer(self, row: Row) -> bool:
        """Whether a row is no item but the sum of those above it, or the foot of a page; it is left out by name."""
        main = self.table.shape.main
        words = {row.text(main) or "", " ".join(cell.text for cell in row.texts())}
        if self.table.shape.kind not in (TableKind.MILESTONES, TableKind.RISKS) or not any(map(ends_table, words)):
            return False
        for cell in row.texts():
            self.findings.ledger.leave_out(cell, f"a total or a footer, no {main}", self.where)
        return True

    def _is_line_below(self, row: Row) -> bool:
        """Whether a lone text, after an empty row and below every full row, is a line below the table: asked."""
        if row.number < self.last_full or row.texts() != row.cells.get(self.table.shape.main):
            return False
        if not self.read or row.number <= self.read[-1].last + 1 or any(len(one.own) < 2 for one in self.read):
            return False
        cell = row.cell(self.table.shape.main)
        choices = (Choice("aside", "a line below the table"), Choice("own", "an item of its own"))
        why = "it stands alone below the table, after an empty row"
        if self.findings.ledger.ask(cell, "alone", choices, why) == "own":
            return False
        self.findings.ledger.leave_out(cell, why, self.where)
        return True

    def _leave_out(self, row: Row) -> None:
        dated = [cell for _, _, cell in row.dated]
        for cell in [*(cell for cells in row.cells.values() for cell in cells), *dated, *row.others]:
            why = f"the row has no {self.table.shape.main.replace('_', ' ')}"
            self.findings.ledger.leave_out(cell, why, self.where)

    def _name(self, names: Names) -> None:
        """What a heading names holds until the next of its kind."""
        ledger = self.findings.ledger
        for what, cells in sorted(names.items(), key=lambda one: _FROM_WIDE_TO_NARROW.index(one[0])):
            if what == "heading":
                for cell in cells:
                    has_words = any(character.isalnum() for character in cell.text)
                    ledger.set_aside(cell, "a heading" if has_words else "marks without words", self.where)
                continue
            for ended in _BELOW.get(what, ()):
                self.said.pop(ended, None)
            self.said["workstream_lead" if what == "lead" else what] = cells
            self.headings += cells
            if what == "weakness" and (weakness := weakness_in(words_of(cells), cells[0].place)):
                self.findings.weakness(weakness)  # one without any action is an area of weakness too
                for cell in cells:
                    ledger.keep(cell, "weakness")

    def _names(self, row: Row, below: Sequence[Row]) -> Names:
        """What a row names when it is a heading for the rows below it."""
        texts = row.texts()
        names = names_in(texts)
        if names and (len(texts) == 1 or not any(self.table.column_of(name) for name in names)):
            return names
        if len(texts) == 1:
            return self._lone(row, texts[0], below)
        return {"heading": texts} if _is_broken_heading(texts) and "milestone" in row.cells else {}

    def _lone(self, row: Row, cell: Cell, below: Sequence[Row]) -> Names:
        """What a row of one text names: by its column, by a name known from elsewhere, or by the way it looks."""
        for name in ("workstream", "weakness", "focus_area"):
            if name in row.cells:
                return {name: [cell]}
        if self.findings.names_workstream(cell.text):
            return {"workstream": [cell]}
        if self.table.shape.kind is not TableKind.MILESTONES or not self._looks_like_heading(row, cell):
            return {}
        if is_plain_title(cell.text) or cell.text.endswith(":"):
            return {"heading": [cell]}
        follows = any(self.table.shape.main in one.cells for one in below)
        if not follows or self.table.column_of("workstream"):
            return {}
        self.findings.ledger.doubt(cell, "the name of a workstream", "it stands alone above the rows below it")
        return {"workstream": [cell]}

    def _looks_like_heading(self, row: Row, cell: Cell) -> bool:
        """Merged over the table, bold or coloured where the rows below are not, or short and ending in a colon."""
        if cell.wide >= max(2, len(self.table.columns) - 1) or cell.heading:
            return True
        if len(cell.text) > 2 * LONGEST_HEADING:
            return False
        is_coloured = bool(cell.fill) and self.fills[cell.fill] * 2 < len(self.parsed)
        colon = cell.text.endswith(":") and len(cell.text) <= LONGEST_HEADING
        return (cell.bold and not self.usual_bold) or is_coloured or colon

    def _carry(self, row: Row) -> None:
        """Fill in what is said once: in the first of several rows (a doubt), or in a heading."""
        own = set(row.cells)
        for name in SAID_ONCE:
            column, said = self.table.column_of(name), self.said.get(name)
            if name in own:
                self.said[name] = row.cells[name]
            elif said and not column:
                if name in self.carried:
                    row.cells[name] = said
            elif column and said and not (name.startswith("focus") and "workstream" in own):
                row.cells[name] = said
                if said[0] not in self.headings:
                    empty = empty_cell(column.cell, row.cell(self.table.shape.main))
                    why = f"the cell is empty; read like {in_words(said[0].place)} above it"
                    self.findings.ledger.doubt(empty, said[0].text, why)
        if "workstream_lead" in self.said and self.carried:
            row.cells["workstream_lead"] = self.said["workstream_lead"]


def _is_broken_heading(texts: Sequence[Cell]) -> bool:
    """Words of one heading cut into neighbouring cells: "Supporting | information:", beside nothing but marks."""
    worded = [cell for cell in texts if any(character.isalnum() for character in cell.text)]
    line = " ".join(cell.text.strip() for cell in worded)
    in_order = all(cell.text[:1].islower() for cell in worded[1:])
    return line.endswith(":") and len(line) <= LONGEST_HEADING and (len(worded) == 1 or in_order)
