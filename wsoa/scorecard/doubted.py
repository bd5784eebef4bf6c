"""What about the values of an indicator deserves a second look, each in a sentence. Nothing is changed."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from wsoa.benchmarks.doubts import FEWEST_BEFORE, SMALL, does_not_give, doubts_about, per, small_counts
from wsoa.scorecard.shape import Doubt, DoubtKind
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.statistics.values import in_figures
from wsoa.terms import MissingCode, ValueStatus

FEW_ANSWERS = 30
"""Below so many answers a share moves by several points with a single one."""
_ONE_IN = 5


def doubts(indicator: IndicatorPosition, as_at: date) -> tuple[Doubt, ...]:
    """Everything odd about the values published by then, in their order."""
    values = sorted(
        (each for each in indicator.values if each.published_on <= as_at),
        key=lambda each: (each.ends, each.begins, each.published_on),
    )
    found, highest = list[Doubt](), list[Decimal]()
    for at, value in enumerate(values):
        odd = _implausible(indicator, value, highest, values[at - 1] if at else None)
        found += [Doubt(value, sentence, DoubtKind.IMPLAUSIBLE) for sentence in odd]
        found += [Doubt(value, sentence, DoubtKind.SMALL) for sentence in _small(indicator, value)]
        found += [Doubt(value, sentence, DoubtKind.SURVEY) for sentence in _survey(value)]
        if value.value is not None and value.value > (highest[0] if len(highest) == FEWEST_BEFORE else 0):
            highest = sorted((*highest, value.value))[-FEWEST_BEFORE:]
    return tuple(found)


def _implausible(
    indicator: IndicatorPosition, value: ValuePosition, highest: Sequence[Decimal], other: ValuePosition | None
) -> Iterator[str]:
    """What is odd about a value after the highest of those before it, and the `other` that comes just before."""
    yield from doubts_about(value.value, indicator.unit, highest)
    yield from does_not_give(value.value, value.numerator, value.denominator, indicator.unit)
    if other is not None and (other.begins, other.ends) == (value.begins, value.ends):
        yield f"Two values stand for the same time: {_given(other)} and {_given(value)}."
    if value.value is not None and value.status is not ValueStatus.PROJECTED and value.published_on < value.begins:
        yield f"It was published on {_day(value.published_on)}, before its time began, and is not called projected."


def _small(indicator: IndicatorPosition, value: ValuePosition) -> Iterator[str]:
    """Few enough people that somebody may know them, said or worked back."""
    if small_counts((value.numerator, value.denominator, _count(indicator, value))):
        yield f"It counts fewer than {SMALL}: somebody may be known by it."
        return
    if value.missing in (MissingCode.SUPPRESSED, MissingCode.LOW):
        if value.numerator is not None or None not in (value.opening, value.arrived, value.closed):
            yield "It is suppressed, but can be worked back from the counts given with it."
        return
    of = per(indicator.unit)
    if value.value is not None and value.denominator and value.numerator is None and of:
        people = value.value * value.denominator / of
        if Decimal("0.5") <= people < Decimal(SMALL) - Decimal("0.5"):
            yield f"{in_figures(value.value)} of {value.denominator:,} can be worked back to fewer than {SMALL}."


def _count(indicator: IndicatorPosition, value: ValuePosition) -> int | None:
    """The value itself, where it is a number of people or things."""
    number, unit = value.value, (indicator.unit or "").casefold()
    counts = unit.startswith("number") and number is not None and number == number.to_integral_value()
    return int(number) if counts and number is not None else None


def _survey(value: ValuePosition) -> Iterator[str]:
    asked, answering = value.asked, value.answering
    if answering is None:
        return
    if asked is not None and answering > asked:
        yield f"{answering:,} answered, but only {asked:,} were asked."
    elif answering < FEW_ANSWERS:
        yield f"Only {answering:,} answered{f' of {asked:,} asked' if asked is not None else ''}."
    elif asked is not None and answering * _ONE_IN < asked:
        yield f"{answering:,} of {asked:,} asked answered: fewer than one in five. The others may think otherwise."


def _given(value: ValuePosition) -> str:
    raw = value.raw.strip() or (value.missing.value if value.missing else "nothing")
    return f"{raw} (published on {_day(value.published_on)})"


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
