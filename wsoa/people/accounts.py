"""Accounts: who may sign in, what they may do, and who somebody is when they act."""

import uuid
from datetime import date

from pydantic import field_validator
from sqlalchemy import and_, bindparam, insert, or_, select, update
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Actor, Held
from wsoa.change import Change
from wsoa.errors import Invalid, Refused
from wsoa.history import Row, rows
from wsoa.tables import Membership, Organisation, Person, Programme, Workstream, metadata
from wsoa.terms import Role
from wsoa.text import Line, Number

_person = metadata.tables[str(Person.__tablename__)]
_organisation = metadata.tables[str(Organisation.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]
_workstream = metadata.tables[str(Workstream.__tablename__)]

# Built once: every request asks it.
_in_force = and_(
    _membership.c.person_uid == _person.c.uid,
    _membership.c.starts <= bindparam("today"),
    or_(_membership.c.ends.is_(None), _membership.c.ends >= bindparam("today")),
)
_who = (
    select(
        _person.c.name,
        _person.c.organisation_uid,
        _membership.c.role,
        _membership.c.programme_id,
        _membership.c.workstream,
    )
    .outerjoin_from(_person, _membership, _in_force)
    .where(_person.c.uid == bindparam("person"), _person.c.disabled_at.is_(None))
    .order_by(_membership.c.id)
)


class PersonChange(Change):
    """Somebody who may sign in. The e-mail address names the account and is compared without case."""

    email: Line
    name: Line
    organisation: str | None = None

    @field_validator("email")
    @classmethod
    def _an_address(cls, email: str) -> str:
        local, at, domain = email.partition("@")
        if not (local and at and "." in domain) or " " in email or len(email) > 254:
            raise ValueError("Enter an e-mail address, like name@example.org.")
        return email.lower()


class MembershipChange(Change):
    """A role from a date on, in a programme (by its address) and perhaps one of its workstreams."""

    role: Role
    programme: str | None = None
    workstream: Number | None = None
    starts: date
    ends: date | None = None


def add_organisation(session: Session, name: str, *, successor: str | None = None) -> str:
    """A new organisation; its uid."""
    uid = uuid.uuid4().hex
    session.execute(insert(_organisation).values(uid=uid, name=name, successor_uid=successor))
    return uid


def add_person(session: Session, change: PersonChange, *, passphrase: str | None) -> str:
    """A new account with its passphrase already hashed; its uid. Invalid when the address is taken."""
    if session.scalar(select(_person.c.uid).where(_person.c.email == change.email)) is not None:
        raise Invalid({"email": f"There is an account for {change.email} already."})
    uid = uuid.uuid4().hex
    values = {"uid": uid, "email": change.email, "name": change.name, "organisation_uid": change.organisation}
    session.execute(insert(_person).values(**values, passphrase=passphrase))
    return uid


def grant(session: Session, person: str, change: MembershipChange) -> None:
    """Give somebody a role. Refused when the programme or workstream does not exist, or the role needs one."""
    programme_id: int | None = None
    if change.programme is not None:
        programme_id = session.scalar(select(_programme.c.id).where(_programme.c.slug == change.programme))
        if programme_id is None:
            raise Refused(f"There is no programme called {change.programme}.")
    if (change.role is Role.ADMINISTRATOR) == (programme_id is not None):
        raise Refused("Every role but the administrator's is held in a programme, and the administrator's in none.")
    if change.workstream is not None:
        _require_workstream(session, programme_id, change.workstream)
    values = change.model_dump(exclude={"programme"})
    session.execute(insert(_membership).values(person_uid=person, programme_id=programme_id, **values))


def account(session: Session, email: str) -> Row | None:
    """The account of an address (uid, passphrase hash, disabled_at), or None."""
    query = select(_person.c.uid, _person.c.passphrase, _person.c.disabled_at).where(_person.c.email == email.lower())
    found = rows(session, query)
    return found[0] if found else None


def actor_of(session: Session, person: str) -> Actor | None:
    """The person as they may act today: every role in force; None when disabled or unknown."""
    found = session.execute(_who, {"person": person, "today": clock.today()}).all()
    if not found:
        return None
    name, organisation, *_ = found[0]
    held = tuple(Held(role, programme_id, workstream) for _, _, role, programme_id, workstream in found if role)
    return Actor(person, name, organisation, held)


def rehash(session: Session, person: str, passphrase: str) -> None:
    """Keep a passphrase hash made with newer settings."""
    session.execute(update(_person).where(_person.c.uid == person).values(passphrase=passphrase))


def _require_workstream(session: Session, programme_id: int | None, number: int) -> None:
    query = select(_workstream.c.number).where(
        _workstream.c.programme_id == programme_id, _workstream.c.number == number
    )
    if session.scalar(query) is None:
        raise Refused(f"The programme has no workstream {number}.")
