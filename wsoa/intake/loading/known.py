"""Which thing of the record a row of a file speaks of (DESIGN 6, imports).

A row is matched by a unique reference, else by the same wording, else by the only milestone of the same focus areas,
which is listed as doubtful. What one row has claimed, no other row of the file may have.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten

from wsoa.history import OpenEntry, Row, newest, newest_children, rows
from wsoa.intake.found import FoundTracker
from wsoa.tables import (
    FocusAreaTerms,
    History,
    IndicatorTerms,
    MilestoneFocusArea,
    MilestoneTerms,
    ProductTerms,
    RiskTerms,
    WorkstreamTerms,
)
from wsoa.terms import ThingState

SHORT = 80


def same(words: str | None) -> str:
    """Words as they are compared: without case, accents' variants, punctuation or spacing."""
    text = unicodedata.normalize("NFKC", words or "").casefold()
    return " ".join(re.findall(r"\w+", text))


@dataclass(slots=True)
class Known:
    """Things of one kind that the record held before this file, and those a row has claimed."""

    things: list[Row]
    claimed: set[int] = field(default_factory=set)

    def claim(self, among: Collection[int] | None = None, *, only: bool = False, **said: str | None) -> int | None:
        """The first thing not yet claimed that says the same in each column (with `only`: the only one).

        `among` are the numbers that may be claimed. What is found is claimed from now on.
        """
        fitting = [
            row["number"]
            for row in self.things
            if row["number"] not in self.claimed
            and (among is None or row["number"] in among)
            and all(same(row[column]) == same(words) for column, words in said.items())
        ]
        if not fitting or (only and len(fitting) > 1):
            return None
        self.claimed.add(fitting[0])
        return int(fitting[0])

    def unclaimed(self) -> list[Row]:
        """What still stands in the record and no row of the file spoke of."""
        live = (row for row in self.things if row.get("state") in (None, ThingState.LIVE))
        return [row for row in live if row["number"] not in self.claimed]


@dataclass(frozen=True, slots=True)
class RecordKnown:
    """All that rows of a file may speak of."""

    workstreams: Known
    focus_areas: Known
    milestones: Known
    risks: Known
    products: Known
    indicators: Known
    areas_of: dict[int, frozenset[int]]

    def serving(self, areas: frozenset[int]) -> frozenset[int]:
        """The milestones that serve exactly these focus areas."""
        return frozenset(number for number, served in self.areas_of.items() if served == areas)


def known(entry: OpenEntry) -> RecordKnown:
    """The record as it is known at its latest, whatever date the file speaks for."""
    latest = entry.moment(date.max)

    def things(kind: type[History]) -> Known:
        return Known(list(rows(entry.session, newest(kind), latest)))

    areas: dict[int, set[int]] = {}
    for row in rows(entry.session, newest_children(MilestoneFocusArea, MilestoneTerms), latest):
        areas.setdefault(row["thing"], set()).add(row["focus_area"])
    return RecordKnown(
        workstreams=things(WorkstreamTerms),
        focus_areas=things(FocusAreaTerms),
        milestones=things(MilestoneTerms),
        risks=things(RiskTerms),
        products=things(ProductTerms),
        indicators=things(IndicatorTerms),
        areas_of={number: frozenset(found) for number, found in areas.items()},
    )


def not_spoken_of(record: RecordKnown, found: FoundTracker) -> list[str]:
    """What the record holds and the file does not: milestones, and of the rest the kinds of which it has any."""
    kinds = (
        ("milestone", record.milestones, "wording", True),
        ("risk", record.risks, "title", bool(found.risks)),
        ("reporting product", record.products, "name", bool(found.products)),
        ("indicator", record.indicators, "name", bool(found.indicators)),
    )
    return [
        f"{kind} {row['number']} ({row.get('ref') or shorten(row[words], SHORT, placeholder=' …')})"
        for kind, things, words, spoken_of in kinds
        if spoken_of
        for row in things.unclaimed()
    ]


def unique(refs: Iterable[str]) -> frozenset[str]:
    """The references that stand only once: only those can name a row."""
    return frozenset(ref for ref, times in Counter(same(ref) for ref in refs).items() if ref and times == 1)
