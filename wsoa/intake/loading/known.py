"""What the record held before a file, and which of it a row of the file has claimed (DESIGN 6, imports)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten

from wsoa.history import OpenEntry, Row, newest, newest_children, rows
from wsoa.intake.found import FoundTracker, TableKind
from wsoa.intake.loading.agreed import Past, past
from wsoa.intake.loading.told import Telling
from wsoa.intake.loading.wording import same, same_name
from wsoa.snapshot.structure import Part, Structure, structure
from wsoa.tables import (
    FocusAreaTerms,
    History,
    IndicatorTerms,
    MilestoneFocusArea,
    MilestoneTerms,
    ProductTerms,
    RiskTerms,
    WeaknessTerms,
    WorkstreamTerms,
)
from wsoa.terms import ThingState

SHORT = 80
NO_PARTS: Mapping[int, Part] = {}


@dataclass(slots=True)
class Known:
    """Things of one kind that the record held before this file, and those a row has claimed.

    `gone` no longer stand on the file's date: what still stands is claimed before them. `past` are the rows of those
    that a person changed with somebody's agreement.
    """

    things: list[Row]
    gone: frozenset[int] = frozenset()
    past: Past = field(default_factory=dict)
    claimed: set[int] = field(default_factory=set)
    _by_column: dict[str, dict[str, list[Row]]] = field(default_factory=dict)

    def free(self, **said: str | None) -> list[Row]:
        """The things not yet claimed that say the same in each column; those that are gone only for want of others."""
        found = self.things
        for name, words in said.items():
            if found is self.things:
                found = self._saying(name).get(same(words), [])
            found = [row for row in found if same(row[name]) == same(words)]
        return self._standing_first([row for row in found if row["number"] not in self.claimed])

    def free_formerly(self, says: Callable[[str], str], column: str, words: str) -> list[Row]:
        """The things not yet claimed that said so before a person changed their words, and still stand."""
        said = {n for n, rows_ in self.past.items() if any(says(row[column]) == says(words) for row in rows_)}
        return [row for row in self.things if row["number"] in said - self.claimed - self.gone]

    def _standing_first(self, found: list[Row]) -> list[Row]:
        return [row for row in found if row["number"] not in self.gone] or found

    def _saying(self, column: str) -> dict[str, list[Row]]:
        if column not in self._by_column:
            said = self._by_column[column] = {}
            for row in self.things:
                said.setdefault(same(row[column]), []).append(row)
        return self._by_column[column]

    def claim(self, near: Mapping[str, object] | None = None, **said: str | None) -> int | None:
        """The first thing not yet claimed that says the same in each column; it is claimed from now on.

        Of several, one that has the values of `near` in those columns.
        """
        free = self.free(**said)
        free.sort(key=lambda row: any(row[name] != value for name, value in (near or {}).items()))
        return self.take(free[:1])

    def claim_named(self, name: str) -> int | None:
        """The first thing not yet claimed of that name, spelt in whatever way; it is claimed from now on.

        Else the only one that a person has renamed since.
        """
        named = [row for row in self.things if same_name(row["name"]) == same_name(name)]
        free = self._standing_first([row for row in named if row["number"] not in self.claimed])
        return self.take(free[:1] or self.free_formerly(same_name, "name", name))

    def take(self, only: list[Row]) -> int | None:
        """Claim the thing where there is exactly one, and no row has claimed it."""
        if len(only) != 1 or only[0]["number"] in self.claimed:
            return None
        number = int(only[0]["number"])
        self.claimed.add(number)
        return number

    def refs(self) -> frozenset[str]:
        """The references that stand only once: among what still stands, else among what is gone."""
        refs: dict[bool, list[str]] = {True: [], False: []}
        for row in self.things:
            refs[row["number"] in self.gone].append(row["ref"])
        return unique(refs[False]) | (unique(refs[True]) - {same(ref) for ref in refs[False]})

    def unclaimed(self) -> list[Row]:
        """What still stands in the record and no row of the file spoke of."""
        live = (row for row in self.things if row.get("state") in (None, ThingState.LIVE))
        return [row for row in live if row["number"] not in self.claimed]


@dataclass(frozen=True, slots=True)
class RecordKnown:
    """All that rows of a file may speak of. `areas_of` are the focus areas each milestone serves.

    `plan` tells what on the file's date no longer stands, and what took its place.
    """

    weaknesses: Known
    workstreams: Known
    focus_areas: Known
    milestones: Known
    risks: Known
    products: Known
    indicators: Known
    areas_of: dict[int, frozenset[int]]
    plan: Structure


def known(entry: OpenEntry, as_at: date) -> RecordKnown:
    """The record as it is known at its latest; what is gone, and what a person changed, by the date of the file."""
    latest, plan = entry.moment(date.max), structure(entry.session, entry.programme_id, as_at)

    def things(kind: type[History], parts: Mapping[int, Part] = NO_PARTS) -> Known:
        gone = frozenset(number for number, part in parts.items() if not part.is_live)
        changed = past(entry, kind, as_at) if parts else {}
        return Known(list(rows(entry.session, newest(kind), latest)), gone, changed)

    areas: dict[int, set[int]] = {}
    for row in rows(entry.session, newest_children(MilestoneFocusArea, MilestoneTerms), latest):
        areas.setdefault(row["thing"], set()).add(row["focus_area"])
    return RecordKnown(
        weaknesses=things(WeaknessTerms),
        workstreams=things(WorkstreamTerms, plan.workstreams),
        focus_areas=things(FocusAreaTerms, plan.focus_areas),
        milestones=things(MilestoneTerms, plan.milestones),
        risks=things(RiskTerms),
        products=things(ProductTerms),
        indicators=things(IndicatorTerms),
        areas_of={number: frozenset(found) for number, found in areas.items()},
        plan=plan,
    )


def name_things(record: RecordKnown, telling: Telling) -> None:
    """Let changes be told by the names of things, not by their numbers."""
    named = (
        ("weakness", record.weaknesses, "wording"),
        ("workstream", record.workstreams, "name"),
        ("focus_area", record.focus_areas, "wording"),
    )
    for thing, things, column in named:
        for row in things.things:
            telling.names[thing, row["number"]] = " ".join(filter(None, (row.get("ref"), row[column])))


def is_of_values_only(found: FoundTracker) -> bool:
    """Whether the file brings values of indicators and is no plan: it could never have held a milestone."""
    of_values = found.values or any(table.kind is TableKind.VALUES for table in found.tables)
    return bool(of_values) and not found.milestones


def not_spoken_of(record: RecordKnown, found: FoundTracker) -> list[str]:
    """What the record holds and a plan does not: milestones, and of the rest the kinds of which the file has any."""
    kinds = (
        ("milestone", record.milestones, "wording", not is_of_values_only(found)),
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
