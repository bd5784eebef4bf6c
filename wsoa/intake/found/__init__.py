"""What was recognised in a file, each piece with the cells it came from. Nothing here is the record yet."""

from dataclasses import dataclass

from wsoa.intake.found.account import Aside, Choice, Column, Doubt, FoundTable, Kept, SaidBy, TableKind
from wsoa.intake.found.things import (
    DatedWords,
    FocusAreaWords,
    FoundBullet,
    FoundFocusArea,
    FoundIndicator,
    FoundLevel,
    FoundList,
    FoundMilestone,
    FoundNote,
    FoundProduct,
    FoundRisk,
    FoundSection,
    FoundValue,
    FoundWeakness,
    FoundWorkstream,
    Where,
)

__all__ = [
    "Aside",
    "Choice",
    "Column",
    "DatedWords",
    "Doubt",
    "FocusAreaWords",
    "FoundBullet",
    "FoundFocusArea",
    "FoundIndicator",
    "FoundLevel",
    "FoundList",
    "FoundMilestone",
    "FoundNote",
    "FoundProduct",
    "FoundRisk",
    "FoundSection",
    "FoundTable",
    "FoundTracker",
    "FoundValue",
    "FoundWeakness",
    "FoundWorkstream",
    "Kept",
    "SaidBy",
    "TableKind",
    "Where",
]


@dataclass(frozen=True, slots=True)
class FoundTracker:
    """Everything a workbook holds. Each cell with text is in exactly one of `kept`, `not_data` and `left_out`.

    Comments on cells, and formulas without a stored result, are in `left_out` besides.
    """

    file_name: str
    sha256: str
    title_words: tuple[str, ...]
    tables: tuple[FoundTable, ...]
    workstreams: tuple[FoundWorkstream, ...]
    focus_areas: tuple[FoundFocusArea, ...]
    milestones: tuple[FoundMilestone, ...]
    risks: tuple[FoundRisk, ...]
    lists: tuple[FoundList, ...]
    notes: tuple[FoundNote, ...]
    products: tuple[FoundProduct, ...]
    indicators: tuple[FoundIndicator, ...]
    kept: tuple[Kept, ...]
    not_data: tuple[Aside, ...]
    left_out: tuple[Aside, ...]
    doubts: tuple[Doubt, ...]
    weaknesses: tuple[FoundWeakness, ...] = ()
    key: tuple[FoundLevel, ...] = ()
    sections: tuple[FoundSection, ...] = ()
    values: tuple[FoundValue, ...] = ()
