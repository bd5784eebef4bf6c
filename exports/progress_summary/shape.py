"""What the progress summary says: every printed word, and the numbers behind the words."""

from dataclasses import dataclass
from datetime import date

from exports.parts.shape import About, CountsSection, Table, as_json
from wsoa.movement import Kind
from wsoa.rag import LevelCounts
from wsoa.terms import Impact, LevelGroup

SCHEMA = "progress-summary/1"


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many stand at the levels of one group of the programme's key; `group` None: not rated."""

    group: LevelGroup | None
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many have changed in one way since the last review."""

    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a cell: what it is about ("" for what needs no name), and the words."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area of weakness; `number` None gathers what serves none of them, so that nothing is left out.

    `counts` are by level, `groups` by what the levels come to; both add up to the same total. Delivery and impact stand
    beside each other and are never made one. `lead` is the number of the lead indicator.
    """

    number: int | None
    ref: str
    wording: str
    counts: LevelCounts
    groups: tuple[GroupCount, ...]
    moved: tuple[KindCount, ...]
    impact: Impact | None
    lead: int | None
    off_track_total: int
    asks_outstanding: int
    points_total: int
    delivery: tuple[Said, ...]
    impact_said: tuple[Said, ...]
    indicator: tuple[Said, ...]
    off_track: tuple[Said, ...]
    waiting: tuple[Said, ...]

    @property
    def cells(self) -> tuple[tuple[Said, ...], ...]:
        """What stands in the columns behind the first."""
        return (self.delivery, self.impact_said, self.indicator, self.off_track, self.waiting)


@dataclass(frozen=True, slots=True)
class ProgressSummaryContents:
    """The progress summary in the order in which it is read.

    `groups` are of all milestones, each counted once. `since` is the date that movement is counted from (None: there
    is nothing to compare with). `reading` says in small print how to read it and where its figures come from.
    """

    about: About
    counts: CountsSection
    groups: tuple[GroupCount, ...]
    since: date | None
    areas: Table[AreaRow] | None
    reading: str

    def to_json(self) -> dict[str, object]:
        """Plain values for JSON. `counts` are of every milestone in the record, each counted once."""
        return as_json(SCHEMA, self)
