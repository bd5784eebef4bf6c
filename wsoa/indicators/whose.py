"""Whose an indicator is when its values are given: who is asked for them, and who leads what it speaks for."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import TABLE, Action, Actor, Whose, reaches, require
from wsoa.errors import Unseen
from wsoa.history import OpenEntry, Row
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import IndicatorPosition
from wsoa.tables import IndicatorMilestone, IndicatorTerms, Membership, Person, metadata

_membership = metadata.tables[str(Membership.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]


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


def who_may_give(session: Session, programme_id: int) -> frozenset[str]:
    """Who holds a role today in which values are given, of an account that is open: by uid."""
    today = clock.today()
    held = (
        select(_membership.c.person_uid)
        .join(_person, _person.c.uid == _membership.c.person_uid)
        .where(_membership.c.programme_id == programme_id, _membership.c.role.in_(TABLE[Action.ENTER_VALUES]))
        .where(_membership.c.starts <= today, or_(_membership.c.ends.is_(None), _membership.c.ends >= today))
        .where(_person.c.disabled_at.is_(None))
    )
    return frozenset(session.scalars(held))


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
