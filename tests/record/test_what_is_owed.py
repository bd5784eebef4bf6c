"""What a part of the plan still owes when it ends: nothing promised is left where nobody answers it."""

from datetime import date

import pytest

from tests.record.area import GREEN, TODAY, Area, on
from tests.record.promises import CONTINUES, DONE, IN_MARCH, IN_MAY, answer, listed, opened, promise, report
from tests.record.promises import promised as promised_by
from tests.record.test_asks_and_answers import ASK, raised
from tests.record.test_returns import confirm
from tests.record.test_risks_kept import RISK, described
from tests.record.test_risks_kept import raised as risk_raised
from tests.record.test_structure import AGREED, problems, restated, seen
from tests.record.test_structure import end as end_milestone
from tests.record.test_structure_places import MERGED, WITHDRAWN, end
from wsoa.errors import Invalid
from wsoa.rounds import RoundChange, state_round
from wsoa.terms import BulletKind, RiskStatus, ThingState

NEXT = BulletKind.NEXT_STEPS
THREE = ((1, "Train the panel"), (2, "all of it"), (1, "Book the hall"), (1, "Print the leaflet"))
IN_JUNE = date(2026, 6, 3)


def ended(area: Area, number: int, day: date, **said: object) -> None:
    with on(day):
        end(area, number, **said)


def test_the_open_next_steps_of_a_merged_workstream_are_asked_of_the_one_in_its_place(area: Area) -> None:
    promise(area, THREE)
    promise(area, ((1, "Meet the forum"),), workstream=2)
    theirs = opened(area, 1).model_copy(update={"answers": (answer(1, DONE),), "next_steps": "Write to families"})
    report(area, theirs)
    ended(area, 1, IN_MAY, **MERGED, into=2)
    became = [step.answered.answer for step in promised_by(area, 1).steps if step.answered]
    assert became == [DONE, CONTINUES, CONTINUES], "each of the old one has its answer"
    carried = [f"{text} (Timeliness)" for text in ("Book the hall", "Print the leaflet", "Write to families")]
    assert [text for _, text in listed(area, NEXT, 2)] == carried
    assert listed(area, NEXT, 1) == []
    assert [step.text for step in promised_by(area, 2).steps] == ["Meet the forum"], "its own are still asked"
    report(
        area,
        opened(area, 2).model_copy(update={"answers": (answer(1, CONTINUES),), "next_steps": "\n".join(carried)}),
        by=area.people["other lead"],
        workstream=2,
    )
    with area.entry(IN_MAY) as writing:
        dates = {"position_date": date(2026, 5, 31), "opens": date(2026, 6, 1), "closes": date(2026, 6, 8)}
        state_round(writing, RoundChange.model_validate({"name": "May", **dates}), as_at=IN_MAY)
    with on(IN_JUNE):
        asked_for = {each.workstream: [step.text for step in each.steps] for each in area.snapshot().promised}
    assert asked_for == {2: ["Meet the forum", *carried]}
    assert area.faults() == []


def test_a_line_under_a_next_step_goes_with_it(sqlite_area: Area) -> None:
    promise(sqlite_area, THREE)
    ended(sqlite_area, 1, IN_MAY, **MERGED, into=3)
    assert listed(sqlite_area, NEXT, 3)[:2] == [(1, "Train the panel (Timeliness)"), (2, "all of it")]


def test_next_steps_written_outside_of_rounds_are_carried_too(sqlite_area: Area) -> None:
    promise(sqlite_area, THREE, round_=None, workstream=3)
    ended(sqlite_area, 3, IN_MARCH, **MERGED, into=2)
    assert len(listed(sqlite_area, NEXT, 2, IN_MARCH)) == 4


def test_a_workstream_with_nothing_but_next_steps_is_not_withdrawn_without_a_place_for_them(sqlite_area: Area) -> None:
    promise(sqlite_area, THREE, workstream=3)
    with pytest.raises(Invalid) as refused:
        ended(sqlite_area, 3, IN_MAY, **WITHDRAWN)
    assert problems(refused) == {"into": "3 next steps would be left: choose where to move them."}
    ended(sqlite_area, 3, IN_MAY, **WITHDRAWN, into=2)
    assert len(listed(sqlite_area, NEXT, 2)) == 4


def test_next_steps_that_were_all_answered_hold_nothing_up(sqlite_area: Area) -> None:
    promise(sqlite_area, ((1, "Book the hall"),), workstream=3)
    told = opened(sqlite_area, 3).model_copy(update={"answers": (answer(1, DONE),)})
    report(sqlite_area, told, by=sqlite_area.people["manager"], workstream=3)
    head = sqlite_area.head()
    ended(sqlite_area, 3, IN_MAY, **WITHDRAWN)
    assert sqlite_area.head() == head + 1


def test_a_workstream_with_only_an_open_risk_is_not_withdrawn_and_leaves_it_nowhere(sqlite_area: Area) -> None:
    number = risk_raised(sqlite_area, "manager", RISK.model_copy(update={"workstream": 3}))
    with pytest.raises(Invalid) as refused:
        end(sqlite_area, 3, **WITHDRAWN)
    left = "1 open risk (The panel has no chair) would be left: choose where to move them."
    assert problems(refused) == {"into": left}
    end(sqlite_area, 3, **WITHDRAWN, into=2)
    known = next(risk for risk in sqlite_area.snapshot().risks if risk.number == number)
    assert (known.workstream, known.status) == (2, RiskStatus.OPEN)


def test_no_risk_is_raised_in_or_moved_to_a_workstream_that_no_longer_stands(sqlite_area: Area) -> None:
    kept = risk_raised(sqlite_area, "manager", RISK)
    end(sqlite_area, 3, **MERGED, into=2)
    there = RISK.model_copy(update={"workstream": 3})
    with pytest.raises(Invalid) as raising:
        risk_raised(sqlite_area, "manager", there)
    with pytest.raises(Invalid) as moving:
        described(sqlite_area, kept, there, "manager")
    said = {"workstream": "3 was merged into 2 on 20 May 2026: choose 2."}
    assert problems(raising) == problems(moving) == said


def test_a_milestone_superseded_by_one_that_stood_under_it_leaves_that_one_in_its_place(sqlite_area: Area) -> None:
    restated(sqlite_area, 2, parent=1, **AGREED)
    restated(sqlite_area, 3, parent=2, **AGREED)
    end_milestone(sqlite_area, 2, state=ThingState.SUPERSEDED, replaced_by=3)
    assert (sqlite_area.milestone(3).parent, seen(sqlite_area, 3)) == (1, 3)


def test_nothing_is_asked_or_said_of_a_milestone_that_is_no_longer_promised(sqlite_area: Area) -> None:
    sqlite_area.rate(2, GREEN, day=IN_MARCH)
    with on(IN_MAY):
        end_milestone(sqlite_area, 2, state=ThingState.SUPERSEDED, replaced_by=3)
    became = "1.2 was superseded by 1.3 on 5 May 2026."
    with pytest.raises(Invalid) as asking:
        raised(sqlite_area, change=ASK.model_copy(update={"milestone": 2}))
    assert problems(asking) == {"": f"{became} Nothing can be asked about it any more."}
    with pytest.raises(Invalid) as updating:
        sqlite_area.rate(2, GREEN, day=TODAY)
    assert problems(updating) == {"": f"{became} It is not updated any more."}
    with pytest.raises(Invalid) as confirming:
        confirm(sqlite_area, (2,))
    assert problems(confirming)["milestone-2"] == f"{became} It is not updated any more."
