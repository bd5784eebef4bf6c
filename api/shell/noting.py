"""What is done at the shell is noted in the security log too: it is the operator's doing."""

from hashlib import sha256
from typing import Any

from api.shell.session import acting, opened
from wsoa import security_log
from wsoa.database import Database
from wsoa.database.upgrade import newest_revision, standing
from wsoa.errors import Busy
from wsoa.terms import SecurityKind


def note_work(
    database: Database,
    kind: SecurityKind,
    *,
    programme_id: int | None = None,
    subject: str | None = None,
    **facts: Any,
) -> None:
    """Note what the shell's user did; a database that takes no row at present has the line go out all the same.

    Any: the facts are those of `security_log.note`.
    """
    told = {"operator": acting().account, **facts}
    try:
        if not database.may_write or standing(database) != newest_revision():
            raise Busy
        with database.writing() as session:
            security_log.note(session, kind, programme_id=programme_id, subject=subject, **told)
    except Busy:
        security_log.tell(kind, programme=programme_id, subject=subject, **told, kept=False)


def note_document(programme_id: int, subject: str, kind: str, content: bytes) -> None:
    """Note that a document was written for the shell's user."""
    digest, size = sha256(content).hexdigest(), len(content)
    with opened() as database:
        note_work(
            database,
            SecurityKind.DOWNLOADED,
            programme_id=programme_id,
            subject=subject,
            format=kind,
            size=size,
            sha256=digest,
        )
