"""Snapshots kept in memory, so that a page read again costs a handful of queries (PERFORMANCE 3).

What is kept is the whole; whoever takes it narrows it for the actor, every time. One is taken again only while the
chain ends at the very entry it was read at and everybody it names is still called the same: a name is no part of the
chain. Nothing is kept of what a writer reads, who may yet roll back.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from wsoa.history import Moment, head_of, rows
from wsoa.snapshot.positions import Snapshot
from wsoa.snapshot.reading import organisation_names
from wsoa.tables import Membership, Person, metadata

MOST = 64
"""Of one database; of a large programme one takes about 2 MB."""

_person = metadata.tables[str(Person.__tablename__)]
_membership = metadata.tables[str(Membership.__tablename__)]
_by_engine: WeakKeyDictionary[Engine, "_Kept"] = WeakKeyDictionary()
_lock = Lock()


class _Kept:
    """The snapshots of one database, the one used longest ago first."""

    def __init__(self) -> None:
        self._found: OrderedDict[Hashable, Snapshot] = OrderedDict()

    def get(self, key: Hashable) -> Snapshot | None:
        with _lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def keep(self, key: Hashable, snapshot: Snapshot) -> None:
        with _lock:
            self._found[key] = snapshot
            if len(self._found) > MOST:
                self._found.popitem(last=False)


def kept(session: Session, at: Moment, read: Callable[[], Snapshot]) -> Snapshot:
    """The programme at that moment: the snapshot kept from an earlier read, or what `read` reads now."""
    engine = session.get_bind()
    if not isinstance(engine, Engine) or not session.info.get("read_only"):
        return read()
    with _lock:
        mine = _by_engine.setdefault(engine, _Kept())
    key = (at, *rows(session, head_of(at.programme_id))[0].values(), _names(session, at.programme_id))
    found = mine.get(key)
    if found is None:
        found = read()
        mine.keep(key, found)
    return found


def _names(session: Session, programme_id: int) -> Hashable:
    """What everybody is called whom a snapshot of the programme can name."""
    members = select(_membership.c.person_uid).where(_membership.c.programme_id == programme_id)
    people = rows(session, select(_person.c.uid, _person.c.name).where(_person.c.uid.in_(members)))
    return frozenset({**organisation_names(session), **{row["uid"]: row["name"] for row in people}}.items())
