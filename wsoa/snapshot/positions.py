"""What leaves the record: a programme as it stood, in frozen dataclasses that no one can write back.

Things are named by kind and number; words are those of the date asked for; names of people and
organisations are today's (DESIGN 6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wsoa.terms import (
    BulletKind,
    Colour,
    IndicatorClass,
    LeadKind,
    LevelGroup,
    MilestoneKind,
    NoteKind,
    PlanKind,
    Requirement,
    RiskKind,
    RiskStatus,
    Scope,
    ThingState,
    WorkstreamKind,
)
from wsoa.timescales import Timescale


@dataclass(frozen=True, slots=True)
class Level:
    """One level of one version of a rating key. `order` 1 is best; None is not comparable."""

    code: str
    label: str
    colour: Colour
    meaning: str
    order: int | None
    group: LevelGroup
    late: bool
    exception: bool
    requires: frozenset[Requirement]
    key: int
    version: int


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads, in the plan's words; a person or organisation only where somebody matched one."""

    words: str
    kind: LeadKind
    person: str | None
    organisation: str | None
    organisation_name: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote a row, when and how: the answer to *who says so?*"""

    sequence: int
    entry: int
    as_at: date
    round: int | None
    recorded_at: datetime
    by: str
    command: str
    source: str
    late: bool
    confirmed: bool
    corrects: int | None
    withdraws: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class MilestoneUpdatePosition:
    """A rating and the words beside it, whole. `level` None is *not rated*."""

    written: Written
    level: Level | None
    progress: str | None
    issue: str | None
    mitigation: str | None
    forecast: Timescale | None
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MilestoneDates:
    """Original and current promise, the forecast of the last update, and when it was achieved."""

    original: Timescale | None
    current: Timescale | None
    forecast: Timescale | None
    achieved: Timescale | None
    moves: int


@dataclass(frozen=True, slots=True)
class MilestonePosition:
    """A promised milestone as at the date: its terms, its dates and its latest update (None: not rated)."""

    number: int
    ref: str
    wording: str
    kind: MilestoneKind
    state: ThingState
    parent: int | None
    plan: int | None
    workstream: int | None
    focus_areas: tuple[int, ...]
    leads: tuple[Lead, ...]
    leads_words: str | None
    success_measure: str | None
    since: date
    dates: MilestoneDates
    update: MilestoneUpdatePosition | None

    @property
    def level(self) -> Level | None:
        """The level it stands at, or None when nobody has rated it."""
        return self.update.level if self.update else None


@dataclass(frozen=True, slots=True)
class WeaknessPosition:
    """An area of weakness in the inspectors' own words; `ref` is its reference in the current plan."""

    number: int
    ref: str
    wording: str
    confirmed: bool
    state: ThingState


@dataclass(frozen=True, slots=True)
class Note:
    """One statement about a group."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class WorkstreamPosition:
    """A workstream or a group, who leads it and who supports."""

    number: int
    ref: str
    name: str
    kind: WorkstreamKind
    state: ThingState
    leads: tuple[Lead, ...]
    support: tuple[Lead, ...]
    weaknesses: tuple[int, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class FocusAreaPosition:
    """A focus area, the workstream it belongs to and the areas of weakness it serves."""

    number: int
    ref: str
    wording: str
    state: ThingState
    workstream: int | None
    weaknesses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RiskPosition:
    """A risk or issue with its latest rating; `workstream` None is a risk to the programme."""

    number: int
    ref: str
    title: str
    kind: RiskKind
    workstream: int | None
    owner: str | None
    milestones: tuple[int, ...]
    weaknesses: tuple[int, ...]
    status: RiskStatus
    level: Level | None
    detail: str | None
    impact: str | None
    mitigation: str | None
    proximity: str | None
    escalation: str | None
    score_before: tuple[int, int] | None
    score_after: tuple[int, int] | None
    written: Written | None


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line of a list; `level` 2 stands under the line of level 1 before it."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class BulletListPosition:
    """A list of one kind, of one workstream or (None) of the programme, as last written."""

    number: int
    workstream: int | None
    kind: BulletKind
    bullets: tuple[Bullet, ...]
    written: Written


@dataclass(frozen=True, slots=True)
class ProductPosition:
    """A reporting product: what is published, how often, since when, and how far it has come."""

    number: int
    name: str
    type: str | None
    frequency: str | None
    start: Timescale | None
    first_draft: Timescale | None
    first_issue: Timescale | None
    progress: str | None
    progress_as_at: date | None


@dataclass(frozen=True, slots=True)
class IndicatorPosition:
    """What an indicator measures (values come with another table)."""

    number: int
    name: str
    klass: IndicatorClass | None
    class_words: str | None
    definition: str | None
    source: str | None
    owner: str | None
    weaknesses: tuple[int, ...]
    milestones: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EvidencePosition:
    """A numbered piece of evidence: E`number` for ever."""

    number: int
    title: str
    type: str | None
    shows: str | None
    dated: date | None
    link: str | None
    weaknesses: tuple[int, ...]
    milestones: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlanPosition:
    """A plan of the lineage; `predecessor` is the plan it follows."""

    number: int
    kind: PlanKind
    title: str
    version: str | None
    status: str | None
    predecessor: int | None


@dataclass(frozen=True, slots=True)
class BoardPosition:
    """A body that reads packs."""

    number: int
    name: str
    kind: str
    cadence: str | None
    reports_to: int | None


@dataclass(frozen=True, slots=True)
class RoundPosition:
    """A reporting period: the date it speaks for, the window for updates, the board's date."""

    number: int
    name: str
    position_date: date
    opens: date
    closes: date
    board_date: date | None


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the chain that the reader can see. Printed on every export."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A programme as it stood on `as_at`, as known by entry `known_by`. Everything is drawn from this.

    Tuples are in number order but milestones, which follow workstream, reference and number.
    `scope` says whether the record holds the whole plan or only what a monitoring update listed.
    """

    slug: str
    name: str
    as_at: date
    known_by: int
    head: Head
    begins: date
    scope: Scope
    levels: tuple[Level, ...]
    plans: tuple[PlanPosition, ...]
    weaknesses: tuple[WeaknessPosition, ...]
    workstreams: tuple[WorkstreamPosition, ...]
    focus_areas: tuple[FocusAreaPosition, ...]
    milestones: tuple[MilestonePosition, ...]
    risks: tuple[RiskPosition, ...]
    lists: tuple[BulletListPosition, ...]
    products: tuple[ProductPosition, ...]
    indicators: tuple[IndicatorPosition, ...]
    evidence: tuple[EvidencePosition, ...]
    boards: tuple[BoardPosition, ...]
    rounds: tuple[RoundPosition, ...]
    current_round: RoundPosition | None

    def bullets(self, kind: BulletKind, workstream: int | None) -> Sequence[Bullet]:
        """The list of that kind of that workstream (None: of the programme); empty when none was written."""
        return next((x.bullets for x in self.lists if x.kind is kind and x.workstream == workstream), ())
