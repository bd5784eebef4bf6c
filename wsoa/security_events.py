"""What the security log tells people: a manager what became of their people and documents, an administrator all.

No event holds a word of content (wsoa.security_log). Names are today's.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, require_somewhere
from wsoa.history import Row, rows
from wsoa.snapshot import open_programme
from wsoa.snapshot.issued_as import IssuedAs, issued_as, pack_of
from wsoa.tables import Membership, Person, Programme, SecurityEvent, metadata
from wsoa.terms import Role, SecurityKind

_event = metadata.tables[str(SecurityEvent.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]
_who = _person.alias("who")
_about = _person.alias("about")

SIGN_INS = frozenset(
    {SecurityKind.SIGNED_IN, SecurityKind.SIGN_IN_FAILED, SecurityKind.SIGN_IN_LIMITED, SecurityKind.SIGNED_OUT}
)
ACCOUNTS = frozenset(
    {
        SecurityKind.CODE_MADE,
        SecurityKind.PASSPHRASE_SET,
        SecurityKind.SESSION_REVOKED,
        SecurityKind.ACCOUNT_CHANGED,
        SecurityKind.ACCOUNT_CLOSED,
        SecurityKind.ACCOUNT_OPENED,
    }
)
"""What others do with somebody's account, by which they could come in instead of its owner."""
ROLES = frozenset({SecurityKind.ROLE_GIVEN, SecurityKind.ROLE_ENDED})
DOWNLOADS = frozenset({SecurityKind.DOWNLOADED})


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `who` acted (None: nobody signed in, or the shell's operator), `about` is whose account it is about.

    `programme` is the address of the programme it belongs to, `subject` what it is about within that; `issued` is as
    what it was issued, where that is a pack.
    """

    at: datetime
    kind: SecurityKind
    who: str | None
    about: str | None
    programme: str | None
    subject: str | None
    facts: Mapping[str, object]
    issued: IssuedAs | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events: of some kinds (none: of all), of one person (by uid), so many at once, after so many newer ones."""

    kinds: Collection[SecurityKind] = ()
    person: str | None = None
    most: int = 50
    after: int = 0


def of_programme(session: Session, actor: Actor, slug: str, asked: Asked) -> tuple[Event, ...]:
    """What became of the programme's people, while they were that, and of its documents, newest first.

    Sign-ins, codes and passphrases; roles in the programme; downloads from it. Where else somebody belongs, and what
    they took from there, is not told. Raises Unseen and Barred.
    """
    programme = open_programme(session, actor, slug, Action.SEE_SIGN_INS)
    its_own = _event.c.kind.in_(DOWNLOADS | ROLES) & (_event.c.programme_id == programme.id)
    of_people = _event.c.kind.in_(SIGN_INS | ACCOUNTS) & _belonged_then(programme.id)
    return _events(session, asked, or_(its_own, of_people))


def people_of(session: Session, actor: Actor, slug: str) -> Mapping[str, str]:
    """Whose events a manager may choose, by uid: the name of whoever belongs, or once belonged, to the programme."""
    programme = open_programme(session, actor, slug, Action.SEE_SIGN_INS)
    theirs = select(_membership.c.person_uid).where(_membership.c.programme_id == programme.id)
    return _names(session, select(_person.c.uid, _person.c.name).where(_person.c.uid.in_(theirs)))


def managers_made(session: Session, actor: Actor, slug: str, lately: timedelta) -> Sequence[Event]:
    """Whom else an administrator has lately made manager of the programme, newest first. Raises Unseen and Barred."""
    programme = open_programme(session, actor, slug, Action.SEE_SIGN_INS)
    its_own = (_event.c.programme_id == programme.id) & (_event.c.at > clock.now() - lately)
    found = _events(session, Asked((SecurityKind.ROLE_GIVEN,)), its_own, _event.c.about_uid != actor.uid)
    is_manager = ("by_administrator", True), ("role", Role.PROGRAMME_MANAGER.value)
    return [each for each in found if {*is_manager} <= each.facts.items()]


def everywhere(session: Session, actor: Actor, asked: Asked) -> tuple[Event, ...]:
    """All events, newest first. Raises Barred."""
    require_somewhere(actor, Action.READ_SECURITY_LOG)
    return _events(session, asked)


def everybody(session: Session, actor: Actor) -> Mapping[str, str]:
    """The name of everybody who has an account, by uid. Raises Barred."""
    require_somewhere(actor, Action.READ_SECURITY_LOG)
    return _names(session, select(_person.c.uid, _person.c.name))


def _belonged_then(programme_id: int) -> ColumnElement[bool]:
    """On the day of the event, whoever it is about, or else signed in, had a role in the programme."""
    day = func.date(_event.c.at)
    return exists().where(
        _membership.c.person_uid == func.coalesce(_event.c.about_uid, _event.c.person_uid),
        _membership.c.programme_id == programme_id,
        _membership.c.starts <= day,
        or_(_membership.c.ends.is_(None), _membership.c.ends >= day),
    )


def _events(session: Session, asked: Asked, *which: ColumnElement[bool]) -> tuple[Event, ...]:
    told = (_event.c.at, _event.c.kind, _event.c.subject, _event.c.facts, _programme.c.slug)
    query = (
        select(*told, _who.c.name.label("who"), _about.c.name.label("about"))
        .outerjoin(_programme, _programme.c.id == _event.c.programme_id)
        .outerjoin(_who, _who.c.uid == _event.c.person_uid)
        .outerjoin(_about, _about.c.uid == _event.c.about_uid)
        .where(*which)
        .order_by(_event.c.at.desc(), _event.c.id.desc())
        .limit(asked.most)
        .offset(asked.after)
    )
    if asked.kinds:
        query = query.where(_event.c.kind.in_(asked.kinds))
    if asked.person is not None:
        query = query.where(or_(_event.c.person_uid == asked.person, _event.c.about_uid == asked.person))
    found = rows(session, query)
    named = issued_as(session) if any(pack_of(row["subject"]) for row in found) else {}
    return tuple(_as_event(row, named) for row in found)


def _as_event(row: Row, named: Mapping[tuple[str, int], IssuedAs]) -> Event:
    return Event(
        at=row["at"],
        kind=SecurityKind(row["kind"]),
        who=row["who"],
        about=row["about"],
        programme=row["slug"],
        subject=row["subject"],
        facts=row["facts"],
        issued=named.get((row["slug"], pack_of(row["subject"]) or 0)),
    )


def _names(session: Session, query: Select[tuple[str, str]]) -> Mapping[str, str]:
    return {row["uid"]: row["name"] for row in rows(session, query.order_by(_person.c.name, _person.c.uid))}
