"""Rows for whatever tables a revision has, made up from what the database says of its own tables."""

from datetime import UTC, date, datetime

from sqlalchemy import Boolean, Connection, Date, DateTime, Integer, LargeBinary, MetaData, Table, inspect, select, text
from sqlalchemy.types import TypeEngine

Row = dict[str, object]
COPIES = 2


def names(on: Connection) -> list[str]:
    """The tables there are, but for Alembic's own."""
    return [name for name in inspect(on).get_table_names() if name != "alembic_version"]


def fill(on: Connection) -> None:
    """Two rows in every table that is still empty, linked to each other as their foreign keys ask."""
    lacking = (f"SELECT '{name}' WHERE NOT EXISTS (SELECT 1 FROM \"{name}\")" for name in names(on))
    empty = set(on.scalars(text(" UNION ALL ".join(lacking))))
    tables = MetaData()
    tables.reflect(on, only=sorted(empty))
    for table in tables.sorted_tables:
        if table.name in empty:
            for copy in range(1, COPIES + 1):
                on.execute(table.insert().values(_row(on, table, copy)))


def contents(on: Connection) -> dict[str, list[Row]]:
    """Every row of every table, as the database itself tells them."""
    return {
        name: sorted((dict(row) for row in on.execute(text(f'SELECT * FROM "{name}"')).mappings()), key=repr)
        for name in names(on)
    }


def _row(on: Connection, table: Table, copy: int) -> Row:
    row = {column.name: _value(column.name, column.type, copy) for column in table.columns}
    for constraint in table.foreign_key_constraints:
        linked = [element.column for element in constraint.elements]
        if linked[0].table is table:
            row |= dict.fromkeys((c for c in constraint.column_keys if c != "programme_id"), None)
            continue
        there = on.execute(select(*linked).order_by(*linked)).all()
        row |= dict(zip(constraint.column_keys, there[copy - 1], strict=True))
    return row


def _value(name: str, kind: TypeEngine[object], copy: int) -> object:
    match kind:
        case Boolean():
            return copy == 1
        case Integer():
            return copy
        case DateTime():
            return datetime(2026, 5, copy, 9, 30, 0, 250, tzinfo=UTC)
        case Date():
            return date(2026, 5, copy)
        case LargeBinary():
            return b"\x00PK" * copy
        case _:
            length = getattr(kind, "length", None) or 100
            return f"{name} “{copy}” ñ\n– 'x'"[-length:]
