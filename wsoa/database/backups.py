"""A copy of the whole record in one file, and the way back from it (PROOFS R11, D18).

A backup is three lines of text and a copy: what it is, a manifest as JSON, the SHA-256 of those two lines; then the
database itself, a SQLite file or an archive of pg_dump's, and one after another the files of evidence that its tables
name. The manifest tells size and SHA-256 of the copy and of each file, so that one changed bit is found, and a digest
of all that the tables say, to which what is restored is held.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from wsoa.database import Database, engines, postgresql_tools
from wsoa.database.backup_file import Backup, KeptFile, Manifest, Unfit, open_backup, stated, written
from wsoa.database.lock import only_server
from wsoa.errors import NotAsKept, Refused, Unwritable
from wsoa.evidence_store import EvidenceStore

SERVED = "A server runs on this database. Stop it, then restore."
NOT_EMPTY = (
    "A PostgreSQL backup is restored into an empty database, so that none is overwritten: name one, then restore."
)
NO_ROOM = "the store of evidence is full or cannot be written to."
NOT_AS_BACKED_UP = "The database was filled, but not with what was backed up: do not use it, restore another backup."


@dataclass(frozen=True, slots=True)
class Files:
    """The files of evidence of a record: where they lie, and which of them the tables of a connection name."""

    store: EvidenceStore
    named: Callable[[Connection], Collection[str]]


def back_up(database: Database, target: Path, files: Files | None = None) -> Manifest:
    """Copy the record as it stands into `target`, whole or not at all; readers and writers go on meanwhile.

    With `files` those that it names go along. One that is lost or altered does not keep the rest from being saved: the
    manifest names it. Refused when `target` is something else than an earlier backup, or cannot be written.
    """
    _require_free(database, target)
    take = _sqlite_copy if database.file is not None else _postgresql_copy
    try:
        with _beside(target) as copy:
            with take(database, copy) as on:
                manifest = _with_files(stated(on, copy), files, on)
            with _beside(target) as new:
                written(manifest, copy, _contents(manifest, files), new)
                os.replace(new, target)
        _sync_folder(target)
    except Unfit as unfit:
        raise Refused(f"No backup was made: the database {unfit}") from unfit
    except NotAsKept as lost:
        raise Refused("No backup was made: a file of evidence was taken away meanwhile. Try again.") from lost
    except (OSError, sqlite3.Error) as fault:
        raise Refused(f"No backup was made: {_why(fault)}.") from fault
    return manifest


def restore(database: Database, source: Path, files: Files | None = None) -> tuple[Manifest, Path | None]:
    """Let the record be what it was when `source` was made; where what stood there before is kept.

    Its files of evidence are checked, all of them, and then put into the store of `files`, from which none is taken
    away; without `files` they are only checked. Refused, with nothing changed, when the backup is foreign, cut short,
    damaged, lacks a file that it names, of a newer version or of the other
    kind of database, while a server runs on a SQLite file, or when a PostgreSQL database is not empty. Whether a
    PostgreSQL archive holds what was backed up shows only once it is loaded: if not, that is what the refusal says.
    """
    try:
        with open_backup(source) as backup:
            backup.require_kind(database.url.get_backend_name())
            if database.file is None:
                _into_postgresql(database, backup, files)
                return backup.manifest, None
            with _beside(database.file) as copy:
                backup.unpacked(copy)
                _require_same(engines.onlooker(copy), backup.manifest)
                _require_files(engines.onlooker(copy), backup, files)
                with only_server(database.file, SERVED), database.locked():
                    _put(backup, files)
                    return backup.manifest, _put_in_place(database.file, copy)
    except Unfit as unfit:
        raise Refused(f"{source.name} {unfit} Nothing was changed.") from unfit
    except Unwritable as full:
        raise Refused(f"{source.name} could not be restored: {NO_ROOM} The record was not changed.") from full
    except (OSError, sqlite3.Error) as fault:
        raise Refused(f"{source.name} could not be restored: {_why(fault)}. Nothing was changed.") from fault


def _require_free(database: Database, target: Path) -> None:
    """A record is never overwritten by its own backup, nor is any file that is not one."""
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent} to put the backup into.")
    if not target.exists():
        return
    try:
        with open_backup(target):
            return
    except (Unfit, OSError):
        raise Refused(f"{target.name} exists and is no whole backup of the tracker. Choose another name.") from None


@contextmanager
def _sqlite_copy(database: Database, copy: Path) -> Iterator[Connection]:
    """SQLite's own copy of a file and its log, checked, and open to be read."""
    source = database.reader.raw_connection()
    try:
        with closing(sqlite3.connect(copy)) as target:
            connection = source.driver_connection
            assert isinstance(connection, sqlite3.Connection)
            connection.backup(target)
    finally:
        source.close()
    engine = engines.onlooker(copy)
    with engine.connect() as on:
        _require_whole(on)
        yield on


@contextmanager
def _postgresql_copy(database: Database, copy: Path) -> Iterator[Connection]:
    """pg_dump's archive of the state that the connection sees."""
    with database.reader.connect() as on:
        postgresql_tools.dump(on, database.url, copy)
        yield on


def _require_whole(on: Connection) -> None:
    found = on.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if found != ["ok"]:
        raise Unfit(f"is damaged: SQLite finds {len(found)} faults in it.")


def _require_same(engine: Engine, manifest: Manifest) -> None:
    """What was unpacked or restored says what was backed up."""
    with engine.connect() as on:
        if on.dialect.name == "sqlite":
            _require_whole(on)
        if stated(on, None).content != manifest.content:
            raise Unfit("does not hold what it says it holds.")


def _with_files(manifest: Manifest, files: Files | None, on: Connection) -> Manifest:
    """The manifest with the files that the connection's tables name, each of them looked at."""
    if files is None:
        return manifest
    kept, lost = list[KeptFile](), list[str]()
    for digest in sorted(files.named(on)):
        try:
            kept.append(KeptFile(digest, len(files.store.get(digest))))
        except NotAsKept:
            lost.append(digest)
    return replace(manifest, files=tuple(kept), lost=tuple(lost))


def _contents(manifest: Manifest, files: Files | None) -> Iterator[bytes]:
    """The files that the manifest names, one at a time: together they may be gigabytes."""
    if files is not None:
        yield from (files.store.get(each.sha256) for each in manifest.files or ())


def _require_files(tables: Engine | None, backup: Backup, files: Files | None) -> None:
    """Every file of the backup is whole, and none is missing that its `tables` name; it stands before them again."""
    before, manifest = backup.file.tell(), backup.manifest
    there = {digest for digest, _ in backup.files()}
    backup.file.seek(before)
    if tables is not None and files is not None and manifest.files is not None:
        with tables.connect() as on:
            if set(files.named(on)) - there - set(manifest.lost):
                raise Unfit("lacks files of evidence that its tables name.")


def _put(backup: Backup, files: Files | None) -> None:
    """Put the files of the backup into the store, but those that lie there as they were."""
    if files is None:
        return
    for digest, content in backup.files():
        try:
            files.store.get(digest)
        except NotAsKept:
            files.store.put(content)


def _put_in_place(file: Path, copy: Path) -> Path | None:
    """Lay the copy into the database in one transaction; where what it held before is kept, if it held anything.

    The file stays the same one, so that a command which waits for the writer's place sees what was restored. A file
    that SQLite cannot read at all is set aside and replaced.
    """
    if not file.stat().st_size:
        _laid(copy, file)
        return None
    kept = _free_name(file.with_name(f"{file.name}.before-restore"))
    kept.touch(mode=0o600)
    try:
        _laid(file, kept)
    except sqlite3.OperationalError:
        kept.unlink()
        raise
    except sqlite3.DatabaseError:
        _set_aside(file, kept)
        os.replace(copy, file)
    else:
        _laid(copy, file)
    _sync_folder(file)
    return kept


def _laid(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as held, closing(sqlite3.connect(target)) as taking:
        taking.execute("PRAGMA synchronous=FULL")
        held.backup(taking)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _set_aside(file: Path, kept: Path) -> None:
    """Keep a file that is no database any more, and its log, which must not be laid into the next one."""
    kept.unlink()
    os.link(file, kept)
    log = engines.log_of(file)
    if log.exists():
        os.replace(log, engines.log_of(kept))
    file.with_name(f"{file.name}-shm").unlink(missing_ok=True)


def _into_postgresql(database: Database, backup: Backup, files: Files | None) -> None:
    with database.reader.connect() as on:
        if inspect(on).get_table_names():
            raise Refused(NOT_EMPTY)
    with postgresql_tools.archive() as archive:
        backup.unpacked(archive)
        _require_files(None, backup, files)
        _put(backup, files)
        postgresql_tools.load(database.url, archive)
    try:
        _require_same(database.reader, backup.manifest)
    except Unfit as unfit:
        raise Refused(f"{NOT_AS_BACKED_UP} The backup {unfit}") from unfit


def _free_name(wanted: Path) -> Path:
    number, name = 1, wanted
    while name.exists():
        number += 1
        name = wanted.with_name(f"{wanted.name}-{number}")
    return name


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """An empty file under a name that nobody has, which only we can read; gone at the end unless it was moved."""
    descriptor, name = tempfile.mkstemp(prefix=f"{file.name}.", suffix=".part", dir=file.parent)
    os.close(descriptor)
    path = Path(name)
    try:
        yield path
    finally:
        for left in (path, engines.log_of(path), path.with_name(f"{path.name}-shm")):
            left.unlink(missing_ok=True)


def _sync_folder(file: Path) -> None:
    """A name in a folder lasts once the folder is on disk."""
    descriptor = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _why(fault: OSError | sqlite3.Error) -> str:
    return (fault.strerror if isinstance(fault, OSError) else str(fault)) or type(fault).__name__
