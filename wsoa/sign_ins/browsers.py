"""Known browsers: where somebody has signed in before, they are let in while others guess elsewhere (PROOFS S9)."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.history import rows
from wsoa.tables import KnownBrowser, metadata

KNOWN_FOR = timedelta(days=365)

_browser = metadata.tables[str(KnownBrowser.__tablename__)]


@dataclass(frozen=True, slots=True)
class KnownHere:
    """A browser in which somebody has signed in: first, and last."""

    made_at: datetime
    used_at: datetime


def remember_browser(session: Session, person: str, secret: str | None) -> str:
    """The secret (256 bits) by which a browser is known from now on: the one it brought, if that is this person's.

    Only a digest is kept, for a year from the last time. A browser knows one person: another's secret is forgotten.
    """
    moment = clock.now()
    if secret is not None and digest_if_known(session, person, secret) is not None:
        same = _browser.c.secret_sha256 == sha256(secret)
        session.execute(update(_browser).where(same).values(used_at=moment, ends_at=moment + KNOWN_FOR))
        return secret
    over = (_browser.c.ends_at < moment) | (_browser.c.secret_sha256 == sha256(secret or ""))
    session.execute(delete(_browser).where(over))
    new = secrets.token_urlsafe(32)
    values = {"person_uid": person, "made_at": moment, "used_at": moment, "ends_at": moment + KNOWN_FOR}
    session.execute(insert(_browser).values(secret_sha256=sha256(new), **values))
    return new


def forget_browsers(session: Session, person: str) -> None:
    """None of a person's browsers is known any more."""
    session.execute(delete(_browser).where(_browser.c.person_uid == person))


def known_browsers(session: Session, person: str) -> tuple[KnownHere, ...]:
    """The browsers that are known, the last used first."""
    query = (
        select(_browser.c.made_at, _browser.c.used_at)
        .where(_browser.c.person_uid == person, _browser.c.ends_at > clock.now())
        .order_by(_browser.c.used_at.desc(), _browser.c.made_at.desc())
    )
    return tuple(KnownHere(row["made_at"], row["used_at"]) for row in rows(session, query))


def digest_if_known(session: Session, person: str | None, secret: str | None) -> str | None:
    """The digest of a browser's secret when that person has signed in there; the same is asked for everybody."""
    kept = select(_browser.c.secret_sha256).where(
        _browser.c.secret_sha256 == sha256(secret or ""),
        _browser.c.person_uid == (person or ""),
        _browser.c.ends_at > clock.now(),
    )
    found: str | None = session.scalar(kept)
    return found


def sha256(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
