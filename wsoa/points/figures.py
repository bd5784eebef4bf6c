"""The words that values and indicators have in the facts of a point."""

from decimal import Decimal

from wsoa.benchmarks import Direction, Steadiness
from wsoa.points.shape import Thing, day, quoted
from wsoa.scorecard import IndicatorReading
from wsoa.scorecard.units import with_unit
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.statistics.values import in_figures

_STANDS = {Direction.SAME: "is the same", Direction.UP: "is higher", Direction.DOWN: "is lower"}

_BEYOND = (Steadiness.BEYOND_BETTER, Steadiness.BEYOND_WORSE, Steadiness.BEYOND_UP, Steadiness.BEYOND_DOWN)


def indicator(found: IndicatorPosition) -> Thing:
    """An indicator as what a point is about, or what its facts rest on."""
    return Thing("indicator", found.number, "", found.name)


def figure(number: Decimal, unit: str | None) -> str:
    """A number that was set or worked out, in plain figures with its unit."""
    return with_unit(in_figures(number), unit)


def value(found: ValuePosition, unit: str | None) -> str:
    """A value as it was given, and of when: *47.7% (July 2023)*; the word for why there is none."""
    if found.value is None and found.missing is not None:
        return f"{found.missing.value.replace('-', ' ')} ({found.period})"
    return f"{with_unit(found.raw.strip(), unit)} ({found.period})"


def compared(reading: IndicatorReading) -> str:
    """What became of an indicator, like with like: *“Exclusions” is worse: 54.05 (July 2024), … from 47.7 (July 2023)*.

    A step that lies within what the series swings by chance is said to, and so is one beyond it.
    """
    own, before = reading.indicator, reading.before
    chance = ", though no more than by chance" if reading.steadiness is Steadiness.NO_CHANGE else ""
    if reading.steadiness in _BEYOND:
        chance = ", beyond the limits of chance"
    return _came(reading, reading.direction, f"{value(before, own.unit)}{chance}" if before else "nothing")


def began(reading: IndicatorReading) -> str:
    """What became of an indicator since its baseline; without one to compare with, like with like."""
    if reading.since_baseline is Direction.NO_COMPARISON:
        return compared(reading)
    return _came(reading, reading.since_baseline, f"a baseline of {(reading.indicator.baseline or '').strip()}")


def _came(reading: IndicatorReading, came: Direction, from_: str) -> str:
    own, number = reading.indicator, reading.number
    if number is None:
        return f"{quoted(own.name)} has no number"
    words = _STANDS.get(came, f"is {came.value}")
    return (
        f"{quoted(own.name)} {words}: {value(number, own.unit)}, published on {day(number.published_on)}, from {from_}"
    )
