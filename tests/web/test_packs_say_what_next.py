"""What pages about packs say to whoever takes a wrong turn: what to do next, and what was typed is still there."""

import re
from datetime import date
from html import unescape

import pytest

from api.questioned import asked_before
from exports.beside import Issue
from tests.web.html5 import assert_valid_html5
from tests.web.packs import given, one, opened, prepared
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
    assert "This draft was withdrawn and can no longer be issued." in page.text
    assert f'href="/programmes/{SLUG}/packs/new">Prepare another pack</a>' in page.text


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
