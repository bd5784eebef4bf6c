"""What the picture of a series says in words: to whoever listens, under it, in its key and in the table beside it."""

from collections.abc import Iterator

from api.pictures.plane import Plane
from api.pictures.shapes import Row, Swatch, Table
from exports.parts import measured
from exports.parts.aims import aims, in_reach, lowest_limit, numbered, span, standard, undated
from exports.parts.unbroken import begun_anew, gaps, lines_end, noted_values
from exports.parts.wording import day
from wsoa.benchmarks.like_with_like import is_cumulative
from wsoa.scorecard import IndicatorReading
from wsoa.terms import ValueStatus

MOST_TOLD = 24
"""So many values are told one by one; of a longer series the ends, the highest and the lowest."""

SHAPES = {
    ValueStatus.ACTUAL: ("circle", "Measured"),
    ValueStatus.REVISED: ("circle", "Measured"),
    ValueStatus.PROVISIONAL: ("ring", "Provisional"),
    ValueStatus.ESTIMATED: ("square", "Estimated"),
    ValueStatus.PROJECTED: ("triangle", "Projected: not measured yet"),
}
"""How firmly a value was published is told by the shape of its point."""


def told(reading: IndicatorReading, plane: Plane) -> Iterator[str]:
    """All that it shows."""
    unit, values = reading.indicator.unit, reading.indicator.values
    found = numbered(reading)
    yield "A line over time."
    if len(values) <= MOST_TOLD:
        yield "; ".join(f"{each.period} {measured.value_words(each, unit)}" for each in values) + "."
    else:
        ends = [found[0][0], found[-1][0]]
        far = [min(found, key=lambda each: each[1])[0], max(found, key=lambda each: each[1])[0]]
        first, last, low, high = (f"{each.period} {measured.value_words(each, unit)}" for each in (*ends, *far))
        yield f"{len(values)} values, from {first} to {last}; the lowest {low}, the highest {high}."
    if compared := measured.compared_words(reading):
        yield f"{compared}."
    yield from notes(reading, plane)
    for aim in aims(reading):
        yield f"{aim.named} {aim.figures(unit)} by {day(aim.by)}."
    if said := measured.standard_words(reading):
        yield f"{said}."


def notes(reading: IndicatorReading, plane: Plane) -> Iterator[str]:
    """What has to be known to read it."""
    unit = reading.indicator.unit
    if plane.axis.is_cut:
        yield "The axis does not begin at 0."
    yield from lines_end(reading)
    if found := reading.limits:
        ends = (lowest_limit(reading, found.lower), found.mean, found.upper)
        low, mean, high = (measured.figure(round(each, 1), unit) for each in ends)
        yield f"Mean {mean}; between {low} and {high} it varies by chance. {measured.steadiness_words(reading)}."
    far = [each for each in aims(reading) if each not in in_reach(reading)]
    if far:
        said = "; ".join(f"{each.figures(unit)} by {day(each.by)}" for each in far)
        yield f"Too far off to be drawn: {said}."


def key(reading: IndicatorReading) -> Iterator[Swatch]:
    """What each line and each shape stands for, of those that are drawn."""
    used = dict.fromkeys(SHAPES[value.status] for value, _ in numbered(reading))
    for shape, label in used:
        yield Swatch(label, "", line="measured" if shape == "circle" else "", point=shape)
    drawn = in_reach(reading)
    if any(not each.is_target for each in drawn):
        joined = not is_cumulative(reading.indicator.period_basis)
        yield Swatch("Checkpoint", "", line="aim" if joined else "", point="diamond")
    if any(each.is_target for each in drawn):
        yield Swatch("Target", "", line="aim" if span(reading) else "", point="target")
    elif undated(reading) is not None:
        yield Swatch("Target", "", line="aim")
    if standard(reading) is not None:
        yield Swatch("What the law asks for", "", line="standard")
    if reading.limits:
        yield Swatch("Mean", "", line="mean")
        yield Swatch("Limits of chance", "", line="limit")
    if reading.breaks:
        yield Swatch("Break in the series", "", line="break")
    if begun_anew(reading):
        yield Swatch("The count begins anew", "", line="anew")
    if gaps(reading):
        yield Swatch("No value", "", point="gap")


def table(reading: IndicatorReading) -> Table:
    """Every value, newest first, with the day it was published and what is to be known of it; then what is aimed at."""
    indicator = reading.indicator
    noted = noted_values(reading)
    rows = [
        Row((each.period, measured.value_words(each, indicator.unit), day(each.published_on), noted[each.number]))
        for each in reversed(indicator.values)
    ]
    reach = [Row((f"{each.named}, {day(each.by)}", each.figures(indicator.unit), "", "")) for each in aims(reading)]
    head = ("Period", "Value", "Published", "To note")
    return Table(f"{indicator.name}: every value as published", head, (*rows, *reach))
