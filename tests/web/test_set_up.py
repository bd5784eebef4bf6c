"""Setting up a programme in the browser: every step, what is refused, and what a colleague saved meanwhile."""

import re
from html import unescape
from typing import Any

import pytest

from api.forms import UNASKED
from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.site import EVERYBODY, OTHER_SLUG, SLUG, Site
from wsoa import snapshot
from wsoa.access import operator

HOSTILE = "\"><script>alert(1)</script>' onfocus=alert(1) {{ 7 * 7 }}\x0bend"
SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;"
PAGES = (
    "",
    "/names",
    "/own-words",
    "/plans",
    "/plans/1",
    "/weaknesses",
    "/weaknesses/1",
    "/weaknesses/1/confirm",
    "/rating-key",
    "/rating-key/own",
    "/boards",
    "/rounds",
    "/rounds/1",
    "/rounds/series",
)
FORMS = (
    "/names",
    "/own-words",
    "/plans",
    "/plans/1",
    "/weaknesses",
    "/weaknesses/read",
    "/weaknesses/1",
    "/rating-key",
    "/rating-key/own",
    "/boards",
    "/rounds",
    "/rounds/1",
    "/rounds/series",
    "/rounds/series/save",
)
PLAN = {"kind": "app", "title": "Accelerated progress plan"}
ROUND = {
    "name": "Summer",
    "position_date": "2026-08-31",
    "opens": "2026-08-24",
    "closes": "2026-09-04",
    "board_date": "2026-09-10",
}


def carried(site: Site, page: str, who: str = "manager") -> dict[str, str]:
    """What a form of the set-up carries when it opens now."""
    text = site.get(who, f"/set-up{page}").text
    return {"seen": hidden(text, "seen"), "token": hidden(text, "token")}


def save(site: Site, page: str, typed: dict[str, Any], status: int = 303, who: str = "manager") -> Any:
    """The answer to a form of the set-up; a page is whole, and a refusal writes nothing."""
    heads = site.heads()
    answer = site.post(who, f"/set-up{page}", typed)
    assert answer.status_code == status, answer.text
    if status != 303:
        assert_valid_html5(answer.text)
        assert site.heads() == heads
    return answer


def new_programme(site: Site, name: str, who: str = "manager", **more: str) -> Any:
    headers = {"Sec-Fetch-Site": "same-origin"}
    return site.client_for(who).post("/programmes/new", data={"name": name, **more}, headers=headers)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_whole_and_todays(site: Site, page: str) -> None:
    answer = site.get("manager", f"/set-up{page}?as_at=2026-02-01")
    assert answer.status_code == 200
    assert_valid_html5(answer.text)
    assert "as at today, 25 March 2026" in answer.text
    assert CANARY not in answer.text


@pytest.mark.proof
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_who_may_set_up_a_programme_meets_its_set_up_s1(site: Site, who: str) -> None:
    expected = {"anonymous": 401, "disabled": 401, "admin": 404, "manager": 200}.get(who, 403)
    expected = 404 if who.startswith("stranger") else expected
    heads = site.heads()
    for page in PAGES:
        may = who == "leader" and page in ("/weaknesses", "/weaknesses/1/confirm")
        answer = site.get(who, f"/set-up{page}")
        assert answer.status_code == (200 if may else expected), page
        assert CANARY not in answer.text or who.startswith("stranger")
    if who != "manager":
        for page in FORMS:
            assert site.post(who, f"/set-up{page}", {}).status_code == expected, page
    assert site.heads() == heads


def test_what_is_not_there_is_missing(site: Site) -> None:
    for page in ("/plans/99", "/boards/99", "/rounds/99", "/weaknesses/99", "/weaknesses/99/confirm", "/plans/x"):
        assert site.get("manager", f"/set-up{page}").status_code == 404, page
    assert site.client_for("manager").get(f"/programmes/{OTHER_SLUG}/set-up").status_code == 404


def test_the_hub_counts_the_record_and_leads_on(site: Site) -> None:
    page = site.get("manager", "/set-up").text
    assert "2 of 2 confirmed by a second person" in page
    assert "Red, Amber, Green, Complete, Not started" in page
    assert f'href="/programmes/{SLUG}/set-up/boards">Next: Boards' in page
    for step in ("people", "organisations", "workstreams", "milestones", "who-updates"):
        assert f'href="/programmes/{SLUG}/set-up/{step}"' in page


def test_a_manager_begins_a_programme_and_is_its_manager(site: Site) -> None:
    form = site.client_for("manager").get("/programmes/new")
    assert_valid_html5(form.text)
    token = hidden(form.text, "token")
    for _ in range(2):
        answer = new_programme(site, "Eastmere Council & partners", token=token, old_la_code="839")
        assert (answer.status_code, answer.headers["location"]) == (303, "/programmes/eastmere-council-partners/set-up")
    page = site.client_for("manager").get("/programmes/eastmere-council-partners/set-up")
    assert_valid_html5(page.text)
    assert "2 of 11 steps are done" in page.text
    assert site.client_for("lead").get("/programmes/eastmere-council-partners/set-up").status_code == 404
    assert "Begin a programme" in site.client_for("manager").get("/").text
    with site.database.reading() as session:
        assert snapshot.load(session, operator("t"), "eastmere-council-partners").head.number == 1


def test_a_manager_who_begins_one_names_nobody_else_as_its_manager(site: Site) -> None:
    for field in ("manager_name", "manager_email"):
        answer = new_programme(site, "Brookmere", **{field: "nia@example.org"})
        assert answer.status_code == 422
        assert UNASKED in answer.text
    assert site.client_for("manager").get("/programmes/brookmere/set-up").status_code == 404
    assert new_programme(site, "Brookmere").status_code == 303, "the control"


def test_an_administrator_names_the_first_manager_and_is_told_the_code_once(site: Site) -> None:
    assert "Begin a programme" in site.client_for("admin").get("/").text
    refused = new_programme(site, "Westmere", "admin", manager_name="", manager_email="nobody")
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert 'href="#manager_name"' in refused.text
    assert 'value="nobody"' in refused.text
    said = {"manager_name": "Nia <b>New</b>", "manager_email": "nia@example.org", "token": "once"}
    begun = new_programme(site, "Westmere", "admin", **said)
    assert begun.status_code == 200
    assert_valid_html5(begun.text)
    code = re.search(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}", begun.text)
    uid = re.search(r"/welcome/([0-9a-f]{32})", begun.text)
    assert code
    assert uid
    assert "<b>New" not in begun.text
    again = new_programme(site, "Westmere", "admin", **said)
    assert code[0] not in again.text
    assert site.client_for("admin").get("/programmes/westmere/set-up").status_code == 404
    known = new_programme(site, "Midmere", "admin", manager_name="Lead", manager_email="other-lead@example.org")
    assert "They have an account already" in known.text
    assert site.client_for("other-lead").get("/programmes/midmere/set-up").status_code == 200


def test_an_address_taken_or_hostile_is_refused_with_all_that_was_typed(site: Site) -> None:
    for slug in (SLUG, OTHER_SLUG, "new", "../x", HOSTILE):
        answer = new_programme(site, HOSTILE, slug=slug, region="South")
        assert answer.status_code == 422
        assert_valid_html5(answer.text)
        assert 'href="#slug"' in answer.text
        assert SHOWN in answer.text
        assert "<script>alert" not in answer.text
        assert 'value="South"' in answer.text


@pytest.mark.parametrize("who", ["lead", "leader", "inspector", "anonymous"])
def test_nobody_else_begins_a_programme(site: Site, who: str) -> None:
    expected = 401 if who == "anonymous" else 403
    assert site.client_for(who).get("/programmes/new").status_code == expected
    assert new_programme(site, "Nomere", who).status_code == expected
    assert "Begin a programme" not in site.client_for(who).get("/").text
    assert site.client_for("manager").get("/programmes/nomere").status_code == 404


def test_the_programmes_own_words_stand_on_every_page(site: Site) -> None:
    before = carried(site, "/own-words")
    assert 'list="words-milestone"' in site.get("manager", "/set-up/own-words").text
    refused = save(site, "/own-words", {**before, "milestone": "thing", "focus_area": HOSTILE[:39]}, 422)
    assert 'href="#milestones"' in refused.text
    assert 'value="thing"' in refused.text
    save(site, "/own-words", {**before, "milestone": "Action", "weakness": "priority action"})
    page = site.get("manager", "/set-up").text
    assert "Actions; Focus areas; Workstreams; Priority actions" in page
    late = save(site, "/own-words", {**before, "token": "late", "milestone": "task"}, 409)
    assert "Somebody has changed the words" in late.text
    assert all(word in late.text for word in ("action", "task"))
    save(site, "/own-words", {"seen": hidden(late.text, "seen"), "token": hidden(late.text, "token")})


def test_of_two_managers_who_change_the_name_the_second_sees_both(site: Site) -> None:
    mine = {**carried(site, "/names"), "name": "Mine", "region": "South", "scope": "plan"}
    save(site, "/names", {**mine, "name": "Theirs", "token": "theirs"})
    answer = save(site, "/names", mine, 409)
    text = unescape(answer.text)
    assert "Somebody has changed the name" in text
    assert "Theirs" in text
    assert 'value="Mine"' in text
    fresh = {"seen": hidden(answer.text, "seen"), "token": hidden(answer.text, "token")}
    save(site, "/names", {**mine, **fresh, "name": "Northmere SEND improvement"})
    assert site.snapshot().name == "Northmere SEND improvement"


def test_a_plan_is_added_changed_and_never_follows_itself(site: Site) -> None:
    form = {**PLAN, **carried(site, "/plans"), "predecessor": "1"}
    for _ in range(2):
        save(site, "/plans", form)
    assert [plan.number for plan in site.snapshot().plans] == [1, 2]
    circle = {"kind": "wsoa", "title": "Written statement of action", "predecessor": "2", **carried(site, "/plans/1")}
    answer = save(site, "/plans/1", circle, 422)
    assert "A plan cannot follow itself" in answer.text
    assert re.search(r'name="predecessor" type="radio" value="2" checked', answer.text)
    save(site, "/plans/2", {**PLAN, "title": HOSTILE, **carried(site, "/plans/2")})
    for page in ("/plans", "/plans/2", "/plans/1"):
        text = site.get("manager", f"/set-up{page}").text
        assert_valid_html5(text)
        assert "<script>alert" not in text
        assert SHOWN in text
    save(site, "/plans/2", {**PLAN, "seen": "1", "token": "late"}, 409)


def test_a_board_is_added_and_never_reports_in_a_circle(site: Site) -> None:
    save(site, "/boards", {"name": "Improvement board", "kind": "board", "token": "one"})
    save(site, "/boards", {"name": HOSTILE, "kind": "programme-group", "reports_to": "1", "token": "two"})
    form = {"name": "Improvement board", "kind": "board", "reports_to": "2", **carried(site, "/boards/1")}
    answer = save(site, "/boards/1", form, 422)
    assert "A body cannot report to itself" in answer.text
    assert "<script>alert" not in answer.text
    save(site, "/boards/1", {**form, "reports_to": "", "cadence": "Monthly"})
    late = save(site, "/boards/1", {**form, "reports_to": "", "token": "late"}, 409)
    assert "Monthly" in late.text


def test_a_form_with_an_answer_nobody_asked_for_is_refused_whole(site: Site) -> None:
    for page in ("/names", "/plans", "/boards", "/rounds", "/rounds/series", "/weaknesses/1", "/rating-key/own"):
        answer = save(site, page, {"programme_id": "2", "name": "X"}, 422)
        assert "There is a problem" in answer.text, page


def test_rounds_have_their_own_dates_and_windows(site: Site) -> None:
    save(site, "/rounds", {**ROUND, **carried(site, "/rounds")})
    wrong = {**ROUND, "name": "Autumn", "position_date": "2026-09-30", "opens": "2026-10-05", "closes": "2026-10-01"}
    assert "must open before it closes" in save(site, "/rounds", wrong, 422).text
    overlapping = {**ROUND, "name": "Autumn", "position_date": "2026-09-30", "opens": "2026-09-04"}
    answer = save(site, "/rounds", overlapping, 422)
    assert "overlaps that of “Summer”, 24 August 2026 to 4 September 2026" in answer.text
    assert "not a date" not in save(site, "/rounds", {**ROUND, "position_date": "31/8"}, 422).text


def test_a_series_is_looked_at_changed_and_saved_in_one_entry(site: Site) -> None:
    asked = {"first": "2026-04-30", "rhythm": "monthly", "count": "3", "opens_before": "7", "closes_after": "5"}
    assert "must be 36 or less" in save(site, "/rounds/series", {**asked, "count": "400"}, 422).text
    assert "Check the year" in save(site, "/rounds/series", {**asked, "first": "9999-12-31"}, 422).text
    looked = site.post("manager", "/set-up/rounds/series", asked)
    assert looked.status_code == 200
    assert_valid_html5(looked.text)
    typed = dict(re.findall(r'name="(\w+-\d+)" type="(?:text|date)" value="([^"]*)"', looked.text))
    assert (typed["name-3"], typed["position_date-3"], len(typed)) == ("June 2026", "2026-06-30", 15)
    token, head = hidden(looked.text, "token"), site.heads()[0]
    wrong = save(site, "/rounds/series/save", {**typed, "token": token, "closes-1": "2026-06-01"}, 422)
    assert 'href="#opens-2"' in wrong.text
    for _ in range(2):
        save(site, "/rounds/series/save", {**typed, "token": token, "board_date-2": "2026-06-18"})
    assert site.heads()[0] == head + 1
    assert [f"{each.name} {each.board_date}" for each in site.snapshot().rounds if each.name == "May 2026"] == [
        "May 2026 2026-06-18"
    ]
    twice = site.post("manager", "/set-up/rounds/series", asked)
    assert "There is a round called" in twice.text
    assert_valid_html5(twice.text)
