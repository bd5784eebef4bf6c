"""Indicators: what is measured and what for, what is to be reached, what was measured, and how far it can be trusted.

Numbers are decimals in plain figures, as text: what was given is kept to its last nought.
"""

from datetime import date
from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, link, row_of, words_of
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


class Indicator(Thing, table=True):
    """An indicator of performance or impact."""

    __tablename__ = "indicator"


class IndicatorWeakness(Child, table=True):
    """An area of weakness the indicator speaks for."""

    __tablename__ = "indicator_weakness"

    row_id: int = row_of("indicator_terms")
    weakness: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class IndicatorMilestone(Child, table=True):
    """A milestone the indicator speaks for."""

    __tablename__ = "indicator_milestone"

    row_id: int = row_of("indicator_terms")
    milestone: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class IndicatorTerms(History, table=True):
    """How the indicator is defined. `class_words` is the class as the programme words it.

    `measure` is the short name of the official measure it equals, if any. `standard` is what the law asks for, apart
    from any target. `baseline` is where it stood on `baseline_on`, as given. `asked` is the person (uid) asked for its
    values; nobody: the manager, and who leads what it speaks for.
    """

    __tablename__ = "indicator_terms"
    __table_args__: Any = history_of("indicator", "indicator_terms")
    children = (IndicatorWeakness, IndicatorMilestone)

    name: str
    klass: IndicatorClass | None = Field(default=None, sa_type=words_of(IndicatorClass))
    class_words: str | None = None
    definition: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    unit: str | None = None
    polarity: Polarity | None = Field(default=None, sa_type=words_of(Polarity))
    period_basis: PeriodBasis | None = Field(default=None, sa_type=words_of(PeriodBasis))
    frequency: str | None = None
    source: str | None = None
    owner: str | None = None
    measure: str | None = Field(default=None, max_length=80)
    standard: str | None = None
    baseline: str | None = None
    baseline_on: date | None = None
    asked: str | None = Field(default=None, max_length=32)


class Target(Thing, table=True):
    """What an indicator is to reach."""

    __tablename__ = "target"


class TargetCheckpoint(Child, table=True):
    """What is to be reached on the way, by when."""

    __tablename__ = "target_checkpoint"

    row_id: int = row_of("target_terms")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    by: date
    value: str


class TargetTerms(History, table=True):
    """Of which indicator, of what kind, how much and by when. `upper` ends a range; `words` are the plan's own.

    `withdrawn`: it is a target no longer, which the row's reason explains.
    """

    __tablename__ = "target_terms"
    __table_args__: Any = history_of("target", "target_terms", link("indicator", "indicator"))
    children = (TargetCheckpoint,)

    indicator: int
    kind: TargetKind = Field(sa_type=words_of(TargetKind))
    value: str | None = None
    upper: str | None = None
    by: date | None = None
    words: str | None = None
    withdrawn: bool = False


class IndicatorValue(Thing, table=True):
    """What an indicator was in one stretch of time."""

    __tablename__ = "indicator_value"


class IndicatorValueTerms(History, table=True):
    """The value as given and as read, of which stretch; the row's `as_at` is the day it was published.

    A later row is a correction: what was published before stands for every date before it. `asked` and `answering`
    are a survey's; `opening`, `arrived` and `closed` a backlog's, whose closing number is the value.
    """

    __tablename__ = "indicator_value_terms"
    __table_args__: Any = history_of("indicator_value", "indicator_value_terms", link("indicator", "indicator"))

    indicator: int
    period: str
    begins: date
    ends: date
    raw: str
    value: str | None = None
    missing: MissingCode | None = Field(default=None, sa_type=words_of(MissingCode))
    status: ValueStatus = Field(sa_type=words_of(ValueStatus))
    note: str | None = None
    measured_by: str | None = None
    numerator: int | None = None
    denominator: int | None = None
    asked: int | None = None
    answering: int | None = None
    opening: int | None = None
    arrived: int | None = None
    closed: int | None = None


class IndicatorQuality(History, table=True):
    """How far the indicator's figures can be trusted: from where they come, who last checked them, and how."""

    __tablename__ = "indicator_quality"
    __table_args__: Any = history_of("indicator", "indicator_quality")

    feed: Feed | None = Field(default=None, sa_type=words_of(Feed))
    spreadsheet: str | None = None
    retires: date | None = None
    validated_on: date | None = None
    validated_by: str | None = None
    sample: str | None = None
    matched: str | None = None
    faults: str | None = None
    confidence: Confidence | None = Field(default=None, sa_type=words_of(Confidence))
