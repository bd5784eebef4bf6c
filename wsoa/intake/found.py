"""What was recognised in a file, each piece with the cells it came from. Nothing here is the record yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wsoa.terms import BulletKind, IndicatorClass, NoteKind, WorkstreamKind

Where = Mapping[str, str]
"""Field of the thing to the place of its cell: {"milestone": "Milestones!C2", …}."""


class TableKind(StrEnum):
    """What a stretch of a sheet holds."""

    MILESTONES = "milestones"
    RISKS = "risks"
    LISTS = "lists"
    NOTES = "notes"
    PRODUCTS = "products"
    INDICATORS = "indicators"
    KEY = "key"
    LOOK_UP = "look-up"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header as written, the field it was taken for (None: none) and how surely (0-100)."""

    cell: str
    header: str
    field: str | None
    confidence: int


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
class Doubt:
    """A cell that was read in one of several ways; also counted where it was read to."""

    cell: str
    text: str
    read_as: str
    why: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A cell whose text went into a named field."""

    cell: str
    field: str


@dataclass(frozen=True, slots=True)
class FocusAreaWords:
    """A focus area as one cell names it: its reference ("" when it has none) and its wording."""

    ref: str
    wording: str


@dataclass(frozen=True, slots=True)
class FoundWorkstream:
    """A workstream, or a group, with the first cell that names it."""

    name: str
    kind: WorkstreamKind
    where: str


@dataclass(frozen=True, slots=True)
class FoundFocusArea:
    """A focus area of a workstream, with the first cell that names it."""

    ref: str
    wording: str
    workstream: str | None
    where: str


@dataclass(frozen=True, slots=True)
class FoundMilestone:
    """A milestone's row, its rating and dates in the words of the file. None: no such column, or an empty cell."""

    where: Where
    table: str
    workstream: str | None
    focus_areas: tuple[FocusAreaWords, ...]
    ref: str
    wording: str
    rating: str | None
    rating_fill: str | None
    progress: str | None
    issue: str | None
    mitigation: str | None
    leads_words: str | None
    timescale_words: str | None
    success_measure: str | None


@dataclass(frozen=True, slots=True)
class FoundRisk:
    """A row of a risk register."""

    where: Where
    table: str
    workstream: str | None
    ref: str
    title: str
    detail: str | None
    rating: str | None
    impact: str | None
    mitigation: str | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class FoundBullet:
    """A line of a list; `level` 2 stands under the line of level 1 before it."""

    level: int
    text: str
    cell: str


@dataclass(frozen=True, slots=True)
class FoundList:
    """A list of one kind, of a workstream or group, or (None) of the programme."""

    table: str
    workstream: str | None
    kind: BulletKind
    bullets: tuple[FoundBullet, ...]


@dataclass(frozen=True, slots=True)
class FoundNote:
    """One statement about a group."""

    table: str
    group: str
    kind: NoteKind
    text: str
    cell: str


@dataclass(frozen=True, slots=True)
class FoundProduct:
    """A reporting product's row. The date its progress speaks for comes from the header of that column."""

    where: Where
    table: str
    name: str
    type: str | None
    frequency: str | None
    start: str | None
    first_draft: str | None
    first_issue: str | None
    progress: str | None
    progress_as_at: date | None


@dataclass(frozen=True, slots=True)
class FoundIndicator:
    """An indicator's definition. `klass` is None where `class_words` are none of the three questions."""

    where: Where
    table: str
    klass: IndicatorClass | None
    class_words: str | None
    name: str
    definition: str | None
    source: str | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class FoundTracker:
    """Everything a workbook holds. Each cell with text is in exactly one of `kept`, `not_data` and `left_out`.

    Comments on cells, and formulas without a stored result, are in `left_out` besides.
    """

    file_name: str
    sha256: str
    title_words: tuple[str, ...]
    tables: tuple[FoundTable, ...]
    workstreams: tuple[FoundWorkstream, ...]
    focus_areas: tuple[FoundFocusArea, ...]
    milestones: tuple[FoundMilestone, ...]
    risks: tuple[FoundRisk, ...]
    lists: tuple[FoundList, ...]
    notes: tuple[FoundNote, ...]
    products: tuple[FoundProduct, ...]
    indicators: tuple[FoundIndicator, ...]
    kept: tuple[Kept, ...]
    not_data: tuple[Aside, ...]
    left_out: tuple[Aside, ...]
    doubts: tuple[Doubt, ...]
