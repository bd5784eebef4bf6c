"""The value that an audit gives its indicator: the share of the plans read that were good enough."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from wsoa import clock
from wsoa.benchmarks.doubts import is_percent
from wsoa.errors import Invalid
from wsoa.history import OpenEntry, Standing, said_again
from wsoa.indicators import Series, ValueChange
from wsoa.indicators.days import in_words
from wsoa.indicators.whose import require_mine
from wsoa.tables import IndicatorValueTerms
from wsoa.terms import PeriodBasis

T = TypeVar("T")

_BY_THE_DAY = (None, PeriodBasis.SNAPSHOT, PeriodBasis.IN_MONTH)
_SAID = ("raw", "period", "numerator", "denominator")
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Found:
    """What an audit found on its day: so many good plans of so many."""

    held_on: date
    good: int
    of: int

    def value(self, basis: PeriodBasis | None, *, audit: int, published_on: date) -> ValueChange:
        """The value as it would be given by hand."""
        share = (Decimal(100 * self.good) / self.of).quantize(_TENTH, ROUND_HALF_UP)
        by_month = basis is PeriodBasis.IN_MONTH
        return ValueChange(
            period=f"{self.held_on:%B %Y}" if by_month else in_words(self.held_on),
            raw=f"{share}%",
            published_on=published_on,
            note=f"The share of plans that were good enough in Audit {audit}.",
            numerator=self.good,
            denominator=self.of,
        )


def cannot_be_fed(basis: PeriodBasis | None, unit: str | None) -> str | None:
    """Why the share of one day cannot stand among an indicator's values: a sentence; None when it can."""
    if basis not in _BY_THE_DAY:
        return "Its values are counted over a longer time than an audit’s day: choose another."
    if unit and not is_percent(unit):
        return "Its values are no percentages: choose another."
    return None


def give(writing: OpenEntry, audit: int, found: Found, *, indicator: int, as_at: date) -> int:
    """Give the indicator what the audit found; the value's number. Raises Unseen, Barred and Invalid."""
    unit = require_mine(writing, indicator)["unit"]
    series = Series.of(writing, indicator)
    if problem := cannot_be_fed(series.basis, unit):
        raise Invalid({"indicator": problem})
    return _told(lambda: series.state(found.value(series.basis, audit=audit, published_on=as_at)))


def correct(writing: OpenEntry, audit: int, found: Found, *, value: int, as_at: date, reason: str, seen: int) -> int:
    """The value as the audit now finds it, or given anew where it was taken back; its number.

    Raises Unseen, Barred, Conflict (somebody put the value right since `seen`) and Invalid.
    """
    stood = _stands(writing, value)
    indicator = stood.values["indicator"]
    if stood.values["withdraws"] is not None:
        return give(writing, audit, found, indicator=indicator, as_at=as_at)
    require_mine(writing, indicator)
    series = Series.of(writing, indicator)
    change = found.value(series.basis, audit=audit, published_on=max(as_at, stood.as_at))
    writing.require_seen(IndicatorValueTerms, value, seen, "The value that this audit gave")
    if all(stood.values[name] == getattr(change, name) for name in _SAID):
        return value
    _told(lambda: series.correct(stood, change, reason=f"Audit {audit}: {reason}", seen=seen))
    return value


def take_back(writing: OpenEntry, audit: int, *, value: int, reason: str) -> None:
    """Take back the value that the audit gave, unless somebody did so already. Raises Unseen and Barred."""
    stood = _stands(writing, value)
    if stood.values["withdraws"] is not None:
        return
    require_mine(writing, stood.values["indicator"])
    row, _ = said_again(IndicatorValueTerms, stood.values, {})
    row.as_at, row.withdraws, row.reason = stood.as_at, stood.sequence, f"Audit {audit}: {reason}"
    writing.append(row)


def _stands(writing: OpenEntry, value: int) -> Standing:
    stood = writing.standing(IndicatorValueTerms, value, clock.today())
    assert stood is not None, "a value that an audit gave stands from a day before today"
    return stood


def _told(do: Callable[[], T]) -> T:
    """What `do` answers; what it refuses is told beside the question for the indicator."""
    try:
        return do()
    except Invalid as refused:
        raise Invalid({"indicator": str(refused)}) from refused
