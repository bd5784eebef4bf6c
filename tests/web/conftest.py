"""The application under test: one for each module, over its own database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from tests.laid_anew import laid_anew
from tests.web.log_watch import watched
from tests.web.places import TODAY
from tests.web.site import Site, settle
from wsoa import clock
from wsoa.access import Actor
from wsoa.database import Database


@pytest.fixture(scope="session", autouse=True)
def no_log_holds_what_people_type() -> Iterator[None]:
    """Whatever these tests send, no line of a log repeats it (PROOFS S19)."""
    with watched() as found:
        yield
    assert found == []


@pytest.fixture(scope="session")
def settled(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Actor]]:
    """Northmere and Southmere in a SQLite file, to be copied and never opened, and who is who in them."""
    file = Path(shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("settled") / "wsoa.sqlite3"))
    database = Database(f"sqlite:///{file}")
    with clock.held_at(TODAY):
        actors = settle(database)
    database.close()
    return file, actors


@pytest.fixture(scope="session")
def application(settled: tuple[Path, dict[str, Actor]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application, made once, on a database whose file each module's site lays anew."""
    file, actors = settled
    copy = shutil.copy(file, tmp_path_factory.mktemp("site") / "wsoa.sqlite3")
    database = Database(f"sqlite:///{copy}")
    yield Site(create_app(database), database, actors)
    database.close()


@pytest.fixture(scope="module")
def site(settled: tuple[Path, dict[str, Actor]], application: Site) -> Iterator[Site]:
    """The application over Northmere and Southmere (tests.web.site), in which nothing has happened and nobody is."""
    file, actors = settled
    laid_anew(application.database, file)
    with clock.held_at(TODAY):
        yield Site(application.app, application.database, dict(actors))
