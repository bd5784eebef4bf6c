"""Whose a pack, a narrative or a piece of evidence is when its release is proposed or withdrawn."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Barred, Unseen
from wsoa.history import OpenEntry
from wsoa.snapshot import Snapshot, open_programme
from wsoa.snapshot.issued import packs
from wsoa.snapshot.narratives import narrative
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import PackPosition
from wsoa.snapshot.positions.narrated import NarrativePosition
from wsoa.snapshot.positions.released import Releasable
from wsoa.tables import EvidenceMilestone, EvidenceTerms


def evidence_in_reach(session: Session, actor: Actor, found: Snapshot, action: Action) -> frozenset[int]:
    """The evidence of the snapshot to which the actor may do this: what speaks for a milestone of theirs, or all.

    Raises Unseen.
    """
    programme = open_programme(session, actor, found.slug)
    whose = owners(session, programme.id)
    return frozenset(
        each.number for each in found.evidence if _reaches(actor, action, programme.id, whose, each.milestones)
    )


def may_see_to(session: Session, actor: Actor, found: Snapshot, action: Action, what: Releasable, number: int) -> bool:
    """Whether the actor may do this to the release of that pack, narrative or piece of evidence."""
    if what is Releasable.EVIDENCE:
        return number in evidence_in_reach(session, actor, found, action)
    return reaches(actor, action, open_programme(session, actor, found.slug).id, Whose())


def issued_pack(writing: OpenEntry, slug: str, number: int, action: Action) -> PackPosition:
    """A pack the actor knows of and may do this to. Raises Unseen and Barred."""
    found = next((each for each in packs(writing.session, writing.actor, slug) if each.number == number), None)
    if found is None:
        raise Unseen("pack")
    if not reaches(writing.actor, action, writing.programme_id, Whose()):
        raise Barred(action.value)
    return found


def issued_narrative(writing: OpenEntry, slug: str, number: int, action: Action) -> NarrativePosition:
    """A narrative the actor knows of and may do this to. Raises Unseen and Barred."""
    found = narrative(writing.session, writing.actor, slug, number)
    if not reaches(writing.actor, action, writing.programme_id, Whose()):
        raise Barred(action.value)
    return found


def sensitivity_of(writing: OpenEntry, number: int, action: Action) -> str:
    """How a piece of evidence may be shared, as it says ("": nothing). Raises Unseen, and Barred when not theirs."""
    stood = writing.standing(EvidenceTerms, number, clock.today())
    if stood is None:
        raise Unseen("piece of evidence")
    named = [line["milestone"] for line in stood.children[str(EvidenceMilestone.__tablename__)]]
    whose = owners(writing.session, writing.programme_id)
    if not _reaches(writing.actor, action, writing.programme_id, whose, named):
        raise Barred(action.value)
    return stood.values["sensitivity"] or ""


def _reaches(
    actor: Actor, action: Action, programme_id: int, whose: Mapping[int, Whose], milestones: Collection[int]
) -> bool:
    """Evidence is a lead's where it speaks for any milestone of theirs; two people look at it in any case."""
    things = [whose[each] for each in milestones if each in whose] or [Whose()]
    return any(reaches(actor, action, programme_id, each) for each in things)
