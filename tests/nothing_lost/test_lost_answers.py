"""R7: an answer that got lost, and whoever did not get it sends the form again: it is done exactly once."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from sqlalchemy import select

from tests.nothing_lost.browsing import BROKEN, RISKS, Browser, hidden, risk, update, update_path
from tests.nothing_lost.children import killed
from tests.nothing_lost.serving import serving
from tests.proofs import times
from wsoa.database import Database
from wsoa.tables import metadata

RETRIES = times(8, 1000)
SEED = 7


@pytest.fixture
def browser(settled_url: str) -> Iterator[Browser]:
    """A manager of Northmere, signed in to a server."""
    with serving(settled_url) as site:
        server = site.server()
        signed_in = Browser(site.port)
        signed_in.sign_in()
        yield signed_in
        killed(server)


def kept(url: str, table: str, column: str, beginning: str) -> list[str]:
    """What a column holds that begins so, in the order it was written."""
    database, rows = Database(url), metadata.tables[table]
    with database.reading() as session:
        query = select(rows.c[column]).where(rows.c[column].startswith(beginning)).order_by(rows.c.id)
        found = list(session.scalars(query))
    database.close()
    return found


def lost_then_sent_again(browser: Browser, path: str, form: dict[str, str], chance: random.Random) -> int:
    """Hang up at a moment nobody chose, send the same again until it is answered; the answer's status."""
    with suppress(*BROKEN):
        browser.sent_and_lost(path, form, chance.choice((0, chance.uniform(0, 0.03))))
    return browser.asked_again("POST", path, form).status


@pytest.mark.proof
def test_a_form_sent_again_after_its_answer_was_lost_is_done_once(
    browser: Browser, settled_url: str, record_property: Callable[[str, object], None]
) -> None:
    """Every other one changes what stands, every other one makes something new, which no `seen` could protect."""
    chance = random.Random(SEED)
    seen = int(hidden(browser.asked_again("GET", update_path(3)).page, "seen"))
    for turn in range(RETRIES):
        form = risk(f"Lost {turn}") if turn % 2 else update(f"Lost {turn}", seen + turn // 2)
        assert lost_then_sent_again(browser, RISKS if turn % 2 else update_path(3), form, chance) == 303
    updates = kept(settled_url, "milestone_update", "progress", "Lost ")
    risks = kept(settled_url, "risk_terms", "title", "Lost ")
    assert updates == [f"Lost {turn}" for turn in range(0, RETRIES, 2)]
    assert risks == [f"Lost {turn}" for turn in range(1, RETRIES, 2)]
    record_property("sent again, done once", RETRIES)


def test_a_form_without_a_token_sent_again_is_done_twice(browser: Browser, settled_url: str) -> None:
    """The negative control: this is what the token is for."""
    form = risk("Lost for good") | {"token": ""}
    for _press in range(2):
        assert browser.asked_again("POST", RISKS, form).status == 303
    assert kept(settled_url, "risk_terms", "title", "Lost for good") == ["Lost for good"] * 2
