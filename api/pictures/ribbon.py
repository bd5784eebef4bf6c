"""How a milestone stood in every round it has lived through, and in which of them anybody said so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile

from api.pictures.shapes import UNRATED, Block, Drawing, Picture, Row, Swatch, Table, Words, short_day, short_names
from exports.parts.wording import NOT_RATED, day
from wsoa.snapshot.positions import Level, MilestonePosition, MilestoneUpdatePosition, RoundPosition, Snapshot
from wsoa.terms import LevelGroup

IN_A_STRIP = 6
PITCH, CELL, TALL, HEIGHT = 50, 46, 40, 78


class Said(StrEnum):
    """What a round brought, in the words of the table."""

    UPDATED = "Updated"
    CONFIRMED = "No change, confirmed"
    NOT_UPDATED = "Not updated"
    NOT_ASKED = "No update was due"
    NOT_YET = "Not yet promised"


@dataclass(frozen=True, slots=True)
class Cell:
    """A milestone on the date of a round: its level then, and the row that says so (None: nobody has)."""

    round: str
    on: date
    said: Said
    update: MilestoneUpdatePosition | None = None

    @property
    def level(self) -> Level | None:
        """The level it stood at, or None when nobody had rated it."""
        return self.update.level if self.update else None

    @property
    def rating(self) -> str:
        """The level in words, if the milestone was there to be rated."""
        if self.said is Said.NOT_YET:
            return ""
        return self.level.label if self.level else NOT_RATED.label

    @property
    def in_words(self) -> str:
        """*January (31 January 2026): Red, updated*."""
        told = ", ".join(filter(None, (self.rating, self.said.lower() if self.rating else self.said)))
        return f"{self.round} ({day(self.on)}): {told}"


def ribbon(
    snapshot: Snapshot, milestone: MilestonePosition, history: Sequence[MilestoneUpdatePosition]
) -> Picture | None:
    """A cell for every round up to the snapshot's date, oldest first, and for the time since the last of them.

    The rating is the one that stood on the round's own date (DESIGN 6). None while there are not two to compare.
    """
    cells = tuple(_cells(snapshot, milestone, history))
    before = len([*takewhile(lambda cell: cell.said is Said.NOT_YET, cells)])
    if len(cells) - before < 2:
        return None
    left_out = before - before % IN_A_STRIP
    drawn = cells[left_out:]
    met = dict.fromkeys(cell.level for cell in drawn if cell.level)
    marks = short_names(dict.fromkeys([*(level for level in snapshot.levels if level in met), *met]))
    return Picture(
        drawings=tuple(_strip(drawn[at : at + IN_A_STRIP], marks) for at in range(0, len(drawn), IN_A_STRIP)),
        key=tuple(_key(drawn, marks)),
        table=_table(drawn),
        note=f"Not shown: {left_out} rounds before it was promised on {day(milestone.since)}." if left_out else "",
    )


def _cells(
    snapshot: Snapshot, milestone: MilestonePosition, history: Sequence[MilestoneUpdatePosition]
) -> Iterator[Cell]:
    past = sorted((r for r in snapshot.rounds if r.position_date <= snapshot.as_at), key=lambda r: r.position_date)
    for each in past:
        yield _of_round(each, each.name, each.position_date, milestone, history)
    current, last = snapshot.current_round, past[-1].position_date if past else None
    if current and current.position_date > snapshot.as_at:
        yield _of_round(current, f"{current.name}, so far", snapshot.as_at, milestone, history)
    elif last and last < snapshot.as_at:
        update = _standing(history, snapshot.as_at)
        is_news = update is not None and update.written.as_at > last
        yield Cell("Since then", snapshot.as_at, _said(update, is_news=is_news, is_asked=False), update)


def _of_round(
    round_: RoundPosition,
    name: str,
    on: date,
    milestone: MilestonePosition,
    history: Sequence[MilestoneUpdatePosition],
) -> Cell:
    if on < milestone.since:
        return Cell(name, on, Said.NOT_YET)
    update = _standing(history, on)
    is_news = update is not None and update.written.round == round_.number
    may_rest = update is not None and update.level is not None and update.level.group is LevelGroup.COMPLETE
    return Cell(name, on, _said(update, is_news=is_news, is_asked=not may_rest), update)


def _standing(history: Sequence[MilestoneUpdatePosition], on: date) -> MilestoneUpdatePosition | None:
    """The row that stood on that date (DESIGN 6, reading)."""
    told = (update for update in history if update.written.as_at <= on)
    return max(told, key=lambda update: (update.written.as_at, update.written.sequence), default=None)


def _said(update: MilestoneUpdatePosition | None, *, is_news: bool, is_asked: bool) -> Said:
    """What the round brought. A row that takes another back says nothing of its own."""
    if update and is_news and update.written.withdraws is None:
        return Said.CONFIRMED if update.written.confirmed else Said.UPDATED
    return Said.NOT_UPDATED if is_asked else Said.NOT_ASKED


def _strip(cells: Sequence[Cell], marks: Mapping[Level, str]) -> Drawing:
    blocks = tuple(_block(cell, at * PITCH, marks) for at, cell in enumerate(cells))
    dates = (_dated(cell, at * PITCH + CELL / 2) for at, cell in enumerate(cells))
    return Drawing(
        name=f"Ratings, {day(cells[0].on)} to {day(cells[-1].on)}" if len(cells) > 1 else f"Rating, {day(cells[0].on)}",
        told=". ".join(cell.in_words for cell in cells) + ".",
        height=HEIGHT,
        width=IN_A_STRIP * PITCH,
        blocks=blocks,
        words=tuple(line for lines in dates for line in lines),
    )


def _dated(cell: Cell, middle: float) -> tuple[Words, Words]:
    return Words(short_day(cell.on), middle, TALL + 18), Words(str(cell.on.year), middle, TALL + 34)


def _block(cell: Cell, x: float, marks: Mapping[Level, str]) -> Block:
    middle, is_there = x + CELL / 2, cell.said is not Said.NOT_YET
    mark = marks[cell.level] if cell.level else UNRATED
    words = Words(mark, middle, TALL / 2 + 5, is_bold=True) if is_there else Words("not yet", middle, TALL / 2 + 5)
    return Block(
        says=cell.in_words,
        shade=_shade(cell.level) if is_there else "not-yet",
        x=x + 1,
        y=1,
        width=CELL - 2,
        height=TALL - 2,
        words=(words,),
        is_hollow=cell.said is Said.NOT_UPDATED and cell.level is not None,
        tick=(x + CELL - 10, 10) if cell.said is Said.CONFIRMED else None,
    )


def _shade(level: Level | None) -> str:
    return level.colour if level else "none"


def _key(cells: Sequence[Cell], marks: Mapping[Level, str]) -> Iterator[Swatch]:
    """Only what is drawn is explained."""
    there = [cell for cell in cells if cell.said is not Said.NOT_YET]
    yield from (Swatch(level.label, level.colour, mark) for level, mark in marks.items())
    if any(cell.level is None for cell in there):
        yield Swatch(NOT_RATED.label, "none", UNRATED)
    if any(cell.said is Said.CONFIRMED for cell in there):
        yield Swatch(Said.CONFIRMED, "plain", is_ticked=True)
    if any(cell.said is Said.NOT_UPDATED and cell.level for cell in there):
        yield Swatch("Not updated: as it was rated before", "grey", is_hollow=True)


def _table(cells: Sequence[Cell]) -> Table:
    return Table(
        caption="Rating in each round",
        head=("Round", "Position as at", "Rating", "This round"),
        rows=tuple(
            Row(
                (cell.round, day(cell.on), cell.rating, cell.said),
                f"#said-{cell.update.written.sequence}" if cell.update and cell.said in _NEWS else None,
            )
            for cell in cells
        ),
    )


_NEWS = (Said.UPDATED, Said.CONFIRMED)
