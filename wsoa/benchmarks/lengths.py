"""How long the stretch is that a value speaks for, and whether two are as long: a month is no year."""

from datetime import date, timedelta
from typing import Protocol, TypeAlias

from wsoa.spans import DEFAULT_TERMS

_Day: TypeAlias = tuple[int, int]


def _after(day: _Day) -> _Day:
    after = date(2001, *day) + timedelta(days=1)
    return after.month, after.day


_SHARE = 8
"""Months differ by less than an eighth of the longer, and so do quarters and years; a month and a fortnight do not."""

_TERMS = frozenset((term.starts, term.ends) for term in DEFAULT_TERMS.terms)
_HALVES = frozenset((term.starts, term.half) for term in DEFAULT_TERMS.terms) | frozenset(
    (_after(term.half), term.ends) for term in DEFAULT_TERMS.terms
)
"""School terms differ by more than an eighth, and so do their halves, and yet one is read beside the next."""


class Stretched(Protocol):
    """What speaks for the days from `begins` to `ends`."""

    @property
    def begins(self) -> date:
        """The first day."""
        ...

    @property
    def ends(self) -> date:
        """The last day."""
        ...


def days_of(stretch: Stretched) -> int:
    """How many days it has, the first and the last among them."""
    return (stretch.ends - stretch.begins).days + 1


def are_as_long(one: Stretched, other: Stretched) -> bool:
    """Whether two stretches are as long: a day and a day, two weeks or months or years, two terms of a school."""
    shorter, longer = days_of(one), days_of(other)
    if shorter == longer:
        return True
    if shorter > longer:
        shorter, longer = longer, shorter
    if (longer - shorter) * _SHARE <= longer or (shorter > 1 and longer - shorter == 1):
        return True
    return any(_is_one_of(spans, one) and _is_one_of(spans, other) for spans in (_TERMS, _HALVES))


def in_words(stretch: Stretched) -> str:
    """How long it is: *1 day*, *31 days*."""
    days = days_of(stretch)
    return f"{days} day{'' if days == 1 else 's'}"


def _is_one_of(spans: frozenset[tuple[_Day, _Day]], stretch: Stretched) -> bool:
    first, last = stretch.begins, stretch.ends
    return ((first.month, first.day), (last.month, last.day)) in spans
