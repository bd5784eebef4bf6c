"""Date moves: proposed with a reason, pending until whoever is asked answers; never decided by who proposed them."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from tests.record.area import BEGINS, OPERATOR, TODAY, Area, on
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.milestones import (
    DateDecisionChange,
    DateMoveChange,
    EndChange,
    MilestoneChange,
    decide_date,
    end_milestone,
    promise_date,
    propose_date,
    state_milestone,
    take_back_proposal,
)
from wsoa.snapshot.dated import DateSaid, date_history, deciders, waiting_moves
from wsoa.snapshot.positions import MilestoneDates
from wsoa.terms import DateStatus, ThingState

APRIL_ROUND = date(2026, 4, 30)
MOVE = DateMoveChange(seen=1, when="end of July 2026", reason="The panel has no chair until June", asked_board=1)
AGREED = DateDecisionChange(seen=2, outcome=DateStatus.APPROVED, decision="Minute 4", decided_on=TODAY)
REFUSED = AGREED.model_copy(update={"outcome": DateStatus.REFUSED, "decision": "Find a chair sooner"})


def person(area: Area, who: str) -> str:
    uid = area.people[who].uid
    assert uid
    return uid


def asking(area: Area, who: str, **change: object) -> DateMoveChange:
    return MOVE.model_copy(update={"asked_board": None, "asked_person": person(area, who), **change})


def proposed(area: Area, change: DateMoveChange = MOVE, *, who: str = "lead", number: int = 1) -> int:
    with area.database.writing() as session:
        return propose_date(session, area.people[who], area.slug, number, change)


def decided(area: Area, change: DateDecisionChange = AGREED, *, who: str = "leader", number: int = 1) -> int:
    with area.database.writing() as session:
        return decide_date(session, area.people[who], area.slug, number, change)


def taken_back(area: Area, *, reason: str = "A chair was found", seen: int = 2, who: str = "lead") -> int:
    with area.database.writing() as session:
        return take_back_proposal(session, area.people[who], area.slug, 1, reason=reason, seen=seen)


def dates(area: Area, as_at: date | None = None, number: int = 1) -> MilestoneDates:
    return area.milestone(number, as_at).dates


def history(area: Area) -> tuple[DateSaid, ...]:
    with area.database.reading() as session:
        return date_history(session, area.people["leader"], area.snapshot(), 1)


def waiting(area: Area, who: str) -> list[tuple[int, bool, bool]]:
    with area.database.reading() as session:
        found = waiting_moves(session, area.people[who], area.slug)
    return [(each.milestone.number, each.may_decide, each.is_own) for each in found]


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


def words(found: MilestoneDates) -> tuple[str | None, str | None]:
    original, current = found.original, found.current
    return (original.words if original else None, current.words if current else None)


def test_a_proposed_date_waits_and_moves_nothing_until_it_is_agreed_to(area: Area) -> None:
    proposed(area)
    found = dates(area)
    assert words(found) == ("end of April 2026", "end of April 2026")
    assert found.pending
    assert (found.pending.to.words, found.pending.of, found.moves) == ("end of July 2026", "Improvement board", 0)
    assert found.pending.written.reason == MOVE.reason
    decided(area)
    found = dates(area)
    assert words(found) == ("end of April 2026", "end of July 2026")
    assert (found.pending, found.moves) == (None, 1)
    assert area.faults() == []


def test_a_refused_date_leaves_the_current_one_and_both_stay_in_the_record(area: Area) -> None:
    proposed(area)
    decided(area, REFUSED)
    found = dates(area)
    assert words(found) == ("end of April 2026", "end of April 2026")
    assert (found.pending, found.moves) == (None, 0)
    answer, asked, first = history(area)
    assert (answer.status, answer.approver, answer.decision) == (
        DateStatus.REFUSED,
        "Improvement board",
        "20 May 2026: Find a chair sooner",
    )
    assert (asked.status, asked.of, asked.written.by, asked.written.reason) == (
        DateStatus.PENDING,
        "Improvement board",
        "Lead",
        MOVE.reason,
    )
    assert first.status is DateStatus.APPROVED


def test_what_is_agreed_speaks_for_the_round_that_reports_and_not_for_the_rounds_before(sqlite_area: Area) -> None:
    proposed(sqlite_area)
    decided(sqlite_area)
    assert words(dates(sqlite_area, APRIL_ROUND)) == ("end of April 2026", "end of July 2026")
    assert words(dates(sqlite_area, date(2026, 4, 29))) == ("end of April 2026", "end of April 2026")


def test_a_move_that_bears_the_date_of_the_first_promise_is_still_a_move(sqlite_area: Area) -> None:
    with on(date(2026, 2, 3)):
        proposed(sqlite_area)
        decided(sqlite_area, AGREED.model_copy(update={"decided_on": date(2026, 2, 3)}))
    for day in (TODAY, date(2026, 2, 3)):
        assert words(dates(sqlite_area, day)) == ("end of April 2026", "end of July 2026")
        assert dates(sqlite_area, day).moves == 1


def test_a_first_date_that_is_only_proposed_is_no_original(sqlite_area: Area) -> None:
    with sqlite_area.entry(date(2026, 3, 1)) as writing:
        number = state_milestone(writing, MilestoneChange(wording="Undated", workstream=1), as_at=BEGINS)
    proposed(sqlite_area, MOVE.model_copy(update={"seen": 0}), number=number)
    assert words(dates(sqlite_area, number=number)) == (None, None)
    decided(sqlite_area, AGREED.model_copy(update={"seen": 1}), number=number)
    assert words(dates(sqlite_area, number=number)) == ("end of July 2026", "end of July 2026")
    assert dates(sqlite_area, number=number).moves == 0


def test_nobody_decides_a_move_of_their_own_whatever_their_role(area: Area) -> None:
    proposed(area, who="manager")
    own = refusal(lambda: decided(area, who="manager"))
    assert own == {"": "You proposed to move this date yourself, so somebody else has to decide it."}
    assert refusal(lambda: decided(area, REFUSED, who="manager")) == own
    assert dates(area).pending
    decided(area, who="board")
    assert dates(area).moves == 1


def test_nobody_asks_oneself(sqlite_area: Area) -> None:
    own = asking(sqlite_area, "manager")
    assert set(refusal(lambda: proposed(sqlite_area, own, who="manager"))) == {"asked"}


def test_the_person_asked_decides_and_nobody_else(sqlite_area: Area) -> None:
    proposed(sqlite_area, asking(sqlite_area, "leader"))
    for who in ("manager", "board", "lead", "support", "partner", "adviser", "inspector"):
        with pytest.raises(Barred):
            decided(sqlite_area, who=who)
    assert waiting(sqlite_area, "leader") == [(1, True, False)]
    assert waiting(sqlite_area, "board") == [(1, False, False)]
    decided(sqlite_area)
    assert history(sqlite_area)[0].approver == "Leader"


@pytest.mark.parametrize("who", ["manager", "board", "leader"])
def test_a_boards_decision_is_recorded_by_whoever_may_decide_dates(sqlite_area: Area, who: str) -> None:
    proposed(sqlite_area)
    assert waiting(sqlite_area, who) == [(1, True, False)]
    decided(sqlite_area, who=who)
    assert (history(sqlite_area)[0].approver, history(sqlite_area)[0].written.by) == (
        "Improvement board",
        who.capitalize(),
    )


def test_only_who_may_decide_dates_today_can_be_asked(sqlite_area: Area) -> None:
    with sqlite_area.database.reading() as session:
        programme = sqlite_area.people["leader"].held[0].programme_id
        assert programme
        assert sorted(deciders(session, programme).values()) == ["Board", "Leader", "Manager"]
    others = ({"asked_board": None}, {"asked_board": 9}, {"asked_person": person(sqlite_area, "leader")})
    wrong = [asking(sqlite_area, who) for who in ("support", "adviser")]
    for change in (*wrong, *(MOVE.model_copy(update=each) for each in others)):
        assert set(refusal(partial(proposed, sqlite_area, change))) == {"asked"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"when": ""}, "when"),
        ({"when": "soon"}, "when"),
        ({"when": "to be decided"}, "when"),
        ({"when": "ongoing"}, "when"),
        ({"when": "end of March 2026"}, "when"),
        ({"when": "30 April 2026"}, "when"),
        ({"reason": " "}, "reason"),
    ],
    ids=str,
)
def test_a_move_has_a_reason_and_a_date_that_can_be_kept(
    sqlite_area: Area, change: dict[str, object], field: str
) -> None:
    head = sqlite_area.head()
    assert set(refusal(lambda: proposed(sqlite_area, MOVE.model_copy(update=change)))) == {field}
    assert sqlite_area.head() == head


def test_the_date_it_has_already_is_no_move(sqlite_area: Area) -> None:
    with on(date(2026, 3, 1)):
        assert set(refusal(lambda: proposed(sqlite_area, MOVE.model_copy(update={"when": "30 April 2026"})))) == {
            "when"
        }


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"outcome": None}, "outcome"),
        ({"outcome": DateStatus.PENDING}, "outcome"),
        ({"decision": " "}, "decision"),
        ({"decided_on": None}, "decided_on"),
        ({"decided_on": date(2026, 5, 21)}, "decided_on"),
        ({"decided_on": date(26, 5, 1)}, "decided_on"),
    ],
    ids=str,
)
def test_a_decision_has_words_and_a_day(sqlite_area: Area, change: dict[str, object], field: str) -> None:
    proposed(sqlite_area)
    assert set(refusal(lambda: decided(sqlite_area, AGREED.model_copy(update=change)))) == {field}


def test_a_proposal_is_taken_back_by_who_may_update_and_stays_in_the_record(sqlite_area: Area) -> None:
    assert set(refusal(lambda: taken_back(sqlite_area, seen=1))) == {""}
    proposed(sqlite_area)
    assert set(refusal(lambda: taken_back(sqlite_area, reason=" "))) == {"reason"}
    with pytest.raises(Barred):
        taken_back(sqlite_area, who="other lead")
    taken_back(sqlite_area)
    assert (dates(sqlite_area).pending, dates(sqlite_area).moves) == (None, 0)
    assert [each.taken_back for each in history(sqlite_area)] == [True, False, False]
    assert set(refusal(lambda: decided(sqlite_area, AGREED.model_copy(update={"seen": 3})))) == {""}


def test_a_proposal_made_anew_replaces_the_one_that_waits(sqlite_area: Area) -> None:
    proposed(sqlite_area)
    proposed(sqlite_area, MOVE.model_copy(update={"seen": 2, "when": "31 August 2026"}))
    with pytest.raises(Conflict):
        decided(sqlite_area)
    decided(sqlite_area, AGREED.model_copy(update={"seen": 3}))
    assert words(dates(sqlite_area)) == ("end of April 2026", "31 August 2026")
    assert dates(sqlite_area).moves == 1


def test_a_form_opened_before_a_colleague_moved_the_date_is_a_conflict(sqlite_area: Area) -> None:
    with sqlite_area.entry(TODAY) as writing:
        promise_date(writing, "31 May 2026", as_at=TODAY, number=1)
    with pytest.raises(Conflict):
        proposed(sqlite_area)


def test_the_same_form_sent_twice_is_one_row(area: Area) -> None:
    for _ in range(2):
        assert proposed(area, MOVE.model_copy(update={"token": "form-1"})) == 2
    for _ in range(2):
        assert decided(area, AGREED.model_copy(update={"token": "form-2"})) == 3
    assert len(history(area)) == 3


def test_who_proposes(sqlite_area: Area) -> None:
    for who in ("leader", "board", "adviser", "inspector", "other lead"):
        with pytest.raises(Barred):
            proposed(sqlite_area, who=who)
    with pytest.raises(Unseen):
        proposed(sqlite_area, number=99)
    proposed(sqlite_area, who="support")


def test_nothing_is_proposed_or_decided_of_what_is_no_longer_promised(sqlite_area: Area) -> None:
    proposed(sqlite_area)
    end = EndChange(seen=1, state=ThingState.WITHDRAWN, reason="Done elsewhere", approver="Board, 5 May")
    with sqlite_area.database.writing() as session:
        end_milestone(session, sqlite_area.people["manager"], sqlite_area.slug, 1, end)
    assert waiting(sqlite_area, "leader") == []
    assert set(refusal(lambda: decided(sqlite_area))) == {""}
    assert set(refusal(lambda: proposed(sqlite_area, MOVE.model_copy(update={"seen": 2})))) == {""}


def test_the_operator_answers_for_whoever_was_asked(sqlite_area: Area) -> None:
    proposed(sqlite_area, asking(sqlite_area, "leader"))
    with sqlite_area.database.writing() as session:
        decide_date(session, OPERATOR, sqlite_area.slug, 1, AGREED)
    assert dates(sqlite_area).moves == 1
