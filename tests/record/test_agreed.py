"""Who brought about the words and the date that a thing has: of every change of them the last, and no later row."""

from datetime import date

import pytest

from tests.record.area import GREEN, RED, Area, on
from wsoa.access import Actor
from wsoa.errors import Barred
from wsoa.milestones import (
    DateDecisionChange,
    DateMoveChange,
    MilestoneChange,
    UpdateChange,
    decide_date,
    promise_date,
    propose_date,
    state_milestone,
)
from wsoa.milestones.mistakes import withdraw_update
from wsoa.risks import RiskChange, state_risk
from wsoa.snapshot.agreed import agreements
from wsoa.snapshot.positions import Agreements
from wsoa.terms import DateStatus

FEBRUARY, MARCH, APRIL = date(2026, 2, 10), date(2026, 3, 10), date(2026, 4, 10)


def told(area: Area, numbers: tuple[int, ...] = (2,), as_at: date = APRIL, actor: Actor | None = None) -> Agreements:
    found = area.snapshot(as_at)
    with area.database.reading() as session:
        who = actor or area.people["manager"]
        return agreements(session, who, found, wordings=numbers, dates=numbers, risks=(1,), ratings=(1,))


def reworded(area: Area, wording: str, day: date, reason: str, workstream: int = 1) -> None:
    with area.entry(day) as writing:
        change = MilestoneChange(wording=wording, ref="1.2", workstream=workstream, approver="The board")
        state_milestone(writing, change, as_at=day, number=2, reason=reason)


def test_a_wording_is_told_by_the_row_that_brought_it_and_not_by_one_that_left_it_as_it_was(area: Area) -> None:
    reworded(area, "Step two", FEBRUARY, "Plainer")
    reworded(area, "Step two", MARCH, "It belongs to another strand", workstream=2)
    found = told(area).wordings[2]
    assert (found.written.as_at, found.written.reason, found.approver) == (FEBRUARY, "Plainer", "The board")
    assert told(area, as_at=date(2026, 2, 1)).wordings[2].written.reason is None, "the past has not heard of it"


def test_a_wording_that_came_back_is_told_by_the_row_that_brought_it_back(sqlite_area: Area) -> None:
    reworded(sqlite_area, "Step two", FEBRUARY, "Plainer")
    reworded(sqlite_area, "Step 2 of the way", MARCH, "As the plan has it")
    assert told(sqlite_area).wordings[2].written.reason == "As the plan has it"


def test_a_date_is_told_with_its_reason_and_the_decision(sqlite_area: Area) -> None:
    with sqlite_area.entry(MARCH) as writing:
        promise_date(writing, "June 2026", as_at=MARCH, number=2, reason="No panel", decision="Minute 4")
    found = told(sqlite_area).dates[2]
    assert (found.written.as_at, found.written.reason, found.decision) == (MARCH, "No panel", "Minute 4")


def test_a_date_is_told_by_whoever_proposed_it_and_agreed_by_whoever_decided(sqlite_area: Area) -> None:
    people, slug = sqlite_area.people, sqlite_area.slug
    with on(APRIL), sqlite_area.database.writing() as session:
        proposed = DateMoveChange(seen=1, when="end of July 2026", reason="No panel", asked_board=1)
        propose_date(session, people["lead"], slug, 1, proposed)
    with on(APRIL), sqlite_area.database.writing() as session:
        answer = DateDecisionChange(seen=2, outcome=DateStatus.APPROVED, decision="Minute 4", decided_on=APRIL)
        decide_date(session, people["leader"], slug, 1, answer)
    found = told(sqlite_area, (1,), as_at=date(2026, 4, 30)).dates[1]
    assert (found.written.by, found.written.reason, found.approver) == ("Lead", "No panel", "Improvement board")
    assert found.decision is not None
    assert found.decision.endswith("Minute 4")


def test_a_rating_is_told_by_whoever_changed_it_and_not_by_whoever_confirmed_it(sqlite_area: Area) -> None:
    area = sqlite_area
    area.rate(1, RED, day=FEBRUARY, by=area.people["lead"])
    area.rate(1, GREEN, day=MARCH, by=area.people["lead"])
    area.rate(1, UpdateChange(confirm=True), day=APRIL, by=area.people["manager"])
    confirmed = told(area, as_at=date(2026, 4, 30)).ratings[1]
    assert (confirmed.written.by, confirmed.written.confirmed) == ("Lead", False)
    with on(APRIL), area.database.writing() as session:
        withdraw_update(session, area.people["lead"], area.slug, 1, withdraws=3, reason="Not yet")
    assert told(area, as_at=date(2026, 4, 30)).ratings[1].written.sequence == 2, "what was taken back brought nothing"


def test_a_risk_is_told_by_the_row_that_named_it(sqlite_area: Area) -> None:
    with sqlite_area.entry(FEBRUARY) as writing:
        number = state_risk(writing, RiskChange(title="The grant ends"), as_at=FEBRUARY)
    assert told(sqlite_area).risks[number].written.as_at == FEBRUARY


def test_nothing_is_told_of_what_the_reader_does_not_see(sqlite_area: Area) -> None:
    with sqlite_area.database.reading() as session:
        theirs = sqlite_area.people["partner"]
        seen = sqlite_area.snapshot(actor=theirs)
        hidden = {each.number for each in sqlite_area.snapshot().milestones} - {each.number for each in seen.milestones}
        assert hidden
        found = agreements(session, theirs, seen, wordings=hidden, dates=hidden)
        assert found == Agreements()
        with pytest.raises(Barred):
            agreements(session, sqlite_area.people["board"], seen, wordings=hidden)
