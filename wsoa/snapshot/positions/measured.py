"""What is measured: indicators, their targets, their values as published, and how far the figures can be trusted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wsoa.snapshot.positions.shared import Written
from wsoa.statistics import Comparison
from wsoa.terms import (
    Confidence,
    Feed,
    IndicatorClass,
    MissingCode,
    PeriodBasis,
    Polarity,
    TargetKind,
    ValueStatus,
)


@dataclass(frozen=True, slots=True)
class CheckpointPosition:
    """What is to be reached on the way, by when."""

    by: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class TargetStated:
    """A target as it was stated once: its kind, how much (`upper` ends a range), by when, in the plan's words."""

    kind: TargetKind
    value: Decimal | None
    upper: Decimal | None
    by: date | None
    words: str | None
    checkpoints: tuple[CheckpointPosition, ...]
    withdrawn: bool
    written: Written


@dataclass(frozen=True, slots=True)
class TargetPosition:
    """A target that stands, and every statement of it known by then, oldest first; the last is the one that stands."""

    number: int
    stated: tuple[TargetStated, ...]

    @property
    def now(self) -> TargetStated:
        """The statement that stands."""
        return self.stated[-1]


@dataclass(frozen=True, slots=True)
class ValuePosition:
    """A value of one stretch as published last by then: the number, or the code that says why there is none.

    `raw` is what was given, to its last nought. `source` and `definition` name how it was measured: where either
    changes the series has a break. `written.as_at` is the day it was published; a `written.sequence` above 1 corrects
    what was published before.
    """

    number: int
    period: str
    begins: date
    ends: date
    raw: str
    value: Decimal | None
    missing: MissingCode | None
    status: ValueStatus
    note: str | None
    measured_by: str | None
    numerator: int | None
    denominator: int | None
    asked: int | None
    answering: int | None
    opening: int | None
    arrived: int | None
    closed: int | None
    source: str
    definition: str
    written: Written

    @property
    def published_on(self) -> date:
        """The day from which anybody could know it."""
        return self.written.as_at


@dataclass(frozen=True, slots=True)
class QualityPosition:
    """How far the figures can be trusted: from where they come, who last checked them, and how."""

    feed: Feed | None
    spreadsheet: str | None
    retires: date | None
    validated_on: date | None
    validated_by: str | None
    sample: str | None
    matched: str | None
    faults: str | None
    confidence: Confidence | None
    written: Written


@dataclass(frozen=True, slots=True)
class IndicatorPosition:
    """What an indicator measures, what it is to reach, what it was (oldest first), and beside what it is read.

    `standard` is what the law asks for, apart from any target; `baseline` where it stood on `baseline_on`, as given.
    `withdrawn` are targets that are none any more, each with why in its last statement.
    `compared` are its official comparators known by then; `not_compared` says in words why a linked measure has none.
    """

    number: int
    name: str
    klass: IndicatorClass | None
    class_words: str | None
    definition: str | None
    numerator: str | None
    denominator: str | None
    unit: str | None
    polarity: Polarity | None
    period_basis: PeriodBasis | None
    frequency: str | None
    source: str | None
    owner: str | None
    weaknesses: tuple[int, ...]
    milestones: tuple[int, ...]
    measure: str | None = None
    standard: str | None = None
    baseline: str | None = None
    baseline_on: date | None = None
    asked: str | None = None
    asked_name: str | None = None
    targets: tuple[TargetPosition, ...] = ()
    values: tuple[ValuePosition, ...] = ()
    quality: QualityPosition | None = None
    compared: Comparison | None = None
    not_compared: str | None = None
    withdrawn: tuple[TargetPosition, ...] = ()
