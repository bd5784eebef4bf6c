"""What has changed: a page, a line on the overview, and JSON; between two dates or since a report that was issued."""

import json
import re
from datetime import date

import pytest
from fastapi.openapi.utils import get_openapi

from api.changed import a_month_before
from api.v1.changes import router
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.site import SLUG, Site

PAGE = "/changes"
JSON = f"/v1/programmes/{SLUG}/changes"


def page(site: Site, query: str = "", role: str = "manager", status: int = 200) -> str:
    answer = site.get(role, f"{PAGE}{query}")
    assert answer.status_code == status, answer.text
    assert_valid_html5(answer.text)
    return str(answer.text)


def words(html: str) -> str:
    """What a reader sees of the content of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[1]).split())


def group(html: str, anchor: str) -> str:
    """The part of one way of changing."""
    found = re.search(rf'<section aria-labelledby="{anchor}">.*?</section>', html, flags=re.DOTALL)
    assert found, f"no part {anchor}"
    return found[0]


def told(html: str) -> dict[str, int]:
    """How many changed in each way, as the links at the top say."""
    return {anchor: int(count) for anchor, count in re.findall(r'href="#([\w-]+)"><strong>(\d+)</strong>', html)}


def test_the_counts_lead_to_what_they_count(site: Site) -> None:
    html = page(site, "?from=2026-02-10")
    assert told(html) == {
        "improved": 1,
        "rated": 2,
        "re-dated": 1,
        "confirmed": 1,
        "not-updated": 3,
        "risks-not-updated": 2,
    }
    for anchor, count in told(html).items():
        assert group(html, anchor).count("app-table__name") == count


def test_a_change_says_before_and_now_who_when_why_and_by_which_evidence(site: Site) -> None:
    part = group(page(site, "?from=2026-02-10"), "improved")
    assert f'href="/programmes/{SLUG}/milestones/1"' in part
    assert part.index("app-rating--red") < part.index("app-rating--amber")
    assert f'href="/programmes/{SLUG}/record#E2">E2</a>' in part
    text = words(f"<main{part}")
    for said in (
        "Also re-dated",
        "Rated by Lead, 26 February 2026: The draft is late but agreed",
        "Date: from end of March 2026 to end of June 2026",
        "2 March 2026: Two posts are vacant",
        "Decision: Agreed by the February board",
        "Issue before: No timetable is agreed Issue now: Two posts are vacant",
    ):
        assert said in text


def test_without_a_report_the_round_before_is_compared_with(site: Site) -> None:
    html = page(site)
    assert "What has changed since 28 February 2026" in html
    assert told(html)["re-dated"] == 1
    assert 'name="pack"' not in html


def test_the_past_is_compared_with_an_earlier_past_and_its_links_stay_there(site: Site) -> None:
    html = page(site, "?from=2026-01-31&as_at=2026-02-28")
    assert "You are looking at 28 February 2026" in html
    assert 'value="2026-01-31"' in html
    assert "re-dated" not in told(html), "the date was moved in March"
    main = html.split("<main")[1]
    links = [link for link in re.findall(r'href="([^"#]+)"', main) if link.startswith("/programmes/")]
    assert links
    assert all("as_at=2026-02-28" in link for link in links)


@pytest.mark.parametrize(
    ("when", "before"),
    [
        (date(2026, 3, 25), date(2026, 2, 25)),
        (date(2026, 3, 31), date(2026, 2, 28)),
        (date(2024, 3, 31), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2024, 1, 29)),
        (date(2026, 1, 5), date(2025, 12, 5)),
    ],
)
def test_a_month_before_is_the_same_day_or_the_last_of_a_shorter_month(when: date, before: date) -> None:
    assert a_month_before(when) == before


def test_what_was_known_then_is_compared_with_what_was_known_then(site: Site) -> None:
    html = page(site, "?from=2026-01-31&as_at=2026-02-28&known_by=then")
    assert f"as known by entry {site.snapshot().known_by - 1}" in html
    assert '<input type="hidden" name="known_by" value="then">' in html


def test_the_second_date_may_be_called_to(site: Site) -> None:
    answer = site.get("manager", f"{PAGE}?from=2026-02-10&to=2026-02-28")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/programmes/{SLUG}/changes?from=2026-02-10&as_at=2026-02-28"


def test_on_the_day_the_record_begins_there_is_nothing_to_compare_with(site: Site) -> None:
    assert "there is nothing to compare with" in page(site, "?as_at=2026-01-31")


REFUSED = {
    "from=2025-12-31": "The record of this programme begins on 31 January 2026.",
    "from=2026-03-26": "cannot be later than today",
    "from=31/01/2026": "That is not a date.",
    "from=2026-02-30": "That is not a date.",
    "from=%00x": "That is not a date.",
    "from=2026-03-20&to=2026-02-28": "The first date must be earlier than the second, 28 February 2026.",
    "from=2026-02-28&to=2026-02-28": "The first date must be earlier than the second, 28 February 2026.",
    "to=2026-03-26": "cannot be later than today",
    "to=2025-12-31": "The record of this programme begins on 31 January 2026.",
    "to=tomorrow": "That is not a date.",
    "pack=99": "No such report has been issued, or you cannot see it.",
    "pack=%3Cb%3E": "No such report has been issued, or you cannot see it.",
}


@pytest.mark.parametrize("query", REFUSED)
def test_what_cannot_be_compared_is_answered_with_a_sentence(site: Site, query: str) -> None:
    html = page(site, f"?{query.replace('to=', 'as_at=')}", status=422)
    assert REFUSED[query] in html
    assert "<b>" not in html
    answer = site.client_for("manager").get(f"{JSON}?{query}")
    assert answer.status_code == 422
    assert REFUSED[query] in answer.json()["error"]


def test_what_was_asked_stays_in_the_form_beside_the_sentence(site: Site) -> None:
    html = page(site, "?from=2026-03-20&as_at=2026-02-28", status=422)
    assert 'value="2026-03-20"' in html
    assert 'value="2026-02-28"' in html
    assert 'href="#from">The first date' in html


def test_a_partner_reads_of_what_is_shared_with_them_and_of_nothing_else(site: Site) -> None:
    html = page(site, "?from=2026-02-10", "forum")
    assert told(html) == {"not-updated": 2}
    assert "You see the workstreams and milestones that are shared with you." in html
    assert "Publish the timetable" not in html
    found = site.client_for("forum").get(f"{JSON}?from=2026-02-10").json()
    assert [each["ref"] for each in found["milestones"]] == ["3.A", "3.B"]
    assert found["risks"] == []


@pytest.mark.parametrize(
    ("role", "status"), [("board", 403), ("adviser", 403), ("admin", 404), ("stranger", 404), ("anonymous", 401)]
)
def test_who_may_not_read_the_record_reads_no_changes_of_it(site: Site, role: str, status: int) -> None:
    assert site.get(role, PAGE).status_code == status
    assert site.client_for(role).get(JSON).status_code == status


def test_the_overview_says_in_one_line_what_has_changed_and_leads_there(site: Site) -> None:
    html = str(site.get("manager", "").text)
    assert "Since 28 February 2026</a>:" in html
    assert f'href="/programmes/{SLUG}/changes?from=2026-02-28#re-dated">1 re-dated</a>' in html
    then = str(site.get("manager", "?as_at=2026-02-28").text)
    assert "changes?from=2026-01-31&amp;as_at=2026-02-28#improved" in then
    assert "/changes" in site.get("manager", "/reports").text
    assert "/changes" in site.get("manager", "/record").text


def test_the_json_says_what_the_page_says_and_stands_in_the_description_of_the_interface(site: Site) -> None:
    found = site.client_for("manager").get(f"{JSON}?from=2026-02-10").json()
    assert found["from"] == {"as_at": "2026-02-10", "known_by": site.snapshot().known_by, "pack": None}
    assert found["counts"]["milestones"] == {
        "improved": 1,
        "rated": 2,
        "re-dated": 1,
        "confirmed": 1,
        "not-updated": 3,
    }
    first = found["milestones"][0]
    assert first["kinds"] == ["improved", "re-dated"]
    assert (first["level"]["before"]["code"], first["level"]["now"]["code"]) == ("R", "A")
    assert (first["date"]["before"]["latest"], first["date"]["now"]["latest"]) == ("2026-03-31", "2026-06-30")
    assert first["said"] == {
        "by": "Lead",
        "as_at": "2026-02-26",
        "why": "The draft is late but agreed",
        "evidence": [2],
    }
    assert first["dated"]["decision"] == "Agreed by the February board"
    described = get_openapi(title="v1", version="1", routes=router.routes)["paths"]["/v1/programmes/{slug}/changes"][
        "get"
    ]
    assert {each["name"] for each in described["parameters"]} >= {"slug", "from", "to", "pack"}
    assert CANARY not in json.dumps(found)
