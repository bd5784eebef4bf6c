"""A position beside those of the rounds before it: what the rules that speak of several rounds look at."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from wsoa.points.questions import is_reported, live
from wsoa.scorecard import IndicatorReading, read
from wsoa.snapshot.positions import MilestonePosition, RoundPosition, Snapshot
from wsoa.terms import ThingState

MOST_BACK = 3
"""So many rounds back the rules look at most, while the round reached has not spoken yet."""


class Rounds:
    """The position to be checked, with the positions at the ends of the rounds before the one it has reached.

    Of the earlier snapshots only those count that lie before the date the round reached speaks for: the others are
    that round's own. Without a round there is nothing to compare with.
    """

    def __init__(self, now: Snapshot, earlier: Sequence[Snapshot] = ()) -> None:
        current = now.current_round
        self.now, self.words, self.live = now, now.words, live(now)
        self.due_rounds = tuple(each for each in _in_order(now.rounds) if is_due(each, now.as_at))
        self.is_due = current is not None and is_due(current, now.as_at)
        self.before = tuple(each for each in earlier if current is not None and each.as_at < current.position_date)
        self._then = [{each.number: each for each in past.milestones} for past in self.before]

    @cached_property
    def readings(self) -> tuple[IndicatorReading, ...]:
        """What may be said of every indicator on the date of the position."""
        return tuple(read(each, self.now.as_at) for each in self.now.indicators)

    def has_spoken(self, milestone: MilestonePosition) -> bool:
        """Whether this round is one of the rounds of the milestone: its date has come, or somebody reported early."""
        return self.is_due or self.is_told(milestone)

    def is_told(self, milestone: MilestonePosition) -> bool:
        """Whether anything was said of it in the round reached, be it by a tracker whose rows are of no round."""
        return _told_in(milestone, self.now.current_round)

    def heard(self, milestone: MilestonePosition, before: int = 0) -> bool:
        """Whether anything was said of it, be it confirmed, in the last round that has spoken, or so many before it."""
        back = before + (0 if self.has_spoken(milestone) else 1)
        if not back:
            return self.is_told(milestone)
        then = self._back(milestone, back)
        return then is not None and _told_in(then[1], self.before[-back].current_round)

    def last(self, milestone: MilestonePosition) -> tuple[date, MilestonePosition] | None:
        """How it stood at the end of the round before the one reached; None where it was not promised then."""
        return self._back(milestone, 1)

    def stood(self, milestone: MilestonePosition) -> tuple[date, MilestonePosition] | None:
        """How it stood a round before the last round that has spoken of it; None where it was not promised then."""
        return self._back(milestone, 1 if self.has_spoken(milestone) else 2)

    def ends(self, rounds: int) -> tuple[Snapshot, ...]:
        """The positions at the ends of so many rounds before the last that is due, oldest first; none if fewer."""
        ended = self.before if self.is_due else self.before[:-1]
        return ended[-rounds:] if len(ended) >= rounds else ()

    def _back(self, milestone: MilestonePosition, rounds: int) -> tuple[date, MilestonePosition] | None:
        if len(self.before) < rounds:
            return None
        then = self._then[-rounds].get(milestone.number)
        return (self.before[-rounds].as_at, then) if then and then.state is ThingState.LIVE else None


def is_due(each: RoundPosition, on: date) -> bool:
    """Whether all updates of a round can be expected: the date it speaks for has come, or its window has closed."""
    return on >= each.position_date or on > each.closes


def begins(each: RoundPosition) -> date:
    """The first day on which something can be said for the round."""
    return min(each.opens, each.position_date)


def earlier_needed(now: Snapshot) -> int:
    """How many positions the rules look at before the one of the round reached (`wsoa.snapshot.earlier_rounds`)."""
    current = now.current_round
    if current is None:
        return 0
    return MOST_BACK - 1 if is_due(current, now.as_at) else MOST_BACK


def _told_in(milestone: MilestonePosition, reached: RoundPosition | None) -> bool:
    """Silence leaves the last word standing; what takes a row back says nothing new either."""
    if reached is None or milestone.update is None:
        return False
    said = milestone.update.written
    return is_reported(milestone, reached) or (said.withdraws is None and said.as_at >= begins(reached))


def _in_order(rounds: Sequence[RoundPosition]) -> list[RoundPosition]:
    return sorted(rounds, key=lambda each: (each.position_date, each.number))
