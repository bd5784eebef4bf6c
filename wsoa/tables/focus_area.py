"""Focus areas: what a workstream means to change, and the weaknesses that answers."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, link, row_of, words_of
from wsoa.terms import ThingState


class FocusArea(Thing, table=True):
    """A focus area of a workstream."""

    __tablename__ = "focus_area"


class FocusAreaWeakness(Child, table=True):
    """An area of weakness the focus area serves."""

    __tablename__ = "focus_area_weakness"

    row_id: int = row_of("focus_area_terms")
    weakness: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class FocusAreaTerms(History, table=True):
    """Its reference, its wording and the workstream it belongs to."""

    __tablename__ = "focus_area_terms"
    __table_args__: Any = history_of("focus_area", "focus_area_terms", link("workstream", "workstream"))
    children = (FocusAreaWeakness,)

    ref: str = ""
    wording: str
    workstream: int | None = None
    state: ThingState = Field(default=ThingState.LIVE, sa_type=words_of(ThingState))
    approver: str | None = None
    replaced_by: int | None = None
