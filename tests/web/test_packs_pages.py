"""Packs on the web: prepared, cleared by a leader, issued, read by the board, mended, and lodged where edited."""

import io
import re
from datetime import date
from html import unescape

import pytest
from docx import Document

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.packs import PREPARED, cleared, given, issued, one, opened, prepared, updated
from tests.web.places import BEGINS, OPERATOR
from tests.web.site import EVERYBODY, SLUG, Site
from tests.web.test_reports import content_of, of_document, of_page
from wsoa.access import Action
from wsoa.history import entry
from wsoa.people import MembershipChange, grant
from wsoa.rounds import BoardChange, RoundChange, state_board, state_round
from wsoa.snapshot.issued import packs
from wsoa.terms import Role

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}}'


@pytest.fixture(scope="module", autouse=True)
def _boards(site: Site) -> None:
    """Northmere has two boards; the round of March is for a meeting on 9 April."""
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        for name in ("SEND Improvement Board", f"Clinic {HOSTILE}"):
            state_board(writing, BoardChange(name=name), as_at=BEGINS)
        march = RoundChange(
            name="March",
            position_date=date(2026, 3, 31),
            opens=date(2026, 3, 20),
            closes=date(2026, 4, 3),
            board_date=date(2026, 4, 9),
        )
        state_round(writing, march, as_at=BEGINS, number=3)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_pack_goes_from_the_manager_by_the_leader_to_the_board(site: Site) -> None:
    number = prepared(site)
    page = site.get("manager", f"/packs/{number}")
    assert_valid_html5(page.text)
    assert "SEND Improvement Board, 9 April 2026<br>Position as at 25 March 2026" in page.text
    assert "DRAFT" in content_of(page.text)
    assert "Who can clear it" in page.text
    assert f'href="/programmes/{SLUG}/packs/{number}"' in site.get("leader", "").text.split('id="needs"')[1]
    assert site.get("board", f"/packs/{number}").status_code == 404
    cleared(site, number)
    assert "has cleared it" in site.get("manager", "").text.split('id="needs"')[1]
    issued(site, number)
    page = site.get("board", f"/packs/{number}")
    assert page.status_code == 200
    assert_valid_html5(page.text)
    assert f"Board report {one(site, number).pack} · version 1" in content_of(page.text)
    assert "Cleared by Leader, issued on 25 March 2026" in page.text
    assert not re.search(r"/packs/\d+/(clear|issue|anew|give-up|amend)", page.text)
    overview = site.get("board", "")
    assert_valid_html5(overview.text)
    assert re.search(rf'href="/programmes/{SLUG}/packs/\d+">Board report \d+ · version 1</a>', overview.text)
    assert ">Packs</a>" in overview.text


def test_an_issued_pack_is_the_same_bytes_and_the_same_words_for_ever(site: Site) -> None:
    number = given(site)
    file, page = site.get("board", f"/packs/{number}/file"), site.get("lead", f"/packs/{number}").text
    assert file.headers["content-disposition"].startswith(f'attachment; filename="{SLUG}-board-report-')
    assert file.headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert of_page(content_of(page)) == of_document(file.content)
    headers = " ".join(p.text for s in Document(io.BytesIO(file.content)).sections for p in s.header.paragraphs)
    assert "DRAFT" not in headers
    assert f"Board report {one(site, number).pack} · version 1" in headers
    updated(site, words="Since then")
    assert site.get("board", f"/packs/{number}/file").content == file.content
    assert content_of(site.get("manager", f"/packs/{number}").text) == content_of(page)


def test_a_draft_is_drawn_as_its_entry_knew_the_record_and_marked_on_every_page(site: Site) -> None:
    number = prepared(site)
    before = content_of(site.get("manager", f"/packs/{number}").text)
    updated(site, words="After the draft")
    page = site.get("manager", f"/packs/{number}").text
    assert content_of(page) == before
    assert "The record has moved on" in page
    file = Document(io.BytesIO(site.get("leader", f"/packs/{number}/file").content))
    assert "DRAFT" in file.sections[0].first_page_header.paragraphs[0].text


def test_issuing_after_something_arrived_is_409_with_what_arrived_and_a_way_on(site: Site) -> None:
    number = cleared(site, prepared(site))
    path = f"/packs/{number}/issue"
    stale = opened(site, path, "manager", "head")
    updated(site, words="It arrived")
    answer = site.post("manager", path, stale)
    assert answer.status_code == 409
    assert_valid_html5(answer.text)
    assert re.search(r"Updated: Milestone 1\.C \( ?Lead, 25 March 2026 at", words(answer.text))
    anew, without = answer.text.split("<form")[-2:]
    assert 'action="/programmes/northmere/packs/' in anew
    assert "Prepare a fresh draft from today’s record" in anew
    assert hidden(without, "head") > stale["head"]
    form = {name: hidden(without, name) for name in ("seen", "token", "head")}
    assert site.post("manager", path, form).status_code == 303
    assert one(site, number).issued
    assert "It arrived" not in site.get("board", f"/packs/{number}").text
    assert site.post("manager", path, stale).status_code == 303, "pressed again: it is issued, once"


def test_a_pack_drawn_anew_says_what_arrived_and_waits_to_be_cleared_again(site: Site) -> None:
    number = cleared(site, prepared(site))
    updated(site, 2, words="Now in it")
    form = opened(site, f"/packs/{number}/issue", "manager", "head")
    assert site.post("manager", f"/packs/{number}/anew", form).status_code == 303
    assert one(site, number).cleared_by is None
    late = {**form, "token": "another"}
    for turn in ("anew", "issue"):
        answer = site.post("manager", f"/packs/{number}/{turn}", late)
        assert answer.status_code == 409, turn
        assert_valid_html5(answer.text)
        assert "Somebody has changed this pack" in answer.text
        assert "A draft, not cleared yet" in answer.text
    refused = site.post("manager", f"/packs/{number}/issue", {**late, "seen": "3"})
    assert refused.status_code == 422
    assert "has to clear it first" in refused.text


def test_a_manager_who_is_a_leader_too_cannot_clear_their_own_draft(site: Site) -> None:
    with site.database.writing() as session:
        uid = site.actors["manager"].uid
        assert uid
        change = MembershipChange(role=Role.ACCOUNTABLE_LEADER, programme=SLUG, starts=BEGINS)
        grant(session, uid, change)
    number = prepared(site)
    page = site.get("manager", f"/packs/{number}/clear")
    assert_valid_html5(page.text)
    assert "Somebody else has to clear it" in page.text
    answer = site.post("manager", f"/packs/{number}/clear", {"seen": "1", "token": "x"})
    assert answer.status_code == 422
    assert "that takes two people" in answer.text
    assert f"/packs/{number}/clear" not in site.get("manager", f"/packs/{number}").text


def test_a_new_version_says_what_it_replaces_and_the_old_one_leads_to_it(site: Site) -> None:
    old = given(site)
    assert f"/packs/new?replaces={old}" in site.get("manager", f"/packs/{old}").text
    path = f"/packs/new?replaces={old}"
    form = {**opened(site, path, "manager", "replaces"), "position_date": "2026-03-25"}
    refused = site.post("manager", "/packs/new", {**form, "reason": " "})
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert "Say what is corrected, and why" in refused.text
    answer = site.post("manager", "/packs/new", {**form, "reason": f"1.B was wrong {HOSTILE}"})
    new = int(answer.headers["location"].rsplit("/", 1)[1])
    issued(site, cleared(site, new))
    page = site.get("lead", f"/packs/{new}").text
    assert "Replaces version 1: 1.B was wrong &lt;script&gt;" in content_of(page)
    assert of_page(content_of(page)) == of_document(site.get("board", f"/packs/{new}/file").content)
    assert f'href="/programmes/{SLUG}/packs/{new}">version 2</a>' in site.get("board", f"/packs/{old}").text
    listed = site.get("board", "/packs").text
    assert_valid_html5(listed)
    assert "Replaced by version 2" in listed
    assert site.get("manager", f"/packs/new?replaces={new}9").status_code == 404


def test_each_board_s_packs_are_listed_apart_newest_first(site: Site) -> None:
    first, second = given(site), given(site)
    clinic = given(site, board="2")
    page = site.get("board", "/packs").text
    assert one(site, clinic).pack == 1
    assert "<script>alert" not in page
    ours = next(each for each in page.split("<section") if ">SEND Improvement Board: Board report</h2>" in each)
    assert ours.index(f'/packs/{second}"') < ours.index(f'/packs/{first}"')
    assert f'/packs/{clinic}"' not in ours
    assert f"/changes?pack={first}" in site.get("manager", "/packs").text
    assert "/changes?pack=" not in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"position_date": "2026-03-26"}, "cannot be later than today"),
        ({"position_date": "2020-01-01"}, "begins on 31 January 2026"),
        ({"position_date": "31 March"}, "must be a real date"),
        ({"report": "no-such-report"}, "Choose a report from those shown"),
        ({"board": "9"}, "Choose among the boards"),
    ],
    ids=str,
)
def test_a_pack_that_cannot_be_drawn_is_refused_with_a_sentence(
    site: Site, change: dict[str, str], sentence: str
) -> None:
    heads = site.heads()
    answer = site.post("manager", "/packs/new", {**opened(site, "/packs/new"), **PREPARED, **change})
    assert answer.status_code == 422
    assert_valid_html5(answer.text)
    assert sentence in answer.text
    assert change.get("position_date", "2026-03-25") in answer.text
    assert site.heads() == heads


def edited(content: bytes) -> bytes:
    """The file as somebody changed it in Word: a word of a cell, a paragraph more."""
    document = Document(io.BytesIO(content))
    document.paragraphs[0].insert_paragraph_before("By order of the chair")
    document.tables[0].rows[0].cells[0].paragraphs[0].runs[0].text = "Changed"
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_an_edited_file_is_lodged_with_where_it_differs(site: Site) -> None:
    number = given(site)
    path = f"/packs/{number}/amend"
    content = edited(site.get("manager", f"/packs/{number}/file").content)
    form = {**opened(site, path), "reason": "The chair asked for a line"}
    for file, status, sentence in (
        (b"", 422, "Choose the Word file"),
        (b"%PDF-1.7", 422, "not a Word file"),
        (b"PK\3\4 torn", 422, "damaged"),
        (site.get("manager", f"/packs/{number}/file").content, 422, "nothing in it was changed"),
    ):
        answer = site.post("manager", path, form, files={"file": ("pack.docx", file)})
        assert (answer.status_code, sentence in answer.text) == (status, True), sentence
        assert_valid_html5(answer.text)
        assert "The chair asked for a line" in answer.text
    answer = site.post("manager", path, form, files={"file": ("pack.docx", content)})
    assert answer.status_code == 303
    page = site.get("board", f"/packs/{number}").text
    assert_valid_html5(page)
    amended = page.split('id="amended"')[1]
    assert "Where the version that was sent differs (2)" in amended
    assert "By order of the chair" in amended
    assert "The chair asked for a line" in amended
    assert site.get("board", f"/packs/{number}/file?amended=1").content == content
    assert site.get("board", f"/packs/{number}/file").content != content
    for which in ("2", "0", "x"):
        assert site.get("board", f"/packs/{number}/file?amended={which}").status_code == 404


def test_a_pack_given_up_says_why_and_is_nobody_s_to_issue(site: Site) -> None:
    number = prepared(site)
    path = f"/packs/{number}/give-up"
    assert site.post("manager", path, opened(site, path)).status_code == 422
    assert site.post("manager", path, {**opened(site, path), "reason": HOSTILE}).status_code == 303
    page = site.get("manager", f"/packs/{number}")
    assert_valid_html5(page.text)
    assert "&lt;script&gt;" in page.text
    for turn in ("issue", "anew", "give-up"):
        late = site.get("manager", f"/packs/{number}/{turn}")
        assert_valid_html5(late.text)
        assert late.status_code == 200
        assert "<form method" not in late.text.split("<main")[1]
    assert site.get("board", f"/packs/{number}").status_code == 404
    assert f"/packs/{number}" in site.get("manager", "/packs").text


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_prepares_who_clears_and_who_sees_nothing_s1(site: Site, who: str) -> None:
    draft, done = prepared(site), _done(site)
    heads = site.heads()
    reads = {"manager", "lead", "support", "nhs-lead", "other-lead", "leader", "board"}
    for path, may in (
        ("/packs", reads),
        (f"/packs/{done}", reads),
        (f"/packs/{done}/file", reads),
        (f"/packs/{draft}", {"manager", "leader"}),
        (f"/packs/{draft}/file", {"manager", "leader"}),
        ("/packs/new", {"manager"}),
        (f"/packs/{draft}/issue", {"manager"}),
        (f"/packs/{done}/amend", {"manager"}),
    ):
        found = site.get(who, path).status_code
        hidden_draft = who in reads and f"{draft}" in path and path.count("/") < 4 and "issue" not in path
        assert found == (200 if who in may else 404 if hidden_draft else _refusal(who)), path
    for turn in ("clear", "issue", "anew", "give-up", "amend"):
        if who not in ("manager", "leader"):
            assert site.post(who, f"/packs/{draft}/{turn}", {"seen": "1"}).status_code == _refusal(who), turn
    assert site.heads() == heads


def _done(site: Site) -> int:
    with site.database.reading() as session:
        found = [each.number for each in packs(session, OPERATOR, SLUG) if each.issued]
    return found[0] if found else given(site)


def _refusal(who: str) -> int:
    if who in ("anonymous", "disabled"):
        return 401
    return 404 if who in ("admin", "stranger", "stranger-lead") else 403
