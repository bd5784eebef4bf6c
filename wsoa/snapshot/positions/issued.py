"""What boards were given and asked back, what was doubted and explained, and the samples that were drawn."""

from dataclasses import dataclass
from datetime import date, datetime

from wsoa.snapshot.positions.shared import Written
from wsoa.terms import PackState


@dataclass(frozen=True, slots=True)
class ChallengePosition:
    """A manager's doubt about one update; `version` is that update's sequence. `answer` None: nobody answered yet.

    `answered` is who answered, `earlier` what was answered before that, oldest first. `settling` is who called the
    matter settled (its reason: how), None while it is open.
    """

    number: int
    milestone: int
    version: int
    wording: str
    written: Written
    answer: str | None
    settled: bool
    answered: Written | None
    settling: Written | None = None
    earlier: tuple[tuple[str, Written], ...] = ()

    @property
    def awaits_answer(self) -> bool:
        """Whether it waits for whoever answers for the update."""
        return self.answer is None and not self.settled


@dataclass(frozen=True, slots=True)
class ExplanationPosition:
    """What a manager says beside a point to check: its rule and what it is about ("milestone", 12)."""

    number: int
    rule: str
    about: str
    about_number: int
    words: str
    written: Written


@dataclass(frozen=True, slots=True)
class AmendmentPosition:
    """An edited file that went out in place of the issued one: (issued, amended) of each line that differs.

    `erased_on` is when the file went, because it held words that were erased; None while it is kept.
    """

    file_digest: str
    differences: tuple[tuple[str | None, str | None], ...]
    written: Written
    erased_on: date | None = None


@dataclass(frozen=True, slots=True)
class PackPosition:
    """One version of one report for one board. `written` is its newest row: who drafted, cleared or issued it.

    `pack` and `version` are given when it is issued; `replaced_by` is the pack that mends it. `drafted` is its first
    row, `cleared_by` the name of the accountable leader, `known_at` when the last entry it was drawn from was recorded.
    `erased_on` is when words were last erased from it.
    """

    number: int
    report: str
    board: int
    board_name: str
    round: int | None
    position_date: date
    known_by: int
    head_digest: str
    state: PackState
    pack: int | None
    version: int | None
    replaces: int | None
    replaced_by: int | None
    cleared_by: str | None
    program_version: str | None
    contents_digest: str | None
    file_digest: str | None
    drafted: Written
    written: Written
    amendments: tuple[AmendmentPosition, ...] = ()
    known_at: datetime | None = None
    erased_on: date | None = None

    @property
    def issued(self) -> bool:
        """Whether the board was given it; one that was replaced was given all the same."""
        return self.state is PackState.ISSUED


@dataclass(frozen=True, slots=True)
class QuestionPosition:
    """What somebody asks beside a line of an issued pack; `line` is its key in the contents ("milestone-12")."""

    number: int
    pack: int
    line: str
    line_words: str
    wording: str
    written: Written
    answer: str | None
    closed: bool
    answered: Written | None


@dataclass(frozen=True, slots=True)
class DrawPosition:
    """A random sample of `size` of `population` milestones, in the order of drawing; `weakness` None: of all."""

    number: int
    size: int
    population: int
    seed: str
    position_date: date
    known_by: int
    weakness: int | None
    milestones: tuple[int, ...]
    written: Written
