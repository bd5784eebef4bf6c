"""Whose an indicator is when its values are given: who is asked for them, and who leads what it speaks for."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, Whose, reaches, require
from wsoa.errors import Unseen
from wsoa.history import OpenEntry, Row
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import IndicatorPosition
from wsoa.tables import IndicatorMilestone, IndicatorTerms


def whose_values(
    session: Session, programme_id: int, milestones: Iterable[int], asked: str | None
) -> tuple[Whose, ...]:
    """What stands behind the values of an indicator, one for each workstream it speaks for; any one is enough.

    With nobody asked for them and no workstream, they are the manager's.
    """
    known = owners(session, programme_id) if milestones else {}
    streams = dict.fromkeys(known[each].workstream for each in milestones if each in known)
    people = (asked,) if asked else ()
    return tuple(Whose(each, assigned=people) for each in streams if each) or (Whose(assigned=people),)


def may_give(session: Session, actor: Actor, programme_id: int, indicator: IndicatorPosition) -> bool:
    """Whether the actor may give the values of an indicator they can see."""
    whose = whose_values(session, programme_id, indicator.milestones, indicator.asked)
    return any(reaches(actor, Action.ENTER_VALUES, programme_id, each) for each in whose)


def require_mine(writing: OpenEntry, indicator: int, what: str = "indicator") -> Row:
    """The terms of an indicator whose values the actor may give. Raises Unseen (of the `what` asked for) and Barred."""
    stood = writing.standing(IndicatorTerms, indicator, clock.today())
    if stood is None:
        raise Unseen(what)
    actor, programme_id, asked = writing.actor, writing.programme_id, stood.values["asked"]
    sees_all = reaches(actor, Action.READ_WORKING, programme_id, Whose())
    if not sees_all and (asked is None or asked != actor.uid):
        raise Unseen(what)
    links = stood.children[str(IndicatorMilestone.__tablename__)]
    whose = whose_values(writing.session, programme_id, [each["milestone"] for each in links], asked)
    if not any(reaches(actor, Action.ENTER_VALUES, programme_id, each) for each in whose):
        require(actor, Action.ENTER_VALUES, programme_id, whose[0])
    return stood.values
