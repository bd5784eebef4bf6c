"""Official statistics: the DfE's files as they are published, and the comparators that are drawn from them."""

from wsoa.statistics.comparators import compare, compare_each
from wsoa.statistics.comparison import ComparedRow, ComparedValue, Comparison, Provenance
from wsoa.statistics.loading import FileReport, LeftOut, load_statistics
from wsoa.statistics.reading import NotStatistics
from wsoa.statistics.stored import Known

__all__ = [
    "ComparedRow",
    "ComparedValue",
    "Comparison",
    "FileReport",
    "Known",
    "LeftOut",
    "NotStatistics",
    "Provenance",
    "compare",
    "compare_each",
    "load_statistics",
]
