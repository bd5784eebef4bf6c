"""A workbook is recognised by what its headers and headings mean, and every cell of it is accounted for."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook as Book

from tests.intake import workbooks
from tests.intake.conftest import found_in
from tests.intake.workbooks import MILESTONES, Rows, save, sheet_of
from wsoa.intake import Unreadable, read_workbook
from wsoa.intake.found import FocusAreaWords, FoundTracker, TableKind
from wsoa.intake.recognising.recognise import recognise
from wsoa.terms import BulletKind, Colour, IndicatorClass, NoteKind, WorkstreamKind


def assert_is_whole(found: FoundTracker) -> None:
    """What the real tracker holds, counted by hand."""
    kinds = Counter(workstream.kind for workstream in found.workstreams)
    assert kinds == {WorkstreamKind.WORKSTREAM: 4, WorkstreamKind.GROUP: 1}
    group = found.workstreams[-1].name
    assert group.endswith("(SID)")
    refs = [area.ref for area in found.focus_areas]
    assert sorted(refs, key=int) == ["1", "2", "10", "14", "15", "20", "22", "23", "30", "31", "33"]
    assert len(found.milestones) == 10
    assert {one.rating for one in found.milestones} == {"A"}
    assert all(one.issue and one.mitigation and one.workstream for one in found.milestones)
    assert [[area.ref for area in one.focus_areas] for one in found.milestones if len(one.focus_areas) > 1] == [
        ["14", "15"]
    ]
    assert [one.rating for one in found.risks] == ["R", "R", "R"]
    assert all(one.detail and one.impact and one.mitigation for one in found.risks)
    sizes = Counter(one.workstream for one in found.lists for _ in one.bullets)
    assert sorted(sizes[one.name] for one in found.workstreams[:-1]) == [11, 13, 14, 16]
    assert sum(bullet.level == 2 for one in found.lists for bullet in one.bullets) == 5
    lists = {(one.workstream, one.kind): len(one.bullets) for one in found.lists}
    assert lists[group, BulletKind.PROGRESS] == 7
    assert lists[None, BulletKind.HEADLINE] == 13
    assert lists[None, BulletKind.NEXT_STEPS] == 7
    assert {note.group for note in found.notes} == {group}
    assert Counter(note.kind for note in found.notes) == {
        NoteKind.PURPOSE: 1,
        NoteKind.MEMBERS: 1,
        NoteKind.RESPONSIBILITIES: 7,
    }
    assert not any(note.text.startswith("-") for note in found.notes)
    assert len(found.products) == 13
    assert {one.progress_as_at for one in found.products} == {date(2022, 4, 22)}
    assert all(
        one.name and one.type and one.frequency and one.start and one.first_draft and one.first_issue and one.progress
        for one in found.products
    )
    assert Counter(one.klass for one in found.indicators) == {
        IndicatorClass.HOW_MUCH: 8,
        IndicatorClass.HOW_WELL: 6,
        IndicatorClass.DIFFERENCE: 6,
    }
    assert all(one.class_words for one in found.indicators)
    assert not found.left_out


def test_the_real_tracker_comes_in_whole(bcp: Path) -> None:
    found = found_in(bcp)
    assert_is_whole(found)
    assert not found.doubts
    assert len(found.title_words) == 3


@pytest.mark.parametrize(
    "change",
    [
        workbooks.other_order_and_names,
        workbooks.rows_above,
        workbooks.title_above,
        workbooks.columns_before_and_between,
        workbooks.rows_between,
        workbooks.other_headers,
        workbooks.workstreams_merged,
    ],
)
def test_it_comes_in_whole_however_it_is_laid_out(bcp: Path, tmp_path: Path, change: Callable[[Book], None]) -> None:
    assert_is_whole(found_in(workbooks.changed(tmp_path / "other.xlsx", bcp, change)))


def test_a_milestone_says_from_which_cell_each_of_its_words_came(of: Callable[[dict[str, Rows]], FoundTracker]) -> None:
    milestone = of({"Plan": MILESTONES}).milestones[1]
    assert milestone.where == {
        "workstream": "Plan!A3",
        "focus_area": "Plan!B3",
        "milestone": "Plan!C3",
        "rating": "Plan!D3",
    }
    assert (milestone.issue, milestone.mitigation, milestone.ref) == (None, None, "")
    assert milestone.focus_areas == (
        FocusAreaWords("5", "Young people are heard"),
        FocusAreaWords("6", "Young people decide"),
    )


def test_references_leads_and_timescales_are_kept_as_written(of: Callable[[dict[str, Rows]], FoundTracker]) -> None:
    rows = (
        ("Ref.", "Priority", "Action", "Responsible officer", "By when", "BRAG", "What is getting in the way"),
        ("1.A", "Listening", "Ask every family", "Ann / forum", "Mid-May 2024", "Amber", "Few reply"),
        ("8.3", "Listening", "Ask again", "AB", date(2024, 5, 31), "Red", None),
    )
    first, second = of({"x": rows}).milestones
    assert (first.ref, first.leads_words, first.timescale_words) == ("1.A", "Ann / forum", "Mid-May 2024")
    assert (second.ref, second.timescale_words, second.rating) == ("8.3", "31/05/2024", "Red")


def test_a_column_the_record_has_no_field_for_is_left_out_and_said(
    of: Callable[[dict[str, Rows]], FoundTracker],
) -> None:
    rows = [(*row, extra) for row, extra in zip(MILESTONES, ("Budget code", "B1", None, "B3"), strict=True)]
    found = of({"Plan": rows})
    assert [(aside.cell, aside.text) for aside in found.left_out] == [("Plan!G2", "B1"), ("Plan!G4", "B3")]
    assert "Budget code" in found.left_out[0].why
    assert found.left_out[0].table == found.tables[0].where == "Plan!A1:G4"


def test_a_sheet_of_something_else_is_left_out_whole(of: Callable[[dict[str, Rows]], FoundTracker]) -> None:
    found = of({"Plan": MILESTONES, "Rota": [("Monday", "Ann"), ("Tuesday", "Bob")]})
    assert [aside.text for aside in found.left_out] == ["Monday", "Ann", "Tuesday", "Bob"]
    assert found.tables[-1].kind is TableKind.OTHER


def test_keys_and_look_up_lists_are_no_data(of: Callable[[dict[str, Rows]], FoundTracker]) -> None:
    key = [("RAG", "Meaning"), ("R", "Not done and late"), ("A", "Late"), ("G", "In time")]
    choices = [("RAG", "Frequency"), ("R", "Monthly"), ("A", "Termly")]
    found = of({"Plan": MILESTONES, "Key": key, "Lists": choices})
    assert not found.left_out
    assert [table.kind for table in found.tables if table.kind in (TableKind.KEY, TableKind.LOOK_UP)]
    assert len(found.milestones) == 3


def test_a_workstream_named_above_a_table_owns_its_rows(of: Callable[[dict[str, Rows]], FoundTracker]) -> None:
    header, row = ("Milestone", "RAG"), ("Ask", "A")
    found = of({"Plan": [("Listening workstream",), header, row, (), ("Waiting workstream",), header, ("Count", "R")]})
    assert [(one.workstream, one.wording) for one in found.milestones] == [("Listening", "Ask"), ("Waiting", "Count")]
    assert [one.name for one in found.workstreams] == ["Listening", "Waiting"]


def test_an_empty_workstream_cell_is_read_like_the_one_above_and_doubted(
    of: Callable[[dict[str, Rows]], FoundTracker],
) -> None:
    found = of({"Plan": [("Workstream", "Milestone", "RAG"), ("Listening", "Ask", "A"), (None, "Listen", "G")]})
    assert [one.workstream for one in found.milestones] == ["Listening", "Listening"]
    assert [(doubt.cell, doubt.read_as) for doubt in found.doubts] == [("Plan!A3", "Listening")]


def test_two_spellings_of_a_workstream_are_one(of: Callable[[dict[str, Rows]], FoundTracker]) -> None:
    rows = [("Workstream", "Milestone", "RAG"), ("Co-production", "Ask", "A"), ("Co production", "Listen", "G")]
    found = of({"Plan": rows})
    assert [one.name for one in found.workstreams] == ["Co-production"]
    assert [doubt.cell for doubt in found.doubts] == ["Plan!A3"]


def test_the_same_reference_with_other_words_is_another_focus_area(
    of: Callable[[dict[str, Rows]], FoundTracker],
) -> None:
    rows = [
        ("Focus area", "Milestone", "RAG"),
        ("4: Families are heard", "Ask", "A"),
        ("4: Waits for assessment are short", "Count", "A"),
        ("4", "Publish", "G"),
    ]
    found = of({"Plan": rows})
    assert [area.wording for area in found.focus_areas] == ["Families are heard", "Waits for assessment are short"]
    assert [doubt.cell for doubt in found.doubts] == ["Plan!A3"]


def test_what_stands_on_cells_instead_of_in_them_is_said(tmp_path: Path) -> None:
    def mark(book: Book) -> None:
        sheet = sheet_of(book)
        sheet["D3"].value = None
        sheet["D3"].fill = PatternFill("solid", fgColor="FF00B050")
        sheet["C2"].comment = Comment("Ask Ann", "Bob")
        sheet["E3"] = "=A1&B1"
        sheet.row_dimensions[4].hidden = True

    original = save(tmp_path / "plain.xlsx", {"Plan": MILESTONES})
    workbook = read_workbook(workbooks.changed(tmp_path / "marked.xlsx", original, mark))
    found = recognise(workbook)
    assert (found.milestones[1].rating, found.milestones[1].colour) == (None, Colour.GREEN)
    assert {doubt.cell for doubt in found.doubts} == {"Plan!D3", "Plan!A4"}
    assert {(aside.cell, aside.text) for aside in found.left_out} == {("Plan!C2", "Ask Ann"), ("Plan!E3", "=A1&B1")}


@pytest.mark.parametrize(
    "rows", [[("A", "B"), ("c", "d")], [("Headlines",), ("One",)], [("RAG", "Meaning"), ("R", "x")]]
)
def test_a_workbook_without_a_header_of_a_tracker_is_refused(tmp_path: Path, rows: Rows) -> None:
    with pytest.raises(Unreadable) as refused:
        recognise(read_workbook(save(tmp_path / "other.xlsx", {"Sheet": rows})))
    assert refused.value.message.startswith("other.xlsx: no tracker was found")
    assert "row of headers" in refused.value.message
