"""Official files as they are published: which of the known shapes one has, and what each of its lines says.

Shapes: the Local Authority Interactive Tool's values, measures and statistical neighbours, and Explore Education
Statistics (one line an area and a year, one column a measure).
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from wsoa.errors import Refused
from wsoa.limited.commas import MOST_BYTES, Line, Unfit, lines_of
from wsoa.statistics.explored import Row, breakdown_of, place_of
from wsoa.terms import Polarity, StatisticsKind, YearType

_HEADERS: Mapping[StatisticsKind, frozenset[str]] = {
    StatisticsKind.VALUES: frozenset({"measure_short", "area_number", "area_name", "years", "value_raw"}),
    StatisticsKind.MEASURES: frozenset({"measure_short", "measure", "polarity", "year_type"}),
    StatisticsKind.NEIGHBOURS: frozenset({"sn_set", "la_number", "la_name", "rank", "neighbour_number"}),
    StatisticsKind.EXPLORE_EDUCATION: frozenset({"time_period", "time_identifier", "geographic_level", "country_code"}),
}
_YEARS = (
    ("calendar", YearType.CALENDAR),
    ("academic", YearType.ACADEMIC),
    ("financial", YearType.FINANCIAL),
    ("january", YearType.JANUARY),
)
_POLARITIES = {"high": Polarity.HIGH, "low": Polarity.LOW}
_FEW = re.compile(r"\d{1,2}", re.ASCII)
_SERIAL = re.compile(r"\d{4,5}", re.ASCII)
_EXCEL_DAY_0 = date(1899, 12, 30)


class NotStatistics(Refused):
    """The file is none that is read here, or larger than what is read."""


@dataclass(frozen=True, slots=True)
class SaidMeasure:
    """A measure as a file describes it, on which line; None: the file does not say."""

    short: str
    name: str
    topic: str | None = None
    polarity: Polarity | None = None
    unit: str | None = None
    decimals: int | None = None
    year_type: YearType = YearType.UNKNOWN
    updated_on: date | None = None
    next_update_on: date | None = None
    owner: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class SaidValue:
    """A value as a file gives it, on which line; `area` is the number, `area_name` the name beside it."""

    line: int
    measure: SaidMeasure
    area: str
    area_name: str
    years: str
    raw: str


@dataclass(frozen=True, slots=True)
class SaidNeighbour:
    """A statistical neighbour as a file names it."""

    line: int
    neighbour_set: str
    area: str
    area_name: str
    rank: str
    neighbour: str
    name: str
    closeness: str | None


@dataclass(frozen=True, slots=True)
class SaidNothing:
    """A line that says nothing to be loaded: what it is about, and why."""

    line: int
    text: str
    why: str


Said = SaidMeasure | SaidValue | SaidNeighbour | SaidNothing


class StatisticsSheet:
    """One file: its name, its kind, its digest, and its lines, which `lines` gives from the first one every time."""

    def __init__(self, name: str, sha256: str, lines: Callable[[], Iterator[Line]]) -> None:
        """Look at the headings, and at how a file is broken down. Raises NotStatistics."""
        self.name, self.sha256, self._lines = name, sha256, lines
        with self._said_of_this_file():
            self.headers = [each.casefold() for each in next(lines(), (0, []))[1]]
        self.kind = self._recognised()
        self._count: int | None = None
        if self.kind is StatisticsKind.EXPLORE_EDUCATION:
            with self._said_of_this_file():
                self._breakdown = breakdown_of(self.headers, self._rows)

    def count(self, most: int) -> int:
        """How many values, or lines that give none, the file holds: one more than `most` where it holds more."""
        if self._count is None:
            with self._said_of_this_file():
                one_a_line = self.kind is not StatisticsKind.EXPLORE_EDUCATION
                self._count = sum(1 for _ in islice(self._rows() if one_a_line else self.said(), most + 1))
        return self._count

    def said(self) -> Iterator[Said]:
        """What each line says. Raises NotStatistics for more lines than are read, and for a line of other cells."""
        read: dict[StatisticsKind, Callable[[int, Row], Iterator[Said]]] = {
            StatisticsKind.MEASURES: self._measure,
            StatisticsKind.VALUES: self._value,
            StatisticsKind.NEIGHBOURS: self._neighbour,
            StatisticsKind.EXPLORE_EDUCATION: self._explored,
        }
        with self._said_of_this_file():
            for line, row in self._rows():
                yield from read[self.kind](line, row)

    def _rows(self) -> Iterator[tuple[int, Row]]:
        for number, cells in self._lines():
            if number == 1 or not any(cells):
                continue
            if len(cells) != len(self.headers):
                raise Unfit(f"line {number} has {len(cells)} cells where the headings are {len(self.headers)}")
            yield number, dict(zip(self.headers, cells, strict=True))

    def _measure(self, line: int, row: Row) -> Iterator[SaidMeasure | SaidNothing]:
        decimals = row.get("decimals", "")
        if decimals.isdecimal() and not _FEW.fullmatch(decimals):
            yield SaidNothing(line, f"{row['measure_short']}, {decimals}", "the number of decimals cannot be read")
            return
        yield SaidMeasure(
            short=row["measure_short"],
            name=row["measure"],
            topic=row.get("topic") or None,
            polarity=_POLARITIES.get(row["polarity"].casefold(), Polarity.NEUTRAL),
            unit=row.get("unit_axis") or None,
            decimals=int(decimals) if decimals.isdecimal() else None,
            year_type=year_type(row["year_type"]),
            updated_on=_excel_day(row.get("last_update_excel_serial", "")),
            next_update_on=_excel_day(row.get("next_update_excel_serial", "")),
            owner=row.get("owner") or None,
            line=line,
        )

    def _value(self, line: int, row: Row) -> Iterator[SaidValue]:
        measure = SaidMeasure(row["measure_short"], row.get("measure") or row["measure_short"])
        yield SaidValue(line, measure, row["area_number"], row["area_name"], row["years"], row["value_raw"])

    def _neighbour(self, line: int, row: Row) -> Iterator[SaidNeighbour]:
        yield SaidNeighbour(
            line=line,
            neighbour_set=row["sn_set"],
            area=row["la_number"],
            area_name=row["la_name"],
            rank=row["rank"],
            neighbour=row["neighbour_number"],
            name=row.get("neighbour_name", ""),
            closeness=row.get("closeness") or None,
        )

    def _explored(self, line: int, row: Row) -> Iterator[SaidValue | SaidNothing]:
        area, name = place_of(row)
        if why := self._breakdown.why_not(row):
            yield SaidNothing(line, f"{name}, {row['time_period']}", why)
            return
        years = year_type(row["time_identifier"])
        for column in self._breakdown.measures:
            measure = SaidMeasure(column, column.replace("_", " "), year_type=years)
            yield SaidValue(line, measure, area, name, row["time_period"], row[column])

    @contextmanager
    def _said_of_this_file(self) -> Iterator[None]:
        try:
            yield
        except Unfit as unfit:
            raise NotStatistics(f"{self.name} was not loaded: {unfit.reason}.") from None

    def _recognised(self) -> StatisticsKind:
        with self._said_of_this_file():
            if len(set(self.headers)) != len(self.headers):
                raise Unfit("its headings repeat")
            for kind, needed in _HEADERS.items():
                if needed <= set(self.headers):
                    return kind
            raise Unfit(
                "its first line is none of the headings that are read: the values, measures or statistical neighbours"
                " of the Local Authority Interactive Tool, or Explore Education Statistics"
            )


def sheet_at(path: Path) -> StatisticsSheet:
    """The file at `path`, read line by line as it is loaded. Raises NotStatistics."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotStatistics(f"{path.name} was not loaded: it is larger than {MOST_BYTES // 1024 // 1024} MB.")
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        why = (fault.strerror or "it cannot be read").lower()
        raise NotStatistics(f"{path.name} was not loaded: {why}.") from None

    def lines() -> Iterator[Line]:
        with path.open("rb") as file:
            yield from lines_of(file)

    return StatisticsSheet(path.name, sha256, lines)


def year_type(words: str) -> YearType:
    """What kind of years a file's words mean: "Calendar Year", "Annual - January", "Academic year"."""
    said = words.casefold()
    return next((kind for part, kind in _YEARS if part in said), YearType.UNKNOWN)


def _excel_day(serial: str) -> date | None:
    """The day behind a spreadsheet's number for it; None for words such as "New Data"."""
    return _EXCEL_DAY_0 + timedelta(days=int(serial)) if _SERIAL.fullmatch(serial) else None
