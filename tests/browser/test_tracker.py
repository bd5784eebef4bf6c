"""The programme manager brings a tracker, with and without scripts, at a desk and on a phone (S21)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PASSPHRASE, Visit
from tests.browser.watching import Watch
from tests.intake.workbooks import save
from wsoa.example import SLUG

ROWS = (
    ("Workstream", "Milestone", "RAG", "Wibble", "By when"),
    ("Listening", "Ask every family once a term", "A", "Few reply", "May 25"),
    ("Waiting", "Publish how long families wait", "Purple", "No data", "Summer term 2026"),
)


@pytest.fixture
def manager(browser: Browser, address: str, scripts: bool, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The programme manager's browser, signed in; as narrow as the test asks."""
    width = getattr(request, "param", 1000)
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 800})
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/sign-in")
    page.fill("[name=email]", "manager@example.org")
    page.fill("[name=passphrase]", PASSPHRASE)
    page.click("main button[type=submit]")
    page.wait_for_url(f"**/programmes/{SLUG}")
    yield Visit(page, address, complaints)
    context.close()


def bring(visit: Visit, file: Path) -> None:
    visit.go("/trackers")
    visit.page.set_input_files("[name=file]", file)
    visit.page.get_by_role("button", name="Read this file").click()


def test_a_tracker_goes_from_the_file_to_the_record(manager: Visit, tmp_path: Path) -> None:
    page = manager.page
    bring(manager, save(tmp_path / "April.xlsx", {"Milestones": ROWS}))
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this what the columns mean?", timeout=20_000)
    page.get_by_label("Read Wibble as").select_option("Issue")
    page.get_by_role("button", name="Read it like this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What loading April.xlsx would do")
    expect(page.locator("main")).to_contain_text("Few reply")
    page.get_by_role("group", name="Sheet Milestones, cell C3").get_by_label("Amber").check()
    page.get_by_role("button", name="look again").click()
    expect(page.locator("main")).to_contain_text("Settled")
    page.get_by_role("button", name="Load this file into the record").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("April.xlsx is loaded")
    manager.go("/milestones")
    expect(page.locator("main")).to_contain_text("Publish how long families wait")
    assert manager.complaints == []


@pytest.mark.parametrize("scripts", [True], indirect=True, ids=["scripts"])
@pytest.mark.parametrize("manager", [320, 1000], indirect=True)
def test_no_page_of_the_way_breaks_a_rule_of_wcag_2_2_aa_or_is_wider_than_a_phone(
    manager: Visit, tmp_path: Path
) -> None:
    page = manager.page

    watch = Watch()

    def check() -> None:
        assert watch.violations(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    manager.go("/trackers")
    check()
    page.get_by_role("button", name="Read this file").click()
    page.wait_for_selector(".govuk-error-summary")
    check()
    bring(manager, save(tmp_path / "April.xlsx", {"Milestones": ROWS}))
    page.wait_for_selector("text=Is this what the columns mean?")
    check()
    page.get_by_role("button", name="Read it like this").click()
    page.wait_for_selector("text=Nothing has been written yet")
    check()
    page.get_by_role("button", name="Load this file into the record").first.click()
    page.wait_for_selector("text=is loaded")
    check()
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04")
    bring(manager, tmp_path / "broken.xlsx")
    page.wait_for_selector("text=could not be read")
    check()
