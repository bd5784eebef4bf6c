"""WCAG 2.2 AA as axe tests it, on every page of the lead and in the states that matter (S21)."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit
from tests.browser.test_a_leads_return import open_form

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def violations(visit: Visit) -> list[str]:
    found = Axe().run(visit.page, options=RULES).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]


@pytest.fixture
def scripts() -> bool:
    """axe itself is a script."""
    return True


def test_no_page_breaks_a_rule_of_wcag_2_2_aa(visit: Visit) -> None:
    for path in ("", "/my-updates", "/milestones", "/milestones/3", "/risks", "/record", "/reports", "/none"):
        visit.go(path)
        assert violations(visit) == [], path
    visit.go("/reports/board-report")
    assert violations(visit) == []


def test_no_state_of_the_form_breaks_one_either(visit: Visit) -> None:
    open_form(visit, scripts=True)
    assert violations(visit) == []
    visit.page.check("[name=level][value=R]")
    visit.page.fill("[name=issue]", "")
    visit.page.get_by_role("button", name="Save").click()
    visit.page.wait_for_selector(".govuk-error-summary")
    assert violations(visit) == []


def test_a_picture_without_words_would_be_found(visit: Visit) -> None:
    """The control."""
    visit.go("/reports")
    visit.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(found.startswith("image-alt") for found in violations(visit))
