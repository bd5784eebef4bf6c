"""Official figures as they are printed: to two places at most. A workbook keeps every digit that was published."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from exports.parts.measured import comparator_words
from wsoa.scorecard import Comparator

_TWO_PLACES = Decimal("0.01")


def printed(number: Decimal) -> Decimal:
    """The number to two places, half up; one with fewer keeps those it has: 14.94968 → 14.95, 15.0 → 15.0."""
    exponent = number.as_tuple().exponent
    return number.quantize(_TWO_PLACES, ROUND_HALF_UP) if isinstance(exponent, int) and exponent < -2 else number


def official_words(found: Comparator, unit: str | None) -> str:
    """What the latest value is read beside, as it is printed: *England 46.4%, 2024*."""
    value = printed(found.value) if found.value is not None else None
    return comparator_words(replace(found, value=value), unit)
