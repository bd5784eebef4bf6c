"""What is stored of official statistics, and what a line adds to it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, auto

from sqlalchemy import Select, func, insert, select, text, update
from sqlalchemy.orm import Session

from wsoa.history import rows
from wsoa.history.newest import Query
from wsoa.statistics.periods import Period, read_period
from wsoa.statistics.reading import SaidMeasure, SaidNeighbour, SaidValue
from wsoa.tables import Measure, Statistic, StatisticalArea, StatisticalNeighbour, StatisticsFile, metadata
from wsoa.terms import AreaLevel, MissingCode, Polarity, YearType

_measure = metadata.tables[str(Measure.__tablename__)]
_area = metadata.tables[str(StatisticalArea.__tablename__)]
_neighbour = metadata.tables[str(StatisticalNeighbour.__tablename__)]
_statistic = metadata.tables[str(Statistic.__tablename__)]
_file = metadata.tables[str(StatisticsFile.__tablename__)]


def one_at_a_time(session: Session) -> None:
    """Until the commit nobody else loads official files; where the machine has one writer, it is so already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"LOCK TABLE {_file.name} IN EXCLUSIVE MODE"))


class Became(Enum):
    """What became of a line."""

    CREATED = auto()
    REVISED = auto()
    UNCHANGED = auto()


class Stored:
    """What is stored, while file number `file`, fetched on a day, is added to it. New rows are written by `flush`.

    A line is held against what had been fetched by that day: a file found late says what was published back then.
    """

    def __init__(self, session: Session, file: int, retrieved_on: date) -> None:
        self.session, self.file, self.known = session, file, Known(retrieved_by=retrieved_on)
        self.measures = {row["short"]: dict(row) for row in rows(session, select(_measure))}
        self.areas = {row["code"]: row["name"] for row in rows(session, select(_area))}
        self.values: dict[str, dict[tuple[str, str], tuple[str, str]]] = {}
        self.labels: dict[str, dict[int, Period]] = {}
        self.neighbours = {
            (row["neighbour_set"], row["area"], row["rank"]): (row["neighbour"], row["closeness"])
            for row in rows(session, newest_neighbours(known=self.known))
        }
        self.new: dict[str, list[dict[str, object]]] = {}

    def years_of(self, said: SaidMeasure) -> YearType:
        """What the measure's years are: as it was described, else as this line has it."""
        known = self.measures.get(said.short)
        return YearType(known["year_type"]) if known else said.year_type

    def measure(self, said: SaidMeasure) -> Became:
        """A measure described in full: it stands so from now on."""
        described = _described(said)
        known = self.measures.get(said.short)
        if known is None:
            return self._new_measure(described)
        if {name: known[name] for name in described} == described:
            return Became.UNCHANGED
        known |= described | {"file": self.file}
        mine = _measure.c.short == said.short
        self.session.execute(update(_measure).where(mine).values({**described, "file": self.file}))
        return Became.REVISED

    def described(self, said: SaidMeasure) -> None:
        """A measure met in a line of values: nothing is known of it but its name, unless it was described."""
        if said.short not in self.measures:
            self._new_measure(_described(said))

    def area(self, code: str, name: str, level: AreaLevel) -> None:
        """An area met in a line; it keeps the name it was first given."""
        if code not in self.areas:
            self.areas[code] = name
            self._add(_area.name, {"code": code, "name": name or code, "level": level})

    def neighbour(self, said: SaidNeighbour) -> Became:
        """A neighbour of a set. Every file keeps its set whole, also where it says what another one said before."""
        rank = int(said.rank)
        before = self.neighbours.get((said.neighbour_set, said.area, rank))
        self._add(
            _neighbour.name,
            {
                "neighbour_set": said.neighbour_set,
                "area": said.area,
                "rank": rank,
                "neighbour": said.neighbour,
                "name": said.name,
                "closeness": said.closeness,
            },
        )
        if before is None:
            return Became.CREATED
        return Became.UNCHANGED if before == (said.neighbour, said.closeness) else Became.REVISED

    def value(self, said: SaidValue, period: Period, number: str | None, missing: MissingCode | None) -> Became:
        """A value; one that says otherwise than before is another row, and what was published before stays."""
        known, key = self._values_of(said.measure.short), (said.area, period.label)
        before = known.get(key)
        known[key] = (said.raw, period.status)
        if before == (said.raw, period.status):
            return Became.UNCHANGED
        self._add(
            _statistic.name,
            {
                "measure": said.measure.short,
                "area": said.area,
                "period": period.label,
                "ends": period.ends,
                "raw": said.raw,
                "number": number,
                "missing": missing,
                "status": period.status,
            },
        )
        return Became.CREATED if before is None else Became.REVISED

    def _values_of(self, measure: str) -> dict[tuple[str, str], tuple[str, str]]:
        """What is known of the measure by area and period, read when it is first met."""
        if measure not in self.values:
            found = rows(self.session, newest_statistics([measure], known=self.known))
            self.values[measure] = {(row["area"], row["period"]): (row["raw"], row["status"]) for row in found}
            said = (read_period(row["period"]) for row in found)
            self.labels[measure] = {period.ends: period for period in said if period}
        return self.values[measure]

    def labelled(self, measure: str, period: Period) -> Period | None:
        """The period by the label that the measure uses for that year; None where its labels are of the other kind.

        One measure labels its school years "2016", another "2015/16"; "2015-16" is only another spelling of the latter.
        """
        self._values_of(measure)
        known = self.labels[measure]
        if known and next(iter(known.values())).split != period.split:
            return None
        return replace(period, label=known.setdefault(period.ends, period).label)

    def flush(self) -> None:
        """Write what is new, things before what points to them."""
        for table in (_measure, _area, _neighbour, _statistic):
            if new := self.new.pop(table.name, []):
                self.session.execute(insert(table), new)

    def _new_measure(self, described: dict[str, object]) -> Became:
        self.measures[str(described["short"])] = dict(described)
        self._add(_measure.name, described)
        return Became.CREATED

    def _add(self, table: str, row: dict[str, object]) -> None:
        self.new.setdefault(table, []).append({**row, "file": self.file})


def _described(said: SaidMeasure) -> dict[str, object]:
    return {
        "short": said.short,
        "name": said.name,
        "topic": said.topic,
        "polarity": said.polarity or Polarity.NEUTRAL,
        "unit": said.unit,
        "decimals": said.decimals,
        "year_type": said.year_type,
        "updated_on": said.updated_on,
        "next_update_on": said.next_update_on,
        "owner": said.owner,
    }


@dataclass(frozen=True, slots=True)
class Known:
    """Which files count: those fetched by a day, and loaded before a moment. None: all."""

    retrieved_by: date | None = None
    loaded_before: datetime | None = None


EVERYTHING = Known()


def files_known(known: Known) -> Select[tuple[int]]:
    """The numbers of the files that count."""
    query = select(_file.c.number)
    if known.retrieved_by is not None:
        query = query.where(_file.c.retrieved_on <= known.retrieved_by)
    return query if known.loaded_before is None else query.where(_file.c.loaded_at < known.loaded_before)


_LATEST_FIRST = (_file.c.retrieved_on.desc(), _file.c.number.desc())


def newest_neighbours(area: str | None = None, *, known: Known = EVERYTHING) -> Query:
    """Each set of neighbours of an area, whole, as that file has it which was fetched last of those that name it."""
    whole_set = (_neighbour.c.neighbour_set, _neighbour.c.area)
    age = func.rank().over(partition_by=whole_set, order_by=_LATEST_FIRST).label("age")
    asked = select(_neighbour, age).join(_file, _file.c.number == _neighbour.c.file)
    asked = asked.where(_neighbour.c.file.in_(files_known(known)))
    every = (asked if area is None else asked.where(_neighbour.c.area == area)).subquery()
    return select(every).where(every.c.age == 1).order_by(every.c.rank)


def newest_statistics(
    measures: Collection[str], areas: Collection[str] | None = None, *, known: Known = EVERYTHING
) -> Query:
    """The values as published last: of each measure, area and period the row of the file that was fetched last.

    Of two fetched on one day it is that of the file loaded last. With it, what is told of the file.
    """
    asked = _statistic.c.measure.in_(measures) & _statistic.c.file.in_(files_known(known))
    if areas is not None:
        asked &= _statistic.c.area.in_(areas)
    place = (_statistic.c.measure, _statistic.c.area, _statistic.c.period)
    told = (_file.c.source, _file.c.name.label("file_name"), _file.c.sha256, _file.c.retrieved_on)
    rank = func.row_number().over(partition_by=place, order_by=_LATEST_FIRST).label("rank")
    every = select(_statistic, *told, rank).join(_file, _file.c.number == _statistic.c.file).where(asked).subquery()
    return select(every).where(every.c.rank == 1)
