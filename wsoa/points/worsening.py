"""Points about work that looks well while what it is for gets worse."""

from collections.abc import Iterator, Sequence
from datetime import date

from wsoa.benchmarks import Direction
from wsoa.points.figures import compared, indicator
from wsoa.points.proof import serving, weakness
from wsoa.points.rounds import Rounds
from wsoa.points.shape import Point, Thing, about, day, point, rated
from wsoa.scorecard import IndicatorReading
from wsoa.snapshot.positions import MilestonePosition, WeaknessPosition, capital
from wsoa.terms import Impact, LevelGroup, ThingState

WORSENING = "green-worsening"

_GREEN = (LevelGroup.ON_TARGET, LevelGroup.COMPLETE)
_CLAIMS = {Impact.EMERGING: "emerging", Impact.EVIDENCED: "evidenced", Impact.SUSTAINED: "sustained"}


def green_while_worse(rounds: Rounds) -> Iterator[Point]:
    """On target or complete, while an indicator that speaks for it is worse than what it may be compared with.

    An indicator linked to a milestone speaks for that milestone; one linked to an area of weakness for all that serves
    it, and for how its impact was judged; one linked to nothing for the whole programme.
    """
    worse = [each for each in rounds.readings if each.direction is Direction.WORSE]
    if not worse:
        return
    green = [each for each in rounds.live if each.level is not None and each.level.group in _GREEN]
    yield from _milestones(green, worse)
    for each in rounds.now.weaknesses:
        own = [one for one in worse if each.number in one.indicator.weaknesses]
        if own and each.state is ThingState.LIVE:
            yield from _area(rounds, each, own, green)
    for one in worse:
        if green and not one.indicator.milestones and not one.indicator.weaknesses:
            facts = f"{capital(_well(rounds, green, rounds.live))}, while {_told([one])}."
            yield Point(WORSENING, indicator(one.indicator), facts, since=_since([one]))


def _milestones(green: Sequence[MilestonePosition], worse: Sequence[IndicatorReading]) -> Iterator[Point]:
    for each in green:
        if own := [one for one in worse if each.number in one.indicator.milestones]:
            when = f" on {day(each.update.written.as_at)}" if each.update else ""
            facts = f"Rated {rated(each.level)}{when}, while {_told(own)}."
            yield point(WORSENING, each, facts, *_things(own), since=_since(own))


def _area(
    rounds: Rounds, area: WeaknessPosition, own: Sequence[IndicatorReading], green: Sequence[MilestonePosition]
) -> Iterator[Point]:
    """What serves the area and is green, but for what an indicator of its own was said of; or an impact judged."""
    serves = serving(rounds, area)
    well = [m for m in green if m in serves and any(m.number not in one.indicator.milestones for one in own)]
    said = [_well(rounds, well, serves, " that serve it")] if well else []
    judged = next((each for each in rounds.now.impacts if each.weakness == area.number), None)
    if judged is not None and judged.impact in _CLAIMS:
        said.append(f"its impact was judged {_CLAIMS[judged.impact]} on {day(judged.written.as_at)}")
    if said:
        links = (*_things(own), *map(about, well))
        yield Point(
            WORSENING, weakness(area), f"{capital(' and '.join(said))}, while {_told(own)}.", links, None, _since(own)
        )


def _well(rounds: Rounds, green: Sequence[MilestonePosition], of: Sequence[MilestonePosition], that: str = "") -> str:
    """How much of it is green: *3 of 4 milestones that serve it are on target or complete*."""
    if len(of) == 1:
        return f"the only {rounds.words.milestone}{that.replace('serve', 'serves')} is on target or complete"
    verb = "is" if len(green) == 1 else "are"
    return f"{len(green)} of {rounds.words.count_milestones(len(of))}{that} {verb} on target or complete"


def _told(worse: Sequence[IndicatorReading]) -> str:
    return "; ".join(map(compared, worse))


def _things(worse: Sequence[IndicatorReading]) -> tuple[Thing, ...]:
    return tuple(indicator(each.indicator) for each in worse)


def _since(worse: Sequence[IndicatorReading]) -> date:
    return max(each.number.published_on for each in worse if each.number)
