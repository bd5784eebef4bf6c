"""The ribbon of a milestone: how it stood in every round, and whether anybody said so."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from api.pictures import Picture, ribbon
from tests.exports.positions import AS_AT, milestone, rated
from tests.exports.sample import snapshot
from tests.web.drawings import drawn, meanings, months, table
from wsoa.snapshot.positions import RoundPosition, Snapshot


def lived(count: int, *codes: str | None, since: date = date(2019, 1, 1)) -> tuple[Picture | None, Snapshot]:
    """The ribbon of a milestone over so many rounds; it was rated in the last ones, None: nothing was said."""
    rounds = months(count)
    told = [(r, code) for r, code in zip(rounds[-len(codes) :], codes, strict=True) if code] if codes else []
    updates = [rated(code, round_number=r.number, as_at=r.position_date) for r, code in told]
    history = [replace(each, written=replace(each.written, sequence=at)) for at, each in enumerate(updates, 1)]
    snap = replace(snapshot(), rounds=rounds, current_round=rounds[-1] if rounds else None)
    return ribbon(snap, replace(milestone(1, "One", None), since=since), history[::-1]), snap


@pytest.mark.parametrize(
    ("rounds", "codes"), [(0, ()), (1, ("R",)), (1, ())], ids=["no rounds", "one round", "one round, never rated"]
)
def test_one_round_is_no_ribbon(rounds: int, codes: tuple[str, ...]) -> None:
    assert lived(rounds, *codes)[0] is None


def test_every_round_is_a_cell_with_the_rating_that_stood_then_and_what_was_said() -> None:
    text = drawn(lived(5, "R", None, "A", "C", None)[0])
    said = ["Red, updated", "Red, not updated", "Amber, updated", "Complete, updated", "Complete, no update was due"]
    assert [each.split(": ")[1] for each in meanings(text)] == said
    assert [f"{row[2]}, {row[3].lower()}" for row in table(text)[1]] == said
    assert text.count("app-block--hollow") == 2, "the round in which nothing was said, and its line in the key"
    assert re.findall(r'href="#said-(\d)"', text) == ["1", "2", "3"]


def test_sixty_rounds_are_strips_that_fit_a_telephone() -> None:
    picture, snap = lived(60, *"RAG" * 20)
    assert picture
    assert [len(strip.blocks) for strip in picture.drawings] == [6] * 10
    assert {strip.width for strip in picture.drawings} == {300}
    assert len(table(drawn(picture))[1]) == len(snap.rounds) == 60


def test_rounds_before_it_was_promised_are_blank_and_whole_strips_of_them_are_left_out() -> None:
    picture, snap = lived(15, "R", "A", since=AS_AT - timedelta(days=35))
    assert picture
    text = drawn(picture)
    assert [row[2:] for row in table(text)[1]] == [["", "Not yet promised"], ["Red", "Updated"], ["Amber", "Updated"]]
    assert "Not shown: 12 rounds before it was promised" in picture.note
    assert text.count(">not yet</text>") == 1
    assert meanings(text)[0] == "Round 13 (30 January 2026): Not yet promised"
    assert len(snap.rounds) == 15


def test_a_rating_nobody_gave_is_a_dash_and_no_change_is_a_tick() -> None:
    picture, snap = lived(2)
    assert [row[2:] for row in table(drawn(picture))[1]] == [["Not rated", "Not updated"]] * 2
    told = rated("A", round_number=1, as_at=snap.rounds[0].position_date)
    again = rated("A", round_number=2)
    again = replace(again, written=replace(again.written, sequence=2, confirmed=True))
    text = drawn(ribbon(snap, milestone(1, "One", again), [again, told]))
    assert table(text)[1][1][2:] == ["Amber", "No change, confirmed"]
    assert text.count("app-block__tick") == 2, "in its cell and in the key"


def test_what_was_taken_back_was_not_said() -> None:
    _, snap = lived(2)
    wrong = rated("R", round_number=2)
    back = replace(wrong, level=None, written=replace(wrong.written, sequence=2, withdraws=1))
    assert table(drawn(ribbon(snap, milestone(1, "One", back), [back, wrong])))[1][1][2:] == [
        "Not rated",
        "Not updated",
    ]


@pytest.mark.parametrize(
    ("opens", "name", "said"),
    [(date(2026, 4, 3), "April, so far", "Not updated"), (date(2026, 4, 20), "Since then", "No update was due")],
)
def test_the_last_cell_is_the_date_of_the_page(opens: date, name: str, said: str) -> None:
    april = RoundPosition(2, "April", date(2026, 4, 30), opens, date(2026, 5, 2), None)
    march = replace(months(1)[0], name="March")
    snap = replace(snapshot(), as_at=date(2026, 4, 9), rounds=(march, april))
    snap = replace(snap, current_round=april if opens <= snap.as_at else march)
    text = drawn(ribbon(snap, milestone(1, "One", None), [rated("G", round_number=1)]))
    assert table(text)[1][1] == [name, "9 April 2026", "Green", said]


def test_the_key_explains_what_is_drawn_in_the_order_of_the_programmes_own() -> None:
    picture, _ = lived(4, "C", "A", "R", None)
    assert picture
    labels = [swatch.label for swatch in picture.key]
    assert labels == ["Red", "Amber", "Complete", "Not updated: as it was rated before"]
