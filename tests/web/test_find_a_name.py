"""A name is found in everything that is kept, and stands in no address and no log afterwards."""

import io
import re
from html import unescape

import pytest
from docx import Document
from sqlalchemy import select

from tests.web.html5 import assert_valid_html5
from tests.web.places import CANARY, OPERATOR
from tests.web.site import EVERYBODY, SLUG, Site
from wsoa.milestones import UpdateChange, record_update
from wsoa.risks import RiskUpdateChange, assess_risk
from wsoa.snapshot import newest_update, seen
from wsoa.tables import SecurityEvent, metadata
from wsoa.terms import SecurityKind

FIND = "/set-up/find-a-name"
HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{7*7}}'


@pytest.fixture(scope="module", autouse=True)
def _named(site: Site) -> None:
    """Ben Carter stands in an earlier and in the last update of a milestone; others are called Ben."""
    for words in (
        "Ben Carter waits for his plan",
        "Béņ CARTER has his plan now",
    ):
        said(site, 3, words)
    said(site, 6, "Bentley was there, and no other")
    with site.database.writing() as session:
        now = seen(session, OPERATOR, SLUG, "risk_update", 1)
        told = RiskUpdateChange(level="R", detail="Ben Carter’s mother wrote", impact="x", mitigation=HOSTILE)
        assess_risk(session, site.actors["manager"], SLUG, 1, told, seen=now)


def said(site: Site, number: int, words: str) -> None:
    with site.database.reading() as session:
        before = newest_update(session, OPERATOR, SLUG, number)
    with site.database.writing() as session:
        change = UpdateChange(level="G", reason=words, seen=before)
        record_update(session, site.actors["manager"], SLUG, number, change)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_name_is_found_in_what_stands_and_in_every_earlier_version(site: Site) -> None:
    answer = site.post("manager", FIND, {"looked_for": "carter ben"})
    assert answer.status_code == 200, answer.text
    assert_valid_html5(answer.text)
    assert answer.headers["cache-control"] == "no-store"
    page = words(answer.text)
    assert "waits for his plan" in page
    assert "has his plan now" in page
    assert "mother wrote" in page
    assert "3 texts hold it: 2 stand today, 1 in earlier versions" in page
    assert "<mark>Ben</mark> <mark>Carter</mark>" in answer.text
    assert f'href="/programmes/{SLUG}/milestones/3"' in answer.text
    assert len(re.findall(r'name="place"', answer.text)) == 3
    assert "script>alert" not in answer.text


def test_the_name_stands_in_no_address_and_in_no_log(site: Site) -> None:
    page = site.post("manager", FIND, {"looked_for": "Ben Carter"}).text
    assert not [href for href in re.findall(r'(?:href|action)="([^"]*)"', page) if "carter" in href.lower()]
    table = metadata.tables[str(SecurityEvent.__tablename__)]
    with site.database.reading() as session:
        kept = session.execute(select(table).where(table.c.kind == SecurityKind.NAME_SEARCHED)).mappings().all()
    assert kept
    assert kept[-1]["facts"] == {"texts": 3, "accounts": 0}, "as many as the page says"
    assert not [row for row in kept if "carter" in str(dict(row)).lower()]
    assert site.client_for("manager").get(f"/programmes/{SLUG}{FIND}?looked_for=Ben").text.count("texts hold it") == 0


def test_what_is_held_is_handed_over_as_a_word_file_with_every_text_whole(site: Site) -> None:
    answer = site.post("manager", f"{FIND}/file", {"looked_for": "Ben Carter"})
    assert answer.status_code == 200, answer.text
    assert "carter" not in answer.headers["content-disposition"].lower()
    text = "\n".join(each.text for each in Document(io.BytesIO(answer.content)).paragraphs)
    assert "Ben Carter waits for his plan" in text
    assert "Stands today" in text
    assert "Bentley" not in text
    table = metadata.tables[str(SecurityEvent.__tablename__)]
    with site.database.reading() as session:
        taken = select(table.c.subject).where(table.c.kind == SecurityKind.DOWNLOADED)
        assert "set-up/find-a-name" in session.scalars(taken).all()


def test_somebody_with_an_account_is_told_of_and_where_the_account_is_changed(site: Site) -> None:
    page = site.post("manager", FIND, {"looked_for": "nhs lead"}).text
    assert_valid_html5(page)
    assert "Nhs lead" in page
    uid = site.actors["nhs-lead"].uid
    assert f'href="/programmes/{SLUG}/set-up/people/{uid}"' in page
    assert site.get("manager", f"/set-up/people/{uid}").status_code == 200


@pytest.mark.parametrize("asked", ["", "  ", "x"])
def test_nothing_to_look_for_is_said_beside_the_field(site: Site, asked: str) -> None:
    for path in (FIND, f"{FIND}/file"):
        answer = site.post("manager", path, {"looked_for": asked})
        assert answer.status_code == 422
        assert_valid_html5(answer.text)
        assert "of two letters or more" in answer.text


def test_a_name_is_a_line_and_more_is_not_looked_for(site: Site) -> None:
    for path in (FIND, f"{FIND}/file"):
        answer = site.post("manager", path, {"looked_for": "ab " * 200_000})
        assert answer.status_code == 422
        assert "must be 500 characters or fewer" in answer.text


def test_more_texts_than_go_at_once_are_refused_in_plain_words_and_as_many_as_do_fit_the_form(site: Site) -> None:
    keys = [f"load:{n}:0:report/rows/{n}/changes/0/after" for n in range(20_001)]
    carried = {"looked_for": "Ben Carter", "because": "Asked for", "places": "\n".join(keys)}
    answer = site.post("manager", "/set-up/erasures", carried)
    assert answer.status_code == 422
    assert "More than 20,000 texts" in answer.text
    fewer = site.post("manager", "/set-up/erasures", {**carried, "places": "\n".join(keys[:-1])})
    assert "More than" not in fewer.text, "the control: it is read and judged"
    assert fewer.status_code in (404, 422)


def test_what_nobody_wrote_is_not_found_and_hostile_words_are_only_words(site: Site) -> None:
    nothing = site.post("manager", FIND, {"looked_for": "Zebedee"})
    assert "Nothing was found" in nothing.text
    hostile = site.post("manager", FIND, {"looked_for": HOSTILE})
    assert_valid_html5(hostile.text)
    assert "<script>alert" not in hostile.text
    assert site.post("manager", FIND, {"looked_for": "SW1A 1AA"}).status_code == 200, "a postcode may be looked for"


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_a_manager_finds_and_only_in_their_own_programme_s1(site: Site, who: str) -> None:
    answers = [
        site.get(who, FIND),
        site.post(who, FIND, {"looked_for": "Ben"}),
        site.post(who, f"{FIND}/file", {"looked_for": "Ben"}),
    ]
    if who == "manager":
        assert [each.status_code for each in answers] == [200, 200, 200]
        assert CANARY not in answers[1].text
        return
    refused = 401 if who in ("anonymous", "disabled") else 404 if who.startswith(("admin", "stranger")) else 403
    assert {each.status_code for each in answers} == {refused}
    assert not [each for each in answers if "his plan" in each.text]
