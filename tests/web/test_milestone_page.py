"""A milestone's page: how did it come to stand where it stands?"""

import re
from datetime import date

import pytest

from tests.web.forms import RED, opened, update_path
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY, OPERATOR
from tests.web.site import EVERYBODY, SLUG, Site
from wsoa.access import Action
from wsoa.history import entry
from wsoa.milestones import MilestoneChange, UpdateChange, correct_update, state_milestone, withdraw_update

READERS = {
    "manager": range(1, 8),
    "lead": range(1, 8),
    "support": range(1, 8),
    "nhs-lead": range(1, 8),
    "other-lead": range(1, 8),
    "leader": range(1, 8),
    "forum": range(6, 8),
}
"""Who may read which milestone's page."""


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_it_tells_the_whole_story(site: Site) -> None:
    answer = site.get("lead", "/milestones/1")
    assert_valid_html5(answer.text)
    page = words(answer.text)
    for said in (
        "Area of weakness A Plans are finished late.",
        "Focus area 1 Timeliness",
        "Promised in this record since 31 January 2026",
        "Amber since 26 February 2026",
        "Issue Two posts are vacant",
        "Mitigation Agency cover until June",
        "Original end of March 2026",
        "Current end of June 2026 (by 30 June 2026 ) , moved once",
        "Achieved Not yet",
        "E2 Minutes of the panel",
        "Posts stay vacant",
        "Why: The draft is late but agreed",
        "Lead, 26 February 2026 at 12:00pm",
        "31 January 2026 , January round",
    ):
        assert said in page, said
    assert "The grant ends in July" not in page


def test_how_it_came_to_its_rating_is_answered_without_a_click(site: Site) -> None:
    turned = words(site.get("lead", "/milestones/1").text)
    assert "How it came to be Amber: it was Red before. Lead rated it so on 26 February 2026 at 12:00pm ." in turned
    assert "Why: The draft is late but agreed" in turned.split("Ratings")[0]
    first = words(site.get("lead", "/milestones/2").text)
    assert "it was never at another rating" in first
    assert "How it came to be" not in site.get("lead", "/milestones/7").text


def test_it_has_a_style_for_paper_on_which_it_fits_one_page(site: Site) -> None:
    page = site.get("lead", "/milestones/1").text
    assert re.search(r'<link rel="stylesheet" href="/static/one_page\.css\?\w+" media="print">', page)
    assert_valid_html5(page)


def test_every_date_is_told_with_why_and_the_decision(site: Site) -> None:
    page = words(site.get("lead", "/milestones/1").text)
    assert "Moved: end of June 2026 (by 30 June 2026 ) , 2 March 2026 Why: Two posts are vacant" in page
    assert "The decision: Agreed by the February board" in page
    assert "Promised: end of March 2026" in page


def test_a_complete_milestone_says_when_it_was_achieved(site: Site) -> None:
    assert "Achieved 26 February 2026" in words(site.get("lead", "/milestones/5").text)


def test_a_milestone_nobody_rated_says_so(site: Site) -> None:
    answer = site.get("lead", "/milestones/7")
    assert_valid_html5(answer.text)
    assert "Not rated" in answer.text
    assert "Nobody has rated it yet." in answer.text


@pytest.mark.parametrize(("who", "offered"), [("lead", True), ("manager", True), ("nhs-lead", False)])
def test_only_who_may_is_offered_to_update_it(site: Site, who: str, offered: bool) -> None:
    assert (f"/programmes/{SLUG}{update_path(1)}" in site.get(who, "/milestones/1").text) is offered


def test_the_past_is_shown_as_it_was_and_offers_nothing_to_change(site: Site) -> None:
    answer = site.get("manager", "/milestones/1?as_at=2026-02-10")
    assert_valid_html5(answer.text)
    assert "You are looking at 10 February 2026" in words(answer.text)
    assert "No timetable is agreed" in answer.text
    assert "Two posts are vacant" not in answer.text
    assert update_path(1) not in answer.text
    assert f'href="/programmes/{SLUG}/milestones/1">Back to today' in answer.text


@pytest.mark.parametrize("asked", ["2025-12-31", "2026-03-26", "yesterday", "2026-02-30", "9" * 400])
def test_a_date_that_cannot_be_shown_is_refused_in_words(site: Site, asked: str) -> None:
    answer = site.get("manager", f"/milestones/1?as_at={asked}")
    assert answer.status_code == 422
    assert_valid_html5(answer.text)


def test_every_row_says_what_became_of_it(site: Site) -> None:
    assert site.post("manager", update_path(6), {**opened(site, 6), "confirm": "yes"}).status_code == 303
    assert site.post("manager", update_path(4), {**opened(site, 4), **RED, "issue": "Wrong"}).status_code == 303
    right = UpdateChange(level="A", issue="Right", mitigation="A locum", reason="The figures were another month's")
    with site.database.writing() as session:
        correct_update(session, OPERATOR, SLUG, 4, right, corrects=3)
    assert site.post("manager", update_path(7), {**opened(site, 7), **RED}).status_code == 303
    with site.database.writing() as session:
        withdraw_update(session, OPERATOR, SLUG, 7, withdraws=1, reason="It was meant for another milestone")
    assert "No change, confirmed" in site.get("lead", "/milestones/6").text
    corrected = site.get("lead", "/milestones/4")
    assert_valid_html5(corrected.text)
    for said in ("Corrected since", "Correction", "Wrong", "Right"):
        assert said in corrected.text
    withdrawn = words(site.get("lead", "/milestones/7").text)
    for said in ("Withdrawn", "Takes back what was said before", "It was meant for another milestone", "Not rated"):
        assert said in withdrawn


@pytest.mark.proof
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_not_read_it_finds_no_such_page_s1(site: Site, who: str) -> None:
    head = site.heads()
    for number in [*range(1, 8), 8, 2**31, 2**70, "x", "1'--", "%00"]:
        for query in ("", "?as_at=2026-02-10"):
            answer = site.get(who, f"/milestones/{number}{query}")
            whole = isinstance(number, int) and number < 2**31
            missing = 401 if whole and who in ("anonymous", "disabled") else 404
            assert answer.status_code == (200 if number in READERS.get(who, ()) else missing), (number, query)
            if not who.startswith("stranger"):
                assert CANARY not in answer.text + str(answer.headers)
            if answer.status_code != 200:
                assert "timetable" not in answer.text
    assert site.heads() == head


def test_what_was_not_yet_promised_says_when_its_record_begins(site: Site) -> None:
    since = date(2026, 3, 20)
    with site.database.writing() as session:
        entering = entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests")
        with entering as writing:
            number = state_milestone(writing, MilestoneChange(wording="A late idea", workstream=1), as_at=since)
    answer = site.get("manager", f"/milestones/{number}?as_at=2026-02-10")
    assert answer.status_code == 422
    assert "begins on 20 March 2026" in answer.text
    assert site.get("forum", f"/milestones/{number}?as_at=2026-02-10").status_code == 404
