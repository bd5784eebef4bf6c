"""How the store of evidence stands, for `wsoa doctor`: where, how much lies there, and what to mend."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from wsoa.evidence.room import in_mb
from wsoa.evidence_store import EvidenceStore
from wsoa.history.storing import store_of
from wsoa.settings import settings

_MB = 1024 * 1024


def store_told(session: Session) -> str:
    """Where it is, how many files of how many bytes, the quotas, and what is free on its disk."""
    store = store_of(session)
    digests = store.digests()
    held = f"{len(digests):,} in {store.place}, {in_mb(sum(map(store.size, digests))) if digests else 'nothing yet'}"
    quota = f"a programme may keep {settings().evidence_quota_mb:,} MB"
    told = f"{held}; {quota}, one person bring {settings().evidence_quota_person_mb:,} MB"
    return f"{told}." if store.folder is None else f"{told}; {in_mb(_free(store.folder))} are free there."


def store_amiss(session: Session) -> Iterator[str]:
    """What to mend: it cannot be written to, others can read it, or its disk is nearly full."""
    store = store_of(session)
    if store.folder is None:
        return
    if not os.access(_existing(store.folder), os.W_OK | os.X_OK):
        yield f"The store of evidence, {store.folder}, cannot be written to: no file can be brought."
    if store.folder.is_dir() and stat.S_IMODE(store.folder.stat().st_mode) & 0o077:
        yield f"{store.folder} can be read by others on this machine: chmod 700 it."
    if loose := _loose(store, store.folder):
        yield f"{loose} of the files in {store.folder} can be read by others on this machine: chmod 600 them."
    if (free := _free(store.folder)) < settings().evidence_quota_person_mb * _MB:
        yield f"Only {in_mb(free)} are free for files of evidence: less than one person may bring."


def _loose(store: EvidenceStore, folder: Path) -> int:
    """How many files others on the machine may read."""
    return sum(bool(stat.S_IMODE((folder / each).stat().st_mode) & 0o077) for each in store.digests())


def _free(folder: Path) -> int:
    return shutil.disk_usage(_existing(folder)).free


def _existing(folder: Path) -> Path:
    """The folder, or the one in which it would be made."""
    return next(each for each in (folder, *folder.parents) if each.is_dir())
