"""Evidence on the web: recorded, cited, said better; and a programme set up in the browser that comes to its end."""

import re
from typing import Any

import pytest

from tests.web.forms import RED, hidden, update_path
from tests.web.forms import opened as opened_update
from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY
from tests.web.plan_forms import filled, promised
from tests.web.site import EVERYBODY, Site
from wsoa import clock, snapshot
from wsoa.access import operator
from wsoa.people import MembershipChange, grant
from wsoa.snapshot.positions import EvidencePosition
from wsoa.terms import Impact, Role

HOSTILE = "<script>alert(1)</script> \" ' & {{ 7 }}"
NEW = "/evidence/new"
READS = {"manager", "lead", "support", "nhs-lead", "other-lead", "forum", "leader"}
KEEPS = {"manager", "lead", "support", "nhs-lead", "other-lead"}
RECORDS = {*KEEPS, "forum"}
PROGRAMME = "/programmes/nethermere"


def opened(site: Site, path: str = NEW, who: str = "lead") -> dict[str, Any]:
    page = site.get(who, path)
    assert page.status_code == 200
    assert_valid_html5(page.text)
    return {"seen": hidden(page.text, "seen"), "token": hidden(page.text, "token")}


def recorded(site: Site, who: str = "lead", **typed: Any) -> EvidencePosition:
    answer = site.post(who, NEW, {**opened(site, who=who), **typed})
    assert answer.status_code == 303, answer.text
    number = int(answer.headers["location"].rpartition("?recorded=")[2])
    return next(each for each in site.snapshot().evidence if each.number == number)


def test_a_piece_is_recorded_and_its_number_told(site: Site) -> None:
    page = site.get("lead", f"{NEW}?milestone=1&milestone=999&milestone=%3Cscript%3E").text
    assert "Does it name or describe a child? Do not write so here" in page
    assert filled(page, NEW)["milestones"] == ["1"]
    form = {
        **{name: texts for name, texts in filled(page, NEW).items() if name in ("seen", "token", "milestones")},
        "title": HOSTILE,
        "shows": f"• {HOSTILE}\n• two",
        "klass": "difference",
        "dated": "2026-03-03",
        "link": "https://files.example.org/minutes?a=1&b=2",
        "weaknesses": ["1", "2"],
    }
    answers = [site.post("lead", NEW, form) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert len({each.headers["location"] for each in answers}) == 1, "sent twice, it is recorded once"
    made = site.snapshot().evidence[-1]
    assert (made.title, made.milestones, made.weaknesses) == (HOSTILE, (1,), (1, 2))
    told = site.client_for("lead").get(answers[0].headers["location"])
    assert_valid_html5(told.text)
    assert re.search(rf'Recorded as <a [^>]*href="#E{made.number}">E{made.number}</a>', told.text)
    assert 'href="https://files.example.org/minutes?a=1&amp;b=2" rel="noreferrer noopener"' in told.text
    assert "<script>alert" not in told.text
    for other in ("999", "x", "<script>"):
        assert "Recorded as" not in site.get("lead", f"/evidence?recorded={other}").text


def test_the_past_shows_no_way_to_change_it(site: Site) -> None:
    now, then = site.get("lead", "/evidence").text, site.get("lead", "/evidence?as_at=2026-02-10").text
    for page in (now, then):
        assert_valid_html5(page)
        assert "Minutes of the panel" in page
    assert "evidence/new" in now
    assert "evidence/1/change" in now
    assert "evidence/new" not in then
    assert "evidence/1/change" not in then


def test_what_is_refused_keeps_all_that_was_typed(site: Site) -> None:
    heads = site.heads()
    typed = {"title": " ", "link": "javascript:alert(1)", "shows": HOSTILE, "dated": "3 March", "milestones": ["2"]}
    answer = site.post("lead", NEW, {**opened(site), **typed})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert 'href="#title"' in answer.text
    assert 'href="#dated"' in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert 'value="3 March"' in answer.text
    assert filled(answer.text, NEW)["milestones"] == ["2"]
    script = site.post("lead", NEW, {**opened(site), "title": "Minutes", "link": "javascript:alert(1)"})
    assert script.status_code == 422
    assert "The link must be a web address" in script.text
    assert 'href="javascript:' not in script.text
    assert site.post("lead", NEW, {**opened(site), "title": "Minutes", "owner": "me"}).status_code == 422
    assert site.heads() == heads


def test_a_colleague_who_was_faster_stands_beside_mine(site: Site) -> None:
    made = recorded(site, title="Audit", klass="how-much", milestones=["2"])
    path = f"/evidence/{made.number}/change"
    first, second = opened(site, path), opened(site, path, "manager")
    assert site.post("lead", path, {**first, "title": "Theirs", "weaknesses": ["1"]}).status_code == 303
    answer = site.post("manager", path, {**second, "title": "Mine", "klass": "how-well"})
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    for words in ("Theirs", "Mine", "How well did we do it?"):
        assert words in answer.text
    again = {"seen": hidden(answer.text, "seen"), "token": hidden(answer.text, "token"), "title": "Mine"}
    assert site.post("manager", path, again).status_code == 303
    assert "Mine" in site.get("lead", "/evidence").text


def test_evidence_from_another_tab_is_cited_by_its_number(site: Site) -> None:
    (number,) = promised(site, "Open the helpline")
    path = update_path(number)
    page = site.get("manager", path).text
    assert_valid_html5(page)
    assert f'href="/programmes/northmere/evidence/new?milestone={number}" target="_blank"' in page
    asked = {**RED, **opened_update(site, number), "level": "C", "reason": "It is open"}
    made = recorded(site, title="Call log")
    unknown = site.post("manager", path, {**asked, "evidence": ["", "E999"]})
    assert unknown.status_code == 422
    assert_valid_html5(unknown.text)
    assert 'value="E999"' in unknown.text
    assert "There is no evidence numbered E999." in unknown.text
    assert site.post("manager", path, {**asked, "evidence": f"E{made.number}"}).status_code == 303
    update = site.milestone(number).update
    assert update is not None
    assert update.evidence == (made.number,)
    assert f"E{made.number} Call log" in site.get("manager", f"/milestones/{number}").text


def test_a_partner_records_evidence_for_what_they_lead_alone(site: Site) -> None:
    assert "evidence/new?milestone=6" in site.get("forum", update_path(6)).text
    page = site.get("forum", f"{NEW}?milestone=6").text
    assert "You record evidence for what you or your organisation lead." in page
    assert filled(page, NEW)["milestones"] == ["6"]
    assert re.findall(r'name="milestones" type="checkbox" value="(\d+)"', page) == ["6"]
    refused = site.post("forum", NEW, {**opened(site, who="forum"), "title": "Survey", "milestones": ["1"]})
    assert refused.status_code == 422
    assert "only what you or your organisation lead" in refused.text
    made = recorded(site, "forum", title="Survey of parents", milestones=["6"])
    assert made.owner == "Northmere parent carer forum"
    assert site.get("forum", f"/evidence/{made.number}").status_code == 200
    assert site.get("forum", f"/evidence/{made.number}/change").status_code == 200


@pytest.mark.proof
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_manager_and_the_workstreams_record_evidence_s1(site: Site, who: str) -> None:
    heads = site.heads()
    page = site.get(who, "/evidence")
    assert (page.status_code == 200) is (who in READS)
    assert ("evidence/new" in page.text) is (who in RECORDS)
    for path in (NEW, "/evidence/1/change", "/evidence/999/change"):
        got, sent = site.get(who, path), site.post(who, path, {"reviewer": "me"})
        if who in (RECORDS if path == NEW else KEEPS):
            assert (got.status_code, sent.status_code) == ((404, 404) if "999" in path else (200, 422))
        else:
            assert got.status_code in (401, 403, 404)
            assert sent.status_code in (401, 403, 404)
        assert who.startswith("stranger") or CANARY not in got.text + sent.text
    assert site.heads() == heads


def test_a_programme_set_up_in_the_browser_completes_a_milestone_and_is_judged_evidenced(site: Site) -> None:
    _set_up_in_the_browser(site)
    update = f"{PROGRAMME}/milestones/1/update"
    page = _page(site, "manager", update)
    assert "No evidence has been recorded in this programme yet." in page
    done = {"level": "C", "reason": "In post since March", **_unseen(page)}
    refused = _post(site, "manager", update, done)
    assert refused.status_code == 422
    assert 'id="evidence-error"' in refused.text
    assert_valid_html5(refused.text)
    _nothing_to_cite(site)
    form = _unseen(_page(site, "manager", f"{PROGRAMME}/evidence/new"))
    answer = _post(site, "manager", f"{PROGRAMME}/evidence/new", {**form, "title": "Letter of appointment"})
    assert answer.headers["location"] == f"{PROGRAMME}/evidence?recorded=1"
    assert _post(site, "manager", update, {**done, "evidence": "E1"}).status_code == 303
    form = _unseen(_page(site, "manager", f"{PROGRAMME}/indicators/new"))
    defined = {**form, "name": "Waits for a first visit", "weaknesses": "1"}
    assert _post(site, "manager", f"{PROGRAMME}/indicators/new", defined).status_code == 303
    form = _unseen(_page(site, "leader", f"{PROGRAMME}/weaknesses/1/judge"))
    judged = {**form, "impact": "evidenced", "words": "Shorter waits", "indicators": "1", "evidence": "1"}
    assert _post(site, "leader", f"{PROGRAMME}/weaknesses/1/judge", judged).status_code == 303
    with site.database.reading() as session:
        found = snapshot.load(session, operator("t"), "nethermere")
    assert [each.level.label for each in found.milestones if each.level] == ["Complete"]
    assert [(each.impact, each.indicators, each.evidence) for each in found.impacts] == [(Impact.EVIDENCED, (1,), (1,))]
    hub = _page(site, "manager", f"{PROGRAMME}/set-up")
    assert re.search(rf'href="{PROGRAMME}/indicators"[^>]*>Indicators</a>', hub)
    assert "1 piece recorded" in hub


def _set_up_in_the_browser(site: Site) -> None:
    begun = _post(site, "manager", "/programmes/new", {"name": "Nethermere"})
    assert begun.headers["location"] == f"{PROGRAMME}/set-up"
    letter = _post(site, "manager", f"{PROGRAMME}/set-up/weaknesses/read", {"letter": "Families wait too long."})
    pages = {
        "weaknesses": (letter.text, {}),
        "rating-key": (_page(site, "manager", f"{PROGRAMME}/set-up/rating-key"), {"key": "rag"}),
        "milestones/new": (
            _page(site, "manager", f"{PROGRAMME}/set-up/milestones/new"),
            {"wording": "Appoint a nurse"},
        ),
    }
    for step, (page, said) in pages.items():
        answer = _post(site, "manager", f"{PROGRAMME}/set-up/{step}", {**filled(page, step), **said})
        assert answer.status_code == 303, answer.text
    with site.database.writing() as session:
        leader = site.actors["leader"].uid
        assert leader is not None
        change = MembershipChange(role=Role.ACCOUNTABLE_LEADER, programme="nethermere", starts=clock.today())
        grant(session, leader, change)


def _nothing_to_cite(site: Site) -> None:
    """The leader, who defines nothing, is told whom to ask."""
    page = _page(site, "leader", f"{PROGRAMME}/weaknesses/1/judge")
    assert "Ask your programme manager to define an indicator." in page
    assert "Ask your programme manager to record evidence." in page
    assert "indicators/new" not in page


def _page(site: Site, who: str, path: str) -> str:
    answer = site.client_for(who).get(path)
    assert answer.status_code == 200, answer.text
    assert_valid_html5(answer.text)
    return str(answer.text)


def _post(site: Site, who: str, path: str, form: dict[str, Any]) -> Any:
    return site.client_for(who).post(path, data=form, headers={"Sec-Fetch-Site": "same-origin"})


def _unseen(page: str) -> dict[str, str]:
    return {"seen": hidden(page, "seen"), "token": hidden(page, "token")}
