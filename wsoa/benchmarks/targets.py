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

_MOST = Decimal("Infinity")
_BY_KIND = {TargetKind.FLOOR: Polarity.HIGH, TargetKind.CEILING: Polarity.LOW}
"""What these kinds say of the way that is better, whatever the indicator's polarity."""


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
    a count through a year the line begins anew with every year: only the points of the same year lie on it. To a range
    it ends where it enters the range: at the end that is nearer to where it comes from.
    """
    points = sorted([*([baseline] if baseline else []), *target.checkpoints], key=lambda each: each.by)
    if target.value is not None and target.by is not None:
        points = [each for each in points if each.by < target.by]
        points.append(Checkpoint(target.by, _nearer_end(target, target.value, points)))
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
    if not ranged and (by_polarity or polarity is None):
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


def asks_for_less(before: Target, now: Target, polarity: Polarity | None) -> bool:
    """Whether a target asks for less than it did, for it later, or for less on the way.

    It asks for as much when whatever reaches it now would have reached it before: by its kind (a floor, a ceiling, a
    range), else by the polarity; where nobody can tell, any other number asks for less. What was to be reached on the
    way is still asked for where as much is, by that day.
    """
    return is_put_off(before, now) or not _as_much(now, before, polarity) or missed(before, now, polarity) is not None


def is_put_off(before: Target, now: Target) -> bool:
    """Whether it is to be reached later than it was, or by no day any more."""
    return before.by is not None and (now.by is None or now.by > before.by)


def missed(before: Target, now: Target, polarity: Polarity | None) -> Checkpoint | None:
    """The first checkpoint of a target that is asked for no more."""
    points = (*((each.by, _there(now, each)) for each in now.checkpoints), (now.by, now))
    for each in before.checkpoints:
        then = _there(before, each)
        if not any(by and by <= each.by and _as_much(asked, then, polarity) for by, asked in points):
            return each
    return None


def _there(target: Target, point: Checkpoint) -> Target:
    """What a checkpoint asks for, as a target of its own."""
    kind = target.kind if target.kind in _BY_KIND else TargetKind.POINT
    return Target(kind, point.value, point.by)


def _as_much(now: Target, before: Target, polarity: Polarity | None) -> bool:
    """Whether whatever reaches the one reaches the other too."""
    reaching, asked = _reaching(now, polarity), _reaching(before, polarity)
    return asked is None or (reaching is not None and asked[0] <= reaching[0] and reaching[1] <= asked[1])


def _reaching(target: Target, polarity: Polarity | None) -> tuple[Decimal, Decimal] | None:
    """From what number to what number a target is reached; None of one without a number."""
    if target.value is None or target.kind is TargetKind.DIRECTION:
        return None
    if target.kind is TargetKind.RANGE and target.upper is not None:
        return target.value, target.upper
    match _BY_KIND.get(target.kind, polarity):
        case Polarity.HIGH:
            return target.value, _MOST
        case Polarity.LOW:
            return -_MOST, target.value
        case _:
            return target.value, target.value


def _nearer_end(target: Target, value: Decimal, points: Sequence[Checkpoint]) -> Decimal:
    """Where a line over these points meets the target: of a range, at its nearer end, or where it is within already."""
    if target.kind is not TargetKind.RANGE or target.upper is None or not points:
        return value
    return min(max(points[-1].value, value), target.upper)


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
        case None if number != target.value:
            return Reached.UNKNOWN
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
