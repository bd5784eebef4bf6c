"""Who is asked to update what: in bulk, in one entry, and only whoever may."""

import pytest

from tests.record.area import TODAY, Area, begin
from wsoa import people
from wsoa.access import Actor
from wsoa.database import Database
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.milestones.assigned import assign
from wsoa.milestones.due import return_of
from wsoa.snapshot import open_programme
from wsoa.terms import Role


def asked(
    area: Area, milestones: list[int], *who: str, by: str = "manager", seen: int | None = None, **more: str
) -> None:
    """Asked on a page opened just before, or when entry `seen` was the last."""
    uids = [str(area.people[each].uid) for each in who]
    seen = area.head() if seen is None else seen
    with area.database.writing() as session:
        assign(session, area.people[by], area.slug, milestones, uids, seen=seen, token=more.get("token"))


def due_from(area: Area, who: str) -> set[int]:
    actor = area.people[who]
    with area.database.reading() as session:
        programme = open_programme(session, actor, area.slug)
        return {each.number for each in return_of(session, actor, programme.id, area.snapshot()).asked}


def test_what_is_asked_of_somebody_is_due_from_them_and_from_nobody_else(area: Area) -> None:
    head = area.head()
    asked(area, [1, 2, 6], "other lead")
    assert area.head() == head + 1
    assert due_from(area, "other lead") == {1, 2, 4, 5, 6}
    assert due_from(area, "lead") == {3, 5}
    asked(area, [1, 2])
    assert due_from(area, "lead") == {1, 2, 3, 5}, "back to the default"
    assert area.faults() == []


def test_four_hundred_are_asked_in_one_entry(database: Database) -> None:
    area = begin(database, "many", milestones=400)
    head = area.head()
    asked(area, list(range(1, 401)), "support", "other lead")
    assert area.head() == head + 1
    assert {len(each.assigned) for each in area.snapshot().milestones} == {2}
    asked(area, list(range(1, 401)), "support", "other lead")
    assert area.head() == head + 1, "asking the same again writes nothing"
    assert area.faults() == []


def test_only_people_who_may_update_can_be_asked_and_the_others_are_named(sqlite_area: Area) -> None:
    for who, named in (("board", "Board"), ("leader", "Leader"), ("adviser", "Adviser")):
        with pytest.raises(Invalid) as refused:
            asked(sqlite_area, [1], "lead", who)
        assert refused.value.problems["people"].startswith(f"{named}: ")
    assert sqlite_area.milestone(1).assigned == ()


def test_nobody_of_another_programme_can_be_asked_and_their_name_is_not_told(sqlite_area: Area) -> None:
    other = begin(sqlite_area.database, f"{sqlite_area.slug}-cuckoo")
    sqlite_area.people["stranger"] = other.people["lead"]
    with pytest.raises(Invalid) as refused:
        asked(sqlite_area, [1], "stranger")
    assert refused.value.problems == {"people": "Choose people of this programme."}


@pytest.mark.parametrize("milestones", [[], [99], [1, 2**31 - 1]], ids=str)
def test_what_is_not_promised_cannot_be_asked_for(sqlite_area: Area, milestones: list[int]) -> None:
    with pytest.raises(Invalid) as refused:
        asked(sqlite_area, milestones, "lead")
    assert set(refused.value.problems) == {"milestones"}


def test_two_managers_asking_others_for_the_same_meet_a_conflict(area: Area) -> None:
    opened = area.head()
    asked(area, [1, 2], "support")
    with pytest.raises(Conflict):
        asked(area, [2, 3], "other lead", seen=opened)
    assert area.milestone(3).assigned == ()
    asked(area, [3], "other lead", seen=opened)
    assert area.milestone(3).assigned == (str(area.people["other lead"].uid),), "control: nobody had spoken of it"


def test_the_same_form_sent_twice_is_one_change_even_when_a_colleague_came_between(sqlite_area: Area) -> None:
    opened = sqlite_area.head()
    asked(sqlite_area, [1], "support", seen=opened, token="first")
    asked(sqlite_area, [1], "other lead")
    head = sqlite_area.head()
    asked(sqlite_area, [1], "support", seen=opened, token="first")
    assert sqlite_area.head() == head
    assert sqlite_area.milestone(1).assigned == (str(sqlite_area.people["other lead"].uid),)


@pytest.mark.parametrize("who", ["lead", "support", "partner", "leader", "board", "inspector"])
def test_only_a_manager_asks(sqlite_area: Area, who: str) -> None:
    with pytest.raises(Barred):
        asked(sqlite_area, [1], "lead", by=who)


def test_for_a_stranger_there_is_nothing_to_ask_for(sqlite_area: Area) -> None:
    sqlite_area.people["stranger"] = Actor("0" * 32, "Stranger", None, ())
    with pytest.raises(Unseen):
        asked(sqlite_area, [1], "lead", by="stranger")


def test_somebody_whose_role_begins_tomorrow_cannot_be_asked_today(sqlite_area: Area) -> None:
    adviser = str(sqlite_area.people["adviser"].uid)
    with sqlite_area.database.writing() as session:
        later = TODAY.replace(day=TODAY.day + 1)
        people.ensure_member(session, adviser, sqlite_area.slug, Role.SUPPORT, 1, later)
    with pytest.raises(Invalid):
        asked(sqlite_area, [1], "adviser")
