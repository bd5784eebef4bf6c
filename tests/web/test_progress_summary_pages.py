"""The progress summary on the web: who may read it, what an adviser never learns from it, and how they come to it."""

import io
import re
from html import unescape

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from api.pages.entrance import choice
from tests.web.html5 import assert_valid_html5
from tests.web.packs import given
from tests.web.places import CANARY, OPERATOR
from tests.web.site import SLUG, Site
from tests.web.test_released_pages import _boards as _boards
from tests.web.test_reports import content_of, of_document, of_page
from wsoa.challenges import ChallengeChange, challenge_update
from wsoa.evidence import EvidenceDescriptionChange, record_evidence
from wsoa.milestones import UpdateChange, record_update
from wsoa.snapshot import newest_update, open_programme

SUMMARY = "/reports/progress-summary"
READERS = ("manager", "lead", "support", "leader", "forum", "adviser")
KINDS = ("", "?format=docx", "?format=json")
HIDDEN = ("Otters in the evidence", "Otters in the doubt", "Otters in the progress", "Otters in the mitigation")


@pytest.fixture(scope="module", autouse=True)
def _told(site: Site) -> None:
    """Something to hide: the title of a piece of evidence, a doubt, and words that the summary does not print."""
    title, doubt, progress, mitigation = HIDDEN
    manager = site.actors["manager"]
    with site.database.reading() as session:
        seen = newest_update(session, OPERATOR, SLUG, 6)
    with site.database.writing() as session:
        evidence = record_evidence(
            session, manager, SLUG, EvidenceDescriptionChange(title=title, link="https://example.org/otter")
        )
    with site.database.writing() as session:
        change = UpdateChange(
            level="R", progress=progress, issue="Too few otters", mitigation=mitigation, evidence=(evidence,), seen=seen
        )
        record_update(session, manager, SLUG, 6, change)
    with site.database.writing() as session:
        challenge_update(session, manager, SLUG, ChallengeChange(milestone=6, version=seen + 1, wording=doubt))


def whole(content: bytes, kind: str) -> str:
    return of_document(content) if "docx" in kind else unescape(content.decode())


@pytest.mark.parametrize("kind", KINDS)
def test_team_leaders_partners_and_advisers_read_the_same_and_nobody_else_does(site: Site, kind: str) -> None:
    answers = {who: site.get(who, SUMMARY + kind) for who in READERS}
    assert {who: each.status_code for who, each in answers.items()} == dict.fromkeys(READERS, 200)
    parts = [content_of(each.text) if not kind else whole(each.content, kind) for each in answers.values()]
    assert len(set(parts)) == 1, "whatever else they may read"
    refused = {who: site.get(who, SUMMARY + kind).status_code for who in ("board", "inspector", "admin", "stranger")}
    assert refused == {"board": 403, "inspector": 403, "admin": 404, "stranger": 404}
    assert site.get("anonymous", SUMMARY + kind).status_code == 401


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_working_record_leaks_to_an_adviser(site: Site, kind: str) -> None:
    said = whole(site.get("adviser", SUMMARY + kind).content, kind)
    squeezed = said if "docx" not in kind else said.replace(" ", "")
    for words in (*HIDDEN, "example.org/otter", CANARY.strip(), site.actors["lead"].uid or "-"):
        assert (words.replace(" ", "") if "docx" in kind else words) not in squeezed
    assert ("Toofewotters" if "docx" in kind else "Too few otters") in squeezed, "why it is off track is told"
    for words in HIDDEN[2:]:
        assert words in site.get("manager", "/milestones/6").text, "the control: it is in the record"


def test_word_opens_and_is_the_page_word_for_word(site: Site, tmp_path: object) -> None:
    page, answer = site.get("adviser", SUMMARY), site.get("adviser", f"{SUMMARY}?format=docx")
    assert_valid_html5(page.text)
    assert of_page(content_of(page.text)) == of_document(answer.content)
    assert re.search(r'filename="northmere-progress-summary-2026-03-25.docx"', answer.headers["content-disposition"])
    file = f"{tmp_path}/summary.docx"
    with open(file, "wb") as kept:
        kept.write(answer.content)
    assert OpenXmlValidator().validate(file).errors == []
    section = Document(io.BytesIO(answer.content)).sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)


def test_an_adviser_comes_to_it_from_what_is_released_and_leaves_by_no_page_that_is_barred(site: Site) -> None:
    start = site.get("adviser", "/released").text
    assert start.split("<main")[1].index(f'href="/programmes/{SLUG}{SUMMARY}"') > 0
    page = site.get("adviser", SUMMARY).text
    links = set(re.findall(rf'href="(/programmes/{SLUG}[^"?#]*)', page))
    assert {link for link in links if site.client_for("adviser").get(link).status_code not in (200, 303)} == set()
    assert "Draft" not in page
    assert "Reports</a>" not in page
    assert SUMMARY not in site.get("inspector", "/released").text
    assert f'href="/programmes/{SLUG}{SUMMARY}"' in site.get("forum", "").text
    assert f'href="/programmes/{SLUG}{SUMMARY}">Preview' in site.get("manager", "/reports").text


def test_whoever_chooses_among_several_programmes_finds_the_summary_of_each_they_may_read(site: Site) -> None:
    with site.database.reading() as session:
        here = open_programme(session, OPERATOR, SLUG)
    offered = {who: choice(site.actors[who], here).summary for who in ("adviser", "forum", "inspector", "board")}
    there = f"/programmes/{SLUG}{SUMMARY}"
    assert offered == {"adviser": there, "forum": there, "inspector": None, "board": None}


def test_an_adviser_reads_no_other_report_and_not_the_list(site: Site) -> None:
    for path in ("/reports", "/reports/board-report", "/reports/exception-report?format=json"):
        assert site.get("adviser", path).status_code == 403


def test_it_is_drawn_as_of_the_date_asked_for_and_never_put_into_a_pack(site: Site) -> None:
    then = site.get("adviser", f"{SUMMARY}?as_at=2026-02-28&format=json").json()
    assert then["as_at"] == "2026-02-28"
    assert then["counts"]["total"] == 7
    assert "Progress summary" not in site.get("manager", "/packs/new").text.split("<main")[1]


def test_movement_since_a_pack_that_was_not_released_tells_nothing_but_that_it_was_issued(site: Site) -> None:
    before = site.get("adviser", f"{SUMMARY}?format=json").json()
    assert "board report" not in before["reading"]
    given(site, position_date="2026-02-28")
    said = site.get("adviser", f"{SUMMARY}?format=json&as_at=2026-03-25").json()
    assert "Moved: since board report 1, version 1, issued to SEND Improvement Board" in said["reading"]
    assert said["since"] == "2026-02-28"
    assert not {"facts", "last", "earlier"}.intersection(said)


@pytest.mark.parametrize("who", ["adviser", "forum"])
def test_whoever_reads_only_the_summary_does_not_walk_the_record_entry_by_entry(site: Site, who: str) -> None:
    assert site.get("manager", f"{SUMMARY}?known_by=3").status_code == 200
    assert site.get(who, f"{SUMMARY}?known_by=3").status_code == 403
    assert site.get(who, f"{SUMMARY}?as_at=2026-03-20&known_by=then").status_code == 200
