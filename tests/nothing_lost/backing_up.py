"""Backups in the making: people who save meanwhile, and what a copy is held to."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from tests.record.area import AMBER, OPERATOR, Area
from wsoa.database import Database
from wsoa.database.backup_file import Manifest, content_digest
from wsoa.history import verify
from wsoa.milestones import record_update
from wsoa.tables import metadata

_entry = metadata.tables["entry"]


def content(url: str) -> str:
    """The digest of all that a database says."""
    with create_engine(url, poolclass=NullPool).connect() as on:
        return content_digest(on)


@contextmanager
def saving(area: Area) -> Iterator[None]:
    """Two people who save on two milestones all the while."""
    stopped = threading.Event()

    def save(number: int) -> None:
        turn = 0
        while not stopped.is_set():
            change = AMBER.model_copy(update={"progress": f"{number} {turn}", "seen": turn})
            with area.database.writing() as session:
                turn = record_update(session, OPERATOR, area.slug, number, change)
            stopped.wait(0.005)

    people = [threading.Thread(target=save, args=(number,)) for number in (2, 3)]
    for person in people:
        person.start()
    try:
        yield
    finally:
        stopped.set()
        for person in people:
            person.join()


def digests(database: Database) -> dict[int, str]:
    """The digest of each entry of the area, by its number."""
    with database.reading() as session:
        return {row.number: row.digest for row in session.execute(select(_entry.c.number, _entry.c.digest)).all()}


def require_a_state_of(area: Area, restored: Database, manifest: Manifest, at_least: int) -> None:
    """What was restored is the chain as it stood at one entry, none older than what stood when the backup began."""
    entries = digests(restored)
    assert len(entries) == manifest.chains[0].entries >= at_least
    assert entries.items() <= digests(area.database).items()
    with restored.reading() as session:
        assert [fault for chain in verify(session) for fault in chain.faults] == []


def sealed(lines: list[bytes], copy: bytes) -> bytes:
    """A backup with other first lines, and the digest that fits them."""
    return b"".join(lines) + hashlib.sha256(b"".join(lines)).hexdigest().encode() + b"\n" + copy
