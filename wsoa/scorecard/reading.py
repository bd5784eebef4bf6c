"""One indicator read honestly: what may be said of it, and no more."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from wsoa.benchmarks import (
    Direction,
    Forecast,
    NoForecast,
    Reached,
    Steadiness,
    direction,
    limits,
    reaches,
    runs,
    steadiness,
)
from wsoa.benchmarks.due import next_due
from wsoa.benchmarks.like_with_like import breaks, is_cumulative, same_point
from wsoa.benchmarks.steadiness import FEWEST
from wsoa.scorecard.aims import Aim, aim, number_in
from wsoa.scorecard.backlogs import backlog
from wsoa.scorecard.doubted import doubts
from wsoa.scorecard.official import comparators, differing
from wsoa.scorecard.series import Published, Series, positions
from wsoa.scorecard.shape import Backlog, IndicatorReading
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition

_MOVING = (Steadiness.STEADY_BETTER, Steadiness.STEADY_UP, Steadiness.STEADY_DOWN)


def read(indicator: IndicatorPosition, as_at: date) -> IndicatorReading:
    """What may be said of an indicator on a date: what was published later is not known."""
    series = Series(indicator, as_at)
    number, before = series.number, series.before
    found, stock = aim(indicator, number, as_at), backlog(series)
    numbers = [each.number for each in series.alike if each.number is not None]
    steady = steadiness(numbers, indicator.polarity)
    due_on = next_due(indicator.frequency, series.delivered.ends) if series.delivered else None
    return IndicatorReading(
        indicator=indicator,
        latest=_position(series.latest),
        number=_position(number),
        before=_position(before),
        change=_change(before, number),
        direction=_direction(indicator, found, before, number),
        target=found.target,
        checkpoint=found.checkpoint,
        on_track=found.on_track,
        reached=found.reached,
        standard=found.standard,
        steadiness=steady,
        limits=limits(numbers),
        runs=tuple(map(positions, runs(series.values, series.basis))),
        breaks=positions(breaks(series.values)),
        forecast=_forecast(series, found, steady, stock),
        backlog=stock,
        doubts=doubts(indicator, as_at),
        comparators=comparators(indicator, number.ends if number else None),
        due_on=due_on,
        overdue=due_on is not None and due_on < as_at,
        baseline=found.baseline,
        since_baseline=found.since_baseline,
        alike=positions(series.alike),
        across_reset=_across_reset(indicator, found, series),
        differing=differing(indicator, positions(series.values)),
        notes=tuple(_notes(indicator, series, found)),
    )


def _position(value: Published | None) -> ValuePosition | None:
    return value.of if value is not None else None


def _change(before: Published | None, number: Published | None) -> Decimal | None:
    if before is None or number is None or before.number is None or number.number is None:
        return None
    return number.number - before.number


def _direction(
    indicator: IndicatorPosition, found: Aim, before: Published | None, number: Published | None
) -> Direction:
    target = found.target
    return direction(
        before.number if before else None,
        number.number if number else None,
        indicator.polarity,
        target.value if target else None,
        target.upper if target else None,
    )


def _across_reset(indicator: IndicatorPosition, found: Aim, series: Series) -> ValuePosition | None:
    """The value before the reset beside which the number only seems better."""
    naive = _direction(indicator, found, series.across_reset, series.number)
    return _position(series.across_reset) if naive is Direction.BETTER else None


def _forecast(series: Series, found: Aim, steady: Steadiness, stock: Backlog | None) -> Forecast | NoForecast | None:
    """When the target will be reached: only of backlogs, and of steady trends toward it. A backlog's end is 0."""
    goal, number = _goal(found, stock, series.number), series.number
    if goal is None or number is None:
        return None
    if found.reached is Reached.YES or number.number == goal:
        return NoForecast("it is there already")
    if stock is None and steady not in _MOVING:
        return NoForecast(_why_not(steady, len(series.alike)))
    return reaches(series.alike[-FEWEST:], goal)


def _goal(found: Aim, stock: Backlog | None, number: Published | None) -> Decimal | None:
    target = found.target
    if target is None or target.value is None:
        return Decimal() if stock else None
    now, upper = number.number if number else None, target.upper
    return upper if now is not None and upper is not None and now > upper else target.value


def _why_not(steady: Steadiness, points: int) -> str:
    match steady:
        case Steadiness.TOO_FEW:
            return f"too few points: {points} of {FEWEST}"
        case Steadiness.SPIKY:
            return "it swings too much to judge"
        case Steadiness.STEADY_WORSE:
            return "not at this pace: it is getting worse"
        case _:
            return "not at this pace: no significant change"


def _notes(indicator: IndicatorPosition, series: Series, found: Aim) -> Iterator[str]:
    """What cannot be said of it, and why."""
    number = series.number
    if series.values and number is None:
        yield "None of its values is a number yet."
    if number is not None and series.before is None and series.earlier:
        yield _nothing_before(series, number)
    if number is not None and is_cumulative(series.basis) and _is_kept_back(found):
        yield "It counts up until its year is over: it cannot be said yet to stay below what it is to reach."
    if indicator.baseline and found.baseline is None:
        yield f"Its baseline is no number: “{indicator.baseline}”."
    if indicator.standard and number_in(indicator.standard) is None:
        yield f"What the law asks for is no number: “{indicator.standard}”."


def _is_kept_back(found: Aim) -> bool:
    """Whether there is a target in figures, or a line to it, and yet nothing is said beside it."""
    beside_line = found.checkpoint is not None and found.on_track is Reached.UNKNOWN
    in_figures = found.target is not None and found.target.value is not None
    return beside_line or (in_figures and found.reached is Reached.UNKNOWN)


def _nothing_before(series: Series, number: Published) -> str:
    """Why a number that has others before it is compared with none of them."""
    basis = series.basis
    if not is_cumulative(basis) or any(same_point(each.ends, number.ends, basis) for each in series.earlier):
        return f"How it is measured has changed: {number.of.period} is compared with nothing before."
    return (
        f"It counts up through its year: {number.of.period} could only be compared with the same point of the year"
        " before, for which there is no number."
    )
