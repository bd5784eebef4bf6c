"""Milestones: promising them, dating them, changing what was promised, and saying how they go."""

from wsoa.milestones.confirming import ConfirmChange, confirm_updates
from wsoa.milestones.date_moves import (
    DateDecisionChange,
    DateMoveChange,
    decide_date,
    propose_date,
    take_back_proposal,
)
from wsoa.milestones.ending import EndChange, end_milestone, take_back_milestone
from wsoa.milestones.lead_returns import complete_return, open_return_again
from wsoa.milestones.merging import MergeChange, merge_milestones
from wsoa.milestones.mistakes import correct_update, withdraw_update
from wsoa.milestones.naming import NamedLeadsChange, match_leads
from wsoa.milestones.promising import PromisesChange, promise_milestones
from wsoa.milestones.splitting import PartChange, SplitChange, split_milestone
from wsoa.milestones.structure import RestatementChange, restate_milestone
from wsoa.milestones.terms import MilestoneChange, promise_date, state_milestone
from wsoa.milestones.updates import UpdateChange, record_update, write_update

__all__ = [
    "ConfirmChange",
    "DateDecisionChange",
    "DateMoveChange",
    "EndChange",
    "MergeChange",
    "MilestoneChange",
    "NamedLeadsChange",
    "PartChange",
    "PromisesChange",
    "RestatementChange",
    "SplitChange",
    "UpdateChange",
    "complete_return",
    "confirm_updates",
    "correct_update",
    "decide_date",
    "end_milestone",
    "match_leads",
    "merge_milestones",
    "open_return_again",
    "promise_date",
    "promise_milestones",
    "propose_date",
    "record_update",
    "restate_milestone",
    "split_milestone",
    "state_milestone",
    "take_back_milestone",
    "take_back_proposal",
    "withdraw_update",
    "write_update",
]
