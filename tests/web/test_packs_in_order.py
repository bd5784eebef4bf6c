"""The order of a board's packs: each compared with the one before, mended ones in their place, and the past."""

import re
from datetime import date

import pytest

from api.questioned import asked_before
from exports.beside import Issue
from tests.web.html5 import assert_valid_html5
from tests.web.packs import cleared, given, issued, one, opened, prepared
from tests.web.places import BEGINS, OPERATOR
from tests.web.site import SLUG, Site
from wsoa.access import Action
from wsoa.change import OnBehalfChange
from wsoa.history import entry
from wsoa.questions import QuestionChange, ask_question, close_question
from wsoa.rounds import BoardChange, state_board


@pytest.fixture(scope="module", autouse=True)
def _board(site: Site) -> None:
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        state_board(writing, BoardChange(name="SEND Improvement Board"), as_at=BEGINS)


def asked(site: Site, pack: int, wording: str) -> int:
    with site.database.writing() as session:
        return ask_question(session, site.actors["board"], SLUG, pack, QuestionChange(wording=wording))


def closed(site: Site, question: int) -> None:
    with site.database.writing() as session:
        close_question(session, site.actors["board"], SLUG, question, OnBehalfChange(), seen=0, seen_terms=1)


def printed(site: Site, pack: int, version: int = 1, report: str = "board-report") -> list[int]:
    """The questions that a pack prints which is issued as that one."""
    found = site.snapshot()
    with site.database.reading() as session:
        before = asked_before(session, OPERATOR, found, report, Issue(found.boards[0], pack, version))
    return [each.question.number for each in before]


def test_a_version_that_mends_a_pack_prints_the_questions_which_that_pack_printed(site: Site) -> None:
    first = given(site, position_date="2026-02-10")
    of_first = asked(site, first, "About the first?")
    closed(site, of_first)
    second = given(site, position_date="2026-02-20")
    of_second = asked(site, second, "About the second?")
    third = given(site, position_date="2026-03-01")
    register = given(site, report="risk-register")
    later = [asked(site, number, "Later?") for number in (third, register)]
    assert printed(site, 2, 2) == [of_first, of_second], "the one closed before it was issued first, and not the later"
    assert printed(site, 1, 2) == [of_first]
    assert printed(site, 4) == [of_second, *later]
    mended = {"replaces": str(first), "reason": "Two ratings were swapped"}
    issued(site, cleared(site, prepared(site, **mended)))
    assert printed(site, 2, 2) == [of_first, of_second], "whatever was mended since"


def test_a_mended_pack_keeps_its_date(site: Site) -> None:
    old = given(site, report="exception-report", position_date="2026-03-10")
    path = f"/packs/new?replaces={old}"
    form = {**opened(site, path, "manager", "replaces"), "reason": "Two ratings were swapped"}
    assert 'name="position_date"' not in site.get("manager", path).text
    answer = site.post("manager", "/packs/new", {**form, "position_date": "2026-03-20"})
    assert answer.status_code == 303
    new = int(answer.headers["location"].rsplit("/", 1)[1])
    assert one(site, new).position_date == date(2026, 3, 10)


def test_a_pack_that_another_overtook_cannot_be_issued_as_it_was_cleared(site: Site) -> None:
    late = cleared(site, prepared(site))
    now = opened(site, f"/packs/{late}/issue", "manager", "head")
    newer = given(site)
    page = site.get("manager", f"/packs/{late}/issue").text
    assert_valid_html5(page)
    assert f"Board report {one(site, newer).pack} · version 1 was issued to this board" in page
    assert "Issue it as cleared" not in page
    head = str(site.heads()[0])
    refused = site.post("manager", f"/packs/{late}/issue", {**now, "head": head})
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert "prepare a fresh draft of it" in refused.text
    assert site.post("manager", f"/packs/{late}/anew", opened(site, f"/packs/{late}/anew")).status_code == 303
    issued(site, cleared(site, late))
    told = f"Compared with board report {one(site, newer).pack}, version 1"
    assert told in site.get("board", f"/packs/{late}").text


def test_a_leader_sends_a_draft_back_and_says_what_has_to_change(site: Site) -> None:
    number = prepared(site)
    path = f"/packs/{number}/send-back"
    assert path in site.get("leader", f"/packs/{number}").text
    assert path not in site.get("manager", f"/packs/{number}").text
    form = opened(site, path, "leader")
    refused = site.post("leader", path, {**form, "reason": " "})
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert "Say what has to change" in refused.text
    assert [site.post(who, path, form).status_code for who in ("manager", "board", "stranger")] == [403, 403, 404]
    assert site.post("leader", path, {**form, "reason": "<b>1.B</b> is red"}).status_code == 303
    page = site.get("manager", f"/packs/{number}").text
    assert "Withdrawn by Leader" in page
    assert "&lt;b&gt;1.B&lt;/b&gt; is red" in page
    late = site.get("leader", path).text
    assert_valid_html5(late)
    assert "This draft was withdrawn" in late
    done = cleared(site, prepared(site))
    stale = {**form, "token": "another", "seen": "2", "reason": "Too late"}
    answer = site.post("leader", f"/packs/{done}/send-back", stale)
    assert (answer.status_code, "cleared already" in answer.text) == (422, True)


def test_a_pack_about_an_earlier_date_than_the_last_is_refused_with_a_sentence(site: Site) -> None:
    given(site)
    form = {**opened(site, "/packs/new"), "report": "board-report", "board": "1", "position_date": "2026-02-05"}
    answer = site.post("manager", "/packs/new", form)
    assert answer.status_code == 422
    assert "last pack of this report is as at 25 March 2026" in answer.text
    assert "2026-02-05" in answer.text


def test_a_pack_that_is_prepared_from_a_round_is_proposed_for_its_date(site: Site) -> None:
    rounds = {each.number: each.position_date for each in site.snapshot().rounds}
    past = min(rounds)
    assert rounds[past] < site.snapshot().as_at
    field = re.search(r'<input[^>]*name="position_date"[^>]*>', site.get("manager", f"/packs/new?round={past}").text)
    assert field
    assert f'value="{rounds[past].isoformat()}"' in field[0]
    unasked = re.search(r'<input[^>]*name="position_date"[^>]*>', site.get("manager", "/packs/new").text)
    assert unasked
    assert unasked[0] != field[0]


PAGES = ("/packs", "/packs/{draft}", "/packs/{done}", "/date-moves", "/draws")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2019-01-01", "begins on 31 January 2026"),
        ("2027-01-01", "cannot be later than today"),
        ("2026-02-29", "That is not a date"),
    ],
)
def test_a_date_that_cannot_be_shown_is_refused_with_a_sentence(site: Site, day: str, sentence: str) -> None:
    draft, done = prepared(site), given(site)
    for page in (*PAGES, "/questions"):
        answer = site.get("manager", page.format(draft=draft, done=done) + f"?as_at={day}")
        assert answer.status_code == 422, page
        assert_valid_html5(answer.text)
        assert sentence in answer.text, page


def test_the_past_says_that_it_shows_today_and_offers_nothing_to_change(site: Site) -> None:
    draft, done = prepared(site), given(site)
    doings = r"/packs/(new|\d+/(clear|send-back|issue|anew|give-up|amend|ask))|<form[^>]*post[^>]*/draws"
    changeable = []
    for page in (each.format(draft=draft, done=done) for each in PAGES):
        past, today = site.get("manager", f"{page}?as_at=2026-02-10").text, site.get("manager", page).text
        assert_valid_html5(past)
        assert "You are looking at 10 February 2026" in past, page
        assert "shown as today has them" in past, page
        assert "shown as today has them" not in today, page
        assert not re.search(doings, past), page
        changeable.append(bool(re.search(doings, today)))
    assert changeable == [True, True, True, False, True]
    asking = f"/packs/{done}/ask"
    assert asking in site.get("board", f"/packs/{done}").text
    assert asking not in site.get("board", f"/packs/{done}?as_at=2026-02-10").text
    assert f"/packs/{draft}/clear" not in site.get("leader", f"/packs/{draft}?as_at=2026-02-10").text
    seen = {who: site.get(who, f"/packs/{done}?as_at=2026-02-10").status_code for who in ("board", "forum", "stranger")}
    assert seen == {"board": 200, "forum": 403, "stranger": 404}
