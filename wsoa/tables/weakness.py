"""Areas of weakness, in the inspectors' own words."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, row_of, words_of
from wsoa.terms import ThingState


class Weakness(Thing, table=True):
    """An area of significant weakness that inspectors found."""

    __tablename__ = "weakness"


class WeaknessReference(Child, table=True):
    """What a plan calls the area: references change style from plan to plan and may have gaps."""

    __tablename__ = "weakness_reference"

    row_id: int = row_of("weakness_terms")
    plan: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str


class WeaknessTerms(History, table=True):
    """The official wording; once `wording_confirmed` it never changes."""

    __tablename__ = "weakness_terms"
    __table_args__: Any = history_of("weakness", "weakness_terms")
    children = (WeaknessReference,)

    wording: str
    wording_confirmed: bool = False
    state: ThingState = Field(default=ThingState.LIVE, sa_type=words_of(ThingState))
