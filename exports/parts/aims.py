"""What an indicator is to reach: checkpoints, target and the standard of the law, as numbers that can be drawn."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from exports.parts.measured import figure
from wsoa.scorecard import IndicatorReading
from wsoa.snapshot.positions import ValuePosition
from wsoa.statistics.values import read_value
from wsoa.terms import TargetKind

_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached by a day; `is_target` for the end of the line, not a checkpoint on it."""

    by: date
    value: Decimal
    is_target: bool
    upper: Decimal | None = None

    @property
    def named(self) -> str:
        """What it is called."""
        return "Target" if self.is_target else "Checkpoint"

    def figures(self, unit: str | None) -> str:
        """How much: *60%*, *20% to 30%*."""
        upper = "" if self.upper is None else f" to {figure(self.upper, unit)}"
        return f"{figure(self.value, unit)}{upper}"


def aims(reading: IndicatorReading) -> tuple[Aim, ...]:
    """The checkpoints and the target that have both a day and a number, by day."""
    if reading.target is None:
        return ()
    target = reading.target
    end = [Aim(target.by, target.value, True, target.upper)] if target.by and target.value is not None else []
    on_the_way = (Aim(each.by, each.value, False) for each in target.checkpoints if not end or each.by != target.by)
    return tuple(sorted([*on_the_way, *end], key=lambda each: each.by))


def called(drawn: Collection[Aim]) -> str:
    """What they are called together: *Checkpoint*, *Checkpoints and target*."""
    steps, ends = (sum(each.is_target is is_target for each in drawn) for is_target in (False, True))
    named = (("Checkpoints" if steps > 1 else "Checkpoint") if steps else "", "target" if ends else "")
    words = " and ".join(filter(None, named))
    return f"{words[:1].upper()}{words[1:]}"


def in_reach(reading: IndicatorReading) -> tuple[Aim, ...]:
    """The aims that can be drawn without pressing what was measured into a corner."""
    days = [each.ends for each in reading.indicator.values]
    furthest = max(days[-1] - days[0], _A_YEAR)
    return tuple(each for each in aims(reading) if days[0] - furthest <= each.by <= days[-1] + furthest)


def undated(reading: IndicatorReading) -> Decimal | None:
    """A target that always holds, because no day is named for it; what the law asks for is drawn as such."""
    if reading.target is None or reading.target.by is not None:
        return None
    is_law = reading.target.kind is TargetKind.STATUTORY and reading.target.value == standard(reading)
    return None if is_law else reading.target.value


def span(reading: IndicatorReading) -> tuple[Decimal, ...]:
    """The two ends of a target that is a range; none for any other, and for one too far off to be drawn."""
    target = reading.target
    if target is None or target.value is None or target.upper is None:
        return ()
    near = target.by is None or any(each.is_target for each in in_reach(reading))
    return (target.value, target.upper) if near else ()


def standard(reading: IndicatorReading) -> Decimal | None:
    """What the law asks for, where it is a number."""
    read = read_value(reading.law or "")
    return read.number if read else None


def numbered(reading: IndicatorReading) -> tuple[tuple[ValuePosition, Decimal], ...]:
    """The values that are numbers, with their numbers."""
    return tuple((each, each.value) for each in reading.indicator.values if each.value is not None)


def lowest_limit(reading: IndicatorReading, limit: Decimal) -> Decimal:
    """A limit of chance, or nought where it lies below and no value does."""
    return limit if any(number < 0 for _, number in numbered(reading)) else max(limit, Decimal())


def levels(reading: IndicatorReading) -> Iterator[Decimal]:
    """The numbers that hold all the time: they are drawn across the whole picture."""
    yield from (each for each in (undated(reading), standard(reading)) if each is not None)
    yield from span(reading)
    if found := reading.limits:
        yield from (found.mean, found.upper, lowest_limit(reading, found.lower))
