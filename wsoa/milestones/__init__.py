"""Milestones: promising them, dating them, and saying how they go."""

from wsoa.milestones.mistakes import correct_update, withdraw_update
from wsoa.milestones.terms import MilestoneChange, promise_date, state_milestone
from wsoa.milestones.updates import UpdateChange, record_update, write_update

__all__ = [
    "MilestoneChange",
    "UpdateChange",
    "correct_update",
    "promise_date",
    "record_update",
    "state_milestone",
    "withdraw_update",
    "write_update",
]
