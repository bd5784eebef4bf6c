"""The four dates of a milestone: original, current, forecast, achieved (DESIGN 6, timescales)."""

from datetime import date

from tests.record.area import AMBER, BEGINS, GREEN, TODAY, Area
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.milestones import UpdateChange, promise_date, withdraw_update
from wsoa.tables import MilestoneDate
from wsoa.terms import DateStatus, TimescaleKind
from wsoa.timescales import overdue, read_timescale

MARCH, APRIL = date(2026, 3, 10), date(2026, 4, 10)


def proposed(area: Area, words: str, status: DateStatus, day: date = MARCH) -> None:
    """A date for milestone 1 that somebody proposes."""
    read = read_timescale(words, day)
    with area.entry(day) as writing:
        row = MilestoneDate(number=1, as_at=day, status=status, words=words, kind=read.kind)  # type: ignore[call-arg]
        row.earliest, row.latest, row.precision = read.earliest, read.latest, read.precision
        writing.append(row)


def moved(area: Area, words: str, day: date = MARCH) -> None:
    """A date for milestone 1 that was agreed."""
    with area.entry(day) as writing:
        promise_date(writing, words, as_at=day, number=1, reason="The panel sits later", decision="Board, 10 March")


def test_the_original_date_stays_when_the_current_one_moves(area: Area) -> None:
    moved(area, "31 May 2026")
    dates = area.milestone(1).dates
    assert dates.original is not None
    assert dates.current is not None
    assert (dates.original.words, dates.current.words, dates.moves) == ("end of April 2026", "31 May 2026", 1)
    assert area.milestone(1, BEGINS).dates.current == dates.original


def test_a_pending_or_refused_date_does_not_move_the_current_one(area: Area) -> None:
    for status in (DateStatus.PENDING, DateStatus.REFUSED):
        proposed(area, "31 July 2026", status)
        dates = area.milestone(1).dates
        assert (dates.current, dates.moves) == (dates.original, 0)
    proposed(area, "31 July 2026", DateStatus.APPROVED)
    assert area.milestone(1).dates.current == read_timescale("31 July 2026", MARCH)


def test_only_an_agreed_date_that_differs_is_a_move(area: Area) -> None:
    moved(area, "31 May 2026")
    moved(area, "30 June 2026")
    assert area.milestone(1).dates.moves == 1
    moved(area, "30/06/2026", day=APRIL)
    assert area.milestone(1).dates.moves == 1
    moved(area, "31 July 2026", day=date(2026, 5, 1))
    assert [area.milestone(1, day).dates.moves for day in (BEGINS, MARCH, TODAY)] == [0, 1, 2]


def test_a_forecast_is_what_the_last_update_says_and_moves_nothing(area: Area) -> None:
    area.rate(1, AMBER.model_copy(update={"forecast": "mid June 2026"}), day=MARCH)
    dates = area.milestone(1).dates
    assert dates.forecast is not None
    assert (dates.forecast.words, dates.current) == ("mid June 2026", dates.original)
    area.rate(1, GREEN, day=APRIL)
    assert area.milestone(1).dates.forecast is None


def test_a_milestone_is_achieved_on_the_first_date_it_stood_complete(area: Area) -> None:
    with area.entry(MARCH) as writing:
        proof = state_evidence(writing, EvidenceChange(title="Minutes"), as_at=MARCH)
    complete = UpdateChange(level="C", evidence=(proof,))
    area.found(1, complete, as_at=MARCH, day=MARCH)
    area.found(1, complete, as_at=APRIL, day=APRIL)
    achieved = area.milestone(1).dates.achieved
    assert achieved is not None
    assert (achieved.latest, area.milestone(1, date(2026, 3, 9)).dates.achieved) == (MARCH, None)
    area.found(1, AMBER, as_at=date(2026, 4, 20), day=TODAY)
    assert area.milestone(1).dates.achieved is None
    assert area.milestone(1, APRIL).dates.achieved == achieved


def test_a_complete_that_was_withdrawn_on_its_own_date_achieved_nothing(area: Area) -> None:
    with area.entry(MARCH) as writing:
        proof = state_evidence(writing, EvidenceChange(title="Minutes"), as_at=MARCH)
    complete = UpdateChange(level="C", evidence=(proof,))
    wrong = area.found(1, complete, as_at=MARCH, day=MARCH)
    with area.database.writing() as session:
        withdraw_update(session, area.people["manager"], area.slug, 1, withdraws=wrong, reason="The wrong milestone")
    area.found(1, complete, as_at=APRIL, day=APRIL)
    achieved = area.milestone(1).dates.achieved
    assert achieved is not None
    assert achieved.latest == APRIL


def test_overdue_is_read_off_the_current_date(area: Area) -> None:
    current = area.milestone(1).dates.current
    assert current is not None
    assert (overdue(current, date(2026, 4, 30)), overdue(current, date(2026, 5, 1))) == (False, True)
    moved(area, "ongoing")
    current = area.milestone(1).dates.current
    assert current is not None
    assert (current.kind, overdue(current, TODAY)) == (TimescaleKind.ONGOING, False)
