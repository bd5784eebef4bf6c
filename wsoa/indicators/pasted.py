"""Values pasted from a spreadsheet: what each line will become beside the record. Nothing is written here."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pydantic import ValidationError

from wsoa import clock
from wsoa.benchmarks.due import rhythm
from wsoa.benchmarks.stretches import read_stretch, status_in
from wsoa.indicators.days import in_words
from wsoa.indicators.due import last_given, stretches_due
from wsoa.indicators.value_change import (
    ValueChange,
    overlap,
    published,
    read_given,
    same_period,
    second_look,
    stretch_of,
    unmet,
)
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.terms import MissingCode, Precision
from wsoa.text import MAX_TEXT, clean_column, one_line, same_name
from wsoa.timescales import read_timescale

MOST_LINES = 200
_CELLS = {"raw": "value", "published_on": "date of publication"}
_ALONE = "there is no value beside it, and it is no period that can be told."
_BY_ITSELF = "its words do not say when it begins and ends. Give this value by itself."


class Becomes(StrEnum):
    """What a pasted line will become."""

    NEW = "new"
    SAME = "same as the record"
    CORRECTION = "differs from the record"
    NOTHING = "left empty"
    UNREADABLE = "cannot be read"


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line as it was pasted, and what it will become. `stands` is the value the record has for that period.

    `problem` names the cell that cannot be read, and why; `doubts` are what deserves a second look.
    """

    at: int
    period: str
    raw: str
    becomes: Becomes
    change: ValueChange | None = None
    stands: ValuePosition | None = None
    problem: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def missing(self) -> MissingCode | None:
        """Why there is no number, where the line says so by a symbol or in words."""
        read = read_given(self.raw) if self.change else None
        return read.missing if read else None


@dataclass(frozen=True, slots=True)
class PastedValues:
    """The lines; why nothing can be made of them at all ("": it can); and a first line taken for headings."""

    lines: tuple[PastedLine, ...]
    problem: str = ""
    heading: str = ""

    def that_become(self, becomes: Becomes) -> tuple[PastedLine, ...]:
        """The lines that will become that."""
        return tuple(each for each in self.lines if each.becomes is becomes)

    @property
    def can_save(self) -> bool:
        """Whether every line can be read, and at least one of them is new or can be ticked."""
        becomes = {each.becomes for each in self.lines}
        return Becomes.UNREADABLE not in becomes and bool(becomes & {Becomes.NEW, Becomes.CORRECTION})

    @property
    def outcome(self) -> str:
        """What all lines will become and which values they met there, told apart from any other outcome."""
        return "-".join(
            f"{list(Becomes).index(each.becomes)}"
            + (f".{each.stands.number}.{each.stands.written.sequence}" if each.stands else "")
            for each in self.lines
        )


def read_pasted_values(text: str, indicator: IndicatorPosition, published_on: date | None = None) -> PastedValues:
    """What the lines of a text will become: period, value and (where given) date of publication, divided by tabs.

    A single column holds the values of the periods that are due, the oldest first. What has no date of publication was
    published on `published_on` (today). Never raises.
    """
    if len(text) > MAX_TEXT:
        return PastedValues((), f"That is {len(text):,} characters. Paste up to {MAX_TEXT:,} at once.")
    table, above = _cells(text)
    heading = " · ".join(filter(None, table.pop(0))) if _has_headings(table, indicator) else ""
    if not table:
        return PastedValues((), "Paste at least one line.", heading)
    if len(table) > MOST_LINES:
        return PastedValues((), f"That is {len(table):,} lines. Paste up to {MOST_LINES} at once.", heading)
    if max(map(len, table)) == 1:
        due = [stretch.words for stretch in stretches_due(indicator, clock.today())]
        if problem := _too_many(len(table), len(due), indicator):
            return PastedValues((), problem, heading)
        table = [[words, *cells] for words, cells in zip(due, table, strict=False)]
    lines = (_line(at, cells, indicator, published_on) for at, cells in enumerate(table, above + (2 if heading else 1)))
    return PastedValues(tuple(_told_apart(lines, indicator)), "", heading)


def _cells(text: str) -> tuple[list[list[str]], int]:
    """The cells as a spreadsheet copies them: divided by tabs, and in quotation marks where they hold line breaks.

    And how many empty lines were above them: none in a single column, where an empty cell is that of the first period.
    """
    rows = csv.reader(io.StringIO(clean_column(text)), delimiter="\t")
    table = [[one_line(cell) for cell in row] or [""] for row in rows]
    first = next((at for at, row in enumerate(table) if any(row)), len(table))
    above = first if max(map(len, table), default=1) > 1 else 0
    return (table[above:] if first < len(table) else []), above


def _has_headings(table: Sequence[Sequence[str]], indicator: IndicatorPosition) -> bool:
    """Whether the first line of several names the columns: it holds no value, and no period that can be told."""
    if len(table) < 2:
        return False
    first, *others = table[0]
    value = others[0] if others else first
    return bool(value) and read_given(value) is None and not (others and _is_period(first, indicator))


def _is_period(words: str, indicator: IndicatorPosition) -> bool:
    """Whether the words name a period: one that can be told, or one that has a value."""
    known = {same_name(each.period) for each in indicator.values}
    return same_name(words) in known or read_stretch(words, indicator.period_basis) is not None


def needs_periods(indicator: IndicatorPosition) -> str:
    """Why a value cannot be placed without its period, however many are due; "" when it can."""
    if rhythm(indicator.frequency) is None:
        return "it is not said how often this indicator has one"
    return "" if last_given(indicator) else "this indicator has none yet from which to count on"


def _too_many(lines: int, due: int, indicator: IndicatorPosition) -> str:
    """Why values without their periods cannot be placed; "" when they can."""
    if why := needs_periods(indicator):
        return f"Paste the period beside each value: {why}."
    if lines > due:
        told = "no period is due" if due == 0 else "one period is due" if due == 1 else f"{due} periods are due"
        return f"Paste the period beside each value: that is {lines}, and {told}."
    return ""


def _line(at: int, cells: Sequence[str], indicator: IndicatorPosition, published_on: date | None) -> PastedLine:
    period, raw, day = (*cells, "", "")[:3]
    line = PastedLine(at, period, raw, Becomes.UNREADABLE)
    if not raw and period and not _is_period(period, indicator):
        return replace(line, problem=f"The period: {_ALONE}")
    if not raw:
        return replace(line, becomes=Becomes.NOTHING)
    if any(cells[3:]):
        return replace(line, problem="There are more than three cells in this line.")
    when = _day(day) if day else published_on
    if day and when is None:
        return replace(line, problem="The date of publication: it must be a real date, such as 3 August 2024.")
    try:
        change = ValueChange(period=period, raw=raw, published_on=when)
    except ValidationError:
        return replace(line, problem="The period: its words are too long.")
    return _looked_up(line, change, indicator)


def _looked_up(line: PastedLine, change: ValueChange, indicator: IndicatorPosition) -> PastedLine:
    """The line beside what the record says of its period."""
    stretch = stretch_of(change, indicator.period_basis)
    stands = next((each for each in indicator.values if same_period(change, stretch, each)), None)
    if stands:
        change = _put_right(stands, change)
    line = replace(line, stands=stands, change=change)
    problems = unmet(change, indicator.period_basis)
    if problems:
        field, sentence = next(iter(problems.items()))
        told = _BY_ITSELF if field == "begins" and stretch is None else sentence
        return replace(line, problem=f"The {_CELLS.get(field, 'period')}: {told}", change=None)
    if stands is None:
        return replace(line, becomes=Becomes.NEW, doubts=second_look(change, indicator))
    if _says(stands, line.raw, change):
        return replace(line, becomes=Becomes.SAME)
    if published(change) < stands.published_on:
        late = f"a correction cannot be older than what it corrects ({in_words(stands.published_on)})."
        return replace(line, problem=f"The date of publication: {late}", change=None)
    return replace(line, becomes=Becomes.CORRECTION, doubts=second_look(change, indicator))


def _put_right(stands: ValuePosition, change: ValueChange) -> ValueChange:
    """The value that stands with what was pasted in its place; the counts behind the old number go with it."""
    said = status_in(change.period)[1]
    kept = {"period": stands.period, "begins": stands.begins, "ends": stands.ends}
    kept |= {"note": stands.note, "measured_by": stands.measured_by}
    return change.model_copy(update={**kept, "period": change.period if said else stands.period, "status": said})


def _says(stands: ValuePosition, raw: str, change: ValueChange) -> bool:
    """Whether the record says the same: the same number, or the same reason for none, as firmly where that is said."""
    read = read_given(raw)
    same = read is not None and (read.number, read.missing) == (stands.value, stands.missing)
    return same and change.status in (None, stands.status)


def _told_apart(lines: Iterable[PastedLine], indicator: IndicatorPosition) -> Iterator[PastedLine]:
    """The lines, of which no two may be of the same period."""
    taken: dict[object, int] = {}
    above: list[tuple[str, date, date]] = []
    for line in lines:
        stretch = stretch_of(line.change, indicator.period_basis) if line.change else None
        if line.change is None or stretch is None:
            yield line
            continue
        places = (stretch, same_name(line.change.period))
        before = next((taken[place] for place in places if place in taken), None)
        for place in places:
            taken.setdefault(place, line.at)
        if before:
            line = replace(line, becomes=Becomes.UNREADABLE, problem=f"The period: line {before} is of the same one.")
        elif line.becomes is Becomes.NEW:
            twice = overlap(stretch, above, indicator.period_basis)
            line = replace(line, doubts=(*line.doubts, twice) if twice else line.doubts)
            above.append((f"line {line.at}", *stretch))
        yield line


def _day(words: str) -> date | None:
    read = read_timescale(words, clock.today())
    return read.latest if read.precision is Precision.DAY and read.earliest == read.latest else None
