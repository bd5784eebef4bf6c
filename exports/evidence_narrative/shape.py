"""What an evidence narrative says: every printed word, and the numbers behind the words.

What people wrote stands in blocks of runs; a run that cites has in `to` the place in this document that it leads to.
"""

from dataclasses import dataclass

from exports.board_report.scorecard import SeriesFigure
from exports.evidence_narrative.behind import AreaBehind, MilestoneBehind
from exports.parts.shape import About, CountRow, CountsSection, KeyRow, Rating, Table, as_json
from exports.progress_summary.shape import GroupCount
from wsoa.benchmarks import Direction
from wsoa.marked_text import BlockKind
from wsoa.rag import LevelCounts
from wsoa.terms import Impact, SectionKind

SCHEMA = "evidence-narrative/1"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; `to` is the place in the document that they lead to ("": they are only words)."""

    text: str
    bold: bool = False
    to: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a bullet as somebody wrote it."""

    kind: BlockKind
    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What people wrote under a heading; `unwritten` says so where nobody has."""

    kind: SectionKind
    heading: str
    anchor: str
    blocks: tuple[Block, ...]
    unwritten: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A key indicator: its latest value, what became of it, what is to be reached, and England."""

    number: int
    anchor: str
    name: str
    measures: str
    latest: str
    period: str
    direction: Direction | None
    compared: str
    aims: tuple[str, ...]
    england: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """The area, its region, its statistical neighbours or England: a figure for each year, and the change."""

    kind: str
    name: str
    figures: tuple[str, ...]
    change: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """An official measure in a numbered figure that is a table, and drawn in the figure after it (None: too short)."""

    indicator: int
    number: int
    caption: str
    columns: tuple[str, ...]
    rows: tuple[ComparedRow, ...]
    sources: tuple[str, ...]
    drawn: SeriesFigure | None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A milestone with its rating, its date and the numbers of what proves it. `anchor` is "" where another row has it.

    `moved` says how often its date has moved and until when it was first due.
    """

    number: int
    anchor: str
    ref: str
    wording: str
    rating: Rating
    rated: str
    date_words: str
    moved: str
    evidence: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The impact as its accountable leader judges it, apart from delivery; `impact` None: not judged yet."""

    impact: Impact | None
    words: str
    since: str
    why: str
    evidence: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit of plans, in sentences; small counts are suppressed."""

    number: int
    anchor: str
    label: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's own words, and who said them where: nobody is named."""

    number: int
    anchor: str
    label: str
    wording: str
    said_by: str


@dataclass(frozen=True, slots=True)
class CaseStudy:
    """What changed for one child or young person, part by part: (label, words)."""

    number: int
    anchor: str
    label: str
    title: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class View:
    """A partner's own view, whole: its stance and beside what, and its paragraphs; `note` says what is not printed."""

    stance: str
    paragraphs: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class PartnerViews:
    """What one partner says, under its own name."""

    organisation: str
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many milestones of an area have come how far. `groups` and `counts` add up to the same total."""

    heading: str
    sentences: tuple[str, ...]
    table: Table[CountRow] | None
    groups: tuple[GroupCount, ...]
    counts: LevelCounts
    total: int


@dataclass(frozen=True, slots=True)
class AreaNarrative:
    """The narrative of one area of weakness, in the order in which it is read."""

    number: int
    ref: str
    heading: str
    official_heading: str
    wording: str
    confirmed: str
    known: str
    key_indicators: Section
    indicators: Table[IndicatorRow] | None
    position: Section
    comparison_heading: str
    comparisons: tuple[Comparison, ...]
    series: SeriesFigure | None
    key_actions: Section
    actions: Table[ActionRow] | None
    no_actions: str
    also_cited: Table[ActionRow] | None
    impact: Section
    judgement: Judgement
    audits: tuple[Audit, ...]
    voice: Section
    quotations: tuple[Quotation, ...]
    case_studies: tuple[CaseStudy, ...]
    partners_heading: str
    partners: tuple[PartnerViews, ...]
    no_partners: str
    next_steps: Section
    progress: Progress


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence in the index; `file` says what readers get of it, `cited_in` are the places that cite it."""

    number: int
    anchor: str
    label: str
    title: str
    shows: str
    file: str
    dated: str
    owner: str
    cited_in: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class BrokenCitation:
    """A citation that no longer holds: what is cited, and where and why, in a sentence.

    Of a judgement of impact `section` is None, of a rating `weakness` too.
    """

    cited: str
    weakness: int | None
    section: SectionKind | None
    sentence: str


@dataclass(frozen=True, slots=True)
class EvidenceNarrativeContents:
    """The evidence narrative as it is read: each area, then what all of them rest on.

    `broken` are the citations that no longer hold. `milestones` and `areas` stand behind the narrative: they are frozen
    with it for its readers, and not printed.
    """

    about: About
    outline: tuple[str, ...]
    counts: CountsSection
    broken_heading: str
    broken: tuple[BrokenCitation, ...]
    narratives: tuple[AreaNarrative, ...]
    unserving: Table[ActionRow] | None
    evidence_heading: str
    evidence: Table[EvidenceRow] | None
    no_evidence: str
    key: Table[KeyRow] | None
    making_heading: str
    making: tuple[str, ...]
    milestones: tuple[MilestoneBehind, ...]
    areas: tuple[AreaBehind, ...]

    def to_json(self) -> dict[str, object]:
        """Plain values for JSON. `counts` are of every milestone it speaks of, each counted once."""
        return as_json(SCHEMA, self)
