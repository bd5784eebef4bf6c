"""The tables of the record: SQLModel tables only, one noun a file; no relationships, no behaviour."""

from sqlmodel import SQLModel

from wsoa.tables.base import Child, History, Thing
from wsoa.tables.board import Board, BoardTerms, Round, RoundTerms
from wsoa.tables.bullet_list import Bullet, BulletList, BulletListVersion
from wsoa.tables.evidence import (
    Evidence,
    EvidenceIndicator,
    EvidenceMilestone,
    EvidenceRisk,
    EvidenceTerms,
    EvidenceWeakness,
)
from wsoa.tables.focus_area import FocusArea, FocusAreaTerms, FocusAreaWeakness
from wsoa.tables.indicator import Indicator, IndicatorMilestone, IndicatorTerms, IndicatorWeakness
from wsoa.tables.milestone import (
    Milestone,
    MilestoneDate,
    MilestoneFocusArea,
    MilestoneLead,
    MilestoneTerms,
    MilestoneUpdate,
    UpdateEvidence,
)
from wsoa.tables.person import Membership, Organisation, Person, WebSession
from wsoa.tables.plan import Plan, PlanTerms
from wsoa.tables.product import Product, ProductTerms, ProductTimescale, ProductUpdate
from wsoa.tables.programme import Entry, Head, Programme, ProgrammeTerms
from wsoa.tables.rating_key import RatingKey, RatingKeyTerms, RatingLevel
from wsoa.tables.risk import Risk, RiskMilestone, RiskTerms, RiskUpdate, RiskWeakness
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
    BoardTerms,
    BulletListVersion,
    EvidenceTerms,
    FocusAreaTerms,
    IndicatorTerms,
    MilestoneDate,
    MilestoneTerms,
    MilestoneUpdate,
    PlanTerms,
    ProductTerms,
    ProductUpdate,
    ProgrammeTerms,
    RatingKeyTerms,
    RiskTerms,
    RiskUpdate,
    RoundTerms,
    WeaknessTerms,
    WorkstreamNotes,
    WorkstreamTerms,
)
"""Every kind of history row, by name: the order in which an entry digests its rows."""

metadata = SQLModel.metadata

__all__ = [
    "HISTORY",
    "Board",
    "BoardTerms",
    "Bullet",
    "BulletList",
    "BulletListVersion",
    "Child",
    "Entry",
    "Evidence",
    "EvidenceIndicator",
    "EvidenceMilestone",
    "EvidenceRisk",
    "EvidenceTerms",
    "EvidenceWeakness",
    "FocusArea",
    "FocusAreaTerms",
    "FocusAreaWeakness",
    "Head",
    "History",
    "Indicator",
    "IndicatorMilestone",
    "IndicatorTerms",
    "IndicatorWeakness",
    "Membership",
    "Milestone",
    "MilestoneDate",
    "MilestoneFocusArea",
    "MilestoneLead",
    "MilestoneTerms",
    "MilestoneUpdate",
    "Organisation",
    "Person",
    "Plan",
    "PlanTerms",
    "Product",
    "ProductTerms",
    "ProductTimescale",
    "ProductUpdate",
    "Programme",
    "ProgrammeTerms",
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
    "RoundTerms",
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
