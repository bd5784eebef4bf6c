"""The scorecard: what may be said of each indicator as it was known on a date. Pure functions of the snapshot."""

from wsoa.scorecard.reading import read
from wsoa.scorecard.scored import scorecard
from wsoa.scorecard.shape import Backlog, Comparator, Doubt, DoubtKind, IndicatorReading, ScoredWeakness

__all__ = [
    "Backlog",
    "Comparator",
    "Doubt",
    "DoubtKind",
    "IndicatorReading",
    "ScoredWeakness",
    "read",
    "scorecard",
]
