"""What a level asks for, and how levels are counted."""

from dataclasses import replace

import pytest

from tests.exports.positions import LEVELS, milestone, rated
from wsoa.rag import DEFAULT_KEY, LevelCount, count_levels, missing_requirements
from wsoa.terms import LevelGroup, Requirement, ThingState

ISSUE, MITIGATION, REASON, EVIDENCE = (
    *(Requirement.ISSUE, Requirement.MITIGATION, Requirement.REASON, Requirement.EVIDENCE),
)


@pytest.mark.parametrize(
    ("code", "given", "missing"),
    [
        ("R", {}, (ISSUE, MITIGATION)),
        ("A", {"issue": "Late"}, (MITIGATION,)),
        ("A", {"issue": " \n", "mitigation": "More staff"}, (ISSUE,)),
        ("A", {"issue": "Late", "mitigation": "More staff"}, ()),
        ("G", {}, (REASON,)),
        ("G", {"reason": "Pilot ran"}, ()),
        ("C", {"reason": "Done", "issue": "None"}, (EVIDENCE,)),
        ("C", {"evidence": (12,)}, ()),
        ("N", {}, ()),
    ],
)
def test_a_level_of_the_default_key_asks_for_what_it_requires(
    code: str, given: dict[str, str], missing: tuple[Requirement, ...]
) -> None:
    answers = {"reason": None, "issue": None, "mitigation": None, "evidence": ()} | given
    assert missing_requirements(LEVELS[code], **answers) == missing  # type: ignore[arg-type]


def test_not_rated_asks_for_nothing() -> None:
    assert missing_requirements(None, reason=None, issue=None, mitigation=None, evidence=()) == ()


def test_the_default_key_is_the_one_agreed_for_programmes_that_state_none() -> None:
    key = {level.code: level for level in DEFAULT_KEY}
    assert {code: (level.label, level.order) for code, level in key.items()} == {
        "R": ("Red", 4),
        "A": ("Amber", 3),
        "G": ("Green", 2),
        "C": ("Complete", 1),
        "N": ("Not started", None),
    }
    assert [code for code, level in key.items() if level.exception] == ["R", "A"]
    assert [code for code, level in key.items() if level.late] == ["R"]
    assert key["R"].group is key["A"].group is LevelGroup.BEHIND
    assert len({level.colour for level in DEFAULT_KEY}) == len(DEFAULT_KEY)
    assert all(level.meaning for level in DEFAULT_KEY)


def test_counts_keep_the_order_of_the_key_and_show_levels_nobody_stands_at() -> None:
    counts = count_levels(
        [milestone(1, "One", rated("A")), milestone(2, "Two", rated("A")), milestone(3, "Three", None)], LEVELS.values()
    )
    assert [(level.code, level.count) for level in counts.by_level] == [
        ("R", 0),
        ("A", 2),
        ("G", 0),
        ("C", 0),
        ("N", 0),
    ]
    assert (counts.not_rated, counts.total) == (1, 3)


@pytest.mark.parametrize("state", [ThingState.MERGED, ThingState.SUPERSEDED, ThingState.WITHDRAWN])
def test_a_milestone_no_longer_promised_is_not_counted(state: ThingState) -> None:
    gone = milestone(1, "One", rated("R"), state=state)
    assert count_levels([gone, milestone(2, "Two", rated("R"))], LEVELS.values()).total == 1


def test_a_milestone_rated_under_an_earlier_key_is_counted_apart_and_the_parts_still_add_up() -> None:
    newer = [replace(level, version=2) for level in LEVELS.values()]
    update = rated("A")
    current = replace(update, level=replace(LEVELS["A"], version=2))
    counts = count_levels([milestone(1, "One", update), milestone(2, "Two", current)], newer)
    assert counts.by_level[-1] == LevelCount("A", "Amber (key version 1)", 1)
    assert sum(level.count for level in counts.by_level) + counts.not_rated == counts.total == 2
