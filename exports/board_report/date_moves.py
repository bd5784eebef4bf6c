"""Dates that wait for agreement, and how often dates have moved. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from exports.beside import Issue
from exports.parts.about import its_board
from exports.parts.shape import Table
from exports.parts.wording import NOT_GIVEN, day
from wsoa.points import live
from wsoa.snapshot.positions import MilestonePosition, PendingMove, Snapshot, capital
from wsoa.timescales import Timescale

NO_DATE = "No date"


@dataclass(frozen=True, slots=True)
class DateMoveRow:
    """A date somebody proposes: from, to, why, by whom, who is asked, and how often the date has moved before."""

    number: int
    ref: str
    wording: str
    now: str
    moved: str
    proposed: str
    why: str
    by: str
    of: str


@dataclass(frozen=True, slots=True)
class DateMovesSection:
    """How many dates wait and how many have moved, in sentences, and each that waits; no table when none does.

    `moved` says of each date that has moved what it was at first and what it is now.
    """

    heading: str
    sentences: tuple[str, ...]
    table: Table[DateMoveRow] | None
    moved: tuple[str, ...] = ()


def date_moves_section(snapshot: Snapshot, issue: Issue | None = None) -> DateMovesSection | None:
    """The dates that wait, those of the report's own board first; None when none waits and none ever moved."""
    standing = live(snapshot)
    board = its_board(snapshot, issue)
    waiting = [(milestone, move) for milestone in standing if (move := milestone.dates.pending)]
    waiting.sort(key=lambda each: (not board or each[1].board != board.number, each[1].of.casefold(), each[0].number))
    sentences = tuple(_sentences(snapshot, len(waiting), standing))
    if not sentences:
        return None
    moved = tuple(_moved(milestone) for milestone in standing if milestone.dates.moves)
    if not waiting:
        return DateMovesSection("Dates that have moved", sentences, None, moved)
    heading = "Dates that wait for agreement"
    columns = (capital(snapshot.words.milestone), "From", "To", "Why", "Who is asked")
    caption = f"Moves of a date that were proposed and not answered by {day(snapshot.as_at)}"
    rows = tuple(_row(milestone, move) for milestone, move in waiting)
    return DateMovesSection(heading, sentences, Table(heading, caption, columns, rows), moved)


def times(moves: int) -> str:
    """*once*, *twice*, *3 times*."""
    return {1: "once", 2: "twice"}.get(moves, f"{moves} times")


def _sentences(snapshot: Snapshot, waiting: int, standing: tuple[MilestonePosition, ...]) -> Iterator[str]:
    moved = [milestone.dates.moves for milestone in standing if milestone.dates.moves]
    if waiting:
        waits = "1 move waits" if waiting == 1 else f"{waiting} moves wait"
        yield f"{waits} for agreement. Until it is given, the date stays as it was."
    if moved:
        one = len(moved) == 1
        which = f"of {snapshot.words.count_milestones(len(moved))}"
        often = sum(count > 1 for count in moved)
        more = f", {'that one' if one else often} more than once" if often else ""
        yield f"The {'date' if one else 'dates'} {which} {'has' if one else 'have'} moved since first promised{more}."


def _moved(milestone: MilestonePosition) -> str:
    """*3.A: end of February 2027, now end of May 2027 (moved once).* What has no reference is told in its own words."""
    dates = milestone.dates
    first, now = _words(dates.original), _words(dates.current)
    stands = f"{now}, as at first" if first == now else f"{first}, now {now}"
    return f"{milestone.ref or milestone.wording}: {stands} (moved {times(dates.moves)})"


def _row(milestone: MilestonePosition, move: PendingMove) -> DateMoveRow:
    dates = milestone.dates
    return DateMoveRow(
        number=milestone.number,
        ref=milestone.ref,
        wording=milestone.wording,
        now=_words(dates.current),
        moved=f"Moved {times(dates.moves)} before" if dates.moves else "Never moved before",
        proposed=_words(move.to),
        why=move.written.reason or NOT_GIVEN,
        by=f"{move.written.by}, {day(move.written.as_at)}",
        of=move.of or NOT_GIVEN,
    )


def _words(when: Timescale | None) -> str:
    return when.words if when else NO_DATE
