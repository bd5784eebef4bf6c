"""Every text of the example erased, place by place: all pages still open, all packs are drawn, the chain is whole."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.editions import redrawn
from exports import catalogue
from tests.exampled import PASSPHRASE, copy_of, example_at
from tests.proofs import times
from tests.web.client import Client
from tests.web.crawling import crawl
from wsoa import clock, snapshot
from wsoa.access import operator
from wsoa.database import Database
from wsoa.erasure import ErasureChange, approve_erasure, request_erasure
from wsoa.erasure.held import texts_held
from wsoa.example import SLUG
from wsoa.history import verify
from wsoa.people import account, actor_of

DAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
STANDS = "Erased on 24 November 2026 by a programme manager and an administrator: All of it went."
SAID_ANEW = re.compile("erased|All of it went", re.IGNORECASE)
PAGES = (
    *(
        "",
        "/my-updates",
        "/milestones/1",
        "/risks",
        "/weaknesses/1",
        "/asks",
        "/indicators/1",
        "/packs/2",
        "/packs/2/file",
    ),
    *("/record", "/changes", "/search?q=erased", "/questions", "/this-round", "/points", "/reports/board-report"),
)


@pytest.fixture(scope="module")
def example(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = example_at(DAY, migrated_sqlite, tmp_path_factory)
    database = Database(f"sqlite:///{copy_of(made, tmp_path_factory.mktemp('erased'))}")
    yield database
    database.close()


@pytest.fixture(scope="module")
def app(example: Database) -> Starlette:
    return create_app(example)


@pytest.fixture(scope="module")
def manager(app: Starlette) -> Client:
    """The manager, signed in."""
    with clock.held_at(DAY):
        client = Client(app)
        client.post("/sign-in", data={"email": "manager@example.org", "passphrase": PASSPHRASE})
    return client


def test_with_every_text_erased_each_page_opens_each_pack_is_drawn_and_the_chain_is_whole(
    example: Database, app: Starlette, manager: Client
) -> None:
    start = [f"/programmes/{SLUG}{path}" for path in PAGES]
    with clock.held_at(DAY):
        opened = crawl(app, manager, "manager", start, times(len(PAGES), 1_000)).pages
        erase_everything(example)
        assert opened.keys() <= crawl(app, manager, "manager", start, times(len(PAGES), 1_000)).pages.keys()
    with example.reading() as session:
        (found,) = verify(session)
        assert found.faults == ()
        read = snapshot.load(session, operator("tests"), SLUG)
        assert {each.wording for each in read.milestones} == {STANDS}
        left = [each for each in texts_held(session, 1) if not each.erased and STANDS not in each.text]
        assert [each.text for each in left if not SAID_ANEW.search(each.text)] == []
    for report in catalogue.REPORTS.values():
        if not report.loads:
            assert report.writers["docx"](report.contents(read))


def erase_everything(database: Database) -> None:
    """Every place there is, asked for by the manager and approved by the administrator."""
    with database.reading() as session:
        places = tuple(each.place.key for each in texts_held(session, 1))
        uids = {who: str((account(session, f"{who}@example.org") or {})["uid"]) for who in ("manager", "admin")}
        manager, admin = (actor_of(session, uids[who]) for who in ("manager", "admin"))
    assert manager
    assert admin
    change = ErasureChange(places=places, because="All of it went")
    with database.writing() as session:
        request_erasure(session, manager, SLUG, change)
    with database.writing() as session:
        approve_erasure(session, admin, SLUG, 1, redrawn, seen=1)
