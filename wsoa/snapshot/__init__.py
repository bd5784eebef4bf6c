"""A programme as it stood: the only way in for pages, answers and documents."""

from wsoa.snapshot.load import (
    BeforeTheRecord,
    ProgrammeName,
    load,
    milestone_history,
    open_programme,
    programmes,
)
from wsoa.snapshot.positions import Snapshot

__all__ = [
    "BeforeTheRecord",
    "ProgrammeName",
    "Snapshot",
    "load",
    "milestone_history",
    "open_programme",
    "programmes",
]
