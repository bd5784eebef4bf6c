"""Codes that are handed over: to come in for the first time, or to choose a new passphrase (PROOFS 2.3).

The address holds the invitation's uid, which is no secret. The code is one: it is told once, goes by another channel,
works once, on POST only, for its time and for five tries. Only its SHA-256 is kept. A code for a new passphrase leaves
the old one as it is until it is used.
"""

import hashlib
import secrets
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

from sqlalchemy import ColumnElement, Select, and_, false, func, insert, or_, select, update
from sqlalchemy.orm import Session

from wsoa import clock, security_log
from wsoa.errors import Refused
from wsoa.history import Row, rows
from wsoa.tables import Invitation, Membership, Person, Programme, metadata
from wsoa.terms import CodePurpose, Role, SecurityKind
from wsoa.text import one_line

_invitation = metadata.tables[str(Invitation.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]

WELCOME, NEW_PASSPHRASE = CodePurpose.WELCOME, CodePurpose.NEW_PASSPHRASE
VALID_FOR = timedelta(days=14)
RESET_VALID_FOR = timedelta(hours=24)
MOST_TRIES = 5
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Nothing that is mistaken for something else when it is read out: no 0 and O, no 1, I and L, no U beside V."""
_GROUPS, _IN_GROUP = 4, 4


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation just made: `code` is told here and never again."""

    uid: str
    code: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Guest:
    """Whose invitation it was, once the right code has been given; their programmes as addresses call them."""

    person: str
    name: str
    email: str
    programmes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A code for a new passphrase: when it was made and by whom (None: at the machine), and when it was used."""

    made_at: datetime
    ends_at: datetime
    used_at: datetime | None
    by: Role | None


def invite(session: Session, person: str, *, token: str | None = None, by: str | None = None) -> Invited:
    """A new invitation for somebody without a passphrase; any earlier one is void from now on.

    The caller has judged that its actor may, and that the form's `token` has made none before. Refused for somebody
    who has a passphrase or whose account is closed: a code must never replace a passphrase.
    """
    _require(session, person, _waiting(), "Whoever has a passphrase needs no code.")
    return _made(session, person, WELCOME, VALID_FOR, token, by)


def hand_over(session: Session, person: str, *, token: str | None = None, by: str | None = None) -> Invited:
    """A new code for somebody who forgot their passphrase; any earlier one is void from now on.

    The caller has judged that its actor may, as for `invite`. Refused for somebody who has no passphrase yet or whose
    account is closed.
    """
    _require(session, person, _forgetful(), "Only whoever has a passphrase can have forgotten it.")
    return _made(session, person, NEW_PASSPHRASE, RESET_VALID_FOR, token, by)


def withdraw(session: Session, person: str) -> None:
    """Every code that waits for that person is void from now on."""
    moment = clock.now()
    waiting = (_invitation.c.person_uid == person) & (_invitation.c.ends_at > moment) & _invitation.c.used_at.is_(None)
    session.execute(update(_invitation).where(waiting).values(ends_at=moment))


def made_before(session: Session, person: str, token: str) -> bool:
    """Whether that very form has made an invitation for them already: sent again, it makes no other (R7)."""
    return session.scalar(select(_invitation.c.uid).where(_invitation.c.uid == _made_by(person, token))) is not None


def is_like_a_code(typed: str) -> bool:
    """Whether it has as many letters and digits as every code has: anything else is none, and is no try."""
    return len(_letters(typed)) == _GROUPS * _IN_GROUP


def redeem(session: Session, uid: str, code: str, purpose: CodePurpose = WELCOME) -> Guest | None:
    """Whose code it is, and the invitation is used; None for a wrong code, and the try is counted.

    None as well for an invitation that is unknown, used, past, void or for another purpose, and nothing is counted. The
    try is taken before the code is compared, by one statement that holds the row: however many guess at once, five are
    compared.
    """
    one_more = (
        update(_invitation)
        .where(_invitation.c.uid == one_line(uid), _open(purpose), _invitation.c.person_uid.in_(_who_may(purpose)))
        .values(tries=_invitation.c.tries + 1)
        .returning(_invitation.c.uid, _invitation.c.person_uid, _invitation.c.code_sha256)
    )
    found = session.execute(one_more).mappings().first()
    right = compare_digest(_sha256(code), found["code_sha256"] if found else "")
    if found is None:
        security_log.tell(SecurityKind.CODE_FAILED, purpose=purpose.value)
        return None
    if not right:
        security_log.note(session, SecurityKind.CODE_FAILED, about=found["person_uid"], purpose=purpose.value)
        return None
    used = update(_invitation).where(_invitation.c.uid == found["uid"])
    session.execute(used.values(used_at=clock.now(), tries=_invitation.c.tries - 1))
    return _guest(session, found["person_uid"])


def handed_over(session: Session, person: str, since: timedelta) -> tuple[HandedOver, ...]:
    """The codes for a new passphrase that were made for somebody lately, the newest first, and in whose role."""
    query = (
        select(_invitation)
        .where(_invitation.c.person_uid == person, _invitation.c.purpose == NEW_PASSPHRASE)
        .where(_invitation.c.made_at > clock.now() - since)
        .order_by(_invitation.c.made_at.desc())
    )
    found = rows(session, query)
    terms = _administrators(session, {row["made_by"] for row in found if row["made_by"]})
    return tuple(HandedOver(row["made_at"], row["ends_at"], row["used_at"], _role(row, terms)) for row in found)


def open_until(session: Session, people: Collection[str]) -> Mapping[str, datetime]:
    """Until when the invitation of each of these people is open; whoever has none is left out."""
    query = (
        select(_invitation.c.person_uid, func.max(_invitation.c.ends_at).label("ends_at"))
        .where(_invitation.c.person_uid.in_(people), _open(WELCOME))
        .group_by(_invitation.c.person_uid)
    )
    return {row["person_uid"]: row["ends_at"] for row in rows(session, query)}


def open_uids(session: Session, people: Collection[str]) -> Mapping[str, str]:
    """The open invitation of each of these people, as their address of welcome holds it."""
    query = (
        select(_invitation.c.person_uid, _invitation.c.uid)
        .where(_invitation.c.person_uid.in_(people), _open(WELCOME))
        .order_by(_invitation.c.ends_at)
    )
    return {row["person_uid"]: row["uid"] for row in rows(session, query)}


def _require(session: Session, person: str, state: ColumnElement[bool], otherwise: str) -> None:
    """Hold the person and see that they are as they must be, or refuse."""
    if session.scalar(select(_person.c.uid).where(_person.c.uid == person, state).with_for_update()) is None:
        raise Refused(otherwise)


def _made(
    session: Session, person: str, purpose: CodePurpose, lasts: timedelta, token: str | None, by: str | None
) -> Invited:
    withdraw(session, person)
    moment = clock.now()
    made = Invited(_made_by(person, token) if token else uuid.uuid4().hex, _new_code(), moment + lasts)
    values = {"uid": made.uid, "person_uid": person, "code_sha256": _sha256(made.code), "tries": 0, "made_by": by}
    session.execute(insert(_invitation).values(**values, purpose=purpose, made_at=moment, ends_at=made.ends_at))
    security_log.note(session, SecurityKind.CODE_MADE, person=by, about=person, purpose=purpose.value)
    return made


def _guest(session: Session, person: str) -> Guest:
    query = (
        select(_person.c.name, _person.c.email, _programme.c.slug)
        .outerjoin_from(_person, _membership, _membership.c.person_uid == _person.c.uid)
        .outerjoin(_programme, _programme.c.id == _membership.c.programme_id)
        .where(_person.c.uid == person)
    )
    found = rows(session, query)
    places = sorted({row["slug"] for row in found if row["slug"]})
    return Guest(person, found[0]["name"], found[0]["email"], tuple(places))


def _administrators(session: Session, people: Collection[str]) -> Collection[Row]:
    """When each of these people was an administrator."""
    terms = select(_membership.c.person_uid, _membership.c.starts, _membership.c.ends)
    query = terms.where(_membership.c.person_uid.in_(people), _membership.c.role == Role.ADMINISTRATOR)
    return rows(session, query)


def _role(code: Row, administrators: Collection[Row]) -> Role | None:
    """In which role a code was made: only a programme manager and an administrator make any."""
    if code["made_by"] is None:
        return None
    day = code["made_at"].astimezone(clock.LONDON).date()
    mine = (each for each in administrators if each["person_uid"] == code["made_by"])
    was_one = any(each["starts"] <= day and (each["ends"] is None or each["ends"] >= day) for each in mine)
    return Role.ADMINISTRATOR if was_one else Role.PROGRAMME_MANAGER


def _open(purpose: CodePurpose) -> ColumnElement[bool]:
    # Invitations of old say no purpose: all were welcomes.
    meant = or_(_invitation.c.purpose == purpose, _invitation.c.purpose.is_(None) if purpose is WELCOME else false())
    unused = and_(_invitation.c.tries < MOST_TRIES, _invitation.c.used_at.is_(None))
    return and_(meant, unused, _invitation.c.ends_at > clock.now())


def _waiting() -> ColumnElement[bool]:
    return and_(_person.c.passphrase.is_(None), _person.c.disabled_at.is_(None))


def _forgetful() -> ColumnElement[bool]:
    return and_(_person.c.passphrase.is_not(None), _person.c.disabled_at.is_(None))


def _who_may(purpose: CodePurpose) -> Select[tuple[str]]:
    """Who waits for a passphrase, or forgot theirs, and has a role, now or later: without one nobody is let in."""
    lasts = or_(_membership.c.ends.is_(None), _membership.c.ends >= clock.today())
    state = _waiting() if purpose is WELCOME else _forgetful()
    return select(_person.c.uid).join(_membership, _membership.c.person_uid == _person.c.uid).where(state, lasts)


def _made_by(person: str, token: str) -> str:
    """The uid of the invitation that a form makes: it is no secret, only its code is."""
    return hashlib.sha256(f"{person} {token}".encode("utf-8", "replace")).hexdigest()[:32]


def _new_code() -> str:
    """Sixteen letters in groups of four: 78 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_IN_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _sha256(code: str) -> str:
    """The digest of a code, however it was typed: capitals or not, with hyphens, spaces or neither."""
    return hashlib.sha256(_letters(code).encode("utf-8", "replace")).hexdigest()


def _letters(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
