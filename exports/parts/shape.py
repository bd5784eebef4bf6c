"""The shapes of what every report says. Frozen, so that a page, a file and an issued copy hold the same words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from wsoa.rag import LevelCounts
from wsoa.snapshot.positions import Bullet, Head
from wsoa.terms import Colour, Scope

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class About:
    """Whose report it is, as at when, drawn from which head of the record; `closing` says so at its end.

    Of a pack, `issued_as` says which one it is, in which version, and `mark` whether it is ISSUED or a DRAFT.
    """

    slug: str
    programme: str
    title: str
    position: str
    particulars: tuple[str, ...]
    as_at: date
    as_at_words: str
    known_by: int
    head: Head
    scope: Scope
    closing: str
    issued_as: str = ""
    mark: str = ""

    @property
    def dated(self) -> str:
        """The date on a line of its own, under the meeting of a pack; "" where `position` says it already."""
        return "" if self.as_at_words.casefold() in self.position.casefold() else self.as_at_words


@dataclass(frozen=True, slots=True)
class Rating:
    """A level as it is printed. Not rated has neither code nor colour, but a word."""

    code: str | None
    label: str
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A table: one heading per column, one row per thing.

    `colours` are the shades of the headings where columns are ratings. `number` is its place among the tables of
    the report, from 1; 0 until `numbered` has given it one.
    """

    heading: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    colours: tuple[Colour | None, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class BulletSection:
    """A list of two levels under a heading."""

    heading: str
    bullets: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A level and what it means in this programme."""

    rating: Rating
    meaning: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """Counts in the order of the columns after the first, which holds the name of the row."""

    name: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A cross-reference: what there is, and the numbers of the tables that hold it."""

    words: str
    tables: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One rating's share of a chart: a count for each category."""

    name: str
    colour: Colour | None
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart of stacked columns, one for each category. `alternative` says in words what it shows."""

    caption: str
    alternative: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    number: int = 1


@dataclass(frozen=True, slots=True)
class CountsSection:
    """How many things stand at each level, and in words what the counts are counts of.

    `counts` are those of the date reported on; the rows of `table` may hold earlier dates above them.
    """

    heading: str
    sentences: tuple[str, ...]
    counts: LevelCounts
    table: Table[CountRow] | None
    figure: Figure | None = None
    pointers: tuple[Pointer, ...] = ()


def as_json(schema: str, contents: "DataclassInstance") -> dict[str, object]:
    """A report's contents as plain values: dates as ISO, terms as their values.

    What it is about stands at the top, and `counts` there is the same as everywhere else in the interface.
    """
    plain = _plain(asdict(contents))
    assert isinstance(plain, dict)
    about, section = plain.pop("about"), plain.pop("counts")
    counts = section.pop("counts")
    return {"schema": schema, "counts": counts, "counts_section": section, **about, **plain}


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Mapping():
            return {key: _plain(inner) for key, inner in value.items()}
        case tuple() | list():
            return [_plain(inner) for inner in value]
        case _:
            return value
