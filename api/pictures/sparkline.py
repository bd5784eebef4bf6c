"""An indicator at a glance: the lines and gaps of its picture, so small that the words beside it do the telling."""

from collections.abc import Iterator
from itertools import chain

from api.pictures.plane import Plane, axis
from api.pictures.series_told import SHAPES
from api.pictures.shapes import Drawing, Line, Mark
from exports.parts import measured
from exports.parts.aims import numbered
from exports.parts.unbroken import broken, gaps, missing_word, unbroken
from wsoa.scorecard import IndicatorReading

WIDE, TALL, EDGE = 120, 36, 5


def sparkline(reading: IndicatorReading) -> Drawing | None:
    """A small drawing of the series; None while it has not two numbers."""
    found, indicator = numbered(reading), reading.indicator
    if len(found) < 2:
        return None
    days = [each.ends for each in indicator.values]
    scale = axis([number for _, number in found], indicator.unit)
    plane = Plane(scale, min(days), max(days), EDGE, WIDE - EDGE, EDGE, TALL - EDGE)
    first, last = (
        f"{each.period} {measured.value_words(each, indicator.unit)}" for each in (found[0][0], found[-1][0])
    )
    parted = " The line is parted where values cannot be joined." if len(unbroken(reading)) > 1 else ""
    return Drawing(
        name=f"{indicator.name}: {len(found)} values",
        told=f"From {first} to {last}.{parted}",
        height=TALL,
        width=WIDE,
        blocks=(),
        lines=tuple(_lines(reading, plane)),
        marks=tuple(_marks(reading, plane)),
        kind="spark",
    )


def _lines(reading: IndicatorReading, plane: Plane) -> Iterator[Line]:
    yield Line("grid", ((0, TALL - EDGE), (WIDE, TALL - EDGE)))
    for each in broken(reading):
        x = plane.x(each.before.ends + (each.value.ends - each.before.ends) / 2)
        yield Line("break", ((x, 0), (x, TALL)))
    for run in unbroken(reading):
        yield Line("measured", tuple((plane.x(each.ends), plane.y(each.value or 0)) for each in run))


def _marks(reading: IndicatorReading, plane: Plane) -> Iterator[Mark]:
    """A point for the latest number, for every number that stands alone, and for what is missing."""
    found = numbered(reading)
    alone = {run[0].number for run in unbroken(reading) if len(run) == 1}
    unit = reading.indicator.unit
    for value in gaps(reading):
        yield Mark(f"{value.period}: {missing_word(value)}", "gap", plane.x(value.ends), plane.base)
    for value, number in chain((each for each in found[:-1] if each[0].number in alone), found[-1:]):
        says = f"{value.period}: {measured.value_words(value, unit)}"
        yield Mark(says, SHAPES[value.status][0], plane.x(value.ends), plane.y(number))
