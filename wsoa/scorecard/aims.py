"""What an indicator is to reach, where the line to it stands, and whether it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from wsoa.benchmarks import Checkpoint, Direction, Reached, Target, checkpoint_line, direction, on_track, reached
from wsoa.benchmarks.like_with_like import is_cumulative, same_point
from wsoa.benchmarks.targets import while_it_counts
from wsoa.scorecard.series import Published, Series
from wsoa.snapshot.positions import IndicatorPosition, TargetStated
from wsoa.statistics.values import in_figures, read_value
from wsoa.terms import TargetKind

_FINEST = -6
_NOT_ON_THE_WAY = (TargetKind.DIRECTION, TargetKind.RANGE, TargetKind.STATUTORY)


@dataclass(frozen=True, slots=True)
class Aim:
    """The target read for, the line to it at the number's end, and what may be said of the number beside them."""

    target: TargetStated | None
    checkpoint: Decimal | None
    on_track: Reached
    reached: Reached
    standard: Reached
    law: str | None
    baseline: Decimal | None
    since_baseline: Direction


def aim(indicator: IndicatorPosition, series: Series, as_at: date) -> Aim:
    """What the indicator is to reach, as stated by then."""
    stated, baseline, number = target_of(indicator, as_at), number_in(indicator.baseline), series.number
    like = baseline if number is not None and _is_like(indicator, series, number) else None
    said = _as_rule(indicator, stated) if stated else None
    checkpoint = _line(indicator, said, baseline, number) if said and number else None
    return Aim(
        target=stated,
        checkpoint=checkpoint,
        on_track=_on_track(indicator, said, checkpoint, number, like),
        reached=_reached(indicator, said, number, like),
        standard=_reached(indicator, _standard(indicator, as_at), number, None),
        law=_law(indicator, as_at),
        baseline=baseline,
        since_baseline=_since(indicator, like, number, stated),
    )


def target_of(indicator: IndicatorPosition, as_at: date) -> TargetStated | None:
    """The target that is next due; else one without a day, else the last. What the law asks for comes after all."""
    stated = [each.now for each in indicator.targets]
    return _next_due([each for each in stated if each.kind is not TargetKind.STATUTORY] or stated, as_at)


def statutory(indicator: IndicatorPosition, as_at: date) -> TargetStated | None:
    """The target of the law that is next due; else one without a day, else the last."""
    return _next_due([each.now for each in indicator.targets if each.now.kind is TargetKind.STATUTORY], as_at)


def _next_due(stated: Sequence[TargetStated], as_at: date) -> TargetStated | None:
    dated = sorted((each for each in stated if each.by is not None), key=lambda each: each.by or as_at)
    to_come = (each for each in dated if each.by is not None and each.by >= as_at)
    undated = (each for each in stated if each.by is None)
    return next(to_come, next(undated, dated[-1] if dated else None))


def number_in(text: str | None) -> Decimal | None:
    """The number that a text is: *47.7%*; None for words, and for nothing."""
    found = read_value(text) if text else None
    return found.number if found else None


def rule_of(stated: TargetStated) -> Target:
    """One statement of a target as the rules see it."""
    way = tuple(Checkpoint(each.by, each.value) for each in stated.checkpoints)
    return Target(stated.kind, stated.value, stated.by, stated.upper, stated.words or "", way)


def _as_rule(indicator: IndicatorPosition, stated: TargetStated) -> Target:
    """The target with its checkpoints; what is to be reached before it lies on the way."""
    own = rule_of(stated)
    way = {each.by: each for other in indicator.targets for each in _before(other.now, stated)}
    way |= {each.by: each for each in own.checkpoints}
    return Target(own.kind, own.value, own.by, own.upper, own.words, tuple(way[by] for by in sorted(way)))


def _before(other: TargetStated, stated: TargetStated) -> tuple[Checkpoint, ...]:
    if other.by is None or other.value is None or stated.by is None or other.by >= stated.by:
        return ()
    return () if other.kind in _NOT_ON_THE_WAY else (Checkpoint(other.by, other.value),)


def _line(indicator: IndicatorPosition, target: Target, baseline: Decimal | None, number: Published) -> Decimal | None:
    """Where the line stands at the number's end, to as many places as what it is drawn from."""
    start = None
    if baseline is not None and indicator.baseline_on is not None:
        start = Checkpoint(indicator.baseline_on, baseline)
    found = checkpoint_line(target, start, number.ends, indicator.period_basis)
    if found is None:
        return None
    drawn_from = (number.number, baseline, target.value, *(each.value for each in target.checkpoints))
    finest = min((_exponent(each) for each in drawn_from if each is not None), default=0)
    return found.quantize(Decimal(1).scaleb(max(min(finest, 0), _FINEST)), ROUND_HALF_UP)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _on_track(
    indicator: IndicatorPosition,
    target: Target | None,
    checkpoint: Decimal | None,
    number: Published | None,
    baseline: Decimal | None,
) -> Reached:
    if target is None or number is None:
        return Reached.UNKNOWN
    if target.kind is TargetKind.DIRECTION:
        return reached(number.number, target, indicator.polarity, baseline)
    said = on_track(number.number, checkpoint, target, indicator.polarity)
    return while_it_counts(said, target, indicator.polarity, number.ends, indicator.period_basis)


def _reached(
    indicator: IndicatorPosition, target: Target | None, number: Published | None, baseline: Decimal | None
) -> Reached:
    if target is None or number is None:
        return Reached.UNKNOWN
    said = reached(number.number, target, indicator.polarity, baseline)
    if target.kind is TargetKind.DIRECTION:
        return said
    return while_it_counts(said, target, indicator.polarity, number.ends, indicator.period_basis)


def _standard(indicator: IndicatorPosition, as_at: date) -> Target | None:
    """What the law asks for: as stated beside the definition, else by a target that is a statutory one."""
    if indicator.standard:
        asked = number_in(indicator.standard)
        return Target(TargetKind.STATUTORY, asked) if asked is not None else None
    stated = statutory(indicator, as_at)
    return rule_of(stated) if stated else None


def _law(indicator: IndicatorPosition, as_at: date) -> str | None:
    stated = statutory(indicator, as_at)
    if indicator.standard or stated is None:
        return indicator.standard
    return in_figures(stated.value) if stated.value is not None else stated.words


def _is_like(indicator: IndicatorPosition, series: Series, number: Published) -> bool:
    """Whether the baseline may be compared with the number.

    A count to date only at the same point of its year; none where how it is measured has changed since.
    """
    basis, on = indicator.period_basis, indicator.baseline_on
    if series.broken_since(on):
        return False
    if not is_cumulative(basis):
        return True
    return on is not None and same_point(on, number.ends, basis)


def _since(
    indicator: IndicatorPosition, baseline: Decimal | None, number: Published | None, target: TargetStated | None
) -> Direction:
    if number is None:
        return Direction.NO_COMPARISON
    goal = target.value if target else None
    return direction(baseline, number.number, indicator.polarity, goal, target.upper if target else None)
