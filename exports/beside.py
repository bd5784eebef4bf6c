"""What a report may speak of beside the position itself: earlier positions, and the packs it belongs with."""

from dataclasses import dataclass
from datetime import date

from wsoa.movement import Facts
from wsoa.snapshot.narrated import Narrated
from wsoa.snapshot.positions import NOTHING_TOLD, Agreements, BoardPosition, QuestionPosition, Snapshot
from wsoa.snapshot.positions.loads import LoadPosition


@dataclass(frozen=True, slots=True)
class Issue:
    """As which pack a report is issued, or would be. `mends` is the version that it replaces (None: none).

    `meets` is the day of the board's meeting, `cleared_by` the accountable leader; both may be unknown yet. `why` says
    what a version that mends another mends.
    """

    board: BoardPosition
    pack: int
    version: int
    mends: int | None = None
    meets: date | None = None
    issued_on: date | None = None
    cleared_by: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Last:
    """The pack that the board was given before this one: what its frozen contents say of everything (`facts`).

    `amended`: an edited file went out in its place.
    """

    pack: int
    version: int
    board: str
    issued_on: date
    facts: Facts
    amended: bool = False


@dataclass(frozen=True, slots=True)
class AskedOfPack:
    """A question that the board asked about one of its packs: what that is called, and the date it is about."""

    question: QuestionPosition
    called: str
    position_date: date


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a child, a young person or a parent said of an area of weakness, and as whom: nobody is named."""

    weakness: int
    words: str
    said_by: str


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner's own view of an area of weakness, in its own words; None: it was asked and gave none."""

    weakness: int
    organisation: str
    words: str | None


@dataclass(frozen=True, slots=True)
class SignedOff:
    """A named accountable officer, in which office they sign, and when they did (None: not yet)."""

    name: str
    office: str
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class NarrativeIssue:
    """As which version an evidence narrative is issued, or would be. `mends` is the version it replaces (None: none).

    `checked_by` says who cross-checked it, `why` what a version that mends another mends.
    """

    version: int
    mends: int | None = None
    signatories: tuple[SignedOff, ...] = ()
    checked_by: str | None = None
    issued_on: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Beside the position: snapshots of the programme on earlier dates, oldest first; the pack it belongs to.

    `last` is the pack that its board was given before; `agreed` says who brought about what changed since.
    `questions` are those that it has not closed, or closed since, and `loads` the trackers that were loaded since.
    `quotations` and `views` are what families and partners say themselves.

    An evidence narrative is of the area of `weakness` (None: of all), drawn from what is `narrated` of it, and issued
    as `issue_of_narrative` (None: a preview).
    """

    earlier: tuple[Snapshot, ...] = ()
    issue: Issue | None = None
    last: Last | None = None
    agreed: Agreements = NOTHING_TOLD
    questions: tuple[AskedOfPack, ...] = ()
    loads: tuple[LoadPosition, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    views: tuple[PartnerView, ...] = ()
    narrated: Narrated | None = None
    weakness: int | None = None
    issue_of_narrative: NarrativeIssue | None = None


ALONE = Beside()
"""Nothing beside the position."""
