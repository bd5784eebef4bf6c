"""What has changed since the report that the board was given last: on its first page in a line, then thing by thing."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from api.render import environment
from exports.beside import ALONE, Beside, Issue, Last
from exports.board_report.contents import contents
from exports.board_report.movement_shape import ChangeRow, ChangesSection
from exports.board_report.shape import BoardReportContents
from exports.board_report.word import word
from exports.catalogue import REPORTS
from tests.exports.positions import LEVELS, due, rated, written
from tests.exports.records import members, words_of
from tests.exports.sample import empty, snapshot
from tests.intake.stated import load, shown
from tests.web.test_reports import of_document, of_page
from wsoa import clock
from wsoa.database import Database
from wsoa.movement import Kind, Text, counts, facts_from, facts_of, movement
from wsoa.snapshot.positions import Agreed, Agreements, MilestonePosition, OwnWords, Snapshot
from wsoa.terms import RiskStatus, ThingState

BOARD = snapshot().boards[0]
FEBRUARY = date(2026, 2, 28)
APPROVED = Agreed(written(), "The board", "Moved once, to June")
AGREED = Agreements(wordings={3: APPROVED, 7: APPROVED}, dates={1: APPROVED})


def before() -> Snapshot:
    """The position of February, from which March differs in a handful of ways."""
    now = snapshot()
    first, second, third, *rest = now.milestones
    changed = (
        replace(
            first,
            update=rated("R", issue="None agreed yet", mitigation="Ask the forum", round_number=2, as_at=FEBRUARY),
            dates=replace(first.dates, current=due("end of March 2026", date(2026, 3, 31))),
        ),
        second,
        replace(third, wording="Staff know the standard", update=None),
    )
    risks = (replace(now.risks[0], level=LEVELS["A"]), now.risks[1])
    return replace(now, as_at=FEBRUARY, known_by=30, milestones=(*changed, *rest), risks=risks)


def now(**more: object) -> Snapshot:
    """March: a milestone merged, and a risk closed."""
    found = snapshot()
    merged = replace(found.milestones[6], state=ThingState.MERGED, replaced_by=8)
    milestones = (*found.milestones[:6], merged, *found.milestones[7:])
    closed = replace(found.risks[1], status=RiskStatus.CLOSED)
    stands = replace(found, milestones=milestones, risks=(found.risks[0], closed))
    return replace(stands, **more)  # type: ignore[arg-type]


LAST = Last(pack=6, version=2, board=BOARD.name, issued_on=date(2026, 3, 5), facts=facts_of(before()))
SINCE = Beside(last=LAST, agreed=AGREED)


def section(described: Snapshot, beside: Beside) -> ChangesSection:
    found = contents(described, beside).changes
    assert found is not None
    return found


def rows(found: ChangesSection) -> dict[int, ChangeRow]:
    assert found.milestones is not None
    return {row.number: row for row in found.milestones.rows}


def test_the_first_page_has_one_line_that_leads_to_the_table() -> None:
    said = contents(now(), SINCE)
    assert said.changes is not None
    assert said.changes.milestones is not None
    line = said.leads[0]
    told = "1 improved, 1 rated for the first time, 1 merged, 1 re-dated, 1 re-worded, 13 not updated"
    assert line.words == f"What has changed since the February report: {told}, 4 complete as before; see"
    assert line.tables == (said.changes.milestones.number,)
    place = said.outline.index(said.counts.heading)
    assert said.outline[place + 1] == said.changes.heading, "directly after where we are"


def test_what_has_changed_begins_the_page_after_the_first_and_nothing_else_begins_one() -> None:
    xml = members(word(contents(now(), SINCE)))["word/document.xml"].decode()
    before, turned, after = xml.partition("<w:pageBreakBefore/>")
    assert turned
    assert "pageBreakBefore" not in after
    assert text_of(after).startswith("What has changed since the February report")
    first_page = (
        "The board is asked to",
        "Where the milestones stand",
        "What became of the last asks: ",
        "Key: Red – ",
    )
    assert all(said in text_of(before) for said in first_page)
    assert not any(said in text_of(before) for said in ("Contents", "Rating key", "Questions from the board"))


def text_of(xml: str) -> str:
    return re.sub("<[^>]*>", "", xml)


def test_the_chart_stands_on_the_first_page_where_there_is_room() -> None:
    asked, bare = contents(now(), SINCE), contents(now(asks=()), SINCE)
    one = replace(asked.asks[0], rows=asked.asks[0].rows[:1])
    brief = replace(asked, asks=(one,))
    long = replace(asked, asks=(replace(one, rows=(replace(one.rows[0], wording="Who signs " * 9),)),))
    assert [each.charted_first for each in (asked, bare, brief, long)] == [False, True, True, False]


def test_it_says_against_which_report_the_position_is_compared() -> None:
    found = section(now(), SINCE)
    assert found.heading == "What has changed since the February report"
    assert found.sentences[0] == (
        "Compared with board report 6, version 2, issued to SEND Improvement Board on 5 March 2026:"
        " position as at 28 February 2026."
    )
    assert found.sentences[2] == "Risks and issues: 1 worsened, 1 closed."
    edited = section(now(), replace(SINCE, last=replace(LAST, amended=True)))
    assert edited.sentences[0].endswith(" The version that was sent differs: what differs in it is not compared.")
    assert {each.kind: each.count for each in found.counts} == counts(
        movement(facts_of(before()), facts_of(now())).milestones
    )


def test_each_thing_that_changed_says_what_was_what_is_who_says_so_and_why() -> None:
    found = rows(section(now(), SINCE))
    assert [row.change for row in found.values()] == [
        "Improved, re-dated",
        "Rated for the first time, re-worded",
        "Merged",
    ]
    improved = found[1]
    assert (improved.before and improved.before.label, improved.now.label) == ("Red", "Amber")
    lines = [(line.label, line.words) for line in improved.lines]
    assert ("Rated by Manager, 31 March 2026", "") in lines
    assert ("Date", "from end of March 2026 to end of April 2026") in lines
    assert ("Agreed by", "The board") in lines
    assert ("Decision", "Moved once, to June") in lines
    assert ("Issue before", "None agreed yet") in lines
    assert ("Wording before", "Staff know the standard") in [(line.label, line.words) for line in found[3].lines]
    assert found[7].lines[0].label == "Merged into 2.C by Manager, 31 March 2026"


def test_of_what_nothing_changed_the_references_are_told() -> None:
    quiet = {line.label: line.words for line in section(now(), SINCE).quiet}
    assert set(quiet) == {"Not updated", "Complete as before"}
    assert quiet["Complete as before"] == "1.D; 2.D; 3.D; 4.D."
    assert quiet["Not updated"].startswith("1.B; 1.E; 2.A; ")


def test_evidence_stands_with_the_update_that_cites_it() -> None:
    first, *others = now().milestones
    assert first.update
    cited = replace(first, update=replace(first.update, evidence=(2, 7)))
    found = rows(section(now(milestones=(cited, *others)), SINCE))
    assert ("Evidence", "E2 and E7") in [(line.label, line.words) for line in found[1].lines]


def test_without_anything_to_compare_with_there_is_no_such_part() -> None:
    said = contents(now(), ALONE)
    assert said.changes is None
    assert "What has changed" not in words_of(word(said))


def test_a_board_without_a_report_yet_is_told_that_the_round_before_stands_in_its_place() -> None:
    found = section(now(), Beside(earlier=(empty(), before())))
    assert found.heading == "What has changed since 28 February 2026"
    assert found.sentences[0] == (
        "No earlier report was issued to SEND Improvement Board: compared with the position as at 28 February 2026,"
        " as the record knows it now."
    )
    clinic = replace(BOARD, number=2, name="Performance clinic")
    issued = section(now(), Beside(earlier=(before(),), issue=Issue(clinic, 1, 1)))
    assert "issued to Performance clinic:" in issued.sentences[0]
    of_none = section(now(boards=(BOARD, replace(BOARD, number=2))), Beside(earlier=(before(),)))
    assert of_none.sentences[0].startswith("It is not yet said for which board this report is:")


def test_where_nothing_changed_the_first_page_says_so_and_there_is_no_empty_table() -> None:
    silent = Beside(last=replace(LAST, facts=facts_of(snapshot())))
    said = contents(replace(snapshot(), as_at=date(2026, 4, 30)), silent)
    assert said.changes is not None
    assert (said.changes.milestones, said.changes.risks) == (None, None)
    line = "What has changed since the March report: 16 not updated, 4 complete as before."
    assert said.counts.sentences[-1] == line
    assert line in words_of(word(said))


def test_ratings_of_two_keys_are_compared_by_what_they_come_to_and_the_report_says_so() -> None:
    def by_new_key(found: MilestonePosition, code: str) -> MilestonePosition:
        update = rated(code)
        return replace(found, update=replace(update, level=replace(LEVELS[code], version=2, label=f"New {code}")))

    first, second, *others = before().milestones
    milestones = (by_new_key(first, "A"), by_new_key(second, "G"), *others)
    found = rows(section(replace(before(), milestones=milestones), SINCE))
    assert found[1].lines[0].label == "Not comparable"
    assert found[2].change == "Improved"
    assert found[2].lines[0].words == "compared by what the two ratings come to"


@pytest.mark.parametrize(
    "said",
    [
        contents(now(), SINCE),
        contents(now(), Beside(earlier=(before(),))),
        contents(now(milestones=()), SINCE),
        contents(now(), Beside(last=replace(LAST, facts=replace(LAST.facts, milestones=(), risks=())))),
    ],
    ids=["since a pack", "since a round", "nothing left", "everything new"],
)
def test_the_page_says_what_the_document_says(said: BoardReportContents) -> None:
    assert said.changes is not None
    page = environment().get_template("reports/board_report.html").render(contents=said)
    assert of_page(page) == of_document(word(said))


def test_a_milestone_by_another_name_is_called_so_here_too() -> None:
    own = OwnWords(milestone="action", milestones="actions")
    found = section(now(words=own), SINCE)
    assert found.milestones is not None
    assert found.milestones.columns[0] == "Action"
    assert found.sentences[1].startswith("Actions: 1 improved")


def test_the_next_report_can_be_compared_with_what_this_one_froze() -> None:
    frozen = json.loads(json.dumps(contents(before()).to_json()))
    again = Beside(last=replace(LAST, facts=facts_from(frozen["facts"])), agreed=AGREED)
    assert contents(now(), again) == contents(now(), SINCE)


@pytest.mark.parametrize("key", sorted(set(REPORTS) - {"board-report", "progress-summary"}))
def test_no_other_report_speaks_of_what_has_changed(key: str) -> None:
    assert REPORTS[key].contents(now(), SINCE) == REPORTS[key].contents(now(), ALONE)


@contextmanager
def record(url: str) -> Iterator[Database]:
    database = Database(url)
    with clock.held_at(datetime(2022, 5, 20, 12, tzinfo=UTC)):
        yield database
    database.close()


def mays(april: Path, path: Path) -> Path:
    """The April workbook with five cells changed, one milestone re-worded and one row gone."""
    book = openpyxl.load_workbook(april)
    sheet = book["Milestones"]
    changed = {"D2": "R", "E3": "Nobody replies", "F4": "Visits booked", "D5": "G", "E6": "No money"}
    for cell, text in {**changed, "C7": "Ask every school what its policy on medical conditions says"}.items():
        sheet[cell] = text
    sheet.delete_rows(11)
    book.save(path)
    return path


def test_may_lists_exactly_the_five_changed_cells_of_a_real_tracker(
    real: Path, sqlite_url: str, tmp_path: Path
) -> None:
    """Beside them only the re-worded milestone; the row that is not in the file is not updated."""
    april = real / "bcp-2022-04-tracker.xlsx"
    with record(sqlite_url) as database:
        load(database, april, date(2022, 4, 22))
        load(database, mays(april, tmp_path / "may.xlsx"), date(2022, 5, 20))
        given = facts_of(shown(database, date(2022, 4, 22)))
        found = movement(given, facts_of(shown(database)))
    changed = {move.number: move for move in found.milestones if not move.is_quiet}
    assert {number: list(move.kinds) for number, move in changed.items()} == {
        1: [Kind.WORSENED],
        2: [Kind.UPDATED],
        3: [Kind.UPDATED],
        4: [Kind.IMPROVED],
        5: [Kind.UPDATED],
        6: [Kind.RE_WORDED, Kind.NOT_UPDATED],
    }
    assert {number: [text.what for text in move.texts] for number, move in changed.items() if move.texts} == {
        2: [Text.ISSUE],
        3: [Text.MITIGATION],
        5: [Text.ISSUE],
        6: [Text.WORDING],
    }
    silent = {move.number for move in found.milestones if move.kinds == (Kind.NOT_UPDATED,)}
    assert 10 in silent
    assert len(changed) + len(silent) == len(found.milestones) == 10
    assert {kind for move in found.risks for kind in move.kinds} == {Kind.NOT_UPDATED}
