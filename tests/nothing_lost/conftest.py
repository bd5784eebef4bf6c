"""Northmere and Southmere, as the tests of the web have them."""

import shutil
from pathlib import Path

import pytest

from tests.web.conftest import settled  # noqa: F401 (a fixture)
from tests.web.places import TODAY
from tests.web.site import settle
from wsoa import clock
from wsoa.access import Actor
from wsoa.database import Database


@pytest.fixture
def settled_url(settled: tuple[Path, dict[str, Actor]], tmp_path: Path) -> str:  # noqa: F811
    """The address of both places in a SQLite file of the test's own."""
    return f"sqlite:///{shutil.copy(settled[0], tmp_path / 'wsoa.sqlite3')}"


@pytest.fixture
def settled_postgres_url(postgres_url: str) -> str:
    """The address of both places in a PostgreSQL database of the test's own."""
    database = Database(postgres_url)
    with clock.held_at(TODAY):
        settle(database)
    database.close()
    return postgres_url
