"""An area of weakness on the web: the inspectors' words, delivery, the judgement of impact; and focus areas."""

import re

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.site import EVERYBODY, SLUG, Site
from wsoa.terms import Impact

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}}'
JUDGE = "/weaknesses/1/judge"
EMERGING = {"impact": "emerging", "words": "Fewer plans are late", "indicators": "1", "evidence": "2"}


def opened(site: Site, path: str = JUDGE) -> dict[str, str]:
    page = site.get("leader", path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    return {"seen": hidden(page.text, "seen"), "token": hidden(page.text, "token")}


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_begins_with_the_locked_words_and_counts_what_serves_them(site: Site) -> None:
    page = site.get("lead", "/weaknesses/1").text
    assert_valid_html5(page)
    text = words(page)
    assert "Plans are finished late." in text
    assert "In the inspectors’ own words, locked: confirmed by" in text
    assert f'href="/programmes/{SLUG}/milestones?weakness=1">5 milestones</a>' in page
    for said in ("Not judged yet.", "Posts stay vacant", "Timeliness"):
        assert said in text
    assert "Judge the impact" not in text


def test_the_accountable_leader_judges_and_the_page_says_who_when_and_why(site: Site) -> None:
    assert site.post("leader", JUDGE, {**opened(site), "impact": "not-yet-evidenced"}).status_code == 303
    assert site.post("leader", JUDGE, {**opened(site), **EMERGING}).status_code == 303
    text = words(site.get("manager", "/weaknesses/1").text)
    assert "Emerging First signs" in text
    assert "Lead indicator Plans within 20 weeks" in text
    assert "by Leader on 25 March 2026 , less than a month ago" in text
    assert "Every judgement (2)" in text


def test_a_judgement_that_cites_nothing_is_refused_with_all_that_was_typed(site: Site) -> None:
    answer = site.post(
        "leader",
        "/weaknesses/2/judge",
        {**opened(site, "/weaknesses/2/judge"), "impact": "sustained", "words": HOSTILE},
    )
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "Cite at least one indicator or piece of evidence" in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert re.search(r'value="sustained" checked', answer.text)
    assert site.post("leader", "/weaknesses/2/judge", opened(site, "/weaknesses/2/judge")).status_code == 422


def test_a_judgement_given_meanwhile_is_told_beside_mine(site: Site) -> None:
    path = "/weaknesses/2/judge"
    stale = opened(site, path)
    assert site.post("leader", path, {**opened(site, path), **EMERGING, "words": "Theirs"}).status_code == 303
    answer = site.post("leader", path, {**stale, "impact": "not-yet-evidenced", "words": "Mine"})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "Emerging" in answer.text
    assert "Mine" in answer.text
    again = {"seen": hidden(answer.text, "seen"), "token": hidden(answer.text, "token")}
    assert site.post("leader", path, {**again, "impact": "not-yet-evidenced", "words": HOSTILE}).status_code == 303
    assert {each.weakness: each.impact for each in site.snapshot().impacts}[2] is Impact.NOT_YET_EVIDENCED
    page = site.get("manager", "/weaknesses/2").text
    assert_valid_html5(page)
    assert "<script>alert" not in page


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_an_accountable_leader_judges_s1(site: Site, who: str) -> None:
    heads = site.heads()
    got, sent = site.get(who, JUDGE), site.post(who, JUDGE, {**EMERGING, "seen": "99"})
    if who == "leader":
        assert (got.status_code, sent.status_code) == (200, 409)
    else:
        assert got.status_code == sent.status_code == _refusal(who)
        assert who.startswith("stranger") or CANARY not in got.text + sent.text
    assert site.heads() == heads


def _refusal(who: str) -> int:
    if who in ("anonymous", "disabled"):
        return 401
    return 404 if who in ("admin", "stranger", "stranger-lead") else 403


def test_a_partner_reads_the_words_and_their_own_milestones_but_no_judgement(site: Site) -> None:
    page = site.get("forum", "/weaknesses/2").text
    assert_valid_html5(page)
    assert "The judgement of impact is not shared with you." in page
    assert "Parents and carers co-chair" in page
    assert "Cut the wait" not in page
    assert "Fewer plans are late" not in site.get("forum", "/weaknesses/1").text
    for who in ("board", "adviser", "inspector"):
        assert site.get(who, "/weaknesses/1").status_code == 404


def test_a_focus_area_leads_to_what_it_serves_and_counts_its_own(site: Site) -> None:
    page = site.get("manager", "/focus-areas/2").text
    assert_valid_html5(page)
    for link in ("/workstreams/2", "/weaknesses/1", "/weaknesses/2"):
        assert f'href="/programmes/{SLUG}{link}"' in page
    count = re.search(r'href="([^"]*focus-area=2[^"]*)"><strong>(\d+)</strong>', page)
    assert count
    listed = site.client_for("manager").get(count[1].replace("&amp;", "&")).text
    assert len(re.findall(r'<tr class="govuk-table__row" id="m\d+">', listed)) == int(count[2])
    assert site.get("manager", "/focus-areas/99").status_code == 404
    assert site.get("forum", "/focus-areas/1").status_code == 404
    assert site.get("board", "/focus-areas/2").status_code == 404


def test_a_workstream_offers_what_its_lead_may_do_there_and_others_nothing(site: Site) -> None:
    doings = ("/workstreams/1/progress", "/risks/new?workstream=1", "/asks/new")
    for who, may in (("lead", True), ("manager", True), ("nhs-lead", False), ("leader", False)):
        page = site.get(who, "/workstreams/1").text
        assert_valid_html5(page)
        assert [doing in page for doing in doings] == [may] * 3, who
    assert "/risks/new" not in site.get("lead", "/workstreams/1?as_at=2026-03-20").text
