"""What an account says is corrected at once, by whom it may be; an administrator ends roles and reads no plan."""

from collections.abc import Mapping

import pytest
from sqlalchemy import select

from tests.record.area import TODAY, Area
from tests.record.test_accounts_looked_after import admins
from wsoa import invitations, people, snapshot
from wsoa.access import Actor
from wsoa.errors import Barred, Conflict, Invalid, Refused, Unseen
from wsoa.people import DetailsChange, MembershipChange, NameChange
from wsoa.tables import SecurityEvent, metadata
from wsoa.terms import Role, SecurityKind

__all__ = ["admins"]

_event = metadata.tables[str(SecurityEvent.__tablename__)]


def uid_of(area: Area, who: str) -> str:
    return str(area.people[who].uid)


def change(area: Area, who: str, **fields: str | None) -> DetailsChange:
    """A form about somebody, opened just now and filled in."""
    with area.database.reading() as session:
        now = people.details_here(session, area.people["manager"], area.slug, uid_of(area, who))
    said = {"name": now.name, "email": now.email, "organisation": now.organisation, "stood": now.stands}
    return DetailsChange.model_validate({**said, **fields})


def correct(area: Area, who: str, said: DetailsChange, by: str = "manager") -> None:
    with area.database.writing() as session:
        people.correct_member(session, area.people[by], area.slug, uid_of(area, who), said)


def noted(area: Area, about: str, kind: SecurityKind) -> list[Mapping[str, object]]:
    with area.database.reading() as session:
        mine = (_event.c.about_uid == about) & (_event.c.kind == kind)
        return list(session.scalars(select(_event.c.facts).where(mine).order_by(_event.c.id)))


def test_a_name_is_corrected_at_once_wherever_it_is_read_and_the_chain_stays(area: Area) -> None:
    before, head = area.snapshot(actor=area.people["manager"]), area.head()
    renamed = change(area, "lead", name="Ada Corrected")
    correct(area, "lead", renamed)
    with area.database.reading() as session:
        after = snapshot.load(session, area.people["manager"], area.slug)
        actor = people.actor_of(session, uid_of(area, "lead"))
    assert actor
    assert actor.name == "Ada Corrected"
    assert after is not before, "what was kept in memory under the old name is not given again"
    correct(area, "lead", renamed)
    assert noted(area, uid_of(area, "lead"), SecurityKind.ACCOUNT_CHANGED) == [{"changed": "name"}], "sent twice"
    assert area.head() == head
    assert area.faults() == []


def test_an_address_is_one_account_s_and_codes_for_the_old_one_are_void(area: Area) -> None:
    lead = uid_of(area, "lead")
    with area.database.writing() as session:
        waits = invitations.invite(session, lead)
    with pytest.raises(Invalid, match="an address of its own"):
        correct(area, "lead", change(area, "lead", email=f"SUPPORT@{area.slug}.example.org"))
    correct(area, "lead", change(area, "lead", name="Still waits"))
    with area.database.reading() as session:
        assert set(invitations.open_until(session, [lead])) == {lead}, "control: a name voids no code"
    correct(area, "lead", change(area, "lead", email=f"Ada@{area.slug}.example.org"))
    with area.database.writing() as session:
        assert people.account(session, f"ada@{area.slug}.example.org")
        assert people.account(session, f"lead@{area.slug}.example.org") is None
        assert invitations.redeem(session, waits.uid, waits.code) is None


def test_a_colleague_s_correction_is_not_overwritten(area: Area) -> None:
    mine = change(area, "support", name="Mine")
    correct(area, "support", change(area, "support", email=f"theirs@{area.slug}.example.org"))
    with pytest.raises(Conflict):
        correct(area, "support", mine)


def test_a_manager_corrects_their_own_programme_s_accounts_only(area: Area, admins: tuple[Actor, Actor]) -> None:
    first = admins[0]
    manager = area.people["manager"]
    said = change(area, "leader", name="Another")
    with area.database.writing() as session:
        everybody = {member.uid for member in people.everybody(session, manager, area.slug)}
        assert people.may_correct(session, manager, area.slug) == everybody - {manager.uid}
        people.grant(session, uid_of(area, "leader"), MembershipChange(role=Role.ADMINISTRATOR, starts=TODAY))
        elsewheres = people.add_person(session, said.model_copy(update={"email": "e@x.example"}), passphrase=None)
        people.grant(session, elsewheres, MembershipChange(role=Role.ADMINISTRATOR, starts=TODAY, ends=TODAY))
        role = MembershipChange(role=Role.ADVISER, programme=area.slug, starts=TODAY)
        people.grant(session, elsewheres, role)
        for who in (uid_of(area, "leader"), elsewheres):
            with pytest.raises(Refused, match="not this programme’s alone"):
                people.correct_member(session, manager, area.slug, who, said)
        with pytest.raises(Refused, match="your own name"):
            people.correct_member(session, manager, area.slug, str(manager.uid), said)
        with pytest.raises(Unseen):
            people.correct_member(session, manager, area.slug, str(first.uid), said)
        with pytest.raises(Barred):
            people.correct_member(session, area.people["lead"], area.slug, uid_of(area, "support"), said)
        with pytest.raises(Barred):
            people.correct_account(session, manager, uid_of(area, "leader"), said)
        with pytest.raises(Refused, match="your own name"):
            people.correct_account(session, first, str(first.uid), said)
        people.correct_account(session, first, uid_of(area, "leader"), said)
        own = people.own_details(session, area.people["leader"])
        assert own.name == "Another"
        people.correct_own_name(session, area.people["leader"], NameChange(name="Me", stood=own.name_stands))
        with pytest.raises(Conflict):
            people.correct_own_name(session, area.people["leader"], NameChange(name="I", stood=own.name_stands))


def test_an_organisation_that_nobody_offered_is_not_taken(sqlite_area: Area) -> None:
    with pytest.raises(Invalid, match="from the list"):
        correct(sqlite_area, "lead", change(sqlite_area, "lead", organisation="0" * 32))
    partner = change(sqlite_area, "partner").organisation
    correct(sqlite_area, "lead", change(sqlite_area, "lead", organisation=partner))
    told = noted(sqlite_area, uid_of(sqlite_area, "lead"), SecurityKind.ACCOUNT_CHANGED)
    assert told == [{"changed": "organisation"}]


def test_an_administrator_replaces_a_manager_who_has_left_and_reads_no_plan(
    area: Area, admins: tuple[Actor, Actor]
) -> None:
    first, manager, lead = admins[0], uid_of(area, "manager"), uid_of(area, "lead")
    with area.database.writing() as session:
        people.set_passphrase(session, manager, "kept", how="tests")
        role = people.one_account(session, first, manager).roles[0].id
        with pytest.raises(Invalid, match="last programme manager"):
            people.end_role_anywhere(session, first, manager, role)
        with pytest.raises(Invalid, match="Choose a programme"):
            people.make_manager(session, first, lead, "nowhere")
        with pytest.raises(Refused, match="own account"):
            people.make_manager(session, first, str(first.uid), area.slug)
        with pytest.raises(Barred):
            people.make_manager(session, area.people["manager"], lead, area.slug)
        with pytest.raises(Invalid, match="has a programme manager who can sign in"):
            people.make_manager(session, first, lead, area.slug)
        people.close_account(session, first, manager)
        waits = invitations.invite(session, lead, by=manager)
        people.make_manager(session, first, lead, area.slug)
        assert invitations.redeem(session, waits.uid, waits.code) is None, "nor does who made a code come in as manager"
        people.set_passphrase(session, lead, "kept", how="tests")
        for _ in ("once", "sent again"):
            people.make_manager(session, first, lead, area.slug)
            people.end_role_anywhere(session, first, manager, role)
        with pytest.raises(Unseen):
            people.end_role_anywhere(session, first, lead, role)
        now = people.actor_of(session, lead)
        assert now
        assert {held.role for held in now.held} == {Role.WORKSTREAM_LEAD, Role.PROGRAMME_MANAGER}
        people.open_account(session, first, manager)
        gone = people.actor_of(session, manager)
    assert gone
    assert gone.held == ()
    given = noted(area, lead, SecurityKind.ROLE_GIVEN)
    assert [(told["role"], told.get("by_administrator")) for told in given] == [
        ("workstream-lead", None),
        ("programme-manager", True),
    ]
    assert len(noted(area, manager, SecurityKind.ROLE_ENDED)) == 1
