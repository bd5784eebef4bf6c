"""Two people, not one with two accounts: whoever made the code by which somebody came in is no second to them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from tests.record.area import OPERATOR, SLUG, TODAY, Area, on
from tests.record.erasing import Erasing, issues, named_in
from tests.record.test_date_moves import AGREED, asking, decided, proposed
from tests.record.test_released import EVIDENCE, Releases
from wsoa import invitations, people
from wsoa.access import Actor
from wsoa.database import Database
from wsoa.erasure import refuse_erasure
from wsoa.errors import Invalid
from wsoa.people import MembershipChange, PersonChange
from wsoa.retention import tidy
from wsoa.terms import CodePurpose, Role
from wsoa.weaknesses import ConfirmChange, confirm_wording
from wsoa.weaknesses.entering import RewordChange, reword_weakness

BEFORE, LATER = TODAY - timedelta(days=9), TODAY + timedelta(days=9)


def comes_in(database: Database, who: Actor, by: Actor, day: date) -> None:
    """Somebody chooses a passphrase with a code that `by` made."""
    uid = str(who.uid)
    with on(day), database.writing() as session:
        own = people.own_account(session, uid)
        new = CodePurpose.NEW_PASSPHRASE if own["passphrase"] else CodePurpose.WELCOME
        make = invitations.hand_over if own["passphrase"] else invitations.invite
        code = make(session, uid, by=by.uid)
        assert invitations.redeem(session, code.uid, code.code, new)
        people.set_passphrase(session, uid, "kept", how=new.value)


def administrator(area: Area) -> Actor:
    """Another one, for a while: the last of a shared database is somebody else's test."""
    with on(BEFORE), area.database.writing() as session:
        uid = people.add_person(session, PersonChange(email=f"x@{area.slug}.org", name="X"), passphrase="kept")
        people.grant(session, uid, MembershipChange(role=Role.ADMINISTRATOR, starts=BEFORE, ends=LATER))
        return people.actor_of(session, uid) or pytest.fail("not found")


def steps(area: Area) -> Iterator[Callable[[], object]]:
    """Each step that a manager began and a leader ends."""
    here, manager, leader = Releases(area), area.people["manager"], area.people["leader"]
    here.propose(EVIDENCE, 1)
    yield lambda: here.decide(EVIDENCE, 1)
    number = here.packs.draft()
    yield lambda: here.packs.clear(number)
    proposed(area, asking(area, "leader"), who="manager")
    yield lambda: decided(area, AGREED)
    with area.database.writing() as session:
        reword_weakness(session, manager, area.slug, 1, RewordChange(wording="Plans are late."), seen=1)

    def confirm() -> None:
        with area.database.writing() as session:
            confirm_wording(session, leader, area.slug, 1, ConfirmChange(letter_date=BEFORE, compared=True), seen=2)

    yield confirm


def test_who_came_in_by_the_first_one_s_code_is_no_second_until_somebody_else_made_them_one(sqlite_area: Area) -> None:
    area, leader = sqlite_area, sqlite_area.people["leader"]
    comes_in(area.database, leader, area.people["manager"], BEFORE)
    with on(TODAY):
        begun = list(steps(area))
        for end in begun:
            with pytest.raises(Invalid, match="one person’s doing"):
                end()
        with area.database.writing() as session:
            people.set_passphrase(session, str(leader.uid), "changed", how="changed")
        with pytest.raises(Invalid, match="one person’s doing"):
            begun[0]()
    comes_in(area.database, leader, administrator(area), BEFORE + timedelta(days=1))
    with on(TODAY):
        for end in begun:
            end()


def test_another_manager_s_code_bars_nobody(sqlite_area: Area) -> None:
    comes_in(sqlite_area.database, sqlite_area.people["leader"], sqlite_area.people["lead"], BEFORE)
    with on(TODAY):
        for end in steps(sqlite_area):
            end()


@pytest.fixture
def place(sqlite_url: str) -> Iterator[Erasing]:
    """An area in which a child is named, on SQLite."""
    database = Database(sqlite_url)
    yield named_in(database)
    database.close()


def test_an_administrator_approves_nothing_that_was_asked_for_with_a_code_of_theirs(place: Erasing) -> None:
    area, manager = place.area, place.area.people["manager"]
    comes_in(area.database, manager, place.administrator, BEFORE)
    number = place.request(issues(place)[:1])
    with pytest.raises(Invalid, match="a code that you made"):
        place.approve(number)
    other = administrator(area)
    comes_in(area.database, manager, other, TODAY + timedelta(days=1))
    with pytest.raises(Invalid, match="a code that you made"):
        place.approve(number, TODAY + timedelta(days=2))
    with on(TODAY + timedelta(days=2)), area.database.writing() as session:
        refuse_erasure(session, place.administrator, SLUG, number, reason="Ask again", seen=1)
    place.approve(place.request(issues(place)[:1], day=TODAY + timedelta(days=2)), TODAY + timedelta(days=2))
    assert place.verified().faults == ()


def test_nor_does_an_administrator_whom_the_one_who_asks_let_in(place: Erasing) -> None:
    comes_in(place.area.database, place.administrator, place.area.people["manager"], BEFORE)
    number = place.request(issues(place)[:1])
    with on(BEFORE + timedelta(days=401)), place.area.database.writing() as session:
        assert tidy(session, OPERATOR, 400).invitations == 0, "the code that was used last is still asked for"
    with pytest.raises(Invalid, match="made by whoever asked for this erasure"):
        place.approve(number)
    place.approve(number, by=administrator(place.area))
