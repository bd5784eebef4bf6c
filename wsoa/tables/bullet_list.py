"""Bullet lists: progress and next steps of a workstream or of the programme, and the programme's headlines."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, link, row_of, words_of
from wsoa.terms import BulletKind


class BulletList(Thing, table=True):
    """A list that is written anew each round."""

    __tablename__ = "bullet_list"


class Bullet(Child, table=True):
    """A line: `level` 1, or 2 for a line under it."""

    __tablename__ = "bullet"

    row_id: int = row_of("bullet_list_version")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    level: int = 1
    text: str


class BulletListVersion(History, table=True):
    """The whole list as one round wrote it. No workstream: it is the programme's. A section has a heading."""

    __tablename__ = "bullet_list_version"
    __table_args__: Any = history_of("bullet_list", "bullet_list_version", link("workstream", "workstream"))
    children = (Bullet,)

    workstream: int | None = None
    kind: BulletKind = Field(sa_type=words_of(BulletKind))
    heading: str | None = None
