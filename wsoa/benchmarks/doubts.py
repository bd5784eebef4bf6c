"""What about a value deserves a second look. It is flagged, never changed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

SMALL = 5
_FAR = 10
_HUNDRED = Decimal(100)


def doubts_about(number: Decimal | None, unit: str | None, before: Sequence[Decimal] = ()) -> Iterator[str]:
    """What is odd about a value of that unit, after the values `before` it: a sentence each."""
    if number is None:
        return
    percent = unit is not None and ("%" in unit or "per cent" in unit.casefold())
    if percent and number > _HUNDRED:
        yield f"{number} is more than 100 per cent."
    if number < 0 and (percent or (unit or "").casefold().startswith("number")):
        yield f"{number} is less than nothing."
    past = [each for each in before if each > 0]
    if len(past) >= 3 and number > _FAR * max(past):
        yield f"{number} is more than ten times the highest before it ({max(past)})."


def small_counts(counts: Sequence[int | None]) -> tuple[int, ...]:
    """The places of counts from 1 to 4: few enough people that somebody may know them."""
    return tuple(place for place, count in enumerate(counts) if count is not None and 0 < count < SMALL)


def worked_back(counts: Sequence[int | None], total: int | None) -> int | None:
    """The place of the one count left out that the others give away, because their total is printed; None if none."""
    hidden = [place for place, count in enumerate(counts) if count is None]
    return hidden[0] if total is not None and len(hidden) == 1 else None
