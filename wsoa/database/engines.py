"""How each database is opened: one engine that writes, one that cannot.

SQLite: WAL, `synchronous=FULL`, IMMEDIATE writes, no automatic checkpoints; readers are `query_only`.
A SQLite file that may not be written to is read as it lies there, opened anew each time.
PostgreSQL: readers are READ ONLY and REPEATABLE READ, so that one page sees one state.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from wsoa.errors import Refused

_BUSY_MILLISECONDS = 5000

# No overflow: a connection past the pool is closed after use, and closing SQLite's last one checkpoints unasked.
_POOL: dict[str, Any] = {
    "hide_parameters": True,
    "pool_size": 20,
    "max_overflow": 0,
    "pool_timeout": _BUSY_MILLISECONDS / 1000,
}

CONNECTIONS = 2 * int(_POOL["pool_size"])
"""What one process may open at most: it has an engine that writes and one that reads."""


def read_url(url: str) -> URL:
    """The parsed address; Refused when it names neither a SQLite file nor a PostgreSQL server."""
    try:
        parsed = make_url(url)
    except Exception as error:
        raise Refused(f"WSOA_DATABASE_URL cannot be read ({type(error).__name__}).") from None
    name = parsed.get_backend_name()
    if name not in ("sqlite", "postgresql") or (name == "sqlite" and parsed.database in (None, "", ":memory:")):
        raise Refused("WSOA_DATABASE_URL must name a SQLite file or a PostgreSQL database.")
    return parsed


def writer(url: URL, *, foreign_keys: bool = True) -> Engine:
    """The engine that writes. Migrations turn `foreign_keys` off (STACK section 5)."""
    if url.get_backend_name() == "postgresql":
        return _postgresql(url, "READ COMMITTED", connect_args={"options": f"-c lock_timeout={_BUSY_MILLISECONDS}"})
    keys = "ON" if foreign_keys else "OFF"
    # What is deleted is overwritten with noughts: erased words shall not lie in free pages (docs/decisions, 11).
    gone = "PRAGMA secure_delete=ON"
    return _sqlite(url, "BEGIN IMMEDIATE", ["PRAGMA journal_mode=WAL", gone, f"PRAGMA foreign_keys={keys}"])


def reader(url: URL) -> Engine:
    """The engine that cannot write."""
    if url.get_backend_name() == "postgresql":
        return _postgresql(url, "REPEATABLE READ", execution_options={"postgresql_readonly": True})
    return _sqlite(url, "BEGIN", ["PRAGMA query_only=ON"])


def onlooker(file: Path) -> Engine:
    """The engine that reads a SQLite file in a place where nothing may be written, not even what readers share.

    Without a log beside it the file is all there is, and SQLite is told that nobody changes it while it is open; so
    it is opened anew each time: somebody with more rights may.
    """

    def opened() -> sqlite3.Connection:
        log = log_of(file)
        still = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
        return sqlite3.connect(f"{file.resolve().as_uri()}?{still}", uri=True, check_same_thread=False)

    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool, hide_parameters=True)
    return _begun_by_hand(engine, "BEGIN", ["PRAGMA query_only=ON"])


def log_of(file: Path) -> Path:
    """Where SQLite keeps what was written to the file and not yet laid into it."""
    return file.with_name(f"{file.name}-wal")


def _postgresql(url: URL, isolation: str, **options: Any) -> Engine:
    return create_engine(url, **_POOL, pool_pre_ping=True, isolation_level=isolation, **options)


def _sqlite(url: URL, begin: str, pragmas: list[str]) -> Engine:
    return _begun_by_hand(create_engine(url, **_POOL), begin, pragmas)


def _begun_by_hand(engine: Engine, begin: str, pragmas: list[str]) -> Engine:
    every = [f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}", "PRAGMA synchronous=FULL", "PRAGMA wal_autocheckpoint=0"]

    @event.listens_for(engine, "connect")
    def _open(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in [*every, *pragmas]:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
