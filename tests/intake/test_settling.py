"""What can be read in several ways is a doubt: said, read in the likeliest way, and settled by a person in one word."""

from dataclasses import replace

import pytest

from tests.intake.stated import APRIL, area, changes, level, load, milestone, outcomes, shown, tracker
from wsoa.database import Database
from wsoa.intake.found import Doubt
from wsoa.terms import Colour, Scope

SWINGS = "Order the swings for wheelchairs in every park of the town"
NEARLY = "Order the swings for wheelchairs in each park of the town"
PARKS = area("3", "Every park is open to all")


def test_a_wording_close_to_one_milestone_is_taken_for_it_and_listed(database: Database) -> None:
    load(database, tracker(milestone(2, SWINGS), milestone(3, "Paint the fences")))
    report = load(database, tracker(milestone(2, NEARLY), milestone(3, "Paint the fences")), APRIL)
    (doubt,) = report.doubts
    assert (doubt.key, doubt.read_as) == ("match:Plan!B2", "milestone 1")
    assert [choice.code for choice in doubt.choices] == ["same", "new"]
    assert [one.wording for one in shown(database).milestones] == [NEARLY, "Paint the fences"]
    assert changes(report) == {"milestone 1": [("Wording", SWINGS, NEARLY)]}


@pytest.mark.parametrize("served", [(), PARKS])
def test_a_person_may_say_that_it_is_another_milestone(database: Database, served: tuple[object, ...]) -> None:
    load(database, tracker(milestone(2, SWINGS, focus_areas=served)))
    settled = {"match:Plan!B2": "new"}
    april = tracker(milestone(2, NEARLY, focus_areas=served))
    report = load(database, april, APRIL, settled=settled)
    assert [one.wording for one in shown(database).milestones] == [SWINGS, NEARLY]
    assert ([doubt.settled for doubt in report.doubts], outcomes(report)) == (["new"], {"created": 1})
    assert len(report.not_in_file) == 1


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"wording": "Train 20 staff in the Elm area"}, {"wording": "Train 30 staff in the Elm area"}),
        ({"wording": SWINGS, "ref": "3.A"}, {"wording": NEARLY, "ref": "3.B"}),
    ],
)
def test_milestones_that_differ_by_a_number_or_a_reference_stay_two_until_a_person_says_they_are_one(
    database: Database, before: dict[str, str], now: dict[str, str]
) -> None:
    load(database, tracker(milestone(2, **before)))
    report = load(database, tracker(milestone(2, **now)), APRIL)
    assert [doubt.read_as for doubt in report.doubts] == ["a new milestone"]
    assert len(shown(database).milestones) == 2


def test_two_rows_close_to_one_milestone_are_not_both_taken_for_it(database: Database) -> None:
    load(database, tracker(milestone(2, SWINGS)))
    rivals = tracker(milestone(2, NEARLY), milestone(3, NEARLY.replace("town", "area")))
    load(database, rivals, APRIL, settled={"match:Plan!B2": "same", "match:Plan!B3": "same"})
    assert [one.wording for one in shown(database).milestones] == [one.wording for one in rivals.milestones]
    load(database, tracker(*(replace(one, wording=f"Re: {one.wording}") for one in rivals.milestones[::-1])), APRIL)
    assert len(shown(database).milestones) == 4, "each of two may be either of two: nobody can tell"


def test_a_close_wording_of_another_workstream_is_another_milestone(database: Database) -> None:
    load(database, tracker(milestone(2, SWINGS)))
    report = load(database, tracker(milestone(2, NEARLY, workstream="Reading")), APRIL)
    assert (report.doubts, len(shown(database).milestones)) == ([], 2)


def test_a_reference_that_now_stands_for_quite_other_words_is_a_doubt(database: Database) -> None:
    load(database, tracker(milestone(2, SWINGS, ref="3.A")))
    again = tracker(milestone(2, "Recruit two librarians", ref="3.A"))
    report = load(database, again, APRIL)
    assert [doubt.key for doubt in report.doubts] == ["match:Plan!B2"]
    assert len(shown(database).milestones) == 1
    load(database, again, APRIL, settled={"match:Plan!B2": "new"})


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Completed", "C"),
        ("Blue", "C"),
        ("On track", "G"),
        ("At risk", "A"),
        ("Delayed", "R"),
        ("Not yet started", "N"),
    ],
)
def test_a_word_of_another_key_is_read_as_what_clearly_says_the_same_and_is_listed(
    database: Database, word: str, code: str
) -> None:
    report = load(database, tracker(milestone(2, SWINGS, rating=word)))
    (doubt,) = report.doubts
    (swings,) = shown(database).milestones
    assert swings.level
    assert (swings.level.code, doubt.choices[0].code, report.exit_code) == (code, code, 0)
    assert {choice.code for choice in doubt.choices} == {"R", "A", "G", "C", "N", "leave-out"}


def test_one_answer_settles_every_row_with_that_word(database: Database) -> None:
    rows = [milestone(n, f"Park {n} is open", rating="Ahead") for n in (2, 3)]
    unsettled = load(database, tracker(*rows))
    assert [aside.text for aside in unsettled.left_out] == ["Ahead", "Ahead"]
    assert unsettled.left_out[0].why.startswith("'Ahead' is not a rating of this programme (Red, Amber, Green")
    report = load(database, tracker(*rows), settled={"rating:ahead": "G"})
    assert (report.left_out, report.exit_code) == ([], 0)
    assert [one.level.code for one in shown(database).milestones if one.level] == ["G", "G"]
    assert [doubt.settled for doubt in report.doubts] == ["G", "G"]


def test_a_likely_reading_may_be_left_out(database: Database) -> None:
    report = load(database, tracker(milestone(2, SWINGS, rating="Done")), settled={"rating:done": "leave-out"})
    assert [aside.text for aside in report.left_out] == ["Done"]
    assert shown(database).milestones[0].level is None


def test_not_started_is_red_where_the_key_says_so(database: Database) -> None:
    key = (level("Red", "Not yet started, or significantly delayed"), level("Green", "On track"))
    load(database, tracker(milestone(2, SWINGS, rating="Not started"), key=key))
    (swings,) = shown(database).milestones
    assert swings.level
    assert swings.level.label == "Red"


def test_completed_is_not_read_as_the_level_that_will_not_be_completed(database: Database) -> None:
    key = (level("Red", "Will not be completed in time"), level("Amber", "May not be completed in time"))
    report = load(database, tracker(milestone(2, SWINGS, rating="Completed"), key=key))
    assert (shown(database).milestones[0].level, report.exit_code) == (None, 4)


def test_a_colour_names_the_only_level_of_that_colour(database: Database) -> None:
    report = load(database, tracker(milestone(2, SWINGS, colour=Colour.AMBER), milestone(3, "x", colour=Colour.PURPLE)))
    swings, other = shown(database).milestones
    assert swings.level
    assert (swings.level.code, other.level, report.exit_code) == ("A", None, 4)
    assert report.scope is Scope.PLAN, "a colour of no rating is no exception"
    assert {doubt.key for doubt in report.doubts} == {"rating:colour-amber", "rating:colour-purple"}


def test_a_word_nobody_knows_is_read_by_the_colour_of_its_cell_and_listed(database: Database) -> None:
    rows = (milestone(2, SWINGS, rating="Slipping", colour=Colour.AMBER), milestone(3, "Paint", rating="Purple"))
    report = load(database, tracker(rows[0], replace(rows[1], colour=Colour.RED)))
    assert [one.level and one.level.code for one in shown(database).milestones] == ["A", None]
    assert [aside.text for aside in report.left_out] == ["Purple"]
    assert [doubt.key for doubt in report.doubts] == ["rating:slipping", "rating:purple"]


def test_a_colour_is_doubted_once(database: Database) -> None:
    said = Doubt("Plan!C2", "", "amber", "read from the cell's colour; the table has no column for a rating")
    report = load(database, tracker(milestone(2, SWINGS, colour=Colour.AMBER), doubts=(said,)))
    assert [(doubt.read_as, doubt.why) for doubt in report.doubts] == [("Amber", said.why)]


def test_a_tracker_coloured_red_and_amber_throughout_lists_exceptions(database: Database) -> None:
    rows = (milestone(2, SWINGS, colour=Colour.AMBER), milestone(3, "Paint", colour=Colour.RED))
    assert load(database, tracker(*rows)).scope is Scope.EXCEPTIONS


def test_words_in_which_no_date_can_be_read_are_settled_by_a_choice_and_not_asked_again(database: Database) -> None:
    found = tracker(milestone(2, SWINGS, timescale_words="May 25"))
    report = load(database, found)
    (doubt,) = report.doubts
    assert (doubt.key, doubt.choices[0].code) == ("when:Plan!H2", "words")
    assert len(doubt.choices) > 1
    load(database, found, settled={doubt.key: doubt.choices[1].code})
    current = shown(database).milestones[0].dates.current
    assert current
    assert (current.words, current.latest is not None) == ("May 25", True)
    again = load(database, found, APRIL)
    assert (again.doubts, outcomes(again)) == ([], {"unchanged": 1})


def test_rows_that_were_numbered_anew_keep_their_milestones_by_their_wording(database: Database) -> None:
    first = [replace(milestone(2, "Open the park"), ref="1.1"), replace(milestone(3, "Paint the fences"), ref="1.2")]
    load(database, tracker(*first))
    report = load(database, tracker(replace(milestone(2, "Paint the fences"), ref="1.1")), APRIL)
    assert [
        (one.number, one.ref, one.wording) for one in shown(database).milestones if one.wording.startswith("P")
    ] == [(2, "1.1", "Paint the fences")]
    assert [doubt.key for doubt in report.doubts] == ["match:Plan!B2"]
    assert len(shown(database).milestones) == 2
