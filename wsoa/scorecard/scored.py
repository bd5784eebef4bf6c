"""The scorecard of a programme: for each area of weakness how much was done, how well, and what difference it made."""

from collections.abc import Sequence

from wsoa.scorecard.reading import read
from wsoa.scorecard.shape import IndicatorReading, ScoredWeakness
from wsoa.snapshot.positions import Snapshot, WeaknessPosition
from wsoa.terms import IndicatorClass, ThingState

_CLASSES = (IndicatorClass.HOW_MUCH, IndicatorClass.HOW_WELL, IndicatorClass.DIFFERENCE)


def scorecard(snapshot: Snapshot) -> tuple[ScoredWeakness, ...]:
    """Every area of weakness that stands with the indicators that speak for it, then those that speak for none.

    An indicator that speaks for several areas is under each; none is left out.
    """
    readings = tuple(read(each, snapshot.as_at) for each in snapshot.indicators)
    standing = [each for each in snapshot.weaknesses if each.state is ThingState.LIVE]
    shown = {each.number for each in standing}
    scored = [_scored(each, [one for one in readings if each.number in one.indicator.weaknesses]) for each in standing]
    if others := [one for one in readings if shown.isdisjoint(one.indicator.weaknesses)]:
        scored.append(_scored(None, others))
    return tuple(scored)


def _scored(weakness: WeaknessPosition | None, readings: Sequence[IndicatorReading]) -> ScoredWeakness:
    unsaid = (None,) if any(one.indicator.klass is None for one in readings) else ()
    by_class = tuple(
        (klass, tuple(one for one in readings if one.indicator.klass is klass)) for klass in (*_CLASSES, *unsaid)
    )
    return ScoredWeakness(weakness, by_class)
