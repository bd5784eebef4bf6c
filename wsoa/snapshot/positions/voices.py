"""Voices: case studies without names, quotations with consent, and audits of the quality of plans.

What was withdrawn is withdrawn on whatever date it is read: a family that takes its consent back is quoted no longer,
also on a page about the past. Its number stays; its words are empty.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from wsoa.snapshot.positions.measured import IndicatorPosition, ValuePosition
from wsoa.snapshot.positions.shared import Written
from wsoa.terms import AgeGroup, ConsentBy, MissingCode, Speaker

SUPPRESSED = "suppressed"
"""What stands where a count would tell who it is."""
SMALLEST_SAMPLE = 10
"""Of an audit of fewer plans than this, people may know whose they are."""
_SMALL = range(1, 5)


@dataclass(frozen=True, slots=True)
class CaseStudyPosition:
    """What changed for one child or young person, who is not named."""

    number: int
    title: str
    age_group: AgeGroup
    situation: str
    done: str
    changed: str
    family_view: str | None
    services: str | None
    consent_by: ConsentBy
    consent_on: date
    weaknesses: tuple[int, ...]
    withdrawn: bool
    written: Written
    withdrawal: Written | None = None

    @property
    def label(self) -> str:
        """How a narrative cites it."""
        return f"Case study {self.number}"


@dataclass(frozen=True, slots=True)
class VoicePosition:
    """A short quotation; nobody is named. `heard` says where."""

    number: int
    wording: str
    said_by: Speaker
    heard: str
    consent_by: ConsentBy
    consent_on: date
    weaknesses: tuple[int, ...]
    withdrawn: bool
    written: Written
    withdrawal: Written | None = None

    @property
    def label(self) -> str:
        """How a narrative cites it."""
        return f"Quotation {self.number}"


@dataclass(frozen=True, slots=True)
class GradeCount:
    """How many plans got a grade. `good`: it counts as good enough."""

    grade: str
    plans: int
    good: bool


@dataclass(frozen=True, slots=True)
class AuditPosition:
    """An audit of plans. `grades` are best first; `auditors` are (organisation in words, how many people).

    `indicator` is the one it feeds, by `value`; `weaknesses` are those that the indicator speaks for.
    """

    number: int
    held_on: date
    sample: int
    themes: str
    auditors: tuple[tuple[str, int], ...]
    grades: tuple[GradeCount, ...]
    indicator: int | None
    value: int | None
    weaknesses: tuple[int, ...]
    withdrawn: bool
    written: Written
    withdrawal: Written | None = None

    @property
    def label(self) -> str:
        """How a narrative cites it."""
        return f"Audit {self.number}"

    @property
    def good(self) -> int:
        """How many plans were good enough."""
        return good_of(self.grades)

    @property
    def of(self) -> int:
        """Out of how many."""
        return self.sample

    @property
    def is_small(self) -> bool:
        """Whether its counts can tell who it is about."""
        return small_numbers(self.sample, self.grades)

    def suppressed_grades(self) -> tuple[tuple[str, str], ...]:
        """Each grade with how many plans got it, as readers outside may see it: a number, or `SUPPRESSED`.

        One small count hides them all. Were any left, who knows the sample and this rule could work the others out:
        which of two equal counts is hidden, or that one of them is not small, says what the small one is.
        """
        hidden = any(each.plans in _SMALL for each in self.grades)
        return tuple((each.grade, SUPPRESSED if hidden else str(each.plans)) for each in self.grades)

    def suppressed_good(self) -> str:
        """*18 of 24*, as readers outside may see it; `SUPPRESSED` where it, or what is left of the sample, is small."""
        small = self.good in _SMALL or self.of - self.good in _SMALL
        return SUPPRESSED if small else f"{self.good} of {self.of}"


@dataclass(frozen=True, slots=True)
class VoicesSaid:
    """All of it, as a narrative cites it."""

    case_studies: tuple[CaseStudyPosition, ...]
    voices: tuple[VoicePosition, ...]
    audits: tuple[AuditPosition, ...]


def as_readers_see(
    indicators: Iterable[IndicatorPosition], audits: Iterable[AuditPosition]
) -> tuple[IndicatorPosition, ...]:
    """The indicators as documents for readers outside speak of them: a value that tells what its audit hides is hidden.

    An audit of 24 plans that gave its indicator 87.5% found 21 of them good, and 3 that were not.
    """
    hidden = {(each.indicator, each.value) for each in audits if each.suppressed_good() == SUPPRESSED}
    return tuple(
        replace(
            each,
            values=tuple(_not_told(value) if (each.number, value.number) in hidden else value for value in each.values),
        )
        for each in indicators
    )


def _not_told(value: ValuePosition) -> ValuePosition:
    gone = replace(value, raw=SUPPRESSED, value=None, missing=MissingCode.SUPPRESSED, note=None)
    return replace(gone, numerator=None, denominator=None)


def good_of(grades: Iterable[GradeCount]) -> int:
    """How many plans got a grade that counts as good enough."""
    return sum(each.plans for each in grades if each.good)


def small_numbers(sample: int, grades: Iterable[GradeCount]) -> bool:
    """Whether so few plans were read, or got a grade, that people may know whose they are (Plymouth audited six)."""
    return sample < SMALLEST_SAMPLE or any(each.plans in _SMALL for each in grades)
