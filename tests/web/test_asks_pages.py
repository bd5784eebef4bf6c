"""Asks on the web: who asks, who answers, what a board member sees, and what becomes of a refused form."""

import re
from datetime import date

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import BEGINS, CANARY, OPERATOR
from tests.web.site import EVERYBODY, SLUG, Site
from wsoa import clock
from wsoa.access import Action
from wsoa.asks import AskChange, state_ask
from wsoa.history import entry
from wsoa.rounds import BoardChange, RoundChange, state_board, state_round
from wsoa.snapshot.positions import AskPosition
from wsoa.terms import AskKind, AskOutcome

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}} \u202eevil ~é'
MEETING = "2026-04-09"
ASKED = {
    "about": "m1",
    "kind": "decide",
    "wording": "Approve moving 1.A to June",
    "board": "1",
    "meeting": MEETING,
    "consequence": "Families wait another term",
}
AGREED = {"outcome": "agreed", "decision": "Approved, on condition of a monthly report", "decided_on": "2026-03-20"}


@pytest.fixture(scope="module", autouse=True)
def _a_board(site: Site) -> None:
    """Northmere has a board that sits on 9 April; an ask of January is overdue and about nobody's own thing."""
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        state_board(writing, BoardChange(name="SEND Improvement Board"), as_at=BEGINS)
        march = RoundChange(
            name="March",
            position_date=date(2026, 3, 31),
            opens=date(2026, 3, 20),
            closes=date(2026, 4, 3),
            board_date=date(2026, 4, 9),
        )
        state_round(writing, march, as_at=BEGINS, number=3)
        overdue = AskChange(kind=AskKind.RESOURCE, wording="Pay for two officers", board=1, meeting=date(2026, 3, 10))
        state_ask(writing, overdue, as_at=BEGINS)
    assert clock.today() == date(2026, 3, 25)


def opened(site: Site, path: str, who: str = "manager") -> dict[str, str]:
    page = site.get(who, path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    names = ("seen", "token", "seen_terms") if path.endswith("/answer") else ("seen", "token")
    return {name: hidden(page.text, name) for name in names}


def raised(site: Site, who: str = "lead", **change: str) -> int:
    answer = site.post(who, "/asks/new", {**opened(site, "/asks/new", who), **ASKED, **change})
    assert answer.status_code == 303, answer.text
    found = re.search(r"/asks/(\d+)$", answer.headers["location"])
    assert found
    return int(found[1])


def ask(site: Site, number: int) -> AskPosition:
    return next(each for each in site.snapshot().asks if each.number == number)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_lead_asks_beside_a_milestone_and_the_board_answers_in_its_own_words(site: Site) -> None:
    number = raised(site)
    assert ask(site, number).milestone == 1
    answer = site.post("board", f"/asks/{number}/answer", {**opened(site, f"/asks/{number}/answer", "board"), **AGREED})
    assert answer.status_code == 303, answer.text
    page = site.get("lead", f"/asks/{number}").text
    assert_valid_html5(page)
    for said in ("Agreed on 20 March 2026", "Approved, on condition of a monthly report", "Board, 25 March 2026"):
        assert said in words(page)
    assert "/reword" not in page


def test_a_milestones_page_names_its_asks_and_offers_to_ask_whoever_may(site: Site) -> None:
    number = raised(site, wording="Beside its milestone")
    for who, may in (("lead", True), ("nhs-lead", False), ("leader", False)):
        page = site.get(who, "/milestones/1").text
        assert_valid_html5(page)
        assert f'href="/programmes/{SLUG}/asks/{number}"' in page
        assert ("/asks/new?milestone=1" in page) == may, who
    assert '<option value="m1" selected>' in site.get("lead", "/asks/new?milestone=1").text


def test_the_list_shows_outstanding_first_by_meeting_and_overdue_in_words(site: Site) -> None:
    later, settled = raised(site, wording="By the next board"), raised(site, wording="Settled already")
    site.post("manager", f"/asks/{settled}/answer", {**opened(site, f"/asks/{settled}/answer"), **AGREED})
    page = site.get("manager", "/asks").text
    assert_valid_html5(page)
    waiting, rest = page.split('id="settled"')
    assert waiting.index("Pay for two officers") < waiting.index(f'id="ask{later}"')
    assert f'id="ask{settled}"' in rest
    assert "1 overdue" in words(waiting)
    assert "10 March 2026 Overdue: the meeting has passed" in words(waiting)


def test_a_board_member_sees_the_asks_in_words_and_no_link_they_cannot_open(site: Site) -> None:
    number = raised(site, wording="Something for the board")
    for path in ("/asks", f"/asks/{number}"):
        page = site.get("board", path).text
        assert_valid_html5(page)
        assert "1.A Publish the timetable" in page
        main = page.split("<main")[1]
        links = set(re.findall(rf'href="/programmes/{SLUG}(/[a-z-]+)', main))
        assert links <= {"/asks"}, links
        assert not re.search(r"/asks/(new|\d+/(reword|withdraw))", page)
        assert f"/asks/{number}/answer" in page
    assert ">Asks</a>" in site.get("board", "").text
    assert "No pack has been issued yet" in site.get("board", "").text
    assert f'href="/programmes/{SLUG}/milestones/1"' in site.get("manager", f"/asks/{number}").text


def test_what_is_deferred_stays_outstanding_and_names_its_next_meeting(site: Site) -> None:
    number = raised(site, wording="Deferred once")
    deferred = {**AGREED, "outcome": "deferred"}
    path = f"/asks/{number}/answer"
    refused = site.post("board", path, {**opened(site, path, "board"), **deferred})
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert "Enter the date of the meeting it is deferred to" in refused.text
    assert "on condition of a monthly report" in refused.text
    form = {**opened(site, path, "board"), **deferred, "meeting": "other", "meeting_other": "2026-05-14"}
    assert site.post("board", path, form).status_code == 303
    found = ask(site, number)
    assert (found.outcome, found.meeting) == (AskOutcome.DEFERRED, date(2026, 5, 14))
    waiting = site.get("board", "/asks").text.split('id="settled"')[0]
    assert "14 May 2026" in waiting


def test_a_refused_ask_keeps_all_that_was_typed(site: Site) -> None:
    form = {**opened(site, "/asks/new"), **ASKED, "wording": "", "board": "", "consequence": HOSTILE, "meeting": "soon"}
    answer = site.post("manager", "/asks/new", form)
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "must be a real date" in answer.text
    assert "Enter what is asked" in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert '<option value="m1" selected>' in answer.text
    unbodied = site.post("manager", "/asks/new", {**opened(site, "/asks/new"), **ASKED, "board": ""})
    assert "Choose which board is asked" in unbodied.text


def test_a_reworded_ask_is_a_conflict_for_whoever_opened_it_before(site: Site) -> None:
    number = raised(site, wording="First words")
    path = f"/asks/{number}/reword"
    stale, answering = opened(site, path), opened(site, f"/asks/{number}/answer", "board")
    changed = {name: text for name, text in ASKED.items() if name != "about"}
    assert site.post("lead", path, {**opened(site, path, "lead"), **changed, "wording": "Theirs"}).status_code == 303
    answer = site.post("manager", path, {**stale, **changed, "wording": "Mine"})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    answer = site.post("board", f"/asks/{number}/answer", {**answering, **AGREED})
    assert answer.status_code == 409, "the board answers the words it has read"
    assert "Theirs" in answer.text
    assert ask(site, number).outcome is None


def test_an_ask_is_withdrawn_with_a_reason(site: Site) -> None:
    number = raised(site, wording="No longer needed")
    path = f"/asks/{number}/withdraw"
    assert site.post("lead", path, opened(site, path, "lead")).status_code == 422
    assert site.post("lead", path, {**opened(site, path, "lead"), "reason": "Found money"}).status_code == 303
    assert "Found money" in site.get("board", "/asks").text.split('id="settled"')[1]


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_asks_who_answers_and_who_sees_nothing_s1(site: Site, who: str) -> None:
    number = raised(site, wording="Who may see this")
    heads = site.heads()
    mine = {"manager", "lead", "support"}
    sees = mine | {"nhs-lead", "other-lead", "leader", "board"}
    site_wide = 200 if who in sees | {"forum"} else _refusal(who)
    assert site.get(who, "/asks").status_code == site_wide
    assert site.get(who, f"/asks/{number}").status_code == (200 if who in sees else _hidden(who))
    for turn, may in (("reword", mine), ("withdraw", mine), ("answer", {"manager", "board"})):
        got, sent = site.get(who, f"/asks/{number}/{turn}"), site.post(who, f"/asks/{number}/{turn}", {"reason": "x"})
        if who in may:
            assert (got.status_code, sent.status_code) in ((200, 409), (200, 422))
            continue
        assert got.status_code == sent.status_code == _barred(who), turn
        assert who.startswith("stranger") or CANARY not in got.text + sent.text
        assert "Approve moving" not in got.text + sent.text
    assert site.heads() == heads


def _refusal(who: str) -> int:
    if who in ("anonymous", "disabled"):
        return 401
    return 404 if who in ("admin", "stranger", "stranger-lead") else 403


def _hidden(who: str) -> int:
    return 401 if who in ("anonymous", "disabled") else 404


def _barred(who: str) -> int:
    return 403 if who in ("nhs-lead", "other-lead", "leader", "board", "forum") else _refusal(who)


def test_a_partner_sees_what_is_asked_about_what_is_shared(site: Site) -> None:
    shared, other = raised(site, "other-lead", about="m6", wording="Pay for co-chairs"), raised(site)
    page = site.get("forum", "/asks").text
    assert "Pay for co-chairs" in page
    assert f"/asks/{other}" not in page
    assert "Pay for two officers" not in page
    assert site.get("forum", f"/asks/{shared}").status_code == 200


def test_a_lead_asks_only_about_what_is_theirs(site: Site) -> None:
    page = site.get("lead", "/asks/new").text
    offered = re.search(r'<select[^>]*id="about".*?</select>', page, re.S)
    assert offered
    codes = set(re.findall(r'value="([mr]?\d*)"', offered[0]))
    assert {"m1", "m2", "m3"} <= codes
    assert not codes & {"", "m4", "m6"}
    heads = site.heads()
    for about in ("", "m4", "m99", "r999"):
        answer = site.post("lead", "/asks/new", {**opened(site, "/asks/new", "lead"), **ASKED, "about": about})
        assert answer.status_code in (403, 404), about
    assert site.heads() == heads


def test_hostile_text_is_only_text(site: Site) -> None:
    number = raised(site, wording=HOSTILE, consequence=HOSTILE)
    path = f"/asks/{number}/answer"
    site.post("board", path, {**opened(site, path, "board"), **AGREED, "decision": HOSTILE})
    for where in ("/asks", f"/asks/{number}", path, "/workstreams/1", "/search?q=script"):
        page = site.get("manager", where).text
        assert_valid_html5(page)
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_past_shows_no_buttons(site: Site) -> None:
    page = site.get("manager", "/asks?as_at=2026-03-20").text
    assert "Pay for two officers" in page
    assert "/asks/new" not in page
    assert "/answer" not in page
