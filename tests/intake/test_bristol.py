"""A review response with page breaks through its rows comes in whole: what stands in it is counted by hand."""

from pathlib import Path

import pytest

from tests.intake.conftest import found_in
from wsoa.intake import read_workbook
from wsoa.intake.corrections import Corrections
from wsoa.intake.found import FoundTracker, TableKind
from wsoa.intake.recognising.recognise import recognise
from wsoa.terms import BulletKind


@pytest.fixture(scope="module")
def path(real: Path) -> Path:
    return real / "bristol-2019-action-plan.xlsx"


@pytest.fixture(scope="module")
def found(path: Path) -> FoundTracker:
    return found_in(path)


def test_fourteen_items_nine_with_a_reference_one_of_them_twice(found: FoundTracker) -> None:
    refs = [one.ref for one in found.milestones]
    assert len(refs) == 14
    assert sum(bool(ref) for ref in refs) == 9
    assert refs.count("8.3") == 2
    assert any(";" in ref and "(" in ref for ref in refs)


def test_the_issue_is_the_wording_and_the_outcome_the_success_measure(found: FoundTracker) -> None:
    table = next(table for table in found.tables if table.kind is TableKind.MILESTONES)
    assert [(column.header, column.field) for column in table.columns][1:3] == [
        ("Issue", "milestone"),
        ("Outcomes", "success_measure"),
    ]
    assert all(
        one.wording and one.success_measure and one.leads_words and one.timescale_words for one in found.milestones
    )


def test_a_row_cut_by_the_page_break_joins_the_one_above(found: FoundTracker) -> None:
    joined = next(one for one in found.milestones if one.ref.startswith("Question"))
    assert (joined.where["milestone"], joined.timescale_words) == ("Action Plan!B10", "Complete")
    assert joined.wording.endswith("reporting activity")
    assert joined.success_measure is not None
    assert len(joined.success_measure.split("\n")) == 1
    assert found.doubts[0].key == "continues:Action Plan!B11"


def test_the_last_two_rows_are_further_outcomes_with_their_own_timescales(found: FoundTracker) -> None:
    *_, above, cut, last = found.milestones
    assert (cut.continues, last.continues) == (above.where["milestone"], above.where["milestone"])
    assert len({above.timescale_words, cut.timescale_words, last.timescale_words}) == 3
    assert cut.timescale_words is not None
    assert "%" in cut.timescale_words
    assert not cut.ref
    assert not last.ref


def test_a_row_that_begins_with_a_word_cut_from_above_is_for_a_person_to_settle(found: FoundTracker) -> None:
    doubt = next(doubt for doubt in found.doubts if doubt.cell == "Action Plan!C18")
    assert [choice.code for choice in doubt.choices] == ["own", "joins"]
    assert doubt.settled is None


def test_a_person_may_settle_that_it_joins_the_row_above(path: Path) -> None:
    settled = Corrections(settled={"continues:Action Plan!C18": "joins"})
    found = recognise(read_workbook(path), settled)
    assert len(found.milestones) == 13
    assert found.milestones[-2].success_measure is not None
    assert "reduced bureaucracy" in found.milestones[-2].success_measure
    assert next(doubt for doubt in found.doubts if doubt.cell == "Action Plan!C18").settled == "joins"


def test_a_heading_cut_into_two_cells_is_no_data(found: FoundTracker) -> None:
    aside = {one.cell: one.why for one in found.not_data}
    assert [aside[f"Action Plan!{column}14"] for column in "ABC"] == ["a heading", "a heading", "marks without words"]
    assert not found.left_out


def test_what_has_been_done_and_the_appendix_come_in_too(found: FoundTracker) -> None:
    assert [(one.kind, one.workstream, len(one.bullets)) for one in found.lists] == [(BulletKind.PROGRESS, None, 5)]
    assert [len(one.lines) for one in found.sections] == [8, 4, 2, 3, 11]
