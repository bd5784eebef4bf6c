"""What all tables share: things that never change, history rows that are never changed, and their child rows.

A thing is named by (programme, number) per kind; links between things are such numbers, so that a foreign key
can never cross programmes and a digest never sees a table id (DESIGN 6).
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Enum, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def words_of(kind: type[StrEnum]) -> Enum:
    """A column that stores the enumeration's words, not its names, and no native type (STACK section 5)."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=40,
        validate_strings=True,
        values_callable=lambda members: [member.value for member in members],
    )


class Thing(SQLModel):
    """An identity that never changes: its programme and its number, given once and never re-used."""

    programme_id: int = Field(primary_key=True, foreign_key="programme.id")
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class Child(SQLModel):
    """A row fixed with the history row it belongs to: its links, its leads, its lines."""

    row_id: int = Field(default=0, primary_key=True)


class History(SQLModel):
    """The columns of every history row (DESIGN 6). A row states the whole position on its `as_at`.

    `entry` is the entry that wrote it; `corrects` and `withdraws` are sequences of the same thing and kind of row.
    """

    children: ClassVar[tuple[type[Child], ...]] = ()

    id: int | None = Field(default=None, primary_key=True)
    programme_id: int
    number: int
    sequence: int = 0
    entry: int = 0
    as_at: date
    round: int | None = None
    reason: str | None = None
    salt: str | None = None
    digest: str = Field(default="", max_length=64)
    corrects: int | None = None
    withdraws: int | None = None
    confirmed: bool = False


def row_of(table: str) -> Any:
    """The `row_id` of a child row: which row of history `table` it is fixed with."""
    return Field(default=0, primary_key=True, foreign_key=f"{table}.id", sa_column_kwargs={"autoincrement": False})


def link(column: str, thing: str) -> ForeignKeyConstraint:
    """The number in `column` names a `thing` of the same programme."""
    return ForeignKeyConstraint(["programme_id", column], [f"{thing}.programme_id", f"{thing}.number"])


def history_of(thing: str, name: str, *links: ForeignKeyConstraint) -> tuple[Any, ...]:
    """The constraints of history table `name` of `thing`, and the one index along which the past is read.

    The programme is its own only thing of its kind: its rows carry number 1.
    """
    whose = ForeignKeyConstraint(["programme_id"], ["programme.id"]) if thing == "programme" else link("number", thing)
    return (
        whose,
        link("round", "round"),
        ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            deferrable=True,
            initially="DEFERRED",
        ),
        UniqueConstraint("programme_id", "number", "sequence"),
        Index(f"ix_{name}_reading", "programme_id", "number", "as_at", "sequence", "entry"),
        *links,
        {"info": {"thing": thing}},
    )
