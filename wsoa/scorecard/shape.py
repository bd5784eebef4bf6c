"""What may be said of an indicator on a date, and the scorecard of each area of weakness."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from wsoa.benchmarks import Direction, Forecast, NoForecast, Reached, Steadiness
from wsoa.benchmarks.steadiness import Limits
from wsoa.snapshot.positions import IndicatorPosition, TargetStated, ValuePosition, WeaknessPosition
from wsoa.statistics import ComparedValue
from wsoa.terms import IndicatorClass, MissingCode, ValueStatus


@dataclass(frozen=True, slots=True)
class Comparator:
    """What the latest value is read beside: an official value, or a mean, of the period nearest to it.

    `kind` is "area", "region", "neighbours" or "england"; `of` how many areas a mean is of; `source`, `retrieved_on`
    and `neighbour_set` say where it comes from.
    """

    kind: str
    name: str
    period: str
    value: Decimal | None
    missing: MissingCode | None
    status: ValueStatus
    of: int
    source: str | None
    retrieved_on: date | None
    neighbour_set: str | None
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Backlog:
    """A backlog as stock and flow: what does not add up, by value, and how long until nothing is left."""

    wrong: tuple[tuple[ValuePosition, str], ...]
    months_to_clear: Decimal | None
    growing: bool


class DoubtKind(StrEnum):
    """Why a value deserves a second look."""

    IMPLAUSIBLE = "implausible"
    SMALL = "small numbers"
    SURVEY = "few answers"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a value that deserves a second look. It is flagged, never changed."""

    value: ValuePosition
    sentence: str
    kind: DoubtKind = DoubtKind.IMPLAUSIBLE


@dataclass(frozen=True, slots=True)
class Compared:
    """The newest value of all, the newest number, what that may be compared with, and what is to be reached."""

    latest: ValuePosition | None
    number: ValuePosition | None
    before: ValuePosition | None
    direction: Direction
    target: TargetStated | None


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """An indicator read honestly, as its values were published by then.

    `latest` is the last value of all, which may be missing; `number` the last that is a number (a projection is
    neither, but `latest` where there is nothing else). `before` is what that may be compared with (like with like),
    `change` the difference. `checkpoint` is where the line to the target stands at the end of `number`'s period. `runs`
    are the stretches along which a line may be drawn, `breaks` the values with which another source, definition or
    length of time begins. `due_on`: when the next value should have been there; `overdue` if it is not. `steadiness`,
    `limits` and `forecast` are drawn from `alike`: the measured values that may be compared one with the next, up to
    `number`; of rolling ones those that share no month.

    `baseline` is the number that the baseline as given is, `since_baseline` what the number comes to against it.
    `across_reset`: the value before the yearly reset, where comparing the number with it would seem an improvement.
    `differing`: own values beside the area's official ones that differ beyond rounding. `notes` say in sentences what
    cannot be said, and why. `law` is what the law asks for, as given: beside the definition, else by a statutory
    target. `not_beside` says why no comparator stands beside the number though its measure has some.
    """

    indicator: IndicatorPosition
    latest: ValuePosition | None
    number: ValuePosition | None
    before: ValuePosition | None
    change: Decimal | None
    direction: Direction
    target: TargetStated | None
    checkpoint: Decimal | None
    on_track: Reached
    reached: Reached
    standard: Reached
    steadiness: Steadiness
    limits: Limits | None
    runs: tuple[tuple[ValuePosition, ...], ...]
    breaks: tuple[ValuePosition, ...]
    forecast: Forecast | NoForecast | None
    backlog: Backlog | None
    doubts: tuple[Doubt, ...]
    comparators: tuple[Comparator, ...]
    due_on: date | None
    overdue: bool
    baseline: Decimal | None = None
    since_baseline: Direction = Direction.NO_COMPARISON
    alike: tuple[ValuePosition, ...] = ()
    across_reset: ValuePosition | None = None
    differing: tuple[tuple[ValuePosition, ComparedValue], ...] = ()
    notes: tuple[str, ...] = ()
    law: str | None = None
    not_beside: str = ""


@dataclass(frozen=True, slots=True)
class ScoredWeakness:
    """The indicators that speak for an area of weakness (None: for none that stands), by class, in number order.

    The three classes are always there, empty where nothing is measured; None only for indicators of no class.
    """

    weakness: WeaknessPosition | None
    by_class: tuple[tuple[IndicatorClass | None, tuple[IndicatorReading, ...]], ...]
