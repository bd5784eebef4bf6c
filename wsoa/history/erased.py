"""What was taken out of the record by erasures, and what must stand there now (DESIGN 6).

An erasure is a row like any other, so its own digest vouches for it; of every row it names it holds the digest of what
remains, under the salt that row got then. The stored digest of the row stays what it was: the chain is not re-written.
So that nobody can call a change of theirs an erasure, one counts only when two people did it, each by an entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from wsoa.history.newest import Row, rows
from wsoa.tables import Entry, ErasedPlace, ErasureTerms, FrozenFile, metadata
from wsoa.terms import ErasureState

ENTRY = "entry"
LOAD = "tracker_load"
REQUESTS, APPROVES = "request_erasure", "approve_erasure"
"""The commands of the two entries that make an erasure."""

SHORT = frozenset({"ref", "unit", "frequency", "label", "standard"})
"""Columns printed beside other words, or read for a number or a rhythm: one word stands in there, no sentence."""

_terms = metadata.tables[str(ErasureTerms.__tablename__)]
_place = metadata.tables[str(ErasedPlace.__tablename__)]
_entry = metadata.tables[str(Entry.__tablename__)]
_frozen = metadata.tables[str(FrozenFile.__tablename__)]
_said = select(_terms, _entry.c.actor, _entry.c.command).outerjoin(
    _entry, (_entry.c.programme_id == _terms.c.programme_id) & (_entry.c.number == _terms.c.entry)
)
_done = (
    select(_place, _terms.c.sequence.label("row"), _terms.c.number.label("of"))
    .join(_terms, _terms.c.id == _place.c.row_id)
    .where(_terms.c.state == ErasureState.DONE)
    .order_by(_terms.c.entry, _place.c.position)
)

PlaceOfRow = tuple[str, int, int]
"""Table, number and sequence."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What one erasure did to one row or file: `remaining`, `was` and `becomes` are digests (tables/erasure.py)."""

    table: str
    number: int
    sequence: int
    fields: tuple[str, ...]
    erasure: int
    entry: int
    on: date
    by: str
    because: str
    remaining: str | None
    was: str | None
    becomes: str | None

    @property
    def row(self) -> PlaceOfRow:
        """The row it was done to, or that names the file."""
        return self.table, self.number, self.sequence

    def stands_in(self, column: str) -> str:
        """What it put where words of that column stood."""
        return stand_in(column, self.on, self.by, self.because)


@dataclass(frozen=True, slots=True)
class Erasures:
    """All that was erased in a programme: rows by table, number and sequence; frozen files by the digest rows name.

    The last erasure of a place counts: it supersedes those before it. `fields` are all that were ever erased in a row,
    each with the last that did; `lines` every place that an erasure names, in their order. `forged` are the numbers of
    erasures that are said to be done, but that no two people did: nothing of them counts.
    """

    rows: Mapping[PlaceOfRow, Erased]
    files: Mapping[str, Erased]
    fields: Mapping[PlaceOfRow, Mapping[str, Erased]] = field(default_factory=dict)
    lines: tuple[Erased, ...] = ()
    forged: tuple[int, ...] = ()


def agreed_by(requested_by: str | None) -> str:
    """Whose agreement an erasure is, in roles: it takes two people, the second always an administrator."""
    return f"{'a programme manager' if requested_by else 'the operator'} and an administrator"


def stand_in(column: str, today: date, by: str, because: str) -> str:
    """What stands in for erased words: when they went, by whose agreement (roles, never names), and why."""
    if column in SHORT:
        return "erased"
    return f"Erased on {today.day} {today:%B %Y} by {by}: {because.rstrip('. ')}."


def erasures_of(session: Session, programme_id: int) -> Erasures:
    """Every erasure that was done in the programme."""
    said = {(row["number"], row["sequence"]): row for row in rows(session, _said.where(_mine(programme_id)))}
    done = {place for place, row in said.items() if row["state"] == ErasureState.DONE}
    agreed = {(number, sequence) for number, sequence in done if _is_agreed(said, number, sequence)}
    found: dict[PlaceOfRow, Erased] = {}
    files: dict[str, Erased] = {}
    fields: dict[PlaceOfRow, dict[str, Erased]] = {}
    lines = []
    for line in rows(session, _done.where(_mine(programme_id))) if agreed else ():
        if (line["of"], line["row"]) not in agreed:
            continue
        told = _told(line, said[line["of"], line["row"]])
        lines.append(told)
        if told.was and told.table != LOAD:
            files[told.was] = told
        else:
            found[told.row] = told
            fields.setdefault(told.row, {}).update(dict.fromkeys(told.fields, told))
    return Erasures(found, files, fields, tuple(lines), tuple(sorted({number for number, _ in done - agreed}, key=str)))


def frozen_content(session: Session, programme_id: int, digest: str) -> bytes | None:
    """The bytes a row names by that digest, without the words that were erased since; None where all of it went."""
    erased = erasures_of(session, programme_id).files.get(digest)
    kept = erased.becomes if erased else digest
    mine = (_frozen.c.programme_id == programme_id) & (_frozen.c.digest == kept)
    content: bytes | None = session.scalar(select(_frozen.c.content).where(mine))
    return content


def _mine(programme_id: int) -> ColumnElement[bool]:
    return _terms.c.programme_id == programme_id


def _is_agreed(said: Mapping[tuple[int, int], Row], number: int, sequence: int) -> bool:
    """Whether an earlier entry requested it, and another person than who asked approved it, each in their own name."""
    done, asked, first = (said.get((number, each)) for each in (sequence, sequence - 1, 1))
    if done is None or asked is None or first is None:
        return False
    by = done["decided_by"]
    requested = (asked["state"], asked["command"], asked["actor"]) == (
        ErasureState.REQUESTED,
        REQUESTS,
        done["requested_by"],
    )
    approved = by is not None and (done["command"], done["actor"]) == (APPROVES, by)
    return (
        requested
        and approved
        and asked["requested_by"] == done["requested_by"]
        and asked["entry"] < done["entry"]
        and by not in (done["requested_by"], first["actor"])
    )


def _told(line: Row, terms: Row) -> Erased:
    return Erased(
        table=line["table_name"],
        number=line["number"],
        sequence=line["sequence"],
        fields=tuple(line["fields"].split("\n")),
        erasure=terms["number"],
        entry=terms["entry"],
        on=terms["as_at"],
        by=agreed_by(terms["requested_by"]),
        because=terms["because"],
        remaining=line["remaining"],
        was=line["was"],
        becomes=line["becomes"],
    )
