"""Which risks somebody keeps."""

from sqlalchemy.orm import Session

from wsoa import snapshot
from wsoa.access import Action, Actor, Whose, reaches, require
from wsoa.errors import Unseen
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import RiskPosition
from wsoa.terms import ThingState


def kept_by(session: Session, actor: Actor, found: Snapshot) -> tuple[int | None, ...]:
    """The workstreams whose risks the actor keeps; None is the programme itself."""
    programme = snapshot.open_programme(session, actor, found.slug)
    offered = (None, *(each.number for each in found.workstreams if each.state is ThingState.LIVE))
    return tuple(each for each in offered if reaches(actor, Action.KEEP_RISK, programme.id, Whose(each)))


def require_mine(session: Session, actor: Actor, found: Snapshot, number: int) -> RiskPosition:
    """Risk `number`, for whoever keeps it. Raises Unseen and Barred."""
    risk = next((each for each in found.risks if each.number == number), None)
    if risk is None:
        raise Unseen("risk")
    programme = snapshot.open_programme(session, actor, found.slug)
    require(actor, Action.KEEP_RISK, programme.id, Whose(risk.workstream))
    return risk
