"""Steady or spiky: an XmR chart in the manner of NHS England's "Making Data Count".

Limits are the mean ± 2.66 times the average moving range. Special cause: a point outside the limits; seven in a row
on one side of the mean; seven in a row rising or falling; two of three near one limit. Below twelve points nothing is
said but that there are too few. The points are of stretches that share no days: of values that overlap, chance alone
makes runs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from wsoa.benchmarks.direction import Direction, direction
from wsoa.terms import Polarity

FEWEST = 12
IN_A_ROW = 7
_MOVING_RANGES = Decimal("2.66")
_NEAR = Decimal(2) / 3


class Steadiness(StrEnum):
    """What the shape of a series allows to be said."""

    TOO_FEW = "too few points"
    NO_CHANGE = "no significant change"
    BUT_ONE = "no significant change, but for one point beyond the limits of chance"
    STEADY_BETTER = "steadily better"
    STEADY_WORSE = "steadily worse"
    STEADY_UP = "steadily higher"
    STEADY_DOWN = "steadily lower"
    BEYOND_BETTER = "better, beyond the limits of chance"
    BEYOND_WORSE = "worse, beyond the limits of chance"
    BEYOND_UP = "higher, beyond the limits of chance"
    BEYOND_DOWN = "lower, beyond the limits of chance"
    SPIKY = "too spiky to judge"


_STEADY = {
    Direction.BETTER: Steadiness.STEADY_BETTER,
    Direction.WORSE: Steadiness.STEADY_WORSE,
    Direction.UP: Steadiness.STEADY_UP,
    Direction.DOWN: Steadiness.STEADY_DOWN,
}
_BEYOND = {
    Direction.BETTER: Steadiness.BEYOND_BETTER,
    Direction.WORSE: Steadiness.BEYOND_WORSE,
    Direction.UP: Steadiness.BEYOND_UP,
    Direction.DOWN: Steadiness.BEYOND_DOWN,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean of a series and the limits within which it varies by chance."""

    mean: Decimal
    lower: Decimal
    upper: Decimal


def limits(numbers: Sequence[Decimal]) -> Limits | None:
    """The limits of a series; None when it has too few points."""
    return None if len(numbers) < FEWEST else _limits(numbers)


def _limits(numbers: Sequence[Decimal]) -> Limits:
    mean = sum(numbers, Decimal()) / len(numbers)
    ranges = [abs(now - before) for before, now in pairwise(numbers)]
    reach = _MOVING_RANGES * sum(ranges, Decimal()) / len(ranges)
    return Limits(mean, mean - reach, mean + reach)


def steadiness(numbers: Sequence[Decimal], polarity: Polarity | None) -> Steadiness:
    """What the series allows to be said of where it stands now.

    Steady: its last point ends a run of special cause to one side. Spiky: points lie outside the limits on both sides,
    or two or more outside that belong to no run. A single one outside is never nothing: the last is a change beyond
    chance, though no trend yet; an earlier one is told beside the rest.
    """
    found = limits(numbers)
    return Steadiness.TOO_FEW if found is None else judged(numbers, found, polarity)


def judged(numbers: Sequence[Decimal], found: Limits, polarity: Polarity | None) -> Steadiness:
    """What a series with these limits allows to be said of where it stands now.

    A single earlier point outside is left out of what the others are judged by: it would draw the mean away from them.
    """
    outside = [at for at, number in enumerate(numbers) if not found.lower <= number <= found.upper]
    is_last = outside[-1:] == [len(numbers) - 1]
    if len(outside) == 1 and not is_last:
        numbers = [number for at, number in enumerate(numbers) if at != outside[0]]
        found = _limits(numbers)
    if side := _run_at_the_end(numbers, found):
        return _in_words(_STEADY, side, polarity)
    if len(outside) != 1:
        return Steadiness.SPIKY if outside else Steadiness.NO_CHANGE
    return _in_words(_BEYOND, _sign(numbers[-1] - found.mean), polarity) if is_last else Steadiness.BUT_ONE


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


def _in_words(said: Mapping[Direction, Steadiness], side: int, polarity: Polarity | None) -> Steadiness:
    """Up or down as better or worse: what should be near a target only rose or fell."""
    return said[direction(Decimal(), Decimal(side), polarity)]
