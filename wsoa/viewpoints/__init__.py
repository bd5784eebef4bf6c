"""Partners' own views: only they write them, and one check for personal data is all that stands before their print."""

from wsoa.viewpoints.checking import check_view, may_check
from wsoa.viewpoints.giving import A_COLLEAGUE_S, ViewChange, change_view, give_view, may_change, withdraw_view

__all__ = [
    "A_COLLEAGUE_S",
    "ViewChange",
    "change_view",
    "check_view",
    "give_view",
    "may_change",
    "may_check",
    "withdraw_view",
]
