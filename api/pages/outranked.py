"""Which of two positions stands, in words: the one of the later date, whichever was recorded last (DESIGN 6)."""

from collections.abc import Sequence
from datetime import date

from api.render import day
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import MilestonePosition, MilestoneUpdatePosition, Written


def outranked(snap: Snapshot, milestone: MilestonePosition, subject: str) -> str:
    """That what `subject` names speaks for the round's date, and which later position stands; empty where none does."""
    stands = milestone.update.written if milestone.update else None
    speaks_for = _speaks_for(snap)
    if stands is None or stands.as_at <= speaks_for:
        return ""
    return f"{subject} speaks for {day(speaks_for)}. A later position, {_of(stands)}, stands on today’s pages."


def outranked_in(history: Sequence[MilestoneUpdatePosition]) -> str:
    """That something was recorded after the position that stands and speaks for an earlier date; empty where not."""
    stands = max((each.written for each in history), key=lambda each: (each.as_at, each.sequence), default=None)
    since = [each.written for each in history if stands and each.written.sequence > stands.sequence]
    if stands is None or not since:
        return ""
    dates = " and ".join(day(on) for on in sorted({each.as_at for each in since}))
    return f"What was recorded last speaks for {dates}. A later position, {_of(stands)}, stands."


def _speaks_for(snap: Snapshot) -> date:
    return min(snap.as_at, snap.current_round.position_date) if snap.current_round else snap.as_at


def _of(written: Written) -> str:
    return f"as at {day(written.as_at)} ({'from a tracker' if written.command == 'import' else f'by {written.by}'})"
