"""What is said when a value is given: its words, what is read in them, and what about it deserves a second look."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from wsoa import clock
from wsoa.benchmarks.backlogs import Flow, adds_up
from wsoa.benchmarks.doubts import does_not_give, doubts_about
from wsoa.benchmarks.like_with_like import is_cumulative
from wsoa.benchmarks.stretches import LONGEST, read_stretch, status_in
from wsoa.change import Change
from wsoa.indicators.days import LONGEST_STRETCH, in_words, is_far, no_day
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.statistics.values import ReadValue, read_value
from wsoa.terms import MissingCode, PeriodBasis, ValueStatus
from wsoa.text import MAX_NUMBER, Line, Words, same_name

Count = Annotated[int, Field(ge=0, le=MAX_NUMBER)]

IN_WORDS = {code.value.replace("-", " "): code for code in MissingCode}
"""The words for a missing value, beside the symbols of official statistics."""
NOT_READ = (
    "This is neither a number nor a word for a missing value. Those are: suppressed (or c), not applicable (or z), "
    "not available (or x), awaited, not collected, and low (or k)."
)
_COMMA = "A comma divides thousands only, as in 1,204. Where a part of one is meant, write 1.5 and not 1,5."
_FIRM = (ValueStatus.ACTUAL, ValueStatus.PROVISIONAL, ValueStatus.REVISED)
_MOST_NAMED = 3
_NO_SHARE = "There is no share of none. Leave this empty, and give the value as “not applicable”."


class ValueChange(Change):
    """A value as given, of which period, how firm, and what it was counted from.

    The period's dates are read from its words where `begins` and `ends` are left out. No `status`: what the words of
    the period say ("2025 (prov)"), else actual. No `published_on`: today.
    """

    period: Annotated[Line, Field(max_length=LONGEST)] = Field(title="The period")
    begins: date | None = Field(default=None, title="The first day of the period")
    ends: date | None = Field(default=None, title="The last day of the period")
    raw: Line = Field(title="The value")
    status: ValueStatus | None = Field(default=None, title="How firm it is")
    published_on: date | None = Field(default=None, title="The date of publication")
    note: Words | None = Field(default=None, title="The note")
    measured_by: Line | None = Field(default=None, title="Who measured it")
    numerator: Count | None = Field(default=None, title="How many were counted")
    denominator: Count | None = Field(default=None, title="Out of how many")
    asked: Count | None = Field(default=None, title="How many were asked")
    answering: Count | None = Field(default=None, title="How many answered")
    opening: Count | None = Field(default=None, title="How many were waiting at the beginning")
    arrived: Count | None = Field(default=None, title="How many arrived")
    closed: Count | None = Field(default=None, title="How many were closed")


def read_given(raw: str) -> ReadValue | None:
    """The number, or why there is none: by its symbol or in words. None for what is neither."""
    missing = IN_WORDS.get(" ".join(raw.casefold().replace("-", " ").split()))
    return ReadValue(None, missing) if missing else read_value(raw)


def stretch_of(change: ValueChange, basis: PeriodBasis | None) -> tuple[date, date] | None:
    """The first and last day the value speaks for: as given, else as read from the words; None where neither says."""
    if change.begins and change.ends:
        return change.begins, change.ends
    return read_stretch(change.period, basis)


def firmness(change: ValueChange) -> ValueStatus:
    """How firm the value is: as given, else as the words of the period say, else actual."""
    return change.status or status_in(change.period)[1] or ValueStatus.ACTUAL


def published(change: ValueChange) -> date:
    """The day from which anybody can know it."""
    return change.published_on or clock.today()


def as_change(value: ValuePosition) -> ValueChange:
    """What would have to be said to give this very value."""
    said = {name: getattr(value, name) for name in ValueChange.model_fields if name != "published_on"}
    return ValueChange(**said, published_on=value.published_on)


def same_period(change: ValueChange, stretch: tuple[date, date] | None, of: ValuePosition) -> bool:
    """Whether a value speaks for that same period: by its days, or by its words."""
    return stretch == (of.begins, of.ends) or same_name(change.period) == same_name(of.period)


def unmet(change: ValueChange, basis: PeriodBasis | None) -> dict[str, str]:
    """A sentence for each field that keeps the value from being one; none when it is whole."""
    return dict(_wrong_value(change)) | dict(_wrong_period(change, basis)) | dict(_wrong_counts(change))


def second_look(change: ValueChange, indicator: IndicatorPosition) -> tuple[str, ...]:
    """What about a whole value deserves a second look, a sentence each. It is saved as given all the same."""
    read, stretch = read_given(change.raw), stretch_of(change, indicator.period_basis)
    if read is None or stretch is None:
        return ()
    before = [each for each in indicator.values if each.ends < stretch[1]]
    found = [
        *doubts_about(read.number, indicator.unit, [each.value for each in before if each.value is not None]),
        *does_not_give(read.number, change.numerator, change.denominator, indicator.unit),
        adds_up(_flow(change, stretch, read.number), next(_flows_before(before, stretch), None)),
        _not_over(change, stretch),
        overlap(stretch, _others(change, stretch, indicator), indicator.period_basis),
    ]
    return tuple(sentence for sentence in found if sentence)


def overlap(
    stretch: tuple[date, date], others: Iterable[tuple[str, date, date]], basis: PeriodBasis | None
) -> str | None:
    """A sentence that names the periods (words, first and last day) with which a stretch shares days; None for none.

    What counts through a year or over twelve months shares days with its neighbours by what it is.
    """
    if is_cumulative(basis) or basis is PeriodBasis.ROLLING_12_MONTHS:
        return None
    met = [words for words, begins, ends in others if begins <= stretch[1] and stretch[0] <= ends]
    if not met:
        return None
    more = f" and {len(met) - _MOST_NAMED} more" if len(met) > _MOST_NAMED else ""
    named = f"{', '.join(met[:_MOST_NAMED])}{more}"
    return f"It overlaps {named}. Check that it is not the same period in other words."


def _others(
    change: ValueChange, stretch: tuple[date, date], indicator: IndicatorPosition
) -> Iterator[tuple[str, date, date]]:
    """The periods of the indicator's values, but for the one that the change itself speaks for."""
    for each in indicator.values:
        if not same_period(change, stretch, each):
            yield each.period, each.begins, each.ends


def _wrong_value(change: ValueChange) -> Iterator[tuple[str, str]]:
    if not change.raw:
        yield "raw", "Enter the value, or in a word why there is none."
    elif read_given(change.raw) is None:
        yield "raw", _COMMA if read_given(change.raw.replace(",", "")) else NOT_READ


def _wrong_period(change: ValueChange, basis: PeriodBasis | None) -> Iterator[tuple[str, str]]:
    stretch, read = stretch_of(change, basis), read_stretch(change.period, basis)
    if not change.period:
        yield "period", "Enter the period, for example July 2024."
    elif (change.begins is None) != (change.ends is None):
        yield ("ends" if change.begins else "begins"), "Enter both the first and the last day, or neither."
    elif stretch is None:
        yield "begins", "The words of the period do not say when it begins and ends: enter its first and its last day."
    elif stretch[0] > stretch[1]:
        yield "ends", "The last day of the period must not be before its first day."
    elif is_far(stretch[0]):
        yield "begins", no_day("The first day of the period")
    elif is_far(stretch[1]):
        yield "ends", no_day("The last day of the period")
    elif stretch[1] - stretch[0] > LONGEST_STRETCH:
        yield "ends", "No value speaks for more than two years: check the first and the last day of the period."
    elif read and (stretch[1] < read[0] or read[1] < stretch[0]):
        yield "begins", f"These days lie outside the period: its words mean {_days(*read)}."
    else:
        yield from _wrong_publication(change, stretch)


def _wrong_publication(change: ValueChange, stretch: tuple[date, date]) -> Iterator[tuple[str, str]]:
    said = status_in(change.period)[1]
    if published(change) > clock.today():
        yield "published_on", "The date of publication cannot be later than today."
    elif is_far(published(change)):
        yield "published_on", no_day("The date of publication")
    elif firmness(change) in _FIRM and stretch[0] > published(change):
        yield "status", "The period begins after the day of publication: such a value is projected or estimated."
    elif change.status and said and change.status is not said:
        yield "status", f"The words of the period say that it is {said.value}: choose that, or change the words."


def _wrong_counts(change: ValueChange) -> Iterator[tuple[str, str]]:
    if change.denominator == 0:
        yield "denominator", _NO_SHARE
    if change.asked is not None and change.answering is not None and change.answering > change.asked:
        yield "answering", "No more people can have answered than were asked."


def _flow(change: ValueChange, stretch: tuple[date, date], number: Decimal | None) -> Flow:
    closing = int(number) if number is not None and number == number.to_integral_value() else None
    return Flow(*stretch, change.opening, change.arrived, change.closed, closing)


def _flows_before(before: Iterable[ValuePosition], stretch: tuple[date, date]) -> Iterator[Flow]:
    """The period that ends the day before this one begins, as counted."""
    for each in before:
        if (stretch[0] - each.ends).days == 1:
            yield _flow(as_change(each), (each.begins, each.ends), each.value)


def _not_over(change: ValueChange, stretch: tuple[date, date]) -> str:
    if firmness(change) not in _FIRM or published(change) > stretch[1]:
        return ""
    return "The period had not ended when this was published." if published(change) < stretch[1] else ""


def _days(begins: date, ends: date) -> str:
    return in_words(begins) if begins == ends else f"{in_words(begins)} to {in_words(ends)}"
