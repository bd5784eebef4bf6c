"""The position at (D, K): what stood on a date, as it was known by an entry (DESIGN 6, reading)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from tests.record.area import AMBER, BEGINS, GREEN, OPERATOR, RED, Area, begin
from wsoa import snapshot
from wsoa.database import Database
from wsoa.errors import Refused
from wsoa.milestones import MilestoneChange, state_milestone
from wsoa.rag import DEFAULT_KEY, count_levels
from wsoa.rating_keys import state_key
from wsoa.snapshot import BeforeTheRecord
from wsoa.snapshot.milestones import natural
from wsoa.terms import Colour, ThingState

FEBRUARY, MARCH, LATE_MARCH = date(2026, 2, 10), date(2026, 3, 10), date(2026, 3, 25)


def test_the_position_on_a_date_is_the_last_one_that_speaks_for_it(area: Area) -> None:
    area.found(2, RED, as_at=FEBRUARY, day=FEBRUARY)
    area.found(2, AMBER, as_at=MARCH, day=MARCH)
    assert [area.level(2, day) for day in (BEGINS, date(2026, 2, 9), FEBRUARY)] == [None, None, "R"]
    assert [area.level(2, day) for day in (date(2026, 3, 9), MARCH, LATE_MARCH)] == ["R", "A", "A"]


def test_of_two_rows_of_one_date_the_later_written_stands(area: Area) -> None:
    area.found(2, RED, as_at=FEBRUARY, day=FEBRUARY)
    area.found(2, GREEN, as_at=FEBRUARY, day=FEBRUARY)
    assert area.level(2, FEBRUARY) == "G"


def test_a_row_of_an_older_date_never_alters_a_later_position(area: Area) -> None:
    area.found(2, AMBER, as_at=MARCH, day=MARCH)
    area.found(2, RED, as_at=FEBRUARY, day=LATE_MARCH)
    assert [area.level(2, day) for day in (FEBRUARY, MARCH, LATE_MARCH)] == ["R", "A", "A"]
    update = area.milestone(2).update
    assert update is not None
    assert update.written.sequence == 1


def test_as_we_knew_it_then_an_older_entry_still_says_what_it_said(area: Area) -> None:
    area.found(2, AMBER, as_at=MARCH, day=MARCH)
    before = area.head()
    area.found(2, RED, as_at=FEBRUARY, day=LATE_MARCH)
    area.found(2, GREEN, as_at=MARCH, day=LATE_MARCH)
    assert [area.level(2, day, before) for day in (FEBRUARY, MARCH)] == [None, "A"]
    assert [area.level(2, day) for day in (FEBRUARY, MARCH)] == ["R", "G"]


def test_a_time_means_the_last_entry_recorded_by_then(area: Area) -> None:
    area.found(2, AMBER, as_at=FEBRUARY, day=MARCH)
    area.found(2, RED, as_at=FEBRUARY, day=LATE_MARCH)
    noon = datetime(2026, 3, 25, 12, tzinfo=UTC)
    assert area.level(2, FEBRUARY, datetime(2026, 3, 25, 11, 59, 59, tzinfo=UTC)) == "A"
    assert area.level(2, FEBRUARY, noon) == "R"
    assert area.snapshot(known_by=noon).head.number == area.head()


@pytest.mark.parametrize("known_by", [0, -1, 99, 2**70, datetime(2020, 1, 1, tzinfo=UTC)])
def test_an_entry_or_a_time_that_the_record_has_not_got_is_refused(area: Area, known_by: int | datetime) -> None:
    with pytest.raises(Refused, match="entries 1 to 1"):
        area.snapshot(known_by=known_by)


def test_the_head_of_a_snapshot_is_the_entry_it_is_known_by(area: Area) -> None:
    first = area.snapshot().head
    area.found(2, AMBER, as_at=MARCH, day=MARCH)
    assert area.snapshot(known_by=1).head == first
    assert area.snapshot().head.number == 2


def test_the_record_says_when_it_begins(area: Area) -> None:
    assert area.snapshot(BEGINS).begins == BEGINS
    with pytest.raises(BeforeTheRecord, match="31 January 2026") as refused:
        area.snapshot(date(2026, 1, 30))
    assert refused.value.begins == BEGINS


def test_the_record_does_not_foresee(area: Area) -> None:
    with pytest.raises(Refused, match="later than today"):
        area.snapshot(date(2026, 5, 21))


def test_not_rated_is_a_state_and_is_counted(area: Area) -> None:
    area.found(2, AMBER, as_at=MARCH, day=MARCH)
    now = area.snapshot()
    counts = count_levels(now.milestones, now.levels)
    assert (counts.total, counts.not_rated) == (6, 5)
    assert {level.code: level.count for level in counts.by_level} == {"R": 0, "A": 1, "G": 0, "C": 0, "N": 0}


def test_a_milestone_serves_several_focus_areas_or_none(area: Area) -> None:
    with area.entry(MARCH) as writing:
        outside = state_milestone(writing, MilestoneChange(wording="Outside any area"), as_at=MARCH)
    assert area.milestone(1).focus_areas == (1, 2)
    assert (area.milestone(outside).focus_areas, area.milestone(outside).workstream) == ((), None)


def test_a_reference_may_be_repeated_or_empty(area: Area) -> None:
    with area.entry(MARCH) as writing:
        for ref in ("8.3", "8.3", "", ""):
            state_milestone(writing, MilestoneChange(wording="Promised", ref=ref, workstream=3), as_at=MARCH)
    assert [(m.ref, m.number) for m in area.snapshot().milestones if m.workstream == 3] == [
        *[("8.3", 7), ("8.3", 8)],
        *[("", 9), ("", 10)],
    ]


@pytest.mark.parametrize("ref", ["8.1²", "²", "٣", "A.1", "2" * 40, "½", "1.A (ii)"])
def test_references_are_put_in_order_whatever_they_hold(ref: str) -> None:
    assert natural("2.A") < natural("10.A") < natural("")
    assert sorted([natural(ref), natural("1.A"), natural("")])[-1] == natural("")


def test_a_milestone_is_there_from_its_first_date_on(area: Area) -> None:
    with area.entry(LATE_MARCH) as writing:
        state_milestone(writing, MilestoneChange(wording="Added in March"), as_at=MARCH)
    assert len(area.snapshot(date(2026, 3, 9)).milestones) == 6
    assert len(area.snapshot(MARCH).milestones) == 7
    assert area.milestone(7).since == MARCH


def test_words_are_those_of_the_date_asked_for(area: Area) -> None:
    with area.entry(MARCH) as writing:
        change = MilestoneChange(wording="Re-worded", ref="9.9", workstream=2)
        state_milestone(writing, change, as_at=MARCH, number=2)
    assert (area.milestone(2, FEBRUARY).wording, area.milestone(2).wording) == ("Step 2 of the way", "Re-worded")
    assert (area.milestone(2, FEBRUARY).focus_areas, area.milestone(2).focus_areas) == ((1,), ())


def test_a_merge_keeps_both_milestones_and_their_references(area: Area) -> None:
    with area.entry(MARCH) as writing:
        merged = MilestoneChange(
            wording="Step 2 of the way", ref="1.2", workstream=1, state=ThingState.MERGED, replaced_by=3
        )
        state_milestone(writing, merged, as_at=MARCH, number=2, reason="Combined with 1.3, agreed by the board")
    now = {m.number: m for m in area.snapshot().milestones}
    assert (now[2].ref, now[2].state, now[3].state) == ("1.2", ThingState.MERGED, ThingState.LIVE)
    assert area.milestone(2, FEBRUARY).state is ThingState.LIVE
    assert count_levels(now.values(), area.snapshot().levels).total == 5


def test_a_new_version_of_the_key_recolours_nothing(area: Area) -> None:
    area.found(2, GREEN, as_at=FEBRUARY, day=FEBRUARY)
    recoloured = [level if level.code != "G" else replace(level, colour=Colour.BLUE) for level in DEFAULT_KEY]
    with area.entry(MARCH) as writing:
        state_key(writing, as_at=MARCH, terms=recoloured, number=1)
    area.found(3, GREEN, as_at=MARCH, day=MARCH)
    old, new = area.milestone(2).level, area.milestone(3).level
    assert old is not None
    assert new is not None
    assert (old.colour, old.version, new.colour, new.version) == (Colour.GREEN, 1, Colour.BLUE, 2)
    assert {level.version for level in area.snapshot().levels} == {2}
    assert {level.version for level in area.snapshot(FEBRUARY).levels} == {1}


def test_two_programmes_of_one_database_do_not_see_each_other(area: Area) -> None:
    other = begin(area.database, f"{area.slug}-too")
    other.found(2, RED, as_at=MARCH, day=MARCH)
    assert (area.level(2), other.level(2)) == (None, "R")
    assert (area.head(), other.head()) == (1, 2)


def queries(area: Area, number: int) -> tuple[int, int]:
    """How many statements a snapshot of the area and the history of one milestone take."""
    seen: list[str] = []

    @event.listens_for(area.database.reader, "before_cursor_execute")
    def _note(*call: object) -> None:
        seen.append(str(call[2]))

    with area.database.reading() as session:
        whole = snapshot.load(session, OPERATOR, area.slug)
        first = len(seen)
        snapshot.milestone_history(session, OPERATOR, whole, number)
    event.remove(area.database.reader, "before_cursor_execute", _note)
    return first, len(seen) - first


def test_a_snapshot_takes_as_many_queries_for_60_milestones_as_for_5(database: Database) -> None:
    small, large = begin(database, "small", milestones=5), begin(database, "large", milestones=60)
    for number in range(1, 61):
        for day in (FEBRUARY, MARCH, LATE_MARCH):
            if number <= 5:
                small.found(number, AMBER, as_at=day, day=day)
        if number % 6 == 0:
            large.found(number, RED, as_at=MARCH, day=MARCH)
    assert queries(small, 5) == queries(large, 60)
    assert sum(queries(large, 60)) < 80
