"""What serves, touches or waits for each area of weakness. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from wsoa.points import Point, points_to_check
from wsoa.points.silence import CHALLENGED, LEAD
from wsoa.snapshot.positions import AskPosition, MilestonePosition, Snapshot
from wsoa.terms import ThingState

AMONG_THEMSELVES = frozenset({CHALLENGED, LEAD})
"""Rules about how the team works together, which is none of the summary's readers' business."""

Areas = Collection[int]


@dataclass(frozen=True)
class Serving:
    """The areas of weakness that things of a programme belong to, by their numbers; none where they belong to none."""

    snapshot: Snapshot
    earlier: tuple[Snapshot, ...] = ()

    @cached_property
    def standing(self) -> frozenset[int]:
        """The areas that stand."""
        return frozenset(each.number for each in self.snapshot.weaknesses if each.state is ThingState.LIVE)

    @cached_property
    def milestones(self) -> Mapping[int, Areas]:
        """Of each milestone, also of one that is promised no more: the areas that its focus areas serve."""
        served = {area.number: area.weaknesses for area in self.snapshot.focus_areas}
        return {each.number: self._of(each, served) for each in self.snapshot.milestones}

    def _of(self, milestone: MilestonePosition, served: Mapping[int, tuple[int, ...]]) -> Areas:
        return {each for area in milestone.focus_areas for each in served.get(area, ()) if each in self.standing}

    def of_ask(self, ask: AskPosition) -> Areas:
        """Those of the milestone or the risk that it is about."""
        if ask.milestone is not None:
            return self.milestones.get(ask.milestone, ())
        threatened = (each.weaknesses for each in self.snapshot.risks if each.number == ask.risk)
        return self.standing.intersection(next(threatened, ()))

    @cached_property
    def points(self) -> tuple[tuple[Point, Areas], ...]:
        """Every point to check that is told outside of the team, with the areas of what it is about."""
        raised = points_to_check(self.snapshot, self.earlier)
        return tuple((each, self._of_point(each)) for each in raised if each.rule not in AMONG_THEMSELVES)

    def _of_point(self, point: Point) -> Areas:
        for thing in (point.about, *point.links):
            if found := self._of_thing(thing.kind, thing.number):
                return found
        return ()

    def _of_thing(self, kind: str, number: int) -> Areas:
        match kind:
            case "milestone":
                return self.milestones.get(number, ())
            case "weakness":
                return self.standing & {number}
            case "indicator":
                spoken = (each.weaknesses for each in self.snapshot.indicators if each.number == number)
            case "evidence":
                spoken = (each.weaknesses for each in self.snapshot.evidence if each.number == number)
            case _:
                return ()
        return self.standing.intersection(next(spoken, ()))
