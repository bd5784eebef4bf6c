"""Digests of rows and entries, exactly as DESIGN section 6 writes them down.

A row's digest is SHA-256 of its salt and its canonical JSON; an entry's is SHA-256 of the digest before it, its
own fields and its rows' digests in order. Canonical: UTF-8, NFC, sorted keys, nulls left out, dates ISO, times
UTC in microseconds, numbers as text, things by kind and number, people and organisations by uid; never table ids.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache

from pydantic import BaseModel
from sqlalchemy import Table

from wsoa.tables import Child, History

Value = str | int | bool | date | datetime | None
Content = dict[str, object]

_canonical_json = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
_NEVER_DIGESTED = frozenset({"id", "programme_id", "salt", "digest", "row_id"})


def table_of(kind: type[History] | type[Child]) -> Table:
    """The table behind a class of rows."""
    table = kind.metadata.tables[str(kind.__tablename__)]
    assert isinstance(table, Table)
    return table


def content_of(
    kind: type[History], row: Mapping[str, object], children: Mapping[str, Sequence[Mapping[str, object]]]
) -> Content:
    """What a row says, with its child rows in the order of their keys: what is digested, and what is compared."""
    content = _said(table_of(kind), row)
    content["table"] = str(kind.__tablename__)
    for child in kind.children:
        lines = children.get(str(child.__tablename__), ())
        if lines:
            table = table_of(child)
            keys = [column.name for column in table.primary_key if column.name != "row_id"]
            ordered = sorted(lines, key=lambda line: [line[key] for key in keys])
            content[str(child.__tablename__)] = [_said(table, line) for line in ordered]
    return content


def _said(table: Table, row: Mapping[str, object]) -> Content:
    return {name: _canonical(value) for name in _digested(table) if (value := row.get(name)) is not None}


@cache
def _digested(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if column.name not in _NEVER_DIGESTED)


def _canonical(value: object) -> str | bool:
    """One value as canonical JSON carries it; None is left out before it comes here."""
    # Most values are plain words, and a chain of 100,000 entries is to be recomputed in seconds (PROOFS R14).
    if type(value) is str:
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if type(value) is int:
        return str(value)
    match value:
        case bool():
            return value
        case Enum():
            return str(value.value)
        case int():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case _:
            return unicodedata.normalize("NFC", str(value))


def _json(content: Mapping[str, object]) -> bytes:
    return _canonical_json.encode(content).encode("utf-8", "surrogatepass")


def content_digest(content: Mapping[str, object]) -> str:
    """SHA-256 of nested content (mappings, lists, changes, plain values) as canonical JSON, in hexadecimal."""
    return hashlib.sha256(
        _json({name: _nested(value) for name, value in content.items() if value is not None})
    ).hexdigest()


def _nested(value: object) -> object:
    match value:
        case Mapping():
            return {str(name): _nested(held) for name, held in value.items() if held is not None}
        case BaseModel():
            return _nested(value.model_dump())
        case list() | tuple():
            return [_nested(held) for held in value]
        case None:
            return None
        case _:
            return _canonical(value)


def row_digest(salt: str, content: Content) -> str:
    """SHA-256 of the salt and the canonical JSON, in hexadecimal."""
    return hashlib.sha256(salt.encode("ascii", "replace") + _json(content)).hexdigest()


def entry_digest(programme: str, fields: Mapping[str, object], rows: Iterable[str]) -> str:
    """SHA-256 of the previous digest, the entry's fields (programme by uid) and its rows' digests in order."""
    said = {name: _canonical(value) for name, value in fields.items() if value is not None}
    previous = str(said.pop("previous", ""))
    said["programme"] = programme
    return hashlib.sha256(previous.encode() + _json(said) + "".join(rows).encode()).hexdigest()
