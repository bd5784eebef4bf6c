"""S17: hostile texts in every field of the record, and every page that shows them, in a real browser: nothing runs.

The Content-Security-Policy is switched off for most of it, so that a script that came through would run; where it is
on, what it had to stop counts as found.
"""

import itertools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route

from api.headers import CONTENT_SECURITY_POLICY
from api.render import environment
from tests.browser import addresses
from tests.browser.conftest import sign_in
from tests.browser.hooks import Trap
from tests.browser.payloads import FAMILIES, PAYLOADS
from tests.browser.said import example_saying, texts_of
from tests.browser.serving import Served, served
from tests.proofs import FULL, times
from wsoa.benchmarks.stretches import LONGEST
from wsoa.example import SLUG
from wsoa.tables import metadata
from wsoa.terms import Role
from wsoa.text import MAX_LINE

pytestmark = pytest.mark.journey

BATCHES = 15
HOME = f"/programmes/{SLUG}"
ADDRESSES = [each for each in FAMILIES if each.startswith(("javascript", "data:"))]
UNSAID = {"lead_return_state.reason", "evidence_redaction.found"}
"""What nobody types: no reason of a return is asked for, and nothing is found in a copy."""
LIMITS = (
    {"rating_level.label": 60, "rating_level.meaning": 500, "indicator_value_terms.period": LONGEST}
    | {f"indicator_value_terms.{one}": MAX_LINE for one in ("raw", "measured_by")}
    | {f"programme_words.{one}": 40 for one in ("milestone", "focus_area", "workstream", "weakness")}
)
"""What may be no longer than this; one payload at a time stands there."""
SEND = """(typed) => {
  const form = document.querySelector("main form[method=post]");
  for (const each of form.elements) {
    if (each.type === "email" || each.type === "date") each.type = "text";
    if (["text", "password", "textarea"].includes(each.type)) each.value = typed;
  }
  HTMLFormElement.prototype.submit.call(form);
}"""
TRACKERS = {"tracker_load", "remembered_column", "pack_amendment", "pack_difference"}
"""What a file brings is looked at where files are brought (tests.web.test_tracker_upload, test_packs_pages)."""
ON_NO_PAGE = {
    "measure",
    "statistical_area",
    "statistical_neighbour",
    "statistic",
    "statistics_file",
}
"""Tables that only the shell writes so far, or nothing yet: the page that shows one takes it out of here."""


def batch(number: int) -> tuple[str, ...]:
    """Twenty of the payloads, of every kind and in every surrounding."""
    return PAYLOADS[number::BATCHES]


@pytest.fixture(scope="module", params=range(times(1, BATCHES)))
def hostile(
    request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Served, Path]]:
    """The example with all payloads of a batch in each of its texts, served; and its file."""
    file = tmp_path_factory.mktemp("hostile") / "wsoa.sqlite3"
    all_of_them, one_by_one = " ".join(batch(request.param)), itertools.cycle(batch(request.param))
    links = itertools.cycle(ADDRESSES)

    def say(column: str, text: str) -> str:
        if column == "evidence_terms.link":
            return next(links)
        if limit := LIMITS.get(column.removesuffix("s").replace("weaknesse", "weakness")):
            return next(each for each in one_by_one if len(each) <= limit)
        return f"{text} {all_of_them}".strip()

    example_saying(migrated_sqlite, file, say)
    with served(f"sqlite:///{file}") as site:
        yield site, file


@contextmanager
def trapped(
    browser: Browser, site: Served, email: str | None = "manager@example.org", policy: bool = False
) -> Iterator[tuple[Trap, Page]]:
    """A page of somebody's browser that is watched."""
    context = browser.new_context(bypass_csp=not policy)
    trap = Trap(context)
    if email:
        sign_in(context, site.address, email)
    # Every text here repeats every other: an erasure, which looks for what it erases everywhere, is long about it.
    context.set_default_timeout(120_000)
    try:
        yield trap, context.new_page()
    finally:
        context.close()


def test_there_are_texts_enough() -> None:
    assert len(FAMILIES) >= 60
    assert len(set(PAYLOADS)) >= 200
    assert {each for number in range(BATCHES) for each in batch(number)} == set(PAYLOADS)
    assert all(
        host.startswith("example.org") for text in PAYLOADS for host in text.split("//")[1:] if host[:1].isalpha()
    )


def test_every_text_of_the_record_is_hostile(hostile: tuple[Served, Path]) -> None:
    with closing(sqlite3.connect(hostile[1])) as database:
        unmet = {
            f"{table}.{column.name}"
            for table in set(metadata.tables) - TRACKERS - ON_NO_PAGE
            for column in texts_of(table)
            if not database.execute(
                f'SELECT 1 FROM "{table}" WHERE instr("{column.name}", ?) LIMIT 1',
                ("alert" if column.name != "link" else ":",),
            ).fetchone()
        }
    assert unmet <= UNSAID


@pytest.mark.proof
@pytest.mark.parametrize("policy", [False, True] if FULL else [False])
@pytest.mark.parametrize("part", ["/set-up", ""], ids=["set-up", "the month"])
def test_no_page_runs_what_the_record_holds_s17(
    browser: Browser,
    hostile: tuple[Served, Path],
    part: str,
    policy: bool,
    record_property: Callable[[str, object], None],
) -> None:
    site, found = hostile[0], dict[str, list[str]]()
    seen = [
        page
        for page in addresses.pages(site, range(1, times(1, 2) + 1))
        if page.is_for(Role.PROGRAMME_MANAGER) and ("/set-up" in page.path) is bool(part)
    ]
    with trapped(browser, site, policy=policy) as (trap, page):
        for each in seen:
            answer = page.goto(site.address + each.path)
            assert answer is not None
            assert answer.status in ((200,) if each.path.endswith("/1") else (200, 404)), each.path
            if caught := trap.caught(page):
                found[each.path] = caught[:5]
    record_property("pages", len(seen))
    record_property("payloads", len(batch(0)))
    assert found == {}


@pytest.mark.proof
def test_no_fragment_that_is_fetched_runs_any_of_it_s17(browser: Browser, hostile: tuple[Served, Path]) -> None:
    site = hostile[0]
    with trapped(browser, site, "nhs-lead@example.org") as (trap, page):
        page.goto(f"{site.address}{HOME}/my-updates")
        page.evaluate("() => document.querySelectorAll('details').forEach((each) => each.removeAttribute('name'))")
        page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true })")
        page.wait_for_function("() => document.querySelectorAll('[name=level]').length > 9")
        assert trap.caught(page) == []
    for email, path in (
        ("chair@example.org", ""),
        ("chair@example.org", "/asks"),
        ("director@example.org", "/weaknesses/1/judge"),
    ):
        with trapped(browser, site, email) as (trap, page):
            page.goto(f"{site.address}{HOME}{path}")
            assert trap.caught(page) == [], (email, path)


@pytest.mark.proof
def test_no_page_runs_what_it_was_just_sent_s17(browser: Browser, hostile: tuple[Served, Path]) -> None:
    """What a form is refused with stands in it again; what is searched for, or asked for, stands on the page."""
    site, typed = hostile[0], " ".join(batch(0))
    forms = (
        "/set-up/plans",
        "/set-up/own-words",
        "/set-up/milestones",
        "/risks/new",
        "/asks/new",
        "/products/new",
        "/milestones/1/update",
        "/set-up/people/add",
        "/evidence/new",
        "/voices/quotations/new",
        "/voices/case-studies/new",
        "/voices/audits/new",
        "/visits/new",
        "/visits/1/requests/new",
        "/narratives/areas/2/sections/position-statement/write",
        "/narratives/areas/2/sections/position-statement/comment",
    )
    queries = ("/search?q=", "/milestones?as_at=", "/milestones?level=", "/record?page=", "/")
    with trapped(browser, site) as (trap, page):
        for query in queries:
            page.goto(f"{site.address}{HOME}{query}{quote(typed[:1500])}")
            assert trap.caught(page) == [], query
        for form in forms if FULL else forms[:5]:
            page.goto(f"{site.address}{HOME}{form}")
            _send(page, typed)
            assert trap.caught(page) == [], form
    with trapped(browser, site, "director@example.org") as (trap, page):
        page.goto(f"{site.address}{HOME}/weaknesses/1/judge")
        _send(page, typed)
        assert trap.caught(page) == []
    with trapped(browser, site, None) as (trap, page):
        page.goto(f"{site.address}/sign-in?next={quote(typed)}")
        _send(page, typed)
        assert trap.caught(page) == []


def _send(page: Page, typed: str) -> None:
    """Fill every text of the page's own form and send it, whatever the browser would say of it."""
    with page.expect_navigation():
        page.evaluate(SEND, typed)


@pytest.mark.parametrize("safe", [True, False], ids=["marked as safe", "escaped"])
@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_a_page_that_trusted_the_texts_would_be_caught(
    browser: Browser, harrowmere: Served, safe: bool, policy: bool
) -> None:
    """The control."""
    texts = [
        each for number in range(BATCHES) for each in batch(number) if "meta http" not in each and "<base" not in each
    ]
    template = (
        "<!DOCTYPE html><title>x</title><main>{% for each in texts %}<p>{{ each"
        + (" | safe" if safe else "")
        + " }}</p>{% endfor %}</main>"
    )
    body = environment().from_string(template).render(texts=texts[:40])

    def answer(route: Route) -> None:
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": CONTENT_SECURITY_POLICY}
        route.fulfill(body=body, headers=headers)

    with trapped(browser, harrowmere, None, policy) as (trap, page):
        page.route("**/control", answer)
        page.goto(f"{harrowmere.address}/control")
        caught = trap.caught(page)
        ran = [each for each in caught if each.startswith("alert(")]
        stopped = [each for each in caught if each.startswith("stopped: ")]
    assert bool(ran) is (safe and not policy)
    assert bool(stopped) is (safe and policy)
    assert bool(caught) is safe
