"""A programme: one local area's improvement work, its chain of entries, and what it is called."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from wsoa.tables.base import History, history_of, words_of
from wsoa.terms import Scope


class Programme(SQLModel, table=True):
    """The identity of a programme. `slug` is its address, `uid` names it in digests."""

    __tablename__ = "programme"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(max_length=32, unique=True)
    slug: str = Field(unique=True)


class Head(SQLModel, table=True):
    """The end of a programme's chain. Every writer locks this row before reading anything (DESIGN 6)."""

    __tablename__ = "head"

    programme_id: int = Field(primary_key=True, foreign_key="programme.id", sa_column_kwargs={"autoincrement": False})
    number: int
    digest: str = Field(max_length=64)


class Entry(SQLModel, table=True):
    """One command that changed a programme: who, when, by what means; chained to the entry before it.

    `actor` is a person's uid, empty for the shell's operator, whose account stands in `source`.
    """

    __tablename__ = "entry"

    programme_id: int = Field(primary_key=True, foreign_key="programme.id")
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    recorded_at: datetime
    actor: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    on_behalf_of: str | None = None
    command: str = Field(max_length=60)
    source: str
    token: str | None = Field(default=None, max_length=64)
    previous: str = Field(max_length=64)
    digest: str = Field(default="", max_length=64)


class ProgrammeTerms(History, table=True):
    """What the local area is called and where it is; whether the record holds the whole plan or exceptions only."""

    __tablename__ = "programme_terms"
    __table_args__: Any = history_of("programme", "programme_terms")

    name: str
    ons_code: str | None = Field(default=None, max_length=9)
    old_la_code: str | None = Field(default=None, max_length=3)
    region: str | None = None
    scope: Scope = Field(default=Scope.PLAN, sa_type=words_of(Scope))


class ProgrammeWords(History, table=True):
    """The programme's own words for what this house calls a milestone, and so on; none: the house's word stands."""

    __tablename__ = "programme_words"
    __table_args__: Any = history_of("programme", "programme_words")

    milestone: str | None = None
    milestones: str | None = None
    focus_area: str | None = None
    focus_areas: str | None = None
    workstream: str | None = None
    workstreams: str | None = None
    weakness: str | None = None
    weaknesses: str | None = None
