"""A lead's return in a real browser, with and without JavaScript: nothing typed is lost, nothing is overwritten."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit

THERAPISTS = "6.A"


def open_form(visit: Visit, scripts: bool) -> None:
    visit.go("/my-updates")
    line = visit.page.locator("details.app-due", has_text=THERAPISTS)
    line.locator("summary").click()
    if not scripts:
        line.get_by_role("link", name="Update this milestone").click()
    visit.page.wait_for_selector("[name=level]")


def test_red_without_a_mitigation_is_refused_in_place_and_saved_when_it_is_given(visit: Visit, scripts: bool) -> None:
    open_form(visit, scripts)
    page = visit.page
    page.check("[name=level][value=R]")
    page.fill("[name=issue]", "Nobody applied for the last two posts")
    page.fill("[name=mitigation]", "")
    page.get_by_role("button", name="Save").click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_contain_text("mitigation")
    expect(page.locator("[name=issue]")).to_have_value("Nobody applied for the last two posts")
    if scripts:
        expect(summary).to_be_focused()
    page.fill("[name=mitigation]", "Two bank therapists from Monday")
    page.get_by_role("button", name="Save").click()
    saved = page.locator("details.app-due", has_text=THERAPISTS)
    expect(saved).to_contain_text("Red")
    expect(page.locator("#return-count")).to_contain_text("1 of 8")
    assert [words for words in visit.complaints if "422" not in words] == []


def test_no_change_confirmed_is_one_click(visit: Visit, scripts: bool) -> None:
    open_form(visit, scripts)
    visit.page.get_by_role("button", name="No change, confirmed").click()
    expect(visit.page.locator("#return-count")).to_contain_text("1 of 8")
    assert visit.complaints == []


def test_a_colleagues_save_is_shown_beside_mine_and_neither_is_lost(visit: Visit, scripts: bool) -> None:
    open_form(visit, scripts)
    colleague = visit.page.context.new_page()
    other = Visit(colleague, visit.address, [])
    open_form(other, scripts)
    colleague.fill("[name=issue]", "What a colleague saw")
    colleague.get_by_role("button", name="Save").click()
    expect(colleague.locator("#return-count")).to_contain_text("1 of 8")
    visit.page.fill("[name=issue]", "What I saw")
    visit.page.get_by_role("button", name="Save").click()
    expect(visit.page.locator(".app-compare")).to_contain_text("What a colleague saw")
    expect(visit.page.locator("[name=issue]")).to_have_value("What I saw")
    visit.page.get_by_role("button", name="Save").first.click()
    expect(visit.page.locator("details.app-due", has_text=THERAPISTS).locator(".app-due__tick")).to_be_visible()
    visit.go("/milestones/11")
    expect(visit.page.locator("main")).to_contain_text("What I saw")
    expect(visit.page.locator("main")).to_contain_text("What a colleague saw")


def test_no_page_scrolls_sideways_at_320_pixels_or_troubles_the_browser(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 320, "height": 700})
    for path in ("", "/my-updates", "/milestones/3", "/milestones/11/update", "/risks", "/record", "/reports"):
        visit.go(path)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert visit.complaints == []
