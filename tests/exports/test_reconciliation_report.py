"""The reconciliation report: every row and cell of a loaded tracker accounted for, in words an auditor can follow."""

from dataclasses import replace
from io import BytesIO

from docx import Document

from exports.parts.shape import CountRow
from exports.reconciliation_report.contents import Line, contents
from exports.reconciliation_report.ranges import across, down
from exports.reconciliation_report.word import word
from tests.exports.loads import LOAD, REPORT, UNSETTLED
from tests.exports.sample import empty, snapshot
from wsoa.snapshot.positions.loads import LoadReport

LOADED = replace(snapshot(), loads=(LOAD, replace(LOAD, number=1, file_name="february.xlsx", entry=None)))


def test_the_parts_of_a_file_add_up_to_the_whole() -> None:
    table = contents(LOADED).counts.table
    assert table is not None
    assert table.rows[-1] == CountRow("All together", (6, 3, 1, 1, 1, 1, 1))
    assert all(len(row.numbers) == len(table.columns) - 1 for row in table.rows)
    words = " ".join(contents(LOADED).counts.sentences)
    assert "6 rows of plan.xlsx read: 3 brought something new, 1 changed something" in words
    assert "1 thing of the record did not stand in the file; nothing was removed." in words


def test_what_was_left_out_changed_or_left_alone_is_told_cell_by_cell() -> None:
    said = contents(LOADED)
    assert said.left_out is not None
    assert said.left_out.rows == (Line(("Plan!F2", "see Ann", "the column has no header")),)
    assert said.updated is not None
    assert said.updated.rows == (Line(("Plan!A2", "milestone 7 (1.A): Rating", "Amber", "Red")),)
    assert said.created is not None
    assert said.created.rows == (Line(("Plan!A3", "milestone 8")),)
    assert said.conflicts is not None
    assert said.conflicts.rows == (Line(("milestone 3", "issue", "Ours", "Nothing")),)


def test_a_doubt_says_how_it_was_settled_or_that_nobody_did() -> None:
    doubts = contents(LOADED).doubts
    assert doubts is not None
    assert [row.words[3] for row in doubts.rows] == [
        "no date can be read with certainty. Settled by a person: May 2025.",
        "it is hidden. Kept as read.",
    ]
    said: LoadReport = {**REPORT, "doubts": [UNSETTLED]}
    doubts = contents(replace(snapshot(), loads=(replace(LOAD, report=said),))).doubts
    assert doubts is not None
    assert doubts.rows[0].words[3].endswith("Nobody settled it; kept as read.")


def test_the_report_says_who_loaded_which_file_and_when() -> None:
    load = contents(LOADED).load
    assert load is not None
    facts = {row.words[0]: row.words[1] for row in load.rows}
    assert facts["Loaded by"] == "Priya Nair"
    assert facts["Loaded at"] == "1 April 2026 at 2:05pm"
    assert facts["SHA-256 of the file"] == "ab" * 32
    assert facts["In the record"] == "Entry 12"


def test_cells_that_lie_together_and_became_the_same_are_told_as_one_range() -> None:
    created = [("Plan!A3", "headline"), ("Plan!A4", "headline"), ("Plan!A5", "risk 1"), ("Plan!B6", "risk 1")]
    assert list(down([*created, ("Plan!Z9", "note"), ("Plan!AA10", "note")])) == [
        ("Plan!A3:A4", "headline (2 rows)"),
        *created[2:],
        ("Plan!Z9", "note"),
        ("Plan!AA10", "note"),
    ]
    assert list(down([("Table 1, row 2", "risk"), ("Table 1, row 3", "risk")])) == [
        ("Table 1, row 2", "risk"),
        ("Table 1, row 3", "risk"),
    ]
    headers = [("Plan!Z1", "Ref", "a header"), ("Plan!AA1", "Lead", "a header"), ("Plan!AB1", "Key", "a title")]
    assert list(across([*headers, ("Risks!AC1", "Key", "a title")])) == [
        ("Plan!Z1:AA1", "Ref; Lead", "a header"),
        ("Plan!AB1", "Key", "a title"),
        ("Risks!AC1", "Key", "a title"),
    ]


def test_word_and_json_hold_the_same_words() -> None:
    said = contents(LOADED)
    read = Document(BytesIO(word(said)))
    texts = {cell.text for table in read.tables for row in table.rows for cell in row.cells}
    for table in (said.load, said.left_out, said.conflicts, said.doubts, said.updated, said.not_in_file, said.others):
        assert table is not None
        assert {words for row in table.rows for words in row.words} <= texts


def test_a_record_into_which_nothing_was_loaded_says_so() -> None:
    said = contents(empty())
    assert said.counts.sentences == ("No tracker has been loaded into this record.",)
    assert said.load is said.created is said.others is None
