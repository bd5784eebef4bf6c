"""Packs: drafted, cleared by somebody else, issued from the record that was seen, frozen, mended by new versions."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Executable, bindparam, delete, text, update
from sqlalchemy.orm import Session

from tests.record.area import AMBER, BEGINS, GREEN, TODAY, Area, on
from tests.record.packs import BOARD_REPORT, Packs
from wsoa.errors import Barred, Conflict, Invalid, Unseen
from wsoa.history import verify
from wsoa.history.freezing import digest_of
from wsoa.issued import (
    SomethingArrived,
    arrived_since,
    give_up_pack,
    given_as,
    given_from,
    may_clear,
    redraw_pack,
)
from wsoa.rounds import BoardChange, state_board
from wsoa.snapshot.issued import frozen
from wsoa.tables import FrozenFile, metadata
from wsoa.terms import PackState

FROZEN = metadata.tables[str(FrozenFile.__tablename__)]


@pytest.fixture
def here(sqlite_area: Area) -> Packs:
    return Packs(sqlite_area)


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


def test_a_pack_is_drafted_cleared_and_issued_and_keeps_who_did_what(area: Area) -> None:
    here = Packs(area)
    number = here.draft()
    drafted = here.one(number)
    assert (drafted.state, drafted.known_by, drafted.pack) == (PackState.DRAFT, drafted.written.entry - 1, None)
    assert (drafted.board_name, drafted.drafted.by) == ("Improvement board", "Manager")
    assert here.clear(number) == 2
    assert here.one(number).cleared_by == "Leader"
    assert here.issue(number) == 3
    issued = here.one(number)
    assert (issued.pack, issued.version, issued.program_version) == (1, 1, "0.1")
    assert issued.file_digest == digest_of(here.files[number])
    with area.database.reading() as session:
        assert frozen(session, area.people["board"], area.slug, issued.file_digest) == here.files[number]
        assert given_as(session, issued.file_digest)[0].board == "Improvement board"
        assert [each.pack for each in given_from(session, issued.known_by, issued.head_digest[:12])] == [1]
    assert area.faults() == []


def test_who_drafted_a_pack_never_clears_it(here: Packs) -> None:
    both = here.area.people["manager"]
    leader = here.area.people["leader"]
    here.area.people["both"] = type(both)(leader.uid, leader.name, None, (*both.held, *leader.held))
    number = here.draft(who="both")
    with here.area.database.reading() as session:
        assert not may_clear(session, here.area.people["both"], here.area.slug, number)
    assert "two people" in refusal(lambda: here.clear(number, "both"))[""]
    second = here.draft()
    with here.writing() as session:
        redraw_pack(session, here.area.people["both"], here.area.slug, second, seen=1)
    assert "two people" in refusal(lambda: here.clear(second, "both"))[""], "drawing it anew is drafting it"
    assert here.clear(here.draft(), "both") == 2


def test_only_what_is_cleared_is_issued_and_only_once(here: Packs) -> None:
    number = here.draft()
    assert "clear it first" in refusal(lambda: here.issue(number))[""]
    here.clear(number)
    assert "cleared already" in refusal(lambda: here.clear(number))[""]
    with pytest.raises(Conflict):
        here.issue(number, seen=1)
    here.issue(number)
    assert "corrected version" in refusal(lambda: here.issue(number))[""]


def test_issuing_after_something_arrived_is_a_conflict_that_lists_it(here: Packs) -> None:
    number = here.draft()
    here.clear(number)
    here.area.rate(1, GREEN, day=TODAY, by=here.area.people["lead"])
    with pytest.raises(SomethingArrived) as refused:
        here.issue(number)
    assert [(each.by, each.command, each.what) for each in refused.value.entries] == [
        ("Lead", "record_update", (("milestone", 1),))
    ]
    with here.area.database.reading() as session:
        assert arrived_since(session, here.area.people["leader"], here.area.slug, number, 1)
    here.area.rate(2, AMBER, day=TODAY, by=here.area.people["lead"])
    with pytest.raises(SomethingArrived):
        here.issue(number, head=here.area.head() - 1)
    assert "no entry" in refusal(lambda: here.issue(number, head=99_999))[""]
    here.issue(number, head=here.area.head())
    assert here.one(number).known_by < here.area.head() - 4, "what was cleared is what was issued"


def test_what_another_report_was_given_is_no_news_to_a_pack_and_another_of_its_own_is(here: Packs) -> None:
    number = here.draft()
    here.draft(BOARD_REPORT.model_copy(update={"report": "risk-register"}))
    with here.area.database.reading() as session:
        assert (
            arrived_since(session, here.area.people["leader"], here.area.slug, number, here.one(number).known_by) == ()
        )
    here.draft()
    with here.area.database.reading() as session:
        (news,) = arrived_since(session, here.area.people["leader"], here.area.slug, number, here.one(number).known_by)
    assert news.command == "draft_pack"


def test_a_draft_drawn_anew_holds_what_arrived_and_has_to_be_cleared_again(here: Packs) -> None:
    number = here.draft()
    here.clear(number)
    here.area.rate(1, GREEN, day=TODAY, by=here.area.people["lead"])
    with here.writing() as session:
        redraw_pack(session, here.area.people["manager"], here.area.slug, number, seen=2)
    found = here.one(number)
    assert (found.state, found.cleared_by, found.known_by) == (PackState.DRAFT, None, here.area.head() - 1)
    assert "clear it first" in refusal(lambda: here.issue(number))[""]
    here.clear(number)
    here.issue(number)


def test_every_board_has_a_series_of_its_own_and_one_drafted_meanwhile_holds_up_no_other(here: Packs) -> None:
    with here.area.entry(TODAY) as writing:
        clinic = state_board(writing, BoardChange(name="Performance clinic"), as_at=BEGINS)
    first = here.draft()
    other = here.draft(BOARD_REPORT.model_copy(update={"board": clinic}))
    for number in (first, other):
        here.clear(number)
        here.issue(number)
    register = here.given(BOARD_REPORT.model_copy(update={"report": "risk-register"}))
    second = here.given()
    places = {number: (here.one(number).pack, here.one(number).version) for number in (first, other, register, second)}
    assert places == {first: (1, 1), other: (1, 1), register: (1, 1), second: (2, 1)}


def test_a_mistake_is_mended_by_a_version_that_says_what_it_replaces_and_why(here: Packs) -> None:
    first = here.given()
    later = here.given()
    mending = BOARD_REPORT.model_copy(update={"replaces": first})
    assert set(refusal(lambda: here.draft(mending))) == {"reason"}
    mending = mending.model_copy(update={"reason": "Two ratings were swapped"})
    assert "same board" in refusal(lambda: here.draft(mending.model_copy(update={"report": "risk-register"})))[""]
    number = here.draft(mending)
    assert "being prepared already" in refusal(lambda: here.draft(mending))[""]
    here.clear(number)
    here.issue(number)
    new, old = here.one(number), here.one(first)
    assert (new.pack, new.version, new.replaces, new.drafted.reason) == (1, 2, first, "Two ratings were swapped")
    assert (old.issued, old.replaced_by) == (True, number)
    assert here.one(later).pack == 2
    assert "correct that one" in refusal(lambda: here.draft(mending))[""]
    third = here.given(mending.model_copy(update={"replaces": number}))
    assert (here.one(third).pack, here.one(third).version) == (1, 3)
    with here.area.database.reading() as session:
        assert [each.replaced_by for each in given_as(session, digest_of(here.files[first]))] == [2]


def test_a_pack_is_given_up_with_a_reason_and_leaves_its_number_free(here: Packs) -> None:
    number = here.draft()

    def give_up(reason: str, seen: int = 1) -> int:
        with here.writing() as session:
            return give_up_pack(session, here.area.people["manager"], here.area.slug, number, reason=reason, seen=seen)

    assert set(refusal(lambda: give_up(" "))) == {"reason"}
    assert give_up("The board does not meet") == 2
    assert "withdrawn" in refusal(lambda: here.clear(number))[""]
    assert "withdrawn" in refusal(lambda: give_up("Again", seen=2))[""]
    assert here.one(here.given()).pack == 1


def test_the_date_a_pack_speaks_for_lies_in_the_record_and_not_ahead(here: Packs) -> None:
    for day, words in ((date(2026, 5, 21), "later than today"), (date(2026, 1, 30), "begins on 31 January 2026")):
        ahead = BOARD_REPORT.model_copy(update={"position_date": day})
        found = refusal(lambda change=ahead: here.draft(change))  # type: ignore[misc]
        assert words in found["position_date"]
    assert set(refusal(lambda: here.draft(BOARD_REPORT.model_copy(update={"board": 9})))) == {"board"}
    with on(TODAY):
        assert here.one(here.draft(BOARD_REPORT.model_copy(update={"position_date": BEGINS}))).position_date == BEGINS


def test_the_round_of_a_pack_is_the_one_reached_on_its_date(here: Packs) -> None:
    assert here.one(here.draft()).round == 3
    assert here.one(here.draft(BOARD_REPORT.model_copy(update={"position_date": date(2026, 3, 31)}))).round == 2


def test_the_same_form_sent_twice_drafts_clears_and_issues_once(area: Area) -> None:
    here = Packs(area)
    first = here.draft(token="draft")
    area.rate(1, GREEN, day=TODAY)
    assert here.draft(token="draft") == first
    assert here.draft(token="another") != first
    assert [here.clear(first, token="clear", seen=1) for _ in range(2)] == [2, 2]
    made, head = here.edition(first), area.head()
    assert [here.issue(first, head, made, token="issue", seen=2) for _ in range(2)] == [3, 3]
    assert [here.lodge(first, b"PK edited", token="lodge", seen=0) for _ in range(2)] == [1, 1]


def test_an_edited_file_is_lodged_beside_what_was_issued(here: Packs) -> None:
    number, edited = here.given(), f"PK edited in {here.area.slug}".encode()
    assert "nothing in it" in refusal(lambda: here.lodge(number, here.files[number]))["file"]
    assert set(refusal(lambda: here.lodge(number, edited, reason=" "))) == {"reason"}
    here.lodge(number, edited, ("Red", "Amber"), (None, "A line more"), ("A line", None))
    assert "recorded already" in refusal(lambda: here.lodge(number, edited))["file"]
    draft = (("Position as at 30 April 2026", "Position as at 30 April 2026  DRAFT"), ("A DRAFT", "Another DRAFT"))
    assert set(refusal(lambda: here.lodge(number, b"PKdraft", draft[0], reason=""))) == {"draft", "reason"}
    many = [("was", "is")] * 1001
    assert "1,000 lines" in refusal(lambda: here.lodge(number, b"PKother", *many))["file"]
    with pytest.raises(Conflict):
        here.lodge(number, b"PKother", seen=0)
    (amended,) = here.one(number).amendments
    here.lodge(number, b"PKdraft", *draft, as_draft=True)
    here.lodge(number, b"PKother", draft[1])
    assert amended.differences == (("Red", "Amber"), (None, "A line more"), ("A line", None))
    with here.area.database.reading() as session:
        assert frozen(session, here.area.people["board"], here.area.slug, amended.file_digest) == edited
        (given,) = given_as(session, digest_of(edited))
    assert (given.lodged, given.differences, given.pack) == (TODAY, 3, 1)
    assert "Only an issued pack" in refusal(lambda: here.lodge(here.draft(), b"PKother"))[""]


def test_who_prepares_who_clears_and_who_reads(here: Packs) -> None:
    number = here.draft()
    for who in ("lead", "support", "board", "leader", "partner"):
        with pytest.raises(Barred):
            here.draft(who=who)
    for who in ("manager", "lead", "board", "partner"):
        with pytest.raises(Barred):
            here.clear(number, who)
    assert {each.number for each in here.all("leader")} == {number}
    for who in ("lead", "board"):
        assert here.all(who) == (), "a draft is nobody else's"
    here.clear(number)
    here.issue(number)
    for who in ("lead", "support", "board", "leader"):
        assert [each.number for each in here.all(who)] == [number]
    for who in ("partner", "adviser", "inspector"):
        with pytest.raises(Barred):
            here.all(who)
    with pytest.raises(Unseen):
        here.draft(BOARD_REPORT.model_copy(update={"replaces": 99}))


MINE = FROZEN.c.programme_id == bindparam("whose")
TAMPERED: dict[str, Executable] = {
    "is not what its digest says": update(FROZEN).where(MINE).values(content=b"PKbetter"),
    "is missing": delete(FROZEN).where(MINE),
    "is named by no row": text(f"INSERT INTO frozen_file VALUES (:whose, '{digest_of(b'')}', x'')"),
    "belong to no programme": text("UPDATE frozen_file SET programme_id = 4711 WHERE programme_id = :whose"),
}


@pytest.mark.parametrize("found", TAMPERED)
def test_a_frozen_file_that_was_tampered_with_is_found(here: Packs, found: str) -> None:
    here.given()
    assert here.area.faults() == []
    whose = here.area.people["manager"].held[0].programme_id
    with here.area.database.writer.connect() as on, Session(bind=on) as session:
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
        session.execute(TAMPERED[found], {"whose": whose})
        assert any(found in fault.what for each in verify(session, here.area.slug) for fault in each.faults)
        session.rollback()
