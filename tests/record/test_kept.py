"""What is kept in memory is never stale and never somebody else's (docs/decisions, 7)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from tests.record.area import AMBER, BEGINS, GREEN, RED, TODAY, Area, begin, on
from wsoa import snapshot
from wsoa.access import Actor
from wsoa.change import LeadChange
from wsoa.database import Database
from wsoa.errors import Barred, Unseen
from wsoa.milestones import MilestoneChange, record_update, state_milestone, withdraw_update
from wsoa.rating_keys import state_key
from wsoa.rounds import close_round
from wsoa.snapshot import Snapshot, kept
from wsoa.snapshot.owners import owners
from wsoa.tables import Organisation, Person, metadata
from wsoa.terms import LeadKind

MARCH, APRIL = TODAY.replace(month=3, day=10), TODAY.replace(month=4, day=30)
people, organisations = (metadata.tables[str(kind.__tablename__)] for kind in (Person, Organisation))


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What the reader is asked meanwhile."""
    seen: list[str] = []

    def note(*call: object) -> None:
        seen.append(str(call[2]))

    event.listen(database.reader, "before_cursor_execute", note)
    yield seen
    event.remove(database.reader, "before_cursor_execute", note)


def said_by(area: Area, number: int) -> str:
    said = area.milestone(number).update
    assert said is not None
    return said.written.by


def levels(area: Area, actor: Actor) -> list[list[str | None]]:
    """The ratings of the last rounds, as this actor sees them."""
    with area.database.reading() as session:
        now = snapshot.load(session, actor, area.slug)
        earlier = snapshot.earlier_ratings(session, actor, now, 5)
    return [[level.code if level else None for level in then.levels] for then in earlier]


def whose(area: Area, number: int) -> frozenset[str]:
    with area.database.reading() as session:
        programme = snapshot.open_programme(session, area.people["manager"], area.slug)
        return frozenset(owners(session, programme.id)[number].people)


def test_a_programme_read_again_asks_which_it_is_and_whether_anything_has_changed(area: Area) -> None:
    area.snapshot()
    with statements(area.database) as seen:
        area.snapshot(actor=area.people["manager"])
    assert len([each for each in seen if each.startswith("SELECT")]) == 2


def test_a_new_entry_is_read_at_once(area: Area) -> None:
    before = (area.level(2), levels(area, area.people["manager"]), whose(area, 2))
    area.found(2, RED, as_at=MARCH, day=TODAY)
    assert before == (None, [[None] * 6] * 3, frozenset())
    assert area.level(2) == "R"
    assert [then[1] for then in levels(area, area.people["manager"])] == [None, "R", "R"]


def test_whoever_is_named_as_lead_is_known_at_once(area: Area) -> None:
    lead = area.people["lead"].uid
    assert lead is not None
    assert whose(area, 2) == frozenset()
    with area.entry(TODAY) as writing:
        led = (LeadChange(words="The lead", kind=LeadKind.PERSON, person=lead),)
        state_milestone(writing, MilestoneChange(wording="Step 2", workstream=1, leads=led), as_at=TODAY, number=2)
    assert whose(area, 2) == {lead}


def test_a_name_that_was_changed_is_read_at_once_although_the_chain_stands_still(area: Area) -> None:
    lead = area.people["lead"]
    area.rate(2, AMBER, day=MARCH, by=lead)
    assert said_by(area, 2) == "Lead"
    with area.database.writing() as session:
        session.execute(update(people).where(people.c.uid == lead.uid).values(name="Somebody Else"))
    assert said_by(area, 2) == "Somebody Else"


def test_an_organisation_that_was_renamed_is_read_at_once(area: Area) -> None:
    (lead,) = area.milestone(4).leads
    with area.database.writing() as session:
        session.execute(update(organisations).where(organisations.c.uid == lead.organisation).values(name="Renamed"))
    assert [each.organisation_name for each in area.milestone(4).leads] == ["Renamed"]


def test_what_is_kept_for_one_reader_is_narrowed_for_the_next(area: Area) -> None:
    area.found(5, GREEN, as_at=MARCH, day=MARCH)
    manager, partner = area.people["manager"], area.people["partner"]
    whole, narrowed, again = (area.snapshot(actor=who) for who in (manager, partner, manager))
    assert (len(whole.milestones), len(narrowed.milestones), len(again.milestones)) == (6, 5, 6)
    assert 6 not in {each.number for each in narrowed.milestones}
    assert [len(levels(area, who)[0]) for who in (manager, partner, manager)] == [6, 5, 6]


@pytest.mark.parametrize("who", ["board", "adviser", "inspector"])
def test_nothing_kept_reaches_whoever_may_not_read_the_working_record(area: Area, who: str) -> None:
    area.snapshot()
    with pytest.raises((Barred, Unseen)):
        area.snapshot(actor=area.people[who])


def made_of(area: Area, actor: Actor, make: Callable[[Snapshot], object]) -> object:
    with area.database.reading() as session:
        found = snapshot.load(session, actor, area.slug)
        return snapshot.kept_beside(session, actor, found, lambda: make(found), "numbers", "of milestones")


def test_what_is_made_of_the_whole_is_kept_for_those_who_see_the_whole_and_for_nobody_else(area: Area) -> None:
    def number(found: Snapshot) -> object:
        return len(found.milestones)

    assert made_of(area, area.people["manager"], number) == 6
    assert made_of(area, area.people["lead"], lambda _: pytest.fail("made again")) == 6
    with pytest.raises(Barred):
        made_of(area, area.people["partner"], number)
    with area.entry(TODAY) as writing:
        state_milestone(writing, MilestoneChange(wording="One more", workstream=1), as_at=TODAY)
    assert made_of(area, area.people["manager"], number) == 7


def test_of_two_programmes_neither_is_given_for_the_other(area: Area) -> None:
    other = begin(area.database, f"{area.slug}-beside", milestones=3)
    assert (len(area.snapshot().milestones), len(other.snapshot().milestones)) == (6, 3)


def test_an_older_entry_still_says_what_it_said_and_the_newest_what_is_new(area: Area) -> None:
    area.found(2, RED, as_at=MARCH, day=MARCH)
    head = area.head()
    assert (area.level(2), area.level(2, known_by=head)) == ("R", "R")
    area.found(2, GREEN, as_at=MARCH, day=TODAY)
    assert [area.level(2, known_by=known_by) for known_by in (None, head, None, head)] == ["G", "R", "G", "R"]


def test_another_date_is_another_position(area: Area) -> None:
    area.found(2, RED, as_at=MARCH, day=TODAY)
    assert [area.level(2, day) for day in (TODAY, BEGINS, TODAY, BEGINS)] == ["R", None, "R", None]


def test_the_day_after_nothing_of_yesterday_is_given_for_today(area: Area) -> None:
    with on(APRIL):
        assert area.snapshot().as_at == APRIL
    assert area.snapshot().as_at == TODAY


def test_what_a_writer_reads_and_takes_back_is_kept_for_nobody(area: Area) -> None:
    class TakenBack(Exception):
        pass

    def write_and_read(session: Session) -> str | None:
        manager = area.people["manager"]
        record_update(session, manager, area.slug, 2, RED)
        inside = snapshot.load(session, manager, area.slug)
        owners(session, snapshot.open_programme(session, manager, area.slug).id)
        return next(each.level.code for each in inside.milestones if each.number == 2 and each.level)

    def take_back() -> None:
        with area.database.writing() as session:
            assert write_and_read(session) == "R"
            raise TakenBack

    area.snapshot()
    with pytest.raises(TakenBack):
        take_back()
    assert area.level(2) is None
    area.rate(2, GREEN, day=TODAY)
    assert area.level(2) == "G"


def test_what_was_used_longest_ago_is_given_up_first() -> None:
    mine = kept._Kept()
    for key in range(kept.MOST):
        mine.keep(key, f"read {key}")
    assert mine.get(0) == "read 0"
    mine.keep("one more", "read")
    assert (mine.get(0), mine.get(1), mine.get("one more")) == ("read 0", None, "read")


def test_with_a_stamp_that_never_changes_the_old_would_be_read(sqlite_area: Area) -> None:
    """The negative control: it is the stamp that keeps a colleague's entry from being missed."""
    with sqlite_area.database.reading() as session:
        programme = snapshot.open_programme(session, sqlite_area.people["manager"], sqlite_area.slug)
        stamp = kept.stamped(session, programme.id)
    assert sqlite_area.level(2) is None
    sqlite_area.found(2, RED, as_at=MARCH, day=TODAY)
    with patch.object(kept, "_read_stamp", return_value=stamp):
        assert sqlite_area.level(2) is None
    assert sqlite_area.level(2) == "R"


def before(area: Area) -> tuple[Snapshot, ...]:
    with area.database.reading() as session:
        now = snapshot.load(session, area.people["manager"], area.slug)
        return snapshot.earlier_rounds(session, area.people["manager"], now, 3)


def test_what_is_said_of_today_leaves_the_rounds_before_in_memory(area: Area) -> None:
    stood = before(area)
    area.rate(2, RED, day=TODAY)
    found = before(area)
    assert [each.as_at for each in found] == [each.as_at for each in stood]
    assert {each.known_by for each in found} == {area.head()}
    assert [now.milestones is then.milestones for now, then in zip(found, stood, strict=True)] == [True, True, False]


def withdrawn(area: Area) -> None:
    with on(TODAY), area.database.writing() as session:
        withdraw_update(session, area.people["manager"], area.slug, 2, withdraws=1, reason="Meant for another")


def another_key(area: Area) -> None:
    with area.entry(TODAY) as writing:
        state_key(writing, as_at=TODAY)


def renamed(area: Area) -> None:
    with area.database.writing() as session:
        session.execute(update(people).values(name="Somebody Else"))


def closed(area: Area, number: int) -> None:
    with on(TODAY), area.database.writing() as session:
        close_round(session, area.people["manager"], area.slug, number)


SAVED: dict[str, Callable[[Area], object]] = {
    "an update of today": lambda area: area.rate(3, GREEN, day=TODAY),
    "a tracker of March": lambda area: area.found(3, GREEN, as_at=MARCH, day=TODAY),
    "a row withdrawn": withdrawn,
    "another key": another_key,
    "a name": renamed,
    "a round closed late": lambda area: closed(area, 2),
}


@pytest.mark.parametrize("what", SAVED)
def test_whatever_is_saved_the_rounds_before_are_as_if_they_were_read_anew(sqlite_area: Area, what: str) -> None:
    for number in (2, 3):
        sqlite_area.rate(number, AMBER, day=TODAY.replace(month=3, day=25), by=sqlite_area.people["lead"])
    before(sqlite_area)
    SAVED[what](sqlite_area)
    found = before(sqlite_area)
    with patch.object(kept._Kept, "get", return_value=None):
        assert found == before(sqlite_area)
        with on(TODAY):
            assert found == tuple(sqlite_area.snapshot(each.as_at) for each in found)
