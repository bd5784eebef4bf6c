"""Trackers of other areas, each laid out in its own way, come in with nothing lost and nothing guessed in silence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake import invented
from tests.intake.conftest import found_in
from tests.intake.invented import Layout, lay_out
from tests.intake.workbooks import Rows, save
from wsoa.intake.found import FoundTracker
from wsoa.terms import Colour, MilestoneKind

Read = Callable[[Layout], FoundTracker]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return lambda layout: found_in(lay_out(tmp_path / "tracker.xlsx", {"Plan": layout}))


def test_four_states_stated_in_words_above_the_table(read: Read) -> None:
    found = read(invented.STATES)
    assert [(one.ref, one.rating, one.leads_words, one.timescale_words) for one in found.milestones] == [
        ("3.1", "Completed", "Head of inclusion", "Autumn term 2023"),
        ("3.2", "Underway (behind target)", "Vale Community Trust", "31/01/2024"),
        ("3.3", "Not started", "AK", "TBC"),
    ]
    assert [(level.label, level.meaning) for level in found.key][1] == (
        "Underway (behind target)",
        "begun, and will be late",
    )
    assert len(found.key) == 4
    assert not found.left_out
    assert not found.doubts


def test_areas_of_weakness_as_headings_keep_line_of_sight(read: Read) -> None:
    found = read(invented.STEPPED)
    first, second = found.weaknesses
    assert (first.ref, first.wording) == ("1", "Too few plans say what health will do")
    assert (second.ref, second.wording) == ("2", "Families are told too late")
    assert [(one.name, one.weaknesses, one.leads_words) for one in found.workstreams] == [
        (first.wording, (first.wording,), "Director of nursing"),
        (second.wording, (second.wording,), "Parent carer forum"),
    ]
    assert [one.workstream for one in found.milestones] == [first.wording, first.wording, second.wording]
    assert [(level.code, level.colour) for level in found.key] == [
        ("B", Colour.BLUE),
        ("R", Colour.RED),
        ("A", Colour.AMBER),
        ("G", Colour.GREEN),
    ]
    assert not found.left_out


def test_a_header_that_names_the_only_time_is_read_as_now_and_doubted(read: Read) -> None:
    found = read(invented.STEPPED)
    assert [one.rating for one in found.milestones] == ["B", "A", "G"]
    assert {(doubt.cell, doubt.read_as) for doubt in found.doubts} == {
        ("Plan!E5", "as at the date of this file"),
        ("Plan!E11", "as at the date of this file"),
    }


def test_headers_in_two_tiers_are_read_together(read: Read) -> None:
    found = read(invented.TWO_TIERS)
    first, second = found.milestones
    assert (first.ref, first.leads_words, first.rating, first.issue) == ("7a", "ICB", "A", "No chair")
    assert (first.original_words, first.timescale_words) == ("01/09/2023", "01/12/2023")
    assert (second.original_words, second.timescale_words) == ("01/10/2023", None)
    assert first.kind is MilestoneKind.RECOMMENDATION
    assert [(aside.cell, aside.text) for aside in found.left_out] == [("Plan!F4", "R"), ("Plan!F5", "G")]
    assert "Rating – Last month" in found.left_out[0].why
    assert found.title_words == ("Oakmere SEND partnership",)


def test_two_tiers_without_merged_cells_as_a_csv_has_them(read: Read) -> None:
    found = read(Layout(invented.TWO_TIERS.rows))
    assert [(one.ref, one.rating, one.leads_words) for one in found.milestones] == [
        ("7a", "A", "ICB"),
        ("7b", "G", "Council"),
    ]


def test_a_rating_shown_only_by_colour_is_read_and_doubted(read: Read) -> None:
    found = read(invented.COLOURS_ONLY)
    assert [(one.rating, one.colour) for one in found.milestones] == [
        (None, Colour.GREEN),
        (None, Colour.AMBER),
        (None, Colour.RED),
        ("G", Colour.RED),
    ]
    assert [(doubt.cell, doubt.read_as) for doubt in found.doubts] == [
        ("Plan!E2", "green"),
        ("Plan!E3", "amber"),
        ("Plan!E4", "red"),
        ("Plan!E5", "G"),
    ]
    assert found.milestones[0].where["rating"] == "Plan!E2"
    assert [one.workstream for one in found.milestones] == ["Voice", "Voice", "Waits", "Waits"]


def test_a_row_coloured_only_to_be_easier_to_read_is_not_rated(read: Read) -> None:
    found = read(invented.BANDED)
    assert [(one.rating, one.colour) for one in found.milestones] == [(None, None)] * 3
    assert [one.workstream for one in found.milestones] == [
        "Priority 1: Early help",
        "Priority 1: Early help",
        "Priority 2: School places",
    ]
    assert {one.kind for one in found.milestones} == {MilestoneKind.TASK}
    assert not found.doubts


def test_columns_of_other_times_are_history_and_the_undated_one_is_now(read: Read) -> None:
    found = read(invented.DATED)
    first, second = found.milestones
    assert (first.rating, first.progress) == ("A", "Second meeting held")
    assert [(one.when, one.rating, one.progress) for one in first.dated] == [
        ("March 2023", "R", None),
        ("January", None, "Chair found"),
        ("April", None, "First meeting held"),
    ]
    assert [(one.when, one.progress) for one in second.dated] == [("April", "Trainer booked")]


def test_a_row_cut_by_a_page_break_joins_the_row_above_and_is_doubted(read: Read) -> None:
    found = read(invented.PAGE_BROKEN)
    first = found.milestones[0]
    assert first.wording == "The panel publishes how it decides, and writes to each family"
    assert first.success_measure == "Families know why and whom to ask"
    assert ("continues:Plan!B4", "joins") in {(doubt.key, doubt.choices[0].code) for doubt in found.doubts}
    assert [one.ref for one in found.milestones] == ["4.1", "4.2", "", "", "4.3"]


def test_a_further_outcome_with_its_own_date_is_an_item_that_continues_the_one_above(read: Read) -> None:
    further = read(invented.PAGE_BROKEN).milestones[2]
    assert (further.wording, further.timescale_words, further.continues) == (
        "Advice is of good quality",
        "July 2022",
        "Plan!B5",
    )


def test_a_row_in_the_middle_of_a_sentence_that_has_its_own_date_is_its_own_item(read: Read) -> None:
    found = read(invented.PAGE_BROKEN)
    assert found.milestones[3].wording == "and so are health visitors"
    doubt = next(doubt for doubt in found.doubts if doubt.cell == "Plan!B7")
    assert [choice.code for choice in doubt.choices] == ["own", "joins"]


def test_a_merged_action_holds_several_measures(read: Read) -> None:
    found = read(invented.MERGED_ACTION)
    first, further, last = found.milestones
    assert first.success_measure == "Waits under 18 weeks\nNo child waits a year"
    assert (further.ref, further.leads_words, further.continues) == ("1", "Forum", "Plan!B2")
    assert (last.ref, last.continues) == ("2", None)


def test_each_of_several_tables_under_a_plain_heading_is_a_workstream_and_doubted(read: Read) -> None:
    found = read(invented.PLAIN_HEADINGS)
    assert [one.workstream for one in found.milestones] == ["Listening to families", *["Moving on to adulthood"] * 2]
    assert [doubt.text for doubt in found.doubts] == ["Listening to families", "Moving on to adulthood"]
    assert found.title_words == ("Eastmoor SEND improvement",)


def test_the_reason_in_a_rating_s_cell_is_an_issue_or_progress(read: Read) -> None:
    found = read(invented.PLAIN_HEADINGS)
    assert [(one.rating, one.issue, one.progress) for one in found.milestones] == [
        ("Green", None, "all dates are set"),
        ("Amber", "two firms withdrew", None),
        ("R", None, None),
    ]


def test_a_key_of_coloured_cells_beside_the_table(read: Read) -> None:
    found = read(invented.BESIDE)
    assert [(level.label, level.meaning, level.colour) for level in found.key] == [
        ("Red", "Late", Colour.RED),
        ("Green", "In time", Colour.GREEN),
        ("Blue", "Done, and seen to last", Colour.BLUE),
    ]
    assert [one.rating for one in found.milestones] == ["R", "G", "B"]


def test_a_priority_that_only_ranks_is_no_workstream(read: Read) -> None:
    found = read(invented.BESIDE)
    assert not found.workstreams
    assert [(aside.cell, aside.text) for aside in found.left_out] == [
        ("Plan!A2", "High"),
        ("Plan!A3", "Low"),
        ("Plan!A4", "Medium"),
    ]


def test_of_two_header_rows_that_disagree_the_lower_governs_and_is_doubted(read: Read) -> None:
    found = read(invented.DISAGREEING)
    first, second = found.milestones
    assert (first.ref, first.wording, first.leads_words, first.rating) == ("1", "Meet the forum", "Ann", "A")
    assert (second.wording, second.timescale_words, second.leads_words) == ("Write to schools", "May 2024", "Bob")
    assert [doubt.cell for doubt in found.doubts] == ["Plan!A2"]
    assert [aside.text for aside in found.left_out] == ["£100"]


def test_a_column_of_areas_of_weakness_gives_the_workstreams_too(read: Read) -> None:
    found = read(invented.FIRST_COLUMN_NAMES)
    assert [(one.ref, one.wording) for one in found.weaknesses] == [
        ("1", "Waits are too long"),
        ("2", "Nobody listens"),
    ]
    assert [one.workstream for one in found.milestones] == [
        "Waits are too long",
        "Waits are too long",
        "Nobody listens",
    ]


def test_areas_of_weakness_beside_workstreams_are_linked_to_them(tmp_path: Path) -> None:
    rows: Rows = [
        ("Area of weakness", "Workstream", "Action", "Lead"),
        ("A: Waits", "Health", "Clear the list", "ICB"),
        ("B: Voice", "Health", "Ask families", "Forum"),
    ]
    found = found_in(save(tmp_path / "tracker.xlsx", {"Plan": rows}))
    assert [(one.name, one.weaknesses) for one in found.workstreams] == [("Health", ("Waits", "Voice"))]


def test_an_area_of_weakness_without_any_action_is_still_one(read: Read) -> None:
    found = read(Layout([("Weakness A",), ("Action", "Lead"), ("Meet", "Ann"), (), ("Weakness B",)]))
    assert [(one.ref, one.wording) for one in found.weaknesses] == [("A", "Weakness A"), ("B", "Weakness B")]
    assert not found.left_out


def test_a_column_says_by_examples_what_it_holds(read: Read) -> None:
    columns = read(invented.STATES).tables[1].columns
    assert [(column.header, column.field, column.examples[0]) for column in columns][:2] == [
        ("Action number", "ref", "3.1"),
        ("Key action", "milestone", "Map the paths to a diagnosis"),
    ]


def test_columns_without_headers_are_told_by_what_stands_in_them_and_doubted(read: Read) -> None:
    found = read(invented.WITHOUT_HEADERS)
    assert [(one.ref, one.rating, one.leads_words) for one in found.milestones] == [
        ("1.1", "G", "Ann\nCouncil"),
        ("1.2", "A", "Bob"),
    ]
    assert {(doubt.cell, doubt.read_as) for doubt in found.doubts} == {("Plan!A1", "ref"), ("Plan!F1", "rating")}


def test_a_header_merged_over_reference_and_action_is_that_of_the_action(read: Read) -> None:
    found = read(invented.WIDE_HEADER)
    assert [(one.ref, one.wording) for one in found.milestones] == [
        ("1.1", "Meet the forum each month"),
        ("1.2", "Write to every school"),
    ]


def test_a_lone_line_below_a_table_is_no_milestone_unless_a_person_says_so(read: Read) -> None:
    found = read(invented.WIDE_HEADER)
    assert [aside.text for aside in found.left_out] == ["Prepared for the May board"]
    doubt = next(doubt for doubt in found.doubts if doubt.key == "alone:Plan!B5")
    assert [choice.code for choice in doubt.choices] == ["aside", "own"]


def test_bold_lines_among_the_rows_are_workstreams_and_doubted(read: Read) -> None:
    found = read(invented.BOLD_HEADINGS)
    assert [(one.workstream, one.wording) for one in found.milestones] == [
        ("Early help", "Open the line"),
        ("School places", "Plan sixty places"),
    ]
    assert [doubt.cell for doubt in found.doubts] == ["Plan!A2", "Plan!A4"]


def test_months_over_ratings_and_comments_are_all_history(read: Read) -> None:
    (milestone,) = read(invented.MONTHS_OVER).milestones
    assert (milestone.rating, milestone.progress) == (None, None)
    assert [(one.when, one.rating, one.progress) for one in milestone.dated] == [
        ("January", "R", "No room"),
        ("February", "A", "Room found"),
    ]


def test_rows_coloured_whole_rate_where_there_is_no_column_of_ratings(read: Read) -> None:
    found = read(invented.WHOLE_ROWS_COLOURED)
    assert [one.colour for one in found.milestones] == [Colour.RED, Colour.GREEN]
    assert len(found.doubts) == 2
