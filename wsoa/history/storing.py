"""Files of evidence, kept in the store and named by the record: first the bytes, then the row, both or neither (R10).

A transaction that puts something in notes so beforehand. When it is undone, its bytes go, unless a row names them by
now; when its process is killed, the next start sees to that (`sweep`). Nothing else is ever removed: a store may serve
more than one record, and a record that was restored from a back-up names fewer files than were kept since.
"""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, event, func, select, union
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wsoa.database import Database
from wsoa.errors import Invalid, Unwritable
from wsoa.evidence_store import EvidenceStore
from wsoa.history.entry import OpenEntry
from wsoa.history.erased import erasures_of
from wsoa.history.freezing import digest_of
from wsoa.settings import settings
from wsoa.tables import EvidenceRedaction, EvidenceRelease, EvidenceRevision, Programme, metadata

_NAMING = tuple(
    metadata.tables[str(kind.__tablename__)] for kind in (EvidenceRevision, EvidenceRedaction, EvidenceRelease)
)
_programme = metadata.tables[str(Programme.__tablename__)]
_named = union(*(select(each.c.file_digest).where(each.c.file_digest.is_not(None)) for each in _NAMING))
_WITHOUT_A_FILE = "var/evidence"
_LOCK = 0x65766964
"""The place of whoever puts files in or takes them out, on PostgreSQL; on SQLite the writer's lock is enough."""


def store_of(session: Session) -> EvidenceStore:
    """The store that belongs to the record this session works on."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return store_beside(None)
    # Beside the record's own file SQLite may list a temporary one.
    files = {name: file for _, name, file in connection.exec_driver_sql("PRAGMA database_list")}
    return store_beside(Path(files["main"]))


def store_beside(file: Path | None) -> EvidenceStore:
    """The store of a record whose database is that file (None: it is on PostgreSQL)."""
    if chosen := settings().evidence_store:
        return EvidenceStore(chosen)
    return EvidenceStore(str(file.parent / "evidence") if file else _WITHOUT_A_FILE)


def keep(writing: OpenEntry, content: bytes) -> str:
    """Put the content into the store; its digest, which a row of the same entry has to name.

    Raises Unwritable, and Invalid for the very file that an erasure took away.
    """
    session, digest, owner = writing.session, digest_of(content), writing.programme_uid
    if digest in erasures_of(session, writing.programme_id).files:
        raise Invalid({"file": "This very file was erased here. Choose one without what had to go."})
    store, engine = store_of(session), session.get_bind().engine
    hold(session.connection())
    event.listen(session, "after_commit", lambda _: _end(store, owner, digest), once=True)

    def undone(_: Session) -> None:
        with suppress(SQLAlchemyError), engine.begin() as connection:
            _give_back(connection, store, owner, digest)

    event.listen(session, "after_rollback", undone, once=True)
    store.begin(owner, digest)
    return store.put(content)


def digests_named(session: Session) -> frozenset[str]:
    """The digest of every file in the store that any row of any programme names."""
    return frozenset(session.scalars(_named))


def sweep(database: Database) -> int:
    """Remove what was being put in when its process was killed, and what no row names of it; how many files went.

    Under the writer's lock, so that nothing of it can be on its way now. Raises Busy.
    """
    with database.writing() as session:
        store, gone = store_of(session), 0
        hold(session.connection())
        ours = set(session.scalars(select(_programme.c.uid)))
        for owner, digest in store.begun():
            if owner in ours:
                gone += _give_back(session.connection(), store, owner, digest)
        return gone


def hold(connection: Connection) -> None:
    """Take the place of whoever puts files in or takes them out, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def _give_back(connection: Connection, store: EvidenceStore, owner: str, digest: str) -> int:
    """Let go of the bytes if no row names them; how many files went. What cannot be, is left to the next start."""
    hold(connection)
    named = connection.scalar(select(func.count()).where(_named.subquery().c.file_digest == digest))
    with suppress(Unwritable):
        store.clear_halves(digest)
        was_there = not named and store.has(digest)
        if was_there:
            store.delete(digest)
        store.end(owner, digest)
        return int(was_there)
    return 0


def _end(store: EvidenceStore, owner: str, digest: str) -> None:
    with suppress(Unwritable):  # the work is saved; the next start finds that a row names it
        store.end(owner, digest)
