"""Who answers a date move and when: never one of those who proposed it, never before it was proposed."""

from datetime import date

import pytest

from tests.record.area import BEGINS, TODAY, Area, on
from tests.record.test_date_moves import AGREED, MOVE, asking, dates, decided, proposed, refusal, taken_back, waiting
from wsoa.errors import Invalid
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.milestones import (
    MilestoneChange,
    RestatementChange,
    UpdateChange,
    promise_date,
    restate_milestone,
    state_milestone,
)
from wsoa.people import MembershipChange, actor_of, grant
from wsoa.terms import Role

OWN = {"": "You proposed to move this date yourself, so somebody else has to decide it."}


@pytest.fixture
def both(sqlite_area: Area) -> Area:
    """The lead may decide dates as well."""
    uid = sqlite_area.people["lead"].uid
    assert uid
    change = MembershipChange(role=Role.ACCOUNTABLE_LEADER, programme=sqlite_area.slug, starts=BEGINS)
    with sqlite_area.database.writing() as session:
        grant(session, uid, change)
    with sqlite_area.database.reading() as session:
        me = actor_of(session, uid)
    assert me
    return Area(sqlite_area.database, sqlite_area.slug, {**sqlite_area.people, "lead": me})


def test_a_move_that_somebody_else_proposes_anew_is_still_ones_own(both: Area) -> None:
    proposed(both)
    assert refusal(lambda: decided(both, who="lead")) == OWN
    proposed(both, MOVE.model_copy(update={"seen": 2}), who="support")
    again = AGREED.model_copy(update={"seen": 3})
    assert refusal(lambda: decided(both, again, who="lead")) == OWN
    assert waiting(both, "lead") == [(1, False, True)]
    asks_the_first = asking(both, "lead", seen=3)
    assert set(refusal(lambda: proposed(both, asks_the_first, who="support"))) == {"asked"}
    decided(both, again)
    assert dates(both).moves == 1


def test_taking_a_move_back_lets_nobody_decide_it_when_another_proposes_it(both: Area) -> None:
    proposed(both)
    taken_back(both)
    proposed(both, MOVE.model_copy(update={"seen": 3}), who="support")
    assert refusal(lambda: decided(both, AGREED.model_copy(update={"seen": 4}), who="lead")) == OWN


def test_once_it_is_answered_whoever_proposed_the_last_move_may_decide_the_next(both: Area) -> None:
    proposed(both)
    decided(both)
    proposed(both, MOVE.model_copy(update={"seen": 3, "when": "end of August 2026"}), who="support")
    assert waiting(both, "lead") == [(1, True, False)]
    decided(both, AGREED.model_copy(update={"seen": 4}), who="lead")
    assert dates(both).moves == 2


def test_nothing_is_decided_before_it_was_proposed(sqlite_area: Area) -> None:
    with on(date(2026, 5, 18)):
        proposed(sqlite_area)
    proposed(sqlite_area, MOVE.model_copy(update={"seen": 2, "reason": "No chair"}))
    early = AGREED.model_copy(update={"seen": 3, "decided_on": date(2026, 5, 17)})
    assert refusal(lambda: decided(sqlite_area, early)) == {
        "decided_on": "The move was proposed on 18 May 2026. The date of the decision cannot be earlier."
    }
    proposed(sqlite_area, MOVE.model_copy(update={"seen": 3, "when": "end of August 2026"}))
    before_this_one = AGREED.model_copy(update={"seen": 4, "decided_on": date(2026, 5, 18)})
    assert set(refusal(lambda: decided(sqlite_area, before_this_one))) == {"decided_on"}
    proposed(sqlite_area, MOVE.model_copy(update={"seen": 4, "when": "31 August 2026"}))
    decided(sqlite_area, AGREED.model_copy(update={"seen": 5, "decided_on": TODAY}))


def test_what_is_complete_moves_no_date_unless_it_is_not_done_after_all(sqlite_area: Area) -> None:
    with sqlite_area.entry(TODAY) as writing:
        proof = state_evidence(writing, EvidenceChange(title="Minutes"), as_at=TODAY)
    sqlite_area.rate(1, UpdateChange(level="C", evidence=(proof,)), day=TODAY)
    why = "It is rated Complete, so its date no longer moves. If it is not done after all, update it first."
    assert refusal(lambda: proposed(sqlite_area)) == {"": why}
    sqlite_area.rate(1, UpdateChange(level="A", issue="Reopened", mitigation="Again"), day=TODAY)
    proposed(sqlite_area)


def test_setting_a_date_wipes_no_move_that_waits(sqlite_area: Area) -> None:
    with sqlite_area.entry(date(2026, 3, 1)) as writing:
        number = state_milestone(writing, MilestoneChange(wording="Undated", workstream=1), as_at=BEGINS)
    proposed(sqlite_area, MOVE.model_copy(update={"seen": 0}), number=number)
    why = "A move of this date to end of July 2026 waits for an answer. "
    why += "It has to be answered, or taken back, before another date is set."
    with pytest.raises(Invalid) as refused, sqlite_area.entry(TODAY) as writing:
        promise_date(writing, "31 May 2026", as_at=TODAY, number=number)
    assert refused.value.problems == {"when": why}
    change = RestatementChange(wording="Undated", workstream=1, seen=1, when="31 May 2026")

    def restated() -> None:
        with sqlite_area.database.writing() as session:
            restate_milestone(session, sqlite_area.people["manager"], sqlite_area.slug, number, change)

    assert refusal(restated) == {"when": why}
    assert dates(sqlite_area, number=number).pending
