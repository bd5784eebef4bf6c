"""A programme as it stood: the only way in for pages, answers and documents."""

from wsoa.snapshot.load import (
    BeforeTheRecord,
    ProgrammeName,
    earlier_ratings,
    earlier_rounds,
    kept_beside,
    known_at,
    load,
    milestone_history,
    newest_update,
    open_programme,
    programmes,
    seen,
    seen_of_each,
)
from wsoa.snapshot.positions import Snapshot

__all__ = [
    "BeforeTheRecord",
    "ProgrammeName",
    "Snapshot",
    "earlier_ratings",
    "earlier_rounds",
    "kept_beside",
    "known_at",
    "load",
    "milestone_history",
    "newest_update",
    "open_programme",
    "programmes",
    "seen",
    "seen_of_each",
]
