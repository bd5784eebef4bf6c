"""Points to check on the web: by rule and workstream, on any date, explained by a manager and hidden by nobody."""

import re
from datetime import date

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import BEGINS, CANARY, OPERATOR
from tests.web.site import EVERYBODY, SLUG, Site
from tests.web.test_asks_pages import HOSTILE, words
from wsoa.access import Action
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.history import entry
from wsoa.milestones import UpdateChange, promise_date, write_update

POINTS = "/points"
OVERDUE = "/points/explain?rule=overdue&about=milestone&about_number=3"
READ = {"manager", "lead", "support", "nhs-lead", "other-lead", "forum", "leader"}


@pytest.fixture(scope="module", autouse=True)
def _overdue(site: Site) -> None:
    """1.C was due in February; 2.A cites evidence that has expired; 3.B has no date."""
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        promise_date(writing, "20 February 2026", as_at=BEGINS, number=3)
        expired = EvidenceChange(title="Waiting list audit", expires=date(2026, 3, 1))
        piece = state_evidence(writing, expired, as_at=BEGINS)
        change = UpdateChange(level="G", reason="Waits fall", evidence=(piece,))
        write_update(writing, change, as_at=date(2026, 3, 5), number=4)


def page(site: Site, path: str = POINTS, who: str = "manager") -> str:
    answer = site.get(who, path)
    assert answer.status_code == 200, answer.text
    assert_valid_html5(answer.text)
    text: str = answer.text
    return text


def rules(html: str) -> list[str]:
    return re.findall(r'<section aria-labelledby="([a-z-]+)">', html.split("<main")[1])


def opened(site: Site, path: str = OVERDUE) -> dict[str, str]:
    html = page(site, path)
    return {name: hidden(html, name) for name in ("seen", "token", "rule", "about", "about_number")}


def test_points_stand_under_their_rule_with_its_count_its_reason_and_links_to_the_facts(site: Site) -> None:
    html = page(site)
    assert rules(html)[:2] == ["overdue", "no-date"]
    assert "Overdue (1)" in html
    assert "The date of the milestone has passed and it is not complete" in html
    one = html.split('id="overdue-milestone-3"')[1].split("</li>")[0]
    assert f'href="/programmes/{SLUG}/milestones/3"' in one
    assert "Due 20 February 2026" in one
    expired = html.split('id="expired-evidence-evidence-')[1].split("</li>")[0]
    assert f'href="/programmes/{SLUG}/evidence#E3"' in expired
    assert f'href="/programmes/{SLUG}/milestones/4"' in expired
    for href in re.findall(rf'href="/programmes/{SLUG}(/[^"#]+)', html.split('id="by-rule"')[1]):
        assert site.get("manager", href.replace("&amp;", "&")).status_code == 200, href


def test_the_page_is_narrowed_to_a_workstream_and_says_so(site: Site) -> None:
    whole, first, third = page(site), page(site, "/points?workstream=1"), page(site, "/points?workstream=3")
    assert "overdue-milestone-3" in first
    assert "no-date-milestone-7" not in first
    assert "no-date-milestone-7" in third
    assert "Points to check: Working with families" in third
    assert 'aria-current="page"' in third
    counts = {words(text): int(count) for text, count in re.findall(r">([^<>]+) \((\d+)\)<", whole.split("by-rule")[0])}
    assert counts["All"] == sum(counts.values()) - counts["All"] == whole.count('class="app-checks__one"')
    for asked in ("99", "abc", "<b>"):
        assert "so all points are shown" in page(site, f"/points?workstream={asked}")


def test_a_manager_explains_a_point_which_stays_and_takes_it_back(site: Site) -> None:
    form = {**opened(site), "words": "The trainer was ill; the course is booked for April"}
    answer = site.post("manager", "/points/explain", form)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == f"/programmes/{SLUG}/points#overdue-milestone-3"
    for who in ("manager", "lead", "leader"):
        html = page(site, who=who)
        one = html.split('id="overdue-milestone-3"')[1].split("</li>")[0]
        assert "Explained by Manager, 25 March 2026" in words(one)
        assert "The trainer was ill" in one
        assert ("Change what explains it" in one) == (who == "manager")
    assert "The trainer was ill" in page(site, OVERDUE)
    assert site.post("manager", "/points/explain", {**opened(site), "take_back": "yes"}).status_code == 303
    assert "The trainer was ill" not in page(site)
    assert "overdue-milestone-3" in page(site)


def test_a_refused_explanation_keeps_what_was_typed_and_a_colleague_s_stands_beside_mine(site: Site) -> None:
    blank = site.post("manager", "/points/explain", {**opened(site), "words": " "})
    assert blank.status_code == 422
    assert_valid_html5(blank.text)
    assert "Say what explains it." in blank.text
    stale = opened(site)
    assert site.post("manager", "/points/explain", {**opened(site), "words": "Theirs"}).status_code == 303
    answer = site.post("manager", "/points/explain", {**stale, "words": HOSTILE})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "Theirs" in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    again = {name: hidden(answer.text, name) for name in stale}
    assert site.post("manager", "/points/explain", {**again, "words": HOSTILE}).status_code == 303
    html = page(site)
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_a_point_that_went_meanwhile_keeps_what_was_typed_and_an_unknown_one_has_no_page(site: Site) -> None:
    form = {**opened(site), "words": "Typed in vain", "rule": "stale"}
    answer = site.post("manager", "/points/explain", form)
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "Typed in vain" in answer.text
    assert "This is not a point to check any more" in answer.text
    assert site.get("manager", OVERDUE.replace("overdue", "stale")).status_code == 404
    assert site.get("manager", OVERDUE.replace("=3", "=x")).status_code == 404
    assert site.post("manager", "/points/explain", {**form, "about_number": "x"}).status_code == 404
    assert [site.get(who, "/points/explain").status_code for who in ("manager", "lead", "anonymous")] == [404, 403, 401]


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_reads_points_and_who_explains_them_s1(site: Site, who: str) -> None:
    heads, form = site.heads(), {**opened(site), "words": "x", "seen": "99"}
    got = site.get(who, POINTS)
    assert (got.status_code == 200) == (who in READ)
    assert CANARY not in got.text or who.startswith("stranger")
    assert ("/points/explain" in got.text) == (who == "manager")
    json = site.client_for(who).get(f"/v1/programmes/{SLUG}/points")
    assert json.status_code == got.status_code
    asked, sent = site.get(who, OVERDUE), site.post(who, "/points/explain", form)
    assert (asked.status_code, sent.status_code) == ((200, 409) if who == "manager" else (asked.status_code,) * 2)
    assert who == "manager" or asked.status_code in (401, 403, 404)
    assert site.heads() == heads


def test_a_partner_sees_points_about_what_is_shared_with_them(site: Site) -> None:
    html = page(site, who="forum")
    assert "no-date-milestone-7" in html
    assert "overdue-milestone-3" not in html
    assert "Every number on this page counts only those" in html


def test_the_past_has_its_own_points_and_no_forms(site: Site) -> None:
    html = page(site, "/points?as_at=2026-02-10")
    assert "overdue-milestone-3" not in html
    assert "no-date-milestone-7" in html
    assert "/points/explain" not in html


def test_the_overview_counts_them_and_tells_those_who_can_mend_them(site: Site) -> None:
    count = page(site).count('class="app-checks__one"')
    overview = page(site, "")
    assert f"Points to check ({count})" in words(overview).replace("( ", "(")
    assert f'href="/programmes/{SLUG}/points"' in overview
    lead = page(site, "", "other-lead").split('id="needs"')[1].split("</section>")[0]
    assert "to check in Working with families that nobody has explained" in lead
    assert f'href="/programmes/{SLUG}/points?workstream=3"' in lead
    assert "to check" not in page(site, "", "leader").split('id="needs"')[1].split("</section>")[0]


def test_the_same_as_json(site: Site) -> None:
    answer = site.client_for("manager").get(f"/v1/programmes/{SLUG}/points").json()
    assert answer["total"] == sum(rule["count"] for rule in answer["rules"]) == page(site).count("app-checks__one")
    (overdue,) = (rule for rule in answer["rules"] if rule["rule"] == "overdue")
    (point,) = overdue["points"]
    assert (point["about"]["kind"], point["about"]["number"], point["workstream"]) == ("milestone", 3, 1)
    assert point["since"] == "2026-02-21"
