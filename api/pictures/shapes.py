"""What every picture is made of: blocks, words, a key, and the table that says the same.

Units are those of a drawing `WIDTH` wide: about a pixel on the narrowest screen, so that words of `SMALL` can be read
there. A shade is a name that api/static/pictures.css and ratings.css know; no picture relies on it (WCAG 1.4.1).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from typing import Literal

from exports.parts.wording import day
from wsoa.snapshot.positions import Level, Snapshot, capital
from wsoa.terms import Scope

WIDTH = 320
SMALL, BOLD = 13, 15
SHORTEST = 3
"""A name of a level has at most so many letters where it can."""

UNRATED = "–"
"""What stands for *not rated* where there is no room for the words."""

_WIDEST = 0.6
"""The width of a letter as part of its size, on the safe side."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words on the base line `y`; `x` is its middle, or where it starts or ends."""

    text: str
    x: float
    y: float
    is_bold: bool = False
    anchor: Literal["start", "middle", "end"] = "middle"


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle in a shade with the words in it; `says` is its meaning in full.

    A hollow one carries its shade in its foot only. `tick` is the middle of its tick.
    """

    says: str
    shade: str
    x: float
    y: float
    width: float
    height: float
    words: tuple[Words, ...] = ()
    is_hollow: bool = False
    tick: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; its kind (measured, aim, standard, mean, limit …) is told by dashes, not by colour."""

    kind: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A point that has a shape of its own (circle, ring, square, triangle, diamond, target, gap); `says` it in full."""

    says: str
    shape: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing: its name, all that it shows in words, and its parts. `kind` is a look of its own."""

    name: str
    told: str
    height: float
    blocks: tuple[Block, ...]
    words: tuple[Words, ...] = ()
    width: float = WIDTH
    lines: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Swatch:
    """A line of the key: how it looks, the letters that stand on it, and what it means.

    Of a line or a point in a shape of its own, their kinds: it has no shade.
    """

    label: str
    shade: str
    mark: str = ""
    is_hollow: bool = False
    is_ticked: bool = False
    line: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table; the first text names it and leads to `href`."""

    cells: tuple[str, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The same in words and numbers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What belongs to the picture and has no place in it: (words, address) each."""

    heading: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Drawings that belong together, their key, a note and the table. Patterns tell shades apart on grey paper."""

    drawings: tuple[Drawing, ...]
    key: tuple[Swatch, ...]
    table: Table
    note: str = ""
    beside: Beside | None = None
    is_patterned: bool = False


def fits(text: str, width: float, size: float = SMALL) -> bool:
    """Whether the text can be read within the width."""
    return len(text) * size * _WIDEST <= width


def what_is_counted(snapshot: Snapshot) -> str:
    """The milestones in the programme's own word; a list of exceptions is not taken for a plan."""
    only = " listed as exceptions" if snapshot.scope is Scope.EXCEPTIONS else ""
    return f"{capital(snapshot.words.milestones)}{only}"


def short_day(when: date) -> str:
    """31 Mar: no month of a year is mistaken for another."""
    number, month, _ = day(when).split()
    return f"{number} {month[:3]}"


def short_names(levels: Iterable[Level]) -> dict[Level, str]:
    """A name for each level that fits into a block, no two alike: its code, its initials or its first letters."""
    named: dict[Level, str] = {}
    taken = {UNRATED}
    for level in levels:
        name = next(name for name in _candidates(level) if name.casefold() not in taken)
        named[level] = name
        taken.add(name.casefold())
    return named


def _candidates(level: Level) -> Iterator[str]:
    initials = "".join(word[0] for word in level.label.split()).upper()
    letters = [level.label[:length].strip() for length in range(1, SHORTEST + 1)]
    wanted: Sequence[str] = [level.code, initials, *letters] if len(initials) > 1 else [level.code, *letters]
    numbered = (f"{level.label[:1].strip()}{number}" for number in count(2))
    return chain((name for name in wanted if 0 < len(name) <= SHORTEST), numbered)
