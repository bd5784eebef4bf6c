"""The years of official statistics, as they are labelled: "2018", "2015/16", "2020-21", "202122", "2025 (prov)"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from wsoa.terms import ValueStatus, YearType

_LABEL = re.compile(
    r"(?P<year>\d{4})(?:[/-]?(?P<next>\d{2}|\d{4}))?(?P<mark>\s*\((?:prov|provisional|rev|revised)\)|[pr])?",
    re.ASCII,
)
_OF_SET = re.compile(r"(?P<month>[a-z]{3})[a-z]* (?P<year>\d{4})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST, _LAST = 1990, 2100


@dataclass(frozen=True, slots=True)
class Period:
    """A year as labelled, without what the label says of its firmness; `ends` is the year in which it ends."""

    label: str
    ends: int
    status: ValueStatus
    split: bool


@lru_cache(maxsize=1_000)
def read_period(label: str) -> Period | None:
    """The period a label means; None when it is no year. "2020-22" is none: a year does not take two."""
    text = " ".join(label.split())
    found = _LABEL.fullmatch(text.casefold())
    if found is None or not _FIRST <= (year := int(found["year"])) <= _LAST:
        return None
    following = found["next"]
    if following and int(following) != (year + 1) % (10 ** len(following)):
        return None
    mark = (found["mark"] or "").strip(" ()")
    status = {"": ValueStatus.ACTUAL, "p": ValueStatus.PROVISIONAL}.get(mark[:1], ValueStatus.REVISED)
    plain = text[: len(text) - len(found["mark"] or "")].strip()
    return Period(plain, year + 1 if following else year, status, bool(following))


def set_order(name: str) -> tuple[int, int, str]:
    """Where a set of neighbours stands among the others: sets are named by month and year, as "November 2025".

    A set that is named otherwise stands before them all.
    """
    found = _OF_SET.fullmatch(" ".join(name.casefold().split()))
    if found is None or found["month"] not in _MONTHS:
        return 0, 0, name
    return int(found["year"]), _MONTHS.index(found["month"]), name


def used_by(period: Period, years: YearType) -> bool:
    """Whether a measure of such years is labelled so: a calendar year is never two, and is no academic year.

    The DfE labels academic years either way: "2015/16" for one measure, "2016" for another.
    """
    return not (period.split and years in (YearType.CALENDAR, YearType.JANUARY))
