"""When the next value of an indicator is due: read from the words that say how often there is one. Nothing is guessed.

"Monthly", "every two months", "half-yearly" and "each term" say when; "when published" does not, nor do words that
name two rhythms ("monthly, quarterly from 2025") or a rhythm that people read in two ways ("bi-monthly").
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wsoa.benchmarks.stretches import read_stretch
from wsoa.spans import DEFAULT_TERMS
from wsoa.terms import PeriodBasis

MOST = 60
"""So many stretches are named at once; a series that stopped years ago has more."""

_NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12, "second": 2, "other": 2}
_UNITS = "week|fortnight|month|quarter|half term|term|year"
_ADVERBS = {
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "half termly": "half term",
    "termly": "term",
    "half yearly": "half year",
    "yearly": "year",
    "annually": "year",
    "annual": "year",
    "per annum": "year",
    "twice a year": "half year",
    "twice yearly": "half year",
}
_HOW_OFTEN = re.compile(
    rf"\b(?:(?P<unclear>(?:bi|semi) ?)(?:weekly|monthly|annual(?:ly)?)"
    rf"|(?:every|each|per|once a|once every) (?:(?P<count>\d\d?|{'|'.join(_NUMBERS)}) )?(?P<unit>{_UNITS})s?"
    rf"|(?:(?P<times>\d\d?|{'|'.join(_NUMBERS)}) )?(?P<adverb>{'|'.join(_ADVERBS)}))\b"
)
_MONTHS = {"month": 1, "quarter": 3, "half year": 6, "year": 12}
_DAYS = {"week": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How long from the end of one value's stretch to the end of the next: days, months, or (half) terms of school."""

    days: int = 0
    months: int = 0
    terms: bool = False
    half_terms: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time for which a value is due, and what it is called."""

    words: str
    begins: date
    ends: date


def rhythm(frequency: str | None) -> Rhythm | None:
    """The rhythm that the words name; None when they name none, or more than one."""
    plain = " ".join((frequency or "").casefold().translate({0x2D: " ", 0x2010: " ", 0x2011: " ", 0x2013: " "}).split())
    found = {_named(each) for each in _HOW_OFTEN.finditer(plain)}
    return found.pop() if len(found) == 1 else None


def next_end(frequency: str | None, last_ends: date | None) -> date | None:
    """When the stretch of the next value ends; None when the words do not say, or there is no value yet."""
    beat = rhythm(frequency)
    if beat is None or last_ends is None:
        return None
    try:
        if beat.terms or beat.half_terms:
            return _next_term(last_ends, half=beat.half_terms)
        return _months_on(last_ends, beat.months) if beat.months else last_ends + timedelta(beat.days)
    except (OverflowError, ValueError):
        return None


def next_due(frequency: str | None, last_ends: date | None) -> date | None:
    """When the next value should be there; None when the words do not say, or there is no value yet.

    Figures take time to count: a month from the end of their stretch, or the length of a stretch that is shorter.
    """
    ends, beat = next_end(frequency, last_ends), rhythm(frequency)
    if ends is None or beat is None:
        return None
    try:
        return ends + timedelta(beat.days) if 0 < beat.days < 28 else _months_on(ends, 1)
    except (OverflowError, ValueError):
        return None


def next_stretches(
    frequency: str | None, last: tuple[date, date], basis: PeriodBasis | None, until: date
) -> tuple[Stretch, ...]:
    """The stretches after the `last` one that have ended before `until`, oldest first, each in words: *August 2024*.

    Empty where the words do not say how often. A count of one day is followed by counts of one day.
    """
    found: list[Stretch] = []
    is_day, before = last[0] == last[1], last[1]
    while len(found) < MOST and (ends := next_end(frequency, before)) and ends < until:
        begins = ends if is_day else _begins(before, ends, rhythm(frequency))
        words = _in_words(begins, ends)
        found.append(Stretch(words, *(read_stretch(words, basis) or (begins, ends))))
        before = ends
    return tuple(found)


def _named(found: re.Match[str]) -> Rhythm | None:
    if found["unclear"]:
        return None
    unit = found["unit"] or _ADVERBS[found["adverb"]]
    said = found["count"] or found["times"] or "1"
    count = _NUMBERS.get(said) or int(said)
    if "term" in unit:
        return Rhythm(terms=unit == "term", half_terms=unit != "term") if count == 1 else None
    if not count:
        return None
    return Rhythm(days=_DAYS[unit] * count) if unit in _DAYS else Rhythm(months=_MONTHS[unit] * count)


def _months_on(day: date, months: int) -> date:
    """So many months later; the last day of a month stays the last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))


def _begins(before: date, ends: date, beat: Rhythm | None) -> date:
    """The first day of the stretch: the day after the one before it, but no term begins in the holidays."""
    if beat and (beat.terms or beat.half_terms):
        return next(starts for starts, last in _terms_of(ends.year, half=beat.half_terms) if last == ends)
    return before + timedelta(1)


def _in_words(begins: date, ends: date) -> str:
    if begins == ends:
        return f"{ends.day} {ends:%B %Y}"
    if (ends - begins).days == 6:
        return f"Week ending {ends.day} {ends:%B %Y}"
    if begins.day != 1 or (ends + timedelta(1)).day != 1:
        return f"{begins.day} {begins:%B %Y} to {ends.day} {ends:%B %Y}"
    if (begins.year, begins.month) == (ends.year, ends.month):
        return f"{ends:%B %Y}"
    return f"{begins:%B}{'' if begins.year == ends.year else f' {begins.year}'} to {ends:%B %Y}"


def _next_term(day: date, *, half: bool) -> date:
    """The end of the (half) term after the one that day lies in; in the holidays, of the one to come."""
    spans = sorted(span for year in (day.year, day.year + 1) for span in _terms_of(year, half=half))
    return next(ends for starts, ends in spans if starts > day)


def _terms_of(year: int, *, half: bool) -> Iterator[tuple[date, date]]:
    for term in DEFAULT_TERMS.terms:
        starts, middle, ends = (date(year, *when) for when in (term.starts, term.half, term.ends))
        if half:
            yield starts, middle
            yield middle + timedelta(1), ends
        else:
            yield starts, ends
