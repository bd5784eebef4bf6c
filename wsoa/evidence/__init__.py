"""Evidence: what it is, its files and their redacted copies, and what two people decide about them."""

from wsoa.evidence.attaching import FileChange, attach_file, take_file_away
from wsoa.evidence.deciding import decide_file, may_check, why_not_decide
from wsoa.evidence.describing import (
    EvidenceChange,
    EvidenceDescriptionChange,
    change_evidence,
    record_evidence,
    state_evidence,
)
from wsoa.evidence.redacting import attach_redaction
from wsoa.evidence.room import Room, room_left
from wsoa.evidence.whose import evidence_of_theirs, may_speak_for
from wsoa.evidence.withdrawing import reinstate_evidence, withdraw_evidence

__all__ = [
    "EvidenceChange",
    "EvidenceDescriptionChange",
    "FileChange",
    "Room",
    "attach_file",
    "attach_redaction",
    "change_evidence",
    "decide_file",
    "evidence_of_theirs",
    "may_check",
    "may_speak_for",
    "record_evidence",
    "reinstate_evidence",
    "room_left",
    "state_evidence",
    "take_file_away",
    "why_not_decide",
    "withdraw_evidence",
]
