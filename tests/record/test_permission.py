"""Who may do what, cell by cell: role × action × whose it is (PROOFS 2.2)."""

from datetime import date

import pytest

from tests.record.area import AMBER, PEOPLE, TODAY, Area, begin
from wsoa import people, snapshot
from wsoa.access import TABLE, Action, Actor, Held, Whose, knows, operator, reaches
from wsoa.errors import Barred, Invalid, Unseen, WsoaError
from wsoa.milestones import MilestoneChange, record_update, state_milestone
from wsoa.terms import Role

ME, MINE, OTHERS = "me", "my-organisation", "another-organisation"
OWN, OTHER = Whose(workstream=1), Whose(workstream=2)
NAMED, ORGANISATION = Whose(workstream=2, people={ME}), Whose(workstream=2, organisations={MINE, OTHERS})
ASKED = Whose(workstream=2, assigned={ME})
RELEASED = Whose(workstream=2, released=True)
CASES: dict[str, Whose | None] = {
    "own": OWN,
    "other": OTHER,
    "named": NAMED,
    "organisation": ORGANISATION,
    "asked": ASKED,
    "released": RELEASED,
    "nobody's": Whose(),
    "any": None,
}

EVERYWHERE = set(CASES)
WORKSTREAM = {"own", "named", "asked", "any"}
SHARED = {"own", "named", "asked", "organisation", "any"}
ASSIGNED = {"named", "asked", "organisation", "any"}
ONLY_RELEASED = {"released", "any"}
NOWHERE: set[str] = set()

_THEIR_WORKSTREAM = {
    Role.PROGRAMME_MANAGER: EVERYWHERE,
    Role.WORKSTREAM_LEAD: WORKSTREAM,
    Role.SUPPORT: WORKSTREAM,
}

_WRITERS = dict.fromkeys((Role.PROGRAMME_MANAGER, Role.WORKSTREAM_LEAD, Role.SUPPORT), EVERYWHERE)
_WORKING_TEAM = dict.fromkeys(
    (Role.PROGRAMME_MANAGER, Role.WORKSTREAM_LEAD, Role.SUPPORT, Role.ACCOUNTABLE_LEADER), EVERYWHERE
)

EXPECTED: dict[Action, dict[Role, set[str]]] = {
    Action.OPEN_PROGRAMME: dict.fromkeys(Role, EVERYWHERE) | {Role.ADMINISTRATOR: NOWHERE},
    Action.READ_WORKING: {
        Role.PROGRAMME_MANAGER: EVERYWHERE,
        Role.WORKSTREAM_LEAD: EVERYWHERE,
        Role.SUPPORT: EVERYWHERE,
        Role.ACCOUNTABLE_LEADER: EVERYWHERE,
        Role.PARTNER: SHARED,
    },
    Action.UPDATE_MILESTONE: {
        Role.PROGRAMME_MANAGER: EVERYWHERE,
        Role.WORKSTREAM_LEAD: WORKSTREAM,
        Role.SUPPORT: WORKSTREAM,
        Role.PARTNER: ASSIGNED,
    },
    Action.READ_REPORT: {
        Role.PROGRAMME_MANAGER: EVERYWHERE,
        Role.WORKSTREAM_LEAD: EVERYWHERE,
        Role.SUPPORT: EVERYWHERE,
        Role.ACCOUNTABLE_LEADER: EVERYWHERE,
    },
    Action.SET_UP: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.WRITE_PROGRESS: _THEIR_WORKSTREAM,
    Action.KEEP_RISK: _THEIR_WORKSTREAM,
    Action.RAISE_ASK: _THEIR_WORKSTREAM,
    Action.READ_ASKS: {
        Role.PROGRAMME_MANAGER: EVERYWHERE,
        Role.WORKSTREAM_LEAD: EVERYWHERE,
        Role.SUPPORT: EVERYWHERE,
        Role.ACCOUNTABLE_LEADER: EVERYWHERE,
        Role.BOARD_MEMBER: EVERYWHERE,
        Role.PARTNER: SHARED,
    },
    Action.ANSWER_ASK: {Role.PROGRAMME_MANAGER: EVERYWHERE, Role.BOARD_MEMBER: EVERYWHERE},
    Action.JUDGE_IMPACT: {Role.ACCOUNTABLE_LEADER: EVERYWHERE},
    Action.CONFIRM_WORDING: {Role.PROGRAMME_MANAGER: EVERYWHERE, Role.ACCOUNTABLE_LEADER: EVERYWHERE},
    Action.MANAGE_PEOPLE: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.BEGIN_PROGRAMME: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.RECORD_EVIDENCE: _THEIR_WORKSTREAM | {Role.PARTNER: ASSIGNED},
    Action.KEEP_ROUND: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.PREPARE_PACK: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.CLEAR_PACK: {Role.ACCOUNTABLE_LEADER: EVERYWHERE},
    Action.READ_PACK: _WORKING_TEAM | {Role.BOARD_MEMBER: EVERYWHERE},
    Action.ASK_QUESTION: {Role.BOARD_MEMBER: EVERYWHERE, Role.ACCOUNTABLE_LEADER: EVERYWHERE},
    Action.ANSWER_QUESTION: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.CLOSE_QUESTION: {Role.PROGRAMME_MANAGER: EVERYWHERE, Role.BOARD_MEMBER: EVERYWHERE},
    Action.DECIDE_DATE: dict.fromkeys((Role.PROGRAMME_MANAGER, Role.BOARD_MEMBER, Role.ACCOUNTABLE_LEADER), EVERYWHERE),
    Action.EXPLAIN_POINT: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.DRAW_SAMPLE: _WORKING_TEAM,
    Action.ENTER_VALUES: _THEIR_WORKSTREAM | {Role.PARTNER: ASSIGNED},
    Action.LOAD_STATISTICS: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.READ_RELEASED: _WORKING_TEAM | dict.fromkeys((Role.PARTNER, Role.ADVISER, Role.INSPECTOR), ONLY_RELEASED),
    Action.READ_RELEASED_PACKS: _WORKING_TEAM
    | {Role.BOARD_MEMBER: EVERYWHERE, Role.PARTNER: ONLY_RELEASED, Role.ADVISER: ONLY_RELEASED},
    Action.PROPOSE_RELEASE: _THEIR_WORKSTREAM,
    Action.DECIDE_RELEASE: {Role.PROGRAMME_MANAGER: EVERYWHERE, Role.ACCOUNTABLE_LEADER: EVERYWHERE},
    Action.KEEP_RELEASES: _THEIR_WORKSTREAM | {Role.ACCOUNTABLE_LEADER: EVERYWHERE},
    Action.SEE_SIGN_INS: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.FIND_PERSON: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.PROPOSE_ERASURE: _THEIR_WORKSTREAM,
    Action.REQUEST_ERASURE: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.APPROVE_ERASURE: {},
    Action.MANAGE_ACCOUNTS: {},
    Action.READ_SECURITY_LOG: {},
    Action.KEEP_RETENTION: {},
    Action.READ_UNREDACTED: _THEIR_WORKSTREAM | {Role.PARTNER: ASSIGNED},
    Action.CHECK_FILE: {Role.PROGRAMME_MANAGER: EVERYWHERE, Role.WORKSTREAM_LEAD: WORKSTREAM},
    Action.KEEP_VOICES: _WRITERS,
    Action.WRITE_NARRATIVE: _WRITERS,
    Action.READ_NARRATIVE: _WORKING_TEAM | {Role.PARTNER: ONLY_RELEASED},
    Action.COMMENT_NARRATIVE: _WORKING_TEAM | {Role.PARTNER: ONLY_RELEASED},
    Action.GIVE_VIEW: {Role.PARTNER: EVERYWHERE},
    Action.CHECK_VIEW: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.KEEP_NARRATIVE: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.CROSS_CHECK: dict.fromkeys(
        (Role.PROGRAMME_MANAGER, Role.WORKSTREAM_LEAD, Role.ACCOUNTABLE_LEADER), EVERYWHERE
    ),
    Action.SIGN_NARRATIVE: {Role.ACCOUNTABLE_LEADER: EVERYWHERE},
    Action.KEEP_VISIT: {Role.PROGRAMME_MANAGER: EVERYWHERE},
    Action.ANSWER_REQUEST: _WRITERS,
    Action.READ_VISIT: _WORKING_TEAM | dict.fromkeys((Role.ADVISER, Role.INSPECTOR), ONLY_RELEASED),
    Action.READ_SUMMARY: _WORKING_TEAM | dict.fromkeys((Role.PARTNER, Role.ADVISER), EVERYWHERE),
}
"""For each action and role, on which milestones it may be done by somebody of workstream 1 and of my organisation."""
OF_THE_INSTALLATION = {
    Action.BEGIN_PROGRAMME,
    Action.APPROVE_ERASURE,
    Action.MANAGE_ACCOUNTS,
    Action.READ_SECURITY_LOG,
}
"""What an administrator does, whose role is held in no programme, and nobody else everywhere."""


def holding(role: Role, programme: int | None = 7) -> Actor:
    """Somebody with one role, in workstream 1 of programme 7."""
    return Actor(ME, "Me", MINE, (Held(role, programme, 1),))


def test_every_action_is_decided_for_every_role() -> None:
    assert set(EXPECTED) == set(TABLE) == set(Action)


@pytest.mark.parametrize("action", Action)
def test_a_right_reaches_as_far_as_the_table_says(action: Action) -> None:
    for role in Role:
        found = {case for case, whose in CASES.items() if reaches(holding(role), action, 7, whose)}
        assert (role, found) == (role, EXPECTED[action].get(role, NOWHERE))
        assert not any(reaches(holding(role), action, 8, whose) for whose in CASES.values())


@pytest.mark.parametrize("action", Action)
def test_a_role_held_in_no_programme_reaches_all_or_none_of_them(action: Action) -> None:
    for role in Role:
        everywhere = role is Role.ADMINISTRATOR and action in OF_THE_INSTALLATION
        found = [reaches(holding(role, None), action, 7, whose) for whose in CASES.values()]
        assert (role, found) == (role, [everywhere] * len(CASES))


def test_an_administrator_knows_of_a_programme_only_for_what_they_do_in_all_of_them() -> None:
    administrator = holding(Role.ADMINISTRATOR, None)
    assert {action for action in Action if knows(administrator, 7, action)} == OF_THE_INSTALLATION
    assert not knows(holding(Role.PROGRAMME_MANAGER, 8), 7, Action.READ_WORKING)


@pytest.mark.parametrize("action", Action)
def test_nobody_without_a_role_may_do_anything_and_the_operator_may(action: Action) -> None:
    assert not any(reaches(Actor(ME, "Me", MINE, ()), action, 7, whose) for whose in CASES.values())
    assert all(reaches(operator("root"), action, 7, whose) for whose in CASES.values())


def test_a_role_without_a_workstream_does_not_own_what_belongs_to_none() -> None:
    lead = Actor(ME, "Me", None, (Held(Role.WORKSTREAM_LEAD, 7, None),))
    assert not reaches(lead, Action.UPDATE_MILESTONE, 7, Whose(organisations={MINE}))
    assert not reaches(lead, Action.UPDATE_MILESTONE, 7, Whose())


def test_any_one_role_held_is_enough() -> None:
    both = Actor(ME, "Me", None, (Held(Role.ADVISER, 7, None), Held(Role.WORKSTREAM_LEAD, 7, 2)))
    assert reaches(both, Action.UPDATE_MILESTONE, 7, OTHER)
    assert not reaches(both, Action.UPDATE_MILESTONE, 7, OWN)


BARRED, UNSEEN = Barred, Unseen
ANSWERS: dict[str, dict[int, type[WsoaError] | None]] = {
    "manager": {2: None, 4: None, 5: None, 6: None},
    "lead": {2: None, 4: BARRED, 5: None, 6: BARRED},
    "support": {2: None, 4: BARRED, 5: None, 6: BARRED},
    "other lead": {2: BARRED, 4: None, 5: None, 6: None},
    "partner": {2: BARRED, 4: None, 5: BARRED, 6: UNSEEN},
    "board": {2: BARRED, 4: BARRED, 5: BARRED, 6: BARRED},
    "leader": {2: BARRED, 4: BARRED, 5: BARRED, 6: BARRED},
    "adviser": {2: BARRED, 4: BARRED, 5: BARRED, 6: BARRED},
    "inspector": {2: BARRED, 4: BARRED, 5: BARRED, 6: BARRED},
}
"""Milestone 2: workstream 1. 4: workstream 2, led by the partner's organisation. 5: workstream 1, led by the other
lead. 6: workstream 2."""


@pytest.mark.parametrize("who", PEOPLE)
def test_a_milestone_is_updated_by_whom_it_belongs_to(area: Area, who: str) -> None:
    for number, refusal in ANSWERS[who].items():
        if refusal is None:
            area.rate(number, AMBER, day=TODAY, by=area.people[who])
        else:
            with pytest.raises(refusal):
                area.rate(number, AMBER, day=TODAY, by=area.people[who])
    rated = {m.number for m in area.snapshot().milestones if m.level}
    assert rated == {number for number, refusal in ANSWERS[who].items() if refusal is None}


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_seen_is_narrowed_to_the_reader(area: Area, who: str) -> None:
    if who in ("board", "adviser", "inspector"):
        with pytest.raises(Barred):
            area.snapshot(actor=area.people[who])
        return
    seen = area.snapshot(actor=area.people[who])
    everything = [1, 2, 3, 4, 5, 6]
    assert sorted(m.number for m in seen.milestones) == ([1, 2, 3, 4, 5] if who == "partner" else everything)


def test_what_a_rule_refuses_is_told_only_to_those_who_may_update(area: Area) -> None:
    wrong = AMBER.model_copy(update={"mitigation": None})
    with pytest.raises(Invalid):
        area.rate(2, wrong, day=TODAY, by=area.people["lead"])
    with pytest.raises(Barred):
        area.rate(2, wrong, day=TODAY, by=area.people["other lead"])


def test_permission_follows_todays_owner_also_on_pages_about_the_past(area: Area) -> None:
    march = date(2026, 3, 10)
    with area.entry(TODAY) as writing:
        state_milestone(writing, MilestoneChange(wording="Moved", workstream=2), as_at=TODAY, number=2)
    partner, lead = area.people["partner"], area.people["lead"]
    assert 2 not in {m.number for m in area.snapshot(march, actor=partner).milestones}
    with pytest.raises(Barred):
        area.rate(2, AMBER, day=TODAY, by=lead)


@pytest.mark.parametrize(
    ("starts", "ends", "in_force"),
    [
        (date(2026, 5, 20), None, True),
        (date(2026, 5, 21), None, False),
        (date(2026, 1, 1), date(2026, 5, 20), True),
        (date(2026, 1, 1), date(2026, 5, 19), False),
    ],
)
def test_a_role_holds_from_its_first_day_to_its_last(
    sqlite_area: Area, starts: date, ends: date | None, in_force: bool
) -> None:
    with sqlite_area.database.writing() as session:
        change = people.PersonChange(email=f"new@{sqlite_area.slug}.example.org", name="New")
        uid = people.add_person(session, change, passphrase=None)
        role = people.MembershipChange(
            role=Role.PROGRAMME_MANAGER, programme=sqlite_area.slug, starts=starts, ends=ends
        )
        people.grant(session, uid, role)
        actor = people.actor_of(session, uid)
    assert actor is not None
    assert bool(actor.held) is in_force
    with sqlite_area.database.reading() as session:
        assert bool(snapshot.programmes(session, actor)) is in_force


def test_a_programme_the_actor_may_not_know_of_does_not_exist(area: Area) -> None:
    other = begin(area.database, f"{area.slug}-too")
    for actor in area.people.values():
        with area.database.reading() as session:
            assert [named.slug for named in snapshot.programmes(session, actor)] == [area.slug]
            for slug in (other.slug, "never-was"):
                with pytest.raises(Unseen, match=r"^There is no such programme, or you cannot see it\.$"):
                    snapshot.open_programme(session, actor, slug)
        with area.database.writing() as session, pytest.raises(Unseen):
            record_update(session, actor, other.slug, 2, AMBER)
