"""Rows that go on with the one above: cut by a page break, or a further outcome of the same item."""

import re
from collections.abc import Sequence

from wsoa.intake.found import Choice, TableKind
from wsoa.intake.grid import Cell, in_words
from wsoa.intake.recognising.blocks import Table
from wsoa.intake.recognising.findings import Findings
from wsoa.intake.recognising.rows import Row, ends_open

_BEGINS_ANEW = ("ref", "workstream", "weakness", "focus_area", "focus_ref")

MOST = 0.5

_SAYS_CONTINUED = re.compile(
    r"\s*(?:[(\[]\s*cont(?:inued|['’]?d)?\.?\s*[)\]]|cont(?:\.|['’]?d\b\.?)|continued\s*(?:[:.,;…–—-]|$)|…|\.{3})",
    re.IGNORECASE,
)


def begins_low(text: str) -> bool:
    """Whether a text begins in the middle of a sentence: a small letter, in a word without capitals ("iPad" is one)."""
    first = re.match(r"\s*(\w+)", text)
    return bool(first) and text.lstrip()[:1].islower() and first[1] == first[1].lower()  # type: ignore[index]


def says_continued(text: str) -> bool:
    """Whether a text begins with a mark that it goes on: "(continued)", "cont.", "…". "Continued support" is none."""
    return bool(_SAYS_CONTINUED.match(text))


class Continuing:
    """Says of each row of a table whether it is the rest of the row above, and asks where that is not plain."""

    def __init__(self, table: Table, rows: Sequence[Row], findings: Findings) -> None:
        self.table, self.findings, self.main = table, findings, table.shape.main
        mains = [text for row in rows if (text := row.text(self.main))]
        self.low_is_usual = sum(map(begins_low, mains)) > MOST * len(mains)
        self.refs_are_usual = sum("ref" in row.cells for row in rows) > MOST * len(mains)
        self.headers = {cell.row for cell in table.again}

    def joins(self, row: Row, last: Row | None) -> bool:
        """Whether the row was joined to the last one. One that is a further outcome becomes an item of its own."""
        if self.table.shape.kind not in (TableKind.MILESTONES, TableKind.RISKS) or not last:
            return False
        if self.main in row.cells:
            joins = self._goes_on(row, last) and self._ask_whether_rest(row, last)
        else:
            joins = self._follows(row, last) and self._is_more(row, last)
        if joins:
            last.join(row)
        return joins

    def _follows(self, row: Row, last: Row) -> bool:
        """Right below, but for headers repeated on a new page."""
        return all(number in self.headers for number in range(last.last + 1, row.number))

    def _goes_on(self, row: Row, last: Row) -> bool:
        if says_continued(row.text(self.main) or "") and self._follows(row, last):
            return all(row.text(name) == last.text(name) for name in row.own.intersection(_BEGINS_ANEW))
        if not row.own.isdisjoint(_BEGINS_ANEW) or not self._follows(row, last):
            return False
        low = begins_low(row.text(self.main) or "") and not self.low_is_usual
        return low or (self.refs_are_usual and ends_open(last.text(self.main) or ""))

    def _ask_whether_rest(self, row: Row, last: Row) -> bool:
        choices = (_joins(last.cell(self.main)), Choice("own", "an item of its own"))
        facts = row.own & {"timescale", "rating"}
        why = "the row has no reference and goes on in the middle of a sentence"
        if says_continued(row.text(self.main) or ""):
            facts = {name for name in facts if row.text(name) != last.text(name)}
            why = "the row says that it continues the one above"
        has_facts_of_its_own = bool(facts)
        return self._ask(row.cell(self.main), choices, why, own_first=has_facts_of_its_own) == "joins"

    def _is_more(self, row: Row, last: Row) -> bool:
        """A row without the main field: a further outcome with its own date is an item, anything else is the rest."""
        if not (row.own or row.dated) or not row.own.isdisjoint(_BEGINS_ANEW):
            return False
        is_outcome = {"success_measure", "timescale"} <= row.own
        if row.under and not is_outcome:
            return True
        cell = row.cells["success_measure"][0] if "success_measure" in row.own else row.texts()[0]
        item = last.continues or last.cell(self.main).place
        choices: tuple[Choice, ...] = (_joins(last.cell(self.main)),)
        if "success_measure" in row.own:
            choices += (Choice("own", f"a further outcome of {in_words(item)}, as an item of its own"),)
        why = "the row says nothing more of what is to be done"
        if begins_low(cell.text):
            why = "it begins in the middle of a sentence, perhaps with words cut from the cell above"
        if self._ask(cell, choices, why, own_first=is_outcome) == "joins":
            return True
        row.cells[self.main] = row.cells["success_measure"]
        row.continues = item
        return False

    def _ask(self, cell: Cell, choices: tuple[Choice, ...], why: str, *, own_first: bool) -> str:
        ordered = choices[::-1] if own_first else choices
        return self.findings.ledger.ask(cell, "continues", ordered, why)


def _joins(cell: Cell) -> Choice:
    return Choice("joins", f"the rest of {in_words(cell.place)}")
