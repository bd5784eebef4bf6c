"""Ending a role: at once, never without saying who takes over, and never the last manager's."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.record.area import BEGINS, TODAY, Area
from wsoa import people
from wsoa.change import LeadChange
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.milestones.assigned import state_assignment
from wsoa.people import NOBODY, EndingChange, Member, NamedIn
from wsoa.snapshot.positions import WorkstreamPosition
from wsoa.tables import Person, metadata
from wsoa.terms import LeadKind, Role
from wsoa.workstreams import WorkstreamChange, state_workstream

_person = metadata.tables[str(Person.__tablename__)]


def uid_of(area: Area, who: str) -> str:
    return str(area.people[who].uid)


def plan_names(area: Area, who: str) -> None:
    """The plan names somebody as lead of workstream 2, whom it also asks for updates of milestones 1 and 6."""
    post = LeadChange(words="Head of service", kind=LeadKind.ROLE, person=uid_of(area, who))
    with area.entry(BEGINS + timedelta(days=9)) as writing:
        change = WorkstreamChange(name="Co-production", ref="2", leads=(post,))
        state_workstream(writing, change, as_at=BEGINS + timedelta(days=9), number=2)
        for number in (1, 6):
            state_assignment(writing, [uid_of(area, who)], as_at=BEGINS + timedelta(days=9), number=number)


def would_leave(area: Area, who: str) -> tuple[Member, tuple[people.RoleHeld, ...], NamedIn]:
    with area.database.reading() as session:
        return people.would_leave(session, area.people["manager"], area.slug, uid_of(area, who), None)


def leave(area: Area, who: str, successor: str | None = None, by: str = "manager", **fields: object) -> None:
    """All roles ended on a form opened just before."""
    _, ending, named = would_leave(area, who)
    listed = (*sorted(named.keys), *(role.key for role in ending))
    change = EndingChange.model_validate({"successor": successor, "listed": listed, **fields})
    with area.database.writing() as session:
        people.end_roles(session, area.people[by], area.slug, uid_of(area, who), None, change)


def held(area: Area, who: str) -> set[tuple[Role, int | None]]:
    with area.database.reading() as session:
        actor = people.actor_of(session, uid_of(area, who))
    assert actor is not None
    return {(each.role, each.workstream) for each in actor.held}


def workstream(area: Area, number: int) -> WorkstreamPosition:
    return next(each for each in area.snapshot().workstreams if each.number == number)


def test_a_role_that_nothing_hangs_on_ends_at_once_and_leaves_the_record_alone(area: Area) -> None:
    head = area.head()
    leave(area, "adviser")
    assert held(area, "adviser") == set()
    assert area.head() == head, "accounts stand outside the chain"
    with area.database.reading() as session:
        left = [each for each in people.everybody(session, area.people["manager"], area.slug) if not each.roles]
    assert [(each.name, each.ended[0].ends) for each in left] == [("Adviser", TODAY - timedelta(days=1))]


def test_what_names_somebody_is_their_workstreams_and_the_milestones_that_name_them(sqlite_area: Area) -> None:
    plan_names(sqlite_area, "other lead")
    member, ending, named = would_leave(sqlite_area, "other lead")
    assert (member.name, [role.workstream for role in ending]) == ("Other lead", [2])
    assert named == NamedIn(frozenset({2}), led=frozenset({5}), asked=frozenset({1, 6}))


def test_a_successor_takes_the_place_in_all_of_it_in_one_entry(area: Area) -> None:
    plan_names(area, "other lead")
    head = area.head()
    leave(area, "other lead", uid_of(area, "support"))
    assert area.head() == head + 1
    assert held(area, "other lead") == set()
    assert held(area, "support") == {(Role.SUPPORT, 1), (Role.WORKSTREAM_LEAD, 2)}
    post, person = workstream(area, 2).leads[0], area.milestone(5)
    assert (post.words, post.person) == ("Head of service", uid_of(area, "support")), "a post keeps its words"
    assert [(lead.words, lead.person) for lead in person.leads] == [("Support", uid_of(area, "support"))]
    assert person.leads_words == "Support"
    assert [area.milestone(number).assigned for number in (1, 6)] == [(uid_of(area, "support"),)] * 2
    before = area.milestone(5, as_at=TODAY - timedelta(days=1))
    assert before.leads[0].person == uid_of(area, "other lead"), "the past keeps who it was"
    assert area.faults() == []


def test_nobody_yet_leaves_what_they_led_without_a_lead(sqlite_area: Area) -> None:
    plan_names(sqlite_area, "other lead")
    leave(sqlite_area, "other lead", NOBODY)
    assert workstream(sqlite_area, 2).leads == ()
    assert (sqlite_area.milestone(5).leads, sqlite_area.milestone(5).leads_words) == ((), None)
    assert sqlite_area.milestone(6).assigned == (), "back to whoever is asked by default"
    assert sqlite_area.faults() == []


@pytest.mark.parametrize("answer", [None, "", "0" * 32, "other lead"])
def test_without_an_answer_that_will_do_nothing_ends(sqlite_area: Area, answer: str | None) -> None:
    plan_names(sqlite_area, "other lead")
    head, successor = sqlite_area.head(), uid_of(sqlite_area, answer) if answer in sqlite_area.people else answer
    with pytest.raises(Invalid) as refused:
        leave(sqlite_area, "other lead", successor)
    assert set(refused.value.problems) == {"successor"}
    assert held(sqlite_area, "other lead") == {(Role.WORKSTREAM_LEAD, 2)}
    assert sqlite_area.head() == head


def test_a_successor_needs_a_role_in_which_things_are_updated(sqlite_area: Area) -> None:
    plan_names(sqlite_area, "leader")
    with pytest.raises(Invalid, match="no role in which anything is updated"):
        leave(sqlite_area, "leader", uid_of(sqlite_area, "board"))
    leave(sqlite_area, "leader", uid_of(sqlite_area, "support"))
    assert workstream(sqlite_area, 2).leads[0].person == uid_of(sqlite_area, "support")


def test_what_came_to_name_them_meanwhile_is_a_conflict_and_nothing_ends(sqlite_area: Area) -> None:
    plan_names(sqlite_area, "other lead")
    with pytest.raises(Conflict):
        leave(sqlite_area, "other lead", NOBODY, listed=("workstream-2", "milestone-5", "milestone-1"))
    assert held(sqlite_area, "other lead") == {(Role.WORKSTREAM_LEAD, 2)}


def test_a_role_given_since_the_form_was_opened_is_a_conflict_and_nothing_ends(sqlite_area: Area) -> None:
    _, before, _ = would_leave(sqlite_area, "adviser")
    with sqlite_area.database.writing() as session:
        people.ensure_member(
            session, uid_of(sqlite_area, "adviser"), sqlite_area.slug, Role.ACCOUNTABLE_LEADER, None, TODAY
        )
    with pytest.raises(Conflict):
        leave(sqlite_area, "adviser", listed=tuple(role.key for role in before))
    assert held(sqlite_area, "adviser") == {(Role.ADVISER, None), (Role.ACCOUNTABLE_LEADER, None)}
    leave(sqlite_area, "adviser")
    assert held(sqlite_area, "adviser") == set(), "control: a form that lists both ends both"


def test_whoever_stays_in_another_role_keeps_what_names_them_elsewhere(sqlite_area: Area) -> None:
    plan_names(sqlite_area, "other lead")
    lead = uid_of(sqlite_area, "other lead")
    with sqlite_area.database.writing() as session:
        people.ensure_member(session, lead, sqlite_area.slug, Role.SUPPORT, 1, TODAY)
    _, roles, _ = would_leave(sqlite_area, "other lead")
    with sqlite_area.database.reading() as session:
        first = [role.id for role in roles if role.workstream == 2]
        _, _, named = people.would_leave(session, sqlite_area.people["manager"], sqlite_area.slug, lead, first)
    assert named == NamedIn(frozenset({2}), asked=frozenset({6})), "milestones 1 and 5 belong to workstream 1"


def can_sign_in(area: Area, who: str) -> None:
    with area.database.writing() as session:
        session.execute(update(_person).where(_person.c.uid == uid_of(area, who)).values(passphrase="set"))


def test_the_last_programme_manager_who_can_sign_in_stays(area: Area) -> None:
    can_sign_in(area, "manager")
    with area.database.writing() as session:
        people.ensure_member(session, uid_of(area, "leader"), area.slug, Role.PROGRAMME_MANAGER, None, TODAY)
    with pytest.raises(Invalid, match="last programme manager"):
        leave(area, "manager")
    assert held(area, "manager") == {(Role.PROGRAMME_MANAGER, None)}
    can_sign_in(area, "leader")
    leave(area, "manager")
    assert held(area, "manager") == set(), "control: another one can manage it now"


@pytest.mark.parametrize("who", ["lead", "partner", "leader", "board", "inspector"])
def test_only_a_manager_ends_a_role(sqlite_area: Area, who: str) -> None:
    with pytest.raises(Barred):
        leave(sqlite_area, "adviser", by=who)
    assert held(sqlite_area, "adviser") == {(Role.ADVISER, None)}


def test_a_role_of_somebody_else_or_of_another_programme_is_as_good_as_missing(sqlite_area: Area) -> None:
    _, roles, _ = would_leave(sqlite_area, "board")
    for person, role in ((uid_of(sqlite_area, "adviser"), roles[0].id), ("0" * 32, roles[0].id)):
        with pytest.raises(Unseen), sqlite_area.database.writing() as session:
            people.end_roles(session, sqlite_area.people["manager"], sqlite_area.slug, person, (role,), EndingChange())
    assert held(sqlite_area, "board") == {(Role.BOARD_MEMBER, None)}


def test_ending_a_role_a_second_time_changes_nothing(sqlite_area: Area) -> None:
    plan_names(sqlite_area, "other lead")
    _, roles, named = would_leave(sqlite_area, "other lead")
    change = EndingChange(successor=NOBODY, listed=tuple(named.keys), token="t")
    for _ in range(2):
        with sqlite_area.database.writing() as session:
            people.end_roles(
                session, sqlite_area.people["manager"], sqlite_area.slug, uid_of(sqlite_area, "other lead"),
                [role.id for role in roles], change,
            )  # fmt: skip
        head = sqlite_area.head()
    assert sqlite_area.head() == head


def test_whom_the_plan_names_without_a_role_is_pointed_out(sqlite_area: Area) -> None:
    plan_names(sqlite_area, "board")
    with sqlite_area.database.reading() as session:
        found = people.named_without_role(session, sqlite_area.people["manager"], sqlite_area.slug)
    assert [each.name for each in found] == ["Board"]
