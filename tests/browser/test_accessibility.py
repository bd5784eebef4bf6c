"""WCAG 2.2 AA where a page changes while it is looked at, and the control of what looks at it (S21)."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.test_a_leads_return import open_form
from tests.browser.watching import Watch


@pytest.fixture
def scripts() -> bool:
    """axe itself is a script."""
    return True


def test_no_state_of_the_form_breaks_a_rule(visit: Visit) -> None:
    watch = Watch()
    open_form(visit, scripts=True)
    assert watch.violations(visit.page) == []
    visit.page.check("[name=level][value=R]")
    visit.page.fill("[name=issue]", "")
    visit.page.get_by_role("button", name="Save").click()
    visit.page.wait_for_selector(".govuk-error-summary")
    assert watch.violations(visit.page) == []
    visit.page.fill("[name=issue]", "A family at S10 2HN has no place")
    visit.page.fill("[name=mitigation]", "A second setting was asked")
    visit.page.get_by_role("button", name="Save").click()
    visit.page.wait_for_selector(".app-check")
    assert watch.violations(visit.page) == []
    visit.page.get_by_label("It has to stand there").check()
    visit.page.get_by_role("button", name="Save").click()
    visit.page.wait_for_selector(".app-due--done")


def test_what_breaks_a_rule_would_be_found(visit: Visit) -> None:
    """The control: a picture without words, and words too pale to read."""
    watch = Watch()
    visit.go("/reports")
    assert watch.violations(visit.page) == []
    visit.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(found.startswith("image-alt") for found in watch.violations(visit.page))
    visit.page.evaluate("document.querySelector('main h1').attributeStyleMap.set('color', '#cccccc')")
    visit.page.evaluate("document.querySelector('main h1').className = 'pale'")
    assert any(found.startswith("color-contrast") for found in watch.violations(visit.page))
