"""Every page, for everybody who may open it: WCAG 2.2 A and AA by axe, and no scrolling sideways on a phone (S21).

An ordinary run looks at every page of the manager, who may open nearly all of them; at a part of what the others see of
the same pages, and of the forms that are refused. `make proof` looks at all of it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import addresses
from tests.browser.conftest import Visit, sign_in, visiting
from tests.browser.said import example_saying
from tests.browser.serving import Served, served
from tests.browser.watching import DESK, PHONE, Watch, resize, too_wide
from tests.exampled import copy_of
from tests.proofs import FULL, times
from wsoa.example import ACCOUNTS, SLUG
from wsoa.terms import Role

WATCH = Watch()
HOME = f"/programmes/{SLUG}"
ROLES = {each.email: each.role for each in ACCOUNTS}
PARTS: dict[str, Callable[[str], bool]] = {
    "the plan": lambda path: "/set-up/" in path and any(word in path for word in ("stream", "area", "mile", "who-")),
    "set-up": lambda path: "/set-up" in path and not PARTS["the plan"](path),
    "the month": lambda path: "/set-up" not in path and not PARTS["asks and risks"](path),
    "asks and risks": lambda path: any(word in path for word in ("/asks", "/risks", "/reports", "/products")),
}
EMPTY = """() => {
  const form = [...document.querySelectorAll("main form[method=post]")].pop();
  for (const each of form.elements) {
    if (each.type === "checkbox" || each.type === "radio") each.checked = false;
    else if (each.type !== "hidden" && "value" in each && each.tagName !== "BUTTON") each.value = "";
  }
  HTMLFormElement.prototype.submit.call(form);
}"""
STALE = """() => {
  const form = document.querySelector("main form[method=post] [name=seen]").form;
  for (const each of form.elements) if (/^seen/.test(each.name)) each.value = each.value === "0" ? "99" : "0";
  for (const each of form.querySelectorAll("textarea, input[type=text]")) { each.value += " and more"; break; }
  HTMLFormElement.prototype.submit.call(form);
}"""


def wrong(page: Page) -> list[str]:
    """What is wrong with the page: as wide as it came and then in the other width, in which the next one comes."""
    came_to_a_desk = page.viewport_size is None or page.viewport_size["width"] == DESK
    found = WATCH.violations(page) if came_to_a_desk else []
    resize(page, PHONE)
    wide = ["wider than a phone"] if too_wide(page) else []
    return [*(found if came_to_a_desk else WATCH.violations(page, DESK)), *wide]


def looked_at(visit: Visit, paths: Iterable[str], expected: int = 200) -> dict[str, list[str]]:
    """What is wrong with each page, by its address."""
    found = {}
    for path in paths:
        answer = visit.page.goto(visit.address + path)
        assert answer is not None
        assert answer.status == expected, path
        if faults := wrong(visit.page):
            found[path] = faults
    return found


@pytest.mark.proof
@pytest.mark.parametrize("part", PARTS)
def test_every_page_of_the_manager_s21(
    browser: Browser, harrowmere: Served, part: str, record_property: Callable[[str, object], None]
) -> None:
    with visiting(browser, harrowmere.address) as visit:
        sign_in(visit.page.context, visit.address, "manager@example.org")
        seen = [each.path for each in addresses.pages(harrowmere) if each.is_for(Role.PROGRAMME_MANAGER)]
        found = looked_at(visit, [*filter(PARTS[part], seen)][:: times(3, 1)])
        record_property("pages", len(seen))
        assert found == {}
        assert visit.complaints == []


@pytest.mark.proof
@pytest.mark.parametrize(
    "email",
    [f"{who}@example.org" for who in ("nhs-lead", "forum", "chair", "director", "admin", "adviser", "inspector")],
)
def test_every_page_of_everybody_else_s21(browser: Browser, harrowmere: Served, email: str) -> None:
    role, found = ROLES[email], dict[str, list[str]]()
    with visiting(browser, harrowmere.address) as visit:
        sign_in(visit.page.context, visit.address, email)
        for each in [each for each in addresses.pages(harrowmere) if each.is_for(role)][:: times(7, 1)]:
            answer = visit.page.goto(visit.address + each.path)
            assert answer is not None
            assert answer.status in (200, 403, 404), each.path
            if faults := wrong(visit.page):
                found[each.path] = faults
    assert found == {}


@pytest.mark.proof
def test_pages_of_nobody_s21(browser: Browser, harrowmere: Served) -> None:
    with visiting(browser, harrowmere.address) as visit:
        assert looked_at(visit, ["/sign-in", "/welcome/nobody"]) == {}
        assert looked_at(visit, [HOME], 401) == {}
        visit.page.get_by_role("button", name="Sign in").click()
        assert wrong(visit.page) == []


@pytest.mark.proof
def test_pages_of_the_past_s21(browser: Browser, harrowmere: Served) -> None:
    then = (date.today() - timedelta(45)).isoformat()
    paths = (
        "",
        "/milestones",
        "/milestones/1",
        "/risks",
        "/asks",
        "/record",
        "/workstreams/1",
        "/weaknesses/1",
        "/products",
    )
    with visiting(browser, harrowmere.address) as visit:
        sign_in(visit.page.context, visit.address, "manager@example.org")
        assert looked_at(visit, [f"{HOME}{path}?as_at={then}" for path in paths]) == {}
        assert visit.page.locator(".app-past").count() == 1


@pytest.mark.proof
def test_pages_of_a_programme_that_holds_nothing_yet_s21(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visit:
        sign_in(visit.page.context, address, "manager@example.org")
        visit.page.goto(f"{address}/programmes/new")
        visit.page.fill("[name=name]", "Emptymere")
        visit.page.get_by_role("button", name="Begin the programme").click()
        home = "/programmes/emptymere"
        paths = "/set-up /milestones /my-updates /risks /asks /record /reports /reports/board-report /search?q=nothing"
        paths += " /products /progress /set-up/weaknesses /set-up/rounds /set-up/who-updates /set-up/people /risks/new"
        paths += " /set-up/milestones /set-up/workstreams /set-up/boards /set-up/organisations /trackers /asks/new"
        assert looked_at(visit, [home, *(home + path for path in paths.split())][:: times(2, 1)]) == {}


@pytest.fixture
def example_to_write_in(example: Path, tmp_path: Path) -> Iterator[Served]:
    """The example with a database of its own."""
    with served(f"sqlite:///{copy_of(example, tmp_path)}") as site:
        yield site


@pytest.mark.proof
@pytest.mark.parametrize(
    ("send", "status", "fewest"), [(EMPTY, 422, 40), (STALE, 409, 20)], ids=["refused", "overtaken"]
)
def test_forms_that_were_refused_s21(
    browser: Browser,
    example_to_write_in: Served,
    send: str,
    status: int,
    fewest: int,
    record_property: Callable[[str, object], None],
) -> None:
    """Every form, sent empty; and sent by somebody whom a colleague has overtaken."""
    site, found, met = example_to_write_in, dict[str, list[str]](), 0
    with visiting(browser, site.address) as visit:
        sign_in(visit.page.context, site.address, "manager@example.org")
        forms = [each for each in addresses.pages(site) if each.is_for(Role.PROGRAMME_MANAGER)]
        for each in forms[:: times(8, 1)]:
            visit.page.goto(site.address + each.path)
            if not visit.page.evaluate(HAS_FORM[status]):
                continue
            with visit.page.expect_navigation() as answer:
                visit.page.evaluate(send)
            if answer.value.status == status:
                met += 1
                if faults := wrong(visit.page):
                    found[each.path] = faults
    record_property("forms", met)
    assert found == {}
    assert met >= fewest // times(10, 1)


HAS_FORM = {
    422: "() => !!document.querySelector('main form[method=post]')",
    409: "() => !!document.querySelector('main form[method=post] [name=seen]')",
}

UNFOLD = """() => {
  for (const each of document.querySelectorAll("main details:not([hx-get])")) {
    each.removeAttribute("name");
    each.open = true;
  }
}"""
FOLDS = (
    "/evidence/new",
    "/evidence/1/change",
    "/evidence/2/attach",
    "/narratives/areas/2/sections/position-statement/write",
)


def unfolded(visit: Visit, path: str) -> list[str]:
    """What is wrong with the page on a phone once everything that is folded away in it is opened."""
    visit.page.goto(visit.address + path)
    visit.page.evaluate(UNFOLD)
    return ["wider than a phone"] if too_wide(visit.page) else []


@pytest.mark.proof
def test_what_is_folded_away_is_as_narrow_as_the_rest_s21(browser: Browser, harrowmere: Served, scripts: bool) -> None:
    """What a piece of evidence speaks of besides, whose words a file holds, what may be cited."""
    every = [each.path for each in addresses.pages(harrowmere) if FULL and each.is_for(Role.PROGRAMME_MANAGER)]
    with visiting(browser, harrowmere.address, scripts=scripts, width=PHONE) as visit:
        sign_in(visit.page.context, visit.address, "manager@example.org")
        found = {path: unfolded(visit, path) for path in [*(HOME + each for each in FOLDS), *every]}
        assert visit.page.evaluate("() => innerWidth") == PHONE
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_what_is_too_wide_and_folded_away_would_be_found(browser: Browser, harrowmere: Served) -> None:
    """The control: it is as narrow as a phone until it is opened."""
    widen = "() => document.querySelector('main details div').attributeStyleMap.set('width', '900px')"
    with visiting(browser, harrowmere.address, width=PHONE) as visit:
        sign_in(visit.page.context, visit.address, "manager@example.org")
        assert unfolded(visit, f"{HOME}/evidence/new") == []
        assert visit.page.locator("main details[open]").count() >= 3
        visit.page.evaluate(widen)
        assert too_wide(visit.page)
        visit.page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = false })")
        assert not too_wide(visit.page)


LONG = "Schnellverfahrensbeschleunigungsgrundsatzerklärung" * 6
TALE = " ".join(["What follows is told at some length."] * 400)
WORDY = ("_update.", "decision", "consequence", "success_measure", "_judgement.words")


@pytest.mark.proof
def test_pages_of_texts_longer_than_any_s21(browser: Browser, migrated_sqlite: Path, tmp_path: Path) -> None:
    """A word of three hundred letters in every text of the record, and many words where there may be many."""

    def say(column: str, text: str) -> str:
        if column == "evidence_terms.link":
            return f"https://www.example.org/{LONG}"
        if column.startswith("programme_words.") or column == "rating_level.label":
            return (text + LONG)[:40]
        return f"{text} {LONG} {TALE if any(each in column for each in WORDY) else ''}".strip()

    file = tmp_path / "wsoa.sqlite3"
    example_saying(migrated_sqlite, file, say)
    found = dict[str, list[str]]()
    with served(f"sqlite:///{file}") as site, visiting(browser, site.address, width=320) as visit:
        sign_in(visit.page.context, site.address, "manager@example.org")
        seen = [each.path for each in addresses.pages(site) if each.is_for(Role.PROGRAMME_MANAGER)]
        for path in seen[:: times(5, 1)]:
            visit.page.goto(site.address + path)
            if too_wide(visit.page):
                found[path] = ["wider than a phone"]
            if path in seen[:: times(25, 1)] and (faults := WATCH.violations(visit.page)):
                found[path] = faults
    assert found == {}
