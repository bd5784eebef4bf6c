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
)
from wsoa.benchmarks.due import next_due
from wsoa.benchmarks.lengths import in_words
from wsoa.benchmarks.like_with_like import breaks, is_cumulative, overlap, same_point
from wsoa.benchmarks.steadiness import FEWEST, judged
from wsoa.scorecard.aims import Aim, aim, number_in, statutory, target_of
from wsoa.scorecard.backlogs import backlog
from wsoa.scorecard.doubted import doubts
from wsoa.scorecard.official import comparators, differing, why_none
from wsoa.scorecard.series import Published, Series, positions
from wsoa.scorecard.shape import Backlog, Compared, IndicatorReading
from wsoa.scorecard.units import with_unit
from wsoa.snapshot.positions import IndicatorPosition, TargetStated, ValuePosition
from wsoa.statistics.values import in_figures
from wsoa.terms import PeriodBasis

_MOVING = (Steadiness.STEADY_BETTER, Steadiness.STEADY_UP, Steadiness.STEADY_DOWN)


def read(indicator: IndicatorPosition, as_at: date) -> IndicatorReading:
    """What may be said of an indicator on a date: what was published later is not known."""
    series = Series(indicator, as_at)
    number, before = series.number, series.before
    found, stock = aim(indicator, series, as_at), backlog(series, as_at)
    numbers = [each.number for each in series.alike if each.number is not None]
    within = limits(numbers)
    steady = judged(numbers, within, indicator.polarity) if within else Steadiness.TOO_FEW
    due_on = next_due(indicator.frequency, series.delivered.ends) if series.delivered else None
    return IndicatorReading(
        indicator=indicator,
        latest=_position(series.latest),
        number=_position(number),
        before=_position(before),
        change=_change(before, number),
        direction=_direction(indicator, found.target, before, number),
        target=found.target,
        checkpoint=found.checkpoint,
        on_track=found.on_track,
        reached=found.reached,
        standard=found.standard,
        steadiness=steady,
        limits=within,
        runs=tuple(map(positions, runs(series.values, series.basis))),
        breaks=positions(breaks(series.values, series.basis)),
        forecast=_forecast(series, found, steady, stock, as_at),
        backlog=stock,
        doubts=doubts(indicator, as_at),
        comparators=comparators(indicator, _position(number)),
        due_on=due_on,
        overdue=due_on is not None and due_on < as_at,
        baseline=found.baseline,
        since_baseline=found.since_baseline,
        alike=positions(series.alike),
        across_reset=_across_reset(indicator, found, series),
        differing=differing(indicator, positions(series.values)),
        notes=tuple(_notes(indicator, series, found, as_at)),
        law=found.law,
        not_beside=why_none(indicator, _position(number)),
    )


def compared_with(indicator: IndicatorPosition, as_at: date) -> Compared:
    """The newest number beside what it may be compared with, and no more: a part of what `read` says."""
    series, target = Series(indicator, as_at), target_of(indicator, as_at)
    return Compared(
        latest=_position(series.latest),
        number=_position(series.number),
        before=_position(series.before),
        direction=_direction(indicator, target, series.before, series.number),
        target=target,
    )


def _position(value: Published | None) -> ValuePosition | None:
    return value.of if value is not None else None


def _change(before: Published | None, number: Published | None) -> Decimal | None:
    if before is None or number is None or before.number is None or number.number is None:
        return None
    return number.number - before.number


def _direction(
    indicator: IndicatorPosition, target: TargetStated | None, before: Published | None, number: Published | None
) -> Direction:
    return direction(
        before.number if before else None,
        number.number if number else None,
        indicator.polarity,
        target.value if target else None,
        target.upper if target else None,
    )


def _across_reset(indicator: IndicatorPosition, found: Aim, series: Series) -> ValuePosition | None:
    """The value before the reset beside which the number only seems better."""
    naive = _direction(indicator, found.target, series.across_reset, series.number)
    return _position(series.across_reset) if naive is Direction.BETTER else None


def _forecast(
    series: Series, found: Aim, steady: Steadiness, stock: Backlog | None, as_at: date
) -> Forecast | NoForecast | None:
    """When the target will be reached: only of backlogs, and of steady trends toward it. A backlog's end is 0."""
    goal, number = _goal(found, stock, series.number), series.number
    if goal is None or number is None:
        return None
    if found.reached is Reached.YES or number.number == goal:
        return NoForecast("it is there already")
    if stock is None and steady not in _MOVING:
        return NoForecast(_why_not(steady, series))
    return reaches(series.alike[-FEWEST:], goal, as_at)


def _goal(found: Aim, stock: Backlog | None, number: Published | None) -> Decimal | None:
    target = found.target
    if target is None or target.value is None:
        return Decimal() if stock else None
    now, upper = number.number if number else None, target.upper
    return upper if now is not None and upper is not None and now > upper else target.value


def _why_not(steady: Steadiness, series: Series) -> str:
    match steady:
        case Steadiness.TOO_FEW:
            rolling = " that share no month" if series.basis is PeriodBasis.ROLLING_12_MONTHS else ""
            return f"too few points{rolling}: {len(series.alike)} of {FEWEST}"
        case Steadiness.SPIKY:
            return "it swings too much to judge"
        case Steadiness.STEADY_WORSE:
            return "not at this pace: it is getting worse"
        case Steadiness.NO_CHANGE | Steadiness.BUT_ONE:
            return "not at this pace: no significant change"
        case _:
            return "one value beyond the limits of chance is no trend"


def _notes(indicator: IndicatorPosition, series: Series, found: Aim, as_at: date) -> Iterator[str]:
    """What cannot be said of it, and why."""
    number = series.number
    if series.values and number is None:
        yield "None of its values is a number yet."
    if number is not None and series.before is None and series.earlier:
        yield _nothing_before(series, number)
    if len(series.alike) < FEWEST <= len(series.earlier) + 1 and series.basis is PeriodBasis.ROLLING_12_MONTHS:
        yield "Each of its values covers twelve months: only those that share none are judged as a series."
    if number is not None and indicator.polarity is None and _is_kept_back(found):
        yield "Whether higher or lower is better is not said: whether it is where it should be cannot be."
    elif number is not None and is_cumulative(series.basis) and _is_kept_back(found):
        yield "It counts up until its year is over: it cannot be said yet to stay below what it is to reach."
    if number is not None and found.baseline is not None and series.broken_since(indicator.baseline_on):
        yield f"How it is measured has changed since its baseline: {number.of.period} is not compared with it."
    if said := why_none(indicator, _position(number)):
        yield said
    yield from _in_words_alone(indicator, found)
    yield from _asked_twice(indicator, as_at)


def _asked_twice(indicator: IndicatorPosition, as_at: date) -> Iterator[str]:
    """That the law is said to ask for one thing beside the definition, and for another by a target."""
    stated = statutory(indicator, as_at)
    if indicator.standard and stated and stated.value is not None and stated.value != number_in(indicator.standard):
        own, unit = with_unit(indicator.standard, indicator.unit), indicator.unit
        yield (
            f"What the law asks for is said twice: {own} by its definition, which holds here,"
            f" and {with_unit(in_figures(stated.value), unit)} by a target."
        )


def _in_words_alone(indicator: IndicatorPosition, found: Aim) -> Iterator[str]:
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
    basis, last = series.basis, series.earlier[-1]
    if is_cumulative(basis) and not any(same_point(each.ends, number.ends, basis) for each in series.earlier):
        return (
            f"It counts up through its year: {number.of.period} could only be compared with the same point of the year"
            " before, for which there is no number."
        )
    if series.changed_after(last) or is_cumulative(basis):
        return f"How it is measured has changed: {number.of.period} is compared with nothing before."
    if overlap(last, number, basis):
        return f"{number.of.period} shares days with {last.of.period}: the two are not compared."
    return (
        f"{number.of.period} covers {in_words(number)} and {last.of.period} {in_words(last)}: the two are not compared."
    )
