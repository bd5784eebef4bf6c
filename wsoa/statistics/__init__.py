"""Official statistics: the DfE's files as they are published, and the comparators that are drawn from them."""

from wsoa.statistics.comparators import ComparedRow, ComparedValue, Comparison, compare
from wsoa.statistics.loading import FileReport, LeftOut, load_statistics
from wsoa.statistics.reading import NotStatistics

__all__ = [
    "ComparedRow",
    "ComparedValue",
    "Comparison",
    "FileReport",
    "LeftOut",
    "NotStatistics",
    "compare",
    "load_statistics",
]
