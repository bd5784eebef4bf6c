"""Web sessions: kept here and not in the browser, so that signing out, disabling and changing roles take effect."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.history import rows
from wsoa.settings import settings
from wsoa.tables import WebSession, metadata

_web_session = metadata.tables[str(WebSession.__tablename__)]
_SEEN_AGAIN_AFTER = timedelta(minutes=1)
_HANDLE = 8
"""So much of a secret's digest may be told (PROOFS 7)."""
# Built once: every request asks it.
_of_secret = select(
    _web_session.c.person_uid, _web_session.c.seen_at, _web_session.c.ends_at, _web_session.c.revoked_at
).where(_web_session.c.secret_sha256 == bindparam("secret"))


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A web session that is open: its handle, which opens nothing, when it began and was last seen, and where."""

    handle: str
    begun_at: datetime
    seen_at: datetime
    browser: str | None
    is_this: bool


def begin(session: Session, person: str, browser: str | None = None) -> str:
    """A new web session of a person; its secret (256 bits), of which only a digest is kept."""
    secret, moment = secrets.token_urlsafe(32), clock.now()
    ends = moment + timedelta(hours=settings().session_hours)
    session.execute(delete(_web_session).where(_web_session.c.ends_at < moment))
    values = {"person_uid": person, "begun_at": moment, "seen_at": moment, "ends_at": ends, "browser": browser}
    session.execute(insert(_web_session).values(secret_sha256=_sha256(secret), **values))
    return secret


def whose(session: Session, secret: str) -> tuple[str, datetime] | None:
    """The person of a live web session and when it was last seen; None when it has ended, idled or been revoked."""
    kept, moment = session.execute(_of_secret, {"secret": _sha256(secret)}).first(), clock.now()
    if kept is None:
        return None
    person, seen_at, ends_at, revoked_at = kept
    idle = moment - seen_at > timedelta(minutes=settings().session_idle_minutes)
    if revoked_at is not None or ends_at <= moment or idle:
        return None
    return person, seen_at


def is_stale(seen_at: datetime) -> bool:
    """Whether it is time to note that the session is still used: at most once a minute (PROOFS D3)."""
    return clock.now() - seen_at > _SEEN_AGAIN_AFTER


def touch(session: Session, secret: str) -> None:
    """Note that the session is still used."""
    same = _web_session.c.secret_sha256 == _sha256(secret)
    session.execute(update(_web_session).where(same).values(seen_at=clock.now()))


def end(session: Session, secret: str) -> str | None:
    """End a web session for good; whose it was, None where it was open no more."""
    same = (_web_session.c.secret_sha256 == _sha256(secret)) & _web_session.c.revoked_at.is_(None)
    ended = update(_web_session).where(same).values(revoked_at=clock.now())
    whose_it_was: str | None = session.scalar(ended.returning(_web_session.c.person_uid))
    return whose_it_was


def end_one(session: Session, person: str, handle: str) -> bool:
    """End one of a person's web sessions; whether there was one of that handle."""
    same = _open(person) & _web_session.c.secret_sha256.startswith(handle, autoescape=True)
    if len(handle) != _HANDLE:
        return False
    ended = update(_web_session).where(same).values(revoked_at=clock.now())
    return bool(session.execute(ended.returning(_web_session.c.person_uid)).all())


def end_all(session: Session, person: str, *, but: str | None = None) -> int:
    """End all of a person's web sessions, except that of the secret `but`; how many were open."""
    others = _open(person) & (_web_session.c.secret_sha256 != _sha256(but or ""))
    ended = update(_web_session).where(others).values(revoked_at=clock.now())
    return len(session.execute(ended.returning(_web_session.c.person_uid)).all())


def open_sessions(session: Session, person: str, secret: str | None = None) -> tuple[LiveSession, ...]:
    """A person's open web sessions, the last seen first; `secret` is that of the one they ask from."""
    query = select(_web_session).where(_open(person)).order_by(_web_session.c.seen_at.desc(), _web_session.c.begun_at)
    this = _sha256(secret or "")
    return tuple(
        LiveSession(
            row["secret_sha256"][:_HANDLE],
            row["begun_at"],
            row["seen_at"],
            row["browser"],
            row["secret_sha256"] == this,
        )
        for row in rows(session, query)
    )


def _open(person: str) -> ColumnElement[bool]:
    """Neither ended, nor past its time, nor idle for too long."""
    moment = clock.now()
    return and_(
        _web_session.c.person_uid == person,
        _web_session.c.revoked_at.is_(None),
        _web_session.c.ends_at > moment,
        _web_session.c.seen_at >= moment - timedelta(minutes=settings().session_idle_minutes),
    )


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
