"""The evidence room: everything that the released narratives hold, as it was frozen, for whoever may read them.

Nothing here is read from the working record: a milestone's page, a draw and how long an area has been known are those
frozen with the latest released narrative that speaks of them (PROOFS 2.2).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from exports import catalogue
from exports.evidence_narrative.behind import AreaBehind, MilestoneBehind
from exports.evidence_narrative.citing import place
from exports.evidence_narrative.contents import EvidenceNarrativeContents
from exports.frozen import thawed
from wsoa.access import Actor
from wsoa.errors import Unseen
from wsoa.marked_text import CitedKind
from wsoa.snapshot.positions.released import Released, ReleasedEvidence, ReleasedNarrative
from wsoa.snapshot.released import released

REPORT = "evidence-narrative"


@dataclass(frozen=True, slots=True)
class Told:
    """A released narrative and what it says."""

    item: ReleasedNarrative
    contents: EvidenceNarrativeContents

    @property
    def title(self) -> str:
        """What it is called, as it says itself: *Evidence narrative of area of weakness 1, version 2*."""
        return f"{self.contents.about.position}, version {self.item.version}"


@dataclass(frozen=True)
class Room:
    """The released narratives that stand, the last issued first; `earlier` are those that a later one has replaced.

    `evidence` are the released pieces that the reader may open, by number.
    """

    narratives: tuple[Told, ...]
    earlier: tuple[ReleasedNarrative, ...]
    evidence: Mapping[int, ReleasedEvidence]

    @cached_property
    def milestones(self) -> Mapping[int, tuple[MilestoneBehind, Told]]:
        """Every milestone, as the latest narrative that speaks of it says it stood, in the order of that narrative."""
        found: dict[int, tuple[MilestoneBehind, Told]] = {}
        for told in self.narratives:
            for milestone in told.contents.milestones:
                found.setdefault(milestone.number, (milestone, told))
        return found

    @cached_property
    def areas(self) -> Mapping[int, tuple[AreaBehind, Told]]:
        """Every area of weakness, by its number and in the order of numbers, as the latest narrative of it knows it."""
        found: dict[int, tuple[AreaBehind, Told]] = {}
        for told in self.narratives:
            for area in told.contents.areas:
                found.setdefault(area.number, (area, told))
        return dict(sorted(found.items()))

    def leads_to(self, evidence: str, milestones: str) -> Mapping[str, str]:
        """Where a place in a narrative leads to instead: released evidence and milestones have pages of their own.

        `evidence` and `milestones` are the addresses of those pages with {} for the number.
        """
        pieces = {place(CitedKind.EVIDENCE, number): evidence.format(number) for number in self.evidence}
        actions = {place(CitedKind.MILESTONE, number): milestones.format(number) for number in self.milestones}
        return {**pieces, **actions}

    def of(self, weakness: int | None) -> list[tuple[MilestoneBehind, Told]]:
        """The milestones that serve an area (None: all of them)."""
        return [each for each in self.milestones.values() if weakness is None or weakness in each[0].weaknesses]

    def milestone(self, number: int) -> tuple[MilestoneBehind, Told]:
        """One milestone. Raises Unseen."""
        if number not in self.milestones:
            raise Unseen("milestone")
        return self.milestones[number]

    def area(self, number: int) -> tuple[AreaBehind, Told]:
        """One area of weakness. Raises Unseen."""
        if number not in self.areas:
            raise Unseen("area of weakness")
        return self.areas[number]

    def narrative(self, number: int) -> Told:
        """One released narrative, also one that a later one has replaced. Raises Unseen."""
        found = next((each for each in self.narratives if each.item.number == number), None)
        older = next((each for each in self.earlier if each.number == number), None)
        if found is None and older is None:
            raise Unseen("evidence narrative")
        return found or _told(older)  # type: ignore[arg-type]  # one of the two is there


def open_room(session: Session, actor: Actor, slug: str) -> Room:
    """What is released to the reader today. Raises Unseen and Barred."""
    found = released(session, actor, slug)
    told = last_issued_first(found)
    return Room(
        narratives=tuple(_told(each) for each in told if each.replaced_by is None),
        earlier=tuple(each for each in told if each.replaced_by is not None),
        evidence={each.number: each for each in found if isinstance(each, ReleasedEvidence)},
    )


def last_issued_first(found: Iterable[Released]) -> list[ReleasedNarrative]:
    """The narratives among what is released: whichever was begun first, the latest is the one that was issued last."""
    issued = (each for each in found if isinstance(each, ReleasedNarrative))
    return sorted(issued, key=lambda each: (each.issued_at, each.number), reverse=True)


def _told(item: ReleasedNarrative) -> Told:
    return Told(item, thawed(catalogue.report(REPORT), item.contents))
