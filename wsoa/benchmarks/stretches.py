"""The stretch of time one value of an indicator speaks for, read from the words that name it.

Only what the words say is read, and the year must be among them. Where two readings are as good as each other the
answer is None: "2023/24" is a school year or a financial year, and only the indicator's period basis tells which.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from wsoa.benchmarks.like_with_like import is_cumulative, year_begins
from wsoa.spans import FIRST, ONLY, SECOND, read_span
from wsoa.terms import PeriodBasis, Precision, ValueStatus

LONGEST = 80

_TWO_REFERENCES = (date(2020, 1, 1), date(2024, 1, 1))
"""Words that mean the same whichever of these they are read in name their year themselves."""

_STATUSES = {
    "p": ValueStatus.PROVISIONAL,
    "prov": ValueStatus.PROVISIONAL,
    "provisional": ValueStatus.PROVISIONAL,
    "r": ValueStatus.REVISED,
    "rev": ValueStatus.REVISED,
    "revised": ValueStatus.REVISED,
    "proj": ValueStatus.PROJECTED,
    "projected": ValueStatus.PROJECTED,
    "forecast": ValueStatus.PROJECTED,
    "est": ValueStatus.ESTIMATED,
    "estimate": ValueStatus.ESTIMATED,
    "estimated": ValueStatus.ESTIMATED,
    "actual": ValueStatus.ACTUAL,
}
_MARK = re.compile(rf"\s*[(\[](?P<mark>{'|'.join(_STATUSES)})\.?[)\]]$|(?<=\d)(?P<letter>[pr])$")

_LEAD_IN = re.compile(
    r"(?:(?:position |snapshot )?(?:as )?(?:at|of|on)|(?:month|quarter|term|period|position|snapshot) (?:ending|end|to)"
    r"|in|during|for|ytd|year to date)\b[ :-]*"
)
_END_OF = re.compile(r"(?:month[ -]?|year[ -]?|quarter[ -]?)?end (?P<rest>.+)")
_TAIL = re.compile(r"[ -]*\(?\b(?:ytd|year to date|cumulative|to date|census|snapshot|position|only)\)?$")
_TWELVE_MONTHS = re.compile(r"(?:rolling )?(?:12|twelve) ?-?months? (?:to|ending|up to)(?: end)? (?P<rest>.+)")
_YEAR_TO = re.compile(r"(?:rolling )?year (?:to|ending|ended)(?: end)? (?P<rest>.+)")

_PAIR = r"(?P<first>\d{4}|\d{2}) ?[/-] ?(?P<second>\d{4}|\d{2})"
_BARE_PAIR = re.compile(rf"{_PAIR}|(?P<year>\d{{4}})(?P<next>\d{{2}})")
_SCHOOL = r"(?:(?:academic|school)(?: year)?|ay)"
_OF_SCHOOL = re.compile(rf"{_SCHOOL} ?{_PAIR}")
_KIND_AFTER = re.compile(
    rf"(?P<years>\d{{2,4}}(?: ?[/-] ?\d{{2,4}})?) (?P<kind>{_SCHOOL}|financial year|fy|calendar year)"
)
_QUARTER = re.compile(r"(?:q|quarter ?)[1-4]\b.*|.* (?:q|quarter ?)[1-4]")
_MONTH_AND_YEAR = re.compile(r"[a-z]{3,9} \d\d")
_YEAR = re.compile(r"\d{4}")
_YEAR = re.compile(r"\d{4}")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b(?= \d)")

_SCHOOL_YEAR, _FINANCIAL_YEAR = PeriodBasis.ACADEMIC_YEAR_TO_DATE, PeriodBasis.FINANCIAL_YEAR_TO_DATE
_CALENDAR_YEAR = PeriodBasis.CALENDAR_YEAR_TO_DATE
_QUARTERS_OF: Mapping[PeriodBasis | None, int] = {_CALENDAR_YEAR: FIRST, _FINANCIAL_YEAR: SECOND}


def read_stretch(words: str, basis: PeriodBasis | None) -> tuple[date, date] | None:
    """The first and last day a value labelled so speaks for; None where the words do not say, or say two things.

    Days come before months. A count through a year begins with that year ("November 2023" of a school year: from
    1 September) and may not cross into another; a rolling value speaks for the twelve months to the end of what is
    named; of a value in the month, the month's first or last day names the month. The end of a month is its last day.
    """
    plain = _plain(status_in(words)[0])
    if not plain or len(plain) > LONGEST:
        return None
    if rolling := _TWELVE_MONTHS.fullmatch(plain):
        return _twelve_months(_span(rolling["rest"], None))
    if rest := _YEAR_TO.fullmatch(plain):
        found = _span(rest["rest"], basis)
        return _as_measured(found, basis) if is_cumulative(basis) else _twelve_months(found)
    if end := _END_OF.fullmatch(plain):
        found = _span(end["rest"], basis)
        return _as_measured((found[1], found[1]) if found else None, basis)
    return _as_measured(_span(plain, basis), basis)


def status_in(words: str) -> tuple[str, ValueStatus | None]:
    """The words without what they say of a value's firmness ("2025 (prov)", "2022 (Rev)"), and what they say."""
    text = " ".join(words.split())
    found = _MARK.search(text.casefold())
    if found is None:
        return text, None
    return text[: found.start()].strip(), _STATUSES[found["mark"] or found["letter"]]


def _plain(words: str) -> str:
    plain = words.casefold().translate({0x2019: "'", 0x2018: "'", 0x2013: "-", 0x2014: "-", 0x2011: "-", 0x2C: " "})
    plain = re.sub(r"(?<=[a-z])\.|\bthe\b", " ", plain)
    plain = _WEEKDAY.sub("", " ".join(plain.split())).strip(" .:;-")
    while found := _LEAD_IN.match(plain):
        plain = plain[found.end() :]
    return " ".join(re.sub(r"\bof\b", " ", _TAIL.sub("", plain)).split())


def _span(plain: str, basis: PeriodBasis | None) -> tuple[date, date] | None:
    """What the words name themselves, before the basis says what of it was measured."""
    if turned := _KIND_AFTER.fullmatch(plain):
        plain = f"{turned['kind']} {turned['years']}"
    if school := _OF_SCHOOL.fullmatch(plain):
        return _two_years(school["first"], school["second"], _SCHOOL_YEAR)
    if pair := _BARE_PAIR.fullmatch(plain):
        return _years_or_month(pair["first"] or pair["year"], pair["second"] or pair["next"], basis)
    if _YEAR.fullmatch(plain) and basis in (_SCHOOL_YEAR, _FINANCIAL_YEAR):
        return None
    if _QUARTER.fullmatch(plain):
        return _quarter(plain, basis)
    return _read(plain.removeprefix("calendar year "), SECOND if _MONTH_AND_YEAR.fullmatch(plain) else ONLY)


def _read(plain: str, reading: int) -> tuple[date, date] | None:
    span, again = (read_span(plain, reference, reading=reading) for reference in _TWO_REFERENCES)
    if span is None or span != again or span.precision is Precision.PART_OF_MONTH:
        return None
    return (span.earliest, span.latest) if span.earliest and span.latest else None


def _quarter(plain: str, basis: PeriodBasis | None) -> tuple[date, date] | None:
    """Quarters of two years are the financial year's; of "Q2 2024" only the basis tells which they are."""
    if basis is _SCHOOL_YEAR or (basis is _CALENDAR_YEAR and re.search(_PAIR, plain)):
        return None
    return _read(plain, _QUARTERS_OF.get(basis, ONLY))


def _years_or_month(first: str, second: str, basis: PeriodBasis | None) -> tuple[date, date] | None:
    """ "2023/24" is a year and "2024-07" a month; "2011-12" could be either, and "11/12" a day as well."""
    if 1 <= int(first) <= 12 and len(second) == 4:
        return _read(f"{first}/{second}", ONLY)
    may_be_month = 1 <= int(second) <= 12 and len(second) == 2
    if (int(first) + 1) % 100 != int(second) % 100:
        return _read(f"{second}/{first}", ONLY) if may_be_month and len(first) == 4 else None
    may_be_day = len(first) == 2 and int(first) <= 12
    if may_be_month or may_be_day or basis not in (_SCHOOL_YEAR, _FINANCIAL_YEAR):
        return None
    return _two_years(first, second, basis)


def _two_years(first: str, second: str, basis: PeriodBasis) -> tuple[date, date] | None:
    year, following = (int(each) + (2000 if len(each) == 2 else 0) for each in (first, second))
    if following != year + 1 or not 1990 <= year <= 2098:
        return None
    begins = year_begins(date(year, 12, 31), basis)
    return begins, begins.replace(year=following) - timedelta(1)


def _as_measured(found: tuple[date, date] | None, basis: PeriodBasis | None) -> tuple[date, date] | None:
    if found is None:
        return None
    begins, ends = found
    if basis is not None and is_cumulative(basis):
        year = year_begins(ends, basis)
        return (year, ends) if begins >= year else None
    if basis is PeriodBasis.ROLLING_12_MONTHS:
        return _twelve_months(found)
    if basis is PeriodBasis.IN_MONTH and begins == ends and 1 in (begins.day, (ends + timedelta(1)).day):
        return ends.replace(day=1), _last_of_month(ends)
    return found


def _twelve_months(found: tuple[date, date] | None) -> tuple[date, date] | None:
    if found is None:
        return None
    begins, ends = found
    after = ends + timedelta(1)
    start = date(after.year - 1, after.month, min(after.day, 28) if after.month == 2 else after.day)
    return (start, ends) if begins >= start else None


def _last_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
