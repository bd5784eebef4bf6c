"""One value of an indicator, and which values were known on a date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from wsoa.terms import MissingCode, ValueStatus


@dataclass(frozen=True, slots=True)
class Value:
    """What was measured in the stretch from `begins` to `ends`: the number, or the code that says why there is none.

    `published_on` is the day from which anybody could know it. `source` and `definition` name how it was measured:
    where either changes, the series has a break.
    """

    begins: date
    ends: date
    number: Decimal | None
    published_on: date
    missing: MissingCode | None = None
    status: ValueStatus = ValueStatus.ACTUAL
    source: str = ""
    definition: str = ""

    @property
    def measured(self) -> bool:
        """Whether it is a number that was measured: not missing, not projected, not estimated."""
        firm = self.status not in (ValueStatus.PROJECTED, ValueStatus.ESTIMATED)
        return self.number is not None and firm

    @property
    def counts(self) -> bool:
        """Whether it is a number of what has been: a projection says what may be."""
        return self.number is not None and self.status is not ValueStatus.PROJECTED


V = TypeVar("V", bound=Value)
"""A value, with whatever whoever asks has put beside it: the rules give back what they were given."""


def known_by(values: Iterable[V], on: date) -> tuple[V, ...]:
    """What had been published by that day, in the order of their ends; of one stretch what was published last."""
    newest: dict[tuple[date, date], V] = {}
    for value in sorted(values, key=lambda each: each.published_on):
        if value.published_on <= on:
            newest[value.begins, value.ends] = value
    return tuple(sorted(newest.values(), key=lambda each: (each.ends, each.begins)))
