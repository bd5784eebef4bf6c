"""Dates that wait for agreement in the board report: from, to, why, who is asked, and how often they moved before."""

from dataclasses import replace
from datetime import date

from exports.board_report.contents import contents
from exports.board_report.word import word
from tests.exports.asked import BOARD
from tests.exports.positions import AS_AT, due, written
from tests.exports.records import words_of
from tests.exports.sample import snapshot
from wsoa.snapshot.positions import MilestoneDates, PendingMove, Snapshot
from wsoa.terms import ThingState
from wsoa.timescales import Timescale

WHY = "The chief nurse’s post is vacant until July"


def move(to: Timescale, board: int | None = 1, of: str = BOARD) -> PendingMove:
    """A date somebody proposes."""
    return PendingMove(to, None if board else "someone", board, of, replace(written(), reason=WHY))


def moving(*dates: tuple[int, int, PendingMove | None], state: ThingState = ThingState.LIVE) -> Snapshot:
    """The invented area, in which the dates of these milestones moved so often, and so wait."""
    sample = snapshot()
    told = {number: (moves, pending) for number, moves, pending in dates}

    def with_dates(number: int, now: MilestoneDates) -> MilestoneDates:
        moves, pending = told.get(number, (0, None))
        return replace(now, moves=moves, pending=pending)

    milestones = tuple(
        replace(each, dates=with_dates(each.number, each.dates), state=state if each.number in told else each.state)
        for each in sample.milestones
    )
    return replace(sample, milestones=milestones)


AUGUST = move(due("end of August 2026", date(2026, 8, 31)))
OF_A_PERSON = move(due("September 2026", date(2026, 9, 30)), None, "Director of Children’s Services")


def test_what_waits_is_printed_with_all_that_a_board_has_to_know() -> None:
    said = contents(moving((1, 0, OF_A_PERSON), (2, 2, AUGUST)))
    section = said.date_moves
    assert section
    assert section.table
    assert section.sentences == (
        "2 moves wait for agreement. Until it is given, the date stays as it was.",
        "The date of 1 milestone has moved since first promised, that one more than once.",
    )
    first, second = section.table.rows
    assert (first.ref, first.now, first.proposed, first.moved, first.of) == (
        "1.B",
        "January 2026",
        "end of August 2026",
        "Moved twice before",
        BOARD,
    )
    assert (first.why, first.by) == (WHY, "Manager, 31 March 2026")
    assert (second.ref, second.moved, second.of) == ("1.A", "Never moved before", "Director of Children’s Services")
    assert section.heading in said.outline
    words = words_of(word(said))
    for text in (section.heading, *section.sentences, WHY, "end of August 2026", "Moved twice before", BOARD):
        assert text in words, text


def test_the_number_of_moves_is_printed_also_when_none_waits() -> None:
    said = contents(moving((2, 2, None), (3, 1, None), (7, 1, None)))
    assert said.date_moves
    assert (said.date_moves.heading, said.date_moves.table) == ("Dates that have moved", None)
    assert said.date_moves.sentences == (
        "The dates of 3 milestones have moved since first promised, 1 more than once.",
    )
    assert said.date_moves.moved == (
        "1.B: January 2026, as at first (moved twice)",
        "1.C: July 2026, as at first (moved once)",
        "2.B: January 2026, as at first (moved once)",
    )
    assert all(words in words_of(word(said)) for words in said.date_moves.moved)
    assert said.overdue
    assert [row.date_words for row in said.overdue.rows][:2] == [
        "January 2026 (moved twice)",
        "January 2026 (moved once)",
    ]


def test_a_report_of_dates_that_never_moved_says_nothing_of_them() -> None:
    said = contents(snapshot())
    assert said.date_moves is None
    assert "moved" not in words_of(word(said))


def test_what_is_no_longer_promised_waits_for_nobody() -> None:
    assert contents(moving((2, 2, AUGUST), state=ThingState.WITHDRAWN)).date_moves is None


def test_the_json_of_the_report_holds_the_moves() -> None:
    rows = contents(moving((2, 1, AUGUST))).to_json()["date_moves"]["table"]["rows"]  # type: ignore[index]
    assert [(row["number"], row["proposed"]) for row in rows] == [(2, "end of August 2026")]
    assert date(2026, 3, 31) == AS_AT
