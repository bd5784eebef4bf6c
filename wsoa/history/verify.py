"""Recomputing a programme's chain from its rows: whoever changed the past without an entry is found here (R14).

What two people erased is told apart from tampering: an entry names the row, and the digest of what remains of it. What
cannot be found from inside: a tail cut off together with the head. Every export prints the head, so such a
cut shows against any copy (`against`).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Date, Enum, String, Table, and_, func, select, type_coerce
from sqlalchemy.orm import Session

from wsoa.history.accounts import account_named, without_account
from wsoa.history.digest import content_digest, content_of, entry_digest, row_digest, table_of
from wsoa.history.erased import ENTRY, LOAD, Erased, Erasures, PlaceOfRow, erasures_of
from wsoa.history.files_kept import kept_faults
from wsoa.history.frozen import file_faults
from wsoa.history.identities import of_no_programme, thing_faults
from wsoa.history.newest import Query, Row, rows
from wsoa.tables import HISTORY, Child, Entry, Head, History, Programme, TrackerLoad, metadata
from wsoa.terms import LoadState

_entry = metadata.tables[str(Entry.__tablename__)]
_head = metadata.tables[str(Head.__tablename__)]
_load = metadata.tables[str(TrackerLoad.__tablename__)]
_programme = metadata.tables[str(Programme.__tablename__)]
_NOBODYS = "no programme"
_FIELDS = ("number", "recorded_at", "actor", "on_behalf_of", "command", "source", "token", "previous")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that no entry accounts for: in which programme, and what."""

    programme: str
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was recomputed for one programme, what was found wrong, and what two people agreed to erase, in order."""

    programme: str
    entries: int
    rows: int
    head: str
    faults: tuple[Fault, ...]
    erased: tuple[Erased, ...] = ()


def verify(session: Session, slug: str | None = None) -> list[Verified]:
    """Recompute the chain of every programme in the database, or of the one at `slug`.

    What belongs to no programme is said after them, under a name that no programme can have.
    """
    programmes = select(_programme.c.id, _programme.c.uid, _programme.c.slug).order_by(_programme.c.id)
    if slug is not None:
        programmes = programmes.where(_programme.c.slug == slug)
    found = [_Chain(session, row.id, row.uid, row.slug).verified() for row in session.execute(programmes).all()]
    nobodys = tuple(Fault(_NOBODYS, what) for what in of_no_programme(session))
    return [*found, Verified(_NOBODYS, 0, 0, "", nobodys)] if nobodys else found


class _Chain:
    """One programme's chain while it is recomputed."""

    def __init__(self, session: Session, programme_id: int, uid: str, slug: str) -> None:
        self.session, self.programme_id, self.uid, self.slug = session, programme_id, uid, slug
        self.faults: list[Fault] = []
        self.rows_of: dict[int, list[tuple[str, int, int, str]]] = {}
        self.things: dict[str, set[int]] = {}
        self.accounts: dict[int, tuple[str, str | None]] = {}
        self.erasures = Erasures({}, {})
        self.erased: set[PlaceOfRow] = set()

    def verified(self) -> Verified:
        with self._readable("erasure_terms"):
            self.erasures = erasures_of(self.session, self.programme_id)
        for forged in self.erasures.forged:
            self._fault(f"erasure {forged} is said to be done, but no two people requested and approved it")
        for kind in HISTORY:
            with self._readable(str(kind.__tablename__)):
                self._digest_rows(kind)
        entries, head = 0, ""
        with self._readable("entry"):
            entries, head = self._follow()
        with self._readable("tracker_load"):
            self._compare_accounts()
        for what in thing_faults(self.session, self.programme_id, self.things):
            self._fault(what)
        with self._readable("frozen_file"):
            for what in file_faults(self.session, self.programme_id, self.erasures):
                self._fault(what)
        with self._readable("evidence_revision"):
            for what in kept_faults(self.session, self.programme_id, self.erasures):
                self._fault(what)
        self._require_erased()
        written = sum(len(digests) for digests in self.rows_of.values())
        for number in sorted(set(self.rows_of) - set(range(1, entries + 1)), key=str):
            self._fault(f"rows name entry {number}, which is not in the chain")
        return Verified(self.slug, entries, written, head, tuple(self.faults), self.erasures.lines)

    def _digest_rows(self, kind: type[History]) -> None:
        table = table_of(kind)
        children = {str(child.__tablename__): self._children(kind, child) for child in kind.children}
        query = select(*_readable(table)).where(table.c.programme_id == self.programme_id)
        numbers = self.things.setdefault(table.info["thing"], set())
        for row in self._read(query.order_by(table.c.number, table.c.sequence)):
            lines = {name: found.get(row["id"], []) for name, found in children.items()}
            digest = row_digest(row["salt"] or "", content_of(kind, row, lines))
            place = (table.name, row["number"], row["sequence"])
            numbers.add(row["number"])
            if self._is_erased(place, row["entry"], digest):
                digest = row["digest"]
                self._require_stand_ins(place, {**row, **dict(_said_in(lines))})
            elif digest != row["digest"]:
                self._fault(f"{table.name} {place[1]}, row {place[2]} is not what entry {row['entry']} wrote")
            self.rows_of.setdefault(row["entry"], []).append((*place, digest))

    def _children(self, kind: type[History], child: type[Child]) -> dict[int, list[Row]]:
        table, parent = table_of(child), table_of(kind)
        found: dict[int, list[Row]] = {}
        query = select(*_readable(table)).join(parent, parent.c.id == table.c.row_id)
        for line in self._read(query.where(parent.c.programme_id == self.programme_id)):
            found.setdefault(line["row_id"], []).append(line)
        strays = select(func.count()).select_from(table).where(table.c.row_id.not_in(select(parent.c.id)))
        if count := self.session.scalar(strays):
            self._fault(f"{count} rows of {table.name} belong to no row of {parent.name}")
        return found

    def _follow(self) -> tuple[int, str]:
        """Walk the entries from the first; the number and digest the head must have."""
        number, previous, before = 0, "", None
        for row in self._entries():
            number += 1
            if row["number"] != number or row["previous"] != previous:
                self._fault(f"entry {row['number']} does not follow entry {number - 1}")
                number = int(row["number"])
            if before is not None and row["recorded_at"] < before:
                self._fault(f"entry {number} is dated before the entry it follows")
            digests = [written[3] for written in sorted(self.rows_of.get(number, []))]
            digest = entry_digest(self.uid, {name: row[name] for name in _FIELDS}, digests)
            account = account_named(row["source"])
            if self._is_erased((ENTRY, number, 0), number, digest):
                self._require_stand_ins((ENTRY, number, 0), {**row, "source": without_account(row["source"])})
            elif digest != row["digest"]:
                self._fault(f"entry {number} is not what its digest says")
            if account:
                self.accounts[number] = (account, row["actor"])
            previous, before = row["digest"], row["recorded_at"]
        head = self.session.execute(select(_head).where(_head.c.programme_id == self.programme_id)).first()
        if head is None or (head.number, head.digest) != (number, previous):
            self._fault(f"the head does not stand at the last entry, {number}")
        return number, previous

    def _compare_accounts(self) -> None:
        """An entry that loaded a tracker names the digest of the account that must stand beside it."""
        mine = (_load.c.programme_id == self.programme_id) & _load.c.report.is_not(None)
        found = [dict(row) for row in rows(self.session, select(*_readable(_load)).where(mine))]
        kept = {row["entry"]: row for row in found if row["entry"] is not None}
        for load in found:
            place, said = (LOAD, load["number"], 0), content_digest(load["report"])
            erased = self._is_erased(place, load["entry"] or 0, said)
            load["said"] = self.erasures.rows[place].was if erased else said
            if erased:
                self._require_stand_ins(place, {name: load[name] for name in ("by", "file_name", "message")})
        for number, (digest, actor) in self.accounts.items():
            row = kept.get(number)
            if row is None or row["said"] != digest or not _is_as_told(row, actor):
                self._fault(f"the account of the tracker loaded by entry {number} is not what the entry says")
        for row in found:
            if row["said"] != row["report_digest"]:
                self._fault(f"the account of load {row['number']} is not what its digest says")

    def _is_erased(self, place: tuple[str, int, int], entry: int, digest: str) -> bool:
        """Whether a later entry took words out of it, and what remains is what that entry left."""
        erased = self.erasures.rows.get(place)
        if erased is None or erased.entry <= entry or erased.remaining != digest:
            return False
        self.erased.add(place)
        return True

    def _require_stand_ins(self, place: PlaceOfRow, said: Mapping[str, object]) -> None:
        """Every field that an erasure names holds exactly what it put there, so that no other value can hide behind it.

        Of a load only its own columns: what remains of its account is known by its digest.
        """
        for field, erased in self.erasures.fields[place].items():
            if place[0] == LOAD and field not in said:
                continue
            if said.get(field) != erased.stands_in(field.rpartition("/")[2]):
                table, number, sequence = place
                self._fault(
                    f"{field} of {table} {number}, row {sequence} is not what erasure {erased.erasure} put there"
                )

    def _require_erased(self) -> None:
        """What an erasure names must be as the erasure left it: words put back are tampering too."""
        for table, number, sequence in sorted(self.erasures.rows.keys() - self.erased, key=str):
            erased = self.erasures.rows[table, number, sequence]
            if erased.remaining is not None:
                self._fault(f"{table} {number}, row {sequence} is not what erasure {erased.erasure} left of it")

    def _entries(self) -> Iterator[Row]:
        return self._read(select(_entry).where(_entry.c.programme_id == self.programme_id).order_by(_entry.c.number))

    def _read(self, query: Query) -> Iterator[Row]:
        """Rows by column name, in plain dictionaries and a few at a time: there may be hundreds of thousands."""
        found = self.session.execute(query, execution_options={"yield_per": 1000})
        names = tuple(found.keys())
        for some in found.partitions():
            for row in some:
                yield dict(zip(names, row, strict=True))

    @contextmanager
    def _readable(self, table: str) -> Iterator[None]:
        """Nonsense in a column is a fault like any other: SQLite keeps whatever it is given."""
        try:
            yield
        except (ValueError, LookupError, TypeError) as error:
            self._fault(f"{table} holds a value that cannot be read ({type(error).__name__})")

    def _fault(self, what: str) -> None:
        self.faults.append(Fault(self.slug, what))


def _said_in(children: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, object]]:
    """What the lines fixed with a row say, by the fields under which erasures name it: `milestone_lead/2/words`."""
    for table, lines in children.items():
        keys = [column.name for column in metadata.tables[table].primary_key if column.name != "row_id"]
        for line in lines:
            key = ".".join(str(line[name]) for name in keys)
            yield from ((f"{table}/{key}/{name}", said) for name, said in line.items())


def _is_as_told(load: Row, actor: str | None) -> bool:
    """Whether the columns beside an account say what it says itself, and who loaded it is who wrote the entry."""
    told = load["report"]
    beside = (load["sha256"], str(load["as_at"]), load["person"], load["state"])
    return beside == (told["file"]["sha256"], told["as_at"], actor, LoadState.LOADED)


def digest_at(session: Session, slug: str, number: int) -> str | None:
    """The digest of one entry of a programme: what a copy that prints it must show."""
    same = and_(_programme.c.id == _entry.c.programme_id, _programme.c.slug == slug, _entry.c.number == number)
    return session.scalar(select(_entry.c.digest).join(_programme, same))


def programmes_at(session: Session, number: int, digest: str) -> list[str]:
    """The programmes whose entry `number` has a digest that begins so: whose copy prints that head."""
    same = _programme.c.id == _entry.c.programme_id
    begins = _entry.c.digest.startswith(digest, autoescape=True)
    query = select(_programme.c.slug).join(_entry, same).where(_entry.c.number == number, begins)
    return list(session.scalars(query.order_by(_programme.c.slug)))


def _readable(table: Table) -> list[ColumnElement[Any]]:
    """The table's columns, closed lists and dates read as they are stored, so that a word outside the list and a date
    with something after it are found, not raised and not read over.
    """
    return [type_coerce(c, String).label(c.name) if isinstance(c.type, (Enum, Date)) else c for c in table.columns]
