"""Questions on the web: asked beside a line of an issued pack, answered, and closed by the board."""

import json
import re
from dataclasses import replace

import pytest

from api.questioned import asked_before
from exports.beside import Issue
from exports.catalogue import report
from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import BEGINS, CANARY, OPERATOR
from tests.web.site import EVERYBODY, SLUG, Site
from wsoa.access import Action
from wsoa.history import entry
from wsoa.issued import Edition, PackChange, clear_pack, draft_pack, issue_pack
from wsoa.rounds import BoardChange, state_board
from wsoa.snapshot.issued import questions
from wsoa.snapshot.positions import QuestionPosition

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}} \u202eevil ~é'
ASKED = {"wording": "Why is it late?"}
ANSWERED = {"answer": "Two posts are vacant until June"}


@pytest.fixture(scope="module")
def pack(site: Site) -> int:
    """The March pack, issued to Northmere's board."""
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        state_board(writing, BoardChange(name="SEND Improvement Board"), as_at=BEGINS)
    found = site.snapshot()
    contents = json.dumps(report("board-report").contents(found).to_json(), default=str).encode()
    manager, leader = site.actors["manager"], site.actors["leader"]
    with site.database.writing() as session:
        change = PackChange(report="board-report", board=1, position_date=found.as_at)
        number = draft_pack(session, manager, SLUG, change, known_by=found.known_by)
        clear_pack(session, leader, SLUG, number, seen=1)
        edition = Edition(1, 1, contents, b"the file", "1")
        issue_pack(session, manager, SLUG, number, edition, head=found.known_by, seen=2)
    return number


def opened(site: Site, path: str, who: str) -> dict[str, str]:
    page = site.get(who, path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    names = ("seen", "token") if "/ask" in path else ("seen", "token", "seen_terms")
    return {name: hidden(page.text, name) for name in names}


def asked(site: Site, pack: int, line: str = "milestone-1", wording: str = "Why is it late?") -> int:
    path = f"/packs/{pack}/ask?line={line}"
    answer = site.post("board", path, {**opened(site, path, "board"), "wording": wording})
    assert answer.status_code == 303, answer.text
    found = re.search(r"/questions/(\d+)$", answer.headers["location"])
    assert found
    return int(found[1])


def turned(site: Site, number: int, turn: str, who: str, **form: str) -> int:
    path = f"/questions/{number}/{turn}"
    status: int = site.post(who, path, {**opened(site, path, who), **form}).status_code
    return status


def question(site: Site, number: int) -> QuestionPosition:
    with site.database.reading() as session:
        return next(each for each in questions(session, OPERATOR, SLUG) if each.number == number)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def main(html: str) -> str:
    return html.split("<main")[1].split("</main")[0]


def test_a_question_beside_a_line_is_answered_and_closed(site: Site, pack: int) -> None:
    number = asked(site, pack)
    assert question(site, number).line_words.startswith("1.A Publish the timetable")
    waiting = site.get("manager", "/questions").text
    assert_valid_html5(waiting)
    assert f'id="question{number}"' in waiting.split('id="waiting"')[1]
    assert f"/questions/{number}/answer" in waiting
    assert turned(site, number, "answer", "manager", **ANSWERED) == 303
    assert turned(site, number, "close", "board") == 303
    page = site.get("board", f"/questions/{number}").text
    assert_valid_html5(page)
    for said in ("Why is it late?", "Two posts are vacant until June", "Closed by the board on 25 March 2026"):
        assert said in words(page)
    history = words(page.split('id="history"')[1])
    assert [history.index(each) for each in ("Closed by the board", "Answered", "Asked")] == sorted(
        history.index(each) for each in ("Closed by the board", "Answered", "Asked")
    )
    assert f'id="question{number}"' in site.get("board", "/questions").text.split('id="closed"')[1]


def test_asking_again_opens_it_with_all_that_was_said_before(site: Site, pack: int) -> None:
    number = asked(site, pack, "", "What is new?")
    assert turned(site, number, "answer", "manager", answer="Nothing") == 303
    assert turned(site, number, "close", "board") == 303
    assert turned(site, number, "again", "leader", wording="And now?") == 303
    page = words(site.get("manager", f"/questions/{number}").text)
    for said in ("Waits for an answer", "Asked again", "And now?", "What is new?", "Nothing", "The pack as a whole"):
        assert said in page


def test_a_manager_closes_it_only_for_the_board_and_says_how_they_know(site: Site, pack: int) -> None:
    number = asked(site, pack, "counts", "How many?")
    path = f"/questions/{number}/close"
    form = opened(site, path, "manager")
    refused = site.post("manager", path, {**form, "on_behalf_of": HOSTILE, "how_known": ""})
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert "Say how you know" in refused.text
    assert "&lt;script&gt;alert(1)" in refused.text
    answer = site.post("manager", path, {**form, "on_behalf_of": "The board", "how_known": "minutes of 24 March"})
    assert answer.status_code == 303
    assert "minutes of 24 March" in site.get("board", f"/questions/{number}").text
    assert "For whom do you close it" not in site.get("board", path).text


def test_a_refused_question_keeps_what_was_typed_and_an_empty_one_is_told_so(site: Site, pack: int) -> None:
    path = f"/packs/{pack}/ask?line=milestone-1"
    empty = site.post("board", path, {**opened(site, path, "board"), "wording": "  "})
    assert empty.status_code == 422
    assert_valid_html5(empty.text)
    assert "Enter the question" in empty.text
    long = "ä" * 20_001
    kept = site.post("board", path, {**opened(site, path, "board"), "wording": long})
    assert kept.status_code == 422
    assert long in kept.text


def test_two_who_answer_at_once_meet_both_versions(site: Site, pack: int) -> None:
    number = asked(site, pack, "risks", "Which risk is worst?")
    path = f"/questions/{number}/answer"
    stale = opened(site, path, "manager")
    assert turned(site, number, "answer", "manager", answer="Theirs") == 303
    answer = site.post("manager", path, {**stale, "answer": "Mine"})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    closing = opened(site, f"/questions/{number}/close", "board")
    assert turned(site, number, "answer", "manager", answer="Better") == 303
    late = site.post("board", f"/questions/{number}/close", closing)
    assert late.status_code == 409, "the board closes what it has read"
    assert not question(site, number).closed


def test_a_line_the_pack_has_not_got_and_a_pack_nobody_was_given_cannot_be_asked_about(site: Site, pack: int) -> None:
    heads = site.heads()
    for path in (f"/packs/{pack}/ask?line=milestone-99", "/packs/99/ask", f"/packs/{pack}/ask?line={'x' * 999}"):
        assert site.get("board", path).status_code == 404
        assert site.post("board", path, ASKED).status_code == 404
    for path in ("/questions/99", "/questions/99/answer", "/questions/99/close"):
        assert site.get("manager", path).status_code == 404
    assert site.heads() == heads


def test_hostile_text_is_only_text(site: Site, pack: int) -> None:
    number = asked(site, pack, "headlines", HOSTILE)
    turned(site, number, "answer", "manager", answer=HOSTILE)
    for who, path in (
        ("board", "/questions"),
        ("board", f"/questions/{number}"),
        ("manager", f"/questions/{number}/answer"),
        ("board", f"/questions/{number}/close"),
        ("board", f"/questions/{number}/again"),
    ):
        page = site.get(who, path).text
        assert_valid_html5(page)
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_past_shows_no_buttons_and_nothing_that_was_asked_later(site: Site, pack: int) -> None:
    asked(site, pack, "counts", "Only today")
    page = site.get("manager", "/questions?as_at=2026-03-20").text
    assert_valid_html5(page)
    assert "Only today" not in page
    assert not re.search(r"/questions/\d+/(answer|close|again)", page)


def test_a_manager_is_told_how_many_questions_wait(site: Site, pack: int) -> None:
    number = asked(site, pack, "counts", "How many wait?")
    with site.database.reading() as session:
        waiting = sum(not each.answer and not each.closed for each in questions(session, OPERATOR, SLUG))
    says = r"(\d+) questions? of a board (?:waits|wait) for an answer"
    told = re.search(says, words(site.get("manager", "").text))
    assert told
    assert int(told[1]) == waiting
    assert not re.search(says, words(site.get("leader", "").text))
    turned(site, number, "answer", "manager", **ANSWERED)
    told = re.search(says, words(site.get("manager", "").text))
    assert told is None or int(told[1]) == waiting - 1


def test_who_asked_is_told_on_their_first_page_that_it_was_answered_until_they_close_it(site: Site, pack: int) -> None:
    number = asked(site, pack, "counts", "How many are told?")
    before = re.search(r"(\d+) questions? of yours ha", words(site.get("board", "").text))
    assert turned(site, number, "answer", "manager", **ANSWERED) == 303
    page = site.get("board", "").text
    assert_valid_html5(page)
    told = re.search(r"(\d+) questions? of yours (?:has|have) been answered: read", words(page))
    assert told
    assert int(told[1]) == (int(before[1]) if before else 0) + 1
    assert "of yours" not in site.get("leader", "").text
    assert turned(site, number, "close", "board") == 303
    after = re.search(r"(\d+) questions? of yours ha", words(site.get("board", "").text))
    assert (after and after[1]) == (before and before[1])


def test_the_next_pack_of_the_board_that_asked_prints_it_and_no_other_boards(site: Site, pack: int) -> None:
    number = asked(site, pack, "", "Printed where?")
    found = site.snapshot()
    mine, other = found.boards[0], replace(found.boards[0], number=2, name="Another board")

    def printed(issue: Issue | None) -> list[int]:
        with site.database.reading() as session:
            before = asked_before(session, OPERATOR, found, "board-report", issue)
        return [each.question.number for each in before]

    assert number in printed(Issue(mine, 2, 1))
    assert printed(Issue(other, 1, 1)) == []
    assert printed(None) == [], "no pack about an earlier date was asked about"
    assert turned(site, number, "close", "board") == 303
    found = site.snapshot()
    assert number in printed(Issue(mine, 2, 1)), "closed since the last pack, so the next one says so"


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_asks_who_answers_who_closes_and_who_sees_nothing_s1(site: Site, pack: int, who: str) -> None:
    number = asked(site, pack, "counts", f"{who} may see this?")
    heads = site.heads()
    sees = {"manager", "lead", "support", "nhs-lead", "other-lead", "leader", "board"}
    for path in ("/questions", f"/questions/{number}"):
        assert site.get(who, path).status_code == (200 if who in sees else _barred(who)), path
    for path, may in (
        (f"/packs/{pack}/ask", {"board", "leader"}),
        (f"/questions/{number}/again", {"board", "leader"}),
        (f"/questions/{number}/answer", {"manager"}),
        (f"/questions/{number}/close", {"manager", "board"}),
    ):
        got, sent = site.get(who, path), site.post(who, path, {"seen": "7"})
        if who in may:
            assert got.status_code == 200, path
            assert sent.status_code in (409, 422), path
            continue
        assert got.status_code == sent.status_code == _barred(who), path
        assert who.startswith("stranger") or CANARY not in got.text + sent.text
        assert "may see this?" not in main(got.text) + main(sent.text)
    assert site.heads() == heads


def _barred(who: str) -> int:
    if who in ("anonymous", "disabled"):
        return 401
    return 404 if who in ("admin", "stranger", "stranger-lead") else 403
