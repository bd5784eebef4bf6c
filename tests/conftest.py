"""What every test may ask for: the databases, the real documents, and the rule that nothing is skipped in silence."""

import gc
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import postgres
from tests.intake import limited
from wsoa.database import Database
from wsoa.database.upgrade import upgrade
from wsoa.history import storing
from wsoa.intake.reading import parent

# A test never asserts how long something takes; what was found is kept as a test, not in a folder beside the code.
settings.register_profile("house", deadline=None, database=None)
settings.load_profile("house")

pytest_plugins = ["tests.no_skips", "tests.proofs", "tests.chromium"]

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "real"


def pytest_collection_finish() -> None:
    """Let the collector of rubbish pass over what stays for the whole run: modules, and the tests themselves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real trackers and documents, which lies beside the project and is no part of it."""
    if not REAL.is_dir():
        pytest.skip("../shared absent")
    return REAL


@pytest.fixture(scope="session", autouse=True)
def _forked_readers() -> Iterator[None]:
    """Files are read by children that are forked: to start an interpreter takes longer than to read a tracker."""
    ready = limited.context()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parent, "_answer_of_child", lambda *file: limited.answer(ready, *file)[0])
        yield


@pytest.fixture(scope="session", autouse=True)
def _files_of_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files of evidence of a record on PostgreSQL lie in a folder of this run, not in the project's own `var`.

    WSOA_EVIDENCE_STORE would do as much for records in SQLite files, and theirs have to lie beside them.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storing, "_WITHOUT_A_FILE", str(tmp_path_factory.mktemp("postgresql") / "evidence"))
        yield


@pytest.fixture
def in_earnest() -> Iterator[None]:
    """Files are read as the program reads them, by an interpreter of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parent, "_answer_of_child", limited.IN_EARNEST)
        yield


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a new, migrated, empty database; the test runs once on each kind."""
    url: str = request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param])
    return url


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The address of a new, migrated, empty SQLite file."""
    return f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'wsoa.sqlite3')}"


@pytest.fixture
def postgres_url(postgres_server: postgres.Server, migrated_postgres: str) -> Iterator[str]:
    """The address of a new, migrated, empty PostgreSQL database."""
    if _at_hand:
        name = _at_hand.pop()
    else:
        name = f"test_{uuid.uuid4().hex[:12]}"
        postgres_server.create(name, template=migrated_postgres)
    yield postgres_server.url(name)
    if postgres_server.emptied(name):
        _at_hand.append(name)
    else:
        postgres_server.drop(name)


_at_hand: list[str] = []
"""Databases that a test is done with and the next one may have, as empty as when they were migrated."""


@pytest.fixture
def empty_postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """The address of a PostgreSQL database without any table, for tests of the migrations themselves."""
    name = f"empty_{uuid.uuid4().hex[:12]}"
    yield postgres_server.create(name)
    postgres_server.drop(name)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied and never opened."""
    file = tmp_path_factory.mktemp("migrated") / "wsoa.sqlite3"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: postgres.Server) -> str:
    """The name of a migrated PostgreSQL database, to be copied and never opened."""
    migrate(postgres_server.create("migrated"))
    return "migrated"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A PostgreSQL server for this process of the test run, started when first asked for."""
    try:
        with postgres.running() as server:
            yield server
    except postgres.Unavailable as problem:
        pytest.skip(str(problem))


def migrate(url: str) -> None:
    """Run every migration on the database at `url` and let go of it."""
    database = Database(url)
    upgrade(database)
    database.close()
