"""Accounts, codes and web sessions on both databases: what an administrator's pages and one's own account ask for."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.record.area import TODAY, Area, on
from wsoa import clock, invitations, people, sign_ins, web_sessions
from wsoa.access import Actor
from wsoa.errors import Barred, Refused, Unseen
from wsoa.people import EndingChange, MembershipChange, PersonChange, RoleChange
from wsoa.tables import Membership, metadata
from wsoa.terms import CodePurpose, Role

_membership = metadata.tables[str(Membership.__tablename__)]


@pytest.fixture
def admins(area: Area) -> Iterator[tuple[Actor, Actor]]:
    """Two administrators who can sign in; the database has no other."""
    with on(TODAY):
        with area.database.writing() as session:
            first, second = (administrator(session, f"{who}@{area.slug}.example.org") for who in ("first", "second"))
        yield first, second
        with area.database.writing() as session:
            mine = _membership.c.person_uid.in_([first.uid, second.uid])
            session.execute(update(_membership).where(mine).values(ends=TODAY - timedelta(days=1)))


def administrator(session: Session, email: str) -> Actor:
    uid = people.add_person(session, PersonChange(email=email, name=email.partition("@")[0]), passphrase="kept")
    people.grant(session, uid, MembershipChange(role=Role.ADMINISTRATOR, starts=clock.today()))
    actor = people.actor_of(session, uid)
    assert actor
    return actor


def test_accounts_are_seen_found_closed_and_opened_by_an_administrator(area: Area, admins: tuple[Actor, Actor]) -> None:
    first, _ = admins
    somebody = str(area.people["board"].uid)
    with area.database.writing() as session:
        found = people.every_account(session, first, f"BOARD {area.slug}")
        assert [each.uid for each in found] == [somebody]
        assert [held.role for held in found[0].roles] == [Role.BOARD_MEMBER]
        people.close_account(session, first, somebody)
        assert people.one_account(session, first, somebody).closed_at is not None
        people.open_account(session, first, somebody)
        assert people.one_account(session, first, somebody).closed_at is None
        with pytest.raises(Barred):
            people.every_account(session, area.people["manager"])
        with pytest.raises(Unseen):
            people.close_account(session, first, "nobody")


def test_one_administrator_is_always_left_who_can_sign_in(area: Area, admins: tuple[Actor, Actor]) -> None:
    first, second = admins
    with area.database.writing() as session:
        for again in (people.close_account, people.end_administrator):
            with pytest.raises(Refused, match="own account"):
                again(session, first, str(first.uid))
        people.end_administrator(session, first, str(second.uid))
        with pytest.raises(Refused, match="last administrator"):
            people.close_account(session, second, str(first.uid))
        twice = MembershipChange(role=Role.ADMINISTRATOR, starts=clock.today())
        people.grant(session, str(first.uid), twice)
        with pytest.raises(Refused, match="last administrator"):
            people.close_account(session, second, str(first.uid))
        people.make_administrator(session, first, str(second.uid))
        people.close_account(session, second, str(first.uid))


def test_in_which_role_a_code_was_made_goes_by_the_day_in_london(sqlite_area: Area) -> None:
    uid = str(sqlite_area.people["board"].uid)
    with clock.held_at(datetime(2026, 6, 10, 23, 30, tzinfo=UTC)), sqlite_area.database.writing() as session:
        admin = administrator(session, f"night@{sqlite_area.slug}.example.org")
        people.set_passphrase(session, uid, "kept", how="changed")
        invitations.hand_over(session, uid, by=admin.uid)
        assert [each.by for each in invitations.handed_over(session, uid, timedelta(days=1))] == [Role.ADMINISTRATOR]
        session.execute(update(_membership).where(_membership.c.person_uid == admin.uid).values(ends=TODAY))


def test_a_manager_makes_codes_for_those_of_the_programme_only(area: Area, admins: tuple[Actor, Actor]) -> None:
    manager, lead = area.people["manager"], str(area.people["lead"].uid)
    with area.database.writing() as session:
        people.set_passphrase(session, lead, "kept", how="tests")
        people.set_passphrase(session, str(manager.uid), "kept", how="tests")
        assert people.may_forget_here(session, manager, area.slug) == {lead}, "and not for oneself"
        assert {lead, str(manager.uid)} <= people.may_forget(session, admins[0])
        code = invitations.hand_over(session, lead, by=manager.uid)
        people.make_administrator(session, admins[0], lead)
        assert people.may_forget_here(session, manager, area.slug) == frozenset()
        assert invitations.redeem(session, code.uid, code.code, CodePurpose.NEW_PASSPHRASE) is None
        again = invitations.hand_over(session, lead, by=admins[0].uid)
        assert invitations.redeem(session, again.uid, again.code) is None, "it is no welcome"
        assert invitations.redeem(session, again.uid, again.code, CodePurpose.NEW_PASSPHRASE)
        told = invitations.handed_over(session, lead, timedelta(days=1))
    assert {(each.by, each.used_at is not None) for each in told} == {
        (Role.PROGRAMME_MANAGER, False),
        (Role.ADMINISTRATOR, True),
    }


def test_nobody_becomes_an_administrator_by_a_code_that_a_manager_made(area: Area, admins: tuple[Actor, Actor]) -> None:
    manager, adviser = area.people["manager"], str(area.people["adviser"].uid)
    with area.database.writing() as session:
        assert adviser in people.awaiting_code(session, manager, area.slug), "control"
        made = invitations.invite(session, adviser, by=manager.uid)
        with pytest.raises(Refused, match="not come in yet"):
            people.make_administrator(session, admins[0], adviser)
        people.grant(session, adviser, MembershipChange(role=Role.ADMINISTRATOR, starts=clock.today()))
        assert invitations.redeem(session, made.uid, made.code) is None, "as from the shell: the code is void"
        assert adviser not in people.awaiting_code(session, manager, area.slug)


def test_a_leader_whose_role_is_ended_for_a_moment_gets_no_code_from_the_manager(area: Area) -> None:
    manager, leader = area.people["manager"], str(area.people["leader"].uid)
    with area.database.writing() as session:
        people.set_passphrase(session, leader, "kept", how="tests")
        _, ending, _ = people.would_leave(session, manager, area.slug, leader, None)
        listed = tuple(role.key for role in ending)
        people.end_roles(session, manager, area.slug, leader, None, EndingChange(successor="nobody", listed=listed))
        people.give_role(session, manager, area.slug, leader, RoleChange(role=Role.ADVISER))
        assert leader not in people.may_forget_here(session, manager, area.slug)


def test_a_browser_knows_the_few_who_share_it_and_nothing_that_nobody_was_given(area: Area) -> None:
    with on(TODAY), area.database.writing() as session:
        names = ("lead", "support", "board", "adviser", "partner")
        sharing = [str(area.people[who].uid) for who in names[: sign_ins.MOST_IN_ONE + 1]]
        shared = "planted.by-somebody"
        for uid in sharing:
            shared = sign_ins.remember_browser(session, uid, shared)
        assert "planted" not in shared
        assert sign_ins.is_known(session, shared)
        assert not sign_ins.is_known(session, "planted.by-somebody")
        tries = [sign_ins.take(session, f"{uid}@example.org", uid, shared) for uid in sharing]
        assert [each.by_browser for each in tries] == [False, True, True, True, True], "the first was shut out"
        assert len({each.key for each in tries}) == len(tries), "each has tries of their own"
        stranger = sign_ins.take(session, "x@example.org", str(area.people["manager"].uid), shared)
        assert not stranger.by_browser


def test_sessions_and_known_browsers_of_one_person_end_and_nobody_else_s(area: Area) -> None:
    with on(TODAY), area.database.writing() as session:
        mine, theirs = (str(area.people[who].uid) for who in ("lead", "support"))
        here, there, other = (web_sessions.begin(session, who, "Firefox on Linux") for who in (mine, mine, theirs))
        known = sign_ins.remember_browser(session, mine, None)
        assert sign_ins.remember_browser(session, mine, known) == known
        assert sign_ins.remember_browser(session, theirs, known) != known
        open_ = web_sessions.open_sessions(session, mine, here)
        assert sorted(each.is_this for each in open_) == [False, True]
        assert not web_sessions.end_one(session, theirs, open_[0].handle)
        assert web_sessions.end_all(session, mine, but=here) == 1
        assert [web_sessions.whose(session, each) is None for each in (here, there, other)] == [False, True, False]
        sign_ins.forget_browsers(session, mine)
        assert len(sign_ins.known_browsers(session, theirs)) == 1
