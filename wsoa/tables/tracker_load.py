"""Trackers that somebody brought, and what a programme remembers of their columns. Both stand outside the chain."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from wsoa.tables.base import words_of
from wsoa.terms import LoadState, Scope


class TrackerLoad(SQLModel, table=True):
    """One file brought to a programme, from its bytes to the report of its load.

    `person` None is the shell's operator; `by` is the name they had then. `content` is the file until it is read,
    `grid` what was read of it until it is loaded or given up. `scope` None: guessed. `entry` None: nothing changed.
    """

    __tablename__ = "tracker_load"
    __table_args__ = (ForeignKeyConstraint(["programme_id", "entry"], ["entry.programme_id", "entry.number"]),)

    programme_id: int = Field(primary_key=True, foreign_key="programme.id")
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    person: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    by: str
    file_name: str
    sha256: str = Field(max_length=64)
    as_at: date
    scope: Scope | None = Field(default=None, sa_type=words_of(Scope))
    state: LoadState = Field(sa_type=words_of(LoadState))
    message: str | None = None
    content: bytes | None = None
    grid: bytes | None = None
    corrections: dict[str, object] = Field(sa_type=JSON)
    report: dict[str, object] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    report_digest: str | None = Field(default=None, max_length=64)
    entry: int | None = None
    created_at: datetime
    reading_since: datetime
    loaded_at: datetime | None = None


class RememberedColumn(SQLModel, table=True):
    """What a programme's own trackers mean by a header: the field somebody gave it ("": left out), who and when."""

    __tablename__ = "remembered_column"

    programme_id: int = Field(primary_key=True, foreign_key="programme.id")
    table_kind: str = Field(primary_key=True, max_length=40)
    header: str = Field(primary_key=True)
    field: str = Field(max_length=40)
    person: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    said_at: datetime
