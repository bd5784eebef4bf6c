"""Indicators: defining what is measured, and for which areas of weakness and milestones it speaks."""

from datetime import date

from wsoa.change import Change, Links
from wsoa.history import OpenEntry
from wsoa.tables import Indicator, IndicatorMilestone, IndicatorTerms, IndicatorWeakness
from wsoa.terms import IndicatorClass, PeriodBasis, Polarity
from wsoa.text import Line, Words


class IndicatorChange(Change):
    """The definition of an indicator."""

    name: Line
    klass: IndicatorClass | None = None
    class_words: Line | None = None
    definition: Words | None = None
    numerator: Words | None = None
    denominator: Words | None = None
    unit: Line | None = None
    polarity: Polarity | None = None
    period_basis: PeriodBasis | None = None
    frequency: Line | None = None
    source: Line | None = None
    owner: Line | None = None
    weaknesses: Links = ()
    milestones: Links = ()


def state_indicator(entry: OpenEntry, change: IndicatorChange, *, as_at: date, number: int | None = None) -> int:
    """A new indicator, or how indicator `number` is defined from that date on; its number."""
    number = number or entry.new(Indicator)
    row = IndicatorTerms(
        programme_id=entry.programme_id,
        number=number,
        as_at=as_at,
        **change.model_dump(exclude={"weaknesses", "milestones"}),
    )
    links = [IndicatorWeakness(weakness=weakness) for weakness in change.weaknesses]
    entry.state(row, *links, *[IndicatorMilestone(milestone=milestone) for milestone in change.milestones])
    return number
