"""What became of every indicator between two positions: a newer value, a corrected one, another target, or silence.

A newer value is better or worse than what it may be compared with (like with like), never than whatever was printed
last: a count that begins anew each year is no improvement (DOMAIN 2, finding 4).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wsoa.benchmarks import Direction
from wsoa.movement.kinds import Kind
from wsoa.scorecard import IndicatorReading, read
from wsoa.snapshot.positions import Snapshot, TargetStated, ValuePosition
from wsoa.statistics.values import in_figures


@dataclass(frozen=True, slots=True)
class ValueFact:
    """The newest number: which value in which of its rows, for which period, as given, published on which day."""

    number: int
    sequence: int
    period: str
    raw: str
    published_on: date
    by: str


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """How an indicator stood. `direction` is that of `latest` against what it may be compared with, `compared`.

    `target` is what was to be reached, in figures; "" without one.
    """

    number: int
    name: str
    unit: str
    latest: ValueFact | None
    direction: Direction
    compared: str
    target: str


@dataclass(frozen=True, slots=True)
class IndicatorMove:
    """What became of one indicator. `before` None: the earlier position did not hold it."""

    before: IndicatorFact | None
    now: IndicatorFact
    kinds: tuple[Kind, ...]


_KINDS = {
    Direction.BETTER: Kind.IMPROVED,
    Direction.WORSE: Kind.WORSENED,
    Direction.NO_COMPARISON: Kind.NOT_COMPARABLE,
}


def indicator_facts(snapshot: Snapshot) -> tuple[IndicatorFact, ...]:
    """What the position says of every indicator that has a value or a target."""
    readings = (read(each, snapshot.as_at) for each in snapshot.indicators)
    return tuple(_fact(each) for each in readings if each.latest is not None or each.target is not None)


def indicator_moves(
    before: tuple[IndicatorFact, ...] | None, now: tuple[IndicatorFact, ...] | None
) -> tuple[IndicatorMove, ...]:
    """What became of each; nothing where either position was kept before indicators had values."""
    if before is None or now is None:
        return ()
    earlier = {each.number: each for each in before}
    return tuple(_move(earlier.get(each.number), each) for each in now)


def _move(before: IndicatorFact | None, now: IndicatorFact) -> IndicatorMove:
    if before is None:
        return IndicatorMove(None, now, (Kind.NEW,))
    return IndicatorMove(before, now, tuple(_kinds(before, now)))


def _kinds(before: IndicatorFact, now: IndicatorFact) -> Iterator[Kind]:
    if before.target != now.target:
        yield Kind.AIMED_ANEW
    then, latest = before.latest, now.latest
    if latest is None or (then and (then.number, then.sequence) == (latest.number, latest.sequence)):
        yield Kind.NOT_UPDATED
    elif then and then.number == latest.number:
        yield Kind.CORRECTED
    else:
        yield _KINDS.get(now.direction, Kind.UPDATED)


def _fact(reading: IndicatorReading) -> IndicatorFact:
    indicator = reading.indicator
    return IndicatorFact(
        number=indicator.number,
        name=indicator.name,
        unit=indicator.unit or "",
        latest=_value(reading.number) if reading.number else None,
        direction=reading.direction,
        compared=f"{reading.before.raw} in {reading.before.period}" if reading.before else "",
        target=_target(reading.target) if reading.target else "",
    )


def _value(value: ValuePosition) -> ValueFact:
    return ValueFact(
        number=value.number,
        sequence=value.written.sequence,
        period=value.period,
        raw=value.raw,
        published_on=value.published_on,
        by=value.written.by,
    )


def _target(target: TargetStated) -> str:
    """The target in figures: *80 by 31 March 2027*; in the plan's words where it has none."""
    number = in_figures(target.value) if target.value is not None else target.words or ""
    upper = f" to {in_figures(target.upper)}" if target.upper is not None else ""
    by = f" by {target.by.day} {target.by:%B %Y}" if target.by else ""
    return f"{number}{upper}{by}"
