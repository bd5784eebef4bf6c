"""Erasure: words taken out of the record by two people, and how long a programme is kept (DESIGN 6)."""

from datetime import date
from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, row_of, words_of
from wsoa.terms import ErasureState


class Erasure(Thing, table=True):
    """One request to erase, from its proposal on."""

    __tablename__ = "erasure"


class ErasedPlace(Child, table=True):
    """A place whose words go: a row of a table, by number and sequence, and which of its fields.

    `fields` names them, one a line. Once it is done, `remaining` is the digest of what the row still says, under the
    salt that it got then. Of a frozen file `was` is the digest under which rows name it, and `becomes` that of the file
    without the words (None: the whole file went).
    """

    __tablename__ = "erased_place"

    row_id: int = row_of("erasure_terms")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    table_name: str = Field(max_length=60)
    number: int
    sequence: int = 0
    fields: str = ""
    remaining: str | None = Field(default=None, max_length=64)
    was: str | None = Field(default=None, max_length=64)
    becomes: str | None = Field(default=None, max_length=64)


class ErasureTerms(History, table=True):
    """Why, by whom and how far; the places whole in every row. `because` holds no personal data: it is printed."""

    __tablename__ = "erasure_terms"
    __table_args__: Any = history_of("erasure", "erasure_terms")
    children = (ErasedPlace,)

    state: ErasureState = Field(sa_type=words_of(ErasureState))
    because: str
    requested_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    decided_by: str | None = Field(default=None, foreign_key="person.uid", max_length=32)


class ProgrammeRetention(History, table=True):
    """When the programme closed and for how many years after that its record is kept; both chosen by the council."""

    __tablename__ = "programme_retention"
    __table_args__: Any = history_of("programme", "programme_retention")

    closed_on: date | None = None
    years: int
