"""Stretches of time as councils write them: "end of April", "Q2 22/23", "Sept 2019 – March 20", "Sep-21".

Only what the words say is read. Where two readings are as good as each other the answer is None: "May 25" may be
the 25th or the year 2025, "11/12" a day or a financial year, "Q2 2022" of either kind of year.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wsoa.spans.school import DEFAULT_TERMS, SchoolTerm, SchoolTerms
from wsoa.terms import Precision, TimescaleKind

__all__ = ["DEFAULT_TERMS", "FIRST", "ONLY", "SECOND", "SchoolTerm", "SchoolTerms", "Span", "read_span"]

FIRST_YEAR, LAST_YEAR = 1990, 2099
NEAR_YEARS = 15


@dataclass(frozen=True, slots=True)
class Span:
    """From the earliest to the latest day that words can mean; None where they leave that end open."""

    kind: TimescaleKind
    earliest: date | None
    latest: date | None
    precision: Precision


ONLY, FIRST, SECOND = range(3)
"""How words of two readings are read: not at all; as a day or a calendar year; as a year or from April."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the words do not say themselves. At one end of a range, "March 20" may be known to mean the year."""

    reference: date
    terms: SchoolTerms
    in_range: bool = False
    year_meant: bool = False
    reading: int = ONLY


_Reader = Callable[[re.Match[str], _Context], Span | None]

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_PAIR = r"(?P<first>\d{4}|\d{2})[/-](?P<second>\d{4}|\d{2})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_PART = {"early": (1, 10), "start": (1, 10), "beginning": (1, 10), "mid": (10, 20), "middle": (10, 20)}
_PARTS = r"(?P<part>early|start|beginning|middle|mid|end|late)"


_BETWEEN = r"(?: - | to | until | and | ?/ ?(?=[a-z])|(?<=[a-z])-(?=[a-z]))"


def _year(digits: str) -> int:
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("no year of a plan")
    return year


def _on(day: date) -> Span:
    return Span(TimescaleKind.DATE, day, day, Precision.DAY)


def _day(found: re.Match[str], context: _Context) -> Span:
    year = _year(found["year"]) if found["year"] else context.reference.year
    return _on(date(year, 1 + _NAMES.index(found["month"][:3]), int(found["day"])))


def _day_of_month(found: re.Match[str], context: _Context) -> Span:
    return _on(date(context.reference.year, 1 + _NAMES.index(found["month"][:3]), int(found["year"])))


def _numeric_day(found: re.Match[str], context: _Context) -> Span:
    return _on(date(_year(found["year"]), int(found["number"]), int(found["day"])))


def _serial(found: re.Match[str], context: _Context) -> Span | None:
    day = date(1899, 12, 30) + timedelta(int(found["serial"]))  # day 0 of Excel, whose 1900 has a 29 February
    return _on(day) if 2000 <= day.year <= 2060 else None


def _short_date_or_years(found: re.Match[str], context: _Context) -> Span | None:
    first, second = int(found["first"]), int(found["second"])
    is_years = (first + 1) % 100 == second and abs(2000 + first - context.reference.year) <= NEAR_YEARS
    if is_years and context.reading == ONLY and (second <= 12 or first <= 12):
        return None
    if 1 <= second <= 12 and not (is_years and context.reading == SECOND):
        return _on(date(context.reference.year, second, first))
    if first <= 12 and not is_years:
        return _whole_month(2000 + second, first)
    return _financial_year(found, context)


def _whole_month(year: int, month: int) -> Span:
    last = calendar.monthrange(year, month)[1]
    return Span(TimescaleKind.MONTH, date(year, month, 1), date(year, month, last), Precision.MONTH)


def _numeric_month(found: re.Match[str], context: _Context) -> Span:
    return _whole_month(_year(found["year"]), int(found["number"]))


def _month(found: re.Match[str], context: _Context) -> Span | None:
    digits, part = found["year"], found["part"]
    is_clearly_year = not digits or len(digits) == 4 or found["mark"] or part or context.year_meant
    if not is_clearly_year and int(digits) <= 31 and context.reading != SECOND:
        return _day_of_month(found, context) if context.reading == FIRST else None
    year, month = _year(digits) if digits else context.reference.year, 1 + _NAMES.index(found["month"][:3])
    if not part:
        return _whole_month(year, month)
    first, last = _PART.get(part, (20, calendar.monthrange(year, month)[1]))
    return Span(TimescaleKind.MONTH, date(year, month, first), date(year, month, last), Precision.PART_OF_MONTH)


def _term(found: re.Match[str], context: _Context) -> Span | None:
    term = context.terms.find(found["term"])
    if not term:
        return None
    year = _year(found["year"]) if found["year"] else context.reference.year
    if found["first"]:
        first, second = _years(found)
        year = first if term == context.terms.terms[0] else second
    first_day, last_day = date(year, *term.starts), date(year, *term.ends)
    if found["half"] == "1":
        last_day = date(year, *term.half)
    if found["half"] == "2":
        first_day = date(year, *term.half) + timedelta(1)
    return Span(TimescaleKind.TERM, first_day, last_day, Precision.TERM)


def _years(found: re.Match[str]) -> tuple[int, int]:
    first, second = _year(found["first"]), _year(found["second"])
    if second != first + 1:
        raise ValueError("not a year and the next")
    return first, second


def _quarter(found: re.Match[str], context: _Context) -> Span:
    first, second = _years(found)
    quarter = int(found["quarter"])
    month, year = 1 + 3 * (quarter % 4), second if quarter == 4 else first
    return Span(TimescaleKind.DATE, date(year, month, 1), _whole_month(year, month + 2).latest, Precision.QUARTER)


def _quarter_of_either_year(found: re.Match[str], context: _Context) -> Span | None:
    """ "Q2 2022" may be that of the calendar year, or of the financial year that begins in it."""
    if context.reading == ONLY:
        return None
    year, quarter = int(found["year"] or context.reference.year), int(found["quarter"])
    month = 3 * quarter - 2 + (3 if context.reading == SECOND else 0)
    first = date(year + (month > 12), (month - 1) % 12 + 1, 1)
    return Span(TimescaleKind.DATE, first, _whole_month(first.year, first.month + 2).latest, Precision.QUARTER)


def _financial_year(found: re.Match[str], context: _Context) -> Span:
    first, second = _years(found)
    return Span(TimescaleKind.DATE, date(first, 4, 1), date(second, 3, 31), Precision.YEAR)


def _academic_year(found: re.Match[str], context: _Context) -> Span:
    first, second = _years(found)
    return Span(TimescaleKind.DATE, date(first, 9, 1), date(second, 8, 31), Precision.YEAR)


def _calendar_year(found: re.Match[str], context: _Context) -> Span:
    year = _year(found["year"])
    return Span(TimescaleKind.DATE, date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _week(found: re.Match[str], context: _Context) -> Span | None:
    day = _read(found["rest"], context)
    if not day or day.precision is not Precision.DAY or not day.earliest:
        return None
    week = timedelta(6)
    first, last = (day.earliest, day.earliest + week) if found["begins"] else (day.earliest - week, day.earliest)
    return Span(TimescaleKind.DATE, first, last, Precision.RANGE)


def _open(found: re.Match[str], context: _Context) -> Span | None:
    span = _read(found["rest"], context)
    if not span:
        return None
    if found["from"]:
        return replace(span, latest=None)
    if found["before"] and span.earliest:
        return Span(TimescaleKind.DATE, None, span.earliest - timedelta(1), Precision.RANGE)
    return replace(span, earliest=None)


def _onwards(found: re.Match[str], context: _Context) -> Span | None:
    span = _read(found["rest"], context)
    return replace(span, latest=None) if span else None


def _range(found: re.Match[str], context: _Context) -> Span | None:
    if context.in_range:
        return None
    ends = replace(context, in_range=True)
    start, end = _read(found["left"], ends), _read(found["right"], ends)
    known = start or end
    if known and known.kind in (TimescaleKind.MONTH, TimescaleKind.TERM):
        ends = replace(ends, year_meant=True)
        start, end = _read(found["left"], ends), _read(found["right"], ends)
    if not (start and end and start.earliest and end.latest):
        return None
    if _says_year(found["left"], start, ends):
        return _in_order([(start, _read(found["right"], _years_on(ends, start.earliest, shift))) for shift in (0, 1)])
    return _in_order([(_read(found["left"], _years_on(ends, end.latest, -shift)), end) for shift in (0, 1)])


def _in_order(pairs: list[tuple[Span | None, Span | None]]) -> Span | None:
    for start, end in pairs:
        if start and end and start.earliest and end.latest and start.earliest <= end.latest:
            return Span(TimescaleKind.DATE, start.earliest, end.latest, Precision.RANGE)
    return None


def _says_year(words: str, span: Span, context: _Context) -> bool:
    """Whether the words name their year: then another reference changes nothing."""
    return _read(words, _years_on(context, context.reference, 1)) == span


def _years_on(context: _Context, day: date, years: int) -> _Context:
    return replace(context, reference=date(day.year + years, day.month, min(day.day, 28)))


_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(form, re.ASCII), reader)
    for form, reader in (
        (r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?:[ t]\d{1,2}:.*)?", _numeric_day),
        (r"(?P<day>\d{1,2})(?P<by>[/. -])(?P<number>\d{1,2})(?P=by)(?P<year>\d{4}|\d{2})(?: \d\d?:.*)?", _numeric_day),
        (rf"{_DAY}[ -]?{_MONTH}(?:[ -]?{_YEAR})?", _day),
        (rf"{_MONTH} (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)(?: {_YEAR})?)", _day),
        (rf"{_MONTH} (?P<day>\d{{1,2}}) (?P<year>\d{{4}})", _day),
        (rf"{_MONTH} (?P<day>\d)(?P<year>)", _day),
        (rf"(?:{_PARTS}[ -]?)?{_MONTH}(?:(?: ?(?P<mark>['/-])| )(?P<year>\d{{4}}|\d{{2}}))?", _month),
        (r"(?P<number>0?[1-9]|1[0-2])[/.-](?P<year>\d{4})", _numeric_month),
        (
            rf"(?:{_PARTS} )?(?P<term>[a-z]+)(?: term)?(?: ?(?P<half>[12]))?(?: term)?(?: (?:{_PAIR}|{_YEAR}))?",
            _term,
        ),
        (rf"(?:{_PARTS} )?(?:q|quarter ?)(?P<quarter>[1-4]) (?:fy ?)?{_PAIR}", _quarter),
        (r"(?:q|quarter ?)(?P<quarter>[1-4])(?: (?P<year>20\d{2}))?", _quarter_of_either_year),
        (rf"{_PAIR} (?:q|quarter ?)(?P<quarter>[1-4])", _quarter),
        (rf"(?:academic|school) year {_PAIR}", _academic_year),
        (rf"(?:fy|financial year|end fy) ?{_PAIR}", _financial_year),
        (r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})", _short_date_or_years),
        (rf"(?!\d\d[/-]\d\d$){_PAIR}", _financial_year),
        (rf"(?:{_PARTS} )?(?P<year>\d{{4}})", _calendar_year),
        (r"(?P<serial>\d{5})(?:\.\d+)?", _serial),
        (r"(?:(?P<begins>w/c|wc|week commencing|week beginning)|w/e|week ending) (?P<rest>.+)", _week),
        (rf"(?:from |between )?(?P<left>.+?){_BETWEEN}(?P<right>.+)", _range),
        (r"(?:(?P<from>from|after|since|starting)|(?P<before>before)|until|up to) (?P<rest>.+)", _open),
        (r"(?P<rest>.+) onwards", _onwards),
    )
)


def read_span(plain: str, reference: date, terms: SchoolTerms = DEFAULT_TERMS, reading: int = ONLY) -> Span | None:
    """Read plain words (lower case, single spaces, "-" for dashes) as a span, or return None.

    A year that is not said is that of `reference`; days come before months; two digits are a year of this century.
    With `reading` FIRST or SECOND words that can be read in two ways are read in that one.
    """
    return _read(plain, _Context(reference, terms, reading=reading))


def _read(plain: str, context: _Context) -> Span | None:
    for form, reader in _FORMS:
        if found := form.fullmatch(plain.strip()):
            try:
                span = reader(found, context)
            except (ValueError, OverflowError):
                continue
            if span:
                return span
    return None
