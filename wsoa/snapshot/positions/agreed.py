"""Who brought about what things are called, promise and fall due."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wsoa.snapshot.positions.shared import Written


@dataclass(frozen=True, slots=True)
class Agreed:
    """Who wrote it, when and why; in words, who agreed to it and what was decided."""

    written: Written
    approver: str | None
    decision: str | None


@dataclass(frozen=True, slots=True)
class Agreements:
    """By number: of milestones who last changed what they promise, their date or their rating; of risks, their name.

    A date that was proposed first is told by the proposal, with the approver and the decision of the answer.
    """

    wordings: Mapping[int, Agreed] = field(default_factory=dict)
    dates: Mapping[int, Agreed] = field(default_factory=dict)
    risks: Mapping[int, Agreed] = field(default_factory=dict)
    ratings: Mapping[int, Agreed] = field(default_factory=dict)


NOTHING_TOLD = Agreements()
"""Of nothing is it known who brought it about."""
