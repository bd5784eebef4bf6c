"""The database: where the record is kept, opened for reading or for writing."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session

from wsoa import security_log
from wsoa.database import engines
from wsoa.database.lock import WriterLock
from wsoa.database.rewriting import rewrite_if_due
from wsoa.errors import Busy, Unwritable
from wsoa.settings import settings
from wsoa.terms import SecurityKind

_CHECKPOINT_BYTES = 4 * 1024 * 1024


class Database:
    """One database, SQLite or PostgreSQL, with an engine that writes and one that cannot."""

    def __init__(self, url: str) -> None:
        self.url = engines.read_url(url)
        self.file = Path(self.url.database or "") if self.url.get_backend_name() == "sqlite" else None
        if self.file is not None and not self.file.exists():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.touch(mode=0o600)
        self._lock = WriterLock(self.file) if self.file else None
        self.writer: Engine = engines.writer(self.url)
        looked_at = self.file if not self.may_write else None
        self.reader: Engine = engines.onlooker(looked_at) if looked_at else engines.reader(self.url)

    @property
    def may_write(self) -> bool:
        """Whether the machine lets us write at present; False on a read-only disk, or where the rights are missing."""
        return self.file is None or (os.access(self.file, os.W_OK) and os.access(self.file.parent, os.W_OK))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state and cannot change it. Raises Busy when the database cannot be reached."""
        with _busy_when_out_of_reach(), self._reader() as session:
            yield session

    def _reader(self) -> Session:
        # Snapshots may be kept of what is read here: nobody can roll it back.
        return Session(self.reader, autoflush=False, expire_on_commit=False, info={"read_only": True})

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose work is committed when the body ends well, and undone when it does not.

        Raises Busy when the database stays locked, Unwritable when it is full or cannot be written to: nothing was
        saved.
        """
        with self.locked():
            with (
                _busy_when_out_of_reach(),
                Session(self.writer, autoflush=False, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session
            self._after_commit()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """The machine's one writer's place, where the database needs one (SQLite)."""
        with ExitStack() as stack:
            if self._lock is not None:
                stack.enter_context(self._lock.held())
            yield

    def close(self) -> None:
        """Let go of all connections; the last one checkpoints, so this too is done in the writer's place."""
        with self.locked() if self.may_write else ExitStack():
            self.reader.dispose()
            self.writer.dispose()

    def _after_commit(self) -> None:
        """Housekeeping of SQLite's files. It never fails: the work is saved."""
        if self.file is None:
            return
        rewrite_if_due(self.writer, self.file)
        log = engines.log_of(self.file)
        if log.exists() and log.stat().st_size > _CHECKPOINT_BYTES:
            connection = self.writer.raw_connection()
            try:
                # The work is committed: a full disk is told to whoever writes next, not to whoever has saved.
                with suppress(sqlite3.OperationalError):
                    connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
            finally:
                connection.close()


@contextmanager
def _busy_when_out_of_reach() -> Iterator[None]:
    """A database that is locked, full, away, or has no connection free: trying again will do (PROOFS R3, R8)."""
    try:
        yield
    except DBAPIError as error:
        busy = _plainly(error)
        if busy is None:
            raise
        raise busy from error
    except NoConnectionFree as error:
        raise Busy from error


def _plainly(error: DBAPIError) -> Busy | None:
    """What the database's refusal comes to; None for a mistake of ours."""
    words = str(error.orig).lower()
    if not isinstance(error, (OperationalError, InternalError)):
        return None
    if "readonly" in words or "read-only" in words:
        return Unwritable()
    if not isinstance(error, OperationalError):
        return None
    if "full" in words or "no space" in words:
        return Unwritable("The disk of the tracker is full.")
    if "i/o error" in words:
        return Unwritable("The disk of the tracker does not take what is written to it.")
    return Busy("The tracker's database is busy.")


@cache
def open_database(url: str | None = None) -> Database:
    """The database this process works on, brought to the newest schema (once, under a lock)."""
    from wsoa.database.upgrade import newest_revision, standing, upgrade

    database = Database(url or settings().database_url)
    at = standing(database)
    upgrade(database)
    if at != newest_revision():
        security_log.tell(SecurityKind.UPGRADED, before=at, now=newest_revision())
    return database
