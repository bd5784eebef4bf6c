"""Packs: drafted, cleared by an accountable leader, issued, and what becomes of them after that."""

from wsoa.issued.amended import MOST_DIFFERENCES, lodge_amended, says_draft
from wsoa.issued.arrived import ArrivedEntry, SomethingArrived, arrived_since
from wsoa.issued.drafting import (
    PackChange,
    clear_pack,
    draft_pack,
    give_up_pack,
    may_clear,
    redraw_pack,
    send_back_pack,
)
from wsoa.issued.given import Given, given_as, given_from
from wsoa.issued.issuing import Edition, issue_pack, overtaken_by, place_of

__all__ = [
    "MOST_DIFFERENCES",
    "ArrivedEntry",
    "Edition",
    "Given",
    "PackChange",
    "SomethingArrived",
    "arrived_since",
    "clear_pack",
    "draft_pack",
    "give_up_pack",
    "given_as",
    "given_from",
    "issue_pack",
    "lodge_amended",
    "may_clear",
    "overtaken_by",
    "place_of",
    "redraw_pack",
    "says_draft",
    "send_back_pack",
]
