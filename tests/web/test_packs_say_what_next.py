"""What pages about packs say to whoever takes a wrong turn: what to do next, and what was typed is still there."""

import re
from datetime import date
from html import unescape

import pytest

from api.questioned import asked_before
from exports.beside import Issue
from tests.web.html5 import assert_valid_html5
from tests.web.packs import cleared, given, issued, one, opened, prepared
from tests.web.places import BEGINS, OPERATOR
from tests.web.site import SLUG, Site
from wsoa.access import Action
from wsoa.history import entry
from wsoa.questions import QuestionChange, ask_question
from wsoa.rounds import BoardChange, state_board


@pytest.fixture(scope="module", autouse=True)
def _board(site: Site) -> None:
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        state_board(writing, BoardChange(name="SEND Improvement Board"), as_at=BEGINS)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.split("<main")[1])).split())


def test_issuing_what_is_not_cleared_says_who_clears_it_and_where_to_go(site: Site) -> None:
    draft = prepared(site)
    page = site.get("manager", f"/packs/{draft}/issue")
    assert_valid_html5(page.text)
    assert "An accountable leader has to clear it first." in page.text
    assert "Leader can: it stands on their overview" in words(page.text)
    assert f'href="/programmes/{SLUG}/packs/{draft}">Back to the pack</a>' in page.text
    withdrawn = opened(site, f"/packs/{draft}/give-up") | {"reason": "Too early"}
    assert site.post("manager", f"/packs/{draft}/give-up", withdrawn).status_code == 303
    page = site.get("manager", f"/packs/{draft}/issue")
    assert "This draft was withdrawn." in page.text
    assert f'href="/programmes/{SLUG}/packs/new?like={draft}">Prepare another</a>' in page.text


def test_a_draft_that_was_sent_back_leads_to_another_like_it(site: Site) -> None:
    draft = prepared(site, report="exception-report", position_date="2026-03-20")
    path = f"/packs/{draft}/send-back"
    assert site.post("leader", path, opened(site, path, "leader") | {"reason": "1.B is <red>"}).status_code == 303
    another = f'href="/programmes/{SLUG}/packs/new?like={draft}">Prepare another</a>'
    for turn in ("", "/anew", "/give-up", "/issue"):
        assert another in site.get("manager", f"/packs/{draft}{turn}").text, turn
    for turn in ("", "/clear", "/send-back"):
        page = site.get("leader", f"/packs/{draft}{turn}").text
        assert_valid_html5(page)
        assert "Manager, or another programme manager, can prepare another." in words(page), turn
        assert another not in page, turn
    form = site.get("manager", f"/packs/new?like={draft}").text
    assert_valid_html5(form)
    assert "that Leader withdrew, because: 1.B is <red>" in words(form)
    assert re.search(r'name="report"[^>]*value="exception-report" checked', form)
    assert re.search(r'name="position_date"[^>]*value="2026-03-20"', form)
    assert site.get("manager", "/packs/new?like=999").status_code == 404
    newer = prepared(site, report="exception-report", position_date="2026-03-20")
    page = site.get("manager", f"/packs/{draft}").text
    assert another not in page
    assert f'href="/programmes/{SLUG}/packs/{newer}">the exception report as at 20 March 2026</a>' in page


def test_a_second_correction_is_told_of_the_first_before_anything_is_typed(site: Site) -> None:
    old = given(site)
    path = f"/packs/new?replaces={old}"
    form = opened(site, path, "manager", "replaces") | {"reason": "Two ratings were swapped"}
    mending = prepared(site, replaces=str(old), reason="A name was wrong")
    page = site.get("manager", path).text
    assert_valid_html5(page)
    assert "A corrected version is being prepared already." in page
    assert f'href="/programmes/{SLUG}/packs/{mending}">Go on with that one</a>' in page
    assert "A name was wrong" in page
    assert 'name="reason"' not in page
    late = site.post("manager", "/packs/new", form)
    assert (late.status_code, "Two ratings were swapped" in late.text) == (422, True), "what was typed is not lost"
    assert_valid_html5(late.text)
    withdrawn = opened(site, f"/packs/{mending}/give-up") | {"reason": "Begun too early"}
    assert site.post("manager", f"/packs/{mending}/give-up", withdrawn).status_code == 303
    page = site.get("manager", f"/packs/{mending}").text
    assert f'href="/programmes/{SLUG}/packs/new?replaces={old}">Prepare another</a>' in page
    assert 'name="reason"' in site.get("manager", path).text
    newer = given(site, replaces=str(old), reason="A name was wrong")
    page = site.get("manager", path).text
    assert f'href="/programmes/{SLUG}/packs/{newer}">version 2</a>' in page
    assert 'name="reason"' not in page


def test_a_draft_that_was_sent_is_recorded_only_as_what_it_is(site: Site) -> None:
    draft = prepared(site)
    file = {"file": ("pack.docx", site.get("manager", f"/packs/{draft}/file").content)}
    number = issued(site, cleared(site, draft))
    path = f"/packs/{number}/amend"
    assert 'name="draft"' not in site.get("manager", path).text
    form = opened(site, path) | {"reason": "Sent in a hurry"}
    refused = site.post("manager", path, form, files=file)
    assert_valid_html5(refused.text)
    assert (refused.status_code, "That file says DRAFT on its pages." in refused.text) == (422, True)
    assert "Sent in a hurry" in refused.text
    tick = re.search(r'<input[^>]*name="draft"[^>]*value="([^"]+)"', refused.text)
    assert tick
    assert site.post("manager", path, form | {"draft": tick[1]}, files=file).status_code == 303
    for who in ("board", "lead", "manager"):
        page = site.get(who, f"/packs/{number}").text
        assert "It says DRAFT on its pages" in page.split('id="amended"')[1], who
    assert "The version that was sent differs" in site.get("board", "/packs").text


def test_whoever_reads_a_pack_is_told_what_follows(site: Site) -> None:
    number = cleared(site, prepared(site))
    assert "A programme manager issues it." in site.get("leader", f"/packs/{number}").text
    assert "A programme manager issues it." not in site.get("manager", f"/packs/{number}").text
    issued(site, number)
    who_asks = "Board members and accountable leaders ask"
    assert [who_asks in site.get(who, f"/packs/{number}").text for who in ("lead", "manager", "board")] == [1, 1, 0]


def test_issuing_what_was_issued_leads_to_it_and_to_a_corrected_version(site: Site) -> None:
    number = given(site)
    page = site.get("manager", f"/packs/{number}/issue")
    assert "It has been issued already." in page.text
    assert f'href="/programmes/{SLUG}/packs/new?replaces={number}">corrected version</a>' in page.text


def test_a_pack_says_when_what_it_says_was_known(site: Site) -> None:
    number = given(site)
    told = words(site.get("board", f"/packs/{number}").text)
    assert re.search(rf"as known on \d+ \w+ \d{{4}} at \S+ \(entry {one(site, number).known_by}\)", told)


def test_a_question_names_the_version_it_was_asked_about(site: Site) -> None:
    number = given(site)
    with site.database.writing() as session:
        asked = ask_question(session, site.actors["board"], SLUG, number, QuestionChange(wording="Which version?"))
    found, pack = site.snapshot(), one(site, number)
    with site.database.reading() as session:
        before = asked_before(session, OPERATOR, found, "board-report", Issue(found.boards[0], (pack.pack or 0) + 1, 1))
    called = {each.question.number: each.called for each in before}
    assert called[asked] == f"Board report {pack.pack} · version {pack.version}"


@pytest.mark.parametrize("address", ["", "/packs", "/changes", "/reports"])
def test_what_was_typed_as_a_date_stays_with_the_reason_beside_it(site: Site, address: str) -> None:
    page = site.get("manager", f"{address}?as_at=31/03/2026")
    assert page.status_code == 422
    field = next(each for each in re.findall("<input[^>]*>", page.text) if 'id="as_at"' in each)
    assert 'value="31/03/2026"' in field
    assert 'type="text"' in field, "a browser shows a date field empty that holds no date"
    assert page.text.index("govuk-error-summary") < page.text.index("<h1") < page.text.index('id="as_at-error"')
    fine = site.get("manager", f"{address}?as_at={date(2026, 3, 20).isoformat()}").text
    assert 'type="date"' in next(each for each in re.findall("<input[^>]*>", fine) if 'id="as_at"' in each)
