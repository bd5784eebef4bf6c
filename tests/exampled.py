"""The example with its packs, made once for all processes of a test run: it takes as long as a hundred small tests."""

import fcntl
import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from api.example import EDITIONS
from api.passphrases import Passphrases
from wsoa import clock
from wsoa.database import Database
from wsoa.example import make_example

PASSPHRASE = "a-harbour-of-quiet-otters"
FILE = "wsoa.sqlite3"


def example_at(moment: datetime, migrated: Path, factory: pytest.TempPathFactory) -> Path:
    """The example as it is made at that moment: a SQLite file beside its evidence, to be copied and never opened."""
    base = factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = folder / f"example-{moment:%Y-%m-%d}"
    with (folder / "example.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            part = made.with_suffix(".part")
            part.mkdir()
            _make(moment, Path(shutil.copy(migrated, part / FILE)))
            part.rename(made)
    return made / FILE


def copy_of(example: Path, folder: Path) -> Path:
    """A copy of an example, with the files of its evidence, in that folder: to be opened."""
    shutil.copytree(example.parent, folder, dirs_exist_ok=True)
    return folder / FILE


def _make(moment: datetime, file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    with clock.held_at(moment), database.writing() as session:
        make_example(session, Passphrases(memory_kib=8, passes=1).hash(PASSPHRASE), EDITIONS)
    database.close()
