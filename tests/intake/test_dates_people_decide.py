"""A tracker decides no date that people decide: what waits goes on waiting, what was agreed or refused stays so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.intake.stated import APRIL, MARCH, ME, SLUG, changes, load, milestone, shown, tracker
from wsoa import clock, snapshot
from wsoa.access import Action
from wsoa.database import Database
from wsoa.history import entry
from wsoa.milestones import DateDecisionChange, DateMoveChange, decide_date, propose_date, take_back_proposal
from wsoa.rounds import BoardChange, state_board
from wsoa.snapshot.dated import waiting_moves
from wsoa.snapshot.positions import MilestoneDates
from wsoa.terms import DateStatus

BETWEEN = datetime(2026, 4, 10, 12, tzinfo=UTC)
OPEN = milestone(2, "Open the park", timescale_words="30 June 2026", rating="A", issue="Rain")
NEW = "1 December 2026"


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """One kind of database will do: nothing here depends on it."""
    opened = Database(sqlite_url)
    with clock.held_at(datetime(2026, 5, 20, 12, tzinfo=UTC)):
        yield opened
    opened.close()


def begun(database: Database, words: str | None = OPEN.timescale_words) -> None:
    with clock.held_at(datetime(2026, 4, 1, 12, tzinfo=UTC)):
        load(database, tracker(replace(OPEN, timescale_words=words)))
        with (
            database.writing() as session,
            entry(session, ME, SLUG, command="save_board", action=Action.SET_UP, source="tests") as writing,
        ):
            state_board(writing, BoardChange(name="Board"), as_at=MARCH)


def proposed(database: Database, when: str = NEW) -> None:
    with clock.held_at(BETWEEN), database.writing() as session:
        seen = snapshot.seen(session, ME, SLUG, "milestone_date", 1)
        propose_date(session, ME, SLUG, 1, DateMoveChange(seen=seen, when=when, reason="Late", asked_board=1))


def answered(database: Database, outcome: DateStatus) -> None:
    change = DateDecisionChange(seen=2, outcome=outcome, decision="Minute 3", decided_on=BETWEEN.date())
    with clock.held_at(BETWEEN), database.writing() as session:
        decide_date(session, ME, SLUG, 1, change)


def dates(database: Database) -> MilestoneDates:
    return shown(database).milestones[0].dates


def current(database: Database) -> str | None:
    found = dates(database).current
    return found.words if found else None


@pytest.mark.parametrize("words", ["30 June 2026", "when the library is back"])
def test_a_file_that_says_what_it_said_leaves_a_waiting_move_waiting(database: Database, words: str) -> None:
    begun(database, words)
    proposed(database)
    report = load(database, tracker(replace(OPEN, timescale_words=words, issue="Frost")), APRIL)
    assert changes(report) == {"milestone 1": [("Issue", "Rain", "Frost")]}
    assert (current(database), report.conflicts) == (words, [])
    with database.reading() as session:
        assert [each.move.to.words for each in waiting_moves(session, ME, SLUG)] == [NEW]


def test_words_nobody_could_read_are_said_anew_only_once_a_person_settled_them(database: Database) -> None:
    """The control of the case above: what they mean can still be settled, where no move waits."""
    row = replace(OPEN, timescale_words="May 26")
    begun(database, "May 26")
    doubt = next(each for each in load(database, tracker(row), APRIL).doubts if each.key.startswith("when:"))
    assert snapshot_rows(database) == 1
    load(database, tracker(row), APRIL, settled={doubt.key: doubt.choices[1].code})
    assert (current(database), snapshot_rows(database)) == ("May 26", 2)


def snapshot_rows(database: Database) -> int:
    with database.reading() as session:
        return snapshot.seen(session, ME, SLUG, "milestone_date", 1)


@pytest.mark.parametrize("original", [None, "30 June 2026"])
def test_another_date_in_the_file_is_a_conflict_while_a_move_waits(database: Database, original: str | None) -> None:
    begun(database)
    proposed(database)
    report = load(database, tracker(replace(OPEN, original_words=original, timescale_words="31 July 2026")), APRIL)
    (clash,) = report.conflicts
    assert (clash.record, clash.file, clash.cell, report.exit_code) == (
        "30 June 2026 (a move to 1 December 2026 waits for an answer)",
        "31 July 2026",
        "Plan!A2",
        5,
    )
    assert current(database) == "30 June 2026"
    assert dates(database).pending


def test_a_first_date_in_the_file_does_not_displace_the_one_that_is_proposed(database: Database) -> None:
    begun(database, None)
    proposed(database)
    report = load(database, tracker(replace(OPEN, original_words="May 2026", timescale_words="July 2026")), APRIL)
    assert [(one.record, one.file) for one in report.conflicts] == [
        ("no date (a move to 1 December 2026 waits for an answer)", "May 2026"),
        ("no date (a move to 1 December 2026 waits for an answer)", "July 2026"),
    ]
    assert (current(database), dates(database).pending is not None) == (None, True)


@pytest.mark.parametrize("words", ["30 June 2026", "31 July 2026"])
def test_a_date_that_was_agreed_is_moved_by_no_file(database: Database, words: str) -> None:
    begun(database)
    proposed(database)
    answered(database, DateStatus.APPROVED)
    report = load(database, tracker(replace(OPEN, timescale_words=words)), APRIL)
    assert [(one.record, one.file) for one in report.conflicts] == [("1 December 2026 (a date agreed by Board)", words)]
    assert (current(database), dates(database).moves) == (NEW, 1)


@pytest.mark.parametrize("words", [NEW, "01/12/2026"])
def test_the_agreed_date_in_the_file_is_no_conflict_however_it_is_written(database: Database, words: str) -> None:
    begun(database)
    proposed(database)
    answered(database, DateStatus.APPROVED)
    report = load(database, tracker(replace(OPEN, timescale_words=words)), APRIL)
    assert (report.conflicts, current(database), dates(database).moves) == ([], NEW, 1)


def test_a_date_that_was_refused_comes_in_by_no_file(database: Database) -> None:
    begun(database)
    proposed(database)
    answered(database, DateStatus.REFUSED)
    report = load(database, tracker(replace(OPEN, timescale_words=NEW)), APRIL)
    assert [one.record for one in report.conflicts] == ["30 June 2026 (a move to 1 December 2026 was refused)"]
    assert current(database) == "30 June 2026"


def test_after_a_move_was_taken_back_the_file_rules_again_and_tells_the_date_that_stood(database: Database) -> None:
    begun(database)
    proposed(database)
    with clock.held_at(BETWEEN), database.writing() as session:
        take_back_proposal(session, ME, SLUG, 1, reason="Solved", seen=2)
    report = load(database, tracker(replace(OPEN, timescale_words="31 July 2026")), date(2026, 4, 30))
    assert changes(report) == {"milestone 1": [("By when", "30 June 2026", "31 July 2026")]}
    assert (current(database), report.conflicts) == ("31 July 2026", [])
