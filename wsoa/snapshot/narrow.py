"""What of a snapshot an actor may see. The whole may be kept in memory; what leaves is narrowed every time."""

from dataclasses import replace

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, Whose, reaches
from wsoa.snapshot.owners import asked_for, owners
from wsoa.snapshot.positions import Snapshot


def narrow(session: Session, actor: Actor, programme_id: int, whole: Snapshot) -> Snapshot:
    """The part of `whole` that the actor's roles reach: all of it, or the workstreams shared with them.

    A partner sees what belongs to those workstreams and what they or their organisation lead, the indicators whose
    values they are asked for, and the evidence that is their organisation's; the programme's own risks, headlines,
    products and other indicators stay with the working team. The inspectors' words are for everybody. What explains a
    point to check goes with the thing it is about.
    """
    if reaches(actor, Action.READ_WORKING, programme_id, Whose()):
        return whole
    if not reaches(actor, Action.READ_WORKING, programme_id):
        return _what_boards_are_asked(whole)
    whose, asked = owners(session, programme_id), asked_for(session, programme_id, actor.uid)
    milestones = tuple(
        milestone
        for milestone in whole.milestones
        if reaches(actor, Action.READ_WORKING, programme_id, whose.get(milestone.number, Whose()))
    )
    shared = {w.number for w in whole.workstreams if reaches(actor, Action.READ_WORKING, programme_id, Whose(w.number))}
    named = shared | {milestone.workstream for milestone in milestones}
    areas = {area for milestone in milestones for area in milestone.focus_areas}
    cited = {number for milestone in milestones if milestone.update for number in milestone.update.evidence}
    ours = actor.organisation
    cited |= {each.number for each in whole.evidence if ours and each.owner_uid == ours}
    mine = {milestone.number for milestone in milestones}
    threats = {risk.number for risk in whole.risks if risk.workstream in shared}
    doubts = tuple(each for each in whole.challenges if each.milestone in mine)
    seen = {
        "milestone": mine,
        "risk": threats,
        "evidence": cited,
        "challenge": {each.number for each in doubts},
    }
    return replace(
        whole,
        milestones=milestones,
        workstreams=tuple(w for w in whole.workstreams if w.number in named),
        focus_areas=tuple(f for f in whole.focus_areas if f.workstream in shared or f.number in areas),
        risks=tuple(risk for risk in whole.risks if risk.workstream in shared),
        lists=tuple(kept for kept in whole.lists if kept.workstream in shared),
        products=(),
        indicators=tuple(each for each in whole.indicators if each.number in asked),
        evidence=tuple(piece for piece in whole.evidence if piece.number in cited),
        asks=tuple(ask for ask in whole.asks if ask.milestone in mine or ask.risk in threats),
        impacts=(),
        promised=tuple(each for each in whole.promised if each.workstream in shared),
        returns=tuple(each for each in whole.returns if each.person == actor.uid),
        challenges=doubts,
        explanations=tuple(each for each in whole.explanations if each.about_number in seen.get(each.about, ())),
    )


def _what_boards_are_asked(whole: Snapshot) -> Snapshot:
    """What a board member reads beside issued packs: the asks, and the boards and rounds they belong to."""
    return replace(
        whole,
        weaknesses=(),
        workstreams=(),
        focus_areas=(),
        milestones=(),
        risks=(),
        lists=(),
        products=(),
        indicators=(),
        evidence=(),
        impacts=(),
        promised=(),
        returns=(),
        challenges=(),
        explanations=(),
    )
