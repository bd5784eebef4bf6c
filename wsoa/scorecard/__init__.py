"""The scorecard: what may be said of each indicator as it was known on a date. Pure functions of the snapshot."""

from wsoa.scorecard.reading import compared_with, read
from wsoa.scorecard.scored import scorecard
from wsoa.scorecard.shape import Backlog, Comparator, Compared, Doubt, DoubtKind, IndicatorReading, ScoredWeakness

__all__ = [
    "Backlog",
    "Comparator",
    "Compared",
    "Doubt",
    "DoubtKind",
    "IndicatorReading",
    "ScoredWeakness",
    "compared_with",
    "read",
    "scorecard",
]
