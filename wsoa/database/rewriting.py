"""After an erasure: the database's own file is written anew, so that erased words are in no page and no log of it.

A database only marks what was deleted as free, or as of no account any more. SQLite is told to write everything anew
and to empty its log. PostgreSQL keeps old rows until its own VACUUM FULL, which takes each table away from everybody
while it works: the machine's operator runs it (docs/operations).
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import Engine

from wsoa.errors import Busy

if TYPE_CHECKING:
    from wsoa.database import Database

log = structlog.get_logger("wsoa.database")

_ALL, _LOG = "file", "log"
"""What of it is still to be done."""
_WAIT, _USUAL = 1000, 5000
"""For how many milliseconds readers are waited for."""


def rewrite(database: Database) -> bool:
    """Write the database's file anew, after the work is committed; whether that was done.

    False for PostgreSQL, and where somebody else writes, a reader still holds an older state, or the disk has no room
    for a second copy. A mark beside the file keeps what is left to do, and whoever writes next tries again.
    """
    if database.file is None:
        return False
    _mark(database.file).write_text(_ALL)
    try:
        with database.locked():
            done = rewrite_if_due(database.writer, database.file, wait=_WAIT)
    except Busy:
        done = False
    if not done:
        log.warning("erased words may still lie in the file of the database, tried again after the next writes")
    return done


def is_due(database: Database) -> bool:
    """Whether erased words may still lie in the file or its log."""
    return database.file is not None and _mark(database.file).exists()


def rewrite_if_due(writer: Engine, file: Path, *, wait: int = 0) -> bool:
    """Do what an erasure left to do, in the writer's place; whether nothing is left. A full disk is nobody's fault."""
    mark = _mark(file)
    if not mark.exists():
        return True
    connection = writer.raw_connection()
    at = connection.cursor()
    try:
        with suppress(sqlite3.OperationalError, OSError):
            at.execute(f"PRAGMA busy_timeout={wait}")
            if mark.read_text() != _LOG and _has_room(file):
                at.execute("VACUUM")
                mark.write_text(_LOG)
            at.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            found = at.fetchone()
            if found is not None and not found[0] and mark.read_text() == _LOG:
                mark.unlink()
        return not mark.exists()
    finally:
        at.execute(f"PRAGMA busy_timeout={_USUAL}")
        connection.close()


def _has_room(file: Path) -> bool:
    """Whether the disk takes a second copy, and the log of one."""
    disk = os.statvfs(file.parent)
    return disk.f_bavail * disk.f_frsize > 2 * file.stat().st_size


def _mark(file: Path) -> Path:
    return file.with_name(f"{file.name}.rewrite")
