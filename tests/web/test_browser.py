"""What only a browser can show: where the reader is taken when scripts run."""

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from tests.web.forms import update_path
from tests.web.site import PASSPHRASE, SLUG, Site

DEBOUNCED = 1100
"""Milliseconds: GOV.UK buttons take no second click within a second."""


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    """Where the application answers while the tests run."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        server = uvicorn.Server(uvicorn.Config(site.app, log_level="error", lifespan="off"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [place]})
        serving.start()
        yield f"http://127.0.0.1:{place.getsockname()[1]}"
        server.should_exit = True
        serving.join()


@pytest.fixture(scope="module")
def page(address: str, browser: Browser) -> Iterator[Page]:
    """My updates of a lead, at the size of a laptop, with the first line opened by the keyboard."""
    page = browser.new_page(viewport={"width": 1100, "height": 700})
    page.goto(f"{address}/sign-in")
    page.fill("#email", "lead@example.org")
    page.fill("#passphrase", PASSPHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/programmes/**")
    page.goto(f"{address}/programmes/{SLUG}/my-updates")
    page.focus("#m1 summary")
    page.keyboard.press("Enter")
    page.wait_for_selector("#m1 form")
    yield page
    page.close()


def save(page: Page) -> None:
    page.wait_for_timeout(DEBOUNCED)
    page.locator("#m1 form button").first.click()


def in_sight(page: Page, selector: str) -> bool:
    """Whether the reader sees it, and is there with the keyboard too."""
    seen = "at => at.contains(document.activeElement) && at.getBoundingClientRect().top >= 0"
    return bool(page.locator(selector).evaluate(seen))


def test_what_the_rules_refuse_is_read_at_once_and_leads_to_the_field(page: Page) -> None:
    page.check("#m1 input[value=R]")
    page.fill("#m1-issue", "Typed before it was refused")
    page.fill("#m1-mitigation", "")
    save(page)
    page.wait_for_selector("#m1 .govuk-error-summary")
    assert in_sight(page, "#m1 .govuk-error-summary")
    page.click("#m1 .govuk-error-summary a")
    assert page.evaluate("document.activeElement.id") == "m1-mitigation"
    assert page.input_value("#m1-issue") == "Typed before it was refused"


def test_a_lost_network_is_told_where_the_reader_is_and_everything_typed_stays(page: Page) -> None:
    page.fill("#m1-mitigation", "Typed before the network went")
    page.context.set_offline(True)
    save(page)
    page.wait_for_selector("#notice p")
    page.context.set_offline(False)
    assert "could not be reached" in page.inner_text("#notice")
    assert in_sight(page, "#notice")
    assert page.input_value("#m1-mitigation") == "Typed before the network went"


def test_when_the_network_is_back_the_same_words_are_saved_and_the_line_folds(page: Page, site: Site) -> None:
    save(page)
    page.wait_for_selector("#m1.app-due--done")
    assert in_sight(page, "#m1")
    assert page.inner_text("#notice") == ""
    assert "Typed before the network went" in site.get("lead", update_path(1)).text
