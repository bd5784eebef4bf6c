"""The time a header speaks of: "Progress – January", "RAG March 2022", "Update 12/03/2022", "Last month's RAG"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from wsoa.benchmarks.stretches import LONGEST, read_stretch
from wsoa.terms import PeriodBasis

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?-i:May|MAY))\b\.?"
)
_YEARS = r"(?:\d{4}|['’]?\d{2})(?:[/-]\d{2,4})?"
_TIME = (
    r"(?:\d{4}-\d\d-\d\d"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?)?{_MONTH}"
    r"(?:(?:[ -](?:['’]?\d{4}|['’]?\d{2})|['’]\d{2})(?![\d/]))?"
    rf"|(?:q|quarter ?)[1-4]\b(?:,? (?:fy ?)?{_YEARS})?"
    rf"|(?:autumn|spring|summer)(?: term)?\b(?: {_YEARS})?)"
)
_WHEN = re.compile(
    r"(?:\b(?:as|position) (?:at|of)\s+)?(?:\b(?:w/?[ce]|week (?:commencing|beginning|ending))\s+)?"
    rf"\b(?P<when>{_TIME})",
    re.IGNORECASE,
)
_SPAN = r"(?:month|quarter|period|report|meeting|board|week|term|update|time|year|cycle)(?:['’]?s['’]?)?\b"
_BEFORE = re.compile(rf"\b(?:previous(?:ly)?\b|prior\b|last (?=(?:month|quarter|period|report|meeting|board|week|term"
                     rf"|time|year|cycle)))(?:\s*{_SPAN})?", re.IGNORECASE)  # fmt: skip
_NOW = re.compile(rf"\b(?:this|current|latest) {_SPAN}", re.IGNORECASE)
_PROGRESS_SINCE = re.compile(
    r"(?<=\w)\W+since (?:the |our )?(?:last|previous|prior) "
    r"(?:month|quarter|period|report|meeting|board|week|term|update|time|year|cycle)\b(?: (?:meeting|report|update))?",
    re.IGNORECASE,
)
_OF_PROGRESS = re.compile(
    r"\b(?:progress|updates?|position|narrative|commentary|comments?|headlines?|highlights?|done)\b", re.IGNORECASE
)
_LATEST_UPDATE = re.compile(
    r"\W*(?:this|current|latest) (?:update|report)(?: (?:on|of|from|by|for) .+)?\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Timed:
    """A header without the words that name a time, those words, and whether it speaks of before without saying when."""

    words: str
    when: str | None = None
    before: bool = False


@lru_cache(maxsize=10_000)
def timed(header: str) -> Timed:
    """Take the words that name a time out of a header. "This month" is now, and no time of its own.

    What was done since a time that is past is how things stand now: "Progress since last meeting".
    """
    found = _WHEN.search(header)
    if found:
        return Timed(_without(header, found), " ".join(found["when"].split()))
    since = _PROGRESS_SINCE.search(header)
    if since and _OF_PROGRESS.search(header[: since.start()]):
        return Timed(_without(header, since))
    if before := _BEFORE.search(header):
        return Timed(_without(header, before), before=True)
    if now := _NOW.search(header):
        return Timed(_without(header, now))
    return Timed(header)


def is_latest_update(header: str) -> bool:
    """Whether a header names the progress by its time alone: "Latest update", "Current report"."""
    return bool(_LATEST_UPDATE.fullmatch(header))


@lru_cache(maxsize=10_000)
def names_period(header: str) -> bool:
    """Whether a header is nothing but the period that the values below it speak for: "Jul-24", "2023/24", "Q1 24/25".

    Which days those are only the indicator's period basis may tell.
    """
    is_likely = len(header) <= LONGEST and any(character.isdigit() for character in header)
    return is_likely and any(read_stretch(header, basis) for basis in (None, *PeriodBasis))


def _without(header: str, found: re.Match[str]) -> str:
    rest = f"{header[: found.start()]} {header[found.end() :]}"
    return " ".join(re.sub(r"\(\s*\)", " ", rest).split()).strip(" –—-:,()")
