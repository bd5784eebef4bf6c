"""A database for official statistics, in the tests' own process."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from wsoa.database import Database


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A new, migrated, empty database; the test runs once on each kind."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    """The same on SQLite only, for what does not depend on the database."""
    opened = Database(f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'wsoa.sqlite3')}")
    yield opened
    opened.close()
