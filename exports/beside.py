"""What a report may speak of beside the position itself: earlier positions, and the pack it is issued as."""

from dataclasses import dataclass
from datetime import date

from wsoa.snapshot.positions import BoardPosition, Snapshot


@dataclass(frozen=True, slots=True)
class Issue:
    """As which pack a report is issued, or would be. `mends` is the version that it replaces (None: none).

    `meets` is the day of the board's meeting, `cleared_by` the accountable leader; both may be unknown yet.
    """

    board: BoardPosition
    pack: int
    version: int
    mends: int | None = None
    meets: date | None = None
    issued_on: date | None = None
    cleared_by: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """Beside the position: snapshots of the programme on earlier dates, oldest first; the pack it belongs to."""

    earlier: tuple[Snapshot, ...] = ()
    issue: Issue | None = None


ALONE = Beside()
"""Nothing beside the position."""
