"""How each database is opened: one engine that writes, one that cannot.

SQLite: WAL, `synchronous=FULL`, IMMEDIATE writes, no automatic checkpoints; readers are `query_only`.
PostgreSQL: readers are READ ONLY and REPEATABLE READ, so that one page sees one state.
"""

import sqlite3
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from wsoa.errors import Refused

_BUSY_MILLISECONDS = 5000

# No overflow: a connection past the pool is closed after use, and closing SQLite's last one checkpoints unasked.
_POOL: dict[str, Any] = {
    "hide_parameters": True,
    "pool_size": 20,
    "max_overflow": 0,
    "pool_timeout": _BUSY_MILLISECONDS / 1000,
}


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
    return _sqlite(url, "BEGIN IMMEDIATE", ["PRAGMA journal_mode=WAL", f"PRAGMA foreign_keys={keys}"])


def reader(url: URL) -> Engine:
    """The engine that cannot write."""
    if url.get_backend_name() == "postgresql":
        return _postgresql(url, "REPEATABLE READ", execution_options={"postgresql_readonly": True})
    return _sqlite(url, "BEGIN", ["PRAGMA query_only=ON"])


def _postgresql(url: URL, isolation: str, **options: Any) -> Engine:
    return create_engine(url, **_POOL, pool_pre_ping=True, isolation_level=isolation, **options)


def _sqlite(url: URL, begin: str, pragmas: list[str]) -> Engine:
    engine = create_engine(url, **_POOL)
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
