"""The account of a file: its tables and columns, and where each cell went."""

from dataclasses import dataclass
from enum import StrEnum


class TableKind(StrEnum):
    """What a stretch of a sheet holds."""

    MILESTONES = "milestones"
    RISKS = "risks"
    LISTS = "lists"
    NOTES = "notes"
    PRODUCTS = "products"
    INDICATORS = "indicators"
    VALUES = "values"
    SECTIONS = "sections"
    KEY = "key"
    LOOK_UP = "look-up"
    OTHER = "other"


class SaidBy(StrEnum):
    """Why a column was taken for its field: its header, a person now, or a person in an earlier file."""

    HEADER = "header"
    PERSON = "person"
    REMEMBERED = "remembered"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header as written, the field it was taken for (None: none) and how surely (0-100).

    `examples` are the first texts below it. `said_by`: who took it for that field.
    """

    cell: str
    header: str
    field: str | None
    confidence: int
    examples: tuple[str, ...] = ()
    said_by: SaidBy = SaidBy.HEADER


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table, or a heading with its lines: where it stands ("Milestones!A1:F11"), and how many things it gave."""

    where: str
    kind: TableKind
    rows: int
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A cell that is no data, or was left out, and why. `table` is the `where` of the table it stands in."""

    cell: str
    text: str
    why: str
    table: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to settle a doubt: a short code, and the words a person chooses it by."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that was read in one of several ways; also counted where it was read to.

    A doubt that a person may settle has a `key` (the same at every reading of the file) and its `choices`, the first
    of them what was read; `settled` is the code they took.
    """

    cell: str
    text: str
    read_as: str
    why: str
    key: str = ""
    choices: tuple[Choice, ...] = ()
    settled: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A cell whose text went into a named field."""

    cell: str
    field: str
