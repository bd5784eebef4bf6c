"""The points to check of a programme that was read, with the earlier rounds they need."""

from sqlalchemy.orm import Session

from wsoa.access import Action, Actor, Whose, reaches
from wsoa.points.rules import earlier_needed, points_to_check
from wsoa.points.shape import Point
from wsoa.snapshot import earlier_rounds, kept_beside, open_programme
from wsoa.snapshot.positions import Snapshot


def found(session: Session, actor: Actor, now: Snapshot) -> tuple[Point, ...]:
    """The points about what the actor sees of a snapshot that this session has loaded.

    Those of the whole programme are kept in memory for whoever sees the whole.
    """
    programme = open_programme(session, actor, now.slug)
    whole = reaches(actor, Action.READ_WORKING, programme.id, Whose())

    def checked() -> tuple[Point, ...]:
        own = now.current_round.position_date if now.current_round else None
        earlier = earlier_rounds(session, actor, now, earlier_needed(now), before=own)
        return points_to_check(now, earlier, whole=whole)

    return kept_beside(session, actor, now, checked, "points", None) if whole else checked()
