"""Accounts: who may sign in, what they may do, and who somebody is when they act."""

import uuid
from datetime import date

from pydantic import field_validator
from sqlalchemy import and_, bindparam, insert, or_, select, update
from sqlalchemy.orm import Session

from wsoa import clock, security_log
from wsoa.access import Actor, Held
from wsoa.change import Change
from wsoa.errors import Invalid, Refused
from wsoa.history import Row, rows
from wsoa.tables import Invitation, Membership, Organisation, Person, Programme, Workstream, metadata
from wsoa.terms import CodePurpose, Role, SecurityKind
from wsoa.text import Line, Number

_person = metadata.tables[str(Person.__tablename__)]
_organisation = metadata.tables[str(Organisation.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]
_workstream = metadata.tables[str(Workstream.__tablename__)]
_invitation = metadata.tables[str(Invitation.__tablename__)]

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


def add_person(session: Session, change: PersonChange, *, passphrase: str | None, by: Actor | None = None) -> str:
    """A new account with its passphrase already hashed, made `by` somebody; its uid. Invalid: the address is taken."""
    if session.scalar(select(_person.c.uid).where(_person.c.email == change.email)) is not None:
        raise Invalid({"email": f"There is an account for {change.email} already."})
    uid = uuid.uuid4().hex
    values = {"uid": uid, "email": change.email, "name": change.name, "organisation_uid": change.organisation}
    session.execute(insert(_person).values(**values, passphrase=passphrase))
    security_log.note(session, SecurityKind.ACCOUNT_MADE, person=by.uid if by else None, about=uid)
    return uid


def grant(
    session: Session,
    person: str,
    change: MembershipChange,
    *,
    by: Actor | None = None,
    by_administrator: bool = False,
) -> None:
    """Give somebody a role, and note that it was given `by` somebody, and whether in an administrator's place.

    Refused when the programme or workstream does not exist, or the role needs one.
    """
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
    # A code was judged by the roles of that day: it opens none that came later. One to come in stays good in its place.
    void_codes(session, person, None if _is_elsewhere(session, person, programme_id) else CodePurpose.NEW_PASSPHRASE)
    note_role(
        session, SecurityKind.ROLE_GIVEN, person, programme_id, by=by, by_administrator=by_administrator, **values
    )


def note_role(
    session: Session,
    kind: SecurityKind,
    person: str,
    programme_id: int | None,
    *,
    by: Actor | None,
    role: Role,
    workstream: int | None,
    starts: date | None = None,
    ends: date | None = None,
    by_administrator: bool = False,
) -> None:
    """Note in the security log what became of a role of somebody."""
    security_log.note(
        session,
        kind,
        person=by.uid if by else None,
        about=person,
        programme_id=programme_id,
        role=role.value,
        workstream=workstream,
        starts=starts.isoformat() if starts else None,
        ends=ends.isoformat() if ends else None,
        by_administrator=by_administrator or None,
    )


def account(session: Session, email: str) -> Row | None:
    """The account of an address (uid, passphrase hash, disabled_at), or None."""
    query = select(_person.c.uid, _person.c.passphrase, _person.c.disabled_at).where(_person.c.email == email.lower())
    found = rows(session, query)
    return found[0] if found else None


def own_account(session: Session, person: str) -> Row:
    """What somebody is told of their own account: email, passphrase hash, passphrase_set_at."""
    told = select(_person.c.email, _person.c.passphrase, _person.c.passphrase_set_at)
    return rows(session, told.where(_person.c.uid == person))[0]


def actor_of(session: Session, person: str) -> Actor | None:
    """The person as they may act today: every role in force; None when disabled or unknown."""
    found = session.execute(_who, {"person": person, "today": clock.today()}).all()
    if not found:
        return None
    name, organisation, *_ = found[0]
    held = tuple(Held(role, programme_id, workstream) for _, _, role, programme_id, workstream in found if role)
    return Actor(person, name, organisation, held)


def void_codes(session: Session, person: str, purpose: CodePurpose | None = None) -> None:
    """Every code that waits for somebody, or those for one purpose, is void from now on."""
    moment = clock.now()
    waiting = (_invitation.c.person_uid == person) & (_invitation.c.ends_at > moment) & _invitation.c.used_at.is_(None)
    void = update(_invitation).where(waiting).values(ends_at=moment)
    session.execute(void.where(_invitation.c.purpose == purpose) if purpose else void)


def stands(session: Session, person: str, passphrase: str | None) -> bool:
    """Whether an account is open and its passphrase hash still this one: it stays so to the transaction's end."""
    same = (_person.c.uid == person) & (_person.c.passphrase == passphrase) & _person.c.disabled_at.is_(None)
    return session.scalar(select(_person.c.uid).where(same).with_for_update()) is not None


def set_passphrase(session: Session, person: str, passphrase: str, *, how: str) -> None:
    """Keep the hash of a passphrase that its owner has just chosen; `how` is what the security log says of it."""
    values = {"passphrase": passphrase, "passphrase_set_at": clock.now()}
    session.execute(update(_person).where(_person.c.uid == person).values(**values))
    security_log.note(session, SecurityKind.PASSPHRASE_SET, person=person, about=person, how=how)


def rehash(session: Session, person: str, passphrase: str) -> None:
    """Keep a passphrase hash made with newer settings."""
    session.execute(update(_person).where(_person.c.uid == person).values(passphrase=passphrase))


def _is_elsewhere(session: Session, person: str, programme_id: int | None) -> bool:
    """Whether they have a role in another place than this, or are an administrator, today or to come."""
    lasting = or_(_membership.c.ends.is_(None), _membership.c.ends >= clock.today())
    beyond = or_(_membership.c.programme_id.is_(None), _membership.c.programme_id.is_distinct_from(programme_id))
    query = select(_membership.c.id).where(_membership.c.person_uid == person, lasting, beyond)
    return session.scalar(query.limit(1)) is not None


def _require_workstream(session: Session, programme_id: int | None, number: int) -> None:
    query = select(_workstream.c.number).where(
        _workstream.c.programme_id == programme_id, _workstream.c.number == number
    )
    if session.scalar(query) is None:
        raise Refused(f"The programme has no workstream {number}.")
