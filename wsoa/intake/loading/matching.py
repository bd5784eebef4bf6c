"""Which milestone of the record each row of a file speaks of (DESIGN 6, imports).

A unique reference, else the same wording, or that before a person changed it, else the only milestone of the same focus
areas, else the only one whose wording is close. What is not plain is a doubt that a person may settle; what one row
has claimed, no other may have.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from rapidfuzz import fuzz, process

from wsoa.history import Row
from wsoa.intake.found import Choice, FoundMilestone
from wsoa.intake.loading.amend import Amending
from wsoa.intake.loading.known import SHORT, RecordKnown, unique
from wsoa.intake.loading.wording import same, typeset

CLOSE = 85
UNLIKE = 40
SAME, NEW = "same", "new"

_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class Matching:
    """Goes over the rows of a file, from the surest sign to the weakest."""

    amending: Amending
    record: RecordKnown
    rows: Sequence[FoundMilestone]
    areas: Sequence[frozenset[int]]
    workstreams: Sequence[int | None]
    matched: list[int | None]
    settled: set[int]

    def by_reference(self) -> None:
        """Rows whose reference stands once in the file and once in the record.

        A plan may number its rows anew: a row worded exactly as another milestone is that one, and a doubt.
        """
        refs = unique(row.ref for row in self.rows) & self.record.milestones.refs()
        for at, row in enumerate(self.rows):
            if same(row.ref) not in refs:
                continue
            known = next(iter(self.record.milestones.free(ref=row.ref)), None)
            if known is None:  # a row numbered anew has claimed it
                continue
            worded = self.record.milestones.free(wording=row.wording)
            if worded and known not in worded and self._is_gone(worded[0]):
                continue
            if worded and known not in worded:  # rows were numbered anew
                self._ask(at, worded[0], "worded as this milestone is, but with the reference of another")
            elif fuzz.token_set_ratio(typeset(row.wording), typeset(known["wording"])) < UNLIKE:
                first = NEW if self._is_gone(known) else SAME
                self._ask(at, known, "the same reference, but its wording is quite another", first=first)
            else:
                self.matched[at] = self.record.milestones.take([known])

    def by_wording(self) -> None:
        """Rows worded as a milestone is; of several, that of the same reference, focus areas and workstream."""
        for at, row in self._open():
            free = self.record.milestones.free(wording=row.wording)
            free.sort(key=lambda known: self._likeness(at, known), reverse=True)
            self.matched[at] = self.record.milestones.take(free[:1])

    def by_former_wording(self) -> None:
        """Rows worded as the only milestone was that a person has re-worded since."""
        for at, row in self._open():
            self.matched[at] = self.record.milestones.take(
                self.record.milestones.free_formerly(same, "wording", row.wording)
            )

    def by_focus_areas(self) -> None:
        """Rows that are the only ones of their focus areas, where one milestone of the record is too: a doubt."""
        times, free = Counter(self.areas), dict[frozenset[int], list[Row]]()
        for known in self.record.milestones.unclaimed():
            free.setdefault(self._areas(known), []).append(known)
        for at, _ in self._open():
            only = free.get(self.areas[at], [])
            if self.areas[at] and times[self.areas[at]] == 1 and len(only) == 1:
                self._ask(at, only[0], "the only milestone of the same focus areas; its wording differs")

    def by_likeness(self) -> None:
        """Rows worded nearly as one milestone of the same workstream is: a doubt."""
        free = {known["number"]: known for known in self.record.milestones.unclaimed()}
        worded = {number: typeset(known["wording"]) for number, known in free.items()}
        close: dict[int, list[Row]] = {}
        for at, row in self._open():
            likely = process.extract(typeset(row.wording), worded, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=None)
            close[at] = [free[number] for _, _, number in likely if self._may_be(at, free[number])]
        sought = Counter(known["number"] for found in close.values() for known in found)
        for at, found in close.items():
            if len(found) == 1:
                is_shared = sought[found[0]["number"]] > 1
                unlike = is_shared or _told_apart(self.rows[at], found[0])
                self._ask(at, found[0], "worded nearly as another milestone", first=NEW if unlike else SAME)

    def _open(self) -> list[tuple[int, FoundMilestone]]:
        rows = enumerate(self.rows)
        return [(at, row) for at, row in rows if self.matched[at] is None and at not in self.settled]

    def _ask(self, at: int, known: Row, why: str, *, first: str = SAME) -> None:
        row, number = self.rows[at], known["number"]
        words = f"{why}: “{shorten(typeset(known['wording']), SHORT, placeholder=' …')}”"
        choices = [Choice(SAME, f"milestone {number}"), Choice(NEW, "a new milestone")]
        cell = row.where.get("milestone", "")
        code = self.amending.doubt(cell, row.wording, words, f"match:{cell}", choices[:: 1 if first == SAME else -1])
        self.settled.add(at)
        if code == SAME:
            self.matched[at] = self.record.milestones.take([known])

    def _is_gone(self, known: Row) -> bool:
        return known["number"] in self.record.milestones.gone

    def _likeness(self, at: int, known: Row) -> tuple[bool, bool, bool]:
        return (
            same(known["ref"]) == same(self.rows[at].ref),
            self._areas(known) == self.areas[at],
            known["workstream"] == self.workstreams[at],
        )

    def _may_be(self, at: int, known: Row) -> bool:
        """Whether neither its workstream nor its focus areas speak against it."""
        here = self.workstreams[at]
        elsewhere = here is not None and known["workstream"] not in (None, here)
        return not elsewhere and not (self.areas[at] and self._areas(known) and not self.areas[at] & self._areas(known))

    def _areas(self, known: Row) -> frozenset[int]:
        return self.record.areas_of.get(known["number"], frozenset())


def match(
    amending: Amending, record: RecordKnown, areas: Sequence[frozenset[int]], workstreams: Sequence[int | None]
) -> list[int | None]:
    """The number of the record's milestone for each row of the file, None for a new one."""
    rows = amending.report.found.milestones
    matching = Matching(amending, record, rows, areas, workstreams, [None] * len(rows), set())
    if record.milestones.things:
        matching.by_reference()
        matching.by_wording()
        matching.by_former_wording()
        matching.by_focus_areas()
        matching.by_likeness()
    return matching.matched


def _told_apart(row: FoundMilestone, known: Row) -> bool:
    """Two promises may differ by a number or their references alone."""
    refs = {same(row.ref), same(known["ref"])} - {""}
    return len(refs) > 1 or _NUMBER.findall(row.wording) != _NUMBER.findall(known["wording"])
