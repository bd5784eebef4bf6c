"""Asks: raised beside a milestone or a risk, worded anew, withdrawn, and answered by the body that was asked."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.record.area import TODAY, Area, on
from wsoa import snapshot
from wsoa.access import Action
from wsoa.asks import AskAnswerChange, AskChange, answer_ask, raise_ask, reword_ask, withdraw_ask
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.points import is_past_its_meeting, outstanding
from wsoa.snapshot.past import ask_history
from wsoa.snapshot.positions import AskPosition
from wsoa.terms import AskKind, AskOutcome

MEETING = date(2026, 6, 9)
ASK = AskChange(
    kind=AskKind.DECIDE, wording="Approve moving 1.2", milestone=2, board=1, meeting=MEETING, consequence="It slips"
)
AGREED = AskAnswerChange(outcome=AskOutcome.AGREED, decision="Approved as asked", decided_on=TODAY)


def raised(area: Area, who: str = "lead", change: AskChange = ASK, token: str | None = None) -> int:
    with area.database.writing() as session:
        return raise_ask(session, area.people[who], area.slug, change, token=token)


def answered(
    area: Area,
    number: int,
    change: AskAnswerChange = AGREED,
    *,
    who: str = "board",
    seen: int = 0,
    seen_terms: int = 1,
    meeting: date | None = None,
) -> int:
    with area.database.writing() as session:
        return answer_ask(
            session,
            area.people[who],
            area.slug,
            number,
            change,
            meeting=meeting,
            seen=seen,
            seen_terms=seen_terms,
        )


def reworded(area: Area, number: int, change: AskChange, *, seen: int = 1, who: str = "lead") -> int:
    with area.database.writing() as session:
        return reword_ask(session, area.people[who], area.slug, number, change, seen=seen)


def withdrawn(area: Area, number: int, reason: str = "Solved", *, seen: int = 1, who: str = "lead") -> int:
    with area.database.writing() as session:
        return withdraw_ask(session, area.people[who], area.slug, number, reason=reason, seen=seen)


def ask(area: Area, number: int) -> AskPosition:
    return next(each for each in area.snapshot().asks if each.number == number)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


def test_an_ask_names_what_it_is_about_and_of_whom_and_is_outstanding_until_it_is_answered(area: Area) -> None:
    number = raised(area)
    found = ask(area, number)
    assert (found.about, found.of, found.outstanding) == ("1.2 Step 2 of the way", "Improvement board", True)
    assert outstanding(area.snapshot()) == (found,)
    answered(area, number)
    found = ask(area, number)
    assert (found.outcome, found.decision, found.outstanding) == (AskOutcome.AGREED, "Approved as asked", False)
    assert found.answered
    assert found.answered.by == "Board"
    assert area.faults() == []


def test_what_is_deferred_goes_to_another_meeting_and_is_still_asked(area: Area) -> None:
    number = raised(area)
    deferred = AskAnswerChange(outcome=AskOutcome.DEFERRED, decision="Come back with costs", decided_on=TODAY)
    assert "meeting" in refusal(lambda: answered(area, number, deferred))
    assert "meeting" in refusal(lambda: answered(area, number, deferred, meeting=TODAY))
    assert "meeting" in refusal(lambda: answered(area, number, AGREED, meeting=MEETING)), "agreed is not deferred"
    answered(area, number, deferred, meeting=date(2026, 7, 7))
    found = ask(area, number)
    assert (found.outcome, found.meeting, found.outstanding) == (AskOutcome.DEFERRED, date(2026, 7, 7), True)
    answered(area, number, AGREED, seen=1, seen_terms=2)
    assert not ask(area, number).outstanding
    with area.database.reading() as session:
        worded, decided = ask_history(session, area.people["board"], area.snapshot(), number)
    assert [row.meeting for row in worded] == [date(2026, 7, 7), MEETING]
    assert [row.outcome for row in decided] == [AskOutcome.AGREED, AskOutcome.DEFERRED]


def test_an_ask_is_overdue_once_its_meeting_has_passed_and_nobody_answered(sqlite_area: Area) -> None:
    number = raised(sqlite_area)
    with on(MEETING):
        assert not is_past_its_meeting(ask(sqlite_area, number), sqlite_area.snapshot())
    with on(date(2026, 6, 10)):
        assert is_past_its_meeting(ask(sqlite_area, number), sqlite_area.snapshot())
        answered(sqlite_area, number)
        assert not is_past_its_meeting(ask(sqlite_area, number), sqlite_area.snapshot())


def test_the_wording_changes_only_while_it_is_outstanding_and_what_it_is_about_never(sqlite_area: Area) -> None:
    number = raised(sqlite_area)
    other = ASK.model_copy(update={"wording": "Approve moving 1.2 to August", "milestone": 3})
    assert reworded(sqlite_area, number, other) == 2
    assert (ask(sqlite_area, number).wording, ask(sqlite_area, number).milestone) == ("Approve moving 1.2 to August", 2)
    with pytest.raises(Conflict):
        reworded(sqlite_area, number, other.model_copy(update={"wording": "Mine"}), seen=1)
    answered(sqlite_area, number, seen_terms=2)
    assert "" in refusal(lambda: reworded(sqlite_area, number, other.model_copy(update={"wording": "Late"}), seen=2))
    assert "" in refusal(lambda: withdrawn(sqlite_area, number, seen=2))


def test_a_withdrawn_ask_keeps_its_reason_and_cannot_be_answered(sqlite_area: Area) -> None:
    number = raised(sqlite_area)
    assert "reason" in refusal(lambda: withdrawn(sqlite_area, number, " "))
    withdrawn(sqlite_area, number, "The officer was found")
    found = ask(sqlite_area, number)
    assert found.answered
    assert (found.outcome, found.answered.reason) == (AskOutcome.WITHDRAWN, "The officer was found")
    assert "" in refusal(lambda: answered(sqlite_area, number, seen=1))


def test_an_answer_is_whole_and_a_mistaken_one_is_put_right_by_another(sqlite_area: Area) -> None:
    number = raised(sqlite_area)
    assert set(refusal(lambda: answered(sqlite_area, number, AskAnswerChange()))) == {
        "outcome",
        "decision",
        "decided_on",
    }
    ahead = AGREED.model_copy(update={"decided_on": MEETING})
    assert set(refusal(lambda: answered(sqlite_area, number, ahead))) == {"decided_on"}
    taken_back = AskAnswerChange(outcome=AskOutcome.WITHDRAWN, decision="No", decided_on=TODAY)
    assert set(refusal(lambda: answered(sqlite_area, number, taken_back))) == {"outcome"}
    answered(sqlite_area, number)
    with pytest.raises(Conflict):
        answered(sqlite_area, number, AGREED.model_copy(update={"outcome": AskOutcome.REFUSED}))
    answered(sqlite_area, number, AGREED.model_copy(update={"outcome": AskOutcome.REFUSED}), seen=1)
    assert ask(sqlite_area, number).outcome is AskOutcome.REFUSED


def test_an_answer_to_words_that_were_changed_meanwhile_is_a_conflict(sqlite_area: Area) -> None:
    number = raised(sqlite_area)
    reworded(sqlite_area, number, ASK.model_copy(update={"wording": "Something else"}))
    with pytest.raises(Conflict):
        answered(sqlite_area, number, seen_terms=1)
    answered(sqlite_area, number, seen_terms=2)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"wording": " "}, "wording"), ({"board": None}, "board"), ({"body": "Cabinet"}, "body"), ({"board": 9}, "board")],
    ids=str,
)
def test_an_ask_has_words_and_one_body(sqlite_area: Area, change: dict[str, object], field: str) -> None:
    assert set(refusal(lambda: raised(sqlite_area, change=ASK.model_copy(update=change)))) == {field}


def test_the_same_form_sent_twice_asks_once(area: Area) -> None:
    first = raised(area, token="form-1")
    assert raised(area, token="form-1") == first
    assert raised(area, token="form-2") != first


def test_who_asks_and_who_answers(sqlite_area: Area) -> None:
    number = raised(sqlite_area)
    for who in ("other lead", "partner", "leader", "board", "adviser"):
        with pytest.raises(Barred):
            reworded(sqlite_area, number, ASK, who=who)
    for who in ("lead", "other lead", "partner", "leader", "adviser", "inspector"):
        with pytest.raises(Barred):
            answered(sqlite_area, number, who=who)
    with pytest.raises(Barred):
        raised(sqlite_area, "lead", ASK.model_copy(update={"milestone": None}))
    with pytest.raises(Unseen):
        raised(sqlite_area, "manager", ASK.model_copy(update={"milestone": 99}))
    raised(sqlite_area, "manager", ASK.model_copy(update={"milestone": None}))
    answered(sqlite_area, number, who="manager")


def test_a_board_member_reads_the_asks_and_nothing_else(sqlite_area: Area) -> None:
    raised(sqlite_area)
    with sqlite_area.database.reading() as session:
        seen = snapshot.load(session, sqlite_area.people["board"], sqlite_area.slug, action=Action.READ_ASKS)
        with pytest.raises(Barred):
            snapshot.load(session, sqlite_area.people["board"], sqlite_area.slug)
    assert [each.about for each in seen.asks] == ["1.2 Step 2 of the way"]
    assert (seen.milestones, seen.risks, seen.weaknesses, seen.workstreams, seen.evidence) == ((), (), (), (), ())
