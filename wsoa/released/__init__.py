"""Released: what advisers, partners and inspectors may read. Two people make a release; one may take it back."""

from wsoa.released.deciding import decide_release, may_decide, waiting_for
from wsoa.released.proposing import is_open, propose_release
from wsoa.released.whose import evidence_in_reach, may_see_to
from wsoa.released.withdrawing import withdraw_release

__all__ = [
    "decide_release",
    "evidence_in_reach",
    "is_open",
    "may_decide",
    "may_see_to",
    "propose_release",
    "waiting_for",
    "withdraw_release",
]
