"""Rating keys: what red means here, in versions. A rating points to one version for ever."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, row_of, words_of
from wsoa.terms import Colour, LevelGroup


class RatingKey(Thing, table=True):
    """A key by which milestones and risks are rated."""

    __tablename__ = "rating_key"


class RatingLevel(Child, table=True):
    """A level of one version of a key. `requires` holds the words of Requirement, separated by spaces.

    `order` 1 is best; none means the level is not compared with others.
    """

    __tablename__ = "rating_level"

    row_id: int = row_of("rating_key_terms")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    code: str
    label: str
    colour: Colour = Field(sa_type=words_of(Colour))
    meaning: str
    order: int | None = None
    group: LevelGroup = Field(sa_type=words_of(LevelGroup))
    late: bool = False
    exception: bool = False
    requires: str = ""


class RatingKeyTerms(History, table=True):
    """A version of a key: its `sequence` is the version that ratings name."""

    __tablename__ = "rating_key_terms"
    __table_args__: Any = history_of("rating_key", "rating_key_terms")
    children = (RatingLevel,)

    name: str
