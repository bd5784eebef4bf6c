"""Official statistics: measures, areas, neighbours and values as published.

They stand outside the chain: what a file said is held to the file's SHA-256 (DESIGN 6, digests). A value, or a set of
neighbours, published again as something else is another row, so that what was published then can still be told.
"""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from wsoa.tables.base import words_of
from wsoa.terms import AreaLevel, MissingCode, Polarity, StatisticsKind, ValueStatus, YearType


class StatisticsFile(SQLModel, table=True):
    """A file that was loaded. `retrieved_on` is the day somebody fetched it from its publisher.

    The very same file (`sha256`) is here again where another had said otherwise in between.
    """

    __tablename__ = "statistics_file"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    sha256: str = Field(max_length=64, index=True)
    name: str
    kind: StatisticsKind = Field(sa_type=words_of(StatisticsKind))
    source: str
    retrieved_on: date
    loaded_at: datetime
    by: str


class Measure(SQLModel, table=True):
    """What is measured, by its publisher's short name; as the file loaded last describes it."""

    __tablename__ = "measure"

    short: str = Field(primary_key=True, max_length=80)
    name: str
    topic: str | None = None
    polarity: Polarity = Field(sa_type=words_of(Polarity))
    unit: str | None = None
    decimals: int | None = None
    year_type: YearType = Field(sa_type=words_of(YearType))
    updated_on: date | None = None
    next_update_on: date | None = None
    owner: str | None = None
    file: int = Field(foreign_key="statistics_file.number")


class StatisticalArea(SQLModel, table=True):
    """A local authority, a region or England, by the number that the publisher gives it."""

    __tablename__ = "statistical_area"

    code: str = Field(primary_key=True, max_length=20)
    name: str
    level: AreaLevel = Field(sa_type=words_of(AreaLevel))
    file: int = Field(foreign_key="statistics_file.number")


class StatisticalNeighbour(SQLModel, table=True):
    """One of an authority's statistical neighbours, as one file names the set ("April 2021"); rank 1 is the closest.

    The set that counts is that of the file fetched last that names it for the area, whole.
    """

    __tablename__ = "statistical_neighbour"

    neighbour_set: str = Field(primary_key=True, max_length=80)
    area: str = Field(primary_key=True, max_length=20)
    rank: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    neighbour: str = Field(max_length=20)
    name: str
    closeness: str | None = None
    file: int = Field(primary_key=True, foreign_key="statistics_file.number", sa_column_kwargs={"autoincrement": False})


class Statistic(SQLModel, table=True):
    """One value as one file gave it. `number` is the decimal in plain figures; without one `missing` says why."""

    __tablename__ = "statistic"
    __table_args__ = (Index("ix_statistic_area", "area", "measure"),)

    measure: str = Field(primary_key=True, max_length=80, foreign_key="measure.short")
    area: str = Field(primary_key=True, max_length=20, foreign_key="statistical_area.code")
    period: str = Field(primary_key=True, max_length=20)
    file: int = Field(primary_key=True, foreign_key="statistics_file.number", sa_column_kwargs={"autoincrement": False})
    ends: int
    raw: str
    number: str | None = None
    missing: MissingCode | None = Field(default=None, sa_type=words_of(MissingCode))
    status: ValueStatus = Field(sa_type=words_of(ValueStatus))
