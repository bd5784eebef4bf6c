"""Whose milestones they are, and what is due from somebody this round: the lead's return."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from wsoa.access import TABLE, Action, Actor, Reach, Whose, reaches
from wsoa.points import is_complete, is_reported, live
from wsoa.snapshot.owners import owners
from wsoa.snapshot.positions import MilestonePosition, PromisedPosition, RoundPosition, Snapshot, WorkstreamPosition
from wsoa.terms import ThingState


@dataclass(frozen=True, slots=True)
class Return:
    """What one person answers for this round, in the plan's order.

    `asked` holds what is due and what is done; `resting` what was complete before and need not be said again.
    `workstreams` are those whose progress and next steps they write, `promised` what these promised the round before.
    """

    asked: tuple[MilestonePosition, ...]
    resting: tuple[MilestonePosition, ...]
    done: frozenset[int]
    workstreams: tuple[WorkstreamPosition, ...]
    promised: tuple[PromisedPosition, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked of them."""
        return not self.asked and not self.workstreams

    @property
    def missing(self) -> tuple[MilestonePosition, ...]:
        """The milestones they have not updated or confirmed."""
        return tuple(milestone for milestone in self.asked if milestone.number not in self.done)

    @property
    def unanswered(self) -> tuple[PromisedPosition, ...]:
        """The lists of next steps in which some have no answer yet."""
        return tuple(promised for promised in self.promised if promised.count(None))


def is_theirs(actor: Actor, programme_id: int, whose: Whose) -> bool:
    """Whether somebody answers for a milestone, which is more than being allowed to update it.

    Theirs are the milestones of the workstreams they lead or support, those that name them as lead and, for a partner,
    those that name their organisation. Where people were asked to update a milestone by name, it is due from them and
    from nobody else, so that nobody is asked twice. A manager may update every milestone and answers for those that
    name them.
    """
    if whose.assigned:
        return actor.uid in whose.assigned and reaches(actor, Action.UPDATE_MILESTONE, programme_id, whose)
    named = actor.uid in whose.people and reaches(actor, Action.UPDATE_MILESTONE, programme_id, whose)
    return named or _answers_for(actor, Action.UPDATE_MILESTONE, programme_id, whose)


def reports_for(actor: Actor, programme_id: int, workstream: int) -> bool:
    """Whether progress and next steps of a workstream are theirs to write: they lead or support it."""
    return _answers_for(actor, Action.WRITE_PROGRESS, programme_id, Whose(workstream))


def _answers_for(actor: Actor, action: Action, programme_id: int, whose: Whose) -> bool:
    """Whether a right is theirs by a role that does not give it for the whole programme."""
    table = TABLE[action]
    narrow = tuple(held for held in actor.held if table.get(held.role) is not Reach.PROGRAMME)
    return bool(narrow) and not actor.is_operator and reaches(replace(actor, held=narrow), action, programme_id, whose)


def is_done(milestone: MilestonePosition, current: RoundPosition | None) -> bool:
    """Whether the milestone has been updated, or confirmed, this round, as `points.is_reported` says."""
    return is_reported(milestone, current)


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
    reported = tuple(
        each
        for each in snapshot.workstreams
        if each.state is ThingState.LIVE and reports_for(actor, programme_id, each.number)
    )
    numbers = {each.number for each in reported}
    promised = tuple(each for each in snapshot.promised if each.workstream in numbers)
    return Return(asked, resting, done, reported, promised)
