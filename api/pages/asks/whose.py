"""Whose the thing is that an ask is about, and about what somebody may ask."""

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, Whose, reaches
from wsoa.points import live
from wsoa.snapshot import Snapshot
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import AskPosition
from wsoa.terms import RiskStatus


def whose_is(session: Session, programme_id: int, found: Snapshot, ask: AskPosition) -> Whose:
    """The owner of the milestone or risk the ask stands beside."""
    if ask.milestone is not None:
        return owners(session, programme_id, number=ask.milestone).get(ask.milestone, Whose())
    return Whose(next((risk.workstream for risk in found.risks if risk.number == ask.risk), None))


def may_raise(actor: Actor, programme_id: int, whose: Whose) -> bool:
    """Whether the actor may ask about what belongs to `whose`."""
    return reaches(actor, Action.RAISE_ASK, programme_id, whose)


def things_to_ask_about(
    session: Session, actor: Actor, programme_id: int, found: Snapshot
) -> tuple[tuple[str, str], ...]:
    """What the actor may ask about, as (code, words): m7 is milestone 7, r2 risk 2; "" stands for the programme."""
    whose = owners(session, programme_id)
    milestones = (
        (f"m{each.number}", " ".join(filter(None, (each.ref, each.wording))))
        for each in live(found)
        if may_raise(actor, programme_id, whose.get(each.number, Whose()))
    )
    risks = (
        (f"r{each.number}", f"Risk: {' '.join(filter(None, (each.ref, each.title)))}")
        for each in found.risks
        if each.status is RiskStatus.OPEN and may_raise(actor, programme_id, Whose(each.workstream))
    )
    whole = (("", "The programme as a whole"),) if may_raise(actor, programme_id, Whose()) else ()
    return (*whole, *milestones, *risks)
