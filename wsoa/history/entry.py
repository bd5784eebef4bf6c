"""How history is written: one entry a command, under the head's lock, in the order of DESIGN section 6.

Lock the head → load visible → require → replay? → seen → rules → append → move the head → commit (by the caller).
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from sqlalchemy import ColumnElement, Table, func, insert, select, update
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor, require, visible
from wsoa.errors import Conflict, Invalid, Unseen
from wsoa.history.digest import Content, content_digest, content_of, entry_digest, row_digest, table_of
from wsoa.history.form_tokens import erased_since, opened_at
from wsoa.history.newest import Moment, Narrowing, Row, newest, rows
from wsoa.history.said import BOOKKEEPING, PLACE_AND_NUMBER, leaving_out, lines_of, says, values_of
from wsoa.tables import HISTORY, Child, Entry, Head, History, Programme, Thing, metadata

_head = metadata.tables[str(Head.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]
_HISTORY_OF: dict[str, list[Table]] = {}
for _kind in HISTORY:
    _HISTORY_OF.setdefault(table_of(_kind).info["thing"], []).append(table_of(_kind))
_THINGS = {str(kind.__tablename__): metadata.tables[str(kind.__tablename__)] for kind in Thing.__subclasses__()}


@dataclass(frozen=True, slots=True)
class Standing:
    """The row that stands for one thing at a date, whole, and the entry that wrote it."""

    values: Row
    children: dict[str, list[Row]]
    sequence: int
    command: str
    as_at: date

    def says(self, kind: type[History], without: frozenset[str] = BOOKKEEPING) -> Content:
        """What it says, without when and by whom."""
        return leaving_out(without, content_of(kind, self.values, self.children))


@dataclass(slots=True)
class OpenEntry:
    """The entry a command is writing. Numbers and sequences are given here, under the head's lock."""

    session: Session
    actor: Actor
    programme_id: int
    programme_uid: str
    number: int
    previous: str
    recorded_at: datetime
    command: str
    source: str
    token: str | None = None
    opened: datetime | None = None
    on_behalf_of: str | None = None
    _written: list[tuple[str, int, int, str]] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _sequences: dict[tuple[str, int], int] = field(default_factory=dict)
    _linked: set[tuple[str, int]] = field(default_factory=set)

    @property
    def rows_written(self) -> int:
        """How many history rows the entry holds so far."""
        return len(self._written)

    def moment(self, as_at: date) -> Moment:
        """The record on that date, with what this entry has written so far."""
        return Moment(self.programme_id, as_at, self.number)

    def new(self, kind: type[Thing]) -> int:
        """Give the next number of that kind; numbers are never re-used."""
        table = metadata.tables[str(kind.__tablename__)]
        last = self._numbers.get(table.name)
        if last is None:
            query = select(func.max(table.c.number)).where(table.c.programme_id == self.programme_id)
            last = self.session.scalar(query) or 0
        self._numbers[table.name] = last + 1
        self.session.execute(insert(table), {"programme_id": self.programme_id, "number": last + 1})
        self._linked.add((table.name, last + 1))
        self._sequences |= {(each.name, last + 1): 0 for each in _HISTORY_OF.get(table.name, ())}
        return last + 1

    def sequence(self, kind: type[History], number: int) -> int:
        """The newest sequence of that kind of row of the thing; 0 when it has none."""
        table = table_of(kind)
        if (table.name, number) not in self._sequences:
            mine = (table.c.programme_id == self.programme_id) & (table.c.number == number)
            last: int | None = self.session.scalar(select(func.max(table.c.sequence)).where(mine))
            self._sequences[table.name, number] = last or 0
        return self._sequences[table.name, number]

    def require_seen(self, kind: type[History], number: int, seen: int, what: str) -> None:
        """Raise Conflict unless the writer saw the thing's newest row of that kind, whatever date it speaks for.

        And where words of the thing were erased since their form was opened: sent now, it would bring them back.
        """
        last = self.sequence(kind, number)
        if seen != last or self.was_erased(kind, number):
            raise Conflict(what, seen=seen, newest=last)

    def was_erased(self, kind: type[History], number: int) -> bool:
        """Whether words of the thing were erased since the form that is being saved was opened."""
        tables = [each.name for each in _HISTORY_OF[table_of(kind).info["thing"]]]
        opened = self.opened
        return opened is not None and erased_since(self.session, self.programme_id, tables, number, opened)

    def standing(
        self, kind: type[History], number: int, as_at: date, narrowed: Narrowing | None = None
    ) -> Standing | None:
        """The row that stands for the thing on that date (among those of `narrowed`), or None when it has none yet."""
        if self._sequences.get((table_of(kind).name, number)) == 0:
            return None
        found = rows(self.session, newest(kind, one=True, narrowed=narrowed), self.moment(as_at), number)
        if not found:
            return None
        row = found[0]
        children = self._children(kind, row)
        written_by = select(_entry.c.command).where(
            _entry.c.programme_id == self.programme_id, _entry.c.number == row["entry"]
        )
        command = self.command if row["entry"] == self.number else str(self.session.scalar(written_by))
        return Standing(row, children, row["sequence"], command, row["as_at"])

    def was_sent(self) -> bool:
        """Whether this very form wrote an entry before: the answer was lost, not the work (R7)."""
        same = (_entry.c.programme_id == self.programme_id) & (_entry.c.token == self.token)
        return self.token is not None and self.session.scalar(select(_entry.c.number).where(same)) is not None

    def replayed(self, row: History, *children: Child) -> int | None:
        """The sequence this very row was given when this form was sent before: the first answer again (R7).

        None for a token that is new, or that came with another payload: a new attempt, judged by what was seen.
        """
        first = self._sent_before(row, children, table_of(type(row)).c.number == row.number)
        return int(first["sequence"]) if first else None

    def begun(self, row: History, *children: Child) -> int | None:
        """The number of the thing that this very row began when this form was sent before, else None (R7)."""
        first = self._sent_before(row, children, table_of(type(row)).c.sequence == 1)
        return int(first["number"]) if first else None

    def _sent_before(self, row: History, children: Sequence[Child], mine: ColumnElement[bool]) -> Row | None:
        if self.token is None:
            return None
        kind, table = type(row), table_of(type(row))
        same = (_entry.c.programme_id == table.c.programme_id) & (_entry.c.number == table.c.entry)
        here = (table.c.programme_id == self.programme_id) & (_entry.c.token == self.token)
        first = select(table).join(_entry, same).where(here, mine).order_by(table.c.sequence)
        again = says(row, children, PLACE_AND_NUMBER)
        for found in rows(self.session, first):
            if leaving_out(PLACE_AND_NUMBER, content_of(kind, found, self._children(kind, found))) == again:
                return found
        return None

    def _children(self, kind: type[History], row: Row) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for table in map(table_of, kind.children):
            query = select(table).where(table.c.row_id == row["id"]).order_by(*table.primary_key)
            found[table.name] = list(rows(self.session, query))
        return found

    def append(self, row: History, *children: Child) -> int:
        """Write a history row with its child rows and return its sequence.

        Invalid when its date lies ahead, or when it is linked to something the programme has not got.
        """
        kind = type(row)
        if row.as_at > clock.today():
            raise Invalid({"as_at": "The date cannot be later than today."})
        self._require_linked(children)
        row.programme_id, row.entry = self.programme_id, self.number
        row.sequence = self.sequence(kind, row.number) + 1
        row.salt = secrets.token_hex(16)
        row.digest = row_digest(row.salt, content_of(kind, values_of(row), lines_of(children)))
        values = {name: value for name, value in values_of(row).items() if name != "id"}
        row_id = self.session.execute(insert(table_of(kind)).returning(table_of(kind).c.id), values).scalar_one()
        for child in children:
            child.row_id = row_id
            self.session.execute(insert(table_of(type(child))), values_of(child))
        self._sequences[table_of(kind).name, row.number] = row.sequence
        self._written.append((str(kind.__tablename__), row.number, row.sequence, row.digest))
        return row.sequence

    def _require_linked(self, children: Sequence[Child]) -> None:
        """Child rows have no foreign key to the things they name, because they do not repeat the programme."""
        named: dict[str, set[int]] = {}
        for child in children:
            for column in _THINGS.keys() & table_of(type(child)).columns.keys():
                named.setdefault(column, set()).add(getattr(child, column))
        for thing, numbers in named.items():
            asked = {number for number in numbers if (thing, number) not in self._linked}
            known = _THINGS[thing].c
            query = select(known.number).where(known.programme_id == self.programme_id, known.number.in_(asked))
            if unknown := asked.difference(self.session.scalars(query) if asked else ()):
                raise Invalid({thing: f"There is no {thing.replace('_', ' ')} numbered {min(unknown)}."})
            self._linked |= {(thing, number) for number in asked}

    def state(self, row: History, *children: Child) -> int | None:
        """Append the row unless the record already says the same on that date; the sequence, or None."""
        standing = self.standing(type(row), row.number, row.as_at)
        if standing is not None and standing.says(type(row)) == says(row, children):
            return None
        return self.append(row, *children)

    def record_now(self) -> None:
        """Recorded at this moment, not when it was begun: for an entry that takes its time."""
        self.recorded_at = max(clock.now(), self.recorded_at)

    def close(self) -> None:
        """Digest the entry and move the head; an entry without rows leaves no trace."""
        if not self._written:
            return
        fields: dict[str, object] = {
            "number": self.number,
            "recorded_at": self.recorded_at,
            "actor": self.actor.uid,
            "on_behalf_of": self.on_behalf_of,
            "command": self.command,
            "source": self.source,
            "token": self.token,
            "previous": self.previous,
        }
        digest = entry_digest(self.programme_uid, fields, [row[3] for row in sorted(self._written)])
        self.session.execute(insert(_entry).values(programme_id=self.programme_id, digest=digest, **fields))
        moved = update(_head).where(_head.c.programme_id == self.programme_id)
        self.session.execute(moved.values(number=self.number, digest=digest))

    @classmethod
    def after(cls, session: Session, actor: Actor, head: "LockedHead", *, command: str, source: str) -> Self:
        """The entry that follows the locked head; its time is never before the one it follows."""
        recorded_at = max(clock.now(), head.recorded_at) if head.recorded_at else clock.now()
        words = f"{source} ({actor.name})" if actor.is_operator else source
        return cls(
            session, actor, head.programme_id, head.uid, head.number + 1, head.digest, recorded_at, command, words
        )


@dataclass(frozen=True, slots=True)
class LockedHead:
    """The head of a programme, held until the transaction ends."""

    programme_id: int
    uid: str
    number: int
    digest: str
    recorded_at: datetime | None


def lock_head(session: Session, actor: Actor, slug: str, action: Action | None = None) -> LockedHead:
    """Lock the programme's head before anything else is read; Unseen when there is none the actor may know of."""
    query = (
        select(_programme.c.id, _programme.c.uid, _head.c.number, _head.c.digest)
        .join(_head, _head.c.programme_id == _programme.c.id)
        .where(_programme.c.slug == slug, visible(actor, _programme, action))
        .with_for_update(of=_head)
    )
    found = session.execute(query).first()
    if found is None:
        raise Unseen("programme")
    last: ColumnElement[bool] = (_entry.c.programme_id == found.id) & (_entry.c.number == found.number)
    recorded_at = session.scalar(select(_entry.c.recorded_at).where(last))
    return LockedHead(found.id, found.uid, found.number, found.digest, recorded_at)


@contextmanager
def entry(
    session: Session,
    actor: Actor,
    slug: str,
    *,
    command: str,
    action: Action,
    source: str = "form",
    token: str | None = None,
    payload: object = None,
    on_behalf_of: str | None = None,
) -> Iterator[OpenEntry]:
    """An entry the actor may write in: the head is locked now, and moved when the body ends well.

    `payload` is all that came with the form's `token`: only both together are the same sending again (R7).
    """
    head = lock_head(session, actor, slug, action)
    require(actor, action, head.programme_id)
    writing = OpenEntry.after(session, actor, head, command=command, source=source)
    writing.on_behalf_of, writing.opened = on_behalf_of, opened_at(token)
    if token is not None:
        # Kept as one: the same token with another answer anywhere in the form is a new attempt, whatever it changes.
        sent = {"token": token, "command": command, "actor": actor.uid, "payload": payload}
        writing.token = content_digest(sent)
    yield writing
    writing.close()
