"""How history is read: the position at (D, K) is, among rows with `as_at <= D` and `entry <= K`, the one with the
highest (`as_at`, `sequence`) (DESIGN 6).

One correlated query for both databases, along the index (programme, number, as_at, sequence, entry). Each query is
built once for the life of the process; the moment is bound when it is asked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Date, FromClause, Integer, Select, bindparam, func, select
from sqlalchemy.orm import Session

from wsoa.history.digest import table_of
from wsoa.tables import Child, Entry, Head, History, metadata

Query = Select[*tuple[Any, ...]]
Row = Mapping[str, Any]
"""A row by column name: Any, because its columns are of every type."""

Narrowing = Callable[[FromClause], ColumnElement[bool]]

_entry = metadata.tables[str(Entry.__tablename__)]
_head = metadata.tables[str(Head.__tablename__)]

PROGRAMME = bindparam("of_programme", type_=Integer)
AS_AT = bindparam("at_date", type_=Date)
KNOWN_BY = bindparam("known_by", type_=Integer)
NUMBER = bindparam("of_number", type_=Integer)


@dataclass(frozen=True, slots=True)
class Moment:
    """What is asked of the record: programme, the date it is about (D), and the last entry known (K).

    Official statistics stand outside the chain: `loaded_by` is the entry, or the time, until which files that were
    loaded count. None: the last entry known.
    """

    programme_id: int
    as_at: date
    known_by: int
    loaded_by: int | datetime | None = None


def rows(session: Session, query: Query, at: Moment | None = None, number: int | None = None) -> Sequence[Row]:
    """The rows a query finds at a moment (and of thing `number`, where the query asks for one), by column name."""
    asked: dict[str, object] = {}
    if at is not None:
        asked = {PROGRAMME.key: at.programme_id, AS_AT.key: at.as_at, KNOWN_BY.key: at.known_by}
    if number is not None:
        asked[NUMBER.key] = number
    return cast("Sequence[Row]", session.execute(query, asked).mappings().all())


@cache
def newest(kind: type[History], *, one: bool = False, narrowed: Narrowing | None = None) -> Query:
    """The standing row of each thing (or of the `one` asked for), all its columns; things without one are left out."""
    return _standing(kind, narrowed, one=one, oldest=False)


@cache
def earliest(kind: type[History]) -> Query:
    """The row each thing began with: of its first `as_at`, the one that stands."""
    return _standing(kind, None, one=False, oldest=True)


@cache
def newest_children(child: type[Child], kind: type[History], *, one: bool = False) -> Query:
    """The child rows of the standing rows in the order of their keys; `thing` is the number each belongs to."""
    table, row = table_of(child), newest(kind, one=one).order_by(None).subquery()
    keys = [column for column in table.primary_key if column.name != "row_id"]
    said = [column for column in table.columns if column.name != "row_id"]
    return (
        select(row.c.number.label("thing"), *said).join(row, row.c.id == table.c.row_id).order_by(row.c.number, *keys)
    )


@cache
def history(kind: type[History]) -> Query:
    """Every row of the one thing asked for, newest first."""
    table = table_of(kind)
    return (
        select(table)
        .where(table.c.programme_id == PROGRAMME, table.c.number == NUMBER)
        .where(table.c.as_at <= AS_AT, table.c.entry <= KNOWN_BY)
        .order_by(table.c.as_at.desc(), table.c.sequence.desc())
    )


def known_by_time(programme_id: int, moment: object) -> Query:
    """The last entry recorded by `moment` (an aware time)."""
    return select(func.max(_entry.c.number)).where(
        _entry.c.programme_id == programme_id, _entry.c.recorded_at <= moment
    )


def head_of(programme_id: int) -> Query:
    """The end of the programme's chain: number and digest."""
    return select(_head.c.number, _head.c.digest).where(_head.c.programme_id == programme_id)


def _standing(kind: type[History], narrowed: Narrowing | None, *, one: bool, oldest: bool) -> Query:
    table = table_of(kind)
    name = str(table.info["thing"])
    thing, past = metadata.tables[name], table.alias("past")
    is_programme = name == "programme"
    same = [past.c.programme_id == PROGRAMME, past.c.as_at <= AS_AT, past.c.entry <= KNOWN_BY]
    if not is_programme:
        same.append(past.c.number == thing.c.number)
    if narrowed is not None:
        same.append(narrowed(past))
    standing = (
        select(past.c.id)
        .where(*same)
        .order_by(past.c.as_at if oldest else past.c.as_at.desc(), past.c.sequence.desc())
        .limit(1)
        .correlate(thing)
        .scalar_subquery()
    )
    owner = thing.c.id if is_programme else thing.c.programme_id
    query = select(table).join_from(thing, table, table.c.id == standing).where(owner == PROGRAMME)
    if one and not is_programme:
        query = query.where(thing.c.number == NUMBER)
    return query.order_by(table.c.number)
