"""The security log and the list of copies speak of documents by their names, and of erasures with a link."""

import pytest

from api.events import document_words, subject_words
from api.pages.administration.told import Told, told
from tests.web.html5 import assert_valid_html5
from tests.web.site import SLUG, Site
from wsoa import clock, security_log
from wsoa.security_events import Event
from wsoa.snapshot.issued_as import IssuedAs, pack_of
from wsoa.terms import SecurityKind


def said(kind: SecurityKind, subject: str | None = None, issued: IssuedAs | None = None, **facts: object) -> Told:
    event = Event(clock.now(), kind, "Ada", None, "northmere", subject, facts, issued)
    return told(event, {"northmere": "Northmere SEND"})


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("reports/board-report", "Board report"),
        ("set-up/find-a-name", "What is held about a name"),
        ("released/packs/6", "Pack 6"),
        ("erasures/2", "Erasure 2"),
        ("something/else", "something/else"),
        (None, ""),
    ],
)
def test_a_document_is_called_by_its_name_and_not_by_its_address(subject: str | None, words: str) -> None:
    assert document_words(subject) == words


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("packs/7", 7),
        ("released/packs/7", 7),
        ("packs/7/file", 7),
        ("packs/x", None),
        ("scorecard", None),
        (None, None),
    ],
)
def test_a_released_pack_is_the_pack(subject: str | None, number: int | None) -> None:
    assert pack_of(subject) == number


def test_an_issued_pack_is_called_as_it_was_issued() -> None:
    event = said(SecurityKind.DOWNLOADED, "released/packs/9", IssuedAs("board-report", 6, 1)).event
    assert subject_words(event) == "Board report 6 · version 1"


def test_a_download_is_told_by_kind_and_size_and_its_digest_is_left_to_the_table() -> None:
    one = said(SecurityKind.DOWNLOADED, "packs/9", format="docx", size=40812, sha256="a" * 64)
    assert (one.what, one.facts, one.page) == ("Downloaded", "docx, 40.8 kB", None)


def test_facts_are_told_in_words_and_numbers_of_rows_are_not() -> None:
    new = said(SecurityKind.SIGNED_IN, known_browser=False)
    assert (new.what, new.facts) == ("Signed in, from a browser new to them", "")
    given = said(SecurityKind.ROLE_GIVEN, role="workstream-lead", workstream=3, starts="2026-03-02")
    assert given.facts == "Lead, from 2 March 2026"
    assert said(SecurityKind.NAME_SEARCHED, texts=1, accounts=0).facts == "1 text, 0 accounts"
    assert said(SecurityKind.CODE_MADE, purpose="new-passphrase").facts == "for a new passphrase"


def test_an_erasure_is_a_link_in_the_programmes_name(site: Site) -> None:
    one = said(SecurityKind.ERASED, "erasures/4", places=2, packs=1)
    assert (one.page, one.facts) == ("/administration/erasures/northmere/4", "2 places, 1 pack")
    assert one.programme == "Northmere SEND"
    with site.database.writing() as session:
        security_log.note(session, SecurityKind.ERASED, programme_id=1, subject="erasures/4", places=2)
    page = site.client_for("admin").get("/administration/security").text
    assert_valid_html5(page)
    assert f'<a class="govuk-link" href="/administration/erasures/{SLUG}/4">Erasure 4</a>' in page
    assert f"{SLUG}: " not in page
