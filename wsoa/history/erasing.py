"""Taking words out of rows that earlier entries wrote: the one exception to *nothing is overwritten* (DESIGN 6).

Only an open entry that is an erasure does it. The row gets another salt, so that nobody can try out what the words
were; its stored digest stays, and what is returned is the digest of what remains, for the erasure to name.
"""

import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Table, delete, select, update

from wsoa.history.accounts import account_named, naming_account
from wsoa.history.digest import content_digest, content_of, entry_digest, row_digest, table_of
from wsoa.history.entry import OpenEntry
from wsoa.history.newest import Row, rows
from wsoa.tables import HISTORY, Entry, FrozenFile, History, TrackerLoad, metadata

Fields = Mapping[str, str]
"""What stands in for the words, by field of the row: `issue`, or `milestone_lead/2/words` of a line."""

KINDS: Mapping[str, type[History]] = {str(kind.__tablename__): kind for kind in HISTORY}

_entry = metadata.tables[str(Entry.__tablename__)]
_load = metadata.tables[str(TrackerLoad.__tablename__)]
_frozen = metadata.tables[str(FrozenFile.__tablename__)]
_CHAINED = ("number", "recorded_at", "actor", "on_behalf_of", "command", "source", "token", "previous")


def erase_in_row(writing: OpenEntry, table_name: str, number: int, sequence: int, fields: Fields) -> str:
    """Put what stands in into fields of a history row and of the lines fixed with it; the digest of what remains."""
    kind = KINDS[table_name]
    table = table_of(kind)
    mine = (table.c.programme_id == writing.programme_id) & (table.c.number == number) & (table.c.sequence == sequence)
    row_id = writing.session.scalars(select(table.c.id).where(mine)).one()
    salt = secrets.token_hex(16)
    own = {name: words for name, words in fields.items() if "/" not in name}
    writing.session.execute(update(table).where(mine).values(salt=salt, **own))
    lines = {str(child.__tablename__): table_of(child) for child in kind.children}
    for name, words in fields.items():
        if "/" in name:
            line, key, column = name.split("/")
            same = _line(lines[line], row_id, key)
            writing.session.execute(update(lines[line]).where(*same).values({column: words}))
    now = rows(writing.session, select(table).where(mine))[0]
    return row_digest(salt, content_of(kind, now, {name: _lines(writing, at, row_id) for name, at in lines.items()}))


def erase_in_entry(writing: OpenEntry, number: int, fields: Fields) -> str:
    """Put what stands in into an entry's words; the digest of what remains. An account it names stays named."""
    mine = (_entry.c.programme_id == writing.programme_id) & (_entry.c.number == number)
    stood = rows(writing.session, select(_entry).where(mine))[0]
    said = dict(fields)
    if "source" in said and (account := account_named(stood["source"])):
        said["source"] = naming_account(said["source"], account)
    writing.session.execute(update(_entry).where(mine).values(said))
    chained: dict[str, object] = {name: said.get(name, stood[name]) for name in _CHAINED}
    return entry_digest(writing.programme_uid, chained, _digests(writing, number))


def erase_in_load(writing: OpenEntry, number: int, columns: Mapping[str, object]) -> tuple[str | None, str | None]:
    """Put other values into a load that stands outside the chain; the digests of its account before and now.

    Of every load that has an account, or this line would supersede that of an erasure that did change it.
    """
    mine = (_load.c.programme_id == writing.programme_id) & (_load.c.number == number)
    writing.session.execute(update(_load).where(mine).values(dict(columns)))
    now = rows(writing.session, select(_load.c.report, _load.c.report_digest).where(mine))[0]
    if now["report"] is None:
        return None, None
    return now["report_digest"], content_digest(now["report"])


def drop_frozen(writing: OpenEntry, digest: str) -> None:
    """Delete bytes that are kept under a digest; the rows that name it stay."""
    mine = (_frozen.c.programme_id == writing.programme_id) & (_frozen.c.digest == digest)
    writing.session.execute(delete(_frozen).where(mine))


def _line(table: Table, row_id: int, key: str) -> list[ColumnElement[bool]]:
    """The line of the row whose own key columns, joined by full stops, are `key`."""
    own = [column for column in table.primary_key if column.name != "row_id"]
    parts = key.split(".")
    same = [column == (int(part) if part.isdecimal() else part) for column, part in zip(own, parts, strict=True)]
    return [table.c.row_id == row_id, *same]


def _lines(writing: OpenEntry, table: Table, row_id: int) -> Sequence[Row]:
    return rows(writing.session, select(table).where(table.c.row_id == row_id))


def _digests(writing: OpenEntry, entry: int) -> list[str]:
    """The digests of the rows an entry wrote, as they were stored, in the order in which the entry digests them."""
    found: list[tuple[str, int, int, str]] = []
    for kind in HISTORY:
        table = table_of(kind)
        mine = (table.c.programme_id == writing.programme_id) & (table.c.entry == entry)
        query = select(table.c.number, table.c.sequence, table.c.digest).where(mine)
        found.extend((table.name, *row) for row in writing.session.execute(query).all())
    return [row[3] for row in sorted(found)]
