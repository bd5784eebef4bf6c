"""Keeping the register: raising a risk, saying how it stands, closing it; whose it is, and what is refused."""

from collections.abc import Callable

import pytest

from tests.record.area import TODAY, Area
from wsoa import snapshot
from wsoa.access import Actor
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.risks import (
    RiskAssessment,
    RiskChange,
    assess_risk,
    become_issue,
    close_risk,
    describe_risk,
    raise_risk,
    reopen_risk,
)
from wsoa.snapshot.past import risk_history
from wsoa.snapshot.positions import RiskPosition
from wsoa.terms import RiskKind, RiskStatus

RISK = RiskChange(title="The panel has no chair", kind=RiskKind.RISK, workstream=1, milestones=(1, 2), weaknesses=(1,))
RED = RiskAssessment(level="R", detail="Nobody has applied", mitigation="The director chairs until June")


def raised(area: Area, who: str = "lead", change: RiskChange = RISK, token: str | None = None) -> int:
    with area.database.writing() as session:
        return raise_risk(session, area.people[who], area.slug, change, token=token)


def assessed(area: Area, number: int, change: RiskAssessment, who: str = "lead", seen: int = 0) -> int:
    with area.database.writing() as session:
        return assess_risk(session, area.people[who], area.slug, number, change, seen=seen)


def described(area: Area, number: int, change: RiskChange, who: str = "lead", seen: int = 1) -> int:
    with area.database.writing() as session:
        return describe_risk(session, area.people[who], area.slug, number, change, seen=seen)


def turned(area: Area, do: Callable[..., int], number: int, reason: str, seen: int, who: str = "lead") -> int:
    with area.database.writing() as session:
        return do(session, area.people[who], area.slug, number, reason=reason, seen=seen)


def risk(area: Area, number: int) -> RiskPosition:
    return next(each for each in area.snapshot().risks if each.number == number)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


def test_a_risk_is_raised_rated_closed_and_reopened_and_its_history_is_whole(area: Area) -> None:
    number = raised(area)
    assert (risk(area, number).title, risk(area, number).level) == (RISK.title, None)
    assert assessed(area, number, RED) == 1
    found = risk(area, number)
    assert (found.level.code if found.level else None, found.milestones, found.weaknesses) == ("R", (1, 2), (1,))
    turned(area, close_risk, number, "A chair was found", 1)
    assert risk(area, number).status is RiskStatus.CLOSED
    turned(area, reopen_risk, number, "She has resigned", 2)
    found = risk(area, number)
    assert (found.status, found.detail) == (RiskStatus.OPEN, "Nobody has applied")
    with area.database.reading() as session:
        called, stood = risk_history(session, area.people["lead"], area.snapshot(), number)
    assert [row.written.reason for row in stood] == ["She has resigned", "A chair was found", None]
    assert [row.title for row in called] == [RISK.title]
    assert {written.by for written in (called[0].written, *(row.written for row in stood))} == {"Lead"}
    assert area.faults() == []


def test_what_is_said_in_an_open_round_speaks_for_the_date_of_the_round(sqlite_area: Area) -> None:
    number = raised(sqlite_area)
    assessed(sqlite_area, number, RED)
    written = risk(sqlite_area, number).written
    assert written
    assert (written.round, written.as_at.isoformat()) == (3, "2026-04-30")
    assert TODAY.isoformat() == "2026-05-20"


def test_a_risk_becomes_an_issue_with_a_reason_and_keeps_its_number_and_its_past(sqlite_area: Area) -> None:
    number = raised(sqlite_area)
    assert "reason" in refusal(lambda: turned(sqlite_area, become_issue, number, "  ", 1))
    turned(sqlite_area, become_issue, number, "The chair left on Monday", 1)
    assert risk(sqlite_area, number).kind is RiskKind.ISSUE
    assert risk(sqlite_area, number).milestones == (1, 2)
    assert "" in refusal(lambda: turned(sqlite_area, become_issue, number, "Again", 2))
    back = RISK.model_copy(update={"reason": "She came back"})
    assert "reason" in refusal(lambda: described(sqlite_area, number, RISK, seen=2)), (
        "an issue becomes a risk with a reason"
    )
    described(sqlite_area, number, back, seen=2)
    with sqlite_area.database.reading() as session:
        called, _ = risk_history(session, sqlite_area.people["lead"], sqlite_area.snapshot(), number)
    assert [row.kind for row in called] == [RiskKind.RISK, RiskKind.ISSUE, RiskKind.RISK]


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        (RiskAssessment(), {"level"}),
        (RiskAssessment(level="X"), {"level"}),
        (RiskAssessment(level="R"), {"detail", "mitigation"}),
        (RiskAssessment(level="G"), {"reason"}),
        (RiskAssessment(level="C", reason="Done"), {"level"}),
        (RiskAssessment(level="N", likelihood_before=3), {"severity_before"}),
        (RiskAssessment(level="N", severity_after=3), {"likelihood_after"}),
    ],
    ids=["not rated", "not in the key", "red", "green", "complete", "no severity", "no likelihood"],
)
def test_a_level_says_what_it_requires_and_a_score_is_a_pair(
    sqlite_area: Area, change: RiskAssessment, fields: set[str]
) -> None:
    number = raised(sqlite_area)
    assert set(refusal(lambda: assessed(sqlite_area, number, change))) == fields
    assert assessed(sqlite_area, number, RED) == 1, "control: what is whole is saved"


def test_a_pair_of_scores_is_kept_as_it_was_given(sqlite_area: Area) -> None:
    number = raised(sqlite_area)
    scored = RED.model_copy(update={"likelihood_before": 4, "severity_before": 5})
    assessed(sqlite_area, number, scored)
    assert (risk(sqlite_area, number).score_before, risk(sqlite_area, number).score_after) == ((4, 5), None)


def test_what_is_closed_is_reopened_before_it_is_rated_and_each_needs_a_reason(sqlite_area: Area) -> None:
    number = raised(sqlite_area)
    assert "reason" in refusal(lambda: turned(sqlite_area, close_risk, number, " ", 0))
    turned(sqlite_area, close_risk, number, "Not real", 0)
    assert "" in refusal(lambda: assessed(sqlite_area, number, RED, seen=1))
    assert "" in refusal(lambda: turned(sqlite_area, close_risk, number, "Twice", 1))


def test_somebody_elses_save_is_a_conflict_in_the_terms_and_in_the_rating(area: Area) -> None:
    number = raised(area)
    assessed(area, number, RED)
    saves: tuple[Callable[[], int], ...] = (
        lambda: assessed(area, number, RED, seen=0),
        lambda: turned(area, close_risk, number, "Gone", 0),
        lambda: described(area, number, RISK.model_copy(update={"title": "Mine"}), seen=0),
        lambda: turned(area, become_issue, number, "Happened", 0),
    )
    for do in saves:
        with pytest.raises(Conflict):
            do()
    assert risk(area, number).title == RISK.title


def test_the_same_form_sent_twice_raises_one_risk_and_another_form_another(area: Area) -> None:
    first = raised(area, token="form-1")
    assert raised(area, token="form-1") == first
    assert raised(area, token="form-2") != first
    changed = RISK.model_copy(update={"title": "Another risk"})
    assert raised(area, change=changed, token="form-1") != first, "other words are another risk"


def test_a_risk_belongs_to_who_leads_its_workstream_and_the_programmes_to_managers(sqlite_area: Area) -> None:
    number = raised(sqlite_area)
    for who in ("other lead", "partner", "leader", "board", "adviser"):
        with pytest.raises(Barred):
            assessed(sqlite_area, number, RED, who)
    with pytest.raises(Barred):
        raised(sqlite_area, "lead", RISK.model_copy(update={"workstream": None}))
    with pytest.raises(Barred):
        described(sqlite_area, number, RISK.model_copy(update={"workstream": 2}))
    programme = raised(sqlite_area, "manager", RISK.model_copy(update={"workstream": None}))
    with pytest.raises(Unseen):
        assessed(sqlite_area, 99, RED, "manager")
    with pytest.raises(Barred):
        assessed(sqlite_area, programme, RED, "lead")
    assessed(sqlite_area, number, RED, "support")
    assert sqlite_area.faults() == []


def test_what_a_risk_threatens_must_be_in_the_plan(sqlite_area: Area) -> None:
    unknown = RISK.model_copy(update={"milestones": (77,), "weaknesses": (78,), "title": " "})
    assert set(refusal(lambda: raised(sqlite_area, change=unknown))) == {"title", "milestones", "weaknesses"}
    nowhere = RISK.model_copy(update={"workstream": 79})
    assert set(refusal(lambda: raised(sqlite_area, "manager", nowhere))) == {"workstream"}


def test_the_history_of_a_risk_is_only_for_who_sees_the_risk(sqlite_area: Area) -> None:
    elsewhere = raised(sqlite_area, "other lead", RISK.model_copy(update={"workstream": 2}))
    actor: Actor = sqlite_area.people["partner"]
    with sqlite_area.database.reading() as session:
        seen = snapshot.load(session, actor, sqlite_area.slug)
        with pytest.raises(Unseen):
            risk_history(session, actor, seen, elsewhere)
