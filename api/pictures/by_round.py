"""How many milestones stood at each rating, round by round: are we getting anywhere?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from api.pictures.shapes import (
    UNRATED,
    WIDTH,
    Block,
    Drawing,
    Picture,
    Row,
    Swatch,
    Table,
    Words,
    fits,
    short_day,
    short_names,
    what_is_counted,
)
from exports.parts.levels import Shown, shown
from exports.parts.wording import day, listed
from wsoa.points import live, ratings_of
from wsoa.snapshot.positions import RatedThen, Snapshot

MOST_ROUNDS = 6
TOP, TALL, TALLEST_ONE, FOOT = 22, 220, 28, 40
WIDEST, GAP, LINE = 64, 6, 12


@dataclass(frozen=True, slots=True)
class Column:
    """The milestones of one date: how many at each of the ratings shown, not rated at the end."""

    on: date
    round: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Plot:
    """The columns and the ratings they are made of: (label, shade, mark) each."""

    columns: tuple[Column, ...]
    ratings: tuple[tuple[str, str, str], ...]

    @property
    def tallest(self) -> int:
        """The milestones of the longest column."""
        return max(column.total for column in self.columns)

    @property
    def unit(self) -> float:
        """The height of one milestone."""
        return min(TALLEST_ONE, TALL / self.tallest)

    @property
    def base(self) -> float:
        """The line on which the columns stand."""
        return TOP + self.unit * self.tallest

    @property
    def pitch(self) -> float:
        """From one column to the next."""
        return min(WIDEST, WIDTH / len(self.columns))


def by_round(snapshot: Snapshot, earlier: Sequence[RatedThen]) -> Picture | None:
    """A column for each of the last rounds in `earlier` (oldest first) and one for the snapshot.

    Milestones still promised then are counted at the level they stood at, in the order of the key; those of an
    earlier version of the key come after it and not rated last. None while there is nothing to compare.
    """
    dated = [*[each for each in earlier if each.levels][-MOST_ROUNDS:], ratings_of(snapshot)]
    if len(dated) < 2 or not live(snapshot):
        return None
    found = shown(snapshot.levels, [level for each in dated for level in each.levels])
    marks = (*short_names(found.levels).values(), UNRATED)
    shades = (colour or "none" for colour in found.colours)
    plot = Plot(
        tuple(_column(each, snapshot, found) for each in dated),
        tuple(zip(found.columns, shades, marks, strict=True)),
    )
    title = f"{what_is_counted(snapshot)} by rating, round by round"
    return Picture(
        drawings=(_drawing(title, plot),), key=tuple(_key(plot)), table=_table(title, plot), is_patterned=True
    )


def _column(then: RatedThen, now: Snapshot, found: Shown) -> Column:
    *counts, total = found.counted(then.levels)
    rounds = [each.name for each in now.rounds if each.position_date == then.as_at]
    return Column(then.as_at, listed(rounds), tuple(counts), total)


def _drawing(title: str, plot: Plot) -> Drawing:
    return Drawing(
        name=title,
        told=f"Stacked columns. {' '.join(_told(column, plot) for column in plot.columns)}",
        height=plot.base + FOOT,
        blocks=tuple(block for at, column in enumerate(plot.columns) for block in _blocks(at, column, plot)),
        words=tuple(words for at, column in enumerate(plot.columns) for words in _words(at, column, plot)),
    )


def _told(column: Column, plot: Plot) -> str:
    there = [f"{number} {label}" for number, (label, *_) in zip(column.counts, plot.ratings, strict=True) if number]
    return f"{day(column.on)}: {listed(there)}."


def _blocks(at: int, column: Column, plot: Plot) -> Iterator[Block]:
    """The ratings of one date, the first of the key at the foot, where columns are easiest to compare."""
    y, wide = plot.base, plot.pitch - GAP
    for number, (label, shade, mark) in zip(column.counts, plot.ratings, strict=True):
        if not number:
            continue
        tall = number * plot.unit
        y -= tall
        middle, line = (at + 0.5) * plot.pitch, y + tall / 2 + 4.6
        told = f"{number} {mark}" if fits(f"{number} {mark}", wide) else str(number)
        words = (Words(told, middle, line),) if tall >= LINE else ()
        yield Block(f"{day(column.on)}: {number} {label}", shade, at * plot.pitch + GAP / 2, y, wide, tall, words)


def _words(at: int, column: Column, plot: Plot) -> Iterator[Words]:
    middle = (at + 0.5) * plot.pitch
    yield Words(str(column.total), middle, plot.base - plot.unit * column.total - 6, is_bold=True)
    yield Words(short_day(column.on), middle, plot.base + 18)
    yield Words(str(column.on.year), middle, plot.base + 34)


def _key(plot: Plot) -> Iterator[Swatch]:
    """The ratings that are drawn, in the order in which they stand on each other."""
    for at, (label, shade, mark) in enumerate(plot.ratings):
        if any(column.counts[at] for column in plot.columns):
            yield Swatch(label, shade, mark)


def _table(title: str, plot: Plot) -> Table:
    return Table(
        caption=title,
        head=("Position as at", *(label for label, *_ in plot.ratings), "In all"),
        rows=tuple(
            Row((_dated(column), *map(str, column.counts), str(column.total))) for column in reversed(plot.columns)
        ),
    )


def _dated(column: Column) -> str:
    return f"{day(column.on)} ({column.round})" if column.round else day(column.on)
