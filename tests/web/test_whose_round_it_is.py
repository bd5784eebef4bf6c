"""What an earlier round said is dated, with who said it; risks and issues are called what they are."""

import re

import pytest
from markupsafe import escape

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.site import SLUG, Site


@pytest.fixture(scope="module")
def issue(site: Site) -> int:
    """An issue that the manager has rated and closed."""
    page = site.get("manager", "/risks/new").text
    typed = {
        "seen": hidden(page, "seen"),
        "token": hidden(page, "token"),
        "title": "Two posts are empty",
        "kind": "issue",
    }
    answer = site.post("manager", "/risks/new", typed)
    found = re.search(r"/risks/(\d+)/assess$", answer.headers["location"])
    assert found
    return int(found[1])


def sent(site: Site, path: str, **typed: str) -> int:
    page = site.get("manager", path).text
    seen = {"seen": hidden(page, "seen"), "token": hidden(page, "token")}
    return int(site.post("manager", path, {**seen, **typed}).status_code)


def test_progress_of_an_earlier_round_is_dated_and_says_who_wrote_it(site: Site) -> None:
    found = site.snapshot()
    assert found.current_round is not None
    kept = next(each for each in found.lists if each.workstream and each.written.round != found.current_round.number)
    page = site.get("manager", f"/workstreams/{kept.workstream}").text
    assert_valid_html5(page)
    assert re.search(r"<h2[^>]*>(Progress|Next steps) <span class=\"app-quiet\">as at \d+ \w+ 2026", page)
    assert f'<p class="govuk-body-s app-quiet">{escape(kept.written.by)}, ' in page
    assert f'<p class="govuk-body-s app-quiet">{escape(kept.written.by)}, ' in site.get("manager", "/record").text


def test_the_form_of_a_risk_speaks_of_risks_and_keeps_the_labels_of_the_key(site: Site, issue: int) -> None:
    page = site.get("manager", f"/risks/{issue}/assess").text
    for level in site.snapshot().levels:
        assert level.label in page
        assert level.meaning not in page
    assert "Likely and serious: the board needs to know." in page


def test_a_closed_issue_is_an_issue_says_why_it_was_closed_and_cannot_become_one(site: Site, issue: int) -> None:
    assert sent(site, f"/risks/{issue}/assess", level="A", detail="Late", mitigation="Adverts") == 303
    page = site.get("manager", f"/risks/{issue}").text
    assert "Close this issue" in page
    assert "about this issue" in page
    assert "this risk" not in page
    assert ">Close this issue</h1>" in site.get("manager", f"/risks/{issue}/close").text
    assert sent(site, f"/risks/{issue}/close", reason="Both are filled") == 303
    page = site.get("manager", f"/risks/{issue}").text
    assert "Why it was closed" in page
    assert "Why this rating" not in page
    answer = site.get("manager", f"/risks/{issue}/issue")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/programmes/{SLUG}/risks/{issue}")


def test_the_count_of_open_risks_leads_to_those_it_counts(site: Site) -> None:
    page = site.get("manager", "").text
    links = re.findall(r'href="/programmes/[a-z]+(/risks\?level=[^"]+)">(\d+) ([^<]+)<', page)
    assert links
    for link, count, label in links:
        register = site.get("manager", link).text
        assert_valid_html5(register)
        assert register.count('id="risk') == int(count)
        assert f"<strong>{label}</strong>" in register


def test_whoever_reads_asks_alone_is_led_to_those_that_wait(site: Site) -> None:
    page = site.get("board", "").text
    assert_valid_html5(page)
    assert f'href="/programmes/{SLUG}/asks"' in page
    assert "See what was asked and decided" in page
