"""Trackers have rough edges: headers that name only a time, revised dates, totals, footers, and cut rows."""

from collections.abc import Callable

import pytest

from tests.intake.workbooks import Rows
from wsoa.intake.found import FoundTracker

Of = Callable[[dict[str, Rows]], FoundTracker]


@pytest.mark.parametrize(
    "header",
    ["Latest update", "Current update", "Latest report", "Progress since last board", "Progress since last meeting",
     "Update since the last meeting", "Progress since last update"],
)  # fmt: skip
def test_the_latest_update_is_the_current_progress(of: Of, header: str) -> None:
    found = of({"Plan": [("Ref", "Action", header, "RAG"), ("1", "Open the hub", "The lease is signed", "G")]})
    assert [(one.progress, one.dated) for one in found.milestones] == [("The lease is signed", ())]
    assert not found.left_out


@pytest.mark.parametrize("header", ["Last month's progress", "Progress at previous meeting", "RAG since last meeting"])
def test_what_speaks_of_before_is_not_the_current_progress(of: Of, header: str) -> None:
    found = of({"Plan": [("Ref", "Action", header, "Lead"), ("1", "Open the hub", "Amber then", "Jo Hill")]})
    assert [(one.progress, one.rating) for one in found.milestones] == [(None, None)]
    assert [one.text for one in found.left_out] == ["Amber then"]


@pytest.mark.parametrize(
    ("plain", "revised"),
    [("Deadline", "Revised deadline"), ("Target date", "Revised date"), ("By when", "Revised target date"),
     ("Due date", "Revised due date"), ("Timescale", "Revised timescale"), ("Completion date", "Revised date")],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_a_plain_deadline_beside_a_revised_one_is_the_original(of: Of, plain: str, revised: str, turned: bool) -> None:
    dates = [(plain, "May 2026"), (revised, "July 2026")]
    (one, first), (other, second) = dates[::-1] if turned else dates
    found = of({"Plan": [("Ref", "Action", one, other, "RAG"), ("1", "Open the hub", first, second, "A")]})
    assert [(one.original_words, one.timescale_words) for one in found.milestones] == [("May 2026", "July 2026")]


@pytest.mark.parametrize("header", ["Deadline", "Revised deadline", "Original deadline"])
def test_a_single_deadline_is_the_current_one(of: Of, header: str) -> None:
    found = of({"Plan": [("Ref", "Action", header, "RAG"), ("1", "Open the hub", "May 2026", "A")]})
    assert [(one.original_words, one.timescale_words) for one in found.milestones] == [(None, "May 2026")]


def _plan(*rows: tuple[str | None, ...]) -> dict[str, Rows]:
    first = ("1", "Open the hub for families", "Jo Hill", "A")
    return {"Plan": [("Ref", "Action", "Lead", "RAG"), first, ("2", "Train every school", "Sam Lee", "G"), *rows]}


@pytest.mark.parametrize(
    "words",
    ["Total", "Sub-total", "Grand total", "Totals:", "Number of actions: 6", "Printed on 02/04/2026", "Page 1 of 1",
     "End of table", "--- End of document ---", "TOTAL ACTIONS 6"],
)  # fmt: skip
@pytest.mark.parametrize("row", ["main", "first", "with a number"])
def test_a_total_or_footer_is_no_milestone(of: Of, words: str, row: str) -> None:
    end = {"main": (None, words), "first": (words,), "with a number": (None, words, "6", "2")}[row]
    found = of(_plan(end, ("3", "Hear young people", "Ann Ray", "R")))
    assert [one.ref for one in found.milestones] == ["1", "2", "3"]
    assert [one.text for one in found.left_out] == [text for text in end if text]
    assert {one.why for one in found.left_out} == {"a total or a footer, no milestone"}


@pytest.mark.parametrize(
    "words",
    ["Total communication training for all schools", "Printed 500 leaflets", "End of year review", "Page 1 of a book"],
)  # fmt: skip
def test_a_milestone_with_such_words_stays_one(of: Of, words: str) -> None:
    found = of(_plan(("3", words, "Ann Ray", "R")))
    assert [one.wording for one in found.milestones][2:] == [words]
    assert not found.left_out


@pytest.mark.parametrize("mark", ["(continued)", "Continued:", "cont.", "(cont'd)", "…", "..."])
@pytest.mark.parametrize("ref", [None, "2"])
def test_a_row_that_says_it_continues_joins_the_row_above(of: Of, mark: str, ref: str | None) -> None:
    found = of(_plan((ref, f"{mark} With parents in the room", None, None)))
    assert [(one.ref, "With parents in the room" in one.wording) for one in found.milestones] == [
        ("1", False),
        ("2", True),
    ]
    (doubt,) = found.doubts
    assert doubt.why == "the row says that it continues the one above"
    assert [choice.code for choice in doubt.choices] == ["joins", "own"]


@pytest.mark.parametrize(
    ("ref", "words"), [("3", "Continued support for families"), (None, "Continued support"), ("3", "(continued) Hear")]
)
def test_a_continued_action_is_an_item_of_its_own(of: Of, ref: str | None, words: str) -> None:
    found = of(_plan((ref, words, "Ann Ray", "R")))
    assert [one.wording for one in found.milestones][2:] == [words]
