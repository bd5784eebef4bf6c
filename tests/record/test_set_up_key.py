"""A programme's rating key: ready-made or its own, in versions that re-colour nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from tests.record.area import AMBER, GREEN, RED, TODAY, Area
from wsoa.errors import Barred, Conflict, Invalid
from wsoa.rag import DEFAULT_KEY
from wsoa.rating_keys import READY_KEYS, KeyChange, LeftBehind, LevelChange, left_behind, save_key
from wsoa.terms import Colour, LevelGroup

DONE = {"code": "D", "label": "Done", "meaning": "All of it.", "colour": "blue", "group": "complete", "order": 1}
LATE = {"code": "L", "label": "Late", "meaning": "Not yet.", "colour": "red", "group": "behind", "order": 2}


def key(*levels: dict[str, Any]) -> KeyChange:
    return KeyChange(name="Ours", levels=tuple(LevelChange(**level) for level in levels))


def save(area: Area, change: KeyChange, by: str = "manager", **more: Any) -> int:
    with area.database.writing() as session:
        return save_key(session, area.people[by], area.slug, change, **more)


@pytest.mark.parametrize("word", READY_KEYS)
def test_every_ready_made_key_meets_the_rules_of_a_key(sqlite_area: Area, word: str) -> None:
    ready = READY_KEYS[word]
    save(sqlite_area, KeyChange.of(ready.name, ready.levels), seen=1)
    found = sqlite_area.snapshot().levels
    assert KeyChange.of("", found) == KeyChange.of("", ready.levels)


def test_the_key_every_programme_begins_with_is_one_of_them_and_embedding_is_better_than_completing() -> None:
    assert READY_KEYS["rag"].levels == DEFAULT_KEY
    completed, embedded = (
        next(level for level in READY_KEYS["embedded"].levels if level.code == code) for code in ("C", "E")
    )
    assert completed.group is embedded.group is LevelGroup.COMPLETE
    assert (embedded.order, completed.order) == (1, 2)


def test_a_new_version_recolours_nothing_and_says_what_it_leaves_behind(area: Area) -> None:
    for number, change in ((1, RED), (2, AMBER), (3, GREEN)):
        area.rate(number, change, day=date(2026, 4, 30))
    ours = [level for level in DEFAULT_KEY if level.code != "A"]
    ours[0] = replace(ours[0], label="Off track", colour=Colour.PURPLE)
    left = left_behind(area.snapshot(), ours)
    assert left == (LeftBehind("Amber", None, 1, 0), LeftBehind("Red", "Off track", 1, 0))
    assert save(area, KeyChange.of("Ours", ours), seen=1) == 1
    snap = area.snapshot()
    stands = {each.number: each.level for each in snap.milestones if each.level}
    assert [(stands[n].label, stands[n].colour, stands[n].version) for n in (1, 2)] == [
        ("Red", Colour.RED, 1),
        ("Amber", Colour.AMBER, 1),
    ]
    assert left_behind(snap, snap.levels) == left
    assert {level.version for level in snap.levels} == {2}
    assert area.faults() == []


@pytest.mark.parametrize(
    ("levels", "fields"),
    [
        ((DONE, {**LATE, "code": "d"}), {"code-2"}),
        ((DONE, {**LATE, "label": "DONE"}), {"label-2"}),
        ((DONE, LATE, {**LATE, "code": "M", "label": "More"}), {"order-3"}),
        ((LATE,), {""}),
        ((), {""}),
        (tuple({**DONE, "code": f"D{n}", "label": f"Done {n}", "order": None} for n in range(11)), {""}),
    ],
)
def test_a_key_that_would_not_work_is_refused_by_its_field(
    sqlite_area: Area, levels: tuple[dict[str, Any], ...], fields: set[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        save(sqlite_area, key(*levels), seen=1)
    assert set(refused.value.problems) == fields


@pytest.mark.parametrize("code", ["not-rated", "None", "a b", "R.1", "a/b", "x" * 13, "?", "&"])
def test_a_code_can_stand_in_an_address(code: str) -> None:
    with pytest.raises(ValidationError):
        LevelChange.model_validate({**DONE, "code": code})


def test_of_two_managers_who_change_the_key_the_second_is_told(area: Area) -> None:
    assert save(area, key(DONE, LATE), seen=1, token="k") == save(area, key(DONE, LATE), seen=1, token="k") == 1
    with pytest.raises(Conflict):
        save(area, key(DONE), seen=1, token="other")
    with pytest.raises(Barred):
        save(area, key(DONE), by="lead", seen=2)
    assert area.snapshot(as_at=TODAY).levels[0].version == 2
