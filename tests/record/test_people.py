"""Who belongs to a programme: coming in, roles, organisations; and that no other programme shows through."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from tests.record.area import BEGINS, TODAY, Area, begin
from wsoa import invitations, people
from wsoa.errors import Barred, Conflict, Invalid, Refused, Unseen
from wsoa.people import MemberChange, OrganisationChange, RoleChange
from wsoa.tables import Person, metadata
from wsoa.terms import Role

_person = metadata.tables[str(Person.__tablename__)]
_others = itertools.count(1)


def added(area: Area, by: str = "manager", **fields: Any) -> str:
    """Somebody added by a form; their uid."""
    asked: dict[str, object] = {"email": f"new@{area.slug}.example.org", "name": "New", "role": Role.ADVISER, **fields}
    with area.database.writing() as session:
        return people.add_member(session, area.people[by], area.slug, MemberChange.model_validate(asked))


def roles(area: Area, uid: str) -> list[tuple[Role, int | None]]:
    with area.database.reading() as session:
        known = people.people_of(session, area.people["manager"], area.slug)
    return [(role.role, role.workstream) for member in known if member.uid == uid for role in member.roles]


def organisation(area: Area, name: str, **fields: object) -> str:
    with area.database.writing() as session:
        change = OrganisationChange(name=name)
        return people.new_organisation(session, area.people["manager"], area.slug, change)


def changed(area: Area, uid: str, **fields: str | None) -> None:
    """An organisation changed on a form opened just before."""
    stands = next(each for each in organisations(area) if each.uid == uid)
    asked = {"name": stands.name, "successor": stands.successor, "stood": stands.stands, **fields}
    with area.database.writing() as session:
        people.change_organisation(
            session, area.people["manager"], area.slug, uid, OrganisationChange.model_validate(asked)
        )


def organisations(area: Area) -> tuple[people.OrganisationPosition, ...]:
    with area.database.reading() as session:
        return people.organisations_of(session, area.people["manager"], area.slug)


@pytest.fixture
def neighbour(sqlite_area: Area) -> Area:
    """Another programme in the same database."""
    return begin(sqlite_area.database, f"cuckoo-{next(_others)}")


def test_somebody_new_gets_an_account_without_a_passphrase_and_a_role_from_today(area: Area) -> None:
    uid = added(area, email=f"Jo@NHS.{area.slug}.example.org", name="Jo", role=Role.WORKSTREAM_LEAD, workstreams=(1, 2))
    with area.database.reading() as session:
        member = next(m for m in people.people_of(session, area.people["manager"], area.slug) if m.uid == uid)
        actor = people.actor_of(session, uid)
        assert uid in people.awaiting_code(session, area.people["manager"], area.slug)
    assert (member.email, member.name, member.has_passphrase) == (f"jo@nhs.{area.slug}.example.org", "Jo", False)
    assert [(role.workstream, role.starts, role.ends) for role in member.roles] == [(1, TODAY, None), (2, TODAY, None)]
    assert actor is not None
    assert {held.workstream for held in actor.held} == {1, 2}
    assert area.faults() == []


def test_whoever_is_known_gets_the_role_and_keeps_name_organisation_and_passphrase(
    sqlite_area: Area, neighbour: Area
) -> None:
    theirs = neighbour.people["partner"]
    own = organisation(sqlite_area, "Own council")
    email = f"partner@{neighbour.slug}.example.org"
    uid = added(
        sqlite_area,
        email=email,
        name="Typed here",
        organisation=own,
        role=Role.SUPPORT,
        workstreams=(1,),
        made_sure=True,
    )
    assert uid == theirs.uid
    with sqlite_area.database.reading() as session:
        known = people.actor_of(session, uid)
    assert known is not None
    assert (known.name, known.organisation) == (theirs.name, theirs.organisation)


def test_an_account_of_another_programme_gets_no_role_before_the_manager_has_made_sure_whose_it_is(
    sqlite_area: Area, neighbour: Area
) -> None:
    email = f"partner@{neighbour.slug}.example.org"
    with pytest.raises(Invalid, match="Make sure by telephone") as refused:
        added(sqlite_area, email=email, new_organisation="Typed trust")
    assert set(refused.value.problems) == {"made_sure"}
    uid = str(neighbour.people["partner"].uid)
    assert roles(sqlite_area, uid) == []
    assert roles(neighbour, uid) == [(Role.PARTNER, 1)], "control: it is an account of somebody"
    added(sqlite_area, email=email, made_sure=True)
    added(sqlite_area, email=email, role=Role.BOARD_MEMBER)
    assert {role for role, _ in roles(sqlite_area, uid)} == {Role.ADVISER, Role.BOARD_MEMBER}, "it is asked once"


def test_of_an_account_of_another_programme_neither_organisation_nor_passphrase_is_told(
    sqlite_area: Area, neighbour: Area
) -> None:
    uid = str(neighbour.people["partner"].uid)
    with sqlite_area.database.writing() as session:
        session.execute(update(_person).where(_person.c.uid == uid).values(passphrase="set"))
    added(sqlite_area, email=f"partner@{neighbour.slug}.example.org", made_sure=True)

    def told(area: Area) -> list[tuple[str | None, bool, bool]]:
        with area.database.reading() as session:
            known = people.people_of(session, area.people["manager"], area.slug)
        mine = [each for each in known if each.uid == uid]
        return [(each.organisation_name, each.has_passphrase, each.is_elsewheres) for each in mine]

    assert told(sqlite_area) == [(None, False, True)]
    assert told(neighbour) == [(f"Parent carer forum of {neighbour.slug}", True, False)], "control"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"role": Role.ADMINISTRATOR}, "role"),
        ({"role": Role.WORKSTREAM_LEAD}, "workstreams"),
        ({"role": Role.SUPPORT, "workstreams": (99,)}, "workstreams"),
        ({"role": Role.BOARD_MEMBER, "workstreams": (1,)}, "workstreams"),
        ({"role": Role.INSPECTOR}, "ends"),
        ({"ends": TODAY - timedelta(days=1)}, "ends"),
        ({"starts": TODAY + timedelta(days=9), "ends": TODAY + timedelta(days=8)}, "ends"),
        ({"organisation": "0" * 32}, "organisation"),
    ],
    ids=str,
)
def test_a_role_that_cannot_be_given_is_refused_beside_its_field(
    sqlite_area: Area, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        added(sqlite_area, **fields)
    assert set(refused.value.problems) == {field}
    with sqlite_area.database.reading() as session:
        assert people.account(session, f"new@{sqlite_area.slug}.example.org") is None, "nothing was made"


def test_a_role_held_already_is_not_given_twice_but_may_last_longer(sqlite_area: Area) -> None:
    uid = added(sqlite_area, role=Role.PARTNER, workstreams=(1,), ends=TODAY)
    assert added(sqlite_area, role=Role.PARTNER, workstreams=(1,)) == uid
    with sqlite_area.database.reading() as session:
        member = next(
            m for m in people.people_of(session, sqlite_area.people["manager"], sqlite_area.slug) if m.uid == uid
        )
    assert [role.ends for role in member.roles] == [None]


def test_a_role_given_for_later_gives_no_rights_before(sqlite_area: Area) -> None:
    uid = added(sqlite_area, role=Role.PROGRAMME_MANAGER, starts=TODAY + timedelta(days=1))
    with sqlite_area.database.reading() as session:
        actor = people.actor_of(session, uid)
    assert actor is not None
    assert actor.held == ()
    assert roles(sqlite_area, uid) == [(Role.PROGRAMME_MANAGER, None)], "the list shows what is to come"


@pytest.mark.parametrize("who", ["lead", "support", "partner", "board", "leader", "adviser", "inspector"])
def test_only_a_manager_says_who_belongs(sqlite_area: Area, who: str) -> None:
    actor, slug = sqlite_area.people[who], sqlite_area.slug
    with pytest.raises(Barred):
        added(sqlite_area, by=who)
    asks: list[Callable[..., object]] = [people.people_of, people.organisations_of, people.awaiting_code]
    for ask in asks:
        with pytest.raises(Barred), sqlite_area.database.reading() as session:
            ask(session, actor, slug)


def test_another_programme_is_not_there_for_a_manager_of_this_one(sqlite_area: Area, neighbour: Area) -> None:
    manager = sqlite_area.people["manager"]
    with pytest.raises(Unseen), sqlite_area.database.writing() as session:
        people.add_member(
            session, manager, neighbour.slug, MemberChange(email="a@b.example", name="A", role=Role.ADVISER)
        )
    change = RoleChange(role=Role.ADVISER)
    with pytest.raises(Unseen), sqlite_area.database.writing() as session:
        people.give_role(session, manager, sqlite_area.slug, str(neighbour.people["lead"].uid), change)


def test_once_two_programmes_rely_on_an_account_neither_makes_its_codes(sqlite_area: Area, neighbour: Area) -> None:
    uid = added(sqlite_area, email=f"jo@{neighbour.slug}.example.org")

    def waiting(area: Area) -> bool:
        with area.database.reading() as session:
            return uid in people.awaiting_code(session, area.people["manager"], area.slug)

    assert waiting(sqlite_area)
    with sqlite_area.database.writing() as session:
        made = invitations.invite(session, uid)
        role = RoleChange(role=Role.BOARD_MEMBER)
        people.give_role(session, sqlite_area.people["manager"], sqlite_area.slug, uid, role)
        assert uid in invitations.open_until(session, [uid]), "another role in the same place voids nothing"
    assert added(neighbour, email=f"jo@{neighbour.slug}.example.org", made_sure=True) == uid
    assert (waiting(sqlite_area), waiting(neighbour)) == (False, False)
    with sqlite_area.database.writing() as session:
        assert invitations.redeem(session, made.uid, made.code) is None, "nor does one made before open both"


def test_whoever_has_a_passphrase_gets_no_code_to_come_in_with(sqlite_area: Area) -> None:
    uid, manager = added(sqlite_area), sqlite_area.people["manager"]
    with sqlite_area.database.writing() as session:
        assert uid in people.awaiting_code(session, manager, sqlite_area.slug), "control"
        session.execute(update(_person).where(_person.c.uid == uid).values(passphrase="set"))
        assert uid not in people.awaiting_code(session, manager, sqlite_area.slug)


def test_a_helping_form_draws_in_nobody_of_another_programme(sqlite_area: Area, neighbour: Area) -> None:
    stranger, lead = str(neighbour.people["lead"].uid), str(sqlite_area.people["lead"].uid)
    with sqlite_area.database.writing() as session:
        for _ in range(2):
            people.ensure_member(session, lead, sqlite_area.slug, Role.WORKSTREAM_LEAD, 2, TODAY)
    assert roles(sqlite_area, lead) == [(Role.WORKSTREAM_LEAD, 1), (Role.WORKSTREAM_LEAD, 2)]
    with pytest.raises(Refused), sqlite_area.database.writing() as session:
        people.ensure_member(session, stranger, sqlite_area.slug, Role.WORKSTREAM_LEAD, 1, TODAY)
    assert roles(sqlite_area, stranger) == []


def test_a_programme_shows_its_own_organisations_and_no_others(sqlite_area: Area, neighbour: Area) -> None:
    organisation(sqlite_area, "Own council")
    organisation(neighbour, "Cuckoo council")
    added(neighbour, email=f"m@{neighbour.slug}.example.org", new_organisation="Cuckoo trust")
    named = {each.name for each in organisations(sqlite_area)}
    assert named == {"Own council", f"Parent carer forum of {sqlite_area.slug}"}, "its own, and the partner's"
    assert {"Cuckoo council", "Cuckoo trust"} < {each.name for each in organisations(neighbour)}


def test_an_organisation_named_when_somebody_is_added_is_made_once(sqlite_area: Area) -> None:
    for number, name in enumerate(("The trust", "THE TRUST")):
        added(sqlite_area, email=f"{number}@{sqlite_area.slug}.example.org", new_organisation=name)
    assert [each.name for each in organisations(sqlite_area)].count("The trust") == 1
    assert "THE TRUST" not in {each.name for each in organisations(sqlite_area)}


def test_a_body_that_was_replaced_names_its_successor_and_never_itself(area: Area) -> None:
    group, board, trust = (organisation(area, name) for name in ("Old group", "New board", "Trust"))
    changed(area, group, successor=board)
    changed(area, board, successor=trust, name="Newer board")
    shown = {each.name: each.successor_name for each in organisations(area)}
    assert (shown["Old group"], shown["Newer board"]) == ("Newer board", "Trust")
    for circle in (group, board, trust):
        with pytest.raises(Invalid) as refused:
            changed(area, trust, successor=circle)
        assert "follow itself" in refused.value.problems["successor"]


def test_two_colleagues_renaming_one_organisation_meet_a_conflict(sqlite_area: Area) -> None:
    uid = organisation(sqlite_area, "Council")
    changed(sqlite_area, uid, name="City council")
    with pytest.raises(Conflict):
        changed(sqlite_area, uid, name="Town council", stood="Council")
    with pytest.raises(Invalid):
        organisation(sqlite_area, "city COUNCIL")


def test_an_organisation_of_two_programmes_is_renamed_in_neither(sqlite_area: Area, neighbour: Area) -> None:
    uid = organisation(neighbour, "Shared board")
    added(neighbour, email=f"jo@{neighbour.slug}.example.org", organisation=uid)
    added(sqlite_area, email=f"jo@{neighbour.slug}.example.org", made_sure=True)
    for area in (sqlite_area, neighbour):
        assert next(each for each in organisations(area) if each.uid == uid).shared
        with pytest.raises(Invalid):
            changed(area, uid, name="Renamed")


def test_an_unknown_organisation_or_a_strangers_is_as_good_as_missing(sqlite_area: Area, neighbour: Area) -> None:
    theirs, change = organisation(neighbour, "Cuckoo council"), OrganisationChange(name="Mine")
    for uid in (theirs, "0" * 32):
        with pytest.raises(Unseen), sqlite_area.database.writing() as session:
            people.change_organisation(session, sqlite_area.people["manager"], sqlite_area.slug, uid, change)


def test_the_day_a_role_began_is_kept(sqlite_area: Area) -> None:
    with sqlite_area.database.reading() as session:
        known = people.people_of(session, sqlite_area.people["manager"], sqlite_area.slug)
    assert {role.starts for member in known for role in member.roles} == {BEGINS}
