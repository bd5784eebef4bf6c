"""Web sessions: kept here and not in the browser, so that signing out, disabling and changing roles take effect."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.settings import settings
from wsoa.tables import WebSession, metadata

_web_session = metadata.tables[str(WebSession.__tablename__)]
_SEEN_AGAIN_AFTER = timedelta(minutes=1)
# Built once: every request asks it.
_of_secret = select(
    _web_session.c.person_uid, _web_session.c.seen_at, _web_session.c.ends_at, _web_session.c.revoked_at
).where(_web_session.c.secret_sha256 == bindparam("secret"))


def begin(session: Session, person: str) -> str:
    """A new web session of a person; its secret (256 bits), of which only a digest is kept."""
    secret, moment = secrets.token_urlsafe(32), clock.now()
    ends = moment + timedelta(hours=settings().session_hours)
    session.execute(delete(_web_session).where(_web_session.c.ends_at < moment))
    values = {"person_uid": person, "begun_at": moment, "seen_at": moment, "ends_at": ends}
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


def end(session: Session, secret: str) -> None:
    """End a web session for good."""
    same = _web_session.c.secret_sha256 == _sha256(secret)
    session.execute(update(_web_session).where(same).values(revoked_at=clock.now()))


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
