"""The application under test: one for each module, over its own database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.log_watch import watched
from tests.web.places import TODAY
from tests.web.site import Site, open_site, settle
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


@pytest.fixture(scope="module")
def site(settled: tuple[Path, dict[str, Actor]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application over Northmere and Southmere (tests.web.site), which remembers nothing of other modules."""
    file, actors = settled
    copy = shutil.copy(file, tmp_path_factory.mktemp("site") / "wsoa.sqlite3")
    with open_site(f"sqlite:///{copy}", actors) as opened:
        yield opened
