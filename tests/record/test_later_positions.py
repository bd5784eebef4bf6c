"""A round's update when a later position stands: it keeps the round's date and alters nothing later, and it counts."""

from datetime import date

from tests.record.area import AMBER, BEGINS, GREEN, RED, Area, on
from tests.record.promises import DROPPED, answer, opened, promise
from wsoa.access import Actor
from wsoa.milestones import complete_return, withdraw_update
from wsoa.milestones.due import return_of
from wsoa.points import is_not_updated
from wsoa.products import ProductChange, ProductProgressChange, report_product, save_product_progress, state_product
from wsoa.progress import BulletChange, ReturnListsChange, write_list, write_return_lists
from wsoa.snapshot import open_programme
from wsoa.terms import BulletKind

ROUND_DATE, TRACKER, SAID = date(2026, 4, 30), date(2026, 5, 4), date(2026, 5, 5)


def not_updated(area: Area, as_at: date | None = None, known_by: int | None = None) -> set[int]:
    snap = area.snapshot(as_at, known_by)
    return {each.number for each in snap.milestones if is_not_updated(each, snap)}


def done(area: Area, actor: Actor) -> frozenset[int]:
    with area.database.reading() as session:
        programme = open_programme(session, actor, area.slug).id
        return return_of(session, actor, programme, area.snapshot(actor=actor)).done


def test_what_a_lead_says_for_the_round_is_done_although_a_later_position_stands(area: Area) -> None:
    lead = area.people["lead"]
    area.found(1, AMBER, as_at=TRACKER, day=TRACKER)
    before = area.head()
    assert (done(area, lead), 1 in not_updated(area)) == (frozenset(), True)
    area.rate(1, RED, day=SAID, by=lead)
    assert (area.level(1), area.level(1, ROUND_DATE)) == ("A", "R")
    assert (done(area, lead), 1 in not_updated(area), 1 in not_updated(area, ROUND_DATE)) == (
        frozenset({1}),
        False,
        False,
    )
    assert 1 in not_updated(area, known_by=before)
    assert 1 in not_updated(area, date(2026, 4, 29))


def test_a_return_can_be_completed_under_positions_that_a_tracker_brought_since(sqlite_area: Area) -> None:
    area, support = sqlite_area, sqlite_area.people["support"]
    theirs = {each.number for each in area.snapshot().milestones if each.workstream == 1}
    for number in sorted(theirs):
        area.found(number, AMBER, as_at=TRACKER, day=TRACKER)
        area.rate(number, GREEN, day=SAID, by=support)
    assert done(area, support) == theirs
    with on(SAID), area.database.writing() as session:
        assert complete_return(session, support, area.slug) == 1


def test_what_was_taken_back_is_not_reported_unless_more_was_said_in_the_round(sqlite_area: Area) -> None:
    area, manager = sqlite_area, sqlite_area.people["manager"]
    for number in (1, 2):
        area.found(number, AMBER, as_at=TRACKER, day=TRACKER)
        area.rate(number, RED, day=SAID)
    area.rate(2, GREEN, day=SAID)
    for number, row in ((1, 2), (2, 3)):
        with area.database.writing() as session:
            withdraw_update(session, manager, area.slug, number, withdraws=row, reason="Meant for another")
    assert not_updated(area) & {1, 2} == {1}


def test_lists_a_lead_writes_stand_although_a_tracker_brought_later_ones(area: Area) -> None:
    promise(area)
    with area.entry(TRACKER, "import") as writing:
        for kind in (BulletKind.PROGRESS, BulletKind.NEXT_STEPS):
            write_list(writing, [BulletChange(text="From the tracker")], kind=kind, workstream=1, as_at=TRACKER)
    form = opened(area, day=SAID)
    said = form.model_copy(
        update={"progress": "By the lead", "next_steps": "To do", "answers": (answer(1, DROPPED, "Merged"),)}
    )
    assert write(area, said) == 3
    kept = {each.kind: each for each in area.snapshot().lists if each.workstream == 1}
    assert kept[BulletKind.PROGRESS].bullets[0].text == "By the lead"
    assert kept[BulletKind.NEXT_STEPS].bullets[0].text == "To do"
    assert {each.written.as_at for each in kept.values()} == {TRACKER}
    assert {each.written.round for each in kept.values()} == {3}
    assert write(area, opened(area, day=SAID).model_copy(update={"progress": "Again", "next_steps": "To do"})) >= 1
    assert area.faults() == []


def write(area: Area, change: ReturnListsChange) -> int:
    with on(SAID), area.database.writing() as session:
        return write_return_lists(session, area.people["lead"], area.slug, 1, change)


def test_how_far_a_product_has_come_stands_although_a_tracker_said_so_later(sqlite_area: Area) -> None:
    area = sqlite_area
    with area.entry(TRACKER, "import") as writing:
        number = state_product(writing, ProductChange(name="Dashboard"), as_at=BEGINS)
        report_product(writing, "From the tracker", as_at=TRACKER, number=number)
    with on(SAID), area.database.writing() as session:
        change = ProductProgressChange(progress="Drafted")
        save_product_progress(session, area.people["manager"], area.slug, number, change, seen=1)
    product = area.snapshot().products[0]
    assert (product.progress, product.progress_as_at) == ("Drafted", TRACKER)
