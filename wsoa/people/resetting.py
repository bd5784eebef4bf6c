"""Who may hand somebody a code for a new passphrase: never for oneself, never into more rights than one's own."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import TABLE, TWO_PEOPLE, Action, Actor, require_somewhere
from wsoa.people.members import not_ended
from wsoa.snapshot import open_programme
from wsoa.tables import Membership, Person, metadata

_person = metadata.tables[str(Person.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
# Whoever checks a file or cross-checks a narrative is held against who let them in when they do so: see let_in_by.
_HELD_THEN = frozenset({Action.CHECK_FILE, Action.CROSS_CHECK})
_SECONDS = sorted({role for action in TWO_PEOPLE - _HELD_THEN for role in TABLE[action]})


def may_forget_here(session: Session, actor: Actor, slug: str) -> frozenset[str]:
    """For whom this programme's manager may make a code for a new passphrase. Unseen and Barred.

    All their roles, in force or to come, are in this programme, and none that they hold or ever held in it makes them
    the second of two people: with a code for a leader's account, or for that of a leader whose role is ended for a
    moment, a manager could approve what they proposed. An administrator does it for all others.
    """
    programme = open_programme(session, actor, slug, Action.MANAGE_PEOPLE)
    lasting = not_ended(clock.today())
    is_here = _membership.c.programme_id == programme.id
    here = select(_membership.c.person_uid).where(lasting, is_here)
    elsewhere = lasting & _membership.c.programme_id.is_distinct_from(programme.id)
    ever_second = is_here & _membership.c.role.in_(_SECONDS)
    others = select(_membership.c.person_uid).where(or_(elsewhere, ever_second))
    return frozenset(session.scalars(_forgetful(actor).where(_person.c.uid.in_(here), _person.c.uid.not_in(others))))


def may_forget(session: Session, actor: Actor) -> frozenset[str]:
    """For whom an administrator may make such a code: whoever has a passphrase and is not the one who asks. Barred."""
    require_somewhere(actor, Action.MANAGE_ACCOUNTS)
    return frozenset(session.scalars(_forgetful(actor)))


def _forgetful(actor: Actor) -> Select[tuple[str]]:
    own = _person.c.uid == (actor.uid or "")
    return select(_person.c.uid).where(_person.c.passphrase.is_not(None), _person.c.disabled_at.is_(None), ~own)
