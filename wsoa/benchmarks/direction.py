"""Whether a change is for the better: by the indicator's polarity, never by its sign."""

from decimal import Decimal
from enum import StrEnum

from wsoa.terms import Polarity


class Direction(StrEnum):
    """What a change from one value to a comparable one comes to."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UP = "up"
    DOWN = "down"
    NO_COMPARISON = "no comparison"


def direction(
    before: Decimal | None,
    now: Decimal | None,
    polarity: Polarity | None,
    target: Decimal | None = None,
    upper: Decimal | None = None,
) -> Direction:
    """What the change comes to. Of an indicator that is neither good nor bad, only whether it rose or fell.

    One that should be near its target (with `upper`: within it) is better when it came nearer; without a target it
    only rose or fell.
    """
    if before is None or now is None:
        return Direction.NO_COMPARISON
    if before == now:
        return Direction.SAME
    if polarity is Polarity.NEAR_TARGET and target is not None:
        was, is_now = off(before, target, upper), off(now, target, upper)
        return Direction.SAME if was == is_now else Direction.BETTER if is_now < was else Direction.WORSE
    rose = now > before
    if polarity in (Polarity.HIGH, Polarity.LOW):
        return Direction.BETTER if rose is (polarity is Polarity.HIGH) else Direction.WORSE
    return Direction.UP if rose else Direction.DOWN


def off(number: Decimal, target: Decimal, upper: Decimal | None = None) -> Decimal:
    """How far a number is from its target, or from the range that ends with `upper`; 0 within."""
    return max(target - number, number - (target if upper is None else max(target, upper)), Decimal())
