"""A plane of days and numbers: where each stands in a drawing, its axis, and labels of which none lies on another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor, log10
from typing import Literal

from api.pictures.shapes import BOLD, SMALL, Words

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MARKS = 4
_SWING = 4
"""The axis of a rate or a length of time begins at nought unless all it shows lies within so small a part of it."""

_LETTER, _GAP, _POINT = 0.56, 3.0, 3.0


@dataclass(frozen=True, slots=True)
class Axis:
    """The numbers of an axis in even steps. One that `is_cut` does not begin at nought, which has to be said."""

    marks: tuple[float, ...]
    places: int
    is_cut: bool

    def figures(self, mark: float) -> str:
        """A mark in figures: 1,200 or 0.25."""
        return f"{mark:,.{self.places}f}"


def axis(numbers: Sequence[Decimal], unit: str | None) -> Axis:
    """An axis for the numbers (at least one): from nought for whatever is counted or a share of a hundred."""
    low, high = float(min(numbers)), max(float(max(numbers)), 0.0)
    is_cut = 0 < low < high and not _counts(unit) and (high - low) * _SWING < high
    begin = low - (high - low) / 2 if is_cut else min(low, 0.0)
    step = _step((high - begin) or 1.0, whole=all(each == each.to_integral_value() for each in numbers))
    first, last = floor(begin / step + 1e-9), max(ceil(high / step - 1e-9), floor(begin / step) + 1)
    places = max(0, -int(Decimal(f"{step:.9g}").normalize().as_tuple().exponent))
    return Axis(tuple(mark * step for mark in range(first, last + 1)), places, is_cut and first > 0)


def _counts(unit: str | None) -> bool:
    plain = (unit or "").strip().casefold()
    return not plain or plain.startswith(("number", "per cent", "percent", "%", "count")) or "%" in plain


def _step(reach: float, *, whole: bool) -> float:
    """The smallest even step that needs no more than a few marks; of whole numbers a whole one."""
    size = 10.0 ** floor(log10(reach / _MARKS))
    steps = (each * size * more for more in (1, 10, 100) for each in _STEPS)
    return next(each for each in steps if each >= reach / _MARKS - 1e-9 and not (whole and each % 1))


@dataclass(frozen=True, slots=True)
class Plane:
    """Days from left to right and the axis from `base` up to `top`."""

    axis: Axis
    begins: date
    ends: date
    left: float
    right: float
    top: float
    base: float

    def x(self, day: date) -> float:
        """Where a day stands; a plane of one day has it in the middle."""
        days = (self.ends - self.begins).days
        share = (day - self.begins).days / days if days else 0.5
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def y(self, number: Decimal | float) -> float:
        """Where a number stands."""
        low, high = self.axis.marks[0], self.axis.marks[-1]
        return self.base - (float(number) - low) / (high - low) * (self.base - self.top)


@dataclass(frozen=True, slots=True)
class Label:
    """Words that want to stand at a point, above it where they can; those that `must` stand do so in any case."""

    text: str
    x: float
    y: float
    is_bold: bool = False
    must: bool = False
    on_line: bool = False


def placed(
    labels: Iterable[Label], points: Iterable[tuple[float, float]], width: float, height: float
) -> Iterator[Words]:
    """The labels, the first before all others, each where it covers no point and none before it.

    Who finds no such place is left out.
    """
    taken = [(x - _POINT, y - _POINT, x + _POINT, y + _POINT) for x, y in points]
    for label in labels:
        places = [*_places(label, width)]
        free = (each for each in places if _is_free(_box(each), taken, width, height))
        chosen = next(free, places[0] if label.must else None)
        if chosen:
            taken.append(_box(chosen))
            yield chosen


def _places(label: Label, width: float) -> Iterator[Words]:
    """Above, below, then beside it; `x` is moved so far that nothing is cut off."""
    half = _wide(label.text, label.is_bold) / 2
    middle = min(max(label.x, half + 1), width - half - 1)
    if label.on_line:
        yield Words(label.text, middle, label.y, label.is_bold)
        return
    yield Words(label.text, middle, label.y - 8, label.is_bold)
    yield Words(label.text, middle, label.y + 19, label.is_bold)
    beside: tuple[tuple[Literal["start", "end"], float], ...] = (("end", -8.0), ("start", 8.0))
    for anchor, off in beside:
        yield Words(label.text, label.x + off, label.y + 4.5, label.is_bold, anchor)
    yield Words(label.text, middle, label.y - 23, label.is_bold)
    yield Words(label.text, middle, label.y + 34, label.is_bold)


def _wide(text: str, is_bold: bool) -> float:
    return len(text) * (BOLD if is_bold else SMALL) * _LETTER


def _box(words: Words) -> tuple[float, float, float, float]:
    wide = _wide(words.text, words.is_bold)
    left = words.x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
    return left, words.y - 11, left + wide, words.y + 3


def _is_free(
    box: tuple[float, float, float, float],
    taken: Iterable[tuple[float, float, float, float]],
    width: float,
    height: float,
) -> bool:
    left, top, right, bottom = box
    if top < 0 or bottom > height or left < 0 or right > width:
        return False
    return all(
        right + _GAP < other[0] or left - _GAP > other[2] or bottom < other[1] or top > other[3] for other in taken
    )
