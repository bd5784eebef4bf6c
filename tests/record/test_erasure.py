"""Erasure: two people, words gone from everything, and a chain that says erased and not tampered (DESIGN 6)."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select, update

from tests.record.area import OPERATOR, RED, on
from tests.record.erasing import BECAUSE, DAY, STANDS, WORDS, Erasing, everything, issues, named_in
from tests.record.packs import Packs
from wsoa.database import Database
from wsoa.erasure import (
    ErasureChange,
    approve_erasure,
    erasure,
    propose_erasure,
    refuse_erasure,
    request_erasure,
    waiting,
)
from wsoa.errors import Barred, Conflict, Invalid
from wsoa.people import MembershipChange, actor_of, grant
from wsoa.snapshot.issued import frozen
from wsoa.tables import metadata
from wsoa.terms import ErasureState, Role


@pytest.fixture
def place(sqlite_url: str) -> Iterator[Erasing]:
    """An area in which a child is named, on SQLite."""
    database = Database(sqlite_url)
    yield named_in(database)
    database.close()


def test_erased_words_are_gone_from_every_table_and_the_chain_says_erased(database: Database) -> None:
    place = named_in(database)
    assert "Quartermaine" in everything(place.area.database)
    place.erase(issues(place)[:1])
    assert "Quartermaine" not in everything(place.area.database)
    found = place.verified()
    assert found.faults == ()
    assert {(each.table, each.on, each.because) for each in found.erased} == {
        ("milestone_update", DAY, BECAUSE),
        ("pack_terms", DAY, BECAUSE),
    }
    assert {each.by for each in found.erased} == {"a programme manager and an administrator"}


def test_what_stands_there_says_when_by_which_roles_and_why_in_every_version(place: Erasing) -> None:
    place.erase(issues(place)[:1])
    update = place.area.milestone(1).update
    before = place.area.milestone(1, as_at=date(2026, 4, 2)).update
    assert update
    assert before
    assert [update.issue, before.issue] == [STANDS, STANDS]
    assert [update.mitigation, place.area.milestone(1).wording] == ["Chair named", "Step 1 of the way"]
    assert issues(place) == [each.place for each in place.of("milestone", 1) if each.erased]


def test_a_pack_is_drawn_again_without_the_words_and_says_so(place: Erasing) -> None:
    number = place.erase(issues(place)[:1])
    pack = Packs(place.area).one(1)
    with place.area.database.reading() as session:
        manager, slug = place.area.people["manager"], place.area.slug
        assert pack.contents_digest
        assert pack.file_digest
        said = json.loads(frozen(session, manager, slug, pack.contents_digest))
        assert (
            frozen(session, manager, slug, pack.file_digest)[2:]
            == json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
        )
        assert erasure(session, manager, slug, number).packs == (1,)
    assert said["lines"] == [f"1.1: {STANDS}", "Another line"]
    assert said["particulars"] == ["As issued.", "Words were erased from this pack on 20 May 2026."]
    assert pack.erased_on == DAY


def test_a_second_erasure_of_the_same_row_supersedes_the_first(place: Erasing) -> None:
    place.erase(issues(place)[:1])
    place.erase([each.place for each in place.of("milestone", 1) if each.what == "Mitigation"], "It was asked for")
    assert place.verified().faults == ()
    update = place.area.milestone(1).update
    assert update
    assert update.mitigation
    assert update.mitigation.endswith("administrator: It was asked for.")
    assert update.issue == STANDS


def test_it_takes_two_people_and_the_second_is_an_administrator(place: Erasing) -> None:
    number = place.request(issues(place))
    slug, people = place.area.slug, place.area.people
    for who in ("manager", "lead", "leader", "inspector"):
        with pytest.raises(Barred):
            place.approve(number, by=people[who])
    with pytest.raises(Invalid, match="in their own name"):
        place.approve(number, by=OPERATOR)
    with place.area.database.reading() as session:
        (asked,) = waiting(session, place.administrator)
    assert (asked.slug, asked.erasure.number, asked.mine) == (slug, number, False)
    assert "Quartermaine" not in repr(asked)
    place.approve(number)
    with place.area.database.reading() as session:
        assert waiting(session, place.administrator) == ()


def test_an_administrator_who_is_also_the_manager_cannot_approve_what_they_asked_for(place: Erasing) -> None:
    uid = place.area.people["manager"].uid
    assert uid
    with place.area.database.writing() as session:
        grant(session, uid, MembershipChange(role=Role.ADMINISTRATOR, starts=date(2026, 1, 31)))
        both = actor_of(session, uid)
    with pytest.raises(Invalid, match="takes two people"):
        place.approve(place.request(issues(place)), by=both)


def test_a_lead_proposes_of_what_is_theirs_and_the_manager_takes_it_up(place: Erasing) -> None:
    change = ErasureChange(places=tuple(each.key for each in issues(place)), because=BECAUSE)
    people, slug = place.area.people, place.area.slug
    with pytest.raises(Barred):
        place.of("milestone", 1, "other lead")
    with on(DAY), place.area.database.writing() as session:
        with pytest.raises(Invalid, match="holds no words"):
            propose_erasure(session, people["other lead"], slug, change)
        number = propose_erasure(session, people["lead"], slug, change)
        with pytest.raises(Invalid, match="request it first"):
            approve_erasure(session, place.administrator, slug, number, lambda *_: b"", seen=1)
        assert request_erasure(session, people["manager"], slug, change, number=number, seen=1) == number
        with pytest.raises(Conflict):
            refuse_erasure(session, people["manager"], slug, number, reason="Needed", seen=1)
    place.approve(number, seen=2)
    assert "Quartermaine" not in everything(place.area.database)


def test_what_was_refused_is_not_erased(place: Erasing) -> None:
    number = place.request(issues(place))
    with on(DAY), place.area.database.writing() as session:
        with pytest.raises(Invalid, match="Say why"):
            refuse_erasure(session, place.administrator, place.area.slug, number, reason=" ", seen=1)
        refuse_erasure(session, place.administrator, place.area.slug, number, reason="It is evidence", seen=1)
    with pytest.raises(Invalid, match="refused"):
        place.approve(number, seen=2)
    with place.area.database.reading() as session:
        assert erasure(session, place.administrator, place.area.slug, number).state is ErasureState.REFUSED
    assert "Quartermaine" in everything(place.area.database)


@pytest.mark.parametrize(
    ("because", "problem"),
    [
        ("", "without the words"),
        ("She is Zoë Quartermaine", "stands in what is erased"),
        ("As WORDS say", None),
        (f"They wrote: {WORDS}", "repeats words"),
        ("Her NHS number 943 476 5919 stood there", "personal data"),
    ],
)
def test_the_reason_does_not_say_again_what_goes(place: Erasing, because: str, problem: str | None) -> None:
    if problem is None:
        assert place.request(issues(place), because) == 1
        return
    with pytest.raises(Invalid) as refused:
        place.request(issues(place), because)
    assert problem in refused.value.problems["because"]


def test_the_same_form_sent_again_asks_and_erases_once(place: Erasing) -> None:
    change = ErasureChange(places=tuple(each.key for each in issues(place)), because=BECAUSE)
    slug = place.area.slug
    with on(DAY), place.area.database.writing() as session:
        first = [request_erasure(session, place.area.people["manager"], slug, change, token="a" * 20) for _ in "12"]
        done = [
            approve_erasure(session, place.administrator, slug, 1, lambda _, said: b"PK" + said, seen=1, token="b" * 20)
            for _ in "12"
        ]
    assert (first, done) == ([1, 1], [2, 2])


def test_words_put_back_from_an_old_copy_with_their_old_salt_are_tampering(place: Erasing) -> None:
    table = metadata.tables["milestone_update"]
    with place.area.database.reading() as session:
        stood = [dict(row) for row in session.execute(select(table)).mappings()]
    place.erase(issues(place)[:1])
    with place.area.database.writing() as session:
        for row in stood:
            session.execute(update(table).where(table.c.id == row["id"]).values(row))
    assert [fault.what for fault in place.verified().faults] == [
        "milestone_update 1, row 1 is not what erasure 1 left of it",
        "milestone_update 1, row 2 is not what erasure 1 left of it",
    ]


def test_a_text_that_was_emptied_without_an_erasure_is_tampering(place: Erasing) -> None:
    table = metadata.tables["milestone_update"]
    with place.area.database.writing() as session:
        session.execute(update(table).values(issue=STANDS, salt=None))
    assert len(place.verified().faults) >= 2


def test_who_an_update_was_entered_for_can_be_erased_and_the_chain_is_still_one(place: Erasing) -> None:
    told = RED.model_copy(update={"on_behalf_of": "Ivy Penhaligon", "how_known": "e-mail of 3 March"})
    place.area.rate(2, told, day=date(2026, 5, 6), by=place.area.people["manager"])
    places = place.places("Ivy Penhaligon")
    assert {each.table for each in places} == {"entry"}
    place.erase(places)
    assert "Penhaligon" not in everything(place.area.database)
    found = place.verified()
    assert found.faults == ()
    assert [each.table for each in found.erased] == ["entry"]
