"""What the sections cite, and whether it still holds: found out from the position, never kept. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from wsoa.marked_text import Citation, CitedKind, cited
from wsoa.points.shape import day
from wsoa.snapshot import Snapshot
from wsoa.snapshot.citable import NOTHING, Citable
from wsoa.snapshot.positions import EvidencePosition, IndicatorPosition, MilestonePosition, Written
from wsoa.snapshot.positions.voices import AuditPosition, CaseStudyPosition, VoicePosition
from wsoa.terms import ThingState

REVISED = "It was revised after these words were written. Read whether they still hold, and save the section again."
_SAID_NO_LONGER = "It was withdrawn, and is no longer used."
_Cited = EvidencePosition | IndicatorPosition | MilestonePosition | CaseStudyPosition | VoicePosition | AuditPosition


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a citation stands for: thing `number` of `kind` (None: nothing), and `what` it is in its own words.

    `why` says in sentences why it does not hold; empty where it does.
    """

    citation: Citation
    kind: CitedKind
    number: int | None = None
    what: str = ""
    why: str = ""

    @property
    def holds(self) -> bool:
        """Whether it can be relied on as it stands."""
        return not self.why


def resolved(
    found: Snapshot, text: str, behind: Citable = NOTHING, *, since: int | None = None
) -> tuple[Resolved, ...]:
    """Everything the text cites, each once in the order in which it comes, as at the snapshot's moment.

    `since` is the entry that wrote the text: what was revised after it no longer holds. None: it is written now.
    """
    return tuple(resolve(found, each, behind, since=since) for each in cited(text))


def resolve(found: Snapshot, citation: Citation, behind: Citable = NOTHING, *, since: int | None = None) -> Resolved:
    """What one citation stands for, and whether it holds: see `resolved`."""
    if citation.kind is CitedKind.REFERENCE:
        return _referred(found, citation, behind, since)
    number = citation.number or 0
    thing = next((each for each in _of_kind(found, behind, citation.kind) if each.number == number), None)
    if thing is None:
        return Resolved(citation, citation.kind, why=f"There is no {citation.label} in the record.")
    why = _gone(thing, found) or _revised(thing, behind, since)
    return Resolved(citation, citation.kind, number, _words(thing), why)


def _of_kind(found: Snapshot, behind: Citable, kind: CitedKind) -> Sequence[_Cited]:
    match kind:
        case CitedKind.EVIDENCE:
            return found.evidence
        case CitedKind.INDICATOR:
            return found.indicators
        case CitedKind.CASE_STUDY:
            return behind.said.case_studies
        case CitedKind.QUOTATION:
            return behind.said.voices
        case CitedKind.AUDIT:
            return behind.said.audits
        case _:
            return found.milestones


def _referred(found: Snapshot, citation: Citation, behind: Citable, since: int | None) -> Resolved:
    """The one milestone of that reference: those that are promised come before those that were."""
    words, kind = found.words, CitedKind.MILESTONE
    named = [each for each in found.milestones if each.ref.casefold() == citation.ref.casefold()]
    same = [each for each in named if each.state is ThingState.LIVE] or named
    if not same:
        why = f"No {words.milestone} is called {citation.ref}. If it is no citation, write it in round brackets."
        return Resolved(citation, kind, why=why)
    if len(same) > 1:
        told = " or ".join(f"[#{each.number}]" for each in same)
        why = f"{len(same)} {words.milestones} are called {citation.ref}. Say which one: write {told} instead."
        return Resolved(citation, kind, why=why)
    why = _gone(same[0], found) or _revised(same[0], behind, since)
    return Resolved(citation, kind, same[0].number, _words(same[0]), why)


def _gone(thing: _Cited, found: Snapshot) -> str:
    """Why nobody can rely on it any more."""
    match thing:
        case EvidencePosition() if thing.withdrawn is not None:
            return " ".join(filter(None, ("It was withdrawn.", thing.withdrawn)))
        case EvidencePosition() if thing.expires and thing.expires < found.as_at:
            return f"It expired on {day(thing.expires)}."
        case MilestonePosition() if thing.state is not ThingState.LIVE:
            return _no_longer_promised(thing, found)
        case CaseStudyPosition() | VoicePosition() | AuditPosition() if thing.withdrawn:
            return _SAID_NO_LONGER
        case _:
            return ""


def _no_longer_promised(thing: MilestonePosition, found: Snapshot) -> str:
    after = next((each for each in found.milestones if each.number == thing.replaced_by), None)
    instead = f" Cite [#{after.number}] instead: {_words(after)}" if after else ""
    return f"It is {thing.state.value}: nobody promises it any more.{instead}"


def _revised(thing: _Cited, behind: Citable, since: int | None) -> str:
    """That it has become another since it was cited."""
    if since is None:
        return ""
    match thing:
        case MilestonePosition():
            return REVISED if behind.promised.get(thing.number, 0) > since else ""
        case EvidencePosition():
            return REVISED if behind.revised.get(thing.number, 0) > since else ""
        case CaseStudyPosition() | VoicePosition() | AuditPosition():
            return REVISED if _became_another(thing.written, since) else ""
        case IndicatorPosition():
            told = ", ".join(each.period for each in thing.values if _became_another(each.written, since))
            return f"Its value for {told} was corrected. {REVISED}" if told else ""


def _became_another(written: Written, since: int) -> bool:
    return written.sequence > 1 and written.entry > since


def _words(thing: _Cited) -> str:
    match thing:
        case EvidencePosition() | CaseStudyPosition():
            return thing.title
        case IndicatorPosition():
            return thing.name
        case VoicePosition():
            return thing.wording
        case AuditPosition():
            return f"Audit of {thing.sample} plans, {day(thing.held_on)}"
        case MilestonePosition():
            return f"{thing.ref} {thing.wording}".strip()
