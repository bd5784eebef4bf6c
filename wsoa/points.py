"""Questions every page and document asks of a milestone: pure functions of the snapshot, never of the clock (DESIGN 6).

The points to check of DESIGN 2, rule 7, will stand here too.
"""

from collections.abc import Callable

from wsoa.snapshot.positions import MilestonePosition, Snapshot
from wsoa.terms import LevelGroup, ThingState, TimescaleKind
from wsoa.timescales import overdue

Question = Callable[[MilestonePosition, Snapshot], bool]


def live(snapshot: Snapshot) -> tuple[MilestonePosition, ...]:
    """The milestones that are still promised: those that every number counts."""
    return tuple(milestone for milestone in snapshot.milestones if milestone.state is ThingState.LIVE)


def is_complete(milestone: MilestonePosition) -> bool:
    """At a level that means complete, in whichever version of the key."""
    return milestone.level is not None and milestone.level.group is LevelGroup.COMPLETE


def is_exception(milestone: MilestonePosition, _: Snapshot) -> bool:
    """At a level that the programme's key calls an exception."""
    return milestone.level is not None and milestone.level.exception


def is_overdue(milestone: MilestonePosition, snapshot: Snapshot) -> bool:
    """Not complete, and past the latest day its date can mean."""
    current = milestone.dates.current
    return not is_complete(milestone) and current is not None and overdue(current, snapshot.as_at)


def has_no_date(milestone: MilestonePosition, _: Snapshot) -> bool:
    """Not complete, and nothing to keep to: no date given, to be decided, or words in which none could be read."""
    current = milestone.dates.current
    unsaid = current is None or current.kind in (TimescaleKind.TO_BE_DECIDED, TimescaleKind.UNREAD)
    return unsaid and not is_complete(milestone)


def is_not_updated(milestone: MilestonePosition, snapshot: Snapshot) -> bool:
    """Not complete, and without a row of the current round. What is complete may rest."""
    if snapshot.current_round is None or is_complete(milestone):
        return False
    return milestone.update is None or milestone.update.written.round != snapshot.current_round.number
