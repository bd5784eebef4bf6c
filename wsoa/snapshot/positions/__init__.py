"""What leaves the record: a programme as it stood, in frozen dataclasses that no one can write back.

Things are named by kind and number; words are those of the date asked for; names of people and
organisations are today's (DESIGN 6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wsoa.snapshot.positions.agreed import NOTHING_TOLD, Agreed, Agreements
from wsoa.snapshot.positions.asked import (
    Answered,
    AskPosition,
    ImpactPosition,
    PromisedPosition,
    PromisedStep,
    ReturnPosition,
    promised_and_done,
)
from wsoa.snapshot.positions.issued import (
    AmendmentPosition,
    ChallengePosition,
    DrawPosition,
    ExplanationPosition,
    PackPosition,
    QuestionPosition,
)
from wsoa.snapshot.positions.loads import LoadPosition
from wsoa.snapshot.positions.measured import (
    CheckpointPosition,
    IndicatorPosition,
    QualityPosition,
    TargetPosition,
    TargetStated,
    ValuePosition,
)
from wsoa.snapshot.positions.own_words import HOUSE_WORDS, OwnWords, capital, with_article
from wsoa.snapshot.positions.promised import (
    FocusAreaPosition,
    MilestoneDates,
    MilestonePosition,
    MilestoneUpdatePosition,
    Note,
    PendingMove,
    PlanPosition,
    RatedThen,
    WeaknessPosition,
    WorkstreamPosition,
)
from wsoa.snapshot.positions.shared import (
    Head,
    Lead,
    Level,
    Written,
)
from wsoa.snapshot.positions.working import (
    BoardDay,
    BoardPosition,
    Bullet,
    BulletListPosition,
    EvidencePosition,
    ProductPosition,
    RiskPosition,
    RoundPosition,
)
from wsoa.terms import BulletKind, Scope


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A programme as it stood on `as_at`, as known by entry `known_by`. Everything is drawn from this.

    Tuples are in number order but milestones, which follow workstream, reference and number.
    `scope` says whether the record holds the whole plan or only what a monitoring update listed. `loads` are the
    trackers that were loaded, newest first; they are read only where a report speaks of them. `words` are the
    programme's own. `promised` are the next steps of the round before, which this round answers.
    """

    slug: str
    name: str
    as_at: date
    known_by: int
    head: Head
    begins: date
    scope: Scope
    levels: tuple[Level, ...]
    plans: tuple[PlanPosition, ...]
    weaknesses: tuple[WeaknessPosition, ...]
    workstreams: tuple[WorkstreamPosition, ...]
    focus_areas: tuple[FocusAreaPosition, ...]
    milestones: tuple[MilestonePosition, ...]
    risks: tuple[RiskPosition, ...]
    lists: tuple[BulletListPosition, ...]
    products: tuple[ProductPosition, ...]
    indicators: tuple[IndicatorPosition, ...]
    evidence: tuple[EvidencePosition, ...]
    boards: tuple[BoardPosition, ...]
    rounds: tuple[RoundPosition, ...]
    current_round: RoundPosition | None
    loads: tuple[LoadPosition, ...] = ()
    words: OwnWords = HOUSE_WORDS
    asks: tuple[AskPosition, ...] = ()
    impacts: tuple[ImpactPosition, ...] = ()
    promised: tuple[PromisedPosition, ...] = ()
    returns: tuple[ReturnPosition, ...] = ()
    challenges: tuple[ChallengePosition, ...] = ()
    explanations: tuple[ExplanationPosition, ...] = ()

    def bullets(self, kind: BulletKind, workstream: int | None) -> Sequence[Bullet]:
        """The list of that kind of that workstream (None: of the programme); empty when none was written."""
        kept = self.kept_list(kind, workstream)
        return kept.bullets if kept else ()

    def kept_list(self, kind: BulletKind, workstream: int | None) -> BulletListPosition | None:
        """The same list with who wrote it and when; None when none was written."""
        return next((x for x in self.lists if x.kind is kind and x.workstream == workstream), None)


__all__ = [
    "HOUSE_WORDS",
    "NOTHING_TOLD",
    "Agreed",
    "Agreements",
    "AmendmentPosition",
    "Answered",
    "AskPosition",
    "BoardDay",
    "BoardPosition",
    "Bullet",
    "BulletListPosition",
    "ChallengePosition",
    "CheckpointPosition",
    "DrawPosition",
    "EvidencePosition",
    "ExplanationPosition",
    "FocusAreaPosition",
    "Head",
    "ImpactPosition",
    "IndicatorPosition",
    "Lead",
    "Level",
    "LoadPosition",
    "MilestoneDates",
    "MilestonePosition",
    "MilestoneUpdatePosition",
    "Note",
    "OwnWords",
    "PackPosition",
    "PendingMove",
    "PlanPosition",
    "ProductPosition",
    "PromisedPosition",
    "PromisedStep",
    "QualityPosition",
    "QuestionPosition",
    "RatedThen",
    "ReturnPosition",
    "RiskPosition",
    "RoundPosition",
    "Snapshot",
    "TargetPosition",
    "TargetStated",
    "ValuePosition",
    "WeaknessPosition",
    "WorkstreamPosition",
    "Written",
    "capital",
    "promised_and_done",
    "with_article",
]
