"""Every text that the record of a programme holds, in every version of every row, and who wrote it."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from wsoa.erasure.columns import called, words_columns
from wsoa.erasure.files import file_texts
from wsoa.erasure.frozen import frozen_texts
from wsoa.erasure.leaves import leaves
from wsoa.erasure.places import COLUMN, Place, TextHeld
from wsoa.history import Moment, Row, newest, rows
from wsoa.history.digest import table_of
from wsoa.history.erased import ENTRY, LOAD, Erasures, erasures_of
from wsoa.history.newest import PROGRAMME, Query
from wsoa.snapshot.reading import all_with_author
from wsoa.tables import HISTORY, Child, Entry, History, Person, Programme, RememberedColumn, TrackerLoad, metadata

LATEST = 2**31 - 1
OPERATOR = "The tracker’s operator"

_entry = metadata.tables[str(Entry.__tablename__)]
_load = metadata.tables[str(TrackerLoad.__tablename__)]
_column = metadata.tables[str(RememberedColumn.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]
_NOBODYS = re.compile(r"form|example|retention|tracker, SHA-256 [0-9a-f]{64}(?:; account, SHA-256 [0-9a-f]{64})?")
"""Sources of entries that are no words of anybody's."""


def texts_held(
    session: Session, programme_id: int, kind: str | None = None, number: int | None = None
) -> Iterator[TextHeld]:
    """Every text of the programme, or of the things of one kind, or of one thing: each row's, the newest row first."""
    erasures = erasures_of(session, programme_id)
    if kind in (None, "evidence"):
        yield from file_texts(session, programme_id, erasures, number)
    for each in HISTORY:
        if kind in (None, table_of(each).info["thing"]):
            yield from _of_rows(session, programme_id, each, number, erasures)
    if kind in (None, "pack", "narrative", "evidence"):
        yield from frozen_texts(session, programme_id, erasures, kind, number)
    if kind in (None, "entry"):
        yield from _of_entries(session, programme_id, number, erasures)
    if kind in (None, "load"):
        yield from _of_loads(session, programme_id, number, erasures)
    if kind in (None, "column"):
        yield from _of_columns(session, programme_id)


def author(row: Row) -> str:
    """Who wrote it, by today's name."""
    return str(row["acted_by"] or OPERATOR)


def _of_rows(
    session: Session, programme_id: int, kind: type[History], number: int | None, erasures: Erasures
) -> Iterator[TextHeld]:
    table, columns = table_of(kind), words_columns()
    own = columns.get(table.name, ())
    lines = [child for child in kind.children if str(child.__tablename__) in columns]
    if not own and not lines:
        return
    at = Moment(programme_id, date.max, LATEST)
    query = all_with_author(kind) if number is None else all_with_author(kind).where(table.c.number == number)
    found = rows(session, query, at)
    if not found:
        return
    stands = {row["id"] for row in rows(session, newest(kind), at)}
    fixed = [(child, _lines(session, programme_id, child, kind)) for child in lines]
    for row in found:
        place = (table.name, row["number"], row["sequence"])
        gone = erasures.fields.get(place, {})
        said = [(name, called(table.name, name), row[name]) for name in own]
        for child, held in fixed:
            said.extend(_said_in(child, held.get(row["id"], ())))
        for field, what, text in said:
            if text:
                yield TextHeld(
                    place=Place(*place, field),
                    kind=str(table.info["thing"]),
                    number=row["number"],
                    what=what,
                    text=text,
                    as_at=row["as_at"],
                    recorded_at=row["recorded_at"],
                    by=author(row),
                    stands=row["id"] in stands,
                    erased=field in gone,
                )


def _said_in(child: type[Child], lines: tuple[Row, ...] | list[Row]) -> Iterator[tuple[str, str, str | None]]:
    table = table_of(child)
    keys = [column.name for column in table.primary_key if column.name != "row_id"]
    for line in lines:
        key = ".".join(str(getattr(line[name], "value", line[name])) for name in keys)
        for name in words_columns()[table.name]:
            yield f"{table.name}/{key}/{name}", called(table.name, name), line[name]


@cache
def _lines_query(child: type[Child], kind: type[History]) -> Query:
    table, parent = table_of(child), table_of(kind)
    mine = select(table).join(parent, parent.c.id == table.c.row_id).where(parent.c.programme_id == PROGRAMME)
    return mine.order_by(*table.primary_key)


def _lines(session: Session, programme_id: int, child: type[Child], kind: type[History]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for line in rows(session, _lines_query(child, kind), Moment(programme_id, date.max, LATEST)):
        found.setdefault(line["row_id"], []).append(line)
    return found


def _of_entries(session: Session, programme_id: int, number: int | None, erasures: Erasures) -> Iterator[TextHeld]:
    mine = (
        _entry.c.programme_id == programme_id
        if number is None
        else ((_entry.c.programme_id == programme_id) & (_entry.c.number == number))
    )
    told = select(_entry, _person.c.name.label("acted_by")).outerjoin(_person, _person.c.uid == _entry.c.actor)
    for row in rows(session, told.where(mine).order_by(_entry.c.number.desc())):
        for field in ("source", "on_behalf_of"):
            if row[field] and not _NOBODYS.fullmatch(row[field]):
                place = Place(ENTRY, row["number"], 0, field)
                gone = field in erasures.fields.get((ENTRY, row["number"], 0), ())
                yield TextHeld(
                    place,
                    "entry",
                    row["number"],
                    called(ENTRY, field),
                    row[field],
                    None,
                    row["recorded_at"],
                    author(row),
                    stands=True,
                    erased=gone,
                )


def _of_loads(session: Session, programme_id: int, number: int | None, erasures: Erasures) -> Iterator[TextHeld]:
    mine = (
        (_load.c.programme_id == programme_id)
        if number is None
        else ((_load.c.programme_id == programme_id) & (_load.c.number == number))
    )
    kept = [column for column in _load.c if column.name not in ("content", "grid")]
    for row in rows(session, select(*kept).where(mine).order_by(_load.c.number.desc())):
        said = [(name, called(LOAD, name), row[name]) for name in ("by", "file_name", "message")]
        said += [(f"report/{path}", "The account of the load", text) for path, text in leaves(row["report"])]
        for field, what, text in said:
            if text:
                place = Place(LOAD, row["number"], 0, field)
                when = row["loaded_at"] or row["created_at"]
                gone = field in erasures.fields.get((LOAD, row["number"], 0), ())
                yield TextHeld(
                    place, "load", row["number"], what, text, row["as_at"], when, row["by"], stands=True, erased=gone
                )


def _of_columns(session: Session, programme_id: int) -> Iterator[TextHeld]:
    uid = session.scalar(select(_programme.c.uid).where(_programme.c.id == programme_id)) or ""
    told = select(_column, _person.c.name.label("acted_by")).outerjoin(_person, _person.c.uid == _column.c.person)
    for row in rows(session, told.where(_column.c.programme_id == programme_id)):
        place = Place(COLUMN, 0, 0, column_key(uid, row["table_kind"], row["header"]))
        what = called(COLUMN, "header")
        yield TextHeld(place, "column", 0, what, row["header"], None, row["said_at"], author(row), stands=True)


def column_key(uid: str, kind: str, header: str) -> str:
    """What names a remembered heading without saying it."""
    return hashlib.sha256(f"{uid} {kind} {header}".encode()).hexdigest()[:20]
