"""Bullet lists: progress and next steps of a workstream or of the programme, and the programme's headlines."""

from typing import Any

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, link, row_of, words_of
from wsoa.terms import BulletKind, PromiseAnswer


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


class NextStepAnswer(Child, table=True):
    """What became of the next step at `position` of the list; a step that was dropped has a reason in `words`."""

    __tablename__ = "next_step_answer"

    row_id: int = row_of("next_steps_answered")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    answer: PromiseAnswer = Field(sa_type=words_of(PromiseAnswer))
    words: str | None = None


class NextStepsAnswered(History, table=True):
    """Every answer given so far to `version` of a list of next steps; the row's `round` is the one that answers."""

    __tablename__ = "next_steps_answered"
    __table_args__: Any = history_of(
        "bullet_list",
        "next_steps_answered",
        ForeignKeyConstraint(
            ["programme_id", "number", "version"],
            ["bullet_list_version.programme_id", "bullet_list_version.number", "bullet_list_version.sequence"],
        ),
    )
    children = (NextStepAnswer,)

    version: int
