"""Released: what advisers, partners and inspectors may read. Two people make a release; one may take it back."""

from wsoa.released.deciding import decide_release, may_decide, waiting_for
from wsoa.released.files import CleanCopy, cleaned, held_back, proposed_file, to_be_cleaned
from wsoa.released.proposing import is_open, propose_release
from wsoa.released.whose import evidence_in_reach, may_see_to
from wsoa.released.withdrawing import withdraw_release

__all__ = [
    "CleanCopy",
    "cleaned",
    "decide_release",
    "evidence_in_reach",
    "held_back",
    "is_open",
    "may_decide",
    "may_see_to",
    "propose_release",
    "proposed_file",
    "to_be_cleaned",
    "waiting_for",
    "withdraw_release",
]
