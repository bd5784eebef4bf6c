"""`wsoa doctor`: how the tracker stands, the rules of its machine, and what to mend."""

import sqlite3
import stat
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy.orm import Session

from api import log_streams
from api.shell.evidence_store import store_amiss, store_told
from api.shell.serving import UNWRITABLE
from api.shell.session import opened
from wsoa import clock
from wsoa.database import Database
from wsoa.database.engines import CONNECTIONS
from wsoa.database.postgresql_tools import dump_unfit
from wsoa.database.readiness import connections_allowed, last_recorded
from wsoa.database.upgrade import newest_revision, revision
from wsoa.settings import settings

_CLOCKS_DIFFER = timedelta(minutes=1)


def doctor() -> None:
    """Say how the tracker stands: database, schema, the rules of the machine, and what to mend."""
    with opened() as database, database.reading() as session:
        print(f"Schema: revision {revision(session.connection())} of {newest_revision()}")
        if database.file is None:
            allowed = connections_allowed(session)
            print(f"Database: PostgreSQL; it allows {allowed} connections, and a worker opens {CONNECTIONS} at most.")
        else:
            print(f"Database: SQLite {sqlite3.sqlite_version} at {database.file}; one server, one writer at a time.")
        print(f"Logs: {log_streams.places_told()}.")
        print(f"Files of evidence: {store_told(session)}")
        for warning in _warnings(database, session):
            print(f"Mend: {warning}")


def _warnings(database: Database, session: Session) -> Iterator[str]:
    if not settings().public_address.startswith("https://"):
        yield "WSOA_PUBLIC_ADDRESS is not an https address, so the session cookie is not marked Secure."
    if not database.may_write:
        yield UNWRITABLE
    if database.file is not None and stat.S_IMODE(database.file.stat().st_mode) & 0o077:
        yield f"{database.file} can be read by others on this machine: chmod 600 it."
    if database.file is None:
        yield from _of_postgresql(session)
    yield from log_streams.places_amiss()
    yield from store_amiss(session)
    last = last_recorded(session)
    if last is not None and last - clock.now() > _CLOCKS_DIFFER:
        yield f"The clock of this machine is behind: the newest entry of the record is of {last:%d/%m/%Y %H:%M} UTC."


def _of_postgresql(session: Session) -> Iterator[str]:
    if connections_allowed(session) < CONNECTIONS:
        yield f"One worker opens up to {CONNECTIONS} connections, more than the database allows: raise max_connections."
    if why := dump_unfit(session.connection()):
        yield why
