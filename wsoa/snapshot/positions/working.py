"""What is kept beside the promises: risks, lists, products, evidence, boards, rounds."""

from dataclasses import dataclass
from datetime import date

from wsoa.snapshot.positions.shared import Level, Written
from wsoa.terms import BoardKind, BulletKind, IndicatorClass, RiskKind, RiskStatus
from wsoa.timescales import Timescale


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
    """A list of one kind, of one workstream or (None) of the programme, as last written. `heading` is a section's."""

    number: int
    workstream: int | None
    kind: BulletKind
    bullets: tuple[Bullet, ...]
    written: Written
    heading: str | None = None


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
class EvidencePosition:
    """A numbered piece of evidence: E`number` for ever. `withdrawn` says why it proves nothing any more."""

    number: int
    title: str
    type: str | None
    shows: str | None
    klass: IndicatorClass | None
    dated: date | None
    owner: str | None
    sensitivity: str | None
    expires: date | None
    link: str | None
    weaknesses: tuple[int, ...]
    milestones: tuple[int, ...]
    indicators: tuple[int, ...]
    risks: tuple[int, ...]
    owner_uid: str | None = None
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class BoardPosition:
    """A body that reads packs."""

    number: int
    name: str
    kind: BoardKind
    cadence: str | None
    reports_to: int | None


@dataclass(frozen=True, slots=True)
class BoardDay:
    """A board that a round serves, and the day on which it meets (None: not said)."""

    board: int
    meets: date | None


@dataclass(frozen=True, slots=True)
class RoundPosition:
    """A reporting period: the date it speaks for, the window for updates, the board's date.

    `boards` are those it serves, where somebody said so; none: every board. `closed`: the manager has closed it.
    """

    number: int
    name: str
    position_date: date
    opens: date
    closes: date
    board_date: date | None
    boards: tuple[BoardDay, ...] = ()
    closed: Written | None = None


def serves(round_: RoundPosition, board: int) -> bool:
    """Whether the round serves that board: every one, where nobody said which."""
    return not round_.boards or any(each.board == board for each in round_.boards)


def meets(round_: RoundPosition, board: int) -> date | None:
    """The day on which that board meets about the round: its own, else the round's. None: not said, or not served."""
    own = next((each.meets for each in round_.boards if each.board == board), None)
    return (own or round_.board_date) if serves(round_, board) else None


def meetings(round_: RoundPosition) -> tuple[date, ...]:
    """Every day on which a board meets about the round, in order."""
    own = {each.meets or round_.board_date for each in round_.boards} or {round_.board_date}
    return tuple(sorted(day for day in own if day))
