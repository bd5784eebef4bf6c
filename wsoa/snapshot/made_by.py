"""Which entry last had a say in a position: what was read of an earlier date stays so while later rounds are written.

A row says something of every date from its own on. Two kinds reach further back: what withdraws a row, and a rating
key, of which every version that is known is read.
"""

from sqlalchemy import Select, func, or_, select, true, union_all
from sqlalchemy.orm import Session

from wsoa.history import Moment
from wsoa.history.digest import table_of
from wsoa.history.newest import AS_AT, KNOWN_BY, PROGRAMME
from wsoa.snapshot.kept import Stamp, kept, stamped
from wsoa.tables import HISTORY, Entry, History, RatingKeyTerms, metadata

_entry = metadata.tables[str(Entry.__tablename__)]


def _entry_of(kind: type[History]) -> Select[tuple[int]]:
    """The newest entry with a row of that kind that has a say in the date."""
    table = table_of(kind)
    has_a_say = true() if kind is RatingKeyTerms else or_(table.c.as_at <= AS_AT, table.c.withdraws.is_not(None))
    known = (table.c.programme_id == PROGRAMME) & (table.c.entry <= KNOWN_BY)
    return select(func.max(table.c.entry).label("entry")).where(known, has_a_say)


_newest = union_all(*map(_entry_of, HISTORY)).subquery()
_made_by = select(_entry.c.number, _entry.c.digest).where(
    _entry.c.programme_id == PROGRAMME, _entry.c.number == select(func.max(_newest.c.entry)).scalar_subquery()
)


def made_by(session: Session, at: Moment) -> Stamp:
    """The stamp of the newest entry, of those known, that had a say; names, statistics, erasures are those of today."""
    return kept(session, at, lambda: _read(session, at), "made by")


def _read(session: Session, at: Moment) -> Stamp:
    asked = {PROGRAMME.key: at.programme_id, AS_AT.key: at.as_at, KNOWN_BY.key: at.known_by}
    number, digest = session.execute(_made_by, asked).one()
    now = stamped(session, at.programme_id)
    return Stamp(number, digest, now.names, now.statistics, now.erased)
