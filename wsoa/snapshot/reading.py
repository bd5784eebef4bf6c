"""Reading one programme at one moment: the queries every noun shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from wsoa.clock import LONDON
from wsoa.history import Moment, Row, history, newest, newest_children, rows
from wsoa.history.newest import AS_AT, KNOWN_BY, PROGRAMME, Narrowing, Query
from wsoa.snapshot.positions import Lead, Level, RoundPosition, Written
from wsoa.tables import Child, Entry, History, Organisation, Person, metadata
from wsoa.terms import LeadKind, Precision, TimescaleKind
from wsoa.timescales import Timescale

_entry = metadata.tables[str(Entry.__tablename__)]
_person = metadata.tables[str(Person.__tablename__)]
_organisation = metadata.tables[str(Organisation.__tablename__)]
_names = select(_organisation.c.uid, _organisation.c.name)

Key = tuple[int, int, str]


@dataclass(slots=True)
class Reading:
    """A session, the moment asked for, and what rows of several nouns point to."""

    session: Session
    at: Moment
    organisations: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[Key, Level] = field(default_factory=dict)
    rounds: Mapping[int, RoundPosition] = field(default_factory=dict)

    def asked(self) -> dict[str, object]:
        """The moment as the queries of history are asked for it."""
        return {PROGRAMME.key: self.at.programme_id, AS_AT.key: self.at.as_at, KNOWN_BY.key: self.at.known_by}

    def newest(self, kind: type[History], narrowed: Narrowing | None = None) -> list[Row]:
        """The standing row of every thing of that kind."""
        return list(rows(self.session, newest(kind, narrowed=narrowed), self.at))

    def newest_with_author(self, kind: type[History]) -> dict[int, Row]:
        """The standing rows by number, each with who wrote it and when."""
        return {row["number"]: row for row in rows(self.session, newest_with_author(kind), self.at)}

    def children(self, child: type[Child], kind: type[History]) -> dict[int, list[Row]]:
        """The child rows of the standing rows, by the number of the thing."""
        found: dict[int, list[Row]] = {}
        for row in rows(self.session, newest_children(child, kind), self.at):
            found.setdefault(row["thing"], []).append(row)
        return found

    def links(self, child: type[Child], kind: type[History], column: str) -> dict[int, tuple[int, ...]]:
        """The numbers in `column` of the standing rows' links, by the number of the thing."""
        return {number: tuple(row[column] for row in found) for number, found in self.children(child, kind).items()}

    def level(self, row: Row) -> Level | None:
        """The level a row points to, of the key version it was given by."""
        if row["level"] is None:
            return None
        return self.levels[row["rating_key"], row["key_version"], row["level"]]

    def lead(self, row: Row) -> Lead:
        """A lead in words, with the organisation by today's name."""
        name = self.organisations.get(row["organisation"]) if row["organisation"] else None
        return Lead(row["words"], LeadKind(row["kind"]), row["person"], row["organisation"], name)

    def written(self, row: Row) -> Written:
        """Who wrote a row read with its author, when, and whether it came late: see `_is_late`."""
        round_ = self.rounds.get(row["round"]) if row["round"] is not None else None
        return Written(
            sequence=row["sequence"],
            entry=row["entry"],
            as_at=row["as_at"],
            round=row["round"],
            recorded_at=row["recorded_at"],
            by=_author(row),
            command=row["command"],
            source=row["source"],
            late=round_ is not None and _is_late(row, round_),
            confirmed=row["confirmed"],
            corrects=row["corrects"],
            withdraws=row["withdraws"],
            reason=row["reason"],
        )


@cache
def newest_with_author(kind: type[History]) -> Query:
    """The standing row of each thing, with the entry that wrote it and the name of whoever acted."""
    return _with_author(kind, newest(kind))


@cache
def all_with_author(kind: type[History]) -> Query:
    """Every row of all things, each thing's newest first, with the entry that wrote it and the name of who acted."""
    table = metadata.tables[str(kind.__tablename__)]
    known = select(table).where(table.c.programme_id == PROGRAMME, table.c.as_at <= AS_AT, table.c.entry <= KNOWN_BY)
    return _with_author(kind, known.order_by(table.c.number, table.c.as_at.desc(), table.c.sequence.desc()))


@cache
def history_with_author(kind: type[History]) -> Query:
    """Every row of one thing, newest first, with the entry that wrote it and the name of whoever acted."""
    return _with_author(kind, history(kind))


def _with_author(kind: type[History], query: Query) -> Query:
    table = metadata.tables[str(kind.__tablename__)]
    same = and_(_entry.c.programme_id == table.c.programme_id, _entry.c.number == table.c.entry)
    told = (
        _entry.c.recorded_at,
        _entry.c.command,
        _entry.c.source,
        _entry.c.on_behalf_of,
        _person.c.name.label("acted_by"),
    )
    return query.join(_entry, same).outerjoin(_person, _person.c.uid == _entry.c.actor).add_columns(*told)


def organisation_names(session: Session) -> dict[str, str]:
    """Every organisation by uid, by today's name."""
    return {row["uid"]: row["name"] for row in rows(session, _names)}


def timescale(row: Row, prefix: str = "") -> Timescale | None:
    """The timescale in a row's columns; None when it has no words."""
    words = row[f"{prefix}words"]
    if words is None:
        return None
    precision = row[f"{prefix}precision"]
    return Timescale(
        words=words,
        kind=TimescaleKind(row[f"{prefix}kind"]),
        earliest=row[f"{prefix}earliest"],
        latest=row[f"{prefix}latest"],
        precision=None if precision is None else Precision(precision),
    )


def _is_late(row: Row, round_: RoundPosition) -> bool:
    """After the window's last day, which ends at midnight in London, or after the manager had closed the round."""
    recorded: date = row["recorded_at"].astimezone(LONDON).date()
    return recorded > round_.closes or (round_.closed is not None and row["entry"] > round_.closed.entry)


def _author(row: Row) -> str:
    who = row["acted_by"] or "The tracker's operator"
    return f"{who} on behalf of {row['on_behalf_of']}" if row["on_behalf_of"] else str(who)
