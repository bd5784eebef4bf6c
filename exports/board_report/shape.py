"""What the board report says: every printed word, and the numbers and levels behind the words.

The web page, the Word file and the frozen copy of an issued report all hold these same words. Titles and column
headings are part of them; a part that would be empty is None, or missing from its tuple.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from typing import Generic, TypeVar

from wsoa.rag import LevelCounts
from wsoa.snapshot.positions import Bullet, Head
from wsoa.terms import Colour, LevelGroup, NoteKind, RiskKind, Scope, WorkstreamKind

SCHEMA = "board-report/1"

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Rating:
    """A level as it is printed. Not rated has neither code nor colour, but a word."""

    code: str | None
    label: str
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A table: one heading per column, one row per thing."""

    heading: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


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
class CountsSection:
    """How many milestones stand at each level, and in words what the counts are counts of.

    `ratings` holds the printed level of each count of `counts.by_level`, in the same order.
    """

    heading: str
    sentences: tuple[str, ...]
    caption: str
    columns: tuple[str, ...]
    ratings: tuple[Rating, ...]
    counts: LevelCounts


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk or issue."""

    number: int
    ref: str
    title: str
    kind: RiskKind
    detail: str
    rating: Rating
    impact: str
    mitigation: str


@dataclass(frozen=True, slots=True)
class FocusAreaLine:
    """A focus area that a milestone serves: reference and wording."""

    number: int
    ref: str
    wording: str


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """A milestone at a level that its key calls an exception. `without_focus_area` is "" where it serves any."""

    number: int
    ref: str
    wording: str
    focus_areas: tuple[FocusAreaLine, ...]
    without_focus_area: str
    rating: Rating
    issue: str
    mitigation: str


@dataclass(frozen=True, slots=True)
class SilentRow:
    """A milestone nobody has updated this round, with the date its rating comes from."""

    number: int
    ref: str
    wording: str
    rating: Rating
    last_updated: str
    last_updated_on: date | None


@dataclass(frozen=True, slots=True)
class DueRow:
    """A milestone whose date has passed, or that has none to keep to."""

    number: int
    ref: str
    wording: str
    workstream: str
    date_words: str
    latest: date | None
    rating: Rating


@dataclass(frozen=True, slots=True)
class NoteSection:
    """What is written down about a group, under its own heading."""

    kind: NoteKind
    heading: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkstreamSection:
    """A workstream or a group; `number` None gathers the milestones outside any workstream.

    `particulars` are (label, words): who leads, who supports.
    """

    number: int | None
    kind: WorkstreamKind | None
    heading: str
    particulars: tuple[tuple[str, str], ...]
    summary: str
    notes: tuple[NoteSection, ...]
    progress: BulletSection | None
    next_steps: BulletSection | None
    exceptions: Table[ExceptionRow] | None
    not_updated: Table[SilentRow] | None
    risks: Table[RiskRow] | None


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A reporting product."""

    number: int
    name: str
    type: str
    frequency: str
    start: str
    first_draft: str
    first_issue: str
    progress: str


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """Where a live milestone stood, for the next report to compare with. Not printed."""

    number: int
    workstream: int | None
    code: str | None
    group: LevelGroup | None
    key_version: int | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class BoardReportContents:
    """The board report as it is read, in the order in which it is read."""

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
    key: Table[KeyRow] | None
    headlines: BulletSection | None
    counts: CountsSection
    risks: Table[RiskRow] | None
    workstreams: tuple[WorkstreamSection, ...]
    overdue: Table[DueRow] | None
    no_date: Table[DueRow] | None
    products: Table[ProductRow] | None
    next_steps: BulletSection | None
    closing: str
    milestones: tuple[MilestoneFact, ...]

    def to_json(self) -> dict[str, object]:
        """Plain values for JSON: dates as ISO, terms as their values, `counts` as everywhere else in the interface."""
        plain = _plain(asdict(self))
        assert isinstance(plain, dict)
        section = plain.pop("counts")
        counts = section.pop("counts")
        return {"schema": SCHEMA, "counts": counts, "counts_section": section, **plain}


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
