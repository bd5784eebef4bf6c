"""What became of every indicator between two positions: a newer value, a corrected one, another target, or silence.

A newer value is better or worse than what it may be compared with (like with like), never than whatever was printed
last: a count that begins anew each year is no improvement (DOMAIN 2, finding 4). Where the value that was seen no
longer stands, the older one that is newest again is none either. An older value that a board read is not changed in
silence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wsoa.benchmarks import Direction
from wsoa.movement.kinds import Kind
from wsoa.scorecard import Compared, compared_with
from wsoa.scorecard.units import with_unit
from wsoa.snapshot.positions import IndicatorPosition, Snapshot, TargetStated, ValuePosition
from wsoa.statistics.values import in_figures
from wsoa.terms import MissingCode, ValueStatus


@dataclass(frozen=True, slots=True)
class ValueFact:
    """The newest number: which value in which of its rows, for which period, as given, published on which day.

    `ends` None: frozen before the end of its period was kept.
    """

    number: int
    sequence: int
    period: str
    raw: str
    published_on: date
    by: str
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class StoodFact:
    """A value that stood: `raw` as given, or the word for why it is no number."""

    number: int
    period: str
    ends: date
    raw: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """How an indicator stood. `direction` is that of `latest` against what it may be compared with, `compared`.

    `target` is what was to be reached, in figures; "" without one. `unsaid` is the word for why the newest value of all
    is no number, with its period; "" where it is one, None where that was not yet kept. `stood` are the last values
    that were no projection, oldest first, `KEPT` at most; None where they were not yet kept.
    """

    number: int
    name: str
    unit: str
    latest: ValueFact | None
    direction: Direction
    compared: str
    target: str
    unsaid: str | None = None
    stood: tuple[StoodFact, ...] | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether it has neither a value nor a target."""
        return self.latest is None and not self.target and not self.unsaid


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that is no longer what was read, with its unit; `now` None: it does not stand any more."""

    period: str
    before: str
    now: str | None


@dataclass(frozen=True, slots=True)
class IndicatorMove:
    """What became of one indicator. `before` None: the earlier position did not hold it.

    `corrections` are of values of which `kinds` says nothing yet, the newest first.
    """

    before: IndicatorFact | None
    now: IndicatorFact
    kinds: tuple[Kind, ...]
    corrections: tuple[Correction, ...] = ()


KEPT = 24
"""So many of its last values are kept of an indicator: two years of months."""

_TOLD = frozenset({Kind.TAKEN_BACK, Kind.CORRECTED})
"""What became of an indicator when it is the newest number itself that was changed."""

_KINDS = {
    Direction.BETTER: Kind.IMPROVED,
    Direction.WORSE: Kind.WORSENED,
    Direction.NO_COMPARISON: Kind.NOT_COMPARABLE,
}


def indicator_facts(snapshot: Snapshot) -> tuple[IndicatorFact, ...]:
    """What the position says of every indicator that it holds."""
    return tuple(_fact(each, compared_with(each, snapshot.as_at)) for each in snapshot.indicators)


def indicator_moves(
    before: tuple[IndicatorFact, ...] | None, now: tuple[IndicatorFact, ...] | None
) -> tuple[IndicatorMove, ...]:
    """What became of each; nothing where either position was kept before indicators had values."""
    if before is None or now is None:
        return ()
    earlier = {each.number: each for each in before if not each.says_nothing}
    moves = (_move(earlier.get(each.number), each) for each in now)
    return tuple(each for each in moves if each.kinds)


def _move(before: IndicatorFact | None, now: IndicatorFact) -> IndicatorMove:
    if before is None:
        return IndicatorMove(None, now, () if now.says_nothing else (Kind.NEW,))
    kinds = tuple(_kinds(before, now))
    told = before.latest.number if before.latest and not _TOLD.isdisjoint(kinds) else None
    corrections = tuple(_corrections(before, now, told))
    if corrections and Kind.CORRECTED not in kinds:
        kinds = (*(each for each in kinds if each is not Kind.NOT_UPDATED), Kind.CORRECTED)
    return IndicatorMove(before, now, kinds, corrections)


def _corrections(before: IndicatorFact, now: IndicatorFact, told: int | None) -> Iterator[Correction]:
    """What no longer stands as it was read, but for the value that is `told` already.

    Nothing of what was awaited, or lies before all that is kept now.
    """
    stands = now.stood or ()
    by_number, by_period = {each.number: each for each in stands}, {each.period: each for each in stands}
    for then in reversed(before.stood or () if now.stood is not None else ()):
        found = by_number.get(then.number) or by_period.get(then.period)
        if then.number == told or then.raw == MissingCode.AWAITED.value:
            continue
        if found is None and len(stands) == KEPT and then.ends <= stands[0].ends:
            continue
        if found is None or (found.period, found.raw) != (then.period, then.raw):
            yield Correction(then.period, _given(then, before.unit), _given_now(found, then, now.unit))


def _given(value: StoodFact, unit: str) -> str:
    return with_unit(value.raw, unit) if value.is_number else value.raw


def _given_now(found: StoodFact | None, then: StoodFact, unit: str) -> str | None:
    """What stands in its place, with its period where that is another."""
    if found is None:
        return None
    return _given(found, unit) if found.period == then.period else f"{_given(found, unit)}, {found.period}"


def _kinds(before: IndicatorFact, now: IndicatorFact) -> Iterator[Kind]:
    if before.target != now.target:
        yield Kind.AIMED_ANEW
    then, latest = before.latest, now.latest
    if then is not None and (latest is None or _is_older(latest, then)):
        yield Kind.TAKEN_BACK
    elif latest is None or (then and (then.number, then.sequence) == (latest.number, latest.sequence)):
        yield _without_news(before, now)
    elif then and (then.number == latest.number or then.period == latest.period):
        yield Kind.CORRECTED
    else:
        yield _KINDS.get(now.direction, Kind.NEWER)


def _is_older(latest: ValueFact, then: ValueFact) -> bool:
    """Whether the newest number is of an earlier time than the one that was seen."""
    if latest.number == then.number:
        return False
    if latest.ends and then.ends:
        return latest.ends < then.ends
    return latest.published_on < then.published_on


def _without_news(before: IndicatorFact, now: IndicatorFact) -> Kind:
    """What became of an indicator with the same newest number: beside another one, or followed by a word."""
    if before.unsaid is not None and now.unsaid and before.unsaid != now.unsaid:
        return Kind.NO_NUMBER
    is_same = before.direction is now.direction or before.target != now.target
    is_beside_same = before.compared == now.compared or before.unit != now.unit
    return Kind.NOT_UPDATED if is_same and is_beside_same else Kind.CORRECTED


def _fact(indicator: IndicatorPosition, found: Compared) -> IndicatorFact:
    unit, before = indicator.unit or "", found.before
    return IndicatorFact(
        number=indicator.number,
        name=indicator.name,
        unit=unit,
        latest=_value(found.number) if found.number else None,
        direction=found.direction,
        compared=f"{with_unit(before.raw.strip(), unit)} in {before.period}" if before else "",
        target=_target(found.target) if found.target else "",
        unsaid=_unsaid(found.latest),
        stood=_stood(indicator),
    )


def _stood(indicator: IndicatorPosition) -> tuple[StoodFact, ...]:
    happened = [each for each in indicator.values if each.status is not ValueStatus.PROJECTED]
    last = sorted(happened, key=lambda each: (each.ends, each.number))[-KEPT:]
    return tuple(
        StoodFact(each.number, each.period, each.ends, _words(each), is_number=each.value is not None) for each in last
    )


def _unsaid(value: ValuePosition | None) -> str:
    if value is None or value.value is not None:
        return ""
    return f"{_words(value)}, {value.period}"


def _words(value: ValuePosition) -> str:
    """The number as given, or the word for why there is none."""
    if value.value is None and value.missing is not None:
        return value.missing.value.replace("-", " ")
    return value.raw.strip()


def _value(value: ValuePosition) -> ValueFact:
    return ValueFact(
        number=value.number,
        sequence=value.written.sequence,
        period=value.period,
        raw=value.raw,
        published_on=value.published_on,
        by=value.written.by,
        ends=value.ends,
    )


def _target(target: TargetStated) -> str:
    """The target in figures: *80 by 31 March 2027*; in the plan's words where it has none."""
    number = in_figures(target.value) if target.value is not None else target.words or ""
    upper = f" to {in_figures(target.upper)}" if target.upper is not None else ""
    by = f" by {target.by.day} {target.by:%B %Y}" if target.by else ""
    return f"{number}{upper}{by}"
