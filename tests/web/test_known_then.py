"""As we knew it then, and as we know it now: the past can be seen both ways, and every page keeps to its way."""

import re
from datetime import date

import pytest

from api.moments import end_of, read_known_by
from tests.web.forms import update_path
from tests.web.html5 import assert_valid_html5
from tests.web.places import OPERATOR
from tests.web.site import SLUG, Site
from wsoa.milestones import UpdateChange, correct_update

DAY = "2026-02-27"
NOW, THEN = f"?as_at={DAY}", f"?as_at={DAY}&known_by=then"
FEBRUARY = "Two posts are vacant"
LATE = "Corrected in March, when the figures were checked"


@pytest.fixture(scope="module", autouse=True)
def _a_late_correction(site: Site) -> None:
    """What was said of 1.A on 26 February is corrected, on its own date, on 25 March."""
    right = UpdateChange(level="R", issue=LATE, mitigation="A locum", reason="The figures were another month's")
    with site.database.writing() as session:
        correct_update(session, OPERATOR, SLUG, 1, right, corrects=2)


def band(page: str) -> str:
    found = re.search(r'<p class="govuk-body app-past__text">(.*?)</p>', page, re.S)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def test_a_late_correction_shows_as_we_know_it_now_and_not_as_it_was_known_then(site: Site) -> None:
    now, then = (site.get("manager", f"/milestones/1{query}") for query in (NOW, THEN))
    for page in (now, then):
        assert page.status_code == 200
        assert_valid_html5(page.text)
        assert update_path(1) not in page.text
    assert (LATE in now.text, LATE in then.text) == (True, False)
    assert FEBRUARY in then.text


def test_the_band_says_which_of_the_two_and_leads_to_the_other_and_back_to_today(site: Site) -> None:
    home = f"/programmes/{SLUG}/milestones/1"
    now, then = (site.get("manager", f"/milestones/1{query}").text for query in (NOW, THEN))
    assert band(now) == ("You are looking at 27 February 2026 , as we know it now. As it was known then Back to today")
    assert f'href="{home}?as_at={DAY}&amp;known_by=then">As it was known then' in now
    assert band(then) == ("You are looking at 27 February 2026 , as it was known then. As we know it now Back to today")
    assert f'href="{home}?as_at={DAY}">As we know it now' in then
    for page in (now, then):
        assert f'href="{home}">Back to today' in page


def test_every_link_of_a_page_keeps_to_its_date_and_to_how_it_was_known(site: Site) -> None:
    for path in ("", "/milestones", "/risks", "/reports", "/record", "/search"):
        separator = "&q=timetable" if path == "/search" else ""
        page = site.get("manager", f"{path}{THEN}{separator}")
        assert page.status_code == 200, path
        assert_valid_html5(page.text)
        main = page.text.split("<main")[1]
        links = [link for link in re.findall(r'href="([^"]+)"', main) if link.startswith(f"/programmes/{SLUG}")]
        assert links or path in ("/search",), path
        assert all("known_by=then" in link and f"as_at={DAY}" in link for link in links), (path, links)
    assert 'name="known_by" value="then"' in site.get("manager", THEN).text


def test_reports_and_json_can_be_made_as_it_was_known_then(site: Site) -> None:
    now, then = (site.get("manager", f"/reports/board-report{query}&format=json").json() for query in (NOW, THEN))
    assert (LATE in str(now), LATE in str(then)) == (True, False)
    assert then["known_by"] < now["known_by"]
    client = site.client_for("manager")
    now, then = (client.get(f"/v1/programmes/{SLUG}{query}").json() for query in (NOW, THEN))
    assert (LATE in str(now), LATE in str(then)) == (True, False)


def test_an_entry_by_its_number_shows_what_it_knew_and_changes_nothing(site: Site) -> None:
    known = site.snapshot().head.number - 1
    page = site.get("manager", f"/milestones/1?known_by={known}").text
    assert_valid_html5(page)
    assert f"as it was known when entry {known} was the last" in band(page)
    assert (FEBRUARY in page, LATE in page, update_path(1) in page) == (True, False, False)
    assert f"known_by={known}" in page.split("<main")[1]


def test_what_was_known_then_of_today_is_what_we_know_now(site: Site) -> None:
    page = site.get("manager", "/milestones/1?as_at=2026-03-25&known_by=then").text
    assert "You are looking at" not in page
    assert update_path(1) in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (f"?as_at={DAY}&known_by=soon", "Say by which entry or when it was known"),
        (f"?as_at={DAY}&known_by=9999", "There is no entry 9999: the record holds entries 1 to"),
        (f"?as_at={DAY}&known_by=0", "There is no entry 0"),
        (f"?as_at={DAY}&known_by={'9' * 40}", "Say by which entry"),
        ("?as_at=2026-01-30&known_by=then", "Nothing had been recorded by then: the first entry is of 31 January 2026"),
        ("?as_at=2025-01-31&known_by=then", "Nothing had been recorded by then"),
        ("?as_at=2026-03-26&known_by=then", "The date cannot be later than today"),
        ("?as_at=2026-02-29&known_by=then", "That is not a date"),
        ("?as_at=0001-01-01&known_by=then", "Nothing had been recorded by then"),
        ("?as_at=9999-12-31&known_by=then", "The date cannot be later than today"),
        ("?as_at=2025-12-31", "The record of this programme begins on 31 January 2026"),
    ],
)
def test_what_cannot_be_shown_is_a_clear_sentence(site: Site, query: str, sentence: str) -> None:
    for path in ("", "/milestones/1", "/reports/board-report"):
        answer = site.get("manager", f"{path}{query}")
        assert answer.status_code == 422, path
        assert_valid_html5(answer.text)
        assert sentence in answer.text, path
        assert "soon" not in answer.text.split("<main")[1]


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2026, 2, 27), "2026-02-27T23:59:59.999999+00:00"),
        (date(2026, 3, 28), "2026-03-28T23:59:59.999999+00:00"),
        (date(2026, 3, 29), "2026-03-29T22:59:59.999999+00:00"),
        (date(2026, 10, 24), "2026-10-24T22:59:59.999999+00:00"),
        (date(2026, 10, 25), "2026-10-25T23:59:59.999999+00:00"),
        (date(2024, 2, 29), "2024-02-29T23:59:59.999999+00:00"),
    ],
)
def test_a_day_ends_at_midnight_in_london_also_when_the_clocks_change(day: date, ends: str) -> None:
    assert end_of(day).isoformat() == ends


def test_then_is_known_of_days_before_today_only() -> None:
    assert read_known_by("then", None) is None
    assert read_known_by("then", date(2999, 1, 1)) is None
    assert read_known_by("then", date(2024, 2, 29)) == end_of(date(2024, 2, 29))
