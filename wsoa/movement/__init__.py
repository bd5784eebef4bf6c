"""What has changed between two positions of a programme, or since a report that was issued. Pure.

`facts_of` takes from a snapshot what can be compared later; it is frozen with every issued report, and `movement`
compares two such.
"""

from wsoa.movement.compared import Compared, compared
from wsoa.movement.facts import (
    DateFact,
    Facts,
    LevelFact,
    MilestoneFact,
    RiskFact,
    SaidFact,
    facts_from,
    facts_of,
    to_json,
)
from wsoa.movement.kinds import KIND_WORDS, Kind
from wsoa.movement.measured import Correction, IndicatorFact, IndicatorMove, ValueFact
from wsoa.movement.moves import (
    MilestoneMove,
    Move,
    Movement,
    RiskMove,
    Text,
    TextChange,
    counts,
    is_dated_anew,
    movement,
    parts_of,
    sentence,
)

__all__ = [
    "KIND_WORDS",
    "Compared",
    "Correction",
    "DateFact",
    "Facts",
    "IndicatorFact",
    "IndicatorMove",
    "Kind",
    "LevelFact",
    "MilestoneFact",
    "MilestoneMove",
    "Move",
    "Movement",
    "RiskFact",
    "RiskMove",
    "SaidFact",
    "Text",
    "TextChange",
    "ValueFact",
    "compared",
    "counts",
    "facts_from",
    "facts_of",
    "is_dated_anew",
    "movement",
    "parts_of",
    "sentence",
    "to_json",
]
