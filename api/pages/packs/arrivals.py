"""What has come into the record since a pack was drawn, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wsoa.issued import ArrivedEntry
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import OwnWords, capital

MOST_NAMED = 3
"""Of more things of one kind than these only the number is told."""

_DID: Mapping[str, str] = {
    "import": "Loaded a tracker",
    "record_update": "Updated",
    "correct_update": "Corrected an update",
    "withdraw_update": "Withdrew an update",
    "confirm_updates": "Confirmed as unchanged",
    "complete_return": "Completed a return",
    "open_return_again": "Opened a return again",
    "write_return_lists": "Wrote progress and next steps",
    "write_round": "Wrote progress and next steps",
    "raise_risk": "Raised",
    "describe_risk": "Described again",
    "assess_risk": "Assessed",
    "close_risk": "Closed",
    "reopen_risk": "Opened again",
    "become_issue": "Turned into an issue",
    "raise_ask": "Asked a board for something",
    "reword_ask": "Re-worded",
    "withdraw_ask": "Withdrew",
    "answer_ask": "Said what became of",
    "judge_impact": "Judged the impact",
    "propose_date": "Proposed to move a date",
    "decide_date": "Decided on a date move",
    "take_back_date": "Took back a date move",
    "restate_milestone": "Re-worded or moved",
    "merge_milestones": "Merged",
    "split_milestone": "Split",
    "end_milestone": "Ended",
    "assign_milestones": "Said who updates",
    "save_round": "Changed the dates of",
    "record_evidence": "Recorded",
    "ask_question": "Asked about a pack",
    "answer_question": "Answered",
    "close_question": "Closed",
    "issue_pack": "Issued",
    "draft_pack": "Drafted",
    "clear_pack": "Cleared",
    "redraw_pack": "Prepared a fresh draft of",
    "give_up_pack": "Withdrew the draft of",
    "send_back_pack": "Sent back",
    "lodge_amended": "Recorded the version that was sent of",
    "give_view": "Gave their organisation’s view",
    "change_view": "Changed their organisation’s view",
    "withdraw_view": "Took their organisation’s view back",
    "check_view": "Checked a view for personal data",
    **dict.fromkeys(("record_quotation", "record_case_study", "record_audit"), "Recorded"),
    **dict.fromkeys(("change_quotation", "change_case_study", "change_audit"), "Put right"),
    **dict.fromkeys(("withdraw_quotation", "withdraw_case_study", "withdraw_audit"), "Withdrew"),
    "challenge_update": "Challenged an update",
    "explain_point": "Explained a point to check",
    "approve_erasure": "Erased words",
}
_PAGES = ("milestone", "risk", "ask", "weakness", "workstream", "question", "pack")


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about, in words, and its page ("" for none)."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry in words: who, when, what was done, and to what."""

    by: str
    recorded_at: datetime
    did: str
    what: tuple[About, ...]


def in_words(entries: Iterable[ArrivedEntry], found: Snapshot) -> tuple[Arrival, ...]:
    """The entries as a page tells them."""
    return tuple(Arrival(each.by, each.recorded_at, _did(each.command), _what(each, found)) for each in entries)


def _did(command: str) -> str:
    return _DID.get(command) or capital(command.replace("_", " "))


def _what(entry: ArrivedEntry, found: Snapshot) -> tuple[About, ...]:
    many = {kind for kind, count in Counter(kind for kind, _ in entry.what).items() if count > MOST_NAMED}
    counts = Counter(kind for kind, _ in entry.what if kind in many)
    named = (_one(kind, number, found) for kind, number in entry.what if kind not in many)
    counted = (f"{count} {_called(kind, found.words, several=True)}" for kind, count in counts.items())
    return (*named, *(About(words, "") for words in counted))


def _one(kind: str, number: int, found: Snapshot) -> About:
    home = f"/programmes/{found.slug}"
    page = {"ask": "asks", "weakness": "weaknesses"}.get(kind, f"{kind}s")
    href = f"{home}/{page}/{number}" if kind in _PAGES else ""
    called = _called(kind, found.words)
    return About(f"{called} {ref}" if (ref := _ref(kind, number, found)) else called, href)


def _ref(kind: str, number: int, found: Snapshot) -> str:
    """What the programme calls the thing: its reference, or its name."""
    things: Sequence[Any] = {  # Any: things of many kinds, each with names of its own
        "milestone": found.milestones,
        "risk": found.risks,
        "weakness": found.weaknesses,
        "workstream": found.workstreams,
        "round": found.rounds,
        "board": found.boards,
    }.get(kind, ())
    thing = next((each for each in things if each.number == number), None)
    said = (getattr(thing, name, "") for name in ("ref", "name", "title"))
    return next(filter(None, said), "" if kind == "programme" else str(number))


def _called(kind: str, words: OwnWords, *, several: bool = False) -> str:
    own = {
        "milestone": (words.milestone, words.milestones),
        "focus_area": (words.focus_area, words.focus_areas),
        "workstream": (words.workstream, words.workstreams),
        "weakness": (words.weakness, words.weaknesses),
        "evidence": ("evidence", "pieces of evidence"),
        "bullet_list": ("list", "lists"),
        "lead_return": ("return", "returns"),
        "voice": ("quotation", "quotations"),
        "case_study": ("case study", "case studies"),
        "plan_audit": ("audit", "audits"),
    }
    plain = kind.replace("_", " ")
    one, more = own.get(kind, (plain, f"{plain}s"))
    return more if several else capital(one)
