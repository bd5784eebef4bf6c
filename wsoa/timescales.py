"""Timescales: the words as given, and what we can honestly read in them."""

import re
from dataclasses import dataclass
from datetime import date

from wsoa.spans import DEFAULT_TERMS, FIRST, SECOND, SchoolTerm, SchoolTerms, Span, read_span
from wsoa.terms import Precision, TimescaleKind

__all__ = ["DEFAULT_TERMS", "SchoolTerm", "SchoolTerms", "Timescale", "overdue", "read_timescale", "readings"]

LONGEST = 200
MOST_READINGS = 6


@dataclass(frozen=True, slots=True)
class Timescale:
    """When, in the plan's own words. `earliest`/`latest` are None where the words do not say."""

    words: str
    kind: TimescaleKind
    earliest: date | None = None
    latest: date | None = None
    precision: Precision | None = None


def read_timescale(words: str, reference: date, terms: SchoolTerms = DEFAULT_TERMS) -> Timescale:
    """Read when something is due from the words of a plan. Never raises; the words are kept as given.

    A year that is not said is that of `reference` (the date the file or form speaks for); terms of the school year
    are those of `terms`. Words that can honestly be read in more than one way ("May 25": a day or a year?), that
    hold more than a timescale, or that contradict themselves are UNREAD and for a person to settle.
    """
    plain = _plain(words)
    if not plain or len(plain) > LONGEST:
        return Timescale(words, TimescaleKind.UNREAD)
    if _TO_BE_DECIDED.match(plain):
        return Timescale(words, TimescaleKind.TO_BE_DECIDED)
    for pattern, kind in _STATES:
        found = pattern.fullmatch(plain)
        if found and not (found["before"] and found["after"]):
            rest = _without_lead_in(found["before"] or found["after"] or "")
            span = read_span(rest, reference, terms) if rest else None
            if span or not rest or kind is not TimescaleKind.DONE:
                return _of_kind(words, kind, span)
    span = read_span(_without_lead_in(plain), reference, terms)
    return _of_kind(words, span.kind, span) if span else Timescale(words, TimescaleKind.UNREAD)


def readings(words: str, reference: date, terms: SchoolTerms = DEFAULT_TERMS) -> tuple[Timescale, ...]:
    """Return what words can honestly mean, for a person to choose from; the only reading when there is no doubt.

    "May 25" is a day or a month of 2025; "Q2 2022" of either kind of year; of words that hold several dates, or more
    than a date, each date is one. Empty where no date can be found in them. Never raises.
    """
    read = read_timescale(words, reference, terms)
    if read.kind is not TimescaleKind.UNREAD or len(words) > LONGEST:
        return (read,) if read.kind is not TimescaleKind.UNREAD else ()
    plain = _without_lead_in(_plain(words))
    spans = _spans(plain, reference, terms)
    if not spans:
        pieces = dict.fromkeys(_without_lead_in(found[0]) for found in _PIECES.finditer(plain))
        spans = [span for piece in pieces for span in _spans(piece, reference, terms)]
    return tuple(_of_kind(words, span.kind, span) for span in dict.fromkeys(spans))[:MOST_READINGS]


def _spans(plain: str, reference: date, terms: SchoolTerms) -> list[Span]:
    """Every reading of words, the American order of a date last."""
    spans = [read_span(plain, reference, terms, reading) for reading in (FIRST, SECOND)]
    if swapped := re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4}|\d{2})", plain):
        spans.append(read_span(f"{swapped[3]}/{swapped[1]}/{swapped[4]}", reference, terms))
    if half := re.fullmatch(r"(?:([12])(?:st|nd) half[ -]?term|half[ -]?term ([12]))", plain):
        spans += [read_span(f"{term.name} {half[1] or half[2]}", reference, terms) for term in terms.terms]
    return [span for span in dict.fromkeys(spans) if span]


def overdue(timescale: Timescale, on: date) -> bool:
    """Whether `on` lies past the latest day meant. Never for ongoing, recurring, to be decided, done or no date."""
    return timescale.kind in _DATED and timescale.latest is not None and on > timescale.latest


_DATED = (TimescaleKind.DATE, TimescaleKind.MONTH, TimescaleKind.TERM)

_TO_BE_DECIDED = re.compile(r"(tb[acd]|to be (agreed|advised|announced|confirmed|decided|determined|set))\b")

_HOW_OFTEN = (
    r"(?:(?:every|each) (?:week|fortnight|month|quarter|term|half[ -]term|year)|"
    r"(?:(?:bi|twice|two|six|three|half)[ -]?)?(?:daily|weekly|fortnightly|monthly|quarterly|termly|yearly)|"
    r"(?:bi-?)?annual(?:ly)?)"
)

# A state with, before or after it, the dates it speaks of: "July 2019 and ongoing", "Completed March 2022".
_STATES: tuple[tuple[re.Pattern[str], TimescaleKind], ...] = tuple(
    (re.compile(rf"(?:(?P<before>.+?)(?: and| then)?[ -]+)??{state}(?:[ -]+(?P<after>.+))?"), kind)
    for state, kind in (
        (r"(?:on-?going|continuous(?:ly)?|continuing|rolling|business as usual|bau)", TimescaleKind.ONGOING),
        (r"\(?(?:100% )?(?:completed?|done|closed|achieved|finished|delivered)\)?", TimescaleKind.DONE),
        (_HOW_OFTEN, TimescaleKind.RECURRING),
    )
)

# A date among other words.
_PIECES = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
    r"|(?:(?:early|mid|end|late) )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"(?:[ -]'?(?:\d{4}|\d{2})(?![\d/]))?|(?:autumn|spring|summer)(?: term)?(?: \d{4})?)\b"
)

_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b(?=,? \d)")
_LEAD_IN = re.compile(
    r"(?:(?:to be )?completed? by|by|due|target|deadline|expected|planned|estimated|anticipated|completion|date|"
    r"for|on|in|at|during|around|approx(?:imately)?|circa|no(?:t)? later than|the)\b[ :-]*"
)


def _plain(words: str) -> str:
    plain = words.casefold().translate({0x2019: "'", 0x2018: "'", 0x2013: "-", 0x2014: "-", 0x2011: "-", 0x2C: " "})
    plain = re.sub(r"(?<=[a-z])\.|\bof\b|\bthe\b", " ", plain)
    plain = _WEEKDAY.sub("", " ".join(plain.split()))
    plain = plain.strip(" .:;-")
    return plain[1:-1] if plain.startswith("(") and plain.endswith(")") else plain


def _without_lead_in(plain: str) -> str:
    """Drop words that only lead to the date: "by", "target date:", "to be completed by"."""
    while found := _LEAD_IN.match(plain):
        plain = plain[found.end() :]
    return plain.strip(" .:;-()")


def _of_kind(words: str, kind: TimescaleKind, span: Span | None) -> Timescale:
    if not span:
        return Timescale(words, kind)
    latest = None if kind is TimescaleKind.ONGOING else span.latest
    return Timescale(words, kind, span.earliest, latest, span.precision)
