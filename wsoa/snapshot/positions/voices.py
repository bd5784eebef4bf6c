"""Voices: case studies without names, quotations with consent, and audits of the quality of plans.

What was withdrawn is withdrawn on whatever date it is read: a family that takes its consent back is quoted no longer,
also on a page about the past. Its number stays; its words are empty.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wsoa.snapshot.positions.shared import Written
from wsoa.terms import AgeGroup, ConsentBy, Speaker

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
        """Each grade with how many plans got it, as readers outside may see it: a number, or `SUPPRESSED`."""
        hidden = self._hidden()[0]
        return tuple(
            (each.grade, SUPPRESSED if at in hidden else str(each.plans)) for at, each in enumerate(self.grades)
        )

    def suppressed_good(self) -> str:
        """*18 of 24*, as readers outside may see it; `SUPPRESSED` where it would tell a count that is hidden."""
        return SUPPRESSED if self._hidden()[1] else f"{self.good} of {self.of}"

    def _hidden(self) -> tuple[frozenset[int], bool]:
        """The places of the grades that are hidden, and whether the number of good plans is hidden as well.

        Readers know the sample and, where it is told, how many plans were good: what is hidden on either side of that
        line must not follow from the side's total. Where one side cannot be hidden so, the line itself is.
        """
        places = range(len(self.grades))
        sides = [[at for at in places if self.grades[at].good is good] for good in (True, False)]
        hidden = [self._not_shown(side) for side in sides]
        if all(self._is_safe(each) for each in hidden) and not {self.good, self.of - self.good} & set(_SMALL):
            return frozenset().union(*hidden), False
        return self._not_shown(places), True

    def _not_shown(self, places: Sequence[int]) -> frozenset[int]:
        """Those of the places that are hidden: the small counts, and as many more as keep them from being worked out.

        The next to go is the smallest that holds anybody, for it says least.
        """
        plans = [each.plans for each in self.grades]
        hidden = {at for at in places if plans[at] in _SMALL}
        others = sorted((at for at in places if at not in hidden), key=lambda at: (plans[at] == 0, plans[at], at))
        while others and not self._is_safe(hidden):
            hidden.add(others.pop(0))
        return frozenset(hidden)

    def _is_safe(self, hidden: Iterable[int]) -> bool:
        """Whether what is hidden does not follow from its total: one alone does, and so do all at one end of 1 to 4."""
        plans = [self.grades[at].plans for at in hidden]
        return not plans or (len(plans) > 1 and sum(plans) not in (len(plans), _SMALL[-1] * len(plans)))


@dataclass(frozen=True, slots=True)
class VoicesSaid:
    """All of it, as a narrative cites it."""

    case_studies: tuple[CaseStudyPosition, ...]
    voices: tuple[VoicePosition, ...]
    audits: tuple[AuditPosition, ...]


def good_of(grades: Iterable[GradeCount]) -> int:
    """How many plans got a grade that counts as good enough."""
    return sum(each.plans for each in grades if each.good)


def small_numbers(sample: int, grades: Iterable[GradeCount]) -> bool:
    """Whether so few plans were read, or got a grade, that people may know whose they are (Plymouth audited six)."""
    return sample < SMALLEST_SAMPLE or any(each.plans in _SMALL for each in grades)
