"""Ratings by round: the columns, the words and the table hold the same numbers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from api.pictures import by_round
from tests.exports.positions import LEVELS, rated
from tests.exports.sample import empty
from tests.web.drawings import SVG, drawn, numbers, standing, svgs, table
from wsoa.points import ratings_of
from wsoa.snapshot.positions import MilestoneUpdatePosition, RatedThen
from wsoa.terms import Scope, ThingState

OLD = {code: replace(level, version=0, label=f"Old {level.label}") for code, level in LEVELS.items()}


@pytest.mark.parametrize("earlier", [[], [ratings_of(empty())]], ids=["no round before", "nothing promised before"])
def test_one_date_alone_shows_no_change(earlier: list[RatedThen]) -> None:
    assert by_round(standing(rated("R")), earlier) is None


def test_no_milestones_are_no_columns() -> None:
    assert by_round(empty(), [ratings_of(standing(rated("R")))]) is None


def counts(text: str) -> dict[tuple[str, str], int]:
    """The same from its table, without the noughts."""
    head, rows = table(text)
    cells = (
        (row[0].split(" (")[0], label, int(cell))
        for row in rows
        for label, cell in zip(head[1:-1], row[1:-1], strict=True)
    )
    assert all(sum(map(int, row[1:-1])) == int(row[-1]) for row in rows)
    return {(on, label): number for on, label, number in cells if number}


@pytest.mark.parametrize(
    "then",
    [
        [rated("R")],
        [rated("R"), None, rated("G")],
        [None],
        [rated("A")] * 300,
        [replace(rated("R"), level=OLD["R"]), replace(rated("C"), level=OLD["C"]), rated("R")],
    ],
    ids=["one", "mixed", "not rated", "three hundred", "an earlier key"],
)
def test_the_columns_the_words_and_the_table_hold_the_same_numbers(
    then: Sequence[MilestoneUpdatePosition | None],
) -> None:
    now, before = standing(*then, rated("G")), standing(*then, as_at=date(2026, 2, 28))
    text = drawn(by_round(now, [ratings_of(before)]))
    assert numbers(text) == counts(text)
    assert sum(numbers(text).values()) == 2 * len(then) + 1
    told = svgs(text)[0].find(f"{SVG}desc")
    assert told is not None
    assert all(f"{number} {label}" in (told.text or "") for (_, label), number in numbers(text).items())


def test_levels_stand_on_each_other_in_the_order_of_the_key_and_as_tall_as_they_count() -> None:
    now = standing(rated("C"), rated("R"), rated("R"), None, rated("A"))
    picture = by_round(now, [replace(ratings_of(now), as_at=date(2026, 2, 28))])
    assert picture
    blocks = picture.drawings[0].blocks[:4]
    assert [block.shade for block in blocks] == ["red", "amber", "blue", "none"]
    assert [block.height / blocks[1].height for block in blocks] == pytest.approx([2, 1, 1, 1])
    assert all(upper.y + upper.height == pytest.approx(lower.y) for lower, upper in pairwise(blocks))
    assert [swatch.label for swatch in picture.key] == ["Red", "Amber", "Complete", "Not rated"]


def test_at_most_six_rounds_stand_before_the_date_of_the_page() -> None:
    now = standing(rated("R"))
    picture = by_round(now, [replace(ratings_of(now), as_at=date(2025, month, 28)) for month in range(1, 10)])
    assert picture
    assert [row.cells[0] for row in picture.table.rows][-1] == "28 April 2025"
    assert len(picture.table.rows) == 7


def test_what_is_no_longer_promised_is_not_counted_and_exceptions_are_not_taken_for_a_plan() -> None:
    now = standing(rated("R"), rated("R"))
    gone = replace(now.milestones[1], state=ThingState.WITHDRAWN)
    now = replace(now, milestones=(now.milestones[0], gone), scope=Scope.EXCEPTIONS)
    picture = by_round(now, [replace(ratings_of(now), as_at=date(2026, 2, 28))])
    assert picture
    assert set(numbers(drawn(picture)).values()) == {1}
    assert picture.table.caption == "Milestones listed as exceptions by rating, round by round"
