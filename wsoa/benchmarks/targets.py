"""Targets of every kind that real plans have (DOMAIN 2, finding 3), and whether a value reaches one.

A point, a floor, a ceiling, a range, a comparator of a stated year, a direction only, a statutory standard, a first
realistic step. Checkpoints lie between; a statutory standard is separate from any target and always applies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from wsoa.benchmarks.direction import Direction, direction, off
from wsoa.benchmarks.like_with_like import SAME_POINT, is_cumulative, is_over, year_of
from wsoa.terms import PeriodBasis, Polarity, TargetKind


class Reached(StrEnum):
    """Whether a value is where it should be."""

    YES = "reached"
    NO = "not reached"
    UNKNOWN = "cannot be said"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is to be reached on the way, by when."""

    by: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached, by when. `upper` is the upper end of a range; a direction only has no value.

    A comparator's `value` is that of the year named in `words` ("England average 2021/22").
    """

    kind: TargetKind
    value: Decimal | None
    by: date | None = None
    upper: Decimal | None = None
    words: str = ""
    checkpoints: tuple[Checkpoint, ...] = ()


def reached(number: Decimal | None, target: Target, polarity: Polarity | None, baseline: Decimal | None) -> Reached:
    """Whether `number` reaches the target; by its kind first, else by the polarity. Nothing is guessed."""
    if number is None:
        return Reached.UNKNOWN
    match target.kind:
        case TargetKind.DIRECTION:
            return _as_said(direction(baseline, number, polarity))
        case TargetKind.FLOOR:
            return _said(target.value is not None and number >= target.value, target)
        case TargetKind.CEILING:
            return _said(target.value is not None and number <= target.value, target)
        case TargetKind.RANGE if target.upper is not None:
            return _said(target.value is not None and target.value <= number <= target.upper, target)
        case _:
            return _by_polarity(number, target, polarity)


def checkpoint_line(
    target: Target, baseline: Checkpoint | None, on: date, basis: PeriodBasis | None = None
) -> Decimal | None:
    """Where the line from the baseline over the checkpoints to the target stands on a day; None off its ends.

    A baseline alone makes no line. Between two of its points the line is straight; past the target it stays there. Of
    a count through a year the line begins anew with every year: only the points of the same year lie on it.
    """
    points = sorted([*([baseline] if baseline else []), *target.checkpoints], key=lambda each: each.by)
    if target.value is not None and target.by is not None:
        points = [*(each for each in points if each.by < target.by), Checkpoint(target.by, target.value)]
    if is_cumulative(basis):
        points = [each for each in points if year_of(each.by, basis) == year_of(on, basis)]
        on = _nearly(on, points)
    if not points or points[-1] is baseline or on < points[0].by:
        return None
    if on >= points[-1].by:
        return points[-1].value
    after = next(place for place, each in enumerate(points) if each.by > on)
    return _between(points[after - 1], points[after], on)


def on_track(number: Decimal | None, checkpoint: Decimal | None, target: Target, polarity: Polarity | None) -> Reached:
    """Whether `number` is where the line to the target stands; what should be near it may not be farther off."""
    if number is None or checkpoint is None or target.value is None:
        return Reached.UNKNOWN
    ranged = target.kind is TargetKind.RANGE and target.upper is not None
    by_polarity = target.kind in (TargetKind.FLOOR, TargetKind.CEILING) or polarity in (Polarity.HIGH, Polarity.LOW)
    if by_polarity and not ranged:
        return reached(number, Target(target.kind, checkpoint), polarity, None)
    upper = target.upper if ranged else None
    near = off(number, target.value, upper) <= off(checkpoint, target.value, upper)
    return Reached.YES if near else Reached.NO


def while_it_counts(
    said: Reached, target: Target, polarity: Polarity | None, on: date, basis: PeriodBasis | None
) -> Reached:
    """What was said, but where a count that goes on until its year is over may only seem to be below its mark."""
    if said is not Reached.YES or not is_cumulative(basis) or is_over(on, basis):
        return said
    rising = target.kind is TargetKind.FLOOR or (target.kind is not TargetKind.CEILING and polarity is Polarity.HIGH)
    return Reached.YES if rising else Reached.UNKNOWN


def asks_less(before: Target, now: Target, polarity: Polarity | None) -> bool:
    """Whether a statement of a target asks for less than the one before: by its kind, else by the polarity."""
    if before.value is None or now.value is None:
        return False
    if now.kind is TargetKind.RANGE and None not in (before.upper, now.upper):
        wider = now.value < before.value or (now.upper or now.value) > (before.upper or before.value)
        return wider and now.value <= before.value and (now.upper or now.value) >= (before.upper or before.value)
    by_kind = {TargetKind.FLOOR: Polarity.HIGH, TargetKind.CEILING: Polarity.LOW}.get(now.kind, polarity)
    if by_kind not in (Polarity.HIGH, Polarity.LOW):
        return False
    return direction(before.value, now.value, by_kind) is Direction.WORSE


def lowered(targets: Sequence[Target], polarity: Polarity | None) -> bool:
    """Whether the newest of a target's statements (oldest first) asks for less than the one before, by polarity."""
    values = [each for each in targets if each.value is not None]
    return len(values) > 1 and asks_less(values[-2], values[-1], polarity)


def _nearly(on: date, points: Sequence[Checkpoint]) -> date:
    """The day of the point that a day is at, or nearly; the day itself where there is none."""
    near = [each.by for each in points if abs((each.by - on).days) <= SAME_POINT]
    return min(near, key=lambda by: abs((by - on).days), default=on)


def _by_polarity(number: Decimal, target: Target, polarity: Polarity | None) -> Reached:
    if target.value is None:
        return Reached.UNKNOWN
    match polarity:
        case Polarity.HIGH:
            return _said(number >= target.value, target)
        case Polarity.LOW:
            return _said(number <= target.value, target)
        case _:
            return _said(number == target.value, target)


def _said(is_so: bool, target: Target) -> Reached:
    if target.value is None:
        return Reached.UNKNOWN
    return Reached.YES if is_so else Reached.NO


def _as_said(moved: Direction) -> Reached:
    match moved:
        case Direction.BETTER:
            return Reached.YES
        case Direction.WORSE | Direction.SAME:
            return Reached.NO
        case _:
            return Reached.UNKNOWN


def _between(before: Checkpoint, after: Checkpoint, on: date) -> Decimal:
    share = Decimal((on - before.by).days) / Decimal((after.by - before.by).days)
    return before.value + (after.value - before.value) * share
