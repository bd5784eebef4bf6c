"""The scorecard: what may be said of each indicator as it was known on a date. Pure functions of the snapshot."""

from wsoa.scorecard.shape import Backlog, Comparator, Doubt, IndicatorReading, ScoredWeakness

__all__ = ["Backlog", "Comparator", "Doubt", "IndicatorReading", "ScoredWeakness"]
