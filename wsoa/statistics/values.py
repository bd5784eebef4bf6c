"""One value as an official file writes it: the number meant, or why there is none."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from wsoa.terms import MissingCode

CODES = {
    "": MissingCode.NOT_AVAILABLE,
    "-": MissingCode.NOT_AVAILABLE,
    "x": MissingCode.NOT_AVAILABLE,
    "..": MissingCode.NOT_AVAILABLE,
    ":": MissingCode.NOT_AVAILABLE,
    "n/a": MissingCode.NOT_APPLICABLE,
    "na": MissingCode.NOT_APPLICABLE,
    "z": MissingCode.NOT_APPLICABLE,
    ".": MissingCode.NOT_APPLICABLE,
    "c": MissingCode.SUPPRESSED,
    "*": MissingCode.SUPPRESSED,
    "k": MissingCode.LOW,
    "~": MissingCode.LOW,
    "to be supplied": MissingCode.AWAITED,
    "tbc": MissingCode.AWAITED,
    "not collected": MissingCode.NOT_COLLECTED,
}
"""The symbols of official statistics (Government Statistical Service, 2021; DfE; LAIT), in lower case."""

_EXACT_FIGURES = 15
"""A double holds so many figures; what a file writes beyond them is the noise of a spreadsheet."""
_LARGEST = Decimal(10) ** 15
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")
"""Of "1,5" and "0,500" nobody knows whether a point or nothing was meant: they are no numbers."""
_FINEST = -30


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A value: the number, or the code that stands for none. Never both."""

    number: Decimal | None
    missing: MissingCode | None


@lru_cache(maxsize=10_000)
def read_value(raw: str) -> ReadValue | None:
    """What `raw` means; None when it is neither a number nor a code that is known.

    "64.900000000000006" is 64.9, and "5.1860000000000003E-2" 0.05186: a spreadsheet wrote its doubles out. A per cent
    sign and the commas between thousands go; a comma anywhere else, as in "12,5", makes it no number.
    """
    text = raw.strip().casefold()
    if text in CODES:
        return ReadValue(None, CODES[text])
    plain = without_thousands(text.removesuffix("%").strip())
    if plain is None or "_" in plain or not plain.isascii():
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= _LARGEST:
        return None
    if len(number.as_tuple().digits) > _EXACT_FIGURES:
        number = Decimal(repr(float(plain)))
    return ReadValue(number, None) if _exponent(number) >= _FINEST else None


def without_thousands(figures: str) -> str | None:
    """The figures without the commas that divide their thousands; None where a comma does anything else."""
    if "," not in figures:
        return figures
    found = _THOUSANDS.match(figures)
    return figures.replace(",", "") if found and "," not in figures[found.end() :] else None


def in_figures(number: Decimal) -> str:
    """The number in plain figures, never as a power of ten: 0.05186."""
    return format(number, "f")


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
