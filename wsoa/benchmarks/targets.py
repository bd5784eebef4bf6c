"""Targets of every kind that real plans have (DOMAIN 2, finding 3), and whether a value reaches one.

A point, a floor, a ceiling, a range, a comparator of a stated year, a direction only, a statutory standard, a first
realistic step. Checkpoints lie between; a statutory standard is separate from any target and always applies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from wsoa.benchmarks.direction import Direction, direction
from wsoa.terms import Polarity, TargetKind


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


def checkpoint_line(target: Target, baseline: Checkpoint | None, on: date) -> Decimal | None:
    """Where the line from the baseline over the checkpoints to the target stands on a day; None off its ends.

    Between two of its points the line is straight; past the target it stays there.
    """
    points = sorted([*([baseline] if baseline else []), *target.checkpoints], key=lambda each: each.by)
    if target.value is not None and target.by is not None:
        points = [*(each for each in points if each.by < target.by), Checkpoint(target.by, target.value)]
    if not points or on < points[0].by:
        return None
    if on >= points[-1].by:
        return points[-1].value
    after = next(place for place, each in enumerate(points) if each.by > on)
    return _between(points[after - 1], points[after], on)


def lowered(targets: Sequence[Target], polarity: Polarity | None) -> bool:
    """Whether the newest of a target's statements (oldest first) asks for less than the one before, by polarity."""
    values = [each.value for each in targets if each.value is not None]
    if len(values) < 2 or polarity not in (Polarity.HIGH, Polarity.LOW):
        return False
    return direction(values[-2], values[-1], polarity) is Direction.WORSE


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
