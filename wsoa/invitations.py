"""Invitations: how somebody without a passphrase comes in for the first time (PROOFS 2.3).

The address holds the invitation's uid, which is no secret. The code is one: it is told once, goes by another channel,
works once, on POST only, for fourteen days and for five tries. Only its SHA-256 is kept.
"""

import hashlib
import secrets
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

from sqlalchemy import ColumnElement, Select, and_, func, insert, or_, select, update
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.errors import Refused
from wsoa.history import rows
from wsoa.tables import Invitation, Membership, Person, metadata
from wsoa.text import one_line

_invitation = metadata.tables[str(Invitation.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]

VALID_FOR = timedelta(days=14)
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
    """Whose invitation it was, once the right code has been given."""

    person: str
    name: str
    email: str


def invite(session: Session, person: str, *, token: str | None = None) -> Invited:
    """A new invitation for somebody without a passphrase; any earlier one is void from now on.

    The caller has judged that its actor may, and that the form's `token` has made none before. Refused for somebody
    who has a passphrase or whose account is closed: a code must never replace a passphrase.
    """
    waiting = select(_person.c.uid).where(_person.c.uid == person, _waiting()).with_for_update()
    if session.scalar(waiting) is None:
        raise Refused("Whoever has a passphrase needs no code.")
    moment = clock.now()
    earlier = (_invitation.c.person_uid == person) & (_invitation.c.ends_at > moment)
    session.execute(update(_invitation).where(earlier).values(ends_at=moment))
    made = Invited(_made_by(person, token) if token else uuid.uuid4().hex, _new_code(), moment + VALID_FOR)
    values = {"uid": made.uid, "person_uid": person, "code_sha256": _sha256(made.code), "tries": 0}
    session.execute(insert(_invitation).values(**values, made_at=moment, ends_at=made.ends_at))
    return made


def made_before(session: Session, person: str, token: str) -> bool:
    """Whether that very form has made an invitation for them already: sent again, it makes no other (R7)."""
    return session.scalar(select(_invitation.c.uid).where(_invitation.c.uid == _made_by(person, token))) is not None


def redeem(session: Session, uid: str, code: str) -> Guest | None:
    """Whose code it is, and the invitation is used; None for a wrong code, and the try is counted.

    None as well for an invitation that is unknown, used, past or void, and nothing is counted. The try is taken before
    the code is compared, by one statement that holds the row: however many guess at once, five are compared.
    """
    one_more = (
        update(_invitation)
        .where(_invitation.c.uid == one_line(uid), _open(), _invitation.c.person_uid.in_(_who_may_come()))
        .values(tries=_invitation.c.tries + 1)
        .returning(_invitation.c.uid, _invitation.c.person_uid, _invitation.c.code_sha256)
    )
    found = session.execute(one_more).mappings().first()
    right = compare_digest(_sha256(code), found["code_sha256"] if found else "")
    if found is None or not right:
        return None
    used = update(_invitation).where(_invitation.c.uid == found["uid"])
    session.execute(used.values(used_at=clock.now(), tries=_invitation.c.tries - 1))
    told = rows(session, select(_person.c.name, _person.c.email).where(_person.c.uid == found["person_uid"]))[0]
    return Guest(found["person_uid"], told["name"], told["email"])


def open_until(session: Session, people: Collection[str]) -> Mapping[str, datetime]:
    """Until when the invitation of each of these people is open; whoever has none is left out."""
    query = (
        select(_invitation.c.person_uid, func.max(_invitation.c.ends_at).label("ends_at"))
        .where(_invitation.c.person_uid.in_(people), _open())
        .group_by(_invitation.c.person_uid)
    )
    return {row["person_uid"]: row["ends_at"] for row in rows(session, query)}


def open_uids(session: Session, people: Collection[str]) -> Mapping[str, str]:
    """The open invitation of each of these people, as their address of welcome holds it."""
    query = (
        select(_invitation.c.person_uid, _invitation.c.uid)
        .where(_invitation.c.person_uid.in_(people), _open())
        .order_by(_invitation.c.ends_at)
    )
    return {row["person_uid"]: row["uid"] for row in rows(session, query)}


def _open() -> ColumnElement[bool]:
    return and_(_invitation.c.tries < MOST_TRIES, _invitation.c.used_at.is_(None), _invitation.c.ends_at > clock.now())


def _waiting() -> ColumnElement[bool]:
    return and_(_person.c.passphrase.is_(None), _person.c.disabled_at.is_(None))


def _who_may_come() -> Select[tuple[str]]:
    """Those who wait for a passphrase and have a role, now or later: whose last role has ended is not let in."""
    lasts = or_(_membership.c.ends.is_(None), _membership.c.ends >= clock.today())
    return select(_person.c.uid).join(_membership, _membership.c.person_uid == _person.c.uid).where(_waiting(), lasts)


def _made_by(person: str, token: str) -> str:
    """The uid of the invitation that a form makes: it is no secret, only its code is."""
    return hashlib.sha256(f"{person} {token}".encode("utf-8", "replace")).hexdigest()[:32]


def _new_code() -> str:
    """Sixteen letters in groups of four: 78 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_IN_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _sha256(code: str) -> str:
    """The digest of a code, however it was typed: capitals or not, with hyphens, spaces or neither."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()
