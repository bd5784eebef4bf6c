"""How far a round has come: which milestones were updated, confirmed or left out. Pure (points.is_reported)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wsoa.points import is_complete, is_reported, live
from wsoa.snapshot.positions import MilestonePosition, RoundPosition, Snapshot
from wsoa.snapshot.working import round_reached


@dataclass(frozen=True, slots=True)
class RoundReported:
    """The milestones of a round: those it heard of in new words, confirmed unchanged, or not at all.

    `resting` were complete before and need not be said again: nobody is asked about them. `late` came late.
    """

    updated: tuple[MilestonePosition, ...]
    confirmed: tuple[MilestonePosition, ...]
    missing: tuple[MilestonePosition, ...]
    resting: tuple[MilestonePosition, ...]
    late: tuple[MilestonePosition, ...]

    @property
    def asked(self) -> int:
        """How many somebody is asked about."""
        return len(self.updated) + len(self.confirmed) + len(self.missing)

    @property
    def heard(self) -> int:
        """How many were updated or confirmed."""
        return len(self.updated) + len(self.confirmed)


def reported(snapshot: Snapshot, milestones: Sequence[MilestonePosition] | None = None) -> RoundReported:
    """How far the snapshot's round has come, of all that is promised or of some `milestones`."""
    current, asked = snapshot.current_round, live(snapshot) if milestones is None else tuple(milestones)
    heard = [each for each in asked if is_reported(each, current)]
    silent = [each for each in asked if not is_reported(each, current)]
    return RoundReported(
        updated=tuple(each for each in heard if not _is_confirmed(each, current)),
        confirmed=tuple(each for each in heard if _is_confirmed(each, current)),
        missing=tuple(each for each in silent if current and not is_complete(each)),
        resting=tuple(each for each in silent if is_complete(each)),
        late=tuple(each for each in heard if _of(each, current) and each.update and each.update.written.late),
    )


def days_to_look(round_: RoundPosition, rounds: Sequence[RoundPosition], today: date) -> tuple[date, ...]:
    """The days on which to look at a round, the best first: today while it lasts; else its own date, and its last day.

    Its own date does not do where the next round had begun by then, or nobody had set the round up yet. None: it has
    not begun.
    """
    if _begins(round_) > today:
        return ()
    if round_reached(rounds, today) == round_:
        return (today,)
    after = (_begins(each) for each in rounds if each.opens > round_.opens)
    last = min(after, default=today) - timedelta(1)
    return (min(round_.position_date, last), last)


def _begins(round_: RoundPosition) -> date:
    return min(round_.opens, round_.position_date)


def _of(milestone: MilestonePosition, current: RoundPosition | None) -> bool:
    said = milestone.update
    return current is not None and said is not None and said.written.round == current.number


def _is_confirmed(milestone: MilestonePosition, current: RoundPosition | None) -> bool:
    return _of(milestone, current) and milestone.update is not None and milestone.update.written.confirmed
