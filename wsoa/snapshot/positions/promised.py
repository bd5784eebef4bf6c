"""What was promised: plans, areas of weakness, workstreams, focus areas, milestones."""

from dataclasses import dataclass
from datetime import date

from wsoa.snapshot.positions.shared import Lead, Level, Written
from wsoa.terms import MilestoneKind, NoteKind, PlanKind, ThingState, WorkstreamKind
from wsoa.timescales import Timescale


@dataclass(frozen=True, slots=True)
class PlanPosition:
    """A plan of the lineage; `predecessor` is the plan it follows."""

    number: int
    kind: PlanKind
    title: str
    version: str | None
    status: str | None
    approvals: str | None
    predecessor: int | None


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
    replaced_by: int | None = None


@dataclass(frozen=True, slots=True)
class FocusAreaPosition:
    """A focus area, the workstream it belongs to and the areas of weakness it serves."""

    number: int
    ref: str
    wording: str
    state: ThingState
    workstream: int | None
    weaknesses: tuple[int, ...]
    replaced_by: int | None = None


@dataclass(frozen=True, slots=True)
class PendingMove:
    """A date proposed that waits for the person (a uid) or the board asked; `of` names them. `written.reason`: why."""

    to: Timescale
    person: str | None
    board: int | None
    of: str
    written: Written


@dataclass(frozen=True, slots=True)
class MilestoneDates:
    """Original and current promise, the forecast of the last update, when it was achieved, and how often it moved."""

    original: Timescale | None
    current: Timescale | None
    forecast: Timescale | None
    achieved: Timescale | None
    moves: int
    pending: PendingMove | None = None


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
class MilestonePosition:
    """A promised milestone as at the date: its terms, its dates and its latest update (None: not rated).

    `assigned` are the uids of the people asked to update it; nobody: the workstream's lead and support are asked.
    `reported`: a row of the current round speaks of it, which need not be the one that stands.
    """

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
    senior_owner: str | None
    replaced_by: int | None
    since: date
    dates: MilestoneDates
    update: MilestoneUpdatePosition | None
    approver: str | None = None
    came_from: int | None = None
    assigned: tuple[str, ...] = ()
    reported: bool = False

    @property
    def level(self) -> Level | None:
        """The level it stands at, or None when nobody has rated it."""
        return self.update.level if self.update else None


@dataclass(frozen=True, slots=True)
class RatedThen:
    """The level of each milestone that was promised on that date; None: not rated."""

    as_at: date
    levels: tuple[Level | None, ...]
