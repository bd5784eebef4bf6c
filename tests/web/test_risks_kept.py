"""Keeping the register on the web: forms that work without scripts, and who may send them."""

import re

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.site import EVERYBODY, OTHER_SLUG, SLUG, Site
from wsoa.snapshot.positions import RiskPosition
from wsoa.tables import metadata

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}} \u202eevil\u202c ~é'
RAISED = {"title": "The panel has no chair", "kind": "risk", "workstream": "1", "milestones": "3", "weaknesses": "1"}
RED = {"level": "R", "detail": "Nobody has applied", "mitigation": "The director chairs"}


def opened(site: Site, path: str, who: str = "manager") -> dict[str, str]:
    """What a form opened now carries."""
    page = site.get(who, path)
    assert page.status_code == 200, page.text
    assert_valid_html5(page.text)
    return {"seen": hidden(page.text, "seen"), "token": hidden(page.text, "token")}


def raised(site: Site, who: str = "lead", **change: str) -> int:
    answer = site.post(who, "/risks/new", {**opened(site, "/risks/new", who), **RAISED, **change})
    assert answer.status_code == 303, answer.text
    return int(re.search(r"/risks/(\d+)/assess$", answer.headers["location"])[1])  # type: ignore[index]


def sent(site: Site, number: int, turn: str, form: dict[str, str], who: str = "lead", status: int = 303) -> str:
    path = f"/risks/{number}/{turn}"
    answer = site.post(who, path, {**opened(site, path, who), **form})
    assert answer.status_code == status, answer.text
    if status != 303:
        assert_valid_html5(answer.text)
    return str(answer.text)


def risk(site: Site, number: int) -> RiskPosition:
    return next(each for each in site.snapshot().risks if each.number == number)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_lead_raises_rates_turns_and_closes_a_risk_and_its_page_tells_how(site: Site) -> None:
    number = raised(site)
    sent(site, number, "assess", RED)
    sent(site, number, "issue", {"reason": "The chair left on Monday"})
    sent(site, number, "close", {"reason": "A new chair was found"})
    sent(site, number, "reopen", {"reason": "She has resigned"})
    page = site.get("leader", f"/risks/{number}").text
    assert_valid_html5(page)
    text = words(page)
    for said in ("Raised", "Became an issue", "Closed", "Reopened", "The chair left on Monday", "Nobody has applied"):
        assert said in text
    assert "Kind: Issue (was Risk)" in text
    assert text.count("Lead, 25 March 2026 at") == 5, "who said so, and when, of every row"
    assert f'href="/programmes/{SLUG}/milestones/3"' in page
    assert f'href="/programmes/{SLUG}/weaknesses/1"' in page
    assert f"/risks/{number}" in site.get("manager", "/risks").text


def test_a_refused_form_keeps_all_that_was_typed_with_a_sentence_beside_each_field(site: Site) -> None:
    page = sent(site, raised(site), "assess", {"level": "R", "impact": HOSTILE, "likelihood_before": "4"}, status=422)
    assert "Red needs detail" in page
    assert "Red needs a mitigation" in page
    assert 'href="#severity_before">Give the severity' in page
    assert '<option value="4" selected>' in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    page = site.post("lead", "/risks/new", {"kind": "risk", "owner": "Jo", "workstream": "1"}).text
    assert "Enter what the risk or issue is" in page
    assert 'value="Jo"' in page


def test_a_colleagues_save_is_told_with_both_versions_and_the_second_save_goes_through(site: Site) -> None:
    number = raised(site)
    stale = opened(site, f"/risks/{number}/assess", "support")
    sent(site, number, "assess", RED)
    mine = {**stale, "level": "A", "detail": "Two have applied", "mitigation": "Interviews on Friday"}
    answer = site.post("support", f"/risks/{number}/assess", mine)
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    for said in ("Nobody has applied", "Two have applied", "Interviews on Friday", "Your version"):
        assert said in answer.text
    again = {**mine, "seen": hidden(answer.text, "seen"), "token": hidden(answer.text, "token")}
    assert again["token"] != stale["token"]
    assert site.post("support", f"/risks/{number}/assess", again).status_code == 303
    assert risk(site, number).detail == "Two have applied"
    stale = opened(site, f"/risks/{number}/describe")
    sent(site, number, "describe", {**RAISED, "title": "No chair at all"})
    answer = site.post("manager", f"/risks/{number}/describe", {**stale, **RAISED, "title": "Mine", "owner": "Jo"})
    assert answer.status_code == 409
    assert "No chair at all" in answer.text
    assert 'value="Jo"' in answer.text


def test_a_form_sent_twice_raises_one_risk(site: Site) -> None:
    form = {**opened(site, "/risks/new"), **RAISED}
    first, second = (site.post("manager", "/risks/new", form).headers["location"] for _ in range(2))
    assert first == second


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_those_whose_risk_it_is_open_its_forms_or_send_them_s1(site: Site, who: str) -> None:
    number = min(each.number for each in site.snapshot().risks if each.workstream == 1)
    heads = site.heads()
    for turn in ("assess", "describe", "close", "reopen", "issue"):
        got, posted = (
            site.get(who, f"/risks/{number}/{turn}"),
            site.post(who, f"/risks/{number}/{turn}", {"reason": "x", **RED, **RAISED}),
        )
        if who in ("manager", "lead", "support"):
            assert got.status_code == 200
            assert posted.status_code in (409, 422)
            continue
        assert got.status_code == posted.status_code == _refusal(who), turn
        assert "Posts stay vacant" not in got.text + posted.text
        assert who.startswith("stranger") or CANARY not in got.text + posted.text
    assert site.heads() == heads


def _refusal(who: str) -> int:
    if who in ("anonymous", "disabled"):
        return 401
    return 404 if who in ("admin", "stranger", "stranger-lead") else 403


def test_a_lead_is_offered_only_their_own_workstream_and_cannot_raise_elsewhere(site: Site) -> None:
    page = site.get("lead", "/risks/new").text
    offered = re.search(r'<select[^>]*id="workstream".*?</select>', page, re.S)
    assert offered
    assert re.findall(r'value="(\d*)"', offered[0]) == ["1"]
    assert 'value=""' in site.get("manager", "/risks/new").text
    heads = site.heads()
    for workstream in ("2", "", "99"):
        answer = site.post(
            "lead", "/risks/new", {**opened(site, "/risks/new", "lead"), **RAISED, "workstream": workstream}
        )
        assert answer.status_code == 403, workstream
    assert site.heads() == heads


def test_a_risk_nobody_may_see_is_as_good_as_missing(site: Site) -> None:
    own = next(each.number for each in site.snapshot().risks if each.workstream is None)
    for who in ("forum", "board", "adviser"):
        assert site.get(who, f"/risks/{own}").status_code == 404
    assert site.get("manager", "/risks/999").status_code == 404
    assert site.get("manager", "/risks/x").status_code == 404
    assert site.client_for("manager").get(f"/programmes/{OTHER_SLUG}/risks/1").status_code == 404


def test_hostile_text_in_every_field_is_only_text(site: Site) -> None:
    number = raised(site, title=HOSTILE, owner=HOSTILE, ref=HOSTILE)
    said = {**RED, **dict.fromkeys(("detail", "impact", "mitigation", "reason", "proximity", "escalation"), HOSTILE)}
    sent(site, number, "assess", said)
    sent(site, number, "issue", {"reason": HOSTILE})
    for path in (f"/risks/{number}", "/risks", f"/risks/{number}/assess", f"/risks/{number}/describe"):
        page = site.get("manager", path).text
        assert_valid_html5(page)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "49 \u202e" not in page


def test_the_past_shows_the_risk_of_then_and_no_buttons(site: Site) -> None:
    number = min(each.number for each in site.snapshot().risks if each.workstream == 1)
    page = site.get("manager", f"/risks/{number}?as_at=2026-02-10").text
    assert "You are looking at 10 February 2026" in page
    assert "/assess" not in page
    assert "/risks/new" not in site.get("manager", "/risks?as_at=2026-02-10").text
    assert "/assess" in site.get("manager", f"/risks/{number}").text


@pytest.mark.proof
def test_no_column_of_any_table_can_be_set_through_the_forms_s8(site: Site) -> None:
    number = raised(site)
    asked = {
        "assess": {*RED, "impact", "reason", "proximity", "escalation", "seen", "token", "seen_terms"},
        "describe": {*RAISED, "owner", "ref", "reason", "seen", "token", "seen_terms"},
    }
    scores = {f"{name}_{when}" for name in ("likelihood", "severity") for when in ("before", "after")}
    columns = {column.name for table in metadata.tables.values() for column in table.columns}
    heads = site.heads()
    for turn, fields in asked.items():
        form = {**opened(site, f"/risks/{number}/{turn}"), **(RED if turn == "assess" else {})}
        for column in sorted(columns - fields - scores):
            answer = site.post("manager", f"/risks/{number}/{turn}", {**form, column: "1"})
            assert answer.status_code == 422, (turn, column)
    assert site.heads() == heads
