"""The example, served on this machine to a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy.orm import Session

from tests.browser.serving import Served, served
from tests.exampled import PASSPHRASE, copy_of, example_at
from wsoa import clock
from wsoa.database import Database
from wsoa.erasure import ErasureChange, propose_erasure, texts_of
from wsoa.example import SLUG
from wsoa.people import account, actor_of

__all__ = ["PASSPHRASE", "something_to_erase"]


@dataclass(frozen=True)
class Visit:
    """A page of one person's browser, and what its console complained of."""

    page: Page
    address: str
    complaints: list[str]
    slug: str = SLUG

    def go(self, path: str) -> None:
        """Open a page of the programme."""
        self.page.goto(f"{self.address}/programmes/{self.slug}{path}")


@contextmanager
def visiting(
    browser: Browser, address: str, *, scripts: bool = True, width: int = 1100, slug: str = SLUG
) -> Iterator[Visit]:
    """A new browser of somebody who has not signed in."""
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 800}, locale="en-GB")
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield Visit(page, address, complaints, slug)
    finally:
        context.close()


def sign_in(context: BrowserContext, address: str, email: str, passphrase: str = PASSPHRASE) -> None:
    """Sign in as the form does, where signing in is not what is tested."""
    answer = context.request.post(
        f"{address}/sign-in",
        form={"email": email, "passphrase": passphrase},
        headers={"Sec-Fetch-Site": "same-origin"},
        max_redirects=0,
    )
    assert answer.status == 303, answer.text()


@pytest.fixture(scope="session")
def example(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example in a SQLite file, to be copied and never opened."""
    made = example_at(clock.now(), migrated_sqlite, tmp_path_factory)
    file = copy_of(made, tmp_path_factory.mktemp("example"))
    database = Database(f"sqlite:///{file}")
    with database.writing() as session:
        something_to_erase(session)
    database.close()
    return file


def something_to_erase(session: Session) -> None:
    """A lead proposes to erase what a milestone of theirs said last: the pages of an erasure have something to show."""
    known = account(session, "lead@example.org")
    lead = actor_of(session, known["uid"]) if known else None
    assert lead is not None
    said = next(each for each in texts_of(session, lead, SLUG, "milestone", 1) if each.what == "Progress")
    propose_erasure(session, lead, SLUG, ErasureChange(places=(said.place.key,), because="A parent asked for it"))


@pytest.fixture(scope="module")
def harrowmere(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The example served for a whole module, to be read."""
    file = copy_of(example, tmp_path_factory.mktemp("harrowmere"))
    with served(f"sqlite:///{file}") as site:
        yield site


@pytest.fixture
def address(example: Path, tmp_path: Path) -> Iterator[str]:
    """Where the example is served, with a database of its own."""
    with served(f"sqlite:///{copy_of(example, tmp_path)}") as site:
        yield site.address


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs JavaScript."""
    return bool(request.param)


@pytest.fixture
def visit(browser: Browser, address: str, scripts: bool) -> Iterator[Visit]:
    """The NHS lead's browser, signed in."""
    with visiting(browser, address, scripts=scripts, width=1000) as opened:
        page = opened.page
        page.goto(f"{address}/sign-in")
        page.fill("[name=email]", "nhs-lead@example.org")
        page.fill("[name=passphrase]", PASSPHRASE)
        page.click("main button[type=submit]")
        page.wait_for_url(f"**/programmes/{SLUG}")
        yield opened
