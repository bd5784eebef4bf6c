"""The inspectors' words: read from the letter, entered, put right, and locked by a second person (DESIGN 2, rule 5)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.record.area import BEGINS, TODAY, Area
from wsoa.access import Action
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.history import entry
from wsoa.people import MembershipChange, PersonChange, actor_of, add_person, grant
from wsoa.terms import Role, ThingState
from wsoa.weaknesses import (
    MOST_AREAS,
    ConfirmChange,
    Entered,
    RewordChange,
    WeaknessChange,
    Worded,
    confirm_wording,
    differences,
    read_letter,
    reword_weakness,
    save_weaknesses,
    state_weakness,
    worded,
)

LETTER = date(2026, 3, 2)
COMPARED = ConfirmChange(letter_date=LETTER, compared=True)
TWO = (Entered(ref="C", wording="Too few plans are reviewed."), Entered(ref="D", wording="Data are not shared."))


def do(area: Area, command: Callable[..., object], *said: object, by: str = "manager", **more: object) -> object:
    with area.database.writing() as session:
        return command(session, area.people[by], area.slug, *said, **more)


def problems(area: Area, command: Callable[..., object], *said: object, **more: Any) -> dict[str, str]:
    head = area.head()
    with pytest.raises(Invalid) as refused:
        do(area, command, *said, **more)
    assert area.head() == head
    return refused.value.problems


def told(area: Area, number: int) -> Worded:
    with area.database.reading() as session:
        return worded(session, area.people["manager"], area.slug)[number]


def second_manager(area: Area) -> None:
    """Another manager, as "second"."""
    with area.database.writing() as session:
        change = PersonChange(email=f"second@{area.slug}.example.org", name="Second manager")
        person = add_person(session, change, passphrase=None)
        grant(session, person, MembershipChange(role=Role.PROGRAMME_MANAGER, programme=area.slug, starts=BEGINS))
        actor = actor_of(session, person)
    assert actor
    area.people["second"] = actor


@pytest.mark.parametrize(
    ("letter", "read"),
    [
        ("A lack of joint work\nToo late", [("", "A lack of joint work"), ("", "Too late")]),
        ("A Plans late\nB Families unheard\n  or unasked", [("A", "Plans late"), ("B", "Families unheard or unasked")]),
        ("(a) one thing\n(b) another", [("a", "one thing"), ("b", "another")]),
        ("1. one\n   goes on\n2. two", [("1", "one goes on"), ("2", "two")]),
        ("1\tone\r\n2\ttwo", [("1", "one"), ("2", "two")]),
        ("4.1) four\n\n4.2) five", [("4.1", "four"), ("4.2", "five")]),
        ("Priority action 1: Lead\n\nPriority action 2: The NHS\nacts", [("1", "Lead"), ("2", "The NHS acts")]),
        ("• The first\n– The second", [("", "The first"), ("", "The second")]),
        ("20 weeks is too long\n3 audits", [("", "20 weeks is too long"), ("", "3 audits")]),
        ("e.g. this one\n\n\n\nAnd that", [("", "e.g. this one"), ("", "And that")]),
        ("A wait that is long\n\nB", [("", "A wait that is long"), ("", "B")]),
        ("", []),
        (" \n\t\n", []),
    ],
)  # fmt: skip
def test_a_pasted_list_is_read_as_a_person_would(letter: str, read: list[tuple[str, str]]) -> None:
    assert list(read_letter(letter)) == read


def test_four_hundred_lines_are_read_as_four_hundred_and_refused_at_once(sqlite_area: Area) -> None:
    read = read_letter("\n".join(f"Line {number} of the letter" for number in range(400)))
    assert len(read) == 400
    entered = [Entered(wording=wording) for _, wording in read]
    assert str(MOST_AREAS) in problems(sqlite_area, save_weaknesses, entered)[""]


def test_a_list_is_one_entry_with_what_the_plan_calls_each(area: Area) -> None:
    head = area.head()
    assert do(area, save_weaknesses, TWO, plan=1, token="w") == do(area, save_weaknesses, TWO, plan=1, token="w")
    found = area.snapshot().weaknesses[2:]
    assert [(each.number, each.ref, each.wording, each.confirmed) for each in found] == [
        (3, "C", "Too few plans are reviewed.", False),
        (4, "D", "Data are not shared.", False),
    ]
    assert (area.head(), area.faults()) == (head + 1, [])


def test_the_same_words_are_entered_once_however_they_are_spaced(sqlite_area: Area) -> None:
    again = [Entered(wording="Plans  come\nlate."), Entered(wording="New"), Entered(wording="New")]
    assert set(problems(sqlite_area, save_weaknesses, again)) == {"wording-1", "wording-3"}


def test_a_reference_needs_its_plan(sqlite_area: Area) -> None:
    for plan in (None, 9):
        assert set(problems(sqlite_area, save_weaknesses, TWO, plan=plan)) == {"plan"}


def test_a_wording_is_put_right_and_its_history_kept(area: Area) -> None:
    change = RewordChange(ref="A1", plan=1, wording="Plans come too late.", reason="A word was missing")
    do(area, reword_weakness, 1, change, seen=1, token="x")
    do(area, reword_weakness, 1, change, seen=1, token="x")
    found = area.snapshot().weaknesses[0]
    assert (found.ref, found.wording) == ("A1", "Plans come too late.")
    with pytest.raises(Conflict):
        do(area, reword_weakness, 1, change, seen=1, token="y")
    with pytest.raises(Unseen):
        do(area, reword_weakness, 9, change)
    mistake = RewordChange(wording="Families are not heard.", state=ThingState.WITHDRAWN)
    do(area, reword_weakness, 2, mistake, seen=1)
    assert area.snapshot().weaknesses[1].state is ThingState.WITHDRAWN
    assert set(problems(area, confirm_wording, 2, COMPARED, seen=2)) == {""}


def test_whoever_entered_a_wording_cannot_confirm_it_and_a_second_person_can(area: Area) -> None:
    second_manager(area)
    do(area, save_weaknesses, TWO, plan=1)
    assert set(problems(area, confirm_wording, 3, COMPARED, seen=1)) == {""}
    do(area, confirm_wording, 3, COMPARED, seen=1, by="second", token="c")
    do(area, confirm_wording, 3, COMPARED, seen=1, by="second", token="c")
    do(area, confirm_wording, 4, COMPARED, seen=1, by="leader")
    said = told(area, 3)
    assert (said.by, said.confirmed_by, said.confirmed_on) == ("Manager", "Second manager", TODAY)
    assert said.confirmed_how == "Compared with the letter of 2 March 2026"
    assert area.snapshot().weaknesses[2].confirmed
    assert area.faults() == []


def test_changing_a_wording_and_back_hands_nobody_their_own_words(sqlite_area: Area) -> None:
    second_manager(sqlite_area)
    do(sqlite_area, save_weaknesses, TWO[:1], plan=1)
    for seen, wording in ((1, "Other words."), (2, "Too few  plans are reviewed.")):
        do(sqlite_area, reword_weakness, 3, RewordChange(wording=wording, ref="C", plan=1), seen=seen, by="second")
    for who in ("manager", "second"):
        assert set(problems(sqlite_area, confirm_wording, 3, COMPARED, seen=3, by=who)) == {""}
    do(sqlite_area, confirm_wording, 3, COMPARED, seen=3, by="leader")


def test_what_the_operator_or_a_tracker_brought_may_be_confirmed_by_anybody(sqlite_area: Area) -> None:
    do(sqlite_area, confirm_wording, 1, COMPARED, seen=1)
    manager = sqlite_area.people["manager"]
    with (
        sqlite_area.database.writing() as session,
        entry(session, manager, sqlite_area.slug, command="import", action=Action.SET_UP) as writing,
    ):
        state_weakness(writing, WeaknessChange(wording="From the tracker."), as_at=TODAY)
    assert told(sqlite_area, 3).from_tracker
    do(sqlite_area, confirm_wording, 3, COMPARED, seen=1)


def test_a_wording_changed_since_it_was_read_is_not_confirmed(area: Area) -> None:
    do(area, reword_weakness, 1, RewordChange(wording="Plans come very late.", ref="A", plan=1), seen=1)
    with pytest.raises(Conflict):
        do(area, confirm_wording, 1, COMPARED, seen=1, by="leader")
    assert not area.snapshot().weaknesses[0].confirmed


def test_a_confirmed_wording_is_locked_and_its_reference_is_not(sqlite_area: Area) -> None:
    do(sqlite_area, confirm_wording, 1, COMPARED, seen=1)
    changed = RewordChange(wording="Plans come early.", ref="A", plan=1)
    assert set(problems(sqlite_area, reword_weakness, 1, changed, seen=2)) == {"wording"}
    withdrawn = RewordChange(wording="Plans come late.", ref="A", plan=1, state=ThingState.WITHDRAWN)
    assert set(problems(sqlite_area, reword_weakness, 1, withdrawn, seen=2)) == {"state"}
    assert set(problems(sqlite_area, confirm_wording, 1, COMPARED, seen=2, by="leader")) == {""}
    do(sqlite_area, reword_weakness, 1, RewordChange(wording="Plans come late.", ref="1", plan=1), seen=2)
    found = sqlite_area.snapshot().weaknesses[0]
    assert (found.ref, found.confirmed, told(sqlite_area, 1).confirmed_by) == ("1", True, "Manager")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (ConfirmChange(letter_date=LETTER), "compared"),
        (ConfirmChange(letter_date=date(2026, 5, 21), compared=True), "letter_date"),
        (ConfirmChange(letter_date=date(202, 5, 21), compared=True), "letter_date"),
        (ConfirmChange(letter_date=LETTER, compared=True, letter="Plans come too late."), "letter"),
    ],
)
def test_what_was_not_compared_is_not_confirmed(sqlite_area: Area, change: ConfirmChange, field: str) -> None:
    assert set(problems(sqlite_area, confirm_wording, 1, change, seen=1)) == {field}


def test_the_letters_words_may_be_spaced_otherwise(sqlite_area: Area) -> None:
    change = ConfirmChange(letter_date=LETTER, compared=True, letter="Plans\n  come\tlate.")
    do(sqlite_area, confirm_wording, 1, change, seen=1)
    assert told(sqlite_area, 1).confirmed_how == "Compared with the letter of 2 March 2026, word by word"


def test_differences_are_told_word_by_word() -> None:
    told = [
        (each.words, each.in_record, each.in_letter) for each in differences("plans come late now", "plans came late")
    ]
    assert [each for each in told if each[1] and each[2]] == [("plans", True, True), ("late", True, True)]
    assert {each for each in told if not (each[1] and each[2])} == {
        ("come", True, False),
        ("came", False, True),
        ("now", True, False),
    }


def test_ten_thousand_equal_words_are_compared_at_once() -> None:
    """A difference that costs the square of the words would hold everybody up."""
    assert len(differences("a " * 10_000, "a " * 9_999)) == 2


def test_nobody_else_confirms_and_an_accountable_leader_does_not_enter(sqlite_area: Area) -> None:
    for who in sqlite_area.people.keys() - {"manager", "leader"}:
        with pytest.raises(Barred):
            do(sqlite_area, confirm_wording, 1, COMPARED, seen=1, by=who)
    for command, said in ((save_weaknesses, (TWO,)), (reword_weakness, (1, RewordChange(wording="X")))):
        with pytest.raises(Barred):
            do(sqlite_area, command, *said, by="leader")
    with pytest.raises(Unseen):
        do(sqlite_area, confirm_wording, 9, COMPARED)
