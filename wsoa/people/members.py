"""Who belongs to a programme, in which roles, since when and until when."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.errors import Refused
from wsoa.history import Row, rows
from wsoa.people.accounts import MembershipChange, grant
from wsoa.snapshot import open_programme
from wsoa.tables import Membership, Organisation, Person, Programme, metadata
from wsoa.terms import Role

_person = metadata.tables[str(Person.__tablename__)]
_organisation = metadata.tables[str(Organisation.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role in the programme. `ends` is the last day on which it holds; None: until somebody ends it."""

    id: int
    role: Role
    workstream: int | None
    starts: date
    ends: date | None

    @property
    def key(self) -> str:
        """The role as a form carries it."""
        return f"role-{self.id}"

    def in_force(self, day: date) -> bool:
        """Whether it gives its rights on that day."""
        return self.starts <= day and (self.ends is None or self.ends >= day)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the programme. `roles` are those in force or to come, `ended` those that are over.

    `has_passphrase` is False for who has never come in; `closed` for an account that an administrator closed. Of an
    account that another programme made (`is_elsewheres`) neither its organisation nor its passphrase is told.
    """

    uid: str
    name: str
    email: str
    organisation: str | None
    organisation_name: str | None
    roles: tuple[RoleHeld, ...]
    ended: tuple[RoleHeld, ...] = ()
    has_passphrase: bool = False
    closed: bool = False
    is_elsewheres: bool = False


def people_of(session: Session, actor: Actor, slug: str) -> tuple[Member, ...]:
    """Who belongs to the programme today or will, by name: whom a form may offer to choose. Unseen and Barred."""
    return tuple(member for member in everybody(session, actor, slug) if member.roles)


def everybody(session: Session, actor: Actor, slug: str) -> tuple[Member, ...]:
    """Who belongs to the programme, will, or ever did, by name. Unseen and Barred (for who may not set up)."""
    programme = open_programme(session, actor, slug, Action.SET_UP)
    return members(session, programme.id)


def members(session: Session, programme_id: int) -> tuple[Member, ...]:
    """Everybody of the programme, for a command that has judged its permission already."""
    told = (_person.c.name, _person.c.email, _person.c.organisation_uid, _organisation.c.name.label("organisation"))
    first = select(func.min(_membership.c.id)).group_by(_membership.c.person_uid).subquery()
    made_here = select(_membership.c.person_uid).where(
        _membership.c.id.in_(select(first)), _membership.c.programme_id == programme_id
    )
    query = (
        select(
            _membership,
            *told,
            _person.c.uid.in_(made_here).label("made_here"),
            _person.c.passphrase.is_not(None).label("known"),
            _person.c.disabled_at,
        )
        .join(_person, _person.c.uid == _membership.c.person_uid)
        .outerjoin(_organisation, _organisation.c.uid == _person.c.organisation_uid)
        .where(_membership.c.programme_id == programme_id)
        .order_by(_person.c.name, _person.c.email, _membership.c.id)
    )
    found: dict[str, list[Row]] = {}
    for row in rows(session, query):
        found.setdefault(row["person_uid"], []).append(row)
    return tuple(_member(theirs, clock.today()) for theirs in found.values())


def ensure_member(
    session: Session,
    person_uid: str,
    slug: str,
    role: Role,
    workstream: int | None,
    starts: date,
    *,
    by: Actor | None = None,
) -> None:
    """Give somebody of the programme a role unless they hold it already (today or later).

    For commands that have judged their own permission. Refused for somebody who does not belong to the programme,
    so that nobody of another one is drawn in by a form that was tampered with; and as `grant` refuses.
    """
    here = select(_programme.c.id).where(_programme.c.slug == slug).scalar_subquery()
    query = select(_membership.c.role, _membership.c.workstream).where(
        _membership.c.person_uid == person_uid, _membership.c.programme_id == here, not_ended(starts)
    )
    held = {(Role(row["role"]), row["workstream"]) for row in rows(session, query)}
    if not held:
        raise Refused("Choose somebody who belongs to this programme.")
    if (role, workstream) not in held:
        given = MembershipChange(role=role, programme=slug, workstream=workstream, starts=starts)
        grant(session, person_uid, given, by=by)


def not_ended(day: date) -> ColumnElement[bool]:
    """The condition under which a membership holds on that day, or will."""
    return or_(_membership.c.ends.is_(None), _membership.c.ends >= day)


def in_force(day: date) -> ColumnElement[bool]:
    """The condition under which a membership gives its rights on that day."""
    return and_(_membership.c.starts <= day, not_ended(day))


def _member(theirs: list[Row], today: date) -> Member:
    row = theirs[0]
    roles = [RoleHeld(r["id"], Role(r["role"]), r["workstream"], r["starts"], r["ends"]) for r in theirs]
    ended = tuple(role for role in roles if role.ends is not None and role.ends < today)
    return Member(
        uid=row["person_uid"],
        name=row["name"],
        email=row["email"],
        organisation=row["organisation_uid"],
        organisation_name=row["organisation"] if row["made_here"] else None,
        roles=tuple(role for role in roles if role not in ended),
        ended=ended,
        has_passphrase=row["known"] and row["made_here"],
        closed=row["disabled_at"] is not None,
        is_elsewheres=not row["made_here"],
    )
