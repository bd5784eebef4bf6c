"""What falls due: how much lies behind us, in the months ahead, and on no date at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from api.pictures.shapes import SMALL, WIDTH, Block, Drawing, Picture, Row, Swatch, Table, Words, what_is_counted
from exports.parts.wording import day
from wsoa.points import is_complete, live
from wsoa.snapshot.positions import MilestonePosition, Snapshot
from wsoa.terms import TimescaleKind
from wsoa.timescales import overdue

MONTHS_AHEAD = 6
PAST, LATER, NO_LAST_DAY, NO_DATE = "Date passed", "Later", "No last day", "No date"
TO_DO, DONE, UNDATED = "to-do", "done", "undated"
PITCH, TALL, NAMES, LETTER, LEAST = 28, 18, 84, 7.2, 60

_NO_DATE = (TimescaleKind.TO_BE_DECIDED, TimescaleKind.UNREAD)
_EXPLAINED = {
    PAST: "“Date passed”: what is not done there is overdue.",
    NO_LAST_DAY: "“No last day”: ongoing, recurring, or open-ended in the plan’s own words.",
    NO_DATE: "“No date” is never counted as on time.",
}


@dataclass(frozen=True, slots=True)
class Due:
    """What falls due in one stretch of time: how many are still to do, and how many are done."""

    when: str
    short: str
    to_do: int
    done: int

    @property
    def in_words(self) -> str:
        """*3 overdue, 2 done*."""
        left = "overdue" if self.when == PAST else "to do"
        parts = [f"{self.to_do} {left}"] if self.to_do else []
        parts += [f"{self.done} done"] if self.done else []
        return ", ".join(parts) or "0"


def falling_due(snapshot: Snapshot) -> Picture | None:
    """A bar for what is past, each month from the snapshot's own to six months on, later, and without a day to keep.

    Every milestone still promised is in one of them, at the last day its date can mean. *Overdue* and *no date* are
    those of `wsoa.points`. None when nothing is promised.
    """
    if not (promised := live(snapshot)):
        return None
    bars = tuple(_bars(snapshot, promised))
    title = f"{what_is_counted(snapshot)} by when they fall due, {day(snapshot.as_at)}"
    return Picture(
        drawings=(_drawing(title, bars),),
        key=tuple(_key(bars)),
        table=Table(
            title,
            ("Falls due", "To do", "Done", "In all"),
            tuple(Row((bar.when, str(bar.to_do), str(bar.done), str(bar.to_do + bar.done))) for bar in bars),
        ),
        note=" ".join(words for when, words in _EXPLAINED.items() if any(bar.when == when for bar in bars)),
        is_patterned=True,
    )


def _bars(snapshot: Snapshot, promised: Sequence[MilestonePosition]) -> Iterator[Due]:
    months = [_month_after(snapshot.as_at, ahead) for ahead in range(MONTHS_AHEAD + 1)]
    found: dict[str, list[MilestonePosition]] = {
        name: [] for name in (PAST, *map(_month, months), LATER, NO_LAST_DAY, NO_DATE)
    }
    for milestone in promised:
        when = _when(milestone, snapshot.as_at)
        found[when if when in found else LATER].append(milestone)
    for when, there in found.items():
        if there or when != NO_LAST_DAY:
            done = sum(map(is_complete, there))
            yield Due(when, _short(when), len(there) - done, done)


def _month_after(when: date, ahead: int) -> date:
    month = when.month - 1 + ahead
    return date(when.year + month // 12, month % 12 + 1, 1)


def _month(when: date) -> str:
    """March 2026."""
    return day(when).split(" ", 1)[1]


def _short(when: str) -> str:
    """Mar 2026; what is no month as it is."""
    month, _, year = when.partition(" ")
    return f"{month[:3]} {year}" if year.isdecimal() else when


def _when(milestone: MilestonePosition, as_at: date) -> str:
    current = milestone.dates.current
    if current is None or current.kind in _NO_DATE:
        return NO_DATE
    if current.latest is None or not overdue(current, date.max):  # it can never be overdue
        return NO_LAST_DAY
    return PAST if overdue(current, as_at) else _month(current.latest)


def _drawing(title: str, bars: Sequence[Due]) -> Drawing:
    room = WIDTH - NAMES - 8 - LETTER * max(len(bar.in_words) for bar in bars)
    unit = max(room, LEAST) / max(1, *(bar.to_do + bar.done for bar in bars))
    return Drawing(
        name=title,
        told=" ".join(f"{bar.when}: {bar.in_words}." for bar in bars),
        height=PITCH * len(bars),
        blocks=tuple(block for at, bar in enumerate(bars) for block in _blocks(at, bar, unit)),
        words=tuple(words for at, bar in enumerate(bars) for words in _words(at, bar, unit)),
    )


def _blocks(at: int, bar: Due, unit: float) -> Iterator[Block]:
    y, x = at * PITCH + (PITCH - TALL) / 2, float(NAMES)
    for number, shade, word in ((bar.to_do, _shade(bar), "to do"), (bar.done, DONE, "done")):
        if number:
            yield Block(f"{bar.when}: {number} {word}", shade, x, y, number * unit, TALL)
        x += number * unit


def _shade(bar: Due) -> str:
    return UNDATED if bar.when == NO_DATE else TO_DO


def _words(at: int, bar: Due, unit: float) -> Iterator[Words]:
    line = at * PITCH + PITCH / 2 + SMALL / 3
    yield Words(bar.short, 0, line, anchor="start")
    yield Words(bar.in_words, NAMES + (bar.to_do + bar.done) * unit + 6, line, anchor="start")


def _key(bars: Sequence[Due]) -> Iterator[Swatch]:
    used = {_shade(bar) for bar in bars if bar.to_do} | {DONE for bar in bars if bar.done}
    for shade, label in ((TO_DO, "To do"), (UNDATED, "To do, without a date"), (DONE, "Done")):
        if shade in used:
            yield Swatch(label, shade)
