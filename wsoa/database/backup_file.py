"""The file of a backup: its three lines, then the copy, then the files (wsoa.database.backups tells what for)."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, inspect, text

from wsoa import __version__, clock
from wsoa.database.upgrade import known_revisions, revision
from wsoa.errors import WsoaError

_KIND, _FORMAT = b"WSoA tracker backup ", 2
_READ = {b"%d\n" % number for number in (1, _FORMAT)}
"""Of the first format none had files of evidence in it."""
_LONGEST_LINE = 32 * 1024 * 1024
"""The manifest names every file: some eighty bytes for each."""
_PIECE = 1024 * 1024
_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


DAMAGED = "is damaged: it is not what was written when it was made."


class Unfit(WsoaError):
    """A backup that cannot be restored; the words follow its name: "is damaged"."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Where a programme's chain stood."""

    programme: str
    entries: int
    head: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of evidence in a backup, or in the store: its SHA-256 and how many bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: `content` digests what the tables say, `sha256` the bytes of the copy.

    `files` follow the copy in their order; None: the backup was made without them. `lost` are the digests of files that
    the tables name and that were not in the store when it was made.
    """

    made_at: str
    version: str
    database: str
    schema: str
    chains: tuple[Chain, ...]
    content: str
    size: int = 0
    sha256: str = ""
    files: tuple[KeptFile, ...] | None = None
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup whose lines were read and are whole; `file` stands before the copy."""

    manifest: Manifest
    file: IO[bytes]

    def require_kind(self, database: str) -> None:
        """Raises Unfit when the copy is of the other kind of database, or of a newer schema than this program's."""
        if self.manifest.database != database:
            is_of, not_of = _NAMES.get(self.manifest.database, "another"), _NAMES[database]
            raise Unfit(f"is a backup of a {is_of} database, and WSOA_DATABASE_URL names a {not_of} one.")
        if self.manifest.schema not in known_revisions():
            raise Unfit("was made by a newer version of the tracker: use that version or a later one.")

    def unpacked(self, copy: Path) -> None:
        """Write the copy to a file, byte by byte the one that was backed up, or raise Unfit."""
        with copy.open("wb") as target:
            size, sha256 = _moved(self.file, target, self.manifest.size)
        if size < self.manifest.size:
            raise Unfit(f"is cut short: {size} of {self.manifest.size} bytes of the database are there.")
        if (size, sha256) != (self.manifest.size, self.manifest.sha256):
            raise Unfit(DAMAGED)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each file by its digest, in their order, once the copy was unpacked; raises Unfit for what is amiss."""
        for each in self.manifest.files or ():
            content = self.file.read(each.size)
            if len(content) < each.size:
                raise Unfit("is cut short: not every file of evidence is there.")
            if hashlib.sha256(content).hexdigest() != each.sha256:
                raise Unfit(f"is damaged: the file of evidence {each.sha256[:12]} is not what was put in.")
            yield each.sha256, content
        if self.file.read(1):
            raise Unfit(DAMAGED)


def stated(on: Connection, copy: Path | None) -> Manifest:
    """The manifest of what the connection sees; with the size and digest of its copy, if there is one."""
    size, sha256 = 0, ""
    if copy is not None:
        with copy.open("rb") as file, Path(os.devnull).open("wb") as nowhere:
            size, sha256 = _moved(file, nowhere)
    return Manifest(
        made_at=clock.now().isoformat(timespec="seconds"),
        version=__version__,
        database=on.dialect.name,
        schema=revision(on) or "",
        chains=chains_of(on),
        content=content_digest(on),
        size=size,
        sha256=sha256,
    )


def chains_of(on: Connection) -> tuple[Chain, ...]:
    """Where the chain of each programme stands."""
    query = "SELECT slug, number, digest FROM programme JOIN head ON programme_id = id ORDER BY slug"
    return tuple(Chain(row.slug, row.number, row.digest) for row in on.execute(text(query)))


def content_digest(on: Connection) -> str:
    """SHA-256 of what all tables say, whatever order they hold it in; equal for a database and its faithful copy."""
    digest, found = hashlib.sha256(), inspect(on)
    if on.dialect.name == "postgresql":
        on.execute(text("SET LOCAL TIME ZONE 'UTC'"))
    for table in sorted(found.get_table_names()):
        columns = ", ".join(sorted(f'"{column["name"]}"' for column in found.get_columns(table)))
        rows = on.execute(text(f'SELECT {columns} FROM "{table}"'), execution_options={"yield_per": 1000})
        # What repr() spells out and what it escapes depends on the Unicode tables of each Python version.
        said = sorted(hashlib.sha256(ascii(tuple(row)).encode()).digest() for row in rows)
        digest.update(f"{table} ({columns}) {len(said)}\n".encode() + b"".join(said))
    return digest.hexdigest()


def written(manifest: Manifest, copy: Path, files: Iterable[bytes], new: Path) -> None:
    """Write a backup with the files that its manifest names, and have it on disk at the end."""
    lines = _KIND + b"%d\n" % _FORMAT + json.dumps(asdict(manifest), ensure_ascii=False).encode() + b"\n"
    with copy.open("rb") as source, new.open("wb") as target:
        target.write(lines + hashlib.sha256(lines).hexdigest().encode() + b"\n")
        _moved(source, target)
        target.writelines(files)
        target.flush()
        os.fsync(target.fileno())


@contextmanager
def open_backup(path: Path) -> Iterator[Backup]:
    """The backup at `path`. Raises Unfit when it is none, is damaged in its lines, or is of a newer format."""
    with path.open("rb") as file:
        kind, told, digest = (file.readline(_LONGEST_LINE) for _line in range(3))
        if not kind.startswith(_KIND):
            raise Unfit("is not a backup of this tracker.")
        if digest != hashlib.sha256(kind + told).hexdigest().encode() + b"\n":
            raise Unfit("is damaged in its first lines.")
        if kind.removeprefix(_KIND) not in _READ:
            raise Unfit("was made by a newer version of the tracker: use that version or a later one.")
        said = json.loads(told)
        chains = tuple(Chain(**chain) for chain in said.pop("chains"))
        kept, lost = said.pop("files", None), tuple(said.pop("lost", ()))
        files = None if kept is None else tuple(KeptFile(**each) for each in kept)
        yield Backup(Manifest(**said, chains=chains, files=files, lost=lost), file)


def _moved(source: IO[bytes], target: IO[bytes], most: int = sys.maxsize) -> tuple[int, str]:
    """How many bytes were moved, and their SHA-256."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(min(_PIECE, most - size)):
        target.write(piece)
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()
