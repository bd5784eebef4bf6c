"""Headings and the lines under them: lists, notes of groups, and what is left out because nobody knows its heading."""

from collections.abc import Callable

from tests.intake.workbooks import MILESTONES, Rows
from wsoa.intake.found import FoundTracker
from wsoa.terms import BulletKind


def test_a_group_owns_the_list_and_the_notes_on_its_sheet(of: Callable[[dict[str, Rows]], FoundTracker]) -> None:
    sheet = [
        ("What we did", None),
        (None, "• Counted"),
        (None, "• Published"),
        (),
        ("Numbers Team (NT)",),
        (None, "Why is there a Numbers Team?"),
        (None, "To count."),
        (None, "Who sits on it?"),
        (None, "Ann and Bob."),
        (None, "When does it meet?"),
        (None, "On Mondays."),
        (None, "What is it responsible for?"),
        (None, "- Counting"),
        (None, "- Publishing"),
    ]
    found = of({"Plan": MILESTONES, "Any name": sheet})
    assert found.workstreams[-1].name == "Numbers Team (NT)"
    assert [(one.workstream, len(one.bullets)) for one in found.lists] == [("Numbers Team (NT)", 2)]
    assert [(note.kind.value, note.text) for note in found.notes] == [
        ("purpose", "To count."),
        ("members", "Ann and Bob."),
        ("responsibilities", "Counting"),
        ("responsibilities", "Publishing"),
    ]
    assert [aside.text for aside in found.left_out] == ["When does it meet?", "On Mondays."]


def test_lines_under_a_heading_nobody_knows_are_left_out_not_swept_up(
    of: Callable[[dict[str, Rows]], FoundTracker],
) -> None:
    lines = [("Our area",), (), ("Highlights",), ("One",), ("Two",), (), ("Key contacts",), ("Ann, 1234",)]
    found = of({"Cover": lines, "Plan": MILESTONES})
    assert [bullet.text for bullet in found.lists[0].bullets] == ["One", "Two"]
    assert [aside.text for aside in found.left_out] == ["Key contacts", "Ann, 1234"]
    assert found.title_words == ("Our area",)


def test_lines_that_open_a_sheet_under_an_unknown_heading_are_no_titles(
    of: Callable[[dict[str, Rows]], FoundTracker],
) -> None:
    lines = [
        ("Our area",),
        (),
        ("Celebrations",),
        ("One",),
        ("Two",),
        ("Three",),
        ("Four",),
        (),
        ("Headlines",),
        ("A",),
    ]
    found = of({"Cover": lines, "Plan": MILESTONES})
    assert found.title_words == ("Our area",)
    assert [aside.text for aside in found.left_out] == ["Celebrations", "One", "Two", "Three", "Four"]


def test_a_name_beside_a_word_above_a_table_is_a_fact_and_no_title(
    of: Callable[[dict[str, Rows]], FoundTracker],
) -> None:
    found = of({"Plan": [("Our area",), (), ("SRO", "Ann"), (), *MILESTONES]})
    assert found.title_words == ("Our area",)
    assert [aside.text for aside in found.left_out] == ["SRO", "Ann"]


def test_a_line_below_a_table_that_no_row_belongs_to_is_left_out(
    of: Callable[[dict[str, Rows]], FoundTracker],
) -> None:
    found = of({"Plan": [*MILESTONES, (), ("Prepared in June",)]})
    assert [aside.text for aside in found.left_out] == ["Prepared in June"]
    assert [one.name for one in found.workstreams] == ["Listening", "Waiting"]


def test_a_heading_broken_by_a_narrow_column_is_still_a_heading(
    of: Callable[[dict[str, Rows]], FoundTracker],
) -> None:
    found = of({"Cover": [("Key\nmessages",), ("One",)], "Plan": MILESTONES})
    assert [(one.kind, len(one.bullets)) for one in found.lists] == [(BulletKind.HEADLINE, 1)]


def test_a_line_after_an_empty_row_stays_in_its_list_but_is_doubted(
    of: Callable[[dict[str, Rows]], FoundTracker],
) -> None:
    found = of({"Cover": [("Headlines",), ("One",), ("Two",), (), ("Three – progress",)], "Plan": MILESTONES})
    assert [bullet.text for bullet in found.lists[0].bullets] == ["One", "Two", "Three – progress"]
    assert [doubt.text for doubt in found.doubts] == ["Three – progress"]


def test_bullets_in_a_table_keep_their_levels_and_sections(of: Callable[[dict[str, Rows]], FoundTracker]) -> None:
    rows = [
        ("Workstream", "Section", "Level", "Text"),
        ("Listening", "Next steps", 1, "Do this:"),
        ("Listening", "Next steps", 2, "- first half"),
        ("Listening", "Next steps", 3, "deeper"),
        ("Listening", "Weather", 1, "Sunny"),
    ]
    found = of({"x": rows})
    assert [(bullet.level, bullet.text) for bullet in found.lists[0].bullets] == [
        (1, "Do this:"),
        (2, "first half"),
        (2, "deeper"),
    ]
    assert [doubt.text for doubt in found.doubts] == ["3"]
    assert [aside.text for aside in found.left_out] == ["Listening", "Weather", "1", "Sunny"]
