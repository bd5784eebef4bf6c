"""How much room is left for files of evidence: in the programme, and for one person."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from wsoa.history import rows
from wsoa.settings import settings
from wsoa.tables import Entry, EvidenceRedaction, EvidenceRevision, metadata

_MB = 1024 * 1024
_entry = metadata.tables[str(Entry.__tablename__)]
_KEPT = tuple(metadata.tables[str(kind.__tablename__)] for kind in (EvidenceRevision, EvidenceRedaction))


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes that are left of what the programme may keep, and of what this person may have brought."""

    programme: int
    person: int

    def problem(self, size: int) -> str | None:
        """Why a file of that size is not taken; None while there is room."""
        kept = settings()
        if size > self.person:
            most, left, whose = kept.evidence_quota_person_mb, self.person, "one person may bring to this programme"
        elif size > self.programme:
            most, left, whose = kept.evidence_quota_mb, self.programme, "this programme may keep"
        else:
            return None
        return (
            f"This file has {in_mb(size)}, and {in_mb(max(left, 0))} are left of the {most:,} MB that {whose}. "
            "Choose a smaller file, or ask whoever runs the tracker for more room."
        )


def room_left(session: Session, programme_id: int, person: str | None) -> Room:
    """What is left. A file counts once, however often it is named; what was taken away is kept, and so it counts."""
    every: dict[str, int] = {}
    mine: dict[str, int] = {}
    for table in _KEPT:
        same = and_(_entry.c.programme_id == table.c.programme_id, _entry.c.number == table.c.entry)
        query = select(table.c.file_digest, table.c.size, _entry.c.actor).join(_entry, same)
        here = (table.c.programme_id == programme_id) & table.c.file_digest.is_not(None)
        for row in rows(session, query.where(here)):
            every[row["file_digest"]] = row["size"]
            if row["actor"] == person:
                mine[row["file_digest"]] = row["size"]
    kept = settings()
    return Room(kept.evidence_quota_mb * _MB - _sum(every), kept.evidence_quota_person_mb * _MB - _sum(mine))


def in_mb(size: int) -> str:
    """A size as people say it: "1.4 MB"; small ones in KB."""
    return f"{size / _MB:,.1f} MB" if size >= _MB / 10 else f"{max(round(size / 1024), 1):,} KB"


def _sum(sizes: Mapping[str, int]) -> int:
    return sum(sizes.values())
