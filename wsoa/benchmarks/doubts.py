"""What about a value deserves a second look. It is flagged, never changed."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

SMALL = 5
FEWEST_BEFORE = 3
"""Only beside so many values is one called far higher than all before it."""
_PLACES = 6
_FAR = 10
_HUNDRED = 100
_PER = re.compile(r"\bper (?P<many>\d{1,3}(?:[ ,]?\d{3})*)\b")


def is_percent(unit: str | None) -> bool:
    """Whether a unit is a share of a hundred."""
    return unit is not None and ("%" in unit or "percent" in unit.casefold().replace(" ", ""))


def per(unit: str | None) -> int | None:
    """Of how many a unit is a share: 100 of a per cent, 10,000 of *per 10,000*; None when it does not say."""
    if unit is None or is_percent(unit):
        return _HUNDRED if unit else None
    found = _PER.search(unit.casefold())
    return int(found["many"].replace(",", "").replace(" ", "")) if found else None


def doubts_about(number: Decimal | None, unit: str | None, before: Sequence[Decimal] = ()) -> Iterator[str]:
    """What is odd about a value of that unit, after the values `before` it: a sentence each."""
    if number is None:
        return
    if is_percent(unit) and number > _HUNDRED:
        yield f"{number:f} is more than 100 per cent."
    if number < 0 and (is_percent(unit) or (unit or "").casefold().startswith("number")):
        yield f"{number:f} is less than nothing."
    past = [each for each in before if each > 0]
    if len(past) >= FEWEST_BEFORE and number > _FAR * max(past):
        yield f"{number:f} is more than ten times the highest before it ({max(past):f})."


def does_not_give(
    number: Decimal | None, numerator: int | None, denominator: int | None, unit: str | None
) -> Iterator[str]:
    """How a value and what it was worked out of do not agree: a sentence each. Rounding is no disagreement."""
    if denominator == 0 and number is not None:
        yield f"It was worked out of 0, of which there is no share, but {number:f} was given."
    of = per(unit)
    if numerator is None or not denominator or number is None or of is None:
        return
    exact = Decimal(of) * numerator / denominator
    finest = number.as_tuple().exponent
    half = Decimal(5).scaleb((finest if isinstance(finest, int) else 0) - 1)
    if abs(exact - number) > half:
        would_be = round(exact, min(max(-half.adjusted(), 1), _PLACES))
        yield f"{numerator:,} of {denominator:,} is {would_be.normalize():f}, but {number:f} was given."


def small_counts(counts: Sequence[int | None]) -> tuple[int, ...]:
    """The places of counts from 1 to 4: few enough people that somebody may know them."""
    return tuple(place for place, count in enumerate(counts) if count is not None and 0 < count < SMALL)


def worked_back(counts: Sequence[int | None], total: int | None) -> int | None:
    """The place of the one count left out that the others give away, because their total is printed; None if none."""
    hidden = [place for place, count in enumerate(counts) if count is None]
    return hidden[0] if total is not None and len(hidden) == 1 else None
