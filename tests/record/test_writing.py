"""How the record is written: numbers, sequences and entries without gaps, and nothing of what failed (DESIGN 6)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.record.area import AMBER, BEGINS, GREEN, OPERATOR, RED, TODAY, Area, begin, on
from wsoa import clock
from wsoa.errors import Invalid, WsoaError
from wsoa.history import OpenEntry
from wsoa.milestones import MilestoneChange, promise_date, record_update, state_milestone
from wsoa.programmes import ProgrammeChange, begin_programme, state_programme
from wsoa.progress import BulletChange, write_list
from wsoa.risks import RiskChange, state_risk
from wsoa.tables import metadata
from wsoa.terms import BulletKind
from wsoa.weaknesses import WeaknessChange, state_weakness
from wsoa.workstreams import FocusAreaChange, WorkstreamChange, state_focus_area, state_workstream

MARCH = date(2026, 3, 10)
Step = Callable[[OpenEntry], None]


def column(area: Area, table: str, name: str) -> list[object]:
    """One column of the area's rows of a table, in the order of their entries and numbers."""
    found = metadata.tables[table]
    keys = [found.c[key] for key in ("entry", "number", "sequence") if key in found.c]
    whose = metadata.tables["programme"]
    query = select(found.c[name]).join(whose, whose.c.id == found.c.programme_id).where(whose.c.slug == area.slug)
    with area.database.reading() as session:
        return list(session.scalars(query.order_by(*keys)))


def rows(area: Area) -> dict[str, int]:
    """How many rows each table of the database holds."""
    with area.database.reading() as session:
        return {name: session.scalar(select(func.count()).select_from(t)) or 0 for name, t in metadata.tables.items()}


def command(area: Area, *steps: Step) -> None:
    """A command of several steps, in one entry."""
    with area.entry(MARCH) as writing:
        for step in steps:
            step(writing)


def test_numbers_are_given_once_per_kind_and_programme_without_gaps(area: Area) -> None:
    with area.entry(MARCH) as writing:
        one = state_milestone(writing, MilestoneChange(wording="One"), as_at=MARCH)
        two = state_milestone(writing, MilestoneChange(wording="Two"), as_at=MARCH)
        risk = state_risk(writing, RiskChange(title="Risk"), as_at=MARCH)
    with area.entry(TODAY) as writing:
        three = state_milestone(writing, MilestoneChange(wording="Three"), as_at=MARCH)
    assert (one, two, three, risk) == (7, 8, 9, 1)
    assert column(area, "milestone", "number") == list(range(1, 10))


def test_a_number_given_by_a_command_that_failed_was_never_given(area: Area) -> None:
    with pytest.raises(Invalid):
        command(area, a_milestone, ahead)
    with area.entry(MARCH) as writing:
        assert state_milestone(writing, MilestoneChange(wording="Next"), as_at=MARCH) == 7


def test_sequences_count_from_one_per_thing_and_kind_of_row(area: Area) -> None:
    for day in (MARCH, date(2026, 3, 11), date(2026, 3, 12)):
        area.found(2, AMBER, as_at=day, day=day)
    area.found(3, GREEN, as_at=MARCH, day=TODAY)
    assert column(area, "milestone_update", "sequence") == [1, 2, 3, 1]
    assert column(area, "milestone_terms", "sequence") == [1] * 6


def test_entries_have_no_gaps_whatever_failed_between_them(area: Area) -> None:
    for number in range(1, 5):
        area.rate(number, RED, day=TODAY)
        with pytest.raises(Invalid):
            area.rate(number, RED.model_copy(update={"mitigation": None}), day=TODAY)
    assert column(area, "entry", "number") == [1, 2, 3, 4, 5]
    assert area.faults() == []


def test_a_command_without_effect_leaves_the_head_where_it_was(area: Area) -> None:
    before = area.snapshot().head
    with area.entry(MARCH) as writing:
        state_workstream(writing, WorkstreamChange(name="Timeliness", ref="1"), as_at=MARCH, number=1)
        promise_date(writing, "end of April 2026", as_at=BEGINS, number=1)
        assert writing.rows_written == 0
    assert (area.snapshot().head, column(area, "entry", "number")) == (before, [1])


def test_a_list_is_written_anew_only_when_it_says_something_else(area: Area) -> None:
    for texts, last in ((("One", "Two"), 1), (("One", "Two"), 1), (("Two", "One"), 2)):
        with area.entry(TODAY) as writing:
            lines = [BulletChange(text=text) for text in texts]
            write_list(writing, lines, kind=BulletKind.PROGRESS, workstream=1, as_at=MARCH)
        assert column(area, "bullet_list_version", "sequence")[-1] == last
    assert column(area, "bullet_list", "number") == [1]


def test_nothing_is_dated_ahead(area: Area) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Invalid, match="later than today"):
        area.found(2, AMBER, as_at=tomorrow, day=TODAY)
    assert area.found(2, AMBER, as_at=TODAY, day=TODAY) == 1


def test_with_the_clock_set_back_an_entry_is_never_dated_before_the_one_it_follows(area: Area) -> None:
    for moment in ((3, 10, 12), (3, 10, 9), (2, 20, 9), (3, 10, 13)):
        with clock.held_at(datetime(2026, *moment, tzinfo=UTC)), area.database.writing() as session:
            change = AMBER.model_copy(update={"seen": area.seen(2), "progress": str(moment)})
            record_update(session, OPERATOR, area.slug, 2, change)
    times = column(area, "entry", "recorded_at")
    assert all(earlier <= later for earlier, later in pairwise(times))  # type: ignore[operator]
    assert [t.hour for t in times[1:]] == [12, 12, 12, 13]  # type: ignore[attr-defined]
    assert area.faults() == []


def a_workstream(writing: OpenEntry) -> None:
    state_workstream(writing, WorkstreamChange(name="New"), as_at=MARCH)


def a_milestone(writing: OpenEntry) -> None:
    state_milestone(writing, MilestoneChange(wording="New", focus_areas=(1,)), as_at=MARCH)


def ahead(writing: OpenEntry) -> None:
    state_milestone(writing, MilestoneChange(wording="Ahead"), as_at=TODAY)


def unknown_area(writing: OpenEntry) -> None:
    state_milestone(writing, MilestoneChange(wording="Linked", focus_areas=(1, 99)), as_at=MARCH)


def unknown_weakness(writing: OpenEntry) -> None:
    state_focus_area(writing, FocusAreaChange(wording="Linked", weaknesses=(3,)), as_at=MARCH)


def unknown_milestone(writing: OpenEntry) -> None:
    state_risk(writing, RiskChange(title="Linked", milestones=(70,)), as_at=MARCH)


def a_crash(writing: OpenEntry) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("failing", [ahead, unknown_area, unknown_weakness, unknown_milestone, a_crash])
def test_a_command_that_fails_leaves_nothing_behind(area: Area, failing: Step) -> None:
    head, before = area.snapshot().head, rows(area)
    with pytest.raises((WsoaError, ZeroDivisionError)):
        command(area, a_workstream, a_milestone, failing)
    assert (area.snapshot().head, rows(area)) == (head, before)
    assert area.faults() == []


def test_a_programme_whose_beginning_failed_does_not_exist(area: Area) -> None:
    before = rows(area)

    def begun(session: Session) -> None:
        writing = begin_programme(session, OPERATOR, f"{area.slug}-not", source="tests")
        state_programme(writing, ProgrammeChange(name="Not"), as_at=TODAY + timedelta(days=1))

    with pytest.raises(Invalid), area.database.writing() as session:
        begun(session)
    assert rows(area) == before


@pytest.mark.parametrize("slug", ["", "Hallowmere", "a b", "-a", "a-", "x" * 61, "ä"])
def test_a_programme_has_an_address_that_can_be_typed(sqlite_area: Area, slug: str) -> None:
    with pytest.raises(Invalid), sqlite_area.database.writing() as session:
        begin_programme(session, OPERATOR, slug, source="tests")


def test_no_two_programmes_have_one_address(area: Area) -> None:
    with pytest.raises(Invalid, match="already"):
        begin(area.database, area.slug)


def test_naming_a_focus_area_twice_links_it_once(area: Area) -> None:
    with area.entry(MARCH) as writing:
        linked = state_milestone(writing, MilestoneChange(wording="Twice", focus_areas=(2, 1, 2)), as_at=MARCH)
    assert area.milestone(linked).focus_areas == (1, 2)


def test_the_inspectors_words_are_locked_once_confirmed(area: Area) -> None:
    for change, day in (
        (WeaknessChange(wording="Plans come too late."), MARCH),
        (WeaknessChange(wording="Plans come far too late.", wording_confirmed=True), TODAY),
    ):
        with area.entry(TODAY) as writing:
            state_weakness(writing, change, as_at=day, number=1)
    for change, day in (
        (WeaknessChange(wording="Plans come a little late.", wording_confirmed=True), TODAY),
        (WeaknessChange(wording="Plans come a little late."), MARCH),
        (WeaknessChange(wording="Plans come far too late."), TODAY),
    ):
        with pytest.raises(Invalid, match="confirmed"), area.entry(TODAY) as writing:
            state_weakness(writing, change, as_at=day, number=1)
    assert area.snapshot().weaknesses[0].wording == "Plans come far too late."


def test_an_operator_is_named_in_the_source_and_a_person_by_uid(area: Area) -> None:
    area.rate(2, AMBER, day=TODAY, by=area.people["lead"])
    assert column(area, "entry", "source") == ["tests (operator tests)", "form"]
    assert column(area, "entry", "actor") == [None, area.people["lead"].uid]


def test_a_day_in_the_record_is_a_day_in_london(area: Area) -> None:
    with clock.held_at(datetime(2026, 5, 20, 23, 30, tzinfo=UTC)), area.database.writing() as session:
        record_update(session, OPERATOR, area.slug, 6, GREEN)
    with on(date(2026, 5, 21)):
        update = area.milestone(6).update
    assert update is not None
    assert update.written.recorded_at == datetime(2026, 5, 20, 23, 30, tzinfo=UTC)
