"""The record under test: the invented area, as a programme of its own in a database that the tests share."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.laid_anew import laid_anew
from tests.record.area import TODAY, Area, begin, on
from wsoa.database import Database

_areas = itertools.count(1)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Whatever day it is, here it is the same one."""
    with on(TODAY):
        yield


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A new, migrated, empty database; the test runs once on each kind."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A SQLite database for the programmes of many tests."""
    file = tmp_path_factory.mktemp("shared") / "wsoa.sqlite3"
    opened = Database(f"sqlite:///{shutil.copy(migrated_sqlite, file)}")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared_postgres(postgres_server: postgres.Server, migrated_postgres: str) -> Iterator[Database]:
    """A PostgreSQL database for the programmes of many tests."""
    opened = Database(postgres_server.create("shared", template=migrated_postgres))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def begun(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Area]]:
    """The invented area in a SQLite file, to be copied and never opened, and the database that copies are laid into.

    A neighbour of the same kind was begun before it, which no test may ever see.
    """
    folder = tmp_path_factory.mktemp("begun")
    file = Path(shutil.copy(migrated_sqlite, folder / "begun.sqlite3"))
    making = Database(f"sqlite:///{file}")
    begin(making, "hallowmere-neighbour")
    people = begin(making, "hallowmere-0").people
    making.close()
    opened = Database(f"sqlite:///{shutil.copy(file, folder / 'wsoa.sqlite3')}")
    yield file, Area(opened, "hallowmere-0", people)
    opened.close()


@pytest.fixture
def sqlite_area(begun: tuple[Path, Area]) -> Area:
    """The invented area on SQLite only, for what does not depend on the database; nothing has happened in it yet."""
    file, area = begun
    laid_anew(area.database, file)
    return Area(area.database, area.slug, dict(area.people))


@pytest.fixture(params=["sqlite", "postgresql"])
def area(request: pytest.FixtureRequest) -> Area:
    """The invented area, as a new programme; the test runs once on each kind of database."""
    if request.param == "sqlite":
        found: Area = request.getfixturevalue("sqlite_area")
        return found
    return begin(request.getfixturevalue("shared_postgres"), f"hallowmere-{next(_areas)}")
