"""What official statistics there are: the files that were loaded and by whom, the measures, the areas, the sets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.history import Moment, newest, rows
from wsoa.statistics.periods import set_order
from wsoa.tables import (
    Measure,
    ProgrammeTerms,
    Statistic,
    StatisticalArea,
    StatisticalNeighbour,
    StatisticsFile,
    metadata,
)
from wsoa.terms import Polarity, StatisticsKind, YearType
from wsoa.text import MAX_NUMBER

_file = metadata.tables[str(StatisticsFile.__tablename__)]
_measure = metadata.tables[str(Measure.__tablename__)]
_area = metadata.tables[str(StatisticalArea.__tablename__)]
_neighbour = metadata.tables[str(StatisticalNeighbour.__tablename__)]
_statistic = metadata.tables[str(Statistic.__tablename__)]


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file that was loaded, when and by whom; `lines` of it stand in the statistics as it brought them."""

    number: int
    name: str
    kind: StatisticsKind
    source: str
    retrieved_on: date
    loaded_at: datetime
    by: str
    sha256: str
    lines: int


@dataclass(frozen=True, slots=True)
class ListedMeasure:
    """A measure, and the years in which its first and its last value end (None: no value was loaded)."""

    short: str
    name: str
    topic: str | None
    polarity: Polarity
    unit: str | None
    year_type: YearType
    first: int | None
    last: int | None


def loaded_files(session: Session) -> tuple[LoadedFile, ...]:
    """Every file that was loaded, the last one first."""
    brought = _brought(session)
    found = rows(session, select(_file).order_by(_file.c.number.desc()))
    fields = ("number", "name", "source", "retrieved_on", "loaded_at", "by", "sha256")
    return tuple(
        LoadedFile(
            **{name: row[name] for name in fields},
            kind=StatisticsKind(row["kind"]),
            lines=brought.get(row["number"], 0),
        )
        for row in found
    )


def measures(session: Session, words: str = "") -> tuple[ListedMeasure, ...]:
    """The measures whose name, short name or topic holds all the words, by topic and name."""
    years = (
        select(
            _statistic.c.measure, func.min(_statistic.c.ends).label("first"), func.max(_statistic.c.ends).label("last")
        )
        .group_by(_statistic.c.measure)
        .subquery()
    )
    query = select(_measure, years.c.first, years.c.last).outerjoin(years, years.c.measure == _measure.c.short)
    asked = words.casefold().split()
    found = (
        ListedMeasure(
            short=row["short"],
            name=row["name"],
            topic=row["topic"],
            polarity=Polarity(row["polarity"]),
            unit=row["unit"],
            year_type=YearType(row["year_type"]),
            first=row["first"],
            last=row["last"],
        )
        for row in rows(session, query)
    )
    told = ((each, f"{each.name} {each.short} {each.topic or ''}".casefold()) for each in found)
    holding = (each for each, text in told if all(word in text for word in asked))
    return tuple(sorted(holding, key=lambda each: (each.topic is None, each.topic or "", each.name)))


def area_names(session: Session) -> tuple[str, ...]:
    """The names of the areas that statistics speak of."""
    return tuple(session.scalars(select(_area.c.name).order_by(_area.c.name)))


def neighbour_sets(session: Session) -> tuple[str, ...]:
    """The sets of statistical neighbours, the latest one first."""
    found = session.scalars(select(_neighbour.c.neighbour_set).distinct())
    return tuple(sorted(found, key=set_order, reverse=True))


def own_area(session: Session, programme_id: int) -> str:
    """The number or else the name by which a programme's own area is found in the statistics."""
    here = rows(session, newest(ProgrammeTerms), Moment(programme_id, clock.today(), MAX_NUMBER))[0]
    return str(here["old_la_code"] or here["name"])


def _brought(session: Session) -> Mapping[int, int]:
    tables = (_measure, _neighbour, _statistic)
    counts = union_all(*(select(each.c.file, func.count().label("lines")).group_by(each.c.file) for each in tables))
    every = counts.subquery()
    return {file: int(lines) for file, lines in session.execute(select(every.c.file, every.c.lines))}
