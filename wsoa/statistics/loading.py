"""Loading official files: every line becomes a value, says the same as before, or is listed with the reason."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from wsoa import clock, security_log
from wsoa.access import Actor
from wsoa.statistics import stored
from wsoa.statistics.areas import is_code, level_of
from wsoa.statistics.periods import read_period, used_by
from wsoa.statistics.reading import (
    NotStatistics,
    Said,
    SaidMeasure,
    SaidNeighbour,
    SaidNothing,
    SaidValue,
    StatisticsSheet,
    sheet_at,
)
from wsoa.statistics.values import in_figures, read_value
from wsoa.tables import StatisticalNeighbour, StatisticsFile, metadata
from wsoa.terms import SecurityKind, YearType

_file = metadata.tables[str(StatisticsFile.__tablename__)]
_neighbour = metadata.tables[str(StatisticalNeighbour.__tablename__)]
_IN_ONE_GO = 5_000
_LONGEST, _SHOWN = 80, 100
_RANK = re.compile(r"0?[1-9]|[1-4][0-9]|50")
MOST_VALUES = 100_000
"""In one load: nobody else can save anything while it lasts, which is some 3 seconds for so many."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that was not loaded: its number, what it says, and why."""

    line: int
    text: str
    why: str


@dataclass(slots=True)
class FileReport:
    """What became of a file, line by line. `known` is when the very same file was loaded before."""

    name: str
    sha256: str
    kind: str
    rows: int = 0
    created: int = 0
    revised: int = 0
    unchanged: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    known: bool = False

    def to_json(self) -> dict[str, object]:
        """Plain values."""
        return asdict(self)


def load_statistics(
    session: Session, actor: Actor, files: Sequence[Path | StatisticsSheet], *, source: str, retrieved_on: date
) -> list[FileReport]:
    """Load official files in the order that lets them explain each other: measures, neighbours, then values.

    Loading a file again changes nothing, unless another has said otherwise since: then what this one says counts.
    Raises NotStatistics for a file that is none of these, or for more values than one load may hold, before any is
    loaded.
    """
    sheets = [sheet_at(each) if isinstance(each, Path) else each for each in files]
    for sheet in sheets:
        require_few(sheet)
    stored.one_at_a_time(session)
    order = ("measures", "neighbours", "values", "explore-education-statistics")
    found = {sheet.sha256: _Loading(session, actor, sheet, source, retrieved_on) for sheet in sheets}
    _require_few_together([each.sheet for each in found.values() if not each.is_known()])
    for loading in sorted(found.values(), key=lambda each: order.index(each.sheet.kind)):
        loading.load()
    return [found[sheet.sha256].report for sheet in sheets]


def require_few(sheet: StatisticsSheet) -> None:
    """Refuse a file of more values than one load may hold."""
    if sheet.count(MOST_VALUES) > MOST_VALUES:
        why = f"it holds more than {MOST_VALUES:,} values; load a topic or a year at a time"
        raise NotStatistics(f"{sheet.name} was not loaded: {why}.")


def _require_few_together(sheets: Sequence[StatisticsSheet]) -> None:
    if sum(sheet.count(MOST_VALUES) for sheet in sheets) > MOST_VALUES:
        why = f"the files hold more than {MOST_VALUES:,} values together; load a topic or a year at a time"
        raise NotStatistics(f"Nothing was loaded: {why}.")


class _Loading:
    """One file while it is loaded."""

    def __init__(self, session: Session, actor: Actor, sheet: StatisticsSheet, source: str, retrieved_on: date) -> None:
        self.session, self.sheet, self.retrieved_on = session, sheet, retrieved_on
        self.report = FileReport(sheet.name, sheet.sha256, sheet.kind.value)
        self.file = {
            "sha256": sheet.sha256,
            "name": sheet.name,
            "kind": sheet.kind,
            "source": source,
            "retrieved_on": retrieved_on,
            "loaded_at": clock.now(),
            "by": actor.name,
        }
        self.by = actor.uid
        self.number = self.before = 0
        self.seen: dict[tuple[str, ...], int] = {}

    def is_known(self) -> bool:
        """Whether the very same file was loaded before, and none after it that could say otherwise."""
        mine = select(func.max(_file.c.number)).where(_file.c.sha256 == self.sheet.sha256)
        self.before = self.session.scalar(mine) or 0
        self.report.known = bool(self.before) and self.before == self.session.scalar(select(func.max(_file.c.number)))
        return self.report.known

    def load(self) -> None:
        """Load the file, unless it is known."""
        if self.report.known:
            return
        self.number = (self.session.scalar(select(func.max(_file.c.number))) or 0) + 1
        self.session.execute(insert(_file), {**self.file, "number": self.number})
        self.kept = stored.Stored(self.session, self.number, self.retrieved_on)
        batch: list[Said] = []
        for said in self.sheet.said():
            batch.append(said)
            if len(batch) == _IN_ONE_GO:
                self._take(batch)
                batch = []
        self._take(batch)
        if self.before and not self.report.created and not self.report.revised:
            self._forget()
            return
        self._note(self.report)

    def _note(self, told: FileReport) -> None:
        security_log.note(
            self.session,
            SecurityKind.IMPORTED,
            person=self.by,
            subject=f"statistics/{self.number}",
            sha256=told.sha256,
            rows=told.rows,
            created=told.created,
            revised=told.revised,
            left_out=len(told.left_out),
        )

    def _forget(self) -> None:
        """What was loaded before and still counts was not loaded again."""
        self.session.execute(delete(_neighbour).where(_neighbour.c.file == self.number))
        self.session.execute(delete(_file).where(_file.c.number == self.number))
        self.report.known = True

    def _take(self, batch: Iterable[Said]) -> None:
        for said in batch:
            self.report.rows += 1
            match said:
                case SaidMeasure():
                    self._measure(said)
                case SaidNeighbour():
                    self._neighbour(said)
                case SaidValue():
                    self._value(said)
                case SaidNothing():
                    self._leave_out(said.line, said.text, said.why)
        self.kept.flush()

    def _measure(self, said: SaidMeasure) -> None:
        line = said.line or 0
        if why := _why_no_measure(said):
            self._leave_out(line, f"{said.short[:_SHOWN]}, {said.name}", why)
        elif not self._twice(line, said.short):
            self._count(self.kept.measure(said))

    def _neighbour(self, said: SaidNeighbour) -> None:
        if why := _why_no_neighbour(said):
            self._leave_out(said.line, f"{said.area_name}, {said.rank}", why)
        elif not self._twice(said.line, said.neighbour_set, said.area, str(int(said.rank))):
            self._count(self.kept.neighbour(said))

    def _value(self, said: SaidValue) -> None:
        shown = f"{said.measure.short}, {said.area_name}, {said.years}: {said.raw}"
        if not is_code(said.area) or _why_no_measure(said.measure):
            why = "the area's number is missing or cannot be read"
            self._leave_out(said.line, shown, _why_no_measure(said.measure) or why)
            return
        period, value = read_period(said.years), read_value(said.raw)
        years = self.kept.years_of(said.measure)
        if period is None or not used_by(period, years):
            self._leave_out(said.line, shown, f"“{said.years}” is no {_year_words(years)} of this measure")
        elif period.ends > self.retrieved_on.year + 1:
            self._leave_out(said.line, shown, f"“{said.years}” had not begun when the file was fetched")
        elif (period := self.kept.labelled(said.measure.short, period)) is None:
            self._leave_out(said.line, shown, f"“{said.years}” is not how this measure labels its years")
        elif value is None:
            self._leave_out(said.line, shown, f"“{said.raw}” is neither a number nor a code of official statistics")
        elif not self._twice(said.line, said.measure.short, said.area, period.label):
            self.kept.described(said.measure)
            self.kept.area(said.area, said.area_name, level_of(said.area))
            number = in_figures(value.number) if value.number is not None else None
            self._count(self.kept.value(said, period, number, value.missing))

    def _twice(self, line: int, *key: str) -> bool:
        """Two lines for one value: the first stands, the second is listed."""
        first = self.seen.setdefault(key, line)
        if first != line:
            self._leave_out(line, ", ".join(key), f"line {first} says this already; the first one stands")
        return first != line

    def _count(self, became: stored.Became) -> None:
        match became:
            case stored.Became.CREATED:
                self.report.created += 1
            case stored.Became.REVISED:
                self.report.revised += 1
            case stored.Became.UNCHANGED:
                self.report.unchanged += 1

    def _leave_out(self, line: int, text: str, why: str) -> None:
        self.report.left_out.append(LeftOut(line, text, why))


def _why_no_measure(said: SaidMeasure) -> str | None:
    if not said.short:
        return "the measure's short name is missing"
    return _too_long("measure's short name", said.short)


def _why_no_neighbour(said: SaidNeighbour) -> str | None:
    if not (said.neighbour_set and is_code(said.area) and _RANK.fullmatch(said.rank)):
        return "the set, the area or the rank cannot be read"
    if not is_code(said.neighbour):
        return "the neighbour's number is missing or cannot be read"
    return _too_long("set's name", said.neighbour_set)


def _too_long(what: str, text: str) -> str | None:
    return f"the {what} is longer than {_LONGEST} characters" if len(text) > _LONGEST else None


def _year_words(years: YearType) -> str:
    return "year" if years is YearType.UNKNOWN else "January" if years is YearType.JANUARY else f"{years.value} year"
