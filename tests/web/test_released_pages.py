"""What is released, on the web: proposed by one person, decided by another, read in frozen words by who may."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest

from tests.web.forms import hidden
from tests.web.html5 import assert_valid_html5
from tests.web.packs import given, one, opened, prepared, updated
from tests.web.places import BEGINS, CANARY, OPERATOR
from tests.web.site import SLUG, Site
from tests.web.test_packs_pages import HOSTILE
from tests.web.test_reports import content_of
from wsoa.access import Action
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.history import entry
from wsoa.milestones import UpdateChange, record_update
from wsoa.rounds import BoardChange, state_board
from wsoa.snapshot import newest_update
from wsoa.snapshot.released import releases

UNRELEASED, LIVE, DRAFTED = "Unreleased-heron", "Live-heron", "Drafted-heron"
READERS = ("adviser", "inspector", "forum", "board")


@pytest.fixture(scope="module", autouse=True)
def _boards(site: Site) -> None:
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        state_board(writing, BoardChange(name="SEND Improvement Board"), as_at=BEGINS)


def evidence(site: Site, title: str, number: int | None = None, **more: Any) -> int:
    """A piece of evidence that speaks for milestone 6, which is shared with the forum."""
    with (
        site.database.writing() as session,
        entry(session, OPERATOR, SLUG, command="set_up", action=Action.SET_UP, source="tests") as writing,
    ):
        change = EvidenceChange(title=title, milestones=(6,), **more)
        return state_evidence(writing, change, as_at=date(2026, 3, 25), number=number)


def proposed(site: Site, thing: str, who: str = "manager", **more: str) -> None:
    path = f"/releases/{thing}/propose"
    answer = site.post(who, path, {**opened(site, path, who), **more})
    assert answer.status_code == 303, answer.text


def decided(site: Site, thing: str, who: str = "leader", **more: str) -> Any:
    path = f"/releases/{thing}/decide"
    form = {**opened(site, path, who, "contents"), "answer": "release", "confirmed": "yes", **more}
    return site.post(who, path, form)


def release(site: Site, thing: str) -> None:
    proposed(site, thing)
    assert decided(site, thing).status_code == 303


def withdrawn(site: Site, thing: str) -> None:
    path = f"/releases/{thing}/withdraw"
    assert site.post("manager", path, {**opened(site, path), "reason": "It names a school"}).status_code == 303


def read(site: Site, who: str, path: str, status: int = 200) -> str:
    answer = site.get(who, path)
    assert answer.status_code == status, (who, path)
    assert_valid_html5(answer.text)
    return str(answer.text)


def test_evidence_goes_from_its_lead_by_a_second_person_to_its_readers_and_back(site: Site) -> None:
    number = evidence(site, f"Minutes {HOSTILE}", shows="It sat", link="https://files.example.org/1")
    thing = f"evidence/{number}"
    assert f"/releases/{thing}/propose" in read(site, "other-lead", "/evidence")
    assert f"/releases/{thing}/propose" not in read(site, "lead", "/evidence")
    assert read(site, "lead", f"/releases/{thing}/propose", 403)
    proposed(site, thing, "other-lead", reason="The forum asked")
    assert "1 thing waits to be released" in read(site, "leader", "").split('id="needs"')[1]
    waits = read(site, "leader", "/releases")
    assert f"/releases/{thing}/decide" in waits
    assert "The forum asked" in waits
    assert decided(site, thing).status_code == 303
    for who in ("adviser", "inspector", "forum"):
        assert f"/released/{thing}" in read(site, who, "/released")
        page = read(site, who, f"/released/{thing}")
        assert "Minutes &lt;script&gt;" in page
        assert "3.A" in page
        assert "proposed by a lead, released by an accountable leader" in page
        assert not re.search("Other lead|Leader|The forum asked", page.split("<main")[1])
        links = set(re.findall(rf'href="/programmes/{SLUG}(/[a-z-]+)', page.split("<main")[1]))
        assert links <= {"/released"}, "nothing leads into the working record"
    read(site, "board", f"/released/{thing}", 403)
    withdrawn(site, thing)
    for who in ("adviser", "inspector", "forum"):
        read(site, who, f"/released/{thing}", 404)
        assert f"/released/{thing}" not in read(site, who, "/released")
    assert "It names a school" in read(site, "manager", "/releases")


def test_a_pack_is_released_as_it_was_issued_for_advisers_and_partners_and_for_no_inspector(site: Site) -> None:
    number = given(site)
    here = f"/released/packs/{number}"
    for who in ("adviser", "forum"):
        read(site, who, here, 404)
    assert f"/releases/packs/{number}/propose" in read(site, "manager", f"/packs/{number}")
    assert f"/releases/packs/{number}/propose" not in read(site, "lead", f"/packs/{number}")
    release(site, f"packs/{number}")
    issued = site.get("board", f"/packs/{number}/file").content
    for who in ("adviser", "forum"):
        assert f'href="/programmes/{SLUG}{here}"' in read(site, who, "/released")
        page = read(site, who, here)
        assert f"Board report {one(site, number).pack} · version 1" in content_of(page)
        assert "/ask?" not in page
        file = site.get(who, f"{here}/file")
        assert file.content == issued
        assert file.headers["content-disposition"].startswith(f'attachment; filename="{SLUG}-board-report-')
        shown = read(site, who, f"{here}/milestones/1")
        assert "Two posts are vacant" in shown
        assert "Not in this pack" in shown
    for path in (here, f"{here}/file", f"{here}/milestones/1"):
        assert site.get("inspector", path).status_code == 403
    assert here not in read(site, "inspector", "/released")
    withdrawn(site, f"packs/{number}")
    for path in (here, f"{here}/file", f"{here}/milestones/1"):
        assert site.get("adviser", path).status_code == 404


def test_who_proposed_cannot_decide_and_is_told_so(site: Site) -> None:
    thing = f"evidence/{evidence(site, 'A survey')}"
    proposed(site, thing)
    assert "Somebody else has to decide" in read(site, "manager", f"/releases/{thing}/decide")
    form = opened(site, f"/releases/{thing}/decide", "leader", "contents")
    forged = site.post("manager", f"/releases/{thing}/decide", {**form, "answer": "release", "confirmed": "yes"})
    assert forged.status_code == 422
    assert "two people" in forged.text


def test_whoever_decides_sees_what_looks_like_personal_data_and_has_to_say_they_checked(site: Site) -> None:
    number = evidence(site, "A letter", shows="The child was born on 3 March 2015, NHS number 943 476 5919")
    thing = f"evidence/{number}"
    proposed(site, thing)
    page = read(site, "leader", f"/releases/{thing}/decide")
    assert "What looks like personal data (2)" in page
    assert "<mark>943 476 5919</mark>" in page
    refused = decided(site, thing, confirmed="", reason="Kept as typed")
    assert refused.status_code == 422
    assert_valid_html5(refused.text)
    assert "checked it for personal data" in refused.text
    assert "Kept as typed" in refused.text
    silent = decided(site, thing, answer="refuse")
    assert silent.status_code == 422
    assert "Say why it is not released" in silent.text
    assert decided(site, thing, answer="").status_code == 422
    assert decided(site, thing, answer="refuse", reason="A child is named").status_code == 303
    read(site, "adviser", f"/released/{thing}", 404)


def test_what_was_changed_while_somebody_read_it_is_shown_again_before_it_is_released(site: Site) -> None:
    number = evidence(site, "First words")
    thing = f"evidence/{number}"
    proposed(site, thing)
    path = f"/releases/{thing}/decide"
    form = {**opened(site, path, "leader", "contents"), "answer": "release", "confirmed": "yes", "reason": "Typed"}
    evidence(site, "Second words", number)
    late = site.post("leader", path, form)
    assert late.status_code == 409
    assert_valid_html5(late.text)
    assert "Second words" in late.text
    assert "Typed" in late.text
    read(site, "adviser", f"/released/{thing}", 404)
    again = {**form, **{name: hidden(late.text, name) for name in ("seen", "token", "contents")}}
    assert site.post("leader", path, again).status_code == 303
    assert "Second words" in read(site, "adviser", f"/released/{thing}")
    gone = site.post("leader", path, form)
    assert gone.status_code == 409


def test_a_replaced_pack_is_no_longer_released_and_its_page_says_which_one_may_be(site: Site) -> None:
    first = given(site)
    release(site, f"packs/{first}")
    second = given(site, replaces=str(first), reason="Two ratings were swapped")
    read(site, "adviser", f"/released/packs/{first}", 404)
    listed = read(site, "manager", "/releases")
    assert f"/releases/packs/{second}/propose" in listed
    assert "corrected version" in listed
    assert f"/releases/packs/{first}/propose" not in read(site, "manager", f"/packs/{first}")


def test_behind_a_line_of_an_issued_pack_stands_the_milestone_as_issued(site: Site) -> None:
    number = given(site)
    path = f"/packs/{number}/milestones/1"
    assert f'href="/programmes/{SLUG}{path}"' in read(site, "board", f"/packs/{number}")
    before = read(site, "board", path)
    assert f"/packs/{number}/ask?line=milestone-1" in before
    updated(site, 1, "Since the pack")
    assert read(site, "board", path) == before
    assert "/ask?" not in read(site, "lead", path)
    read(site, "board", f"/packs/{number}/milestones/99", 404)
    read(site, "board", f"/packs/{prepared(site)}/milestones/1", 404)
    read(site, "adviser", path, 403)


def test_no_reader_of_released_things_ever_meets_a_word_that_was_not_released(site: Site) -> None:
    piece, other = evidence(site, "Released minutes"), evidence(site, f"{UNRELEASED} minutes")
    number = given(site)
    release(site, f"evidence/{piece}")
    release(site, f"packs/{number}")
    _live_words(site, other, piece)
    unreleased = given(site)
    draft = prepared(site)
    proposed(site, f"evidence/{other}", reason=f"{UNRELEASED} reason")
    seen = {who: "".join(_everything(site, who, (number, unreleased, draft), (piece, other))) for who in READERS}
    for who, text in seen.items():
        words = (LIVE, DRAFTED, UNRELEASED, CANARY) if who != "board" else (DRAFTED, UNRELEASED, CANARY)
        shared = (LIVE, UNRELEASED) if who == "forum" else ()
        found = [word for word in words if word in text and word not in shared]
        assert not found, (who, found)
    team = read(site, "manager", "/evidence") + read(site, "manager", f"/packs/{draft}")
    assert UNRELEASED in team, "the control: these words are there to be found"
    assert LIVE in team


def _live_words(site: Site, other: int, piece: int) -> None:
    evidence(site, f"{LIVE} title", piece)
    with site.database.reading() as session:
        seen = newest_update(session, OPERATOR, SLUG, 3)
    with site.database.writing() as session:
        change = UpdateChange(
            level="A", progress=f"{LIVE} progress", issue=f"{LIVE} issue", mitigation="m", reason="r", seen=seen
        )
        record_update(session, site.actors["lead"], SLUG, 3, change)


def _everything(site: Site, who: str, packs: tuple[int, ...], pieces: tuple[int, ...]) -> list[str]:
    """Every answer that the reader gets about what is released, and about what is not: documents unzipped."""
    paths = ["", "/released", "/releases", "/evidence", "/packs"]
    for number in packs:
        for start in (f"/released/packs/{number}", *((f"/packs/{number}",) if who != "board" else ())):
            paths += [start, f"{start}/file", f"{start}/milestones/3", f"{start}/milestones/99"]
        paths += [f"/releases/packs/{number}/{turn}" for turn in ("propose", "decide", "withdraw")]
    for number in pieces:
        paths += [f"/released/evidence/{number}", f"/releases/evidence/{number}/decide"]
    paths += ["/released/packs/1?as_at=2026-03-25", "/released/evidence/99", "/released/nothing/1", "/changes"]
    if who == "forum":  # what a partner reads of the working record is another matter
        paths = [path for path in paths if path.startswith("/released")]
    return [_text(site.get(who, path).content) for path in paths]


def _text(content: bytes) -> str:
    if content[:2] != b"PK":
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


def test_what_somebody_else_decided_meanwhile_is_a_conflict_that_keeps_what_was_typed(site: Site) -> None:
    thing = f"evidence/{evidence(site, 'Twice')}"
    path = f"/releases/{thing}/propose"
    stale = opened(site, path)
    proposed(site, thing)
    late = site.post("manager", path, {**stale, "token": "another", "reason": "Typed here", "state": "Not proposed"})
    assert late.status_code == 409
    assert_valid_html5(late.text)
    assert "Typed here" in late.text
    assert "Proposed, not released" in late.text
    with site.database.reading() as session:
        mine = [each for each in releases(session, OPERATOR, SLUG) if f"evidence/{each.number}" == thing]
    assert mine[0].seen == 1
