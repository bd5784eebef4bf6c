"""Steady or spiky: an XmR chart in the manner of NHS England's "Making Data Count".

Limits are the mean ± 2.66 times the average moving range. Special cause: a point outside the limits; seven in a row
on one side of the mean; seven in a row rising or falling; two of three near one limit. Below twelve points nothing is
said but that there are too few.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from wsoa.terms import Polarity

FEWEST = 12
IN_A_ROW = 7
_MOVING_RANGES = Decimal("2.66")
_NEAR = Decimal(2) / 3


class Steadiness(StrEnum):
    """What the shape of a series allows to be said."""

    TOO_FEW = "too few points"
    NO_CHANGE = "no significant change"
    STEADY_BETTER = "steadily better"
    STEADY_WORSE = "steadily worse"
    STEADY_UP = "steadily higher"
    STEADY_DOWN = "steadily lower"
    SPIKY = "too spiky to judge"


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean of a series and the limits within which it varies by chance."""

    mean: Decimal
    lower: Decimal
    upper: Decimal


def limits(numbers: Sequence[Decimal]) -> Limits | None:
    """The limits of a series; None when it has too few points."""
    if len(numbers) < FEWEST:
        return None
    mean = sum(numbers, Decimal()) / len(numbers)
    ranges = [abs(now - before) for before, now in pairwise(numbers)]
    reach = _MOVING_RANGES * sum(ranges, Decimal()) / len(ranges)
    return Limits(mean, mean - reach, mean + reach)


def steadiness(numbers: Sequence[Decimal], polarity: Polarity | None) -> Steadiness:
    """What the series allows to be said of where it stands now.

    Steady: its last point ends a run of special cause to one side. Spiky: points lie outside the limits on both sides,
    or two or more outside that belong to no run.
    """
    found = limits(numbers)
    if found is None:
        return Steadiness.TOO_FEW
    side = _run_at_the_end(numbers, found)
    outside = [number - found.mean for number in numbers if not found.lower <= number <= found.upper]
    both = any(each > 0 for each in outside) and any(each < 0 for each in outside)
    if side == 0:
        return Steadiness.SPIKY if both or len(outside) > 1 else Steadiness.NO_CHANGE
    return _in_words(side, polarity)


def _run_at_the_end(numbers: Sequence[Decimal], found: Limits) -> int:
    """1 or -1 when the series ends in a run of special cause upward or downward, else 0."""
    last = numbers[-IN_A_ROW:]
    sides = {_sign(number - found.mean) for number in last}
    if len(sides) == 1:
        return sides.pop()
    steps = {_sign(now - before) for before, now in pairwise(last)}
    if len(steps) == 1:
        return steps.pop()
    return next(_near_one_limit(numbers[-3:], found), 0)


def _near_one_limit(last: Sequence[Decimal], found: Limits) -> Iterator[int]:
    """Two of the last three, the last among them, beyond two thirds of the way to one limit."""
    reach = (found.upper - found.mean) * _NEAR
    for side in (1, -1):
        near = [side * (number - found.mean) > reach for number in last]
        if near[-1] and sum(near) >= 2 and reach > 0:
            yield side


def _sign(number: Decimal) -> int:
    return (number > 0) - (number < 0)


def _in_words(side: int, polarity: Polarity | None) -> Steadiness:
    match polarity:
        case Polarity.HIGH:
            return Steadiness.STEADY_BETTER if side > 0 else Steadiness.STEADY_WORSE
        case Polarity.LOW:
            return Steadiness.STEADY_BETTER if side < 0 else Steadiness.STEADY_WORSE
        case _:
            return Steadiness.STEADY_UP if side > 0 else Steadiness.STEADY_DOWN
