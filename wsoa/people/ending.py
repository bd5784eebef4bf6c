"""Ending a role. Whoever leads hands over in the same entry, so that no promise is left without a name unnoticed."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Conflict, Invalid, Refused, Unseen
from wsoa.history import entry, lock_head
from wsoa.people.accounts import note_role
from wsoa.people.every_account import ONESELF, held_somewhere, one_account
from wsoa.people.handing_over import HandOver
from wsoa.people.joining import OF_WORKSTREAMS
from wsoa.people.members import Member, RoleHeld, ensure_member, in_force, members
from wsoa.people.named import UPDATING, NamedIn, left_behind
from wsoa.snapshot import open_programme
from wsoa.tables import Membership, Person, metadata
from wsoa.terms import Role, SecurityKind
from wsoa.text import Line

_person = metadata.tables[str(Person.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]

NOBODY = "nobody"


class EndingChange(Change):
    """Who takes over (a uid, or NOBODY yet), and what the form listed: `NamedIn.keys` and, of all, `RoleHeld.key`."""

    successor: Line | None = None
    listed: tuple[Line, ...] = ()
    token: Annotated[Line, Field(max_length=64)] | None = None


def would_leave(
    session: Session, actor: Actor, slug: str, person: str, roles: Collection[int] | None
) -> tuple[Member, tuple[RoleHeld, ...], NamedIn]:
    """The person, those of their roles that would end (None: all), and what would be left without them.

    Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.MANAGE_PEOPLE)
    return _leaving(session, programme.id, person, roles)


def end_roles(
    session: Session, actor: Actor, slug: str, person: str, roles: Collection[int] | None, change: EndingChange
) -> None:
    """End roles of a person (None: all): from the next request on they give no rights.

    What names the person goes to the successor, who also gets the roles they take over in workstreams, or to nobody
    yet. Roles that have ended already stay as they are. Raises Unseen, Barred, Conflict when since the form was opened
    more has come to name the person or, where all end, a role was given them, and Invalid for the last programme
    manager, for no answer to who takes over, or for one who cannot.
    """
    action = Action.MANAGE_PEOPLE
    with entry(
        session,
        actor,
        slug,
        command="end_roles",
        action=action,
        token=change.token,
        payload=(person, sorted(roles or ()), change),
    ) as writing:
        leaver, ending, named = _leaving(session, writing.programme_id, person, roles)
        if not ending:
            return
        _require_another_manager(session, writing.programme_id, leaver, ending)
        shown = named.keys | ({role.key for role in ending} if roles is None else set())
        if new := shown.difference(change.listed):
            raise Conflict(f"What names {leaver.name}", seen=len(change.listed), newest=len(change.listed) + len(new))
        successor = _successor(session, writing.programme_id, leaver, change.successor) if named else None
        for role in ending:
            _end(session, actor, writing.programme_id, leaver.uid, role)
            if successor is not None and role.role in OF_WORKSTREAMS and role.workstream is not None:
                ensure_member(session, successor.uid, slug, role.role, role.workstream, clock.today(), by=actor)
        if successor is not None:
            _require_able(session, writing.programme_id, successor.uid)
        HandOver(writing, leaver, successor).all_of(named)


def end_role_anywhere(session: Session, actor: Actor, person: str, role: int) -> None:
    """End somebody's role in a programme, in however many workstreams, as an administrator does.

    `role` is any of its memberships. What names the person stays with their name: their programme's manager hands it
    over. One that has ended stays as it is. Raises Barred, Unseen, Refused for oneself, and Invalid for the last
    programme manager.
    """
    account = one_account(session, actor, person)
    if person == actor.uid:
        raise Refused(ONESELF)
    held = held_somewhere(session, actor, person, role)
    if held is None:
        return
    head = lock_head(session, actor, held.slug, Action.MANAGE_ACCOUNTS)
    leaver = next(each for each in members(session, head.programme_id) if each.uid == account.uid)
    ending = tuple(each for each in leaver.roles if each.role is held.role)
    _require_another_manager(session, head.programme_id, leaver, ending)
    for each in ending:
        _end(session, actor, head.programme_id, person, each)


def _leaving(
    session: Session, programme_id: int, person: str, roles: Collection[int] | None
) -> tuple[Member, tuple[RoleHeld, ...], NamedIn]:
    member = next((each for each in members(session, programme_id) if each.uid == person), None)
    if member is None or set(roles or ()) - {role.id for role in (*member.roles, *member.ended)}:
        raise Unseen("role")
    ending = tuple(role for role in member.roles if roles is None or role.id in roles)
    return member, ending, left_behind(session, programme_id, member, ending)


def _end(session: Session, actor: Actor, programme_id: int, leaver: str, role: RoleHeld) -> None:
    """The last day was yesterday: today it gives no rights any more."""
    last, kind = clock.today() - timedelta(days=1), SecurityKind.ROLE_ENDED
    session.execute(update(_membership).where(_membership.c.id == role.id).values(ends=last))
    note_role(session, kind, leaver, programme_id, by=actor, role=role.role, workstream=role.workstream, ends=last)


def _require_another_manager(session: Session, programme_id: int, leaver: Member, ending: Collection[RoleHeld]) -> None:
    """Somebody else who can come in must be left to manage the programme, and not only for a while."""
    today = clock.today()
    if not any(role.role is Role.PROGRAMME_MANAGER and role.in_force(today) for role in ending):
        return
    others = (
        select(_membership.c.id)
        .join(_person, _person.c.uid == _membership.c.person_uid)
        .where(_membership.c.programme_id == programme_id, _membership.c.role == Role.PROGRAMME_MANAGER)
        .where(in_force(today), _membership.c.ends.is_(None), _membership.c.person_uid != leaver.uid)
        .where(_person.c.passphrase.is_not(None), _person.c.disabled_at.is_(None))
    )
    if session.scalar(others.limit(1)) is None:
        raise Invalid(
            {
                "": f"{leaver.name} is the last programme manager who can sign in. "
                "Make somebody else programme manager first, and let them sign in."
            }
        )


def _successor(session: Session, programme_id: int, leaver: Member, answer: str | None) -> Member | None:
    if not answer:
        raise Invalid({"successor": "Choose who takes over, or say that nobody does yet."})
    if answer == NOBODY:
        return None
    found = next((each for each in members(session, programme_id) if each.uid == answer and each.roles), None)
    if found is None or found.uid == leaver.uid or found.closed:
        raise Invalid({"successor": "Choose somebody else who belongs to this programme."})
    return found


def _require_able(session: Session, programme_id: int, successor: str) -> None:
    today: date = clock.today()
    found = next(each for each in members(session, programme_id) if each.uid == successor)
    if not any(role.role in UPDATING and role.in_force(today) for role in found.roles):
        sentence = f"{found.name} has no role in which anything is updated. Give them one first."
        raise Invalid({"successor": sentence})
