"""Points about indicators. What needs their values stands here once the record keeps them."""

from collections.abc import Iterator

from wsoa.points.proof import weakness
from wsoa.points.rounds import Rounds
from wsoa.points.shape import Point, Thing, quoted
from wsoa.terms import IndicatorClass, ThingState

NO_DIFFERENCE = "no-difference-indicator"


def no_difference_indicator(rounds: Rounds) -> Iterator[Point]:
    """An area of weakness that no indicator of *what difference* speaks for, once the record links any to an area."""
    measures = rounds.now.indicators
    if not any(each.weaknesses for each in measures):
        return
    for each in rounds.now.weaknesses:
        own = [measure for measure in measures if each.number in measure.weaknesses]
        if each.state is not ThingState.LIVE or any(one.klass is IndicatorClass.DIFFERENCE for one in own):
            continue
        several = f"{len(own)} indicators speak for it, none of them of what difference it makes."
        one_or_none = f"Only {quoted(own[0].name)} speaks for it." if own else "No indicator speaks for it."
        facts = several if len(own) > 1 else one_or_none
        links = tuple(Thing("indicator", one.number, "", one.name) for one in own)
        yield Point(NO_DIFFERENCE, weakness(each), facts, links)
