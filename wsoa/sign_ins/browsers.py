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
MOST_IN_ONE = 4
"""So many people are known in one browser, as in an office that shares a computer; whoever comes next shuts one out."""

_BETWEEN = "."
_browser = metadata.tables[str(KnownBrowser.__tablename__)]


@dataclass(frozen=True, slots=True)
class KnownHere:
    """A browser in which somebody has signed in: first, and last."""

    made_at: datetime
    used_at: datetime


def remember_browser(session: Session, person: str, secret: str | None) -> str:
    """What a browser is known by from now on: a secret (256 bits) for each of its people, the last to come first.

    Only digests are kept, each for a year from the last time. Of what it brought, nothing stays that nobody was given.
    """
    moment = clock.now()
    session.execute(delete(_browser).where(_browser.c.ends_at < moment))
    brought = {sha256(each): each for each in _apart(secret)}
    kept = rows(session, select(_browser).where(_browser.c.secret_sha256.in_(list(brought))))
    whose = {row["secret_sha256"]: row["person_uid"] for row in kept}
    mine = next((digest for digest, uid in whose.items() if uid == person), None)
    if mine is None:
        mine = _made(session, person, brought)
    same = _browser.c.secret_sha256 == mine
    session.execute(update(_browser).where(same).values(used_at=moment, ends_at=moment + KNOWN_FOR))
    others = [digest for digest in brought if digest in whose and digest != mine]
    stay, go = others[: MOST_IN_ONE - 1], others[MOST_IN_ONE - 1 :]
    session.execute(delete(_browser).where(_browser.c.secret_sha256.in_(go)))
    return _BETWEEN.join(brought[digest] for digest in (mine, *stay))


def is_known(session: Session, secret: str | None) -> bool:
    """Whether anybody at all has signed in in that browser."""
    live = _browser.c.secret_sha256.in_([sha256(each) for each in _apart(secret)]) & (_browser.c.ends_at > clock.now())
    return session.scalar(select(_browser.c.secret_sha256).where(live).limit(1)) is not None


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
        _browser.c.secret_sha256.in_([sha256(each) for each in _apart(secret)]),
        _browser.c.person_uid == (person or ""),
        _browser.c.ends_at > clock.now(),
    )
    found: str | None = session.scalar(kept.limit(1))
    return found


def _made(session: Session, person: str, brought: dict[str, str]) -> str:
    """A new secret, put to those that the browser brought; its digest."""
    new, moment = secrets.token_urlsafe(32), clock.now()
    brought[sha256(new)] = new
    values = {"person_uid": person, "made_at": moment, "used_at": moment, "ends_at": moment}
    session.execute(insert(_browser).values(secret_sha256=sha256(new), **values))
    return sha256(new)


def _apart(secret: str | None) -> list[str]:
    """The secrets that a browser sent as one: never more than it is given."""
    return [each for each in (secret or "").split(_BETWEEN, MOST_IN_ONE)[:MOST_IN_ONE] if each]


def sha256(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
