"""What became of the next steps of the round before, and what that does to progress and to the new next steps."""

from datetime import date

import pytest

from tests.record.area import Area
from tests.record.promises import (
    APRIL,
    CONTINUES,
    DONE,
    DROPPED,
    IN_MAY,
    NINE,
    POSITIONS,
    answer,
    listed,
    opened,
    promise,
    promised,
    report,
)
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.progress import BulletChange, NextStepAnswerChange, state_answers, write_list
from wsoa.snapshot.positions import promised_and_done
from wsoa.terms import BulletKind

SIX_TWO_ONE = (
    *(answer(position, DONE) for position in POSITIONS[1:7]),
    answer(1, CONTINUES),
    answer(11, CONTINUES),
    answer(12, DROPPED, "The leaflet is not needed any more"),
)


def test_of_nine_promised_six_are_done_two_continue_and_one_is_dropped_in_one_entry(area: Area) -> None:
    promise(area)
    head = area.head()
    change = opened(area).model_copy(
        update={"answers": SIX_TWO_ONE, "progress": "Interviews were held", "next_steps": "• Order the chairs"}
    )
    assert report(area, change) == 3
    assert area.head() == head + 1
    assert (
        promised_and_done(promised(area), "March")
        == "Of 9 next steps promised in March: 6 done, 2 continue, 1 dropped."
    )
    assert listed(area, BulletKind.PROGRESS) == [
        (1, "Publish the timetable"),
        (1, "Train the panel"),
        (1, "Write to every family"),
        (2, "in five languages"),
        (1, "Name a lead for transitions"),
        (1, "Book the hall"),
        (1, "Draft the job description"),
        (1, "Interviews were held"),
    ]
    assert listed(area, BulletKind.NEXT_STEPS) == [
        (1, "Agree the values pack"),
        (2, "with head teachers"),
        (2, "with governors"),
        (1, "Meet the trust"),
        (1, "Order the chairs"),
    ]
    dropped = next(step for step in promised(area).steps if step.position == 12)
    assert dropped.answered is not None
    assert dropped.answered.words == "The leaflet is not needed any more"
    assert area.faults() == []


def test_the_same_form_sent_twice_writes_once(sqlite_area: Area) -> None:
    promise(sqlite_area)
    change = opened(sqlite_area).model_copy(update={"answers": SIX_TWO_ONE, "progress": "Held", "token": "one"})
    assert report(sqlite_area, change) == 3
    progress = listed(sqlite_area, BulletKind.PROGRESS)
    assert report(sqlite_area, change) == 0
    assert listed(sqlite_area, BulletKind.PROGRESS) == progress


def test_a_next_step_answered_by_two_is_a_conflict_and_no_second_bullet(sqlite_area: Area) -> None:
    promise(sqlite_area)
    mine = opened(sqlite_area).model_copy(update={"answers": (answer(4, DONE),), "progress": "Mine"})
    theirs = opened(sqlite_area).model_copy(update={"answers": (answer(4, DONE),), "progress": "Theirs"})
    report(sqlite_area, theirs, by=sqlite_area.people["support"])
    with pytest.raises(Conflict):
        report(sqlite_area, mine)
    now = opened(sqlite_area)
    again = mine.model_copy(
        update={name: getattr(now, name) for name in ("seen_answers", "seen_progress", "seen_next_steps")}
    )
    report(sqlite_area, again)
    assert listed(sqlite_area, BulletKind.PROGRESS) == [(1, "Publish the timetable"), (1, "Mine")]


def test_whoever_changes_their_mind_moves_the_bullet_as_it_was_edited(sqlite_area: Area) -> None:
    promise(sqlite_area)
    report(sqlite_area, opened(sqlite_area).model_copy(update={"answers": (answer(1, CONTINUES),)}))
    edited = "Agree the values pack\n– with head teachers and the unions\nOrder the chairs"
    change = opened(sqlite_area).model_copy(update={"answers": (answer(1, DONE),), "next_steps": edited})
    report(sqlite_area, change)
    assert listed(sqlite_area, BulletKind.PROGRESS) == [
        (1, "Agree the values pack"),
        (2, "with head teachers and the unions"),
    ]
    assert listed(sqlite_area, BulletKind.NEXT_STEPS) == [(1, "Order the chairs")]
    dropped = opened(sqlite_area).model_copy(
        update={
            "answers": (answer(1, DROPPED, "Overtaken"),),
            "progress": "Agree the values pack",
            "next_steps": "Order the chairs",
        }
    )
    report(sqlite_area, dropped)
    assert listed(sqlite_area, BulletKind.PROGRESS) == []
    assert [step.answered is not None for step in promised(sqlite_area).steps].count(True) == 1


def test_a_bullet_edited_away_stays_away(sqlite_area: Area) -> None:
    promise(sqlite_area)
    report(sqlite_area, opened(sqlite_area).model_copy(update={"answers": (answer(4, DONE),)}))
    assert listed(sqlite_area, BulletKind.PROGRESS) == [(1, "Publish the timetable")]
    change = opened(sqlite_area).model_copy(update={"answers": (answer(4, DONE),), "progress": "It is out"})
    report(sqlite_area, change)
    assert listed(sqlite_area, BulletKind.PROGRESS) == [(1, "It is out")]


def test_what_was_typed_already_is_not_added_again(sqlite_area: Area) -> None:
    promise(sqlite_area)
    change = opened(sqlite_area).model_copy(
        update={"answers": (answer(4, DONE),), "progress": "publish  the Timetable"}
    )
    report(sqlite_area, change)
    assert listed(sqlite_area, BulletKind.PROGRESS) == [(1, "publish the Timetable")]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ((answer(1, DROPPED),), "why-1"),
        ((answer(1, DROPPED, "  \n "),), "why-1"),
        ((answer(2, DONE),), "answer-2"),
        ((answer(40, DONE),), "answer-40"),
        ((answer(4, DONE), answer(4, CONTINUES)), "answer-4"),
    ],
    ids=["no reason", "blank reason", "a line under a step", "no such line", "answered twice"],
)
def test_an_answer_that_cannot_stand_is_refused_and_nothing_is_written(
    sqlite_area: Area, answers: tuple[NextStepAnswerChange, ...], field: str
) -> None:
    promise(sqlite_area)
    head = sqlite_area.head()
    with pytest.raises(Invalid) as refused:
        report(sqlite_area, opened(sqlite_area).model_copy(update={"answers": answers, "progress": "Kept out"}))
    assert list(refused.value.problems) == [field]
    assert sqlite_area.head() == head


def test_answers_to_a_list_that_is_not_the_one_promised_are_refused(sqlite_area: Area) -> None:
    number = promise(sqlite_area)
    with pytest.raises(Conflict):
        report(sqlite_area, opened(sqlite_area).model_copy(update={"answers": (answer(1, DONE),), "version": 2}))
    with sqlite_area.entry(IN_MAY) as writing, pytest.raises(Invalid):
        state_answers(writing, (answer(1, DONE),), list_number=number, version=9, as_at=IN_MAY, round_=APRIL)


def test_next_steps_imported_without_a_round_are_those_of_the_month_before(sqlite_area: Area) -> None:
    promise(sqlite_area, round_=None)
    found = promised(sqlite_area)
    assert (found.promised_in, len(found.steps)) == (None, 9)
    report(sqlite_area, opened(sqlite_area).model_copy(update={"answers": SIX_TWO_ONE}))
    assert promised(sqlite_area).count(DONE) == 6


def test_what_one_round_says_again_is_its_own_promise(sqlite_area: Area) -> None:
    """A list with the same words in the next round is a row of that round, so that the round after answers it."""
    promise(sqlite_area)
    with sqlite_area.entry(IN_MAY) as writing:
        told = [BulletChange(level=level, text=text) for level, text in NINE]
        for _ in range(2):
            write_list(writing, told, kind=BulletKind.NEXT_STEPS, workstream=1, as_at=date(2026, 4, 30), round_=APRIL)
        assert writing.rows_written == 1


def test_the_programme_answers_its_own_next_steps_with_headlines(sqlite_area: Area) -> None:
    promise(sqlite_area, ((1, "Appoint a chair"),), workstream=None)
    change = opened(sqlite_area, None).model_copy(update={"answers": (answer(1, DONE),), "progress": "A good month"})
    report(sqlite_area, change, by=sqlite_area.people["manager"], workstream=None)
    headlines = listed(sqlite_area, BulletKind.HEADLINE, None)
    assert headlines == [(1, "Appoint a chair"), (1, "A good month")]
    with pytest.raises(Barred):
        report(sqlite_area, opened(sqlite_area, None), workstream=None)


def test_outside_of_rounds_the_lists_are_written_and_nothing_is_answered(sqlite_area: Area) -> None:
    early = date(2026, 2, 10)
    change = opened(sqlite_area, day=early).model_copy(update={"next_steps": "Begin"})
    assert report(sqlite_area, change, day=early) == 1
    assert listed(sqlite_area, BulletKind.NEXT_STEPS, day=early) == [(1, "Begin")]
    answered = opened(sqlite_area, day=early).model_copy(update={"answers": (answer(1, DONE),)})
    with pytest.raises(Invalid):
        report(sqlite_area, answered, day=early)


@pytest.mark.parametrize("who", ["support", "manager"])
def test_support_and_manager_write_what_the_lead_writes(sqlite_area: Area, who: str) -> None:
    promise(sqlite_area)
    change = opened(sqlite_area).model_copy(update={"answers": SIX_TWO_ONE})
    assert report(sqlite_area, change, by=sqlite_area.people[who]) == 3


@pytest.mark.parametrize("who", ["other lead", "partner", "board", "leader", "adviser", "inspector"])
def test_nobody_else_writes_it(sqlite_area: Area, who: str) -> None:
    promise(sqlite_area)
    head = sqlite_area.head()
    with pytest.raises((Barred, Unseen)):
        report(
            sqlite_area, opened(sqlite_area).model_copy(update={"progress": "Not theirs"}), by=sqlite_area.people[who]
        )
    with pytest.raises((Barred, Unseen)):
        report(sqlite_area, opened(sqlite_area, 99), by=sqlite_area.people[who], workstream=99)
    assert sqlite_area.head() == head


def test_a_manager_says_for_whom_and_how_they_know_and_nobody_else_may(sqlite_area: Area) -> None:
    told = {"on_behalf_of": "Mo Winter", "how_known": "e-mail of 3 March", "progress": "Told by e-mail"}
    report(sqlite_area, opened(sqlite_area).model_copy(update=told), by=sqlite_area.people["manager"])
    kept = next(each for each in sqlite_area.snapshot().lists if each.kind is BulletKind.PROGRESS)
    assert kept.written.by == "Manager on behalf of Mo Winter"
    assert kept.written.how_known == "e-mail of 3 March"
    with pytest.raises(Barred):
        report(sqlite_area, opened(sqlite_area).model_copy(update={**told, "progress": "Again"}))
    for half in ("on_behalf_of", "how_known"):
        lacking = opened(sqlite_area).model_copy(update={**told, "progress": "Half", half: None})
        with pytest.raises(Invalid) as refused:
            report(sqlite_area, lacking, by=sqlite_area.people["manager"])
        assert half in refused.value.problems


def test_two_hundred_and_one_points_are_too_many(sqlite_area: Area) -> None:
    with pytest.raises(Invalid) as refused:
        report(sqlite_area, opened(sqlite_area).model_copy(update={"progress": "\n".join(["A point"] * 201)}))
    assert list(refused.value.problems) == ["progress"]
