"""The scorecard: what is measured for each area of weakness, beside what was promised and beside others. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from exports.parts import measured
from exports.parts.aims import aims, called
from exports.parts.official import official_words
from exports.parts.outlook import outlook_to_note
from exports.parts.shape import Table
from exports.parts.wording import counted, day, listed
from wsoa.benchmarks import Direction
from wsoa.scorecard import IndicatorReading, ScoredWeakness, scorecard
from wsoa.snapshot.positions import Snapshot, ValuePosition, capital
from wsoa.statistics.values import in_figures
from wsoa.terms import IndicatorClass

FEWEST_DRAWN = 3
"""A line of fewer numbers than this says no more than the table does."""

_MOST_PERIODS = 24
_DRAWN_FIRST = (IndicatorClass.DIFFERENCE, IndicatorClass.HOW_WELL, IndicatorClass.HOW_MUCH, None)


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """An indicator: the latest value, what it may be compared with, what is to be reached, and what it stands beside.

    `direction` is None where there is nothing to compare with; the lists of lines may be empty.
    """

    number: int
    name: str
    measures: str
    latest: str
    period: str
    direction: Direction | None
    compared: str
    aims: tuple[str, ...]
    beside: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of a chart, a number in figures for each period; it `continues` the line before past a break."""

    name: str
    style: str
    values: tuple[str | None, ...]
    continues: bool


@dataclass(frozen=True, slots=True)
class SeriesFigure:
    """An indicator over time. `alternative` says in words what the chart shows; `number` is its place in the report."""

    caption: str
    alternative: str
    unit: str
    periods: tuple[str, ...]
    lines: tuple[DrawnLine, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class ScoredArea:
    """The indicators of one area of weakness: its name, their table, and the one that is drawn."""

    heading: str
    table: Table[MeasuredRow]
    figure: SeriesFigure | None


@dataclass(frozen=True, slots=True)
class ScorecardSection:
    """What the figures say, area by area, how to read them and where the comparators come from."""

    heading: str
    sentences: tuple[str, ...]
    areas: tuple[ScoredArea, ...]
    sources: tuple[str, ...]


def scorecard_section(snapshot: Snapshot, figures_before: int = 0) -> ScorecardSection | None:
    """Every area of weakness with what is measured of it; None while nothing has a value or a target."""
    every = scorecard(snapshot)
    scored = [each for each in every if any(map(_says_anything, _readings(each)))]
    if not scored:
        return None
    readings = tuple({one.indicator.number: one for each in every for one in _readings(each)}.values())
    areas, number = list[ScoredArea](), figures_before
    for each in scored:
        area = _area(snapshot, each, number + 1)
        number += area.figure is not None
        areas.append(area)
    return ScorecardSection("Indicators", tuple(_how_read(readings)), tuple(areas), tuple(measured.sources(readings)))


def _says_anything(reading: IndicatorReading) -> bool:
    return reading.latest is not None or reading.target is not None


def _readings(scored: ScoredWeakness) -> Iterator[IndicatorReading]:
    for _, found in scored.by_class:
        yield from found


def _how_read(readings: Sequence[IndicatorReading]) -> Iterator[str]:
    """What became of every indicator that is shown, each counted once; then of how many nothing is known at all."""
    told = [each for each in readings if _says_anything(each)]
    yield f"Of {counted(len(told), 'indicator')} {listed(tuple(_became(told)))}."
    if silent := len(readings) - len(told):
        yield f"{silent} more {'has' if silent == 1 else 'have'} neither a value nor a target yet."
    yield "Like is compared with like: a count through the year with the same point of the year before."


def _became(readings: Iterable[IndicatorReading]) -> Iterator[str]:
    """*5 got better, 2 worse, 1 moved …*: better and worse always, the rest where there are any."""
    found = Counter(each.direction for each in readings)
    yield f"{found[Direction.BETTER]} got better"
    yield f"{found[Direction.WORSE]} worse"
    if same := found[Direction.SAME]:
        yield f"{same} stayed the same"
    if neither := found[Direction.UP] + found[Direction.DOWN]:
        yield f"{neither} rose or fell (neither good nor bad)"
    if alone := found[Direction.NO_COMPARISON]:
        yield f"{alone} cannot be compared yet"


def _area(snapshot: Snapshot, scored: ScoredWeakness, number: int) -> ScoredArea:
    area, words = scored.weakness, snapshot.words
    heading = (
        f"{capital(words.weakness)} {area.ref}".strip() if area else f"Indicators that speak for no {words.weakness}"
    )
    told = [reading for reading in _readings(scored) if _says_anything(reading)]
    columns = ("Indicator", "Latest", "Better or worse", "To be reached", "Beside it")
    caption = f"{heading}: what is measured, as published by {day(snapshot.as_at)}"
    table = Table(heading, caption, columns, tuple(map(measured_row, told)))
    cited = {number for each in snapshot.impacts if area and each.weakness == area.number for number in each.indicators}
    drawn = min(filter(is_drawn, told), key=lambda reading: drawn_first(reading, cited), default=None)
    return ScoredArea(heading, table, series_figure(drawn, number) if drawn else None)


def drawn_first(reading: IndicatorReading, cited: Collection[int]) -> tuple[bool, int]:
    """What the impact was judged by is drawn before all else, and what difference it makes before how much was done."""
    indicator = reading.indicator
    return indicator.number not in cited, _DRAWN_FIRST.index(indicator.klass)


def is_drawn(reading: IndicatorReading) -> bool:
    """Whether it has numbers enough for a line."""
    return sum(each.value is not None for each in reading.indicator.values) >= FEWEST_DRAWN


def measured_row(reading: IndicatorReading) -> MeasuredRow:
    """What the table says of an indicator."""
    indicator, latest = reading.indicator, reading.latest
    survey = measured.survey_words(latest) if latest else ""
    said = measured.value_words(latest, indicator.unit) if latest else measured.NO_VALUE
    return MeasuredRow(
        number=indicator.number,
        name=indicator.name,
        measures=measured.measures(indicator),
        latest=said,
        period=", ".join(filter(None, (latest.period if latest else "", survey))),
        direction=None if reading.direction is Direction.NO_COMPARISON else reading.direction,
        compared=measured.compared_words(reading),
        aims=tuple(filter(None, _aims(reading))),
        beside=(
            *(official_words(each, indicator.unit) for each in reading.comparators),
            *filter(None, (reading.not_beside or reading.indicator.not_compared,)),
        ),
        doubts=tuple(filter(None, _doubts(reading))),
    )


def _doubts(reading: IndicatorReading) -> Iterator[str]:
    """How a backlog goes on and when it will be where it is to be; then what deserves a second look."""
    if reading.backlog:
        yield measured.backlog_words(reading)
        yield outlook_to_note(reading)
    yield from measured.doubts_words(reading)


def _aims(reading: IndicatorReading) -> Iterator[str]:
    yield measured.checkpoint_words(reading)
    if reading.target:
        yield measured.target_words(reading.target, reading.indicator.unit)
    yield measured.standard_words(reading)


def series_figure(reading: IndicatorReading, number: int) -> SeriesFigure:
    """The indicator over time, as figure `number` of the report."""
    indicator, values = reading.indicator, reading.indicator.values[-_MOST_PERIODS:]
    lines = (*_measured_lines(reading, values), *_aim_line(reading, values))
    said = "; ".join(f"{each.period} {measured.value_words(each, indicator.unit)}" for each in values)
    return SeriesFigure(
        caption=f"{indicator.name}, as published",
        alternative=f"{indicator.name}: {said}. {measured.compared_words(reading)}.",
        unit=indicator.unit or "",
        periods=tuple(each.period for each in values),
        lines=lines,
        number=number,
    )


def _measured_lines(reading: IndicatorReading, values: Sequence[ValuePosition]) -> Iterator[DrawnLine]:
    """One line for each stretch along which one may be drawn: none crosses a reset or a break."""
    shown = {each.number for each in values}
    runs = [[each for each in run if each.number in shown] for run in reading.runs]
    for place, run in enumerate(filter(None, runs)):
        there = {each.number: in_figures(each.value) for each in run if each.value is not None}
        line = tuple(there.get(each.number) for each in values)
        yield DrawnLine(reading.indicator.name, "measured", line, place > 0)


def _aim_line(reading: IndicatorReading, values: Iterable[ValuePosition]) -> Iterator[DrawnLine]:
    """The checkpoints and the target, each in the period in which it falls."""
    there = [next((aim for aim in aims(reading) if each.begins <= aim.by <= each.ends), None) for each in values]
    if drawn := [aim for aim in there if aim]:
        line = tuple(in_figures(aim.value) if aim else None for aim in there)
        yield DrawnLine(called(drawn), "aim", line, False)
