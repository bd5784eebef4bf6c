"""Packs: what a board was given, frozen when it was issued."""

from datetime import date
from typing import Any

from sqlmodel import Field, SQLModel

from wsoa.tables.base import Child, History, Thing, history_of, link, row_of, words_of
from wsoa.terms import PackState


class Pack(Thing, table=True):
    """One version of one report for one board, from its draft on."""

    __tablename__ = "pack"


class PackTerms(History, table=True):
    """Which report, for which board, of which position, and how far it has come; whole in every row.

    `position_date` and `known_by` name the position it is drawn from, `head_digest` the entry's digest that was
    previewed. `pack` counts the board's packs of that report, `version` within one pack; a version that mends another
    `replaces` it. `cleared_by` is the accountable leader. The two digests are of what was frozen when it was issued.
    """

    __tablename__ = "pack_terms"
    __table_args__: Any = history_of(
        "pack", "pack_terms", link("board", "board"), link("reports_round", "round"), link("replaces", "pack")
    )

    report: str = Field(max_length=40)
    board: int
    reports_round: int | None = None
    position_date: date
    known_by: int
    head_digest: str = Field(max_length=64)
    state: PackState = Field(sa_type=words_of(PackState))
    pack: int | None = None
    version: int | None = None
    replaces: int | None = None
    cleared_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    program_version: str | None = None
    contents_digest: str | None = Field(default=None, max_length=64)
    file_digest: str | None = Field(default=None, max_length=64)


class PackDifference(Child, table=True):
    """A line that the file lodged as *issued as amended* has and the issued one has not, or the reverse."""

    __tablename__ = "pack_difference"

    row_id: int = row_of("pack_amendment")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    issued: str | None = None
    amended: str | None = None


class PackAmendment(History, table=True):
    """An edited file that went out in place of the one that was issued, and where it differs."""

    __tablename__ = "pack_amendment"
    __table_args__: Any = history_of("pack", "pack_amendment")
    children = (PackDifference,)

    file_digest: str = Field(max_length=64)


class FrozenFile(SQLModel, table=True):
    """Bytes that a row of a pack names by their SHA-256: contents as JSON, the Word file, an amended one."""

    __tablename__ = "frozen_file"

    programme_id: int = Field(primary_key=True, foreign_key="programme.id", sa_column_kwargs={"autoincrement": False})
    digest: str = Field(primary_key=True, max_length=64)
    content: bytes
