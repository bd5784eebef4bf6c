"""Seven months of the example with the packs its board was given: a year that gets worse before it gets better."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from exports.parts.lines import lines
from tests.exampled import copy_of, example_at
from wsoa import clock, snapshot
from wsoa.access import operator
from wsoa.database import Database
from wsoa.example import SLUG
from wsoa.history import verify
from wsoa.movement import Kind, facts_of, movement
from wsoa.people import account, actor_of
from wsoa.points import found as points_found
from wsoa.snapshot.issued import frozen, packs, questions
from wsoa.snapshot.positions import PackPosition, Snapshot
from wsoa.snapshot.released import released, releases
from wsoa.terms import Role

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ME = operator("tests")


@pytest.fixture(scope="module")
def session(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session that reads the example, made with its packs."""
    made = example_at(NOW, migrated_sqlite, tmp_path_factory)
    database = Database(f"sqlite:///{copy_of(made, tmp_path_factory.mktemp('months'))}")
    with clock.held_at(NOW), database.reading() as opened:
        yield opened
    database.close()


@pytest.fixture(scope="module")
def area(session: Session) -> Snapshot:
    """The example as it stands."""
    return snapshot.load(session, ME, SLUG)


@pytest.fixture(scope="module")
def given(session: Session) -> tuple[PackPosition, ...]:
    """What the board was given, oldest first."""
    return tuple(reversed(packs(session, ME, SLUG)))


def said(session: Session, pack: PackPosition) -> dict[str, object]:
    assert pack.contents_digest
    contents: dict[str, object] = json.loads(frozen(session, ME, SLUG, pack.contents_digest))
    return contents


def test_the_board_was_given_a_pack_each_month_cleared_by_the_director_before_it_met(
    session: Session, area: Snapshot, given: tuple[PackPosition, ...]
) -> None:
    assert [(each.pack, each.version) for each in given] == [(number, 1) for number in range(1, 8)]
    assert [each.position_date for each in given] == [each.position_date for each in area.rounds[:-1]]
    assert {(each.drafted.by, each.cleared_by, each.written.by) for each in given} == {
        ("Mo Winter", "Dev Whitlock", "Mo Winter")
    }
    for each, round_ in zip(given, area.rounds, strict=False):
        assert each.issued
        assert round_.closes < each.written.recorded_at.date() < (round_.board_date or date.min)
        assert frozen(session, ME, SLUG, each.file_digest or "").startswith(b"PK")
    assert not any(chain.faults for chain in verify(session))


def test_what_came_in_months_later_is_in_no_earlier_pack(session: Session, given: tuple[PackPosition, ...]) -> None:
    first, last = said(session, given[0]), said(session, given[-1])
    assert "Two therapists have started" not in json.dumps(first)
    assert "Two therapists have started" in json.dumps(last)
    assert first["as_at"] == "2026-04-30"


def test_ratings_get_worse_and_better_from_month_to_month(session: Session, area: Snapshot) -> None:
    dates = [each.position_date for each in area.rounds[:-1]]
    months = [snapshot.load(session, ME, SLUG, as_at=when) for when in dates]
    moved = [movement(facts_of(then), facts_of(now)) for then, now in pairwise(months)]
    refs = {each.number: each.ref for each in area.milestones}
    told = {
        kind: {refs[each.number] for month in moved for each in month.milestones if kind in each.kinds} for kind in Kind
    }
    assert {"1.B", "2.A", "3.A", "5.A", "6.A"} <= told[Kind.WORSENED]
    assert {"1.A", "2.A", "4.A", "6.B", "8.A"} <= told[Kind.IMPROVED]
    assert told[Kind.RE_DATED] == {"3.A"}
    assert told[Kind.RE_WORDED] == {"2.C"}
    assert told[Kind.CONFIRMED]
    assert told[Kind.NOT_UPDATED]


def test_an_improvement_was_doubted_and_is_proven(session: Session, area: Snapshot) -> None:
    (doubt,) = area.challenges
    clinics = next(each for each in area.milestones if each.ref == "6.B")
    _, told = snapshot.milestone_history(session, ME, area, clinics.number)
    proof = next(each for each in told if each.evidence)
    assert (doubt.milestone, doubt.settled, doubt.written.by) == (clinics.number, True, "Mo Winter")
    assert doubt.answer is not None
    assert f"E{proof.evidence[0]}" in doubt.answer
    assert proof.level is not None
    assert proof.level.label == "Green"
    assert proof.written.sequence == doubt.version + 1


def test_one_date_was_moved_one_move_refused_and_one_waits_for_the_director(area: Snapshot) -> None:
    dates = {each.ref: each.dates for each in area.milestones}
    assert [ref for ref, each in dates.items() if each.moves] == ["3.A"]
    assert [ref for ref, each in dates.items() if each.pending] == ["6.A"]
    assert dates["9.A"].current == dates["9.A"].original


def test_one_update_was_late_and_every_past_round_is_closed(session: Session, area: Snapshot) -> None:
    late = [
        (milestone.ref, each.written.round)
        for milestone in area.milestones
        for each in snapshot.milestone_history(session, ME, area, milestone.number)[1]
        if each.written.late
    ]
    assert late == [("8.A", 6)]
    assert [bool(each.closed) for each in area.rounds] == [True] * 7 + [False]


def test_of_the_points_to_check_one_is_explained(session: Session, area: Snapshot) -> None:
    points = points_found(session, ME, area)
    explained = [each for each in points if each.explained]
    assert len(points) > 5
    assert [(each.rule, each.explained.written.by) for each in explained if each.explained] == [
        ("overdue", "Mo Winter")
    ]


def test_one_question_is_closed_one_answered_and_one_waits(session: Session, given: tuple[PackPosition, ...]) -> None:
    asked = questions(session, ME, SLUG)
    assert [(each.closed, bool(each.answer)) for each in asked] == [(True, True), (False, True), (False, False)]
    about = {each.number: each for each in given}
    for each in asked:
        pack = about[each.pack]
        assert lines(said(session, pack))[each.line] == each.line_words
        assert each.written.recorded_at > pack.written.recorded_at


def test_a_question_is_printed_in_the_next_packs_until_the_board_closed_it(
    session: Session, given: tuple[PackPosition, ...]
) -> None:
    printed = []
    for pack in given:
        section = said(session, pack).get("questions")
        rows = section["table"]["rows"] if isinstance(section, dict) else []
        printed.append([(row["number"], row["standing"]) for row in rows])
    assert printed == [[], [], [], [], [(1, "answered")], [(1, "closed")], [(2, "answered")]]


def test_a_pack_a_narrative_and_what_it_rests_on_are_released_and_the_newest_pack_waits(session: Session) -> None:
    found = releases(session, ME, SLUG)
    assert {(each.what.value, each.number, each.state.value) for each in found} == {
        ("packs", 6, "released"),
        ("packs", 7, "proposed"),
        ("narratives", 1, "released"),
        *(("evidence", number, "released") for number in (1, 2, 3, 4)),
    }
    assert {each.role for release in found for each in release.steps} == {
        Role.PROGRAMME_MANAGER,
        Role.ACCOUNTABLE_LEADER,
    }
    for who, read in (("adviser", 6), ("inspector", 5), ("forum", 3)):
        kept = account(session, f"{who}@example.org")
        reader = actor_of(session, kept["uid"]) if kept else None
        assert reader is not None
        assert len(released(session, reader, SLUG)) == read, who
