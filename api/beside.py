"""What a report speaks of beside the position, read in the session the position was read in."""

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from wsoa import snapshot
from wsoa.access import Actor
from wsoa.snapshot import Snapshot

if TYPE_CHECKING:
    from exports.beside import Beside, Issue
    from exports.catalogue import Report


def beside(
    session: Session, actor: Actor, found: Snapshot, report: "Report[Any]", issue: "Issue | None" = None
) -> "Beside":
    """What `report` of the position `found` is given beside it, when it is issued as `issue` (None: as no pack)."""
    # Documents are imported only where one is made: the shell starts without them.
    from exports.beside import Beside

    return Beside(snapshot.earlier_rounds(session, actor, found, report.rounds), issue)
