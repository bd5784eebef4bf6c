"""A rating key that a file states becomes the programme's own; a rating given before keeps the key it was given by."""

from dataclasses import replace
from datetime import date

import pytest

from tests.intake.stated import APRIL, MARCH, ME, SLUG, level, load, milestone, shown, tracker
from wsoa.access import Action
from wsoa.database import Database
from wsoa.history import entry
from wsoa.intake.found import FoundLevel
from wsoa.intake.loading.keys import stated_key
from wsoa.rag import DEFAULT_KEY
from wsoa.rating_keys import state_key
from wsoa.terms import Colour, LevelGroup, Requirement, Scope

KINGSTON = (
    level("Red", "Not yet started, or significantly delayed", "R", Colour.RED),
    level("Amber", "Underway, with some delay", "A", Colour.AMBER),
    level("Green", "Underway and on track", "G", Colour.GREEN),
    level("Blue", "Complete", "B", Colour.BLUE),
)


def stated(database: Database, when: date | None = None) -> list[tuple[str, str, int | None, LevelGroup, bool, bool]]:
    levels = shown(database, when).levels
    return [(one.code, one.label, one.order, one.group, one.late, one.exception) for one in levels]


def test_the_key_of_the_first_file_is_the_programmes_key_with_what_its_levels_ask_for(database: Database) -> None:
    report = load(database, tracker(milestone(2, "Open the park", rating="B"), key=KINGSTON))
    assert stated(database) == [
        ("R", "Red", 4, LevelGroup.BEHIND, True, True),
        ("A", "Amber", 3, LevelGroup.BEHIND, False, True),
        ("G", "Green", 2, LevelGroup.ON_TARGET, False, False),
        ("B", "Blue", 1, LevelGroup.COMPLETE, False, False),
    ]
    now = shown(database)
    asked = {one.code: one.requires for one in now.levels}
    assert asked["R"] == asked["A"] == {Requirement.ISSUE, Requirement.MITIGATION}
    assert [*asked["G"], *asked["B"]] == [Requirement.REASON, Requirement.EVIDENCE]
    assert now.levels[0].meaning == "Not yet started, or significantly delayed"
    assert now.milestones[0].level == now.levels[3]
    assert (report.rows[0].table, report.rows[0].outcome.value) == ("Rating key", "created")
    assert (report.doubts, report.exit_code) == ([], 0)


@pytest.mark.parametrize(
    ("key", "groups"),
    [
        (
            (level("Not started"), level("Underway - behind target"), level("On target"), level("Completed")),
            [LevelGroup.NOT_STARTED, LevelGroup.BEHIND, LevelGroup.ON_TARGET, LevelGroup.COMPLETE],
        ),
        (
            (level("Red", "Not started"), level("Amber", "At risk"), level("Green", "Completed")),
            [LevelGroup.NOT_STARTED, LevelGroup.BEHIND, LevelGroup.COMPLETE],
        ),
        (
            (level("Completed and embedded"), level("Completed"), level("Slightly delayed"), level("Delayed")),
            [LevelGroup.COMPLETE, LevelGroup.COMPLETE, LevelGroup.BEHIND, LevelGroup.BEHIND],
        ),
    ],
)
def test_what_a_level_comes_to_is_read_in_its_label_then_its_meaning_then_its_colour(
    database: Database, key: tuple[FoundLevel, ...], groups: list[LevelGroup]
) -> None:
    load(database, tracker(milestone(2, "Open the park"), key=key))
    levels = shown(database).levels
    assert [one.group for one in levels] == groups
    orders = [one.order for one in levels if one.order]
    assert sorted(orders) == list(range(1, len(orders) + 1))
    assert len({one.code for one in levels}) == len(levels)


def test_the_same_key_again_changes_nothing_nor_does_one_without_meanings_or_in_other_quotes(
    database: Database,
) -> None:
    load(database, tracker(milestone(2, "Open the park", rating="R"), key=KINGSTON))
    head = shown(database).head
    bare = tuple(replace(one, meaning="", colour=None) for one in KINGSTON)
    spaced = tuple(replace(one, meaning=one.meaning.replace(", ", ",  \n")) for one in KINGSTON)
    for key in (KINGSTON, bare, spaced, ()):
        load(database, tracker(milestone(2, "Open the park", rating="R"), key=key))
    assert shown(database).head == head


def test_another_key_is_a_new_version_and_re_colours_nothing(database: Database) -> None:
    load(database, tracker(milestone(2, "Open the park", rating="Red"), milestone(3, "Paint", rating="Amber")))
    report = load(database, tracker(milestone(3, "Paint", rating="Green"), key=KINGSTON), APRIL, scope=Scope.PLAN)
    before, now = shown(database, MARCH), shown(database)
    assert [one.meaning for one in before.levels] == [one.meaning for one in DEFAULT_KEY]
    assert [one.meaning for one in now.levels] == [one.meaning for one in KINGSTON]
    versions = [one.level.version for one in now.milestones if one.level]
    assert (versions, report.conflicts) == ([1, 2], [])


def test_a_key_a_person_stated_on_the_very_date_is_left_alone(database: Database) -> None:
    load(database, tracker(milestone(2, "Open the park")))
    theirs = [replace(DEFAULT_KEY[0], label="Crimson"), *DEFAULT_KEY[1:]]
    with (
        database.writing() as session,
        entry(session, ME, SLUG, command="state_key", action=Action.SET_UP) as writing,
    ):
        state_key(writing, as_at=APRIL, terms=theirs, number=1)
    report = load(database, tracker(milestone(2, "Open the park", rating="Amber"), key=KINGSTON), APRIL)
    assert (report.exit_code, {one.thing for one in report.conflicts}) == (5, {"the rating key"})
    now = shown(database)
    assert now.levels[0].label == "Crimson"
    assert now.milestones[0].level, "the other parts of the file come in"


def test_exceptions_take_no_level_away(database: Database) -> None:
    load(database, tracker(milestone(2, "Open the park", rating="Green"), key=KINGSTON))
    load(database, tracker(milestone(2, "Open the park", rating="Red"), key=KINGSTON[:2]), APRIL)
    assert [one.label for one in shown(database).levels] == ["Red", "Amber", "Green", "Blue"]


def test_one_coloured_cell_is_no_key(database: Database) -> None:
    load(database, tracker(milestone(2, "Open the park"), key=KINGSTON[:1]))
    assert len(shown(database).levels) == len(DEFAULT_KEY)


def test_a_key_printed_on_every_sheet_is_one_key(database: Database) -> None:
    load(database, tracker(milestone(2, "Open the park"), key=(*KINGSTON, *KINGSTON)))
    assert [one.label for one in shown(database).levels] == ["Red", "Amber", "Green", "Blue"]


def test_levels_without_codes_get_letters_of_their_own(database: Database) -> None:
    key = (level("On track"), level("Off track"), level("Complete", code="C"), level("Cancelled"))
    load(database, tracker(milestone(2, "Open the park"), key=key))
    assert [one.code for one in shown(database).levels] == ["O", "OF", "C", "CA"]


def test_work_that_has_begun_is_not_late_for_that() -> None:
    labels = ("Not started", "In progress", "Underway (behind target)", "Completed")
    stated = tuple(FoundLevel("", label, "", None, f"Key!A{n}") for n, label in enumerate(labels))
    groups = [level.group for level in stated_key(stated, ())]
    assert groups == [LevelGroup.NOT_STARTED, LevelGroup.ON_TARGET, LevelGroup.BEHIND, LevelGroup.COMPLETE]
