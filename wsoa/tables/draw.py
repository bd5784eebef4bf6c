"""Draws: random samples of milestones, numbered and kept."""

from datetime import date
from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, link, row_of


class Draw(Thing, table=True):
    """A random sample of milestones that somebody drew; a draw drawn again is another one."""

    __tablename__ = "draw"


class DrawnMilestone(Child, table=True):
    """A milestone that was drawn, in the order of drawing."""

    __tablename__ = "drawn_milestone"

    row_id: int = row_of("draw_terms")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    milestone: int


class DrawTerms(History, table=True):
    """How many were drawn, of how many, on which position, by which seed: whoever has these draws the same again."""

    __tablename__ = "draw_terms"
    __table_args__: Any = history_of("draw", "draw_terms", link("weakness", "weakness"))
    children = (DrawnMilestone,)

    size: int
    population: int
    seed: str = Field(max_length=64)
    position_date: date
    known_by: int
    weakness: int | None = None
