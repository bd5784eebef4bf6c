"""What a request writes, statement by statement; and a database whose work is undone when each request has done it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from wsoa.database import Database
from wsoa.tables import metadata

Write = tuple[str, tuple[object, ...]]

_WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)")
BESIDE = frozenset({"security_event", "sign_in_tries", "installation"})
"""What is kept of visits: it is no part of the record, and looking at a page may add to it."""
_SEEN = ("web_session", "seen_at")


@contextmanager
def watched(database: Database) -> Iterator[list[Write]]:
    """Every statement that writes to the record meanwhile, with what it writes."""
    writes: list[Write] = []

    def note(_: Any, __: Any, statement: str, values: Any, ___: Any, many: bool) -> None:
        found = _WRITES.match(statement)
        if found and found[2] not in BESIDE and not statement.startswith(f"UPDATE {_SEEN[0]} SET {_SEEN[1]}="):
            writes.extend((statement, tuple(each)) for each in (values if many else (values,)))

    event.listen(database.writer, "before_cursor_execute", note)
    try:
        yield writes
    finally:
        event.remove(database.writer, "before_cursor_execute", note)


@contextmanager
def undone(database: Database) -> Iterator[None]:
    """Whatever is saved meanwhile is written, and then rolled back instead of committed."""

    @contextmanager
    def writing() -> Iterator[Session]:
        with database.locked(), Session(database.writer, autoflush=False, expire_on_commit=False) as session:
            try:
                yield session
                session.flush()
            finally:
                session.rollback()

    database.__dict__["writing"] = writing
    try:
        yield
    finally:
        del database.__dict__["writing"]


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables as they stand, apart from what is kept of visits."""
    found = {}
    with database.reading() as session:
        for name, table in metadata.tables.items():
            if name not in BESIDE:
                columns = [each for each in table.columns if (name, each.name) != _SEEN]
                found[name] = sorted((tuple(row) for row in session.execute(select(*columns))), key=repr)
    return found
