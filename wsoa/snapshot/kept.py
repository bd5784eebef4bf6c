"""What was read of a programme, kept in memory, so that a page read again costs a handful of queries (PERFORMANCE 3).

What is kept is the whole; whoever takes it narrows it for the actor, every time. It is taken again only while the
chain ends at the very entry it was read at, everybody it can name is still called the same, no more official
statistics have been loaded and nothing more was erased, none of which the entry tells. Nothing is kept of what a
writer reads, who may yet roll back (docs/decisions, 7).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, or_, select, true, union_all
from sqlalchemy.orm import Session

from wsoa.history import Moment
from wsoa.history.newest import PROGRAMME
from wsoa.tables import ErasureTerms, Head, Membership, Organisation, Person, StatisticsFile, metadata
from wsoa.terms import ErasureState

T = TypeVar("T")

MOST = 64
"""Of one kind and one database; a snapshot of a large programme takes about 2 MB, all else far less."""

_head = metadata.tables[str(Head.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_organisation = metadata.tables[str(Organisation.__tablename__)]
_file = metadata.tables[str(StatisticsFile.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_members = select(_membership.c.person_uid).where(
    or_(_membership.c.programme_id == PROGRAMME, _membership.c.programme_id.is_(None))
)
_names = union_all(
    select(_organisation.c.uid, _organisation.c.name),
    select(_person.c.uid, _person.c.name).where(_person.c.uid.in_(_members)),
).subquery()
_erasure = metadata.tables[str(ErasureTerms.__tablename__)]
_last_file = select(func.coalesce(func.max(_file.c.number), 0)).scalar_subquery()
_last_erasure = (
    select(func.coalesce(func.max(_erasure.c.entry), 0))
    .where(_erasure.c.programme_id == PROGRAMME, _erasure.c.state == ErasureState.DONE)
    .scalar_subquery()
)
_stamp = (
    select(_head.c.number, _head.c.digest, _names.c.uid, _names.c.name, _last_file, _last_erasure)
    .outerjoin_from(_head, _names, true())
    .where(_head.c.programme_id == PROGRAMME)
)
_by_engine: WeakKeyDictionary[Engine, dict[str, "_Kept"]] = WeakKeyDictionary()
_lock = Lock()


class _Kept:
    """What is kept of one kind and one database, the one used longest ago first."""

    def __init__(self) -> None:
        self._found: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, key: Hashable) -> object | None:
        with _lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def keep(self, key: Hashable, found: object) -> None:
        with _lock:
            self._found[key] = found
            if len(self._found) > MOST:
                self._found.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a programme's chain ends, and what everybody is called whom something read of it can name.

    `statistics` is the number of the official file that was loaded last, `erased` the entry that last took words out of
    rows that earlier entries wrote.
    """

    number: int
    digest: str
    names: frozenset[tuple[str, str]]
    statistics: int = 0
    erased: int = 0


def kept(
    session: Session,
    at: Moment,
    read: Callable[[], T],
    kind: str = "snapshot",
    of: Hashable = None,
    stamp: Stamp | None = None,
) -> T:
    """What `read` reads of the programme at that moment, or an earlier reader has read: of that kind, and `of` that.

    It must be a function of the record alone, of the moment, of `of` and of names, and is shared: nobody may alter it.
    `stamp` is where the part of the chain ends that it is made of; the chain's own end when left out.
    """
    engine = session.get_bind()
    if not isinstance(engine, Engine) or not _only_reads(session):
        return read()
    with _lock:
        mine = _by_engine.setdefault(engine, {}).setdefault(kind, _Kept())
    key = (at, of, stamp or stamped(session, at.programme_id))
    found = mine.get(key)
    if found is None:
        found = read()
        mine.keep(key, found)
    return cast("T", found)


def stamped(session: Session, programme_id: int) -> Stamp:
    """The programme's stamp as this session sees it."""
    return once(session, ("stamp", programme_id), lambda: _read_stamp(session, programme_id))


def once(session: Session, key: Hashable, read: Callable[[], T]) -> T:
    """What `read` reads, asked once for a session that only reads: it sees one state to its end."""
    if not _only_reads(session):
        return read()
    asked: dict[Hashable, T] = session.info.setdefault("asked", {})
    if key not in asked:
        asked[key] = read()
    return asked[key]


def _only_reads(session: Session) -> bool:
    return bool(session.info.get("read_only"))


def _read_stamp(session: Session, programme_id: int) -> Stamp:
    found = session.execute(_stamp, {PROGRAMME.key: programme_id}).all()
    number, digest, _, _, files, erased = found[0]
    return Stamp(number, digest, frozenset((row[2], row[3]) for row in found if row[2]), files, erased)
