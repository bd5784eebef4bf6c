"""Whose evidence is: the working team keeps all of it, a partner what is their organisation's."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, Whose, reaches
from wsoa.errors import Barred, Invalid, Unseen
from wsoa.history import OpenEntry, Standing
from wsoa.snapshot import Snapshot, open_programme
from wsoa.snapshot.owners import owners
from wsoa.tables import EvidenceTerms

NOBODY = "Your account names no organisation, so nobody would know whose this is. Ask a programme manager to add it."


def theirs(writing: OpenEntry, number: int) -> Standing:
    """E`number` as it stands, which the actor may keep. Raises Unseen, and Barred for a partner when not theirs."""
    stood = writing.standing(EvidenceTerms, number, clock.today())
    if stood is None:
        raise Unseen("piece of evidence")
    if not keeps_all(writing.actor, writing.programme_id) and stood.values["owner"] != writing.actor.organisation:
        raise Barred(Action.RECORD_EVIDENCE.value)
    return stood


def keeps_all(actor: Actor, programme_id: int) -> bool:
    """Whether the actor keeps all evidence of the programme: who reads the whole of it, and may record."""
    return reaches(actor, Action.READ_WORKING, programme_id, Whose())


def evidence_of_theirs(session: Session, actor: Actor, found: Snapshot) -> frozenset[int]:
    """The evidence of the snapshot that the actor may change. Raises Unseen."""
    programme = open_programme(session, actor, found.slug)
    if not reaches(actor, Action.RECORD_EVIDENCE, programme.id):
        return frozenset()
    every = keeps_all(actor, programme.id)
    mine = actor.organisation
    return frozenset(each.number for each in found.evidence if every or (mine and each.owner_uid == mine))


def may_speak_for(session: Session, actor: Actor, found: Snapshot) -> frozenset[str]:
    """The milestones of the snapshot that evidence of the actor's may speak for, by number as a form says it."""
    programme = open_programme(session, actor, found.slug)
    every, whose = keeps_all(actor, programme.id), owners(session, programme.id)
    return frozenset(
        str(each.number)
        for each in found.milestones
        if every or reaches(actor, Action.RECORD_EVIDENCE, programme.id, whose.get(each.number, Whose()))
    )


def require_own_milestones(writing: OpenEntry, milestones: Collection[int]) -> None:
    """A partner's evidence speaks for what they or their organisation lead, or are asked about. Raises Invalid."""
    actor, programme_id = writing.actor, writing.programme_id
    if keeps_all(actor, programme_id):
        return
    if actor.organisation is None:
        raise Invalid({"": NOBODY})
    whose = owners(writing.session, programme_id)
    allowed = {
        each for each in milestones if reaches(actor, Action.RECORD_EVIDENCE, programme_id, whose.get(each, Whose()))
    }
    if not allowed or allowed != set(milestones):
        raise Invalid({"milestones": "Choose what it speaks for: only what you or your organisation lead."})
