"""The example with its packs, made once for all processes of a test run: it takes as long as a hundred small tests."""

import fcntl
import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from api.editions import edition
from api.passphrases import Passphrases
from wsoa import clock
from wsoa.database import Database
from wsoa.example import make_example

PASSPHRASE = "a-harbour-of-quiet-otters"


def example_at(moment: datetime, migrated: Path, factory: pytest.TempPathFactory) -> Path:
    """The example as it is made at that moment, in a SQLite file to be copied and never opened."""
    base = factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = folder / f"example-{moment:%Y-%m-%d}.sqlite3"
    with (folder / "example.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _make(moment, Path(shutil.copy(migrated, made.with_suffix(".part"))))
            made.with_suffix(".part").rename(made)
    return made


def _make(moment: datetime, file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    with clock.held_at(moment), database.writing() as session:
        make_example(session, Passphrases(memory_kib=8, passes=1).hash(PASSPHRASE), edition)
    database.close()
