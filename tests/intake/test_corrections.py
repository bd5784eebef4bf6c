"""What a person said about the columns of a file, now or in an earlier one, is obeyed; the rest is proposed as ever."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.accounting import assert_every_cell_is_accounted_for_once
from tests.intake.workbooks import Rows, save
from wsoa.intake import read_workbook
from wsoa.intake.corrections import NOT_READ, Corrections
from wsoa.intake.found import Column, FoundTracker, SaidBy, TableKind
from wsoa.intake.recognising.columns import fields_of
from wsoa.intake.recognising.recognise import recognise
from wsoa.intake.recognising.shapes import SHAPES

ROWS: Rows = [
    ("Ref", "Action", "Budget holder", "Comments", "RAG"),
    ("1", "Meet the forum", "Ann", "First held in May", "A"),
    ("2", "Write to schools", "Bob", None, "G"),
]

Read = Callable[[Corrections], FoundTracker]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    workbook = read_workbook(save(tmp_path / "tracker.xlsx", {"Plan": ROWS}))

    def recognised(corrections: Corrections) -> FoundTracker:
        found = recognise(workbook, corrections)
        assert_every_cell_is_accounted_for_once(workbook, found)
        return found

    return recognised


def column(found: FoundTracker, header: str) -> Column:
    return next(column for column in found.tables[0].columns if column.header == header)


def test_a_column_is_what_a_person_says_it_is(read: Read) -> None:
    found = read(Corrections(columns={"Plan!C1": "lead"}))
    assert [one.leads_words for one in found.milestones] == ["Ann", "Bob"]
    assert (column(found, "Budget holder").said_by, column(found, "Budget holder").confidence) == (SaidBy.PERSON, 100)
    assert column(found, "RAG").said_by is SaidBy.HEADER
    assert not found.left_out


def test_a_column_a_person_does_not_want_is_left_out_by_name(read: Read) -> None:
    found = read(Corrections(columns={"Plan!D1": NOT_READ, "Plan!C1": "lead"}))
    assert [one.progress for one in found.milestones] == [None, None]
    assert [(aside.cell, aside.why) for aside in found.left_out] == [
        ("Plan!D2", "'Comments': you chose to leave this column out")
    ]


def test_what_was_said_of_a_header_in_an_earlier_file_is_remembered(read: Read) -> None:
    found = read(Corrections(remembered={(TableKind.MILESTONES, "budget holder"): "lead"}))
    assert [one.leads_words for one in found.milestones] == ["Ann", "Bob"]
    assert column(found, "Budget holder").said_by is SaidBy.REMEMBERED


def test_what_is_said_now_wins_over_what_is_remembered(read: Read) -> None:
    remembered = {(TableKind.MILESTONES, "budget holder"): "lead"}
    found = read(Corrections(columns={"Plan!C1": NOT_READ}, remembered=remembered))
    assert [one.leads_words for one in found.milestones] == [None, None]


def test_what_is_remembered_of_another_kind_of_table_says_nothing(read: Read) -> None:
    found = read(Corrections(remembered={(TableKind.RISKS, "budget holder"): "lead"}))
    assert [one.leads_words for one in found.milestones] == [None, None]


def test_two_columns_given_one_field_are_both_kept(read: Read) -> None:
    found = read(Corrections(columns={"Plan!C1": "progress", "Plan!D1": "progress"}))
    assert [one.progress for one in found.milestones] == ["Ann\nFirst held in May", "Bob"]


def test_a_field_that_such_a_table_has_not_is_not_obeyed(read: Read) -> None:
    found = read(Corrections(columns={"Plan!C1": "frequency"}))
    assert column(found, "Budget holder").field is None


def test_no_correction_changes_nothing(read: Read) -> None:
    assert read(Corrections()) == read(Corrections(columns={"Other!A1": "lead"}, settled={"continues:X!A1": "own"}))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape.kind))
def test_every_field_of_a_table_is_offered_in_people_s_words(shape: object) -> None:
    kind = next(one.kind for one in SHAPES if one is shape)
    offered = dict(fields_of(kind))
    assert set(offered) == next(one.fields for one in SHAPES if one is shape)
    assert len(set(offered.values())) == len(offered)
    assert fields_of(TableKind.OTHER) == ()


def test_the_main_field_is_offered_first() -> None:
    assert fields_of(TableKind.MILESTONES)[0] == ("milestone", "Milestone")
    assert ("timescale", "By when") in fields_of(TableKind.MILESTONES)
