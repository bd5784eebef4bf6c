"""Date moves on the web: who proposes, who is asked, what waits, and what becomes of a refused form."""

import re

import pytest

from tests.web.forms import hidden, update_path
from tests.web.html5 import assert_valid_html5
from tests.web.places import BEGINS, CANARY, OPERATOR
from tests.web.site import EVERYBODY, SLUG, Site
from wsoa.access import Action
from wsoa.history import entry
from wsoa.rounds import BoardChange, state_board

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}}'
MOVE = {"when": "end of September 2026", "reason": "Two posts stay vacant", "asked": "b1"}
AGREED = {"outcome": "approved", "decision": "SEND Improvement Board, minute 4", "decided_on": "2026-03-25"}


@pytest.fixture(scope="module", autouse=True)
def _a_board(site: Site) -> None:
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        state_board(writing, BoardChange(name="SEND Improvement Board"), as_at=BEGINS)


def form(site: Site, path: str, who: str) -> dict[str, str]:
    page = site.get(who, path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    return {name: hidden(page.text, name) for name in ("seen", "token")}


def move_path(number: int) -> str:
    return f"/milestones/{number}/date-move"


def proposed(site: Site, number: int, who: str = "manager", **change: str) -> None:
    answer = site.post(who, move_path(number), {**form(site, move_path(number), who), **MOVE, **change})
    assert answer.status_code == 303, answer.text


def decided(site: Site, number: int, who: str = "leader", **change: str) -> None:
    path = f"/date-moves/{number}"
    answer = site.post(who, path, {**form(site, path, who), **AGREED, **change})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/programmes/{SLUG}/date-moves"), answer.text


def asked(site: Site, who: str) -> str:
    uid = site.actors[who].uid
    assert uid
    return f"p{uid}"


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_lead_proposes_the_board_agrees_and_the_milestones_page_tells_all_of_it(site: Site) -> None:
    assert move_path(1) in site.get("lead", "/milestones/1").text
    proposed(site, 1, "lead")
    page = site.get("lead", "/milestones/1").text
    assert_valid_html5(page)
    for said in ("Waits for SEND Improvement Board: end of September 2026", "Current end of June 2026", "vacant"):
        assert said in words(page), said
    assert "A move to end of September 2026" in words(site.get("lead", update_path(1)).text)
    told = site.client_for("lead").get(f"/v1/programmes/{SLUG}").json()["milestones"][0]
    assert (told["moves"], told["pending_move"]["to"]["words"]) == (1, "end of September 2026")
    decided(site, 1, "board")
    page = site.get("lead", "/milestones/1").text
    assert_valid_html5(page)
    for said in (
        "Original end of March 2026",
        "Current end of September 2026",
        ", moved 2 times",
        "Agreed: end of September 2026 (by 30 September 2026 ) , decided on 25 March 2026",
        "SEND Improvement Board: SEND Improvement Board, minute 4",
        "Proposed to SEND Improvement Board: end of September 2026 (by 30 September 2026 ) , 25 March 2026",
        "Why: Two posts stay vacant",
        "Promised: end of March 2026",
    ):
        assert said in words(page), said


def test_the_list_and_the_overview_tell_those_who_are_asked(site: Site) -> None:
    proposed(site, 2, asked=asked(site, "leader"))
    assert "1 date move waits for approval" in site.get("leader", "").text
    assert "for approval" not in site.get("manager", "").text, "nobody decides a move of their own"
    for who in ("leader", "manager", "board"):
        page = site.get(who, "/date-moves").text
        assert_valid_html5(page)
        assert "1.B Agree one form for health advice" in words(page)
        assert (f"/date-moves/{2}" in page) is (who == "leader")
        assert ("/milestones/2" in page) is (who != "board")
    assert site.get("board", "/date-moves/2").status_code == 403
    decided(site, 2, outcome="refused", decision="Bring it to the clinic first")
    assert "No move of a date waits" in site.get("leader", "/date-moves").text
    assert "Refused: end of September 2026" in words(site.get("lead", "/milestones/2").text).replace(" :", ":")
    assert "for approval" not in site.get("leader", "").text


def test_nobody_approves_a_move_of_their_own(site: Site) -> None:
    proposed(site, 3)
    seen = form(site, "/date-moves/3", "leader")
    page = site.get("manager", "/date-moves/3").text
    assert_valid_html5(page)
    assert "You proposed to move this date yourself, so somebody else has to decide it." in page
    assert 'name="decision"' not in page
    answer = site.post("manager", "/date-moves/3", {**seen, **AGREED})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert "You proposed to move this date yourself" in answer.text
    assert AGREED["decision"] in answer.text
    assert site.milestone(3).dates.pending
    assert asked(site, "manager") not in site.get("manager", move_path(3)).text
    decided(site, 3)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"when": "soon"}, "Enter a date that can be kept"),
        ({"when": "1 March 2026"}, "That date has passed"),
        ({"when": ""}, "Enter the date by which it will be done"),
        ({"reason": ""}, "Say why the date moves"),
        ({"asked": ""}, "Choose who is asked to agree"),
        ({"asked": "b99"}, "Choose among the people and boards shown"),
        ({"asked": "pnobody"}, "Choose among the people and boards shown"),
        ({"asked": "bx"}, "must be a whole number"),
        ({"when": "x" * 600}, "characters or fewer"),
    ],
    ids=lambda each: str(each)[:30],
)
def test_a_refused_form_keeps_what_was_typed(site: Site, change: dict[str, str], sentence: str) -> None:
    head = site.heads()
    answer = site.post("manager", move_path(4), {**form(site, move_path(4), "manager"), **MOVE, **change})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert sentence in answer.text
    if "reason" not in change:
        assert MOVE["reason"] in answer.text
    assert site.heads() == head


def test_a_colleagues_move_stands_beside_mine(site: Site) -> None:
    mine = form(site, move_path(4), "manager")
    proposed(site, 4, reason="Theirs")
    answer = site.post("manager", move_path(4), {**mine, **MOVE, "reason": "Mine"})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert "Theirs" in answer.text
    assert "Mine</textarea>" in answer.text
    again = {name: hidden(answer.text, name) for name in ("seen", "token")}
    assert site.post("manager", move_path(4), {**again, **MOVE, "reason": "Mine"}).status_code == 303
    deciding = form(site, "/date-moves/4", "leader")
    back = form(site, f"{move_path(4)}/take-back", "manager")
    empty = site.post("manager", f"{move_path(4)}/take-back", {**back, "reason": ""})
    assert empty.status_code == 422
    assert_valid_html5(empty.text)
    assert site.post("manager", f"{move_path(4)}/take-back", {**back, "reason": "Solved"}).status_code == 303
    late = site.post("leader", "/date-moves/4", {**deciding, **AGREED})
    assert late.status_code == 409
    assert_valid_html5(late.text)
    assert "Manager took it back on 25 March 2026: Solved. It can no longer be decided." in words(late.text)
    assert AGREED["decision"] in late.text
    assert "The decision" in late.text
    assert "Save" not in late.text.partition("<main")[2]
    assert "Taken back: end of September 2026" in words(site.get("lead", "/milestones/4").text).replace(" :", ":")


def test_what_was_decided_already_is_told_with_mine_to_copy_and_no_button(site: Site) -> None:
    proposed(site, 7)
    mine = form(site, "/date-moves/7", "leader")
    decided(site, 7, "board", decision="Minute 4.", decided_on="2026-03-25")
    late = site.post("leader", "/date-moves/7", {**mine, **AGREED, "decision": HOSTILE})
    assert late.status_code == 409
    assert_valid_html5(late.text)
    told = words(late.text)
    answer = "SEND Improvement Board agreed to it on 25 March 2026: Minute 4. It can no longer be decided."
    assert answer in told
    assert "alert(2)" in told, "what was typed can be copied"
    assert 'name="decision"' not in late.text
    assert "Saved now" not in told
    assert late.text.index("govuk-error-summary") < late.text.index("<h1")
    assert answer in words(site.get("board", "/date-moves/7").text)


def test_a_proposal_replaced_since_is_read_anew_with_what_was_typed_still_there(site: Site) -> None:
    proposed(site, 3, when="end of October 2026")
    mine = form(site, "/date-moves/3", "leader")
    proposed(site, 3, when="end of November 2026")
    late = site.post("leader", "/date-moves/3", {**mine, **AGREED})
    assert late.status_code == 409
    assert_valid_html5(late.text)
    assert "Somebody has changed what is proposed" in late.text
    assert "end of November 2026" in late.text
    assert f"{AGREED['decision']}</textarea>" in late.text
    assert "Saved now" not in late.text


def test_what_was_never_moved_has_nothing_to_decide_and_an_answer_is_for_who_was_asked(site: Site) -> None:
    assert site.get("leader", "/date-moves/5").status_code == 404
    assert site.get("board", "/date-moves/2").status_code == 403, "the leader was asked"
    assert "Leader refused it" in words(site.get("manager", "/date-moves/2").text)


def test_hostile_words_stay_words(site: Site) -> None:
    proposed(site, 6, reason=HOSTILE)
    for who, path in (("manager", "/milestones/6"), ("board", "/date-moves"), ("leader", "/date-moves/6")):
        page = site.get(who, path).text
        assert_valid_html5(page)
        assert "<script>alert" not in page
        assert "49" not in re.findall(r"onerror=alert\(2\)&gt; (.*?)<", page)
    decided(site, 6, decision=HOSTILE)
    assert "<script>alert" not in site.get("manager", "/milestones/6").text


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_open_them(site: Site, who: str) -> None:
    head = site.heads()
    deciders = ("manager", "leader", "board")
    answer = site.get(who, "/date-moves")
    signed_out, outside = who in ("anonymous", "disabled"), who in ("admin", "stranger", "stranger-lead")
    assert answer.status_code == (401 if signed_out else 404 if outside else 200 if who in deciders else 403)
    updates = who in ("manager", "lead", "support")
    answer = site.get(who, move_path(1))
    assert (answer.status_code == 200) is updates
    if not who.startswith("stranger"):
        assert CANARY not in answer.text
    if not updates:
        assert site.post(who, move_path(1), {**MOVE, "seen": "2"}).status_code in (401, 403, 404)
    if who not in deciders:
        assert site.post(who, "/date-moves/1", AGREED).status_code in (401, 403, 404)
    assert site.heads() == head
    for number in (99, 2**31, "x"):
        assert site.get("leader", f"/date-moves/{number}").status_code == 404
