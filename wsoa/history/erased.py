"""What was taken out of the record by erasures, and what must stand there now (DESIGN 6).

An erasure is a row like any other, so its own digest vouches for it; of every row it names it holds the digest of what
remains, under the salt that row got then. The stored digest of the row stays what it was: the chain is not re-written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.history.newest import Row, rows
from wsoa.tables import ErasedPlace, ErasureTerms, FrozenFile, metadata
from wsoa.terms import ErasureState

ENTRY = "entry"
LOAD = "tracker_load"

_terms = metadata.tables[str(ErasureTerms.__tablename__)]
_place = metadata.tables[str(ErasedPlace.__tablename__)]
_frozen = metadata.tables[str(FrozenFile.__tablename__)]
_done = (
    select(_place, _terms.c.entry, _terms.c.as_at, _terms.c.because, _terms.c.requested_by, _terms.c.number.label("of"))
    .join(_terms, _terms.c.id == _place.c.row_id)
    .where(_terms.c.state == ErasureState.DONE)
    .order_by(_terms.c.entry, _place.c.position)
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What one erasure did to one row or file: `remaining`, `was` and `becomes` are digests (tables/erasure.py)."""

    table: str
    number: int
    sequence: int
    erasure: int
    entry: int
    on: date
    by: str
    because: str
    remaining: str | None
    was: str | None
    becomes: str | None


@dataclass(frozen=True, slots=True)
class Erasures:
    """All that was erased in a programme: rows by table, number and sequence; frozen files by the digest rows name.

    The last erasure of a place counts: it supersedes those before it. `fields` are all that were ever erased in a row.
    """

    rows: Mapping[tuple[str, int, int], Erased]
    files: Mapping[str, Erased]
    fields: Mapping[tuple[str, int, int], frozenset[str]] = field(default_factory=dict)


def agreed_by(requested_by: str | None) -> str:
    """Whose agreement an erasure is, in roles: it takes two people, the second always an administrator."""
    return f"{'a programme manager' if requested_by else 'the operator'} and an administrator"


def erasures_of(session: Session, programme_id: int) -> Erasures:
    """Every erasure that was done in the programme."""
    found: dict[tuple[str, int, int], Erased] = {}
    files: dict[str, Erased] = {}
    fields: dict[tuple[str, int, int], frozenset[str]] = {}
    for row in rows(session, _done.where(_terms.c.programme_id == programme_id)):
        told = _told(row)
        place = (told.table, told.number, told.sequence)
        if told.was and told.table != LOAD:
            files[told.was] = told
        else:
            found[place] = told
            fields[place] = fields.get(place, frozenset()) | frozenset(row["fields"].split("\n"))
    return Erasures(found, files, fields)


def frozen_content(session: Session, programme_id: int, digest: str) -> bytes | None:
    """The bytes a row names by that digest, without the words that were erased since; None where all of it went."""
    erased = erasures_of(session, programme_id).files.get(digest)
    kept = erased.becomes if erased else digest
    mine = (_frozen.c.programme_id == programme_id) & (_frozen.c.digest == kept)
    content: bytes | None = session.scalar(select(_frozen.c.content).where(mine))
    return content


def _told(row: Row) -> Erased:
    return Erased(
        table=row["table_name"],
        number=row["number"],
        sequence=row["sequence"],
        erasure=row["of"],
        entry=row["entry"],
        on=row["as_at"],
        by=agreed_by(row["requested_by"]),
        because=row["because"],
        remaining=row["remaining"],
        was=row["was"],
        becomes=row["becomes"],
    )
