"""What the board report says: every printed word, and the numbers and levels behind the words.

The web page, the Word file and the frozen copy of an issued report all hold these same words. Titles and column
headings are part of them; a part that would be empty is None, or missing from its tuple.
"""

from dataclasses import dataclass, field
from datetime import date

from exports.board_report.date_moves import DateMovesSection
from exports.board_report.movement_shape import ChangesSection
from exports.board_report.points import PointsSection
from exports.board_report.questions_shape import QuestionsSection
from exports.board_report.scorecard import ScorecardSection
from exports.parts.shape import About, BulletSection, CountRow, CountsSection, KeyRow, Pointer, Rating, Table, as_json
from wsoa.movement import Facts
from wsoa.rag import LevelCounts
from wsoa.snapshot.positions import Bullet
from wsoa.terms import AskKind, AskOutcome, Impact, NoteKind, RiskKind, WorkstreamKind

SCHEMA = "board-report/2"

SHORT_KEY = 500
"""A key of more characters than this is not told on the first page as well."""

BRIEF = 80
"""What is asked in more characters than this leaves the first page no room for the chart."""


@dataclass(frozen=True, slots=True)
class AskRow:
    """Something a body is asked to do. `place` is its number in the report, `number` that of the record.

    `ref` says what it is about (*Milestone 2.B*, *Risk*), `about` in that thing's own words; `passed` is "" while its
    meeting lies ahead, `deferred` unless it was deferred to that meeting.
    """

    number: int
    place: int
    kind: AskKind
    kind_words: str
    wording: str
    ref: str
    about: str
    rating: Rating
    meeting: str
    passed: str
    deferred: str
    consequence: str


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """An ask that has its answer. `of` is "" where the report's own board was asked."""

    number: int
    wording: str
    about: str
    of: str
    outcome: AskOutcome
    outcome_words: str
    decision: str
    decided: str


@dataclass(frozen=True, slots=True)
class LastAsks:
    """What became of the asks of the report before: how many, in a sentence, and those that were answered."""

    heading: str
    sentence: str
    table: Table[AnsweredRow] | None

    @property
    def in_short(self) -> str:
        """The one line of the first page."""
        return f"{self.heading}: {self.sentence.rstrip('.')}"


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """An area of weakness: how its milestones stand and, apart from that, the impact (None: not judged).

    `since`, `why` and `evidence` are "" where there is nothing to say.
    """

    number: int
    ref: str
    wording: str
    counts: LevelCounts
    delivery: str
    impact: Impact | None
    impact_words: str
    since: str
    why: str
    evidence: str
    indicator: str


@dataclass(frozen=True, slots=True)
class ImpactSection:
    """Delivery and impact of each area of weakness, and in words how they are judged."""

    heading: str
    sentences: tuple[str, ...]
    table: Table[ImpactRow]


@dataclass(frozen=True, slots=True)
class Promised:
    """What became of the next steps promised the round before: a sentence, and those dropped with the reason."""

    sentence: str
    dropped: tuple[Bullet, ...]


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
    """A milestone whose date has passed, or that has none to keep to. `workstream` is "" in a programme of none."""

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
    promised: Promised | None
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
class OrganisationsSection:
    """Milestones by the organisation of whoever leads them, and in words how they are counted."""

    heading: str
    sentences: tuple[str, ...]
    table: Table[CountRow]


@dataclass(frozen=True, slots=True)
class BoardReportContents:
    """The board report as it is read, in the order in which it is read.

    The first page ends with the words of `counts`, which stand in numbers further on, and with where it `leads`.
    `outline` names the headings of level 1, for a contents list; it is empty when the report is short.
    `promised` is of the programme and stands under the heading of `next_steps`, which is there whenever it is.
    `facts` is what the next report is compared with; it is not printed.
    """

    about: About
    outline: tuple[str, ...]
    asks: tuple[Table[AskRow], ...]
    leads: tuple[Pointer, ...]
    changes: ChangesSection | None
    key: Table[KeyRow] | None
    headlines: BulletSection | None
    counts: CountsSection
    last_asks: LastAsks | None
    date_moves: DateMovesSection | None
    questions: QuestionsSection | None
    points: PointsSection | None
    impact: ImpactSection | None
    scorecard: ScorecardSection | None = field(default=None, kw_only=True)
    organisations: OrganisationsSection | None
    risks: Table[RiskRow] | None
    workstreams: tuple[WorkstreamSection, ...]
    overdue: Table[DueRow] | None
    no_date: Table[DueRow] | None
    products: Table[ProductRow] | None
    promised: Promised | None
    next_steps: BulletSection | None
    facts: Facts

    @property
    def key_in_short(self) -> str:
        """The key in a line, for the first page; "" where it is too long for that, or stands there in its table."""
        if not self.changes:
            return ""
        said = "; ".join(f"{row.rating.label} – {row.meaning.rstrip('.')}" for row in self.key.rows) if self.key else ""
        return f"Key: {said}." if 0 < len(said) <= SHORT_KEY else ""

    @property
    def charted_first(self) -> bool:
        """Whether the chart stands on the first page: there is room where no more than one brief thing is asked."""
        asked = [row for table in self.asks for row in table.rows]
        return len(asked) < 2 and all(len(max(_asked(row), key=len)) <= BRIEF for row in asked)

    def to_json(self) -> dict[str, object]:
        """Plain values for JSON."""
        return as_json(SCHEMA, self)


def _asked(row: AskRow) -> tuple[str, ...]:
    return (row.wording, row.about, row.consequence)
