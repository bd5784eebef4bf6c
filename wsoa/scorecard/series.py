"""The values of an indicator as a series for the rules: as published by a date, each with its position beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wsoa.benchmarks import Value, alike, comparable, known_by
from wsoa.benchmarks.lengths import are_as_long
from wsoa.benchmarks.like_with_like import is_cumulative, is_measured_anew, is_reset
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.terms import MissingCode, PeriodBasis, ValueStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Value):
    """A value as the rules see it, with the position that it is."""

    of: ValuePosition


class Series:
    """What was published of an indicator by a date, one value for each stretch, in the order of their ends."""

    def __init__(self, indicator: IndicatorPosition, as_at: date) -> None:
        self.basis: PeriodBasis | None = indicator.period_basis
        self.values: tuple[Published, ...] = known_by(map(_published, indicator.values), as_at)

    @cached_property
    def latest(self) -> Published | None:
        """The last value that is no projection, which may be missing; a projection where there is nothing else."""
        happened = [each for each in self.values if each.status is not ValueStatus.PROJECTED]
        return next(iter([*happened[-1:], *self.values[-1:]]), None)

    @cached_property
    def number(self) -> Published | None:
        """The last value that is a number of what has been."""
        return self.values[self._at] if self._at is not None else None

    @cached_property
    def before(self) -> Published | None:
        """What the number may be compared with."""
        return comparable(self.values, self._at, self.basis) if self._at is not None else None

    @cached_property
    def earlier(self) -> tuple[Published, ...]:
        """The numbers before the last, whether they may be compared with it or not."""
        return tuple(each for each in self.values[: self._at] if each.counts) if self._at is not None else ()

    @cached_property
    def alike(self) -> tuple[Published, ...]:
        """The measured values that may be compared one with the next, up to the number."""
        if self._at is None:
            return ()
        return tuple(each for each in alike(self.values, self._at, self.basis) if each.measured)

    def broken_since(self, day: date | None) -> bool:
        """Whether how it is measured, or over how long, has changed from that day to the number; None: ever."""
        if self._at is None:
            return False
        before = [at for at, each in enumerate(self.values[: self._at]) if day is not None and each.ends <= day]
        since = self.values[before[-1] if before else 0 : self._at + 1]
        of_length = not is_cumulative(self.basis) and self.basis is not PeriodBasis.SNAPSHOT
        return is_measured_anew(since) or (of_length and not are_as_long(since[0], since[-1]))

    def changed_after(self, value: Published) -> bool:
        """Whether how it is measured has changed between an earlier value and the number."""
        end = self._at + 1 if self._at is not None else 0
        return is_measured_anew(self.values[self.values.index(value) : end])

    @cached_property
    def across_reset(self) -> Published | None:
        """The number before the last one, where the count began anew between the two."""
        if self.number is None or not self.earlier:
            return None
        return self.earlier[-1] if is_reset(self.earlier[-1], self.number, self.basis) else None

    @cached_property
    def delivered(self) -> Published | None:
        """The last value that was given: neither projected nor awaited."""
        given = (each for each in reversed(self.values) if each.status is not ValueStatus.PROJECTED)
        return next((each for each in given if each.missing is not MissingCode.AWAITED), None)

    @cached_property
    def _at(self) -> int | None:
        return next((at for at in reversed(range(len(self.values))) if self.values[at].counts), None)


def positions(values: Sequence[Published]) -> tuple[ValuePosition, ...]:
    """The positions that the values are."""
    return tuple(each.of for each in values)


def _published(value: ValuePosition) -> Published:
    return Published(
        begins=value.begins,
        ends=value.ends,
        number=value.value,
        published_on=value.published_on,
        missing=value.missing,
        status=value.status,
        source=value.source,
        definition=value.definition,
        of=value,
    )
