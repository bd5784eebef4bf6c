"""What can be cited about an area of weakness, each with the label that is typed for it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.pages.narratives.told import page_of
from api.selection import of_weakness
from api.standing import Links
from exports.parts.measured import NO_VALUE, value_words
from wsoa.marked_text import Citation, CitedKind, citation
from wsoa.narratives import resolve
from wsoa.points import live
from wsoa.snapshot import Snapshot
from wsoa.snapshot.citable import Citable
from wsoa.snapshot.positions import IndicatorPosition, MilestonePosition, capital
from wsoa.snapshot.positions.voices import AuditPosition, CaseStudyPosition, VoicePosition


@dataclass(frozen=True, slots=True)
class Pick:
    """Something that can be cited: the label to type, what it is, what is known of it now, and where it stands.

    `own`: it speaks of this area of weakness. `why`: it would not hold.
    """

    label: str
    what: str
    now: str
    href: str
    own: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Picks:
    """What can be cited of one kind, that of this area first."""

    heading: str
    picks: tuple[Pick, ...]

    @property
    def own(self) -> tuple[Pick, ...]:
        """Of this area."""
        return tuple(each for each in self.picks if each.own)

    @property
    def others(self) -> tuple[Pick, ...]:
        """Of other areas, or of none."""
        return tuple(each for each in self.picks if not each.own)


def to_cite(found: Snapshot, links: Links, behind: Citable, weakness: int) -> tuple[Picks, ...]:
    """Everything that can be cited, kind by kind; kinds of which there is nothing are left out."""
    every = (
        Picks("Evidence", tuple(_evidence(found, links, behind, weakness))),
        Picks("Indicators", tuple(_indicators(found, links, weakness))),
        Picks(capital(found.words.milestones), tuple(_milestones(found, links, weakness))),
        Picks("Quotations", tuple(_voices(found, links, behind, weakness, CitedKind.QUOTATION))),
        Picks("Case studies", tuple(_voices(found, links, behind, weakness, CitedKind.CASE_STUDY))),
        Picks("Audits of plans", tuple(_voices(found, links, behind, weakness, CitedKind.AUDIT))),
    )
    return tuple(each for each in every if each.picks)


def _evidence(found: Snapshot, links: Links, behind: Citable, weakness: int) -> Iterator[Pick]:
    serves = of_weakness(found, weakness)
    serving = {each.number for each in live(found) if serves(each, found)}
    for piece in found.evidence:
        own = weakness in piece.weaknesses or not serving.isdisjoint(piece.milestones)
        yield _pick(found, links, behind, Citation(CitedKind.EVIDENCE, piece.number), piece.shows or "", own)


def _indicators(found: Snapshot, links: Links, weakness: int) -> Iterator[Pick]:
    for each in found.indicators:
        label = Citation(CitedKind.INDICATOR, each.number).label
        href = page_of(links, CitedKind.INDICATOR, each.number)
        yield Pick(label, each.name, _latest(each), href, weakness in each.weaknesses)


def _latest(indicator: IndicatorPosition) -> str:
    if not indicator.values:
        return NO_VALUE
    latest = indicator.values[-1]
    return f"{value_words(latest, indicator.unit)}, {latest.period}"


def _milestones(found: Snapshot, links: Links, weakness: int) -> Iterator[Pick]:
    serves = of_weakness(found, weakness)
    called = Counter(each.ref.casefold() for each in live(found))
    for each in live(found):
        now = each.level.label if each.level else "Not rated"
        href = page_of(links, CitedKind.MILESTONE, each.number)
        own = serves(each, found)
        yield Pick(_label(each, called), f"{each.ref} {each.wording}".strip(), now, href, own)


def _label(milestone: MilestonePosition, called: Counter[str]) -> str:
    """Its reference, where that cites it and nothing else; else its number, which always does."""
    by_ref = citation(milestone.ref)
    alone = by_ref and by_ref.kind is CitedKind.REFERENCE and called[milestone.ref.casefold()] == 1
    return milestone.ref if alone else Citation(CitedKind.MILESTONE, milestone.number).label


def _voices(found: Snapshot, links: Links, behind: Citable, weakness: int, kind: CitedKind) -> Iterator[Pick]:
    said: Mapping[CitedKind, Sequence[VoicePosition | CaseStudyPosition | AuditPosition]] = {
        CitedKind.QUOTATION: behind.said.voices,
        CitedKind.CASE_STUDY: behind.said.case_studies,
        CitedKind.AUDIT: behind.said.audits,
    }
    for each in said[kind]:
        if not each.withdrawn:
            yield _pick(found, links, behind, Citation(kind, each.number), "", weakness in each.weaknesses)


def _pick(found: Snapshot, links: Links, behind: Citable, cites: Citation, now: str, own: bool) -> Pick:
    stands = resolve(found, cites, behind)
    return Pick(cites.label, stands.what, now, page_of(links, cites.kind, cites.number or 0), own, stands.why)
