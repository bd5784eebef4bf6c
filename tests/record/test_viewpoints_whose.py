"""A partner's view is theirs: every other role tries to write, shorten, withhold or take it back, and cannot."""

from collections.abc import Callable

import pytest

from tests.record.area import OPERATOR, PEOPLE, TODAY, Area, on
from tests.record.test_one_hand import comes_in
from tests.record.viewpoints import DISAGREES, IMPACT, LATER, Voices, refusal
from wsoa import people
from wsoa.access import Actor
from wsoa.errors import Barred, Unseen, WsoaError
from wsoa.people.ending import NOBODY, EndingChange
from wsoa.snapshot.positions.viewpoints import Claim
from wsoa.snapshot.viewpoints import partners, printable, viewpoints
from wsoa.terms import Role, Stance
from wsoa.viewpoints import ViewChange

OTHERS = ("manager", "lead", "support", "other lead", "board", "leader", "adviser", "inspector")


def test_a_manager_who_ends_a_partner_s_role_silences_nobody(sqlite_area: Area) -> None:
    here, slug = Voices(sqlite_area), sqlite_area.slug
    here.check(here.give())
    here.give(Claim(2))
    manager, forum = here.people["manager"], str(here.people["partner"].uid)
    with on(LATER):
        with sqlite_area.database.writing() as session:
            _, held, named = people.would_leave(session, manager, slug, forum, None)
            listed = (*named.keys, *(each.key for each in held))
            change = EndingChange(successor=NOBODY, listed=listed)
            people.end_roles(session, manager, slug, forum, None, change)
            assert partners(session, manager, slug) == ()
        assert [each.wording for each in here.prints()] == [DISAGREES.wording]
        assert [each.note is not None for each in here.prints(2)] == [True], "what waits is told for ever"
        former = people_of_today(sqlite_area, forum)
        with pytest.raises((Barred, Unseen)):
            here.change(1, DISAGREES, by=former)


def people_of_today(area: Area, uid: str) -> Actor:
    with area.database.reading() as session:
        return people.actor_of(session, uid) or pytest.fail("not found")


def attempts(here: Voices, number: int, who: Actor) -> list[Callable[[], object]]:
    other = ViewChange(stance=Stance.AGREES, wording="All is well.")
    return [
        lambda: here.change(number, other, by=who),
        lambda: here.withdraw(number, by=who),
        lambda: here.give(Claim(2), other, by=who),
        lambda: here.give(IMPACT, other, by=who),
    ]


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_writes_edits_shortens_or_takes_back(sqlite_area: Area, who: str) -> None:
    here = Voices(sqlite_area)
    number = here.give()
    before = here.seen_by("manager")
    for attempt in attempts(here, number, here.people[who]):
        with pytest.raises(Barred):
            attempt()
    assert here.seen_by("manager") == before


def test_nor_does_the_operator_another_partner_or_a_manager_who_joins_as_one(sqlite_area: Area) -> None:
    here = Voices(sqlite_area)
    number = here.give()
    before = here.one(number)
    for attempt in attempts(here, number, OPERATOR):
        with pytest.raises(Barred):
            attempt()
    with sqlite_area.database.writing() as session:
        council = people.add_organisation(session, f"Council of {sqlite_area.slug}")
    both = here.member("attacker", council, Role.PROGRAMME_MANAGER, Role.PARTNER)
    for somebody in (here.another(), both):
        for attempt in attempts(here, number, somebody)[:2]:
            with pytest.raises(Unseen):
                attempt()
    assert here.one(number) == before
    told = refusal(lambda: here.give(by=here.member("nobody", None)))
    assert told == {"": "Your account names no organisation. Ask your programme manager to say which one you work for."}


@pytest.mark.parametrize("who", [*OTHERS, "partner"])
def test_only_a_manager_checks(sqlite_area: Area, who: str) -> None:
    here = Voices(sqlite_area)
    number = here.give()
    if who == "manager":
        assert here.check(number, by=here.people[who]) == 1
        return
    with pytest.raises(Barred):
        here.check(number, by=here.people[who])
    with pytest.raises(Barred):
        here.check(number, by=OPERATOR)
    assert here.one(number).check is None


def test_what_was_found_clean_cannot_be_held_back_by_a_manager_s_second_thought(sqlite_area: Area) -> None:
    here = Voices(sqlite_area)
    number = here.give()
    here.check(number, clean=False, why="Line 2")
    assert here.check(number, seen=1) == 2, "sent back by mistake"
    told = refusal(lambda: here.check(number, clean=False, seen=2, why="I do not like it"))
    assert "nobody can hold it back" in told[""]
    assert here.prints()[0].wording == DISAGREES.wording


def test_checking_takes_two_people(sqlite_area: Area) -> None:
    here = Voices(sqlite_area)
    forum = here.people["partner"].organisation
    both = here.member("both", forum, Role.PARTNER, Role.PROGRAMME_MANAGER)
    number = here.give(by=both)
    assert "You wrote it" in refusal(lambda: here.check(number, by=both))[""]
    here.leaves(both)
    here.change(number, DISAGREES.model_copy(update={"wording": "Mine"}))
    assert "You wrote it" in refusal(lambda: here.check(number, version=2, by=both))[""], "a part of it was theirs"
    comes_in(sqlite_area.database, here.people["manager"], here.people["partner"], TODAY)
    assert "one person’s doing" in refusal(lambda: here.check(number, version=2))[""]


def test_nobody_is_let_in_to_unsay_a_view_while_who_wrote_it_speaks_for_the_organisation(area: Area) -> None:
    here = Voices(area)
    let_in = here.member("let-in", here.people["partner"].organisation)
    number = here.give()
    here.check(number)
    other = ViewChange(stance=Stance.AGREES, wording="All is well.")
    for attempt in (lambda: here.change(number, other, by=let_in), lambda: here.withdraw(number, by=let_in)):
        assert "A colleague wrote it who still speaks" in refusal(attempt)[""]
    assert [(each.wording, each.note) for each in here.prints()] == [(DISAGREES.wording, None)]
    with on(LATER):
        here.leaves("partner")
        here.change(number, other, by=let_in)
        here.check(number, version=2, seen=1)
        forum = f"Parent carer forum of {area.slug}"
        told = f"Another person of {forum} wrote this than the one who first gave their view."
        assert [(each.wording, each.note) for each in here.prints()] == [(other.wording, told)]
        here.withdraw(number, seen=2, by=let_in)
        assert str(here.prints()[0].note).endswith("Another person of theirs did so than the one who first gave it.")
    assert area.faults() == []


@pytest.mark.parametrize("who", [*PEOPLE, "operator"])
def test_the_working_team_reads_all_and_who_reads_narratives_no_unchecked_word(sqlite_area: Area, who: str) -> None:
    here = Voices(sqlite_area)
    here.give()
    actor = OPERATOR if who == "operator" else here.people[who]

    def tried(do: Callable[[], object]) -> str:
        try:
            return repr(do())
        except WsoaError as refused:
            return type(refused).__name__

    with sqlite_area.database.reading() as session:
        read = tried(lambda: viewpoints(session, actor, sqlite_area.slug))
        prints = tried(lambda: printable(session, actor, sqlite_area.slug))
    may = who in ("manager", "lead", "other lead", "support", "leader", "operator", "partner")
    assert ("Families wait" in read) == may, who
    assert (read == "Barred") != may
    assert "Families wait" not in prints
    assert ("was received" in prints) == may
