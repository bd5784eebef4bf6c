"""What a file says of the things of a programme, each with the cells it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wsoa.terms import BulletKind, Colour, IndicatorClass, MilestoneKind, NoteKind, WorkstreamKind

Where = Mapping[str, str]
"""Field of the thing to the place of its cell: {"milestone": "Milestones!C2", …}."""


@dataclass(frozen=True, slots=True)
class FocusAreaWords:
    """A focus area as one cell names it: its reference ("" when it has none) and its wording."""

    ref: str
    wording: str


@dataclass(frozen=True, slots=True)
class FoundWeakness:
    """An area of weakness named in a heading or a column: its reference ("" when it has none) and its wording."""

    ref: str
    wording: str
    where: str


@dataclass(frozen=True, slots=True)
class FoundLevel:
    """A level of a rating key the file states: code and label as written ("R", "Red"), meaning, colour of the cell."""

    code: str
    label: str
    meaning: str
    colour: Colour | None
    where: str


@dataclass(frozen=True, slots=True)
class FoundWorkstream:
    """A workstream, or a group, with the first cell that names it. `weaknesses` are wordings of `FoundWeakness`."""

    name: str
    kind: WorkstreamKind
    where: str
    leads_words: str | None = None
    weaknesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundFocusArea:
    """A focus area of a workstream, with the first cell that names it."""

    ref: str
    wording: str
    workstream: str | None
    where: str


@dataclass(frozen=True, slots=True)
class DatedWords:
    """What a row says about an earlier time: a column headed "Progress – January" or "RAG March 2022".

    `when` are the words of the header that name the time. One of progress, rating and colour at least is given.
    """

    when: str
    progress: str | None
    rating: str | None
    colour: Colour | None
    where: Where


@dataclass(frozen=True, slots=True)
class FoundMilestone:
    """A milestone's row, its rating and dates in the words of the file. None: no such column, or an empty cell.

    `colour` is that of the rating's cell. `original_words` is the date first promised where the file has both.
    `continues` is the `where["milestone"]` of the row above whose further outcome this row is, or None.
    """

    where: Where
    table: str
    workstream: str | None
    focus_areas: tuple[FocusAreaWords, ...]
    ref: str
    wording: str
    rating: str | None
    colour: Colour | None
    progress: str | None
    issue: str | None
    mitigation: str | None
    leads_words: str | None
    timescale_words: str | None
    success_measure: str | None
    kind: MilestoneKind = MilestoneKind.MILESTONE
    original_words: str | None = None
    forecast_words: str | None = None
    dated: tuple[DatedWords, ...] = ()
    continues: str | None = None


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
    colour: Colour | None = None


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
class FoundSection:
    """Lines under a heading of their own that are none of the lists a programme keeps ("Success criteria")."""

    table: str
    heading: str
    lines: tuple[FoundBullet, ...]


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
class FoundValue:
    """A value of an indicator, which the file calls by its name or number, in the words of the file.

    `period` are those of the row, or of the header the value stands below.
    """

    where: Where
    table: str
    indicator: str
    period: str
    raw: str
    published: str | None = None
    status: str | None = None
    note: str | None = None
    numerator: str | None = None
    denominator: str | None = None
