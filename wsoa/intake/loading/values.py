"""The values of a file, each matched to the programme's own indicator by name or number.

A value that somebody gave, corrected or took back by hand is left alone where the file says otherwise: a sheet that
holds a whole series is brought again every month, and would undo every correction.
As by a form, no two values of an indicator speak for one period on any date.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError

from wsoa.benchmarks.doubts import does_not_give, doubts_about
from wsoa.history import Row, newest, rows
from wsoa.indicators.value_change import ValueChange, firmness, overlap, read_given, stretch_of, unmet
from wsoa.indicators.values import Series
from wsoa.intake.found import Aside, Doubt, FoundValue
from wsoa.intake.grid import in_words
from wsoa.intake.loading.amend import COMMAND, Amending, Fields
from wsoa.intake.loading.outcome import FieldConflict, FileRow, Outcome
from wsoa.intake.loading.wording import kept, same, same_name
from wsoa.statistics.values import in_figures, without_thousands
from wsoa.tables import IndicatorTerms, IndicatorValue, IndicatorValueTerms
from wsoa.terms import PeriodBasis, Precision, ValueStatus
from wsoa.timescales import read_timescale

VALUE, TAKEN_BACK = "value", "taken back"
_STATUSES = {status.value: status for status in ValueStatus} | {
    "final": ValueStatus.ACTUAL,
    "prov": ValueStatus.PROVISIONAL,
    "p": ValueStatus.PROVISIONAL,
    "rev": ValueStatus.REVISED,
    "r": ValueStatus.REVISED,
    "forecast": ValueStatus.PROJECTED,
    "estimate": ValueStatus.ESTIMATED,
}
_NO_YEAR_OF_ITS_OWN = date(1, 1, 1)
_SAID = ("raw", "status", "numerator", "denominator", "note")
_COUNTS = ("numerator", "denominator", "asked", "answering", "opening", "arrived", "closed")
_NUMBER = re.compile(r"[0-9]{1,9}")

Key = tuple[int, date, date]
"""Indicator, and the first and last day of a period."""


class _Unread(Exception):
    """A cell cannot be read: `cell` names its field."""

    def __init__(self, cell: str, text: str, why: str) -> None:
        super().__init__(why)
        self.cell, self.text, self.why = cell, text, why


@dataclass(slots=True)
class _Series:
    """What the record holds of every period, and the cell in which this file spoke of it first, with what it said."""

    numbers: dict[Key, int]
    by_words: dict[tuple[int, str], int]
    periods: dict[Key, str]
    said: dict[Key, FoundValue] = field(default_factory=dict)
    _of: dict[int, Series] = field(default_factory=dict)

    def of(self, amending: Amending, indicator: int) -> Series:
        """The values of the indicator, as published each time."""
        if indicator not in self._of:
            self._of[indicator] = Series.of(amending.entry, indicator)
        return self._of[indicator]

    def beside(self, key: Key) -> Iterator[tuple[str, date, date]]:
        """The indicator's other periods that have a value: their words, first and last day."""
        return ((words, *each[1:]) for each, words in self.periods.items() if each[0] == key[0] and each != key)


def load_values(amending: Amending) -> None:
    """State every value that is whole, and list those that are not; of two for one period the first stands."""
    if not amending.report.found.values:
        return
    latest = amending.entry.moment(date.max)
    indicators = rows(amending.entry.session, newest(IndicatorTerms), latest)
    given = rows(amending.entry.session, newest(IndicatorValueTerms), latest)
    series = _Series(
        {(row["indicator"], row["begins"], row["ends"]): int(row["number"]) for row in given},
        {(row["indicator"], same(row["period"])): int(row["number"]) for row in given},
        {(row["indicator"], row["begins"], row["ends"]): row["period"] for row in given if row["withdraws"] is None},
    )
    for value in amending.report.found.values:
        try:
            _load(amending, series, _meant(indicators, value), value)
        except _Unread as unread:
            cell = value.where.get(unread.cell, value.where["value"])
            amending.report.left_out.append(Aside(cell, unread.text, unread.why, value.table))


def _load(amending: Amending, series: _Series, indicator: Row, value: FoundValue) -> None:
    basis = PeriodBasis(indicator["period_basis"]) if indicator["period_basis"] else None
    change = _change(value, amending.as_at)
    problems, stretch = unmet(change, basis), stretch_of(change, basis)
    if problems or stretch is None:
        raise _Unread("value", value.raw, _because(problems, value.period))
    key = (int(indicator["number"]), *stretch)
    row = FileRow(value.where["value"], value.table, f"indicator {indicator['name']}, {value.period}", is_new=False)
    if before := series.said.get(key):
        _twice(amending, row, before, value)
    else:
        _state(amending, series, key, change, row)
        overlaps = overlap(stretch, series.beside(key), basis) if row.is_new else None
        _doubt(amending, indicator, value, change, overlaps)
        if row.outcome is not Outcome.CONFLICT:
            series.said[key], series.periods[key] = value, change.period
    amending.report.tell(row)


def _state(amending: Amending, series: _Series, key: Key, change: ValueChange, row: FileRow) -> None:
    number = series.numbers.get(key) or series.by_words.get((key[0], same(change.period)))
    standing = amending.entry.standing(IndicatorValueTerms, number, date.max) if number else None
    fields, published = _fields(key, change), change.published_on or amending.as_at
    if standing is None or number is None:
        _require_free(amending, series, key, change, None)
        row.is_new = True
        number = series.numbers[key] = amending.entry.new(IndicatorValue)
        amending.amend(IndicatorValueTerms, number, fields, thing=row.thing, row=row, as_at=published)
        series.of(amending, key[0]).learn(change, number)
        return
    stands = standing.values
    is_gone = stands["withdraws"] is not None
    unlike = [(VALUE, TAKEN_BACK, change.raw)] if is_gone else _unlike(stands, fields)
    if not unlike:
        row.outcomes.append(Outcome.UNCHANGED)
    elif is_gone or standing.command != COMMAND or published < standing.as_at:
        amending.leave_alone(unlike, row)
    else:
        _require_free(amending, series, key, change, number)
        whole = {**_counts_gone(stands, change), **fields}
        amending.amend(IndicatorValueTerms, number, whole, thing=row.thing, row=row, as_at=published)
        series.of(amending, key[0]).learn(change, number)


def _require_free(amending: Amending, series: _Series, key: Key, change: ValueChange, number: int | None) -> None:
    """Raise _Unread when another value spoke for that period when this one was published, or does since."""
    if met := series.of(amending, key[0]).met(change, number):
        raise _Unread("value", change.raw, " ".join(met.values()))


def _counts_gone(stands: Row, change: ValueChange) -> Fields:
    """What another number was counted from goes with it, as when it is pasted."""
    read, before = read_given(change.raw), read_given(stands["raw"])
    return {} if read == before else dict.fromkeys(_COUNTS)


def _doubt(amending: Amending, indicator: Row, value: FoundValue, change: ValueChange, overlaps: str | None) -> None:
    """Say what about the value deserves a second look; it is kept as given all the same."""
    read, unit = read_given(change.raw), indicator["unit"]
    number = read.number if read else None
    found = [*doubts_about(number, unit), *does_not_give(number, change.numerator, change.denominator, unit)]
    found += [overlaps] if overlaps else []
    doubts = amending.report.doubts
    doubts += [Doubt(value.where["value"], value.raw, f"{value.raw}, as given", why) for why in found]


def _twice(amending: Amending, row: FileRow, before: FoundValue, value: FoundValue) -> None:
    if before.raw == value.raw:
        row.outcomes.append(Outcome.UNCHANGED)
        return
    row.outcomes.append(Outcome.CONFLICT)
    first = f"{before.raw} ({in_words(before.where['value'])} says so already; the first stands)"
    amending.report.conflicts.append(FieldConflict(row.thing, VALUE, first, value.raw, row.cell))


def _meant(indicators: Sequence[Row], value: FoundValue) -> Row:
    """The one indicator of that number or name."""
    said = value.indicator.strip()
    by_number = [row for row in indicators if _NUMBER.fullmatch(said) and row["number"] == int(said)]
    found = by_number or [row for row in indicators if same_name(row["name"]) == same_name(said)]
    if len(found) == 1:
        return found[0]
    several = f"{len(found)} indicators of the programme are called “{said}”: give its number instead"
    raise _Unread("value", value.raw, several if found else f"the programme has no indicator “{said}”")


def _change(value: FoundValue, as_at: date) -> ValueChange:
    try:
        return ValueChange(
            period=value.period,
            raw=value.raw,
            status=_status(value),
            published_on=_published(value, as_at),
            note=value.note or None,
            numerator=_count(value, "numerator"),
            denominator=_count(value, "denominator"),
        )
    except ValidationError as refused:
        fault = refused.errors(include_url=False, include_input=False)[0]
        raise _Unread("value", value.raw, f"it cannot be kept ({fault['msg']})") from None


def _status(value: FoundValue) -> ValueStatus | None:
    words = (value.status or "").strip().casefold()
    if words and words not in _STATUSES:
        raise _Unread(
            "value_status", value.status or "", "it is none of actual, provisional, revised, projected, estimated"
        )
    return _STATUSES.get(words)


def _published(value: FoundValue, as_at: date) -> date:
    if not value.published:
        return as_at
    read = read_timescale(value.published, _NO_YEAR_OF_ITS_OWN)
    if read.precision is not Precision.DAY or read.latest is None or read.latest.year == _NO_YEAR_OF_ITS_OWN.year:
        raise _Unread("published", value.published, "it is no day on which the value can have been published")
    return read.latest


def _count(value: FoundValue, name: str) -> int | None:
    words = (getattr(value, name) or "").strip()
    figures = without_thousands(words) or ""
    if words and not _NUMBER.fullmatch(figures):
        raise _Unread(name, words, "it is no whole number")
    return int(figures) if words else None


def _because(problems: Mapping[str, str], period: str) -> str:
    """Why the value is not taken, in the words of the form; a period that no file can name in days says so."""
    if "begins" in problems:
        basis = "or the indicator's period basis does not allow it"
        return f"“{period}” does not say which days it means, {basis}"
    return " ".join(problems.values())


def _fields(key: Key, change: ValueChange) -> Fields:
    read = read_given(change.raw)
    said: dict[str, object] = {
        "indicator": key[0],
        "period": change.period,
        "begins": key[1],
        "ends": key[2],
        "raw": change.raw,
        "value": in_figures(read.number) if read and read.number is not None else None,
        "missing": read.missing if read else None,
        "status": firmness(change),
    }
    more = {"note": change.note, "numerator": change.numerator, "denominator": change.denominator}
    return said | {name: value for name, value in more.items() if value is not None}


def _unlike(stands: Row, fields: Fields) -> list[tuple[str, str | None, str | None]]:
    """What the file says otherwise; what it does not speak of stays."""
    told = [(name, stands[name], kept(stands[name], fields[name])) for name in _SAID if name in fields]
    unlike = [(name, before, after) for name, before, after in told if before != after]
    return [(VALUE if name == "raw" else name, _words(before), _words(after)) for name, before, after in unlike]


def _words(value: object) -> str | None:
    return None if value is None else str(value)
