"""Partners' own views on the web: their page, their form, the one check, and that nobody else gets a hand on them."""

import re

import pytest

from api.passphrases import Passphrases
from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY, OPERATOR
from tests.web.site import EVERYBODY, PASSPHRASE, SLUG, Site
from tests.web.test_own_words import HOUSE, OWN, seen
from wsoa import clock
from wsoa.people import MembershipChange, PersonChange, add_person, grant
from wsoa.programmes import WordsChange, save_words
from wsoa.snapshot.positions.viewpoints import ViewpointPosition, ViewState
from wsoa.snapshot.viewpoints import viewpoints
from wsoa.terms import Role

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}} \u202eevil ~é'
SAID = "Families wait as long as before.\n\nWe asked 212 of them: 140 see no change."
DISAGREES = {"stance": "disagrees", "wording": SAID}
FORUM = "Northmere parent carer forum"


def opened(site: Site, path: str, who: str = "forum") -> dict[str, str]:
    page = site.get(who, path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    names = ("seen", "token", "seen_terms") if path.startswith("/views") else ("seen", "token")
    return {name: hidden(page.text, name) for name in names}


def said(site: Site, beside: str = "1/impact", **change: str) -> ViewpointPosition:
    """What the forum says of a claim now, in these words."""
    path = f"/our-view/{beside}"
    answer = site.post("forum", path, {**opened(site, path), **DISAGREES, **change})
    assert answer.status_code == 303, answer.text
    return view(site, beside)


def view(site: Site, beside: str) -> ViewpointPosition:
    with site.database.reading() as session:
        every = viewpoints(session, OPERATOR, SLUG)
    return next(each for each in every if f"{each.weakness}/{each.beside.key}" == beside)


def checked(site: Site, number: int, **answers: str) -> None:
    path = f"/views/{number}/check"
    assert site.post("manager", path, {**opened(site, path, "manager"), **answers}).status_code == 303


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def main(html: str) -> str:
    return html.split("<main")[1]


def test_a_partner_says_what_they_think_and_reads_what_became_of_it(site: Site) -> None:
    assert "You have said nothing to it." in words(site.get("forum", "/our-view").text)
    number = said(site).number
    page = site.get("forum", "/our-view").text
    assert_valid_html5(page)
    told = words(page)
    for sentence in (
        "Nobody else can change it, shorten it or hold it back.",
        "Plans are finished late.",
        "Disagrees Written by Forum on 25 March 2026",
        "We asked 212 of them: 140 see no change.",
        "Waits for its personal-data check since 25 March 2026 .",
        "It has not been judged yet.",
    ):
        assert sentence in told
    assert ">Our view</strong>" in page, "it stands in their menu"
    assert "Our view" not in main(site.get("manager", "").text)
    checked(site, number, clean="no", reason="The second paragraph names a school")
    told = words(site.get("forum", "/our-view").text)
    assert "Sent back by Manager on 25 March 2026 , because it holds personal data: The second paragraph" in told
    assert "1 view of yours was sent back, because of personal data" in words(site.get("forum", "").text)
    again = said(site, wording="Families wait as long as before.")
    assert (again.number, again.state) == (number, ViewState.WAITING)
    checked(site, number, clean="yes")
    assert "Checked: Manager found no personal data on 25 March 2026" in words(site.get("forum", "/our-view").text)


def test_the_team_reads_every_view_and_who_is_silent_and_a_manager_is_asked_to_check(site: Site) -> None:
    number = said(site, "2/area", stance="own-analysis", wording="As families see it").number
    page = site.get("lead", "/views").text
    assert_valid_html5(page)
    assert "As families see it" in page
    assert f"/views/{number}/check" not in page, "a lead checks nothing"
    page = site.get("manager", "/views").text
    assert f"/views/{number}/check" in page
    assert "/our-view" not in main(page)
    assert "to be checked for personal data" in words(site.get("manager", "").text)
    beside = site.get("lead", "/weaknesses/2").text
    assert_valid_html5(beside)
    assert "As families see it" in beside.split('id="views"')[1]
    assert f"{FORUM}: The area of weakness as a whole" in words(beside)
    past = site.get("manager", "/views?as_at=2026-03-20").text
    assert_valid_html5(past)
    assert f"No view received from {FORUM}." in words(past)
    assert "/check" not in past
    assert "As families see it" not in past
    assert "/our-view/2" not in site.get("forum", "/our-view?as_at=2026-03-20").text


def test_a_refused_view_keeps_everything_that_was_typed(site: Site) -> None:
    path = "/our-view/1/position-statement"
    answer = site.post("forum", path, {**opened(site, path), "stance": "", "wording": HOSTILE})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "Enter what you think of it" in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    answer = site.post("forum", path, {**opened(site, path), "stance": "disagrees", "wording": ""})
    assert "Only an agreement can stand without any" in answer.text
    assert re.search(r'value="disagrees" checked', answer.text)
    answer = site.post("forum", path, {**opened(site, path), "stance": "own-analysis", "wording": "Ours"})
    assert "Your own analysis is of an area as a whole" in answer.text
    answer = site.post("forum", path, {**opened(site, path), **DISAGREES, "wording": "x" * 20_001})
    assert answer.status_code == 422
    assert "x" * 20_001 in answer.text
    answer = site.post("forum", path, {**opened(site, path), **DISAGREES, "organisation": "theirs"})
    assert answer.status_code == 422, "nobody says for whom they speak"
    assert site.post("forum", path, {**opened(site, path), "stance": "agrees"}).status_code == 303


def test_a_colleague_s_words_are_never_overwritten(site: Site) -> None:
    path = "/our-view/1/key-actions"
    mine = opened(site, path)
    said(site, "1/key-actions", wording="My colleague’s")
    for attempt in (mine, {**mine, "token": "another.1"}):
        answer = site.post("forum", path, {**attempt, **DISAGREES, "wording": "Mine"})
        assert answer.status_code == 409
        assert_valid_html5(answer.text)
        assert "My colleague’s" in answer.text
        assert "Mine" in answer.text
    again = {"seen": hidden(answer.text, "seen"), "token": hidden(answer.text, "token")}
    assert site.post("forum", path, {**again, **DISAGREES, "wording": "Both of us"}).status_code == 303
    assert view(site, "1/key-actions").wording == "Both of us"
    retry = {**opened(site, "/our-view/1/key-next-steps"), **DISAGREES}
    answers = [site.post("forum", "/our-view/1/key-next-steps", retry).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert len(view(site, "1/key-next-steps").versions) == 1


def test_a_check_is_of_the_words_that_were_read(site: Site) -> None:
    number = said(site, "1/area", wording="First words").number
    path = f"/views/{number}/check"
    stale = opened(site, path, "manager")
    assert site.post("manager", path, {**stale}).status_code == 422
    answer = site.post("manager", path, {**stale, "clean": "no"})
    assert "Say where the personal data stands" in answer.text
    assert re.search(r'value="no" checked', answer.text)
    said(site, "1/area", wording="Other words")
    answer = site.post("manager", path, {**stale, "clean": "yes", "reason": "Typed already"})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    for text in ("First words", "Other words", "Typed already"):
        assert text in answer.text
    assert view(site, "1/area").check is None
    checked(site, number, clean="yes")
    answer = site.post("manager", path, {**stale, "seen": "2", "seen_terms": "1", "token": "n.1", "clean": "no"})
    assert answer.status_code == 422
    assert "nobody can hold it back" in answer.text


def test_a_view_is_taken_back_and_said_again(site: Site) -> None:
    number = said(site, "2/impact").number
    path = "/our-view/2/impact/withdraw"
    stale = opened(site, path)
    said(site, "2/impact", wording="Newer")
    assert site.post("forum", path, stale).status_code == 409
    assert site.post("forum", path, opened(site, path)).status_code == 303
    page = site.get("forum", "/our-view").text
    assert_valid_html5(page)
    assert "Taken back by the organisation itself." in words(page)
    assert site.get("forum", path).status_code == 200
    assert "There is nothing to check." in words(site.get("manager", f"/views/{number}/check").text)
    assert said(site, "2/impact", wording="Newest").number == number


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_else_gets_to_the_form_and_nobody_but_a_manager_to_the_check(site: Site, who: str) -> None:
    number = said(site, "1/evidence-of-impact", wording=f"For {who} to try").number
    heads = site.heads()
    forms = ("/our-view/1/evidence-of-impact", "/our-view/1/evidence-of-impact/withdraw")
    for path, may in (*((each, who == "forum") for each in forms), (f"/views/{number}/check", who == "manager")):
        got = site.get(who, path)
        assert (got.status_code == 200) == may, path
        if not may:
            sent = site.post(who, path, {"stance": "agrees", "wording": "All is well", "clean": "yes", "seen": "1"})
            assert sent.status_code == got.status_code == _refusal(who), path
            assert "to try" not in got.text + sent.text
            assert who.startswith("stranger") or CANARY not in got.text + sent.text
    assert site.get(who, "/our-view").status_code == (200 if who == "forum" else _refusal(who))
    team = who in ("manager", "lead", "support", "nhs-lead", "other-lead", "leader", "forum")
    assert site.get(who, "/views").status_code == (200 if team else _refusal(who))
    assert site.heads() == heads


def _refusal(who: str) -> int:
    if who in ("anonymous", "disabled"):
        return 401
    return 404 if who in ("admin", "stranger", "stranger-lead") else 403


def test_there_is_a_form_for_what_is_claimed_and_for_nothing_else(site: Site) -> None:
    for beside in ("9/impact", "1/nothing", "1/milestone-1", "1/milestone-x", "2/milestone-6/withdraw"):
        assert site.get("forum", f"/our-view/{beside}").status_code == 404, beside
    assert site.post("forum", "/our-view/1/milestone-1", {**DISAGREES, "seen": "0"}).status_code == 404
    said(site, "2/milestone-6", wording="Nobody was asked")
    assert "3.A Parents and carers co-chair the reference group" in words(site.get("forum", "/our-view").text)


def test_hostile_text_is_only_text(site: Site) -> None:
    number = said(site, "1/voice-of-families", wording=HOSTILE).number
    checked(site, number, clean="no", reason=HOSTILE)
    pages = (("forum", "/our-view"), ("forum", "/our-view/1/voice-of-families"), ("manager", f"/views/{number}/check"))
    for who, path in (*pages, ("lead", "/views"), ("leader", "/weaknesses/1")):
        page = site.get(who, path).text
        assert_valid_html5(page)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;" in page


def test_their_pages_speak_in_the_programme_s_own_words(site: Site) -> None:
    number = said(site, "2/milestone-6", wording="We were not asked").number
    pages = [("forum", each) for each in ("/our-view", "/our-view/2/area", "/our-view/2/milestone-6/withdraw")]
    pages += [("manager", "/views"), ("manager", f"/views/{number}/check")]
    assert any(HOUSE.search(seen(site.get(who, path).text)) for who, path in pages), "the control"
    with site.database.writing() as session:
        save_words(session, OPERATOR, SLUG, WordsChange(**OWN), seen=0)
    for who, path in pages:
        assert not HOUSE.search(seen(site.get(who, path).text)), path
    assert "The priority action as a whole" in words(site.get("forum", "/our-view").text)
    with site.database.writing() as session:
        save_words(session, OPERATOR, SLUG, WordsChange(), seen=1)


def test_a_colleague_s_view_is_shown_and_not_offered_to_be_changed(site: Site) -> None:
    number = said(site, "1/voice-of-families", wording="Ours to change").number
    kept = Passphrases(memory_kib=8, passes=1).hash(PASSPHRASE)
    theirs = PersonChange(
        email="colleague@example.org", name="Colleague", organisation=site.actors["forum"].organisation
    )
    with site.database.writing() as session:
        uid = add_person(session, theirs, passphrase=kept)
        grant(session, uid, MembershipChange(role=Role.PARTNER, programme=SLUG, workstream=3, starts=clock.today()))
    for path in ("/our-view", "/our-view/1/voice-of-families", "/our-view/1/voice-of-families/withdraw"):
        page = site.get("colleague", path).text
        assert_valid_html5(page)
        assert "A colleague wrote it who still speaks for your organisation here" in page
    assert "/our-view/1/voice-of-families/withdraw" not in site.get("colleague", "/our-view").text
    assert "/our-view/1/voice-of-families/withdraw" in site.get("forum", "/our-view").text, "the control"
    path = "/our-view/1/voice-of-families"
    answer = site.post("colleague", path, {**opened(site, path, "colleague"), **DISAGREES, "wording": "Mine alone"})
    assert answer.status_code == 422
    assert "Mine alone" in answer.text
    assert view(site, "1/voice-of-families").wording == "Ours to change"
    checked(site, number, clean="no", reason="Line 1")
    path = f"/views/{number}/check"
    answer = site.post("manager", path, {**opened(site, path, "manager"), "clean": "no", "reason": "Line 2"})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "You have sent back these very words before" in answer.text


def test_who_speaks_for_no_organisation_is_told_what_to_do(site: Site) -> None:
    """The last test here: from now on a lead is a partner too."""
    with site.database.writing() as session:
        change = MembershipChange(role=Role.PARTNER, programme=SLUG, starts=clock.today())
        grant(session, site.actors["other-lead"].uid or "", change)
    page = site.get("other-lead", "/our-view").text
    assert_valid_html5(page)
    assert "Your account names no organisation, so nothing can be printed" in words(page)
    assert "/our-view/1/" not in page
    path = "/our-view/1/impact"
    answer = site.post("other-lead", path, {**opened(site, path, "other-lead"), **DISAGREES})
    assert answer.status_code == 422
    assert "Ask your programme manager to say which one you work for." in words(answer.text)
    assert "We asked 212 of them" in answer.text
