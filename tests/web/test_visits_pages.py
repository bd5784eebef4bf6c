"""A visit on the web: kept by a manager, answered by the team, read by those from outside as far as it is shared."""

import re
from collections.abc import Iterator

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY, OPERATOR
from tests.web.site import EVERYBODY, OTHER_SLUG, SLUG, Site
from tests.web.test_own_words import HOUSE, OWN
from tests.web.test_own_words import seen as heard
from tests.web.test_released_pages import _boards as _boards
from tests.web.test_released_pages import evidence, release
from wsoa.programmes import WordsChange, save_words
from wsoa.snapshot.positions.visits import VisitPosition
from wsoa.snapshot.visits import visit

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}} \u202eevil ~é'
TODAY = "2026-03-25"
VISIT = {"kind": "revisit", "title": "SEND revisit", "starts": "2026-03-24", "ends": "2026-03-26", "visitors": "Two"}
SESSION = {"day": TODAY, "begins": "9.30am", "ends": "1030", "title": "School leaders", "attends": "Heads\nSENCOs"}
ASKED = {"wording": "Minutes of the panel", "asked_by": "Lead inspector", "asked_on": TODAY, "asked_at": "2.10pm"}
FORMS = (
    *("change", "sessions/new", "sessions/1/change", "sessions/1/withdraw", f"notes/{TODAY}"),
    *(f"requests/{form}" for form in ("new", "1/change", "1/withdraw", "1/answer", "1/answer/withdraw")),
)


def opened(site: Site, path: str, who: str = "manager") -> dict[str, str]:
    page = site.get(who, path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    names = ("seen", "token", "seen_terms") if path.endswith("/answer") else ("seen", "token")
    return {name: hidden(page.text, name) for name in names}


def saved(site: Site, path: str, who: str = "manager", **typed: str) -> int:
    """The number in the address or the fragment that a saved form leads to."""
    answer = site.post(who, path, {**opened(site, path, who), **typed})
    assert answer.status_code == 303, answer.text
    return int(re.findall(r"\d+", answer.headers["location"])[-1])


def planned(site: Site, **change: str) -> int:
    return saved(site, "/visits/new", **{**VISIT, **change})


def found(site: Site, number: int) -> VisitPosition:
    with site.database.reading() as session:
        return visit(session, OPERATOR, SLUG, number)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[1]).split())


@pytest.fixture(scope="module", autouse=True)
def _first(site: Site) -> None:
    """Visit 1, not shared, with session 1 and request 1, which every form can be opened on."""
    assert planned(site, title="A deep dive") == 1
    assert saved(site, "/visits/1/sessions/new", **SESSION) == 1
    assert saved(site, "/visits/1/requests/new", **ASKED) == 1


def test_todays_sessions_stand_first_with_times_places_who_attends_and_the_note(site: Site) -> None:
    number = planned(site)
    here = f"/visits/{number}"
    saved(site, f"{here}/sessions/new", **{**SESSION, "day": "2026-03-24", "title": "Opening meeting"})
    saved(site, f"{here}/sessions/new", **SESSION, place="Room 3", weakness="1")
    saved(site, f"{here}/notes/{TODAY}", text="They meet the forum at two")
    page = site.get("lead", here).text
    assert_valid_html5(page)
    assert re.findall(r'<h2[^>]*id="day-([\d-]+)"', page) == [TODAY, "2026-03-26", "2026-03-24"]
    today = words("<main" + page.split(f'id="day-{TODAY}"')[1].split("</section>")[0])
    for said in ("Today, Wednesday 25 March 2026", "09:30 to 10:30", "School leaders", "Room 3", "Heads SENCOs"):
        assert said in today
    assert "Plans are finished late" in today
    assert "They meet the forum at two Manager, 25 March 2026" in today
    assert "Opening meeting" not in today


def test_a_request_is_answered_by_the_team_with_evidence_and_counted(site: Site) -> None:
    number, piece = planned(site), evidence(site, "Panel minutes")
    here = f"/visits/{number}"
    late = {**ASKED, "asked_on": "2026-03-24", "due": "2026-03-24", "wording": "The dashboard"}
    item = saved(site, f"{here}/requests/new", **ASKED)
    saved(site, f"{here}/requests/new", **late)
    saved(site, f"{here}/requests/{item}/answer", "support", evidence=f"e{piece}", answer="Handed over")
    page = site.get("leader", here).text
    assert_valid_html5(page)
    log = words("<main" + page.split('id="requests"')[1])
    assert "2 asked, 1 answered, 1 late" in log
    assert log.index("Late The dashboard") < log.index("Answered Minutes of the panel")
    assert f"E{piece} Handed over 25 March 2026, 12:00" in log
    assert f'href="/programmes/{SLUG}/evidence#E{piece}"' in page
    assert (
        f'href="/programmes/{SLUG}{here}">SEND revisit: day 2 of 3, 1 request to answer, 1 late'
        in site.get("lead", "").text
    )


def test_readers_from_outside_see_what_is_shared_without_buttons_and_open_only_what_is_released(site: Site) -> None:
    shown, kept = evidence(site, "Released minutes"), evidence(site, "Kept minutes")
    release(site, f"evidence/{shown}")
    for who in ("adviser", "inspector"):
        assert f"/programmes/{SLUG}/visits" not in site.get(who, "/released").text
        assert "No visit is shared with you" in site.get(who, "/visits").text
    number = planned(site, shared="yes", title="Shared revisit")
    here = f"/visits/{number}"
    saved(site, f"{here}/sessions/new", **SESSION)
    saved(site, f"{here}/notes/2026-03-24", text="Among us")
    saved(site, f"{here}/notes/{TODAY}", text="For all to read", shared="yes")
    item = saved(site, f"{here}/requests/new", **ASKED)
    saved(site, f"{here}/requests/{item}/answer", evidence=f"E{shown}, E{kept}")
    for who in ("adviser", "inspector"):
        assert f'href="/programmes/{SLUG}/visits"' in site.get(who, "/released").text
        listed = site.get(who, "/visits").text
        assert_valid_html5(listed)
        assert "Shared revisit" in listed
        assert "A deep dive" not in listed
        page = site.get(who, here).text
        assert_valid_html5(page)
        main = page.split("<main")[1]
        for said in ("School leaders", "For all to read", "Minutes of the panel", f"E{kept}"):
            assert said in main
        assert "Among us" not in page
        assert not re.search(r"\bManager\b", main), "nobody of the team is named"
        links = set(re.findall(r'href="([^"#]+)"', main))
        assert links == {f"/programmes/{SLUG}/released/evidence/{shown}"}
        assert site.get(who, f"{here}?as_at=2026-03-24").text == page
        assert site.get(who, "/visits/1").status_code == 404
    assert f'href="/programmes/{SLUG}/visits"' not in site.get("forum", "/released").text
    assert "Among us" in site.get("lead", here).text, "the control"


def test_a_refused_form_keeps_all_that_was_typed(site: Site) -> None:
    for path, typed, said in (
        ("/visits/new", {**VISIT, "ends": "2026-03-01", "visitors": HOSTILE}, "cannot be before the first"),
        ("/visits/new", {**VISIT, "title": "", "visitors": HOSTILE}, "Enter what it is called"),
        ("/visits/1/sessions/new", {**SESSION, "begins": "nine", "attends": HOSTILE}, "like 09:30"),
        ("/visits/1/sessions/new", {**SESSION, "day": "2026-04-01", "attends": HOSTILE}, "one of the days"),
        ("/visits/1/sessions/1/withdraw", {"reason": ""}, "Say why"),
        (f"/visits/1/notes/{TODAY}", {"text": ""}, "Enter what was said"),
        ("/visits/1/requests/new", {**ASKED, "asked_at": "25:00", "wording": HOSTILE}, "like 09:30"),
        ("/visits/1/requests/1/answer", {"evidence": "E999", "answer": HOSTILE}, "There is no evidence E999"),
        ("/visits/1/requests/1/answer", {"evidence": "minutes", "answer": HOSTILE}, "like E12, E14"),
    ):
        answer = site.post("manager", path, {**opened(site, path), **typed})
        assert answer.status_code == 422, path
        assert_valid_html5(answer.text)
        assert said in answer.text, path
        assert "<script>alert" not in answer.text
        assert HOSTILE not in typed.values() or "&lt;script&gt;alert(1)" in answer.text, path
        if evidence := typed.get("evidence"):
            assert f'value="{evidence}"' in answer.text


@pytest.mark.parametrize(
    ("path", "theirs", "mine"),
    [
        ("/change", {**VISIT, "nominee": "Theirs"}, {**VISIT, "nominee": "Mine"}),
        ("/notes/2026-03-24", {"text": "Theirs"}, {"text": "Mine"}),
        ("/requests/{}/answer", {"answer": "Theirs"}, {"answer": "Mine", "evidence": "E1"}),
        ("/requests/{}/change", {**ASKED, "owner": "Theirs"}, {**ASKED, "owner": "Mine"}),
        ("/sessions/{}/change", {**SESSION, "place": "Theirs"}, {**SESSION, "place": "Mine"}),
    ],
    ids=["visit", "note", "answer", "request", "session"],
)
def test_a_colleagues_save_is_never_overwritten(
    site: Site, path: str, theirs: dict[str, str], mine: dict[str, str]
) -> None:
    number = planned(site)
    kind, form = path.split("/")[1], {"requests": ASKED, "sessions": SESSION}
    item = saved(site, f"/visits/{number}/{kind}/new", **form[kind]) if "{}" in path else 0
    where = f"/visits/{number}{path.format(item)}"
    stale = opened(site, where)
    saved(site, where, **theirs)
    answer = site.post("manager", where, {**stale, **mine})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    for text in ("Theirs", "Mine", "Somebody has changed"):
        assert text in answer.text
    again = {name: hidden(answer.text, name) for name in stale}
    assert site.post("manager", where, {**again, **mine}).status_code == 303
    page = site.get("manager", f"/visits/{number}").text
    assert "Mine" in page
    assert "Theirs" not in page


def test_what_is_withdrawn_stays_on_the_page_with_its_reason(site: Site) -> None:
    number = planned(site)
    here = f"/visits/{number}"
    session, item = saved(site, f"{here}/sessions/new", **SESSION), saved(site, f"{here}/requests/new", **ASKED)
    saved(site, f"{here}/sessions/{session}/withdraw", reason="The school is closed")
    saved(site, f"{here}/requests/{item}/withdraw", reason="They had it already")
    page = words(site.get("lead", here).text)
    assert "Does not take place The school is closed" in page
    assert "Withdrawn Minutes of the panel" in page
    other = saved(site, f"{here}/requests/new", **ASKED)
    back = f"{here}/requests/{other}/answer/withdraw"
    saved(site, f"{here}/requests/{other}/answer", answer="Of another")
    assert f'{back}"' in site.get("lead", f"{here}/requests/{other}/answer").text
    assert site.post("lead", back, {**opened(site, back, "lead"), "reason": ""}).status_code == 422
    saved(site, back, "lead", reason="Written beside the wrong one")
    log = words(site.get("leader", here).text)
    assert "1 asked, 0 answered" in log
    assert "Not answered An answer was withdrawn 25 March 2026, 12:00: Written beside the wrong one" in log
    assert "They had it already" in page
    refused = site.post(
        "lead",
        f"{here}/requests/{item}/answer",
        {**opened(site, f"{here}/requests/{item}/answer", "lead"), "answer": "x"},
    )
    assert refused.status_code == 422
    assert "nothing to answer" in refused.text


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_keeps_a_visit_who_answers_and_who_sees_nothing_s1(site: Site, who: str) -> None:
    heads = site.heads()
    readers = {"manager", "lead", "support", "nhs-lead", "other-lead", "leader"}
    outside = {"adviser", "inspector"}
    nobody = 401 if who in ("anonymous", "disabled") else 404 if who in ("admin", "stranger", "stranger-lead") else 403
    assert site.get(who, "/visits").status_code == (200 if who in readers | outside else nobody)
    assert site.get(who, "/visits/1").status_code == (200 if who in readers else 404 if who in outside else nobody)
    for form in FORMS:
        path = f"/visits/1/{form}"
        may = {"manager"} | ({"lead", "support", "nhs-lead", "other-lead"} if "/answer" in form else set())
        got, sent = site.get(who, path), site.post(who, path, {"reason": "", "text": ""})
        if who in may:
            assert (got.status_code, sent.status_code in (409, 422)) == (200, True), path
            continue
        assert got.status_code == sent.status_code == nobody, path
        assert "Minutes of the panel" not in got.text + sent.text
    assert site.heads() == heads
    assert who.startswith("stranger") or CANARY not in site.get(who, "/visits").text


def test_another_programmes_visit_is_no_visit_here(site: Site) -> None:
    manager = site.client_for("stranger")
    page = f"/programmes/{OTHER_SLUG}/visits"
    assert manager.get(page).status_code == 200
    for path in (
        "/1",
        "/1/change",
        "/1/requests/1/answer",
        "/1/sessions/1/change",
        f"/1/notes/{TODAY}",
        "/1/requests/new",
    ):
        assert manager.get(page + path).status_code == 404, path
    number = planned(site)
    for form in ("sessions/1/change", "requests/1/answer", "requests/1/withdraw", "sessions/1/withdraw"):
        assert site.get("manager", f"/visits/{number}/{form}").status_code == 404, "of another visit"
    for day in ("2026-03-23", "2026-03-26", "yesterday"):
        assert site.get("manager", f"/visits/{number}/notes/{day}").status_code == 404, day


def test_hostile_text_is_only_text(site: Site) -> None:
    number = planned(site, title=HOSTILE, nominee=HOSTILE)
    here = f"/visits/{number}"
    session = saved(site, f"{here}/sessions/new", **{**SESSION, "title": HOSTILE, "attends": HOSTILE}, place=HOSTILE)
    item = saved(site, f"{here}/requests/new", **{**ASKED, "wording": HOSTILE, "asked_by": HOSTILE}, owner=HOSTILE)
    saved(site, f"{here}/requests/{item}/answer", answer=HOSTILE)
    saved(site, f"{here}/notes/{TODAY}", text=HOSTILE)
    for where in ("", f"/sessions/{session}/withdraw", f"/requests/{item}/answer", f"/notes/{TODAY}", "/change"):
        page = site.get("manager", here + where).text
        assert_valid_html5(page)
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_past_shows_no_buttons(site: Site) -> None:
    site.get("manager", "/visits?as_at=2026-03-20")
    today = site.get("manager", "/visits/1").text
    assert "/visits/1/change" in today
    entry = site.heads()[0]
    page = site.get("manager", f"/visits/1?as_at={TODAY}&known_by={entry}").text
    assert_valid_html5(page)
    assert "School leaders" in page
    assert not re.search(r"/visits/1/(change|requests|sessions|notes)", page)
    assert "A deep dive" not in site.get("manager", "/visits?as_at=2026-03-20").text


@pytest.fixture
def renamed(site: Site) -> Iterator[Site]:
    with site.database.writing() as session:
        save_words(session, OPERATOR, SLUG, WordsChange(**OWN), seen=0)
    yield site
    with site.database.writing() as session:
        save_words(session, OPERATOR, SLUG, WordsChange(), seen=1)


def test_the_forms_of_a_visit_speak_the_programmes_own_words(renamed: Site) -> None:
    for form in ("", *(f"/{each}" for each in FORMS)):
        assert not HOUSE.findall(heard(renamed.get("manager", f"/visits/1{form}").text)), form
    assert "priority action" in renamed.get("manager", "/visits/1/sessions/new").text
