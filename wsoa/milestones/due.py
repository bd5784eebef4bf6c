"""Whose milestones they are, and what is due from somebody this round: the lead's return."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from wsoa.access import TABLE, Action, Actor, Reach, Whose, reaches
from wsoa.points import is_complete, live
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import MilestonePosition, RoundPosition, Snapshot


@dataclass(frozen=True, slots=True)
class Return:
    """What one person answers for this round, in the plan's order.

    `asked` holds what is due and what is done; `resting` what was complete before and need not be said again.
    """

    asked: tuple[MilestonePosition, ...]
    resting: tuple[MilestonePosition, ...]
    done: frozenset[int]


def is_theirs(actor: Actor, programme_id: int, whose: Whose) -> bool:
    """Whether somebody answers for a milestone, which is more than being allowed to update it.

    Theirs are the milestones of the workstreams they lead or support, those that name them as lead and, for a partner,
    those that name their organisation. Where people were asked to update a milestone by name, it is due from them and
    from nobody else, so that nobody is asked twice. A manager may update every milestone and answers for those that
    name them.
    """
    if whose.assigned:
        return actor.uid in whose.assigned and reaches(actor, Action.UPDATE_MILESTONE, programme_id, whose)
    table = TABLE[Action.UPDATE_MILESTONE]
    narrow = tuple(held for held in actor.held if table.get(held.role) is not Reach.PROGRAMME)
    named = actor.uid in whose.people and reaches(actor, Action.UPDATE_MILESTONE, programme_id, whose)
    answering = replace(actor, held=narrow)
    return named or (not actor.is_operator and reaches(answering, Action.UPDATE_MILESTONE, programme_id, whose))


def is_done(milestone: MilestonePosition, current: RoundPosition | None) -> bool:
    """Whether the milestone has been updated, or confirmed, this round: it stands at a row that carries the round.

    Outside of all rounds nothing is ever done; a row that takes another back says nothing new.
    """
    said = milestone.update.written if milestone.update else None
    return said is not None and current is not None and said.round == current.number and said.withdraws is None


def return_of(session: Session, actor: Actor, programme_id: int, snapshot: Snapshot) -> Return:
    """What is due from `actor` in the snapshot's round. What is no longer promised is due from nobody."""
    whose = owners(session, programme_id)
    theirs = [
        milestone
        for milestone in live(snapshot)
        if is_theirs(actor, programme_id, whose.get(milestone.number, Whose()))
    ]
    done = frozenset(milestone.number for milestone in theirs if is_done(milestone, snapshot.current_round))
    asked = tuple(milestone for milestone in theirs if milestone.number in done or not is_complete(milestone))
    resting = tuple(milestone for milestone in theirs if milestone not in asked)
    return Return(asked, resting, done)
