"""The example, served on this machine to a real browser."""

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from api.app import create_app
from api.passphrases import Passphrases
from wsoa.database import Database
from wsoa.example import SLUG, make_example

PASSPHRASE = "a passphrase for the browser"


@dataclass(frozen=True)
class Visit:
    """A page of one person's browser, and what its console complained of."""

    page: Page
    address: str
    complaints: list[str]

    def go(self, path: str) -> None:
        """Open a page of the programme."""
        self.page.goto(f"{self.address}/programmes/{SLUG}{path}")
        self.page.wait_for_load_state("networkidle")


@pytest.fixture
def address(migrated_sqlite: Path, tmp_path: Path) -> Iterator[str]:
    """Where the example is served, with a database of its own."""
    database = Database(f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'wsoa.sqlite3')}")
    with database.writing() as session:
        make_example(session, Passphrases(8, 1).hash(PASSPHRASE))
    server = uvicorn.Server(uvicorn.Config(create_app(database), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs JavaScript."""
    return bool(request.param)


@pytest.fixture
def visit(browser: Browser, address: str, scripts: bool) -> Iterator[Visit]:
    """The NHS lead's browser, signed in."""
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1000, "height": 800})
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/sign-in")
    page.fill("[name=email]", "nhs-lead@example.org")
    page.fill("[name=passphrase]", PASSPHRASE)
    page.click("main button[type=submit]")
    page.wait_for_url(f"**/programmes/{SLUG}")
    yield Visit(page, address, complaints)
    context.close()
