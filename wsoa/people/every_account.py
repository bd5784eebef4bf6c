"""Every account of the installation, for an administrator: who, in which programmes, since when unseen, open or closed.

Nothing of a programme is read but its name. Nobody closes their own account, or the last administrator's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from wsoa import clock, security_log
from wsoa.access import Action, Actor, require_somewhere
from wsoa.errors import Invalid, Refused, Unseen
from wsoa.history import Row, lock_head, rows
from wsoa.people.accounts import MembershipChange, grant, note_role, void_codes
from wsoa.people.members import in_force, not_ended
from wsoa.snapshot import programmes
from wsoa.tables import Membership, Organisation, Person, Programme, SecurityEvent, metadata
from wsoa.terms import Role, SecurityKind

_person = metadata.tables[str(Person.__tablename__)]
_organisation = metadata.tables[str(Organisation.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]
_event = metadata.tables[str(SecurityEvent.__tablename__)]

LAST = "This is the last administrator who can sign in. Make somebody else administrator first, and let them sign in."
NOT_IN_YET = "They have not come in yet, and whoever made their code could do so as an administrator. Let them come in."
MANAGED = "This programme has a programme manager who can sign in: that manager gives the role, on the page People."
ONESELF = "Nobody does this to their own account: ask another administrator."


@dataclass(frozen=True, slots=True)
class RoleSomewhere:
    """A role in force or to come; `programme_id` None: an administrator's. `id` is one of its memberships."""

    id: int
    role: Role
    programme_id: int | None
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class RoleInProgramme:
    """A role in a programme, by the programme's address and id."""

    role: Role
    slug: str
    programme_id: int


@dataclass(frozen=True, slots=True)
class Account:
    """An account as an administrator sees it. `signed_in_at` is as far back as the security log goes."""

    uid: str
    name: str
    email: str
    organisation: str | None
    roles: tuple[RoleSomewhere, ...]
    has_passphrase: bool
    closed_at: datetime | None
    signed_in_at: datetime | None

    @property
    def is_administrator(self) -> bool:
        """Whether they hold the role today or will."""
        return any(held.role is Role.ADMINISTRATOR for held in self.roles)


def every_account(session: Session, actor: Actor, words: str = "") -> tuple[Account, ...]:
    """All accounts by name; with `words`, those whose name, address or organisation holds them all. Barred."""
    require_somewhere(actor, Action.MANAGE_ACCOUNTS)
    wanted = words.casefold().split()
    found = _accounts(session)
    return tuple(each for each in found if all(word in _searched(each) for word in wanted))


def one_account(session: Session, actor: Actor, uid: str) -> Account:
    """One account. Barred and Unseen."""
    require_somewhere(actor, Action.MANAGE_ACCOUNTS)
    found = next((each for each in _accounts(session) if each.uid == uid), None)
    if found is None:
        raise Unseen("account")
    return found


def close_account(session: Session, actor: Actor, uid: str) -> None:
    """Let nobody sign in as them. The caller ends their web sessions, which would live again with the account.

    Raises Barred, Unseen, and Refused for oneself and for the last administrator.
    """
    _require_other(session, actor, uid)
    _require_another_administrator(session, uid)
    same = (_person.c.uid == uid) & _person.c.disabled_at.is_(None)
    closed = update(_person).where(same).values(disabled_at=clock.now()).returning(_person.c.uid)
    if session.execute(closed).first():
        security_log.note(session, SecurityKind.ACCOUNT_CLOSED, person=actor.uid, about=uid)


def open_account(session: Session, actor: Actor, uid: str) -> None:
    """Let them sign in again, with the passphrase and the roles they had. Barred, Unseen, Refused for oneself."""
    _require_other(session, actor, uid)
    same = (_person.c.uid == uid) & _person.c.disabled_at.is_not(None)
    if session.execute(update(_person).where(same).values(disabled_at=None).returning(_person.c.uid)).first():
        security_log.note(session, SecurityKind.ACCOUNT_OPENED, person=actor.uid, about=uid)


def make_administrator(session: Session, actor: Actor, uid: str) -> None:
    """Give the administrator's role from today. Barred, Unseen; Refused for oneself and for who never came in."""
    _require_other(session, actor, uid)
    account = one_account(session, actor, uid)
    if not account.has_passphrase:
        raise Refused(NOT_IN_YET)
    if not account.is_administrator:
        grant(session, uid, MembershipChange(role=Role.ADMINISTRATOR, starts=clock.today()), by=actor)


def end_administrator(session: Session, actor: Actor, uid: str) -> None:
    """End the administrator's role: today it gives no rights any more. Barred, Unseen; Refused as for closing."""
    _require_other(session, actor, uid)
    _require_another_administrator(session, uid)
    mine = (_membership.c.person_uid == uid) & (_membership.c.role == Role.ADMINISTRATOR) & not_ended(clock.today())
    yesterday = clock.today() - timedelta(days=1)
    if session.execute(update(_membership).where(mine).values(ends=yesterday).returning(_membership.c.id)).first():
        role = Role.ADMINISTRATOR
        note_role(session, SecurityKind.ROLE_ENDED, uid, None, by=actor, role=role, workstream=None, ends=yesterday)


def make_manager(session: Session, actor: Actor, uid: str, slug: str) -> None:
    """Make somebody manager of a programme from today, as when the only one it had has left.

    Barred, Unseen; Refused for oneself; Invalid for a programme that is not there, or that somebody else manages who
    can sign in: an administrator sees no content, and by a manager of their choice would see all of it.
    """
    one_account(session, actor, uid)
    if uid == actor.uid:
        raise Refused(ONESELF)
    if slug not in {each.slug for each in programmes(session, actor, Action.MANAGE_ACCOUNTS)}:
        raise Invalid({"programme": "Choose a programme."})
    programme_id = lock_head(session, actor, slug, Action.MANAGE_ACCOUNTS).programme_id
    mine = (_membership.c.person_uid == uid) & (_membership.c.programme_id == programme_id)
    others = _managers().where(_membership.c.programme_id == programme_id, _membership.c.person_uid != uid)
    if session.scalar(others.limit(1)) is not None:
        raise Invalid({"programme": MANAGED})
    lasting = (_membership.c.role == Role.PROGRAMME_MANAGER) & in_force(clock.today()) & _membership.c.ends.is_(None)
    if session.scalar(select(_membership.c.id).where(mine & lasting).limit(1)) is None:
        given = MembershipChange(role=Role.PROGRAMME_MANAGER, programme=slug, starts=clock.today())
        grant(session, uid, given, by=actor, by_administrator=True)
        # Whoever made a code that waits could come in with it as the manager.
        void_codes(session, uid)


def only_manager_of(session: Session, actor: Actor, uid: str) -> frozenset[int]:
    """The programmes (by id) of which nobody else who can sign in is a manager today. Barred."""
    require_somewhere(actor, Action.MANAGE_ACCOUNTS)
    theirs = session.scalars(_managers().where(_person.c.uid == uid))
    others = session.scalars(_managers().where(_person.c.uid != uid))
    return frozenset(theirs) - frozenset(others)


def held_somewhere(session: Session, actor: Actor, uid: str, membership: int) -> RoleInProgramme | None:
    """The role of somebody's membership in a programme; None for one that has ended. Barred; Unseen for no such."""
    require_somewhere(actor, Action.MANAGE_ACCOUNTS)
    query = (
        select(_membership.c.role, _membership.c.ends, _programme.c.slug, _programme.c.id)
        .join(_programme, _programme.c.id == _membership.c.programme_id)
        .where(_membership.c.id == membership, _membership.c.person_uid == uid)
    )
    found = rows(session, query)
    if not found:
        raise Unseen("role")
    row = found[0]
    has_ended = row["ends"] is not None and row["ends"] < clock.today()
    return None if has_ended else RoleInProgramme(Role(row["role"]), row["slug"], row["id"])


def _require_other(session: Session, actor: Actor, uid: str) -> None:
    """Hold the administrators, so that two cannot close each other, and refuse what somebody does to themselves."""
    require_somewhere(actor, Action.MANAGE_ACCOUNTS)
    session.execute(_administrators().with_for_update())
    one_account(session, actor, uid)
    if uid == actor.uid:
        raise Refused(ONESELF)


def _require_another_administrator(session: Session, uid: str) -> None:
    # Somebody may hold the role twice.
    if {*session.scalars(_administrators())} == {uid}:
        raise Refused(LAST)


def _managers() -> Select[int]:
    """The programmes that are managed, once for each manager today who can sign in."""
    return (
        select(_membership.c.programme_id)
        .join(_person, _person.c.uid == _membership.c.person_uid)
        .where(_membership.c.role == Role.PROGRAMME_MANAGER, in_force(clock.today()))
        .where(_person.c.passphrase.is_not(None), _person.c.disabled_at.is_(None))
    )


def _administrators() -> Select[tuple[str]]:
    """The administrators who can sign in today, and not only for a while."""
    return (
        select(_person.c.uid)
        .join(_membership, _membership.c.person_uid == _person.c.uid)
        .where(_membership.c.role == Role.ADMINISTRATOR, in_force(clock.today()), _membership.c.ends.is_(None))
        .where(_person.c.passphrase.is_not(None), _person.c.disabled_at.is_(None))
        .order_by(_person.c.uid)
    )


def _accounts(session: Session) -> Sequence[Account]:
    last = (
        select(_event.c.person_uid, func.max(_event.c.at).label("at"))
        .where(_event.c.kind == SecurityKind.SIGNED_IN)
        .group_by(_event.c.person_uid)
        .subquery()
    )
    query = (
        select(_person, _organisation.c.name.label("organisation"), last.c.at)
        .outerjoin(_organisation, _organisation.c.uid == _person.c.organisation_uid)
        .outerjoin(last, last.c.person_uid == _person.c.uid)
        .order_by(_person.c.name, _person.c.email)
    )
    held: dict[str, list[RoleSomewhere]] = {}
    for row in rows(session, select(_membership).where(not_ended(clock.today())).order_by(_membership.c.id)):
        role = RoleSomewhere(row["id"], Role(row["role"]), row["programme_id"], row["starts"], row["ends"])
        held.setdefault(row["person_uid"], []).append(role)
    return [_account(row, held.get(row["uid"], [])) for row in rows(session, query)]


def _account(row: Row, roles: list[RoleSomewhere]) -> Account:
    return Account(
        uid=row["uid"],
        name=row["name"],
        email=row["email"],
        organisation=row["organisation"],
        roles=tuple(roles),
        has_passphrase=row["passphrase"] is not None,
        closed_at=row["disabled_at"],
        signed_in_at=row["at"],
    )


def _searched(account: Account) -> str:
    return f"{account.name} {account.email} {account.organisation or ''}".casefold()
