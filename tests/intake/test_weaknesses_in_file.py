"""Areas of weakness that a file names come in once, with what answers them, and never change the official words."""

from tests.intake.stated import (
    APRIL,
    MARCH,
    ME,
    SLUG,
    load,
    milestone,
    shown,
    tracker,
    weakness,
)
from wsoa.access import Action
from wsoa.database import Database
from wsoa.history import entry
from wsoa.intake.found import FoundWorkstream
from wsoa.terms import PlanKind, WorkstreamKind
from wsoa.weaknesses import WeaknessChange, state_weakness


def test_areas_of_weakness_come_in_with_what_answers_them(database: Database) -> None:
    areas = (weakness("A", "Waits are too long"), weakness("B", "Families are not heard"))
    workstream = FoundWorkstream(
        "Play", WorkstreamKind.WORKSTREAM, "Plan!A2", "Jane Smith; Bob Jones", ("Waits are too long",)
    )
    found = tracker(
        milestone(2, "Open the park"),
        weaknesses=areas,
        workstreams=(workstream,),
        title_words=("Elmstead written statement of action",),
    )
    load(database, found)
    now = shown(database)
    assert [(one.ref, one.wording, one.confirmed) for one in now.weaknesses] == [
        ("A", "Waits are too long", False),
        ("B", "Families are not heard", False),
    ]
    assert [plan.kind for plan in now.plans] == [PlanKind.WSOA]
    assert now.workstreams[0].weaknesses == (1,)
    assert [lead.words for lead in now.workstreams[0].leads] == ["Jane Smith", "Bob Jones"]
    assert (load(database, found, APRIL).doubts, shown(database).head) == ([], now.head)


def test_without_a_plan_the_reference_stays_before_the_wording(database: Database) -> None:
    found = tracker(milestone(2, "Open the park"), weaknesses=(weakness("1", "Waits are too long"),))
    load(database, found)
    head = shown(database).head
    assert [one.wording for one in shown(database).weaknesses] == ["1: Waits are too long"]
    assert (load(database, found, APRIL).doubts, shown(database).head) == ([], head)


def test_a_confirmed_official_wording_is_never_changed(database: Database) -> None:
    official = "The waits for assessments are far too long"
    load(database, tracker(milestone(2, "Open the park")))
    with database.writing() as session, entry(session, ME, SLUG, command="state", action=Action.SET_UP) as writing:
        state_weakness(writing, WeaknessChange(wording=official, wording_confirmed=True), as_at=MARCH)
    near = weakness("", official.replace("far", "much"))
    report = load(database, tracker(milestone(2, "Open the park"), weaknesses=(near,)), APRIL)
    assert [one.wording for one in shown(database).weaknesses] == [official]
    assert [doubt.text for doubt in report.doubts] == [near.wording]


def test_an_area_worded_by_a_number_alone_comes_in_once(database: Database) -> None:
    found = tracker(milestone(2, "Open the park"), weaknesses=(weakness("1", "1"), weakness("2", "2 long waits")))
    load(database, found)
    before = shown(database)
    load(database, found)
    assert shown(database).head == before.head
    assert len(before.weaknesses) == 2
