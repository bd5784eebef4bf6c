"""The tables of the record: SQLModel tables only, one noun a file; no relationships, no behaviour."""

from sqlmodel import SQLModel

from wsoa.tables.ask import Ask, AskAnswer, AskTerms
from wsoa.tables.base import Child, History, Thing
from wsoa.tables.board import Board, BoardTerms, Round, RoundBoard, RoundState, RoundTerms
from wsoa.tables.bullet_list import Bullet, BulletList, BulletListVersion, NextStepAnswer, NextStepsAnswered
from wsoa.tables.challenge import Challenge, ChallengeAnswer, ChallengeTerms
from wsoa.tables.draw import Draw, DrawnMilestone, DrawTerms
from wsoa.tables.evidence import (
    Evidence,
    EvidenceIndicator,
    EvidenceMilestone,
    EvidenceRisk,
    EvidenceTerms,
    EvidenceWeakness,
)
from wsoa.tables.explanation import Explanation, ExplanationTerms
from wsoa.tables.focus_area import FocusArea, FocusAreaTerms, FocusAreaWeakness
from wsoa.tables.impact import ImpactEvidence, ImpactIndicator, ImpactJudgement
from wsoa.tables.indicator import Indicator, IndicatorMilestone, IndicatorTerms, IndicatorWeakness
from wsoa.tables.issued import FrozenFile, Pack, PackAmendment, PackDifference, PackTerms
from wsoa.tables.lead_return import LeadReturn, LeadReturnState
from wsoa.tables.milestone import (
    AssignedPerson,
    Milestone,
    MilestoneAssignment,
    MilestoneDate,
    MilestoneFocusArea,
    MilestoneLead,
    MilestoneTerms,
    MilestoneUpdate,
    UpdateEvidence,
)
from wsoa.tables.person import Invitation, Membership, Organisation, Person, ProgrammeOrganisation, WebSession
from wsoa.tables.plan import Plan, PlanTerms
from wsoa.tables.product import Product, ProductTerms, ProductTimescale, ProductUpdate
from wsoa.tables.programme import Entry, Head, Programme, ProgrammeTerms, ProgrammeWords
from wsoa.tables.question import Question, QuestionAnswer, QuestionTerms
from wsoa.tables.rating_key import RatingKey, RatingKeyTerms, RatingLevel
from wsoa.tables.risk import Risk, RiskMilestone, RiskTerms, RiskUpdate, RiskWeakness
from wsoa.tables.statistic import Measure, Statistic, StatisticalArea, StatisticalNeighbour, StatisticsFile
from wsoa.tables.tracker_load import RememberedColumn, TrackerLoad
from wsoa.tables.weakness import Weakness, WeaknessReference, WeaknessTerms
from wsoa.tables.workstream import (
    Workstream,
    WorkstreamLead,
    WorkstreamNote,
    WorkstreamNotes,
    WorkstreamTerms,
    WorkstreamWeakness,
)

HISTORY: tuple[type[History], ...] = (
    AskAnswer,
    AskTerms,
    BoardTerms,
    BulletListVersion,
    ChallengeAnswer,
    ChallengeTerms,
    DrawTerms,
    EvidenceTerms,
    ExplanationTerms,
    FocusAreaTerms,
    ImpactJudgement,
    IndicatorTerms,
    LeadReturnState,
    MilestoneAssignment,
    MilestoneDate,
    MilestoneTerms,
    MilestoneUpdate,
    NextStepsAnswered,
    PackAmendment,
    PackTerms,
    PlanTerms,
    ProductTerms,
    ProductUpdate,
    ProgrammeTerms,
    ProgrammeWords,
    QuestionAnswer,
    QuestionTerms,
    RatingKeyTerms,
    RiskTerms,
    RiskUpdate,
    RoundState,
    RoundTerms,
    WeaknessTerms,
    WorkstreamNotes,
    WorkstreamTerms,
)
"""Every kind of history row, by name: the order in which an entry digests its rows."""

metadata = SQLModel.metadata

__all__ = [
    "HISTORY",
    "Ask",
    "AskAnswer",
    "AskTerms",
    "AssignedPerson",
    "Board",
    "BoardTerms",
    "Bullet",
    "BulletList",
    "BulletListVersion",
    "Challenge",
    "ChallengeAnswer",
    "ChallengeTerms",
    "Child",
    "Draw",
    "DrawTerms",
    "DrawnMilestone",
    "Entry",
    "Evidence",
    "EvidenceIndicator",
    "EvidenceMilestone",
    "EvidenceRisk",
    "EvidenceTerms",
    "EvidenceWeakness",
    "Explanation",
    "ExplanationTerms",
    "FocusArea",
    "FocusAreaTerms",
    "FocusAreaWeakness",
    "FrozenFile",
    "Head",
    "History",
    "ImpactEvidence",
    "ImpactIndicator",
    "ImpactJudgement",
    "Indicator",
    "IndicatorMilestone",
    "IndicatorTerms",
    "IndicatorWeakness",
    "Invitation",
    "LeadReturn",
    "LeadReturnState",
    "Measure",
    "Membership",
    "Milestone",
    "MilestoneAssignment",
    "MilestoneDate",
    "MilestoneFocusArea",
    "MilestoneLead",
    "MilestoneTerms",
    "MilestoneUpdate",
    "NextStepAnswer",
    "NextStepsAnswered",
    "Organisation",
    "Pack",
    "PackAmendment",
    "PackDifference",
    "PackTerms",
    "Person",
    "Plan",
    "PlanTerms",
    "Product",
    "ProductTerms",
    "ProductTimescale",
    "ProductUpdate",
    "Programme",
    "ProgrammeOrganisation",
    "ProgrammeTerms",
    "ProgrammeWords",
    "Question",
    "QuestionAnswer",
    "QuestionTerms",
    "RatingKey",
    "RatingKeyTerms",
    "RatingLevel",
    "RememberedColumn",
    "Risk",
    "RiskMilestone",
    "RiskTerms",
    "RiskUpdate",
    "RiskWeakness",
    "Round",
    "RoundBoard",
    "RoundState",
    "RoundTerms",
    "Statistic",
    "StatisticalArea",
    "StatisticalNeighbour",
    "StatisticsFile",
    "Thing",
    "TrackerLoad",
    "UpdateEvidence",
    "Weakness",
    "WeaknessReference",
    "WeaknessTerms",
    "WebSession",
    "Workstream",
    "WorkstreamLead",
    "WorkstreamNote",
    "WorkstreamNotes",
    "WorkstreamTerms",
    "WorkstreamWeakness",
    "metadata",
]
