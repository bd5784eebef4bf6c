"""Challenges: a manager doubts an update, whoever answers for it answers, and both stay in the record."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.record.area import AMBER, GREEN, OPERATOR, Area, on
from wsoa.challenges import ChallengeChange, answer_challenge, challenge_update, settle_challenge
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.milestones import EndChange, end_milestone
from wsoa.snapshot.positions import ChallengePosition
from wsoa.terms import ThingState

DAY = date(2026, 4, 2)
DOUBT = "Green since Amber, and nothing new is said: what was done?"


def challenged(area: Area, *, milestone: int = 2, version: int = 1, who: str = "manager", **more: Any) -> int:
    change = ChallengeChange(milestone=milestone, version=version, wording=more.pop("wording", DOUBT))
    with on(DAY), area.database.writing() as session:
        return challenge_update(session, area.people[who], area.slug, change, **more)


def answered(
    area: Area, number: int, words: str = "The panel sat.", *, who: str = "lead", seen: int = 0, **more: Any
) -> int:
    with on(DAY), area.database.writing() as session:
        return answer_challenge(session, area.people[who], area.slug, number, words, seen=seen, **more)


def settled(area: Area, number: int, *, who: str = "manager", seen: int = 0, **more: Any) -> int:
    with on(DAY), area.database.writing() as session:
        return settle_challenge(session, area.people[who], area.slug, number, seen=seen, **more)


def found(area: Area, number: int = 1) -> ChallengePosition:
    with on(DAY):
        return next(each for each in area.snapshot().challenges if each.number == number)


def refusal(area: Area, do: Callable[[], object]) -> dict[str, str]:
    head = area.head()
    with pytest.raises(Invalid) as refused:
        do()
    assert area.head() == head
    return refused.value.problems


@pytest.fixture
def updated(area: Area) -> Area:
    area.rate(2, GREEN, day=DAY)
    return area


@pytest.fixture
def sqlite_updated(sqlite_area: Area) -> Area:
    sqlite_area.rate(2, GREEN, day=DAY)
    return sqlite_area


def test_a_doubt_its_answer_and_its_settling_all_stay_in_the_record(updated: Area) -> None:
    number = challenged(updated)
    assert found(updated).awaits_answer
    answered(updated, number)
    answered(updated, number, "It sat on 20 March.", seen=1)
    settled(updated, number, seen=2)
    challenge = found(updated)
    assert challenge.answered
    assert challenge.settling
    assert (challenge.milestone, challenge.version, challenge.wording) == (2, 1, DOUBT)
    assert (challenge.answer, challenge.answered.by) == ("It sat on 20 March.", "Lead")
    assert [(words, by.by) for words, by in challenge.earlier] == [("The panel sat.", "Lead")]
    assert (challenge.written.by, challenge.settling.by) == ("Manager", "Manager")
    assert updated.faults() == []


def test_the_position_of_the_rounds_date_knows_of_the_challenge(sqlite_updated: Area) -> None:
    challenged(sqlite_updated)
    with on(DAY):
        then = sqlite_updated.snapshot(date(2026, 3, 31))
    assert [(each.milestone, each.written.round, each.written.as_at) for each in then.challenges] == [
        (2, 2, date(2026, 3, 31))
    ]


def test_a_challenge_says_what_is_doubted_and_doubts_one_update_once(sqlite_updated: Area) -> None:
    assert refusal(sqlite_updated, lambda: challenged(sqlite_updated, wording=" \n")).keys() == {"wording"}
    number = challenged(sqlite_updated)
    assert "challenged already" in refusal(sqlite_updated, lambda: challenged(sqlite_updated))[""]
    settled(sqlite_updated, number, how="Seen the minutes")
    assert challenged(sqlite_updated) == 2
    with pytest.raises(Unseen):
        challenged(sqlite_updated, milestone=99)


def test_an_update_saved_since_the_manager_read_it_comes_before_the_doubt(sqlite_updated: Area) -> None:
    sqlite_updated.rate(2, AMBER, day=DAY)
    with pytest.raises(Conflict):
        challenged(sqlite_updated, version=1)
    assert challenged(sqlite_updated, version=2) == 1


def test_what_is_no_longer_promised_is_not_challenged(sqlite_updated: Area) -> None:
    end = EndChange(state=ThingState.WITHDRAWN, seen=1, reason="Dropped", approver="The board")
    with on(DAY), sqlite_updated.database.writing() as session:
        end_milestone(session, sqlite_updated.people["manager"], sqlite_updated.slug, 2, end)
    assert "asked about it any more" in refusal(sqlite_updated, lambda: challenged(sqlite_updated))[""]


def test_an_answer_needs_words_and_a_settling_without_answer_too(sqlite_updated: Area) -> None:
    number = challenged(sqlite_updated)
    assert refusal(sqlite_updated, lambda: answered(sqlite_updated, number, "  ")).keys() == {"answer"}
    assert refusal(sqlite_updated, lambda: settled(sqlite_updated, number)).keys() == {"how"}
    settled(sqlite_updated, number, how="It was corrected")
    assert (found(sqlite_updated).settled, found(sqlite_updated).awaits_answer) == (True, False)
    assert "It is settled" in refusal(sqlite_updated, lambda: answered(sqlite_updated, number, seen=1))[""]
    assert "It is settled" in refusal(sqlite_updated, lambda: settled(sqlite_updated, number, how="Twice", seen=1))[""]


def test_what_a_colleague_answered_or_settled_meanwhile_is_a_conflict(sqlite_updated: Area) -> None:
    number = challenged(sqlite_updated)
    answered(sqlite_updated, number, who="support")
    with pytest.raises(Conflict):
        answered(sqlite_updated, number)
    with pytest.raises(Conflict):
        settled(sqlite_updated, number, how="Done")


def test_the_same_form_sent_twice_is_one_row(sqlite_updated: Area) -> None:
    number = challenged(sqlite_updated, token="c")
    assert challenged(sqlite_updated, token="c") == number
    assert answered(sqlite_updated, number, token="a") == answered(sqlite_updated, number, token="a") == 1
    assert settled(sqlite_updated, number, seen=1, token="s") == settled(sqlite_updated, number, seen=1, token="s") == 2
    with pytest.raises(Conflict):
        answered(sqlite_updated, number, "Other words", token="a")


def test_only_a_manager_challenges_and_settles(sqlite_updated: Area) -> None:
    others = ("lead", "support", "other lead", "partner", "leader", "board")
    for who in others:
        with pytest.raises(Barred):
            challenged(sqlite_updated, who=who)
    number = challenged(sqlite_updated)
    for who in others:
        with pytest.raises((Barred, Unseen)):
            settled(sqlite_updated, number, who=who, how="So there")


def test_who_may_update_the_milestone_may_answer(sqlite_updated: Area) -> None:
    number = challenged(sqlite_updated)
    for who in ("other lead", "leader", "partner", "board"):
        with pytest.raises((Barred, Unseen)):
            answered(sqlite_updated, number, who=who)
    for seen, who in enumerate(("lead", "support")):
        assert answered(sqlite_updated, number, f"So says {who}", who=who, seen=seen) == seen + 1


def test_nobody_answers_their_own_doubt_so_that_only_words_settle_it(sqlite_updated: Area) -> None:
    number = challenged(sqlite_updated)
    problems = refusal(sqlite_updated, lambda: answered(sqlite_updated, number, "Never mind", who="manager"))
    assert "settle it and say how" in problems["answer"]
    assert refusal(sqlite_updated, lambda: settled(sqlite_updated, number)).keys() == {"how"}
    assert found(sqlite_updated).awaits_answer
    sqlite_updated.rate(3, GREEN, day=DAY)
    with on(DAY), sqlite_updated.database.writing() as session:
        another = challenge_update(
            session, OPERATOR, sqlite_updated.slug, ChallengeChange(milestone=3, version=1, wording=DOUBT)
        )
    assert answered(sqlite_updated, another, who="manager") == 1, "a manager answers what another doubted"
