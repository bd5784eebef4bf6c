"""Kinds of tampering: what somebody might do to the past directly in the database.

Each is done on a connection without the tracker's commands, with dice that choose where. It says what it did; None
when there was nothing there that it could alter.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256

from sqlalchemy import Connection, RowMapping, Table, func, select

from wsoa.tables import HISTORY, Thing, metadata

Tamper = Callable[[Connection, random.Random], str | None]


def any_row(on: Connection, chance: random.Random, table: Table) -> dict[str, object] | None:
    rows = on.execute(select(table).order_by(*table.primary_key)).mappings().all()
    return dict(chance.choice(rows)) if rows else None


def this(table: Table, row: dict[str, object]) -> list[object]:
    return [column == row[column.name] for column in table.primary_key]


def table_with_rows(on: Connection, chance: random.Random, names: list[str]) -> Table:
    full = [name for name in names if on.scalar(select(func.count()).select_from(metadata.tables[name]))]
    return metadata.tables[chance.choice(full)]


HISTORIES = [str(kind.__tablename__) for kind in HISTORY]
LINES = [str(child.__tablename__) for kind in HISTORY for child in kind.children]
THINGS = [str(kind.__tablename__) for kind in Thing.__subclasses__()]


def another(value: object, chance: random.Random) -> object:
    """Something else of the same kind that the column takes."""
    match value:
        case bool():
            return not value
        case int():
            return value + chance.choice((1, 7, 1000))
        case date():
            return value - timedelta(days=chance.randint(1, 400))
        case bytes():
            return value[:-1] + bytes([value[-1] ^ chance.randint(1, 255)])
        case str():
            return value[1:] + chance.choice("~.x")  # no longer than it was: PostgreSQL cuts spaces off in silence
        case _:
            return None


def edited(on: Connection, chance: random.Random, names: list[str]) -> str | None:
    table = table_with_rows(on, chance, names)
    row = any_row(on, chance, table)
    assert row is not None
    columns = [c for c in table.columns if c.name not in ("id", "programme_id") and not hasattr(c.type, "enums")]
    column = chance.choice([c for c in columns if row[c.name] is not None])
    value = another(row[column.name], chance)
    if value is None:
        return None
    on.execute(table.update().where(*this(table, row)).values({column.name: value}))  # type: ignore[arg-type]
    return f"{table.name}.{column.name}"


def a_row_is_edited(on: Connection, chance: random.Random) -> str | None:
    return edited(on, chance, HISTORIES)


def a_line_is_edited(on: Connection, chance: random.Random) -> str | None:
    return edited(on, chance, LINES)


def an_entry_is_edited(on: Connection, chance: random.Random) -> str | None:
    return edited(on, chance, ["entry"])


def the_head_is_edited(on: Connection, chance: random.Random) -> str | None:
    return edited(on, chance, ["head"])


def a_frozen_file_is_edited(on: Connection, chance: random.Random) -> str | None:
    return edited(on, chance, ["frozen_file"])


def something_empty_is_filled(on: Connection, chance: random.Random) -> str | None:
    table = table_with_rows(on, chance, ["milestone_update", "milestone_terms", "milestone_date"])
    row = any_row(on, chance, table)
    assert row is not None
    names = [name for name in ("reason", "issue", "approver", "senior_owner") if name in row and row[name] is None]
    if not names:
        return None
    on.execute(table.update().where(*this(table, row)).values({names[0]: "Since added"}))  # type: ignore[arg-type]
    return f"{table.name}.{names[0]}"


def deleted(on: Connection, chance: random.Random, names: list[str]) -> str:
    table = table_with_rows(on, chance, names)
    row = any_row(on, chance, table)
    assert row is not None
    on.execute(table.delete().where(*this(table, row)))  # type: ignore[arg-type]
    return table.name


def a_row_is_deleted(on: Connection, chance: random.Random) -> str | None:
    return deleted(on, chance, HISTORIES)


def a_line_is_deleted(on: Connection, chance: random.Random) -> str | None:
    return deleted(on, chance, LINES)


def an_entry_is_deleted(on: Connection, chance: random.Random) -> str | None:
    return deleted(on, chance, ["entry"])


def a_thing_is_deleted(on: Connection, chance: random.Random) -> str | None:
    """With all its history left behind, each row as it was written."""
    return deleted(on, chance, THINGS)


def a_thing_is_given_another_number(on: Connection, chance: random.Random) -> str | None:
    table = table_with_rows(on, chance, THINGS)
    row = any_row(on, chance, table)
    assert row is not None
    on.execute(table.update().where(*this(table, row)).values(number=row["number"] + 100))  # type: ignore[arg-type, operator]
    return table.name


def a_thing_is_inserted_that_no_entry_began(on: Connection, chance: random.Random) -> str | None:
    table = metadata.tables[chance.choice(THINGS)]
    on.execute(table.insert().values(programme_id=chance.choice((1, 2, 9)), number=100))
    return table.name


def a_programme_or_its_head_is_deleted(on: Connection, chance: random.Random) -> str | None:
    return deleted(on, chance, ["programme", "head"])


def a_frozen_file_is_deleted(on: Connection, chance: random.Random) -> str | None:
    return deleted(on, chance, ["frozen_file"])


def a_frozen_file_is_inserted(on: Connection, chance: random.Random) -> str | None:
    """With a digest that is right: only the rows of packs know how many files there are."""
    content = chance.randbytes(20)
    table = metadata.tables["frozen_file"]
    row = {"programme_id": chance.choice((1, 2, 9)), "digest": sha256(content).hexdigest(), "content": content}
    on.execute(table.insert().values(row))
    return table.name


def two_frozen_files_swap_what_they_hold(on: Connection, chance: random.Random) -> str | None:
    table = metadata.tables["frozen_file"]
    rows = on.execute(select(table).order_by(table.c.digest)).mappings().all()
    one, other = chance.sample(rows, 2)
    for row, taken in ((one, other), (other, one)):
        on.execute(table.update().where(table.c.digest == row["digest"]).values(content=taken["content"]))
    return table.name


def another_file_is_put_in_the_place_of_an_issued_one(on: Connection, chance: random.Random) -> str | None:
    """Under its own digest, with the row of the pack naming it: only the digest of that row knows better."""
    content = chance.randbytes(20)
    digest, files, packs = sha256(content).hexdigest(), metadata.tables["frozen_file"], metadata.tables["pack_terms"]
    old = on.execute(select(packs.c.file_digest).where(packs.c.file_digest.is_not(None))).scalars().first()
    on.execute(files.update().where(files.c.digest == old).values(digest=digest, content=content))
    on.execute(packs.update().where(packs.c.file_digest == old).values(file_digest=digest))
    return packs.name


def a_row_is_inserted(on: Connection, chance: random.Random) -> str | None:
    table = table_with_rows(on, chance, HISTORIES)
    row = any_row(on, chance, table)
    assert row is not None
    last = on.scalar(select(func.max(table.c.sequence))) or 0
    new_id = (on.scalar(select(func.max(table.c.id))) or 0) + 1
    on.execute(table.insert().values(row | {"id": new_id, "sequence": last + 1}))
    return table.name


def a_link_is_inserted(on: Connection, chance: random.Random) -> str | None:
    table = metadata.tables["milestone_focus_area"]
    row = any_row(on, chance, table)
    assert row is not None
    on.execute(table.insert().values(row | {"focus_area": 4}))
    return table.name


def a_row_is_added_to_the_last_entry(on: Connection, chance: random.Random) -> str | None:
    """With a digest of its own that is right: only the entry's digest knows how many rows it wrote."""
    table = metadata.tables["milestone_update"]
    rows = on.execute(select(table).order_by(table.c.entry.desc()).limit(2)).mappings().all()
    new_id = (on.scalar(select(func.max(table.c.id))) or 0) + 1
    on.execute(table.insert().values(dict(rows[1]) | {"id": new_id, "entry": rows[0]["entry"], "sequence": 99}))
    return table.name


def two_rows_swap_places(on: Connection, chance: random.Random) -> str | None:
    table = metadata.tables[chance.choice(["milestone_update", "milestone_terms", "milestone_date"])]
    rows = on.execute(select(table).order_by(table.c.id)).mappings().all()
    one, other = chance.sample(rows, 2)
    if one["programme_id"] != other["programme_id"] or one["number"] == other["number"]:
        return None
    for row, number, sequence in ((one, -1, -1), (other, *place(one)), (one, *place(other))):
        on.execute(table.update().where(table.c.id == row["id"]).values(number=number, sequence=sequence))
    return table.name


def two_rows_of_a_thing_swap_sequences(on: Connection, chance: random.Random) -> str | None:
    table = metadata.tables["milestone_update"]
    rows = on.execute(select(table).order_by(table.c.id)).mappings().all()
    one, other = chance.sample(rows, 2)
    if place(one)[0] != place(other)[0] or one["programme_id"] != other["programme_id"]:
        return None
    for row, sequence in ((one, -1), (other, one["sequence"]), (one, other["sequence"])):
        on.execute(table.update().where(table.c.id == row["id"]).values(sequence=sequence))
    return table.name


def place(row: RowMapping) -> tuple[int, int]:
    return row["number"], row["sequence"]


def two_rows_swap_what_they_say(on: Connection, chance: random.Random) -> str | None:
    table = metadata.tables["milestone_update"]
    rows = on.execute(select(table).where(table.c.progress.is_not(None)).order_by(table.c.id)).mappings().all()
    one, other = chance.sample(rows, 2)
    said = ("level", "issue", "mitigation", "reason", "progress", "salt", "digest")
    for row, taken in ((one, other), (other, one)):
        on.execute(table.update().where(table.c.id == row["id"]).values({name: taken[name] for name in said}))
    return table.name


def two_entries_swap_places(on: Connection, chance: random.Random) -> str | None:
    table = metadata.tables["entry"]
    one, other = chance.sample(range(2, 18), 2)
    mine = table.c.programme_id == 1
    for old, new in ((one, -1), (other, one), (-1, other)):
        on.execute(table.update().where(mine, table.c.number == old).values(number=new))
    return table.name


def the_tail_is_cut_off(on: Connection, chance: random.Random) -> str | None:
    """Everything after some entry goes, but the head is forgotten."""
    last = chance.randint(2, 18)
    for name in ("milestone_update", "entry"):
        table = metadata.tables[name]
        number = table.c.entry if "entry" in table.c else table.c.number
        on.execute(table.delete().where(table.c.programme_id == 1, number > last))
    return name


def a_word_is_not_of_its_list(on: Connection, chance: random.Random) -> str | None:
    table = table_with_rows(on, chance, HISTORIES + LINES)
    row = any_row(on, chance, table)
    assert row is not None
    words = [c.name for c in table.columns if hasattr(c.type, "enums") and row[c.name] is not None]
    if not words:
        return None
    name = chance.choice(words)
    where = " AND ".join(
        f"{key.name} = '{getattr(row[key.name], 'value', row[key.name])}'" for key in table.primary_key
    )
    on.exec_driver_sql(f"UPDATE {table.name} SET \"{name}\" = 'nonsense' WHERE {where}")
    return f"{table.name}.{name}"


KINDS: tuple[Tamper, ...] = (
    a_row_is_edited,
    a_line_is_edited,
    an_entry_is_edited,
    a_frozen_file_is_edited,
    a_frozen_file_is_deleted,
    a_frozen_file_is_inserted,
    two_frozen_files_swap_what_they_hold,
    another_file_is_put_in_the_place_of_an_issued_one,
    the_head_is_edited,
    something_empty_is_filled,
    a_row_is_deleted,
    a_line_is_deleted,
    an_entry_is_deleted,
    a_thing_is_deleted,
    a_thing_is_given_another_number,
    a_thing_is_inserted_that_no_entry_began,
    a_programme_or_its_head_is_deleted,
    a_row_is_inserted,
    a_link_is_inserted,
    a_row_is_added_to_the_last_entry,
    two_rows_swap_places,
    two_rows_of_a_thing_swap_sequences,
    two_rows_swap_what_they_say,
    two_entries_swap_places,
    the_tail_is_cut_off,
    a_word_is_not_of_its_list,
)
