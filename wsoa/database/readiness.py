"""Whether a database may be worked on at this moment, and by how many, found out without writing to it."""

import os
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from wsoa.database import Database
from wsoa.database.upgrade import newest_revision, revision
from wsoa.errors import Busy
from wsoa.tables import metadata

ROOM = 8 * 1024 * 1024
"""What SQLite's log may take before it is laid into the file, and as much again."""

_entry = metadata.tables["entry"]
_MAY_NOT_WRITE = text("SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean")
_ALLOWED = text("""
    SELECT least(
        current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
        (SELECT nullif(rolconnlimit, -1) FROM pg_roles WHERE rolname = current_user),
        (SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database())
    )
""")


class Unready(StrEnum):
    """Why a database may not be worked on, in a word or two for whoever watches it; names no place and no secret."""

    UNREACHABLE = "the database cannot be reached"
    OTHER_SCHEMA = "the schema of the database is not this version's"
    UNWRITABLE = "the database cannot be written to"
    FULL = "the disk of the database is full"


def unready(database: Database) -> Unready | None:
    """Why `database` may not be worked on; None when it may. Nothing is written, no writer is waited for."""
    try:
        with database.reading() as session:
            if revision(session.connection()) != newest_revision():
                return Unready.OTHER_SCHEMA
            return _closed_to_writers(session) if database.file is None else _closed_file(database, database.file)
    except Busy:
        return Unready.UNREACHABLE


def last_recorded(session: Session) -> datetime | None:
    """When the newest entry of all programmes was written."""
    newest: datetime | None = session.scalar(select(func.max(_entry.c.recorded_at)))
    return newest


def connections_allowed(session: Session) -> int:
    """How many connections a PostgreSQL server gives us at most, as the server, the account or the database says."""
    return int(session.scalar(_ALLOWED) or 0)


def _closed_to_writers(session: Session) -> Unready | None:
    """A server that stands by for another, or was told to take nothing."""
    return Unready.UNWRITABLE if session.scalar(_MAY_NOT_WRITE) else None


def _closed_file(database: Database, file: Path) -> Unready | None:
    if not database.may_write:
        return Unready.UNWRITABLE
    disk = os.statvfs(file.parent)
    return Unready.FULL if disk.f_bavail * disk.f_frsize < ROOM else None
