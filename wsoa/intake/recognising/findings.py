"""What has been found so far while a workbook is recognised, each name in one spelling."""

import re
from dataclasses import replace

from rapidfuzz import fuzz

from wsoa.intake.found import (
    FocusAreaWords,
    FoundFocusArea,
    FoundIndicator,
    FoundList,
    FoundMilestone,
    FoundNote,
    FoundProduct,
    FoundRisk,
    FoundTracker,
    FoundWorkstream,
)
from wsoa.intake.grid import Cell, Workbook
from wsoa.intake.recognising.ledger import Ledger
from wsoa.intake.recognising.references import same_name, workstream_name
from wsoa.terms import WorkstreamKind

SAME_WORDING = 80
MOST_OF_ONE_REF = 20


class Findings:
    """Collects what the readers of tables and lines find."""

    def __init__(self, expected: frozenset[str]) -> None:
        """`expected` are the workstreams named in any table, as `same_name` gives them."""
        self.ledger = Ledger()
        self.titles: list[str] = []
        self.milestones: list[FoundMilestone] = []
        self.risks: list[FoundRisk] = []
        self.lists: list[FoundList] = []
        self.notes: list[FoundNote] = []
        self.products: list[FoundProduct] = []
        self.indicators: list[FoundIndicator] = []
        self._expected = expected
        self._workstreams: dict[str, FoundWorkstream] = {}
        self._focus_areas: dict[tuple[str | None, str, str], list[FoundFocusArea]] = {}

    def names_workstream(self, text: str) -> bool:
        """Whether a line says that it names a workstream, or is the name of one that a table holds."""
        name = workstream_name(text)
        return name != text.strip() or same_name(name) in self._expected

    def workstream(self, cell: Cell) -> str:
        """Return the one name of the workstream (or group) that the cell names."""
        name = workstream_name(cell.text)
        known = self.workstream_called(name, cell.place)
        if same_name(known) == same_name(name) and known.casefold() != name.casefold():
            self.ledger.doubt(cell, known, "spelt otherwise elsewhere")
        return known

    def workstream_called(self, name: str, where: str) -> str:
        """Return the one name of the workstream of that name."""
        found = FoundWorkstream(workstream_name(name), WorkstreamKind.WORKSTREAM, where)
        return self._workstreams.setdefault(same_name(found.name), found).name

    def group(self, name: str, where: str) -> str:
        """Return the one name of a group, which may go by the letters in brackets behind its name."""
        found = FoundWorkstream(name, WorkstreamKind.GROUP, where)
        known = self._workstreams.setdefault(same_name(name), found)
        if letters := re.search(r"\(([A-Z&]{2,8})\)\s*$", name):
            self._workstreams.setdefault(same_name(letters[1]), known)
        return known.name

    def focus_area(self, words: FocusAreaWords, workstream: str | None, cell: Cell) -> FocusAreaWords:
        """Return the focus area as it was first worded, or as a new one: a reference may stand for two."""
        key = (workstream, words.ref, "" if words.ref else same_name(words.wording))
        known = self._focus_areas.setdefault(key, [])
        for number, area in enumerate(known[:MOST_OF_ONE_REF]):
            if not words.wording or area.wording == words.wording:
                return FocusAreaWords(area.ref, area.wording)
            if not area.wording:
                known[number] = replace(area, wording=words.wording)
                return words
            if fuzz.ratio(area.wording, words.wording) >= SAME_WORDING:
                self.ledger.doubt(cell, f"{area.ref} {area.wording}".strip(), f"worded otherwise in {area.where}")
                return FocusAreaWords(area.ref, area.wording)
        if known:
            self.ledger.doubt(cell, "another focus area", f"the same reference stands in {known[0].where}")
        known.append(FoundFocusArea(words.ref, words.wording, workstream, cell.place))
        return words

    def tracker(self, workbook: Workbook) -> FoundTracker:
        """Close the account and return everything found."""
        self.ledger.close(workbook)
        workstreams = dict.fromkeys(self._workstreams.values())
        return FoundTracker(
            file_name=workbook.name,
            sha256=workbook.sha256,
            title_words=tuple(self.titles),
            tables=tuple(self.ledger.tables),
            workstreams=tuple(sorted(workstreams, key=lambda one: one.kind is WorkstreamKind.GROUP)),
            focus_areas=tuple(area for areas in self._focus_areas.values() for area in areas),
            milestones=tuple(self.milestones),
            risks=tuple(self.risks),
            lists=_joined(self.lists),
            notes=tuple(self.notes),
            products=tuple(self.products),
            indicators=tuple(self.indicators),
            kept=tuple(self.ledger.kept),
            not_data=tuple(self.ledger.not_data),
            left_out=tuple(self.ledger.left_out),
            doubts=tuple(self.ledger.doubts),
        )


def _joined(lists: list[FoundList]) -> tuple[FoundList, ...]:
    """Return one list of each kind and owner, in the order in which they first appear."""
    joined: dict[tuple[str | None, str], FoundList] = {}
    for one in lists:
        before = joined.get((one.workstream, one.kind))
        bullets = (*before.bullets, *one.bullets) if before else one.bullets
        joined[one.workstream, one.kind] = FoundList(
            before.table if before else one.table, one.workstream, one.kind, bullets
        )
    return tuple(joined.values())
