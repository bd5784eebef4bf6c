"""Where every cell of a workbook went. A cell goes to one place only: the first that takes it."""

from collections.abc import Mapping

from wsoa.intake.found import Aside, Choice, Doubt, FoundTable, Kept, TableKind
from wsoa.intake.grid import Cell, Workbook

NOT_RECOGNISED = "nothing says what this is"


class Ledger:
    """Keeps account while a workbook is recognised."""

    def __init__(self, settled: Mapping[str, str]) -> None:
        """`settled`: key of a doubt to the code of the choice a person took."""
        self._settled = settled
        self.kept: list[Kept] = []
        self.not_data: list[Aside] = []
        self.left_out: list[Aside] = []
        self.doubts: list[Doubt] = []
        self.tables: list[FoundTable] = []
        self._taken: set[str] = set()

    def keep(self, cell: Cell, field: str) -> None:
        """The cell's text went into a named field."""
        if self._take(cell):
            self.kept.append(Kept(cell.place, field))

    def set_aside(self, cell: Cell, why: str, table: str) -> None:
        """The cell is no data: a header, a title, a key, a look-up list."""
        if self._take(cell):
            self.not_data.append(Aside(cell.place, cell.text, why, table))

    def leave_out(self, cell: Cell, why: str, table: str) -> None:
        """The cell may be data, but there is no field for it."""
        if self._take(cell):
            self.left_out.append(Aside(cell.place, cell.text, why, table))

    def doubt(self, cell: Cell, read_as: str, why: str) -> None:
        """The cell could also have been read in another way."""
        self.doubts.append(Doubt(cell.place, cell.text, read_as, why))

    def ask(self, cell: Cell, kind: str, choices: tuple[Choice, ...], why: str) -> str:
        """Doubt how a cell is read, and return the code of the choice a person took, else that of the first."""
        key = f"{kind}:{cell.place}"
        codes = {choice.code: choice.words for choice in choices}
        settled = self._settled.get(key)
        code = settled if settled in codes else choices[0].code
        taken = code if settled in codes else None
        self.doubts.append(Doubt(cell.place, cell.text, codes[code], why, key, choices, taken))
        return code

    def close(self, workbook: Workbook) -> None:
        """Leave out every cell that nobody took, and what stands on cells instead of in them."""
        for sheet in workbook.sheets:
            for cell in (cell for row in sheet.rows for cell in row):
                (self.set_aside if sheet.furniture else self.leave_out)(cell, sheet.aside or NOT_RECOGNISED, sheet.name)
            for formula in sheet.unseen:
                why = "a formula with no stored result: open and save the workbook in Excel, then import it again"
                self.left_out.append(Aside(formula.place, formula.formula, why, sheet.name))
            for row in sheet.rows:
                self._mention(row)
        named = {table.where for table in self.tables}
        for sheet in workbook.sheets:
            if sheet.name not in named and any(one.table == sheet.name for one in self.not_data + self.left_out):
                self.tables.append(FoundTable(sheet.name, TableKind.OTHER, 0))

    def _take(self, cell: Cell) -> bool:
        free = bool(cell.text) and cell.place not in self._taken
        self._taken.add(cell.place)
        return free

    def _mention(self, row: tuple[Cell, ...]) -> None:
        for cell in row:
            if cell.comment:
                self.left_out.append(Aside(cell.place, cell.comment, "a comment on the cell", cell.sheet))
        hidden = next((cell for cell in row if cell.hidden and cell.text), None)
        if hidden:
            self.doubt(hidden, hidden.text, "it is hidden in the file; it was read like any other")
