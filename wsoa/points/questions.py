"""Questions every page and document asks of the plan: pure functions of the snapshot, never of the clock (DESIGN 6)."""

from collections.abc import Callable
from datetime import date

from wsoa.snapshot.positions import (
    AskPosition,
    BulletListPosition,
    MilestonePosition,
    RatedThen,
    RoundPosition,
    Snapshot,
    WeaknessPosition,
)
from wsoa.terms import LevelGroup, ThingState, TimescaleKind
from wsoa.timescales import overdue

Question = Callable[[MilestonePosition, Snapshot], bool]

QUARTERLY = 3
"""After so many months an impact judgement is due again."""


def live(snapshot: Snapshot) -> tuple[MilestonePosition, ...]:
    """The milestones that are still promised: those that every number counts."""
    return tuple(milestone for milestone in snapshot.milestones if milestone.state is ThingState.LIVE)


def ratings_of(snapshot: Snapshot) -> RatedThen:
    """How the milestones that are still promised stand on the snapshot's date."""
    return RatedThen(snapshot.as_at, tuple(milestone.level for milestone in live(snapshot)))


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


def is_reported(milestone: MilestonePosition, current: RoundPosition | None) -> bool:
    """Whether a row of the round speaks of it, be it the one that stands or an older one that a later date outranks.

    Outside of all rounds nothing is ever reported; a row that takes another back says nothing new.
    """
    if current is None:
        return False
    said = milestone.update.written if milestone.update else None
    return milestone.reported or (said is not None and said.round == current.number and said.withdraws is None)


def is_not_updated(milestone: MilestonePosition, snapshot: Snapshot) -> bool:
    """Not complete, and without a row of the current round. What is complete may rest."""
    current = snapshot.current_round
    return current is not None and not is_complete(milestone) and not is_reported(milestone, current)


def is_past_its_meeting(ask: AskPosition, snapshot: Snapshot) -> bool:
    """Outstanding, although the meeting by which it was asked has passed."""
    return ask.outstanding and ask.meeting is not None and ask.meeting < snapshot.as_at


def outstanding(snapshot: Snapshot) -> tuple[AskPosition, ...]:
    """The asks that wait for an answer, by meeting; those without one come last."""
    waiting = (ask for ask in snapshot.asks if ask.outstanding)
    return tuple(sorted(waiting, key=lambda ask: (ask.meeting is None, ask.meeting or snapshot.as_at, ask.number)))


def months_since(then: date, snapshot: Snapshot) -> int:
    """Whole months from a date to the snapshot's."""
    now = snapshot.as_at
    return (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)


def is_judgement_due(weakness: WeaknessPosition, snapshot: Snapshot) -> bool:
    """A live area of weakness that nobody has judged in the last three months (DESIGN 2, rule 4)."""
    judged = next((each.written.as_at for each in snapshot.impacts if each.weakness == weakness.number), None)
    return weakness.state is ThingState.LIVE and (judged is None or months_since(judged, snapshot) >= QUARTERLY)


def is_of_this_round(kept: BulletListPosition, snapshot: Snapshot) -> bool:
    """Whether a list is what the round reached has said; outside of all rounds, whether it is of the very date."""
    current = snapshot.current_round
    if current is None:
        return kept.written.as_at == snapshot.as_at
    if kept.written.round is None:
        return kept.written.as_at >= min(current.opens, current.position_date)
    return kept.written.round == current.number
