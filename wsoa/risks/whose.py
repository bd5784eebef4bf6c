"""Whose a risk is: its workstream's, or (without one) the programme's."""

from wsoa import clock
from wsoa.access import Action, Whose, reaches, require
from wsoa.errors import Unseen
from wsoa.history import OpenEntry, Standing
from wsoa.tables import RiskTerms


def require_mine(writing: OpenEntry, number: int) -> Standing:
    """What risk `number` is today. Raises Unseen when the actor cannot see it, Barred when it is not theirs to keep."""
    stood = writing.standing(RiskTerms, number, clock.today())
    if stood is None:
        raise Unseen("risk")
    whose = Whose(stood.values["workstream"])
    if not reaches(writing.actor, Action.READ_WORKING, writing.programme_id, whose):
        raise Unseen("risk")
    require(writing.actor, Action.KEEP_RISK, writing.programme_id, whose)
    return stood
