"""The security log: who came in, who took which document away, who was refused what (PROOFS 7, stream b).

An event is one JSON line for operators, written when the work it is about is committed, and one row that the people
concerned may read. It holds uids, counts, sizes and digests; never a secret, a typed name, a file name or content.
"""

import hashlib
import secrets
from datetime import timedelta

import structlog
from sqlalchemy import delete, event, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.tables import Installation, SecurityEvent, metadata
from wsoa.terms import SecurityKind

log = structlog.get_logger("wsoa.security")

_event = metadata.tables[str(SecurityEvent.__tablename__)]
_installation = metadata.tables[str(Installation.__tablename__)]
_WAITING = "security lines"


def note(
    session: Session,
    kind: SecurityKind,
    *,
    person: str | None = None,
    about: str | None = None,
    programme_id: int | None = None,
    subject: str | None = None,
    **facts: str | int | bool | None,
) -> None:
    """Note an event in the transaction of what it is about: neither is there without the other.

    `person` is who acted, `about` whose account it is about (uids), `subject` what it is about as in an address
    (`packs/7`). The JSON line goes out when the transaction is committed.
    """
    told = {name: value for name, value in facts.items() if value is not None}
    row = {"at": clock.now(), "kind": kind, "person_uid": person, "about_uid": about, "subject": subject}
    session.execute(insert(_event).values(programme_id=programme_id, facts=told, **row))
    line = {"person": person, "about": about, "programme": programme_id, "subject": subject, **told}
    session.info.setdefault(_WAITING, []).append((kind, line))


def tell(kind: SecurityKind, **facts: str | int | bool | None) -> None:
    """Only the JSON line: for what is refused, and for what happens while nothing can be written."""
    log.info(kind.value, **{name: value for name, value in facts.items() if value is not None})


def keep_quiet(session: Session) -> None:
    """What an example invents did not happen: people may read its rows, and no line of it goes out."""
    session.info.pop(_WAITING, None)


def salted(session: Session, typed: str) -> str:
    """The digest under which a typed name is counted and told: of no use on another installation."""
    return hashlib.sha256(f"{_salt(session)} {typed}".encode("utf-8", "replace")).hexdigest()


def forget_before(session: Session, days: int) -> int:
    """Delete what is older than so many days, and say how many rows went."""
    old = delete(_event).where(_event.c.at < clock.now() - timedelta(days=days))
    return len(session.execute(old.returning(_event.c.id)).all())


def _salt(session: Session) -> str:
    kept = session.scalar(select(_installation.c.salt).where(_installation.c.id == 1))
    if kept is not None:
        return str(kept)
    try:
        with session.begin_nested():
            session.execute(insert(_installation).values(id=1, salt=secrets.token_hex(32)))
    except IntegrityError:  # another process was first
        pass
    return str(session.scalar(select(_installation.c.salt).where(_installation.c.id == 1)))


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for kind, line in session.info.pop(_WAITING, ()):
        tell(kind, **line)


@event.listens_for(Session, "after_rollback")
def _rolled_back(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_WAITING, None)
