"""A programme as it stood, with the trackers that had been loaded by then."""

from dataclasses import replace

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor
from wsoa.errors import Unseen
from wsoa.snapshot import Snapshot, open_programme
from wsoa.snapshot.positions.loads import LoadPosition
from wsoa.tracker_loads.loaded import loads


def with_loads(session: Session, actor: Actor, snapshot: Snapshot, number: int | None = None) -> Snapshot:
    """The snapshot with the loads that speak for its date or an earlier one, newest first.

    With `number`, that load comes first, for a report speaks of the first. Raises Unseen when it is not among them,
    Barred when the actor may read no report.
    """
    programme = open_programme(session, actor, snapshot.slug, Action.READ_REPORT)
    found = tuple(each for each in loads(session, programme.id) if _had_come(each, snapshot))
    if number is not None and number not in {each.number for each in found}:
        raise Unseen("load")
    return replace(snapshot, loads=tuple(sorted(found, key=lambda each: each.number != number)))


def _had_come(load: LoadPosition, snapshot: Snapshot) -> bool:
    return load.as_at <= snapshot.as_at and (load.entry is None or load.entry <= snapshot.known_by)
