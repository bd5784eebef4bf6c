"""Next month's tracker still speaks of what a person has merged, withdrawn, moved or re-worded: nothing comes back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.intake.stated import APRIL, MARCH, ME, SLUG, area, load, milestone, outcomes, shown, tracker
from wsoa import clock, snapshot
from wsoa.database import Database
from wsoa.history import verify
from wsoa.intake.found import FoundBullet, FoundList, FoundTracker
from wsoa.intake.loading.outcome import ImportReport
from wsoa.milestones import EndChange, MergeChange, RestatementChange, end_milestone, merge_milestones
from wsoa.milestones import restate_milestone as restate
from wsoa.snapshot.positions import MilestonePosition
from wsoa.terms import BulletKind, ThingState
from wsoa.workstreams import (
    AreaEndChange,
    AreaRestatementChange,
    WorkstreamEndChange,
    WorkstreamRestatementChange,
    end_focus_area,
    end_workstream,
    restate_focus_area,
    restate_workstream,
)

BETWEEN = date(2026, 4, 10)
PARKS, PATHS = area("1", "Every park is open to all"), area("2", "Every path is lit")
OPEN = replace(milestone(2, "Open the park", focus_areas=PARKS, rating="G"), ref="1.1")
SWINGS = replace(milestone(3, "Order the swings", focus_areas=PARKS, rating="G"), ref="1.2")
READ = replace(milestone(4, "Read to every child", workstream="Reading", focus_areas=PATHS, rating="G"), ref="1.4")
PLAN = tracker(OPEN, SWINGS, READ)
WHY: dict[str, Any] = {"reason": "The board asked", "approver": "The board"}


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """One kind of database will do: nothing here depends on it."""
    opened = Database(sqlite_url)
    with clock.held_at(datetime(2026, 5, 20, 12, tzinfo=UTC)):
        yield opened
    opened.close()


@pytest.fixture
def elmstead(database: Database) -> Database:
    load(database, PLAN)
    return database


def by_a_person(database: Database, command: Callable[..., int], *said: object) -> None:
    """A change of the plan, made between the two trackers."""
    with clock.held_at(datetime(2026, 4, 10, 12, tzinfo=UTC)), database.writing() as session:
        command(session, ME, SLUG, *said)


def seen(database: Database, kind: str, number: int) -> int:
    with database.reading() as session:
        return snapshot.seen(session, ME, SLUG, kind, number)


def merged(database: Database, number: int = 2, into: int = 3) -> None:
    first, second = (seen(database, "milestone_terms", each) for each in (number, into))
    change = MergeChange(into=into, focus_areas=(2,), seen=first, seen_into=second, **WHY)
    by_a_person(database, merge_milestones, number, change)


def next_month(
    database: Database, found: FoundTracker = PLAN, settled: Mapping[str, str] | None = None
) -> ImportReport:
    report = load(database, found, APRIL, settled=settled)
    with database.reading() as session:
        assert not any(chain.faults for chain in verify(session))
    return report


def now(database: Database, number: int) -> MilestonePosition:
    return next(one for one in shown(database).milestones if one.number == number)


def test_a_row_of_a_merged_milestone_is_left_alone_and_told_what_became_of_it(elmstead: Database) -> None:
    merged(elmstead)
    report = next_month(elmstead, tracker(OPEN, replace(SWINGS, rating="R"), READ))
    gone = now(elmstead, 2)
    assert gone.level
    assert (gone.state, gone.level.code, len(shown(elmstead).milestones)) == (ThingState.MERGED, "G", 3)
    (doubt,) = report.doubts
    assert (doubt.key, doubt.read_as) == ("gone:Plan!B3", "left alone: 1.2 was merged into 1.4 on 10 April 2026")
    assert (outcomes(report), report.exit_code) == ({"unchanged": 2, "conflict": 1}, 5)
    assert [choice.code for choice in doubt.choices] == ["leave"], "of 1.4 another row speaks"


def test_a_person_may_say_that_the_row_is_read_as_what_took_its_place(elmstead: Database) -> None:
    merged(elmstead)
    late = tracker(OPEN, replace(SWINGS, rating="R", issue="No wood", mitigation="Steel"))
    report = next_month(elmstead, late, {"gone:Plan!B3": "instead"})
    heir = now(elmstead, 3)
    assert heir.level
    assert (heir.level.code, heir.wording, heir.ref) == ("R", "Read to every child", "1.4")
    assert (report.exit_code, [doubt.settled for doubt in report.doubts]) == (0, ["instead"])
    assert now(elmstead, 2).state is ThingState.MERGED


@pytest.mark.parametrize("state", [ThingState.WITHDRAWN, ThingState.SUPERSEDED])
def test_a_milestone_withdrawn_or_superseded_is_left_alone_too(elmstead: Database, state: ThingState) -> None:
    by = 3 if state is ThingState.SUPERSEDED else None
    change = EndChange(state=state, replaced_by=by, seen=seen(elmstead, "milestone_terms", 2), **WHY)
    by_a_person(elmstead, end_milestone, 2, change)
    report = next_month(elmstead, tracker(OPEN, replace(SWINGS, rating="R"), READ))
    gone = now(elmstead, 2)
    assert gone.level
    assert (gone.state, gone.level.code) == (state, "G")
    assert [f"1.2 was {state}" in doubt.read_as for doubt in report.doubts] == [True]


def test_what_still_stands_is_matched_before_what_is_gone_of_the_same_reference(elmstead: Database) -> None:
    first, second = (seen(elmstead, "milestone_terms", each) for each in (2, 3))
    change = MergeChange(into=3, ref="1.2", focus_areas=(2,), seen=first, seen_into=second, **WHY)
    by_a_person(elmstead, merge_milestones, 2, change)
    next_month(elmstead, tracker(OPEN, replace(READ, ref="1.2", rating="R")))
    heir = now(elmstead, 3)
    assert heir.level
    assert heir.level.code == "R"


def test_a_file_of_before_the_merger_is_read_as_it_was_then(elmstead: Database) -> None:
    merged(elmstead)
    report = load(elmstead, tracker(OPEN, replace(SWINGS, rating="R"), READ), date(2026, 4, 5))
    then = next(one for one in shown(elmstead, date(2026, 4, 5)).milestones if one.number == 2)
    assert then.level
    assert (then.level.code, report.doubts, now(elmstead, 2).state) == ("R", [], ThingState.MERGED)


def test_a_merged_workstream_is_read_as_the_one_in_its_place(elmstead: Database) -> None:
    change = WorkstreamEndChange(state=ThingState.MERGED, into=2, seen=seen(elmstead, "workstream_terms", 1), **WHY)
    by_a_person(elmstead, end_workstream, 1, change)
    new = replace(milestone(5, "Plant forty trees"), ref="1.3")
    bullets = tuple(
        FoundList(
            f"Lists!A{n}", whose, BulletKind.PROGRESS, (FoundBullet(1, f"Of {whose}", f"Lists!B{n}"),)
        )
        for n, whose in enumerate(("Play", "Reading"), 1)
    )  # fmt: skip
    report = next_month(elmstead, tracker(OPEN, SWINGS, READ, new, lists=bullets))
    assert [one.state for one in shown(elmstead).workstreams] == [ThingState.MERGED, ThingState.LIVE]
    assert {one.workstream for one in shown(elmstead).milestones} == {2}, "the new one too"
    (doubt,) = report.doubts
    assert (doubt.text, doubt.read_as) == ("Play", "Reading")
    assert doubt.why.startswith("workstream “Play” was merged into “Reading” on 10 April 2026")
    lines = [line.text for line in shown(elmstead).bullets(BulletKind.PROGRESS, 2)]
    assert lines == ["Of Play", "Of Reading"], "no line of either is lost"


def test_nothing_comes_into_a_withdrawn_workstream(elmstead: Database) -> None:
    seen_1 = seen(elmstead, "workstream_terms", 1)
    by_a_person(
        elmstead, end_workstream, 1, WorkstreamEndChange(state=ThingState.WITHDRAWN, into=2, seen=seen_1, **WHY)
    )
    report = next_month(elmstead, tracker(OPEN, SWINGS, READ, replace(milestone(5, "Plant trees"), ref="1.3")))
    assert [one.workstream for one in shown(elmstead).milestones] == [2, 2, 2, None]
    assert [doubt.text for doubt in report.doubts] == ["Play"]


def test_a_merged_focus_area_is_read_as_the_one_in_its_place(elmstead: Database) -> None:
    change = AreaEndChange(state=ThingState.MERGED, into=2, seen=seen(elmstead, "focus_area_terms", 1), **WHY)
    by_a_person(elmstead, end_focus_area, 1, change)
    report = next_month(elmstead)
    assert {one.focus_areas for one in shown(elmstead).milestones} == {(2,)}
    assert [(doubt.text, doubt.read_as) for doubt in report.doubts] == [
        ("1 Every park is open to all", "2 Every path is lit")
    ]
    assert report.exit_code == 0


def moved(database: Database, **said: object) -> None:
    terms = {"ref": "1.1", "wording": "Open the park", "workstream": 1, "focus_areas": (1,)}
    number = seen(database, "milestone_terms", 1)
    by_a_person(database, restate, 1, RestatementChange.model_validate({**terms, "seen": number, **WHY, **said}))


def test_a_milestone_that_a_person_moved_and_re_worded_is_not_moved_back(elmstead: Database) -> None:
    moved(elmstead, workstream=2, wording="Open every park")
    report = next_month(elmstead, tracker(replace(OPEN, rating="R", success_measure="All open"), SWINGS, READ))
    park = now(elmstead, 1)
    assert park.level
    assert (park.wording, park.workstream) == ("Open every park", 2)
    assert (park.level.code, park.success_measure) == ("R", "All open"), "the rest of the row comes in"
    (doubt,) = report.doubts
    assert doubt.read_as == "left alone: Wording stays “Open every park”, Workstream stays “Reading”"
    assert "a person changed this on 10 April 2026, agreed by The board; the file still says “Play”" in doubt.why
    told = {(one.field, one.record, one.file) for one in report.conflicts}
    assert told == {("wording", "Open every park", "Open the park"), ("workstream", "Reading", "Play")}
    assert report.exit_code == 5
    again = load(elmstead, PLAN, date(2026, 5, 15))
    assert (now(elmstead, 1).workstream, len(again.conflicts)) == (2, 2), "nor by the file after that"


def test_a_person_may_take_the_files_word_and_then_the_file_rules_again(elmstead: Database) -> None:
    moved(elmstead, workstream=2)
    report = next_month(elmstead, settled={"agreed:milestone_terms-1:Plan!B2": "file"})
    assert (now(elmstead, 1).workstream, report.conflicts) == (1, [])
    moved_by_file = load(elmstead, tracker(replace(OPEN, workstream="Reading"), SWINGS, READ), date(2026, 5, 15))
    assert (now(elmstead, 1).workstream, moved_by_file.doubts) == (2, [])


def test_a_re_worded_milestone_without_a_reference_does_not_come_in_a_second_time(database: Database) -> None:
    bare = tracker(milestone(2, "Open the park"), milestone(3, "Order the swings"))
    load(database, bare)
    moved(database, ref="", wording="Let everybody play wherever they live", focus_areas=())
    report = next_month(database, bare)
    words = [one.wording for one in shown(database).milestones]
    assert words == ["Let everybody play wherever they live", "Order the swings"]
    assert [one.field for one in report.conflicts] == ["wording"]


def test_a_renamed_workstream_and_a_re_worded_focus_area_do_not_come_in_a_second_time(elmstead: Database) -> None:
    renamed = WorkstreamRestatementChange(name="Playing out", seen=seen(elmstead, "workstream_terms", 1), **WHY)
    by_a_person(elmstead, restate_workstream, 1, renamed)
    said = AreaRestatementChange(
        ref="1", wording="All play", workstream=1, seen=seen(elmstead, "focus_area_terms", 1), **WHY
    )
    by_a_person(elmstead, restate_focus_area, 1, said)
    report = next_month(elmstead)
    now_ = shown(elmstead)
    assert [one.name for one in now_.workstreams] == ["Playing out", "Reading"]
    assert [one.wording for one in now_.focus_areas] == ["All play", "Every path is lit"]
    assert [doubt.text for doubt in report.doubts] == ["Play", "Every park is open to all"]
    assert [one.field for one in report.conflicts] == ["wording"]


def test_control_without_a_persons_change_the_file_moves_and_re_words_as_ever(elmstead: Database) -> None:
    report = next_month(elmstead, tracker(replace(OPEN, workstream="Reading", wording="Open the parks"), SWINGS, READ))
    assert (now(elmstead, 1).workstream, now(elmstead, 1).wording) == (2, "Open the parks")
    assert (report.conflicts, report.doubts, report.exit_code) == ([], [], 0)


def test_rows_whose_references_are_swapped_keep_their_milestones(elmstead: Database) -> None:
    report = load(elmstead, tracker(replace(OPEN, ref="1.2"), replace(SWINGS, ref="1.1"), READ), MARCH)
    assert {one.number: one.ref for one in shown(elmstead).milestones} == {1: "1.2", 2: "1.1", 3: "1.4"}
    assert len(report.doubts) == 1
