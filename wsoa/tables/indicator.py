"""Indicators: what is measured and what for. Their values come in a table of their own."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, row_of, words_of
from wsoa.terms import IndicatorClass, PeriodBasis, Polarity


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
    """How the indicator is defined. `class_words` is the class as the programme words it."""

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
