"""An indicator over time, drawn so that it cannot mislead: gaps stay gaps, breaks are named, like stands by like."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from api.pictures.plane import Label, Plane, axis, placed
from api.pictures.series_told import SHAPES, key, notes, table, told
from api.pictures.shapes import WIDTH, Drawing, Line, Mark, Picture
from exports.parts import measured
from exports.parts.aims import in_reach, levels, lowest_limit, numbered, span, standard, undated
from exports.parts.unbroken import begun_anew, broken, gaps, missing_word, unbroken
from exports.parts.wording import day
from wsoa.benchmarks.like_with_like import is_cumulative
from wsoa.scorecard import IndicatorReading

TOP, TALL, FOOT, EDGE = 26, 176, 28, 8


def series(reading: IndicatorReading) -> Picture | None:
    """The values as published, with checkpoints, target, standard and limits; None while no value is a number."""
    if not numbered(reading):
        return None
    plane = _plane(reading)
    indicator, marks = reading.indicator, tuple(_marks(reading, plane))
    drawing = Drawing(
        name=f"{indicator.name}: every value as published",
        told=" ".join(told(reading, plane)),
        height=plane.base + FOOT,
        blocks=(),
        words=tuple(placed(_labels(reading, plane), [(each.x, each.y) for each in marks], WIDTH, plane.base + FOOT)),
        lines=tuple(_lines(reading, plane)),
        marks=marks,
        kind="series",
    )
    return Picture((drawing,), tuple(key(reading)), table(reading), " ".join(notes(reading, plane)))


def _plane(reading: IndicatorReading) -> Plane:
    values = reading.indicator.values
    drawn = in_reach(reading)
    days = [each.ends for each in values] + [each.by for each in drawn]
    numbers = [number for _, number in numbered(reading)]
    found = axis([*numbers, *(each.value for each in drawn), *levels(reading)], reading.indicator.unit)
    left = 7.4 * max(len(found.figures(mark)) for mark in found.marks) + 8
    return Plane(found, min(days), max(days), left + EDGE, WIDTH - EDGE - 4, TOP, TOP + TALL)


def _lines(reading: IndicatorReading, plane: Plane) -> Iterator[Line]:
    for mark in plane.axis.marks:
        kind = "axis" if mark == plane.axis.marks[0] or mark == 0 else "grid"
        yield _across(kind, plane, mark)
    if plane.axis.is_cut:
        yield Line("cut", ((plane.left - 10, plane.base - 4), (plane.left - 2, plane.base - 12)))
        yield Line("cut", ((plane.left - 10, plane.base - 10), (plane.left - 2, plane.base - 18)))
    if found := reading.limits:
        ends = [plane.x(each.ends) for each in (reading.alike or reading.indicator.values)]
        for kind, limit in (("mean", found.mean), ("limit", found.upper), ("limit", found.lower)):
            y = plane.y(lowest_limit(reading, limit))
            yield Line(kind, ((ends[0] - 4, y), (ends[-1] + 4, y)))
    if (lawful := standard(reading)) is not None:
        yield _across("standard", plane, lawful)
    yield from _aim_lines(reading, plane)
    for each in broken(reading):
        yield _upright("break", plane, plane.x(each.before.ends + (each.value.ends - each.before.ends) / 2))
    for value in begun_anew(reading):
        yield _upright("anew", plane, plane.x(value.begins))
    for run in unbroken(reading):
        yield Line("measured", tuple((plane.x(each.ends), plane.y(each.value or 0)) for each in run))


def _across(kind: str, plane: Plane, number: Decimal | float) -> Line:
    return Line(kind, ((plane.left - 4, plane.y(number)), (plane.right + 4, plane.y(number))))


def _upright(kind: str, plane: Plane, x: float) -> Line:
    return Line(kind, ((x, plane.top - 4), (x, plane.base)))


def _aim_lines(reading: IndicatorReading, plane: Plane) -> Iterator[Line]:
    """From checkpoint to checkpoint to the target; of a count through the year none, which would run across its end."""
    drawn, level = in_reach(reading), undated(reading)
    if ends := span(reading):
        yield from (_across("aim", plane, end) for end in ends)
    elif level is not None:
        yield _across("aim", plane, level)
    elif not is_cumulative(reading.indicator.period_basis):
        points = tuple((plane.x(each.by), plane.y(each.value)) for each in drawn)
        if len(points) > 1:
            yield Line("aim", points)


def _marks(reading: IndicatorReading, plane: Plane) -> Iterator[Mark]:
    unit = reading.indicator.unit
    for aim in in_reach(reading):
        says = f"{aim.named}, {day(aim.by)}: {aim.figures(unit)}"
        yield Mark(says, "target" if aim.is_target else "diamond", plane.x(aim.by), plane.y(aim.value))
    for value in gaps(reading):
        yield Mark(f"{value.period}: {missing_word(value)}", "gap", plane.x(value.ends), plane.base)
    for value, number in numbered(reading):
        says = f"{value.period}: {measured.value_words(value, unit)}"
        yield Mark(says, SHAPES[value.status][0], plane.x(value.ends), plane.y(number))


def _labels(reading: IndicatorReading, plane: Plane) -> Iterator[Label]:
    """The figures of the axis and what stands below it, then the ends of the line, what is aimed at, and the rest."""
    unit, found = reading.indicator.unit, numbered(reading)
    for mark in plane.axis.marks:
        text = plane.axis.figures(mark)
        yield Label(text, plane.left - 10 - 3.7 * len(text), plane.y(mark) + 4.5, must=True, on_line=True)
    yield from _days(reading, plane)
    value, number = found[-1]
    yield Label(
        measured.with_unit(value.raw.strip(), _narrow(unit)),
        plane.x(value.ends),
        plane.y(number),
        is_bold=True,
        must=True,
    )
    for aim in reversed(in_reach(reading)):
        if aim.is_target:
            yield Label(f"Target {aim.figures(_narrow(unit))}", plane.x(aim.by), plane.y(aim.value))
    if found[1:]:
        yield Label(
            measured.with_unit(found[0][0].raw.strip(), _narrow(unit)),
            plane.x(found[0][0].ends),
            plane.y(found[0][1]),
            is_bold=True,
        )
    for each in broken(reading):
        middle = plane.x(each.before.ends + (each.value.ends - each.before.ends) / 2)
        yield Label("break", middle, plane.top - 8, on_line=True)
    for level, word in ((standard(reading), "Standard"), (undated(reading), "Target")):
        if level is not None:
            yield Label(f"{word} {measured.figure(level, _narrow(unit))}", plane.right - 40, plane.y(level))
    for value in gaps(reading):
        yield Label(missing_word(value), plane.x(value.ends), plane.base - 12)


def _narrow(unit: str | None) -> str | None:
    """A unit there is room for; longer ones stand in the words beside."""
    return unit if unit and len(measured.with_unit("", unit)) <= 6 else None


def _days(reading: IndicatorReading, plane: Plane) -> Iterator[Label]:
    """The last day, the first, that of the target, then as many between as there is room for."""
    values = [each.ends for each in reading.indicator.values]
    middle = len(values) // 2
    ordered = [values[-1], values[0], *(each.by for each in in_reach(reading)[::-1]), values[middle]]
    yield from (
        Label(_month(when), plane.x(when), plane.base + 20, on_line=True)
        for when in dict.fromkeys([*ordered, *values[middle // 2 :: max(1, middle)], *values])
    )


def _month(when: date) -> str:
    """Mar 2026."""
    _, month, year = day(when).split()
    return f"{month[:3]} {year}"
