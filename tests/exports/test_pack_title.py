"""The first page of a pack: which one it is, in which version, for which board, and whether it was issued."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from exports import catalogue
from exports.beside import Beside, Issue
from exports.frozen import frozen, thawed
from exports.house.printed import printed_head
from tests.exports.records import EARLIER, EXTREMES
from tests.exports.sample import snapshot
from wsoa.snapshot.positions import BoardPosition
from wsoa.terms import BoardKind

BOARD = snapshot().boards[0]
ISSUE = Issue(BOARD, 7, 1, meets=date(2026, 4, 9), issued_on=date(2026, 4, 9), cleared_by="Jo Marsh")
KEYS = [key for key, report in catalogue.REPORTS.items() if report.is_given]


def opening(key: str, issue: Issue | None, mark: str = "") -> list[str]:
    report = catalogue.report(key)
    file = report.writers["docx"](report.contents(snapshot(), Beside(issue=issue)), mark=mark)
    return [paragraph.text for paragraph in Document(io.BytesIO(file)).paragraphs[:8]]


@pytest.mark.parametrize("key", KEYS)
def test_the_title_of_a_pack_says_which_one_for_whom_and_that_it_was_issued(key: str) -> None:
    title = catalogue.report(key).title
    assert opening(key, ISSUE)[:6] == [
        snapshot().name,
        f"{title} 7 · version 1\tISSUED",
        "SEND Improvement Board, 9 April 2026",
        "Position as at 31 March 2026",
        "Written statement of action",
        "Round March 2026",
    ]
    assert "Cleared by Jo Marsh, issued on 9 April 2026" in opening(key, ISSUE)


def test_a_draft_says_so_and_a_board_without_a_day_stands_alone() -> None:
    draft = opening("board-report", replace(ISSUE, meets=None, issued_on=None, cleared_by=None))
    assert draft[1:4] == [
        "Board report 7 · version 1\tDRAFT",
        "SEND Improvement Board",
        "Position as at 31 March 2026",
    ]
    assert not any("leared by" in line for line in draft)


def test_a_report_that_is_no_pack_begins_as_it_always_did() -> None:
    assert opening("board-report", None)[:2] == [snapshot().name, "Board report: position as at 31 March 2026"]


def test_a_version_that_mends_another_says_which_and_why() -> None:
    mended = opening("board-report", replace(ISSUE, version=2, mends=1, why="Two ratings were swapped"))
    assert mended[1] == "Board report 7 · version 2\tISSUED"
    assert "Replaces version 1: Two ratings were swapped" in mended


def test_what_the_report_s_board_is_asked_comes_first_whichever_board_it_is() -> None:
    other = BoardPosition(2, "Schools forum", BoardKind.BOARD, None, None)
    asked = replace(snapshot(), asks=tuple(replace(ask, board=2, of=other.name) for ask in snapshot().asks[:1]))
    said = catalogue.report("board-report").contents(asked, Beside(issue=replace(ISSUE, board=other)))
    assert said.asks[0].heading == "The board is asked to"
    said = catalogue.report("board-report").contents(asked, Beside(issue=ISSUE))
    assert said.asks[0].heading == "Schools forum is asked to"


def test_every_page_names_the_pack_and_only_a_draft_is_marked(tmp_path: Path) -> None:
    report = catalogue.report("board-report")
    said = report.contents(snapshot(), Beside(issue=ISSUE))
    for mark in ("", "DRAFT"):
        (tmp_path / "a.docx").write_bytes(report.writers["docx"](said, mark=mark))
        printed = printed_head(tmp_path / "a.docx")
        assert ("Board report 7 · version 1" in printed.heading, printed.draft) == (True, bool(mark))


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("described", EXTREMES)
def test_what_was_frozen_is_thawed_word_for_word(key: str, described: str) -> None:
    report = catalogue.report(key)
    said = report.contents(EXTREMES[described], replace(EARLIER, issue=ISSUE))
    kept = frozen(said)
    assert thawed(report, kept) == said
    assert frozen(thawed(report, kept)) == kept
