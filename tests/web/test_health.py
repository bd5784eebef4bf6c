"""What a machine asks: `/health`, whether the tracker lives, and `/ready`, whether it may be sent work."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn
from unittest.mock import PropertyMock

import pytest
from sqlalchemy import text

from tests.web.site import Site
from wsoa.database import Database, readiness
from wsoa.database.readiness import Unready, unready
from wsoa.errors import Busy


def asked(site: Site, path: str) -> tuple[int, str]:
    answer = site.client_for("anonymous").get(path)
    return answer.status_code, answer.json().get("because", "")


def away(_database: Database) -> NoReturn:
    raise Busy("The tracker's database at /srv/secret is busy.")


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_nobody_signs_in_to_ask_and_nothing_is_written(site: Site, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Database, "writing")
    client = site.client_for("anonymous")
    assert client.get(path).json() == {"status": {"/health": "ok", "/ready": "ready"}[path]}
    answer = client.head(path)
    assert (answer.status_code, answer.headers["Cache-Control"], "set-cookie" in answer.headers) == (
        200,
        "no-store",
        False,
    )


def test_a_database_of_another_version_takes_no_work(site: Site) -> None:
    for other in ("0001", "9999"):
        with stands_at(site.database, other):
            assert asked(site, "/ready") == (503, Unready.OTHER_SCHEMA)
            assert asked(site, "/health") == (200, "")
    assert asked(site, "/ready") == (200, "")


@contextmanager
def stands_at(database: Database, revision: str) -> Iterator[None]:
    """The version of the schema as if another program had been there."""
    change = text("UPDATE alembic_version SET version_num = :to")
    with database.writing() as session:
        before = session.scalar(text("SELECT version_num FROM alembic_version"))
        session.execute(change, {"to": revision})
    yield
    with database.writing() as session:
        session.execute(change, {"to": before})


def test_a_disk_that_takes_nothing_takes_no_work_and_the_tracker_lives(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: `/health`, which asks only whether the database can be read, sees nothing wrong."""
    with monkeypatch.context() as full:
        full.setattr(readiness, "ROOM", 1 << 62)
        assert asked(site, "/ready") == (503, Unready.FULL)
        assert asked(site, "/health") == (200, "")
    monkeypatch.setattr(Database, "may_write", PropertyMock(return_value=False))
    assert asked(site, "/ready") == (503, Unready.UNWRITABLE)
    assert asked(site, "/health") == (200, "")


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_a_database_out_of_reach_is_said_so_and_no_more(site: Site, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "reading", away)
    answer = site.client_for("anonymous").get(path)
    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "because": "the database cannot be reached"}
    assert answer.headers["Retry-After"] == "5"


def test_a_postgresql_server_that_takes_nothing_takes_no_work(postgres_url: str) -> None:
    for address, said in (
        (postgres_url, None),
        (f"{postgres_url}&options=-cdefault_transaction_read_only%3Don", Unready.UNWRITABLE),
        (postgres_url.replace("?host=", "?host=/nowhere"), Unready.UNREACHABLE),
    ):
        database = Database(address)
        assert unready(database) == said
        database.close()
