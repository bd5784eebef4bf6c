"""What has been found so far while a workbook is recognised, each name in one spelling."""

import re
from dataclasses import replace

from rapidfuzz import fuzz

from wsoa.intake.corrections import NONE, Corrections
from wsoa.intake.found import (
    FocusAreaWords,
    FoundFocusArea,
    FoundIndicator,
    FoundLevel,
    FoundList,
    FoundMilestone,
    FoundNote,
    FoundProduct,
    FoundRisk,
    FoundSection,
    FoundTracker,
    FoundValue,
    FoundWeakness,
    FoundWorkstream,
)
from wsoa.intake.grid import Cell, Workbook, in_words
from wsoa.intake.recognising.ledger import Ledger
from wsoa.intake.recognising.references import same_name, workstream_name
from wsoa.terms import WorkstreamKind

SAME_WORDING = 80
MOST_OF_ONE_REF = 20


class Findings:
    """Collects what the readers of tables and lines find."""

    def __init__(self, expected: frozenset[str], has_workstreams: bool = True, corrections: Corrections = NONE) -> None:
        """`expected` are the workstreams named in any table, as `same_name` gives them.

        Where the file names none (`has_workstreams` is false), its areas of weakness take their place.
        """
        self.ledger = Ledger(corrections.settled)
        self.titles: list[str] = []
        self.milestones: list[FoundMilestone] = []
        self.risks: list[FoundRisk] = []
        self.lists: list[FoundList] = []
        self.notes: list[FoundNote] = []
        self.products: list[FoundProduct] = []
        self.indicators: list[FoundIndicator] = []
        self.values: list[FoundValue] = []
        self.key: list[FoundLevel] = []
        self.sections: list[FoundSection] = []
        self.has_workstreams = has_workstreams
        self._expected = expected
        self._weaknesses: dict[str, FoundWeakness] = {}
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

    def weakness(self, named: FoundWeakness) -> FoundWeakness:
        """Return the area of weakness as it was first worded; one named by its reference alone is the one so called."""
        if named.ref and same_name(named.wording) in ("", same_name(named.ref)):
            known = (one for one in self._weaknesses.values() if one.ref.casefold() == named.ref.casefold())
            named = next(known, replace(named, wording=named.wording or named.ref))
        return self._weaknesses.setdefault(same_name(named.wording), named)

    def serves(self, workstream: str, weakness: FoundWeakness) -> None:
        """The workstream answers that area of weakness."""
        served = self._workstreams[same_name(workstream)].weaknesses
        if weakness.wording not in served:
            self._amend(workstream, weaknesses=(*served, weakness.wording))

    def led_by(self, workstream: str, words: str) -> None:
        """A heading says who leads the workstream."""
        known = (self._workstreams[same_name(workstream)].leads_words or "").split("\n")
        if words not in known:
            self._amend(workstream, leads_words="\n".join([*filter(None, known), words]))

    def _amend(self, workstream: str, **changes: object) -> None:
        before = self._workstreams[same_name(workstream)]
        after = replace(before, **changes)  # type: ignore[arg-type]  # its callers name its fields
        self._workstreams = {name: after if one == before else one for name, one in self._workstreams.items()}

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
                why = f"worded otherwise in {in_words(area.where)}"
                self.ledger.doubt(cell, f"{area.ref} {area.wording}".strip(), why)
                return FocusAreaWords(area.ref, area.wording)
        if known:
            self.ledger.doubt(cell, "another focus area", f"the same reference stands in {in_words(known[0].where)}")
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
            weaknesses=tuple(self._weaknesses.values()),
            key=tuple(dict.fromkeys(self.key)),
            sections=tuple(self.sections),
            values=tuple(self.values),
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
