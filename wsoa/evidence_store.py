"""The store of evidence: files under the SHA-256 of what they hold, in a directory or in object storage.

What is handed out is what was put in: a file whose bytes are no longer those of its name is refused (PROOFS D6). What
is being put in is noted until the record names it, so that a kill in between leaves nothing behind (R10).
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from wsoa.errors import NotAsKept, Unwritable

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_DIGEST = re.compile("[0-9a-f]{64}")
_HALF = re.compile("[0-9a-f]{64}#[0-9]+")
_PENDING = "pending"
_FULL = ("os error 28", "os error 122", "quota")
"""How ENOSPC and EDQUOT are told, which reach us as words."""


class EvidenceStore:
    """Files of evidence at `place`: a directory, or an address of object storage such as s3://bucket/folder."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.folder = None if "://" in place else Path(place).absolute()

    def put(self, content: bytes) -> str:
        """Keep the content, whole or not at all; its digest. Raises Unwritable."""
        digest = sha256(content).hexdigest()
        self._write(digest, content)
        return digest

    def get(self, digest: str) -> bytes:
        """What is kept under that digest. Raises NotAsKept when it is not there, or is no longer what it was."""
        import obstore

        try:
            content = bytes(obstore.get(self._store, _named(digest)).bytes())
        except _failures() as error:
            raise NotAsKept from error
        if sha256(content).hexdigest() != digest:
            raise NotAsKept
        return content

    def has(self, digest: str) -> bool:
        """Whether something is kept under that digest."""
        import obstore

        try:
            obstore.head(self._store, _named(digest))
        except FileNotFoundError:
            return False
        return True

    def size(self, digest: str) -> int:
        """How many bytes are kept under that digest. Raises NotAsKept."""
        import obstore

        try:
            return int(obstore.head(self._store, _named(digest))["size"])
        except _failures() as error:
            raise NotAsKept from error

    def delete(self, digest: str) -> None:
        """Let go of what is kept under that digest, if anything is. Raises Unwritable."""
        self._remove(_named(digest))

    def digests(self) -> frozenset[str]:
        """Every digest under which something is kept."""
        return frozenset(name for name in self._names("") if _DIGEST.fullmatch(name))

    def begin(self, owner: str, digest: str) -> None:
        """Note that `owner` (a programme's uid) is about to put something in under that digest."""
        self._write(f"{_PENDING}/{owner}.{_named(digest)}", b"")

    def end(self, owner: str, digest: str) -> None:
        """It is named by the record now, or gone again. Raises Unwritable."""
        self._remove(f"{_PENDING}/{owner}.{_named(digest)}")

    def begun(self) -> tuple[tuple[str, str], ...]:
        """Whatever was begun and never ended: owner and digest of each."""
        found = (name.rpartition("/")[2].partition(".") for name in self._names(_PENDING))
        return tuple(sorted((owner, digest) for owner, _, digest in found if _DIGEST.fullmatch(digest)))

    def clear_halves(self, digest: str) -> None:
        """Remove what a writer that was killed left of that file under a name of its own."""
        if self.folder is None:
            return
        for each in self.folder.glob(f"{_named(digest)}#*"):
            if _HALF.fullmatch(each.name):
                each.unlink(missing_ok=True)

    @cached_property
    def _store(self) -> "ObjectStore":
        # Imported here: commands that touch no file start without it.
        from obstore.store import LocalStore, from_url

        if self.folder is None:
            return from_url(self.place)
        if not self.folder.is_dir():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync(self.folder.parent)
        return LocalStore(self.folder)

    def _write(self, name: str, content: bytes) -> None:
        import obstore

        with _told():
            obstore.put(self._store, name, content, use_multipart=False)
            if self.folder is not None:
                _settle(self.folder / name)

    def _remove(self, name: str) -> None:
        import obstore

        with _told(), suppress(FileNotFoundError):
            obstore.delete(self._store, name)

    def _names(self, prefix: str) -> Iterator[str]:
        import obstore

        if self.folder is not None and not self.folder.is_dir():
            return
        for found in obstore.list(self._store, prefix=prefix or None):
            yield from (each["path"] for each in found)


def _named(digest: str) -> str:
    """A digest that is one: nothing else ever becomes part of a path."""
    if not _DIGEST.fullmatch(digest):
        raise NotAsKept
    return digest


def _settle(file: Path) -> None:
    """For this user alone, and on the disk before the record names it: the file itself, then its name."""
    os.chmod(file, 0o600)
    _sync(file)
    _sync(file.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _failures() -> tuple[type[Exception], ...]:
    from obstore.exceptions import BaseError

    return OSError, BaseError


@contextmanager
def _told() -> Iterator[None]:
    """A store that does not take what is written says so; its own words hold paths, so they are not repeated."""
    try:
        yield
    except _failures() as error:
        words = str(error).lower()
        if any(each in words for each in _FULL) or getattr(error, "errno", None) in (28, 122):
            raise Unwritable("The disk is full: the file was not kept.") from None
        raise Unwritable("The store of evidence cannot be written to.") from None
