"""Several things in one cell: focus areas with their references, bullets with their marks."""

import re

from wsoa.intake.found import FocusAreaWords
from wsoa.intake.recognising.headings import plain

_PREFIX = r"(?:focus\s+areas?|fa|areas?\s+of\s+focus|objectives?|priority|priorities)\.?\s*"
_REF = r"[A-Za-z]{0,2}\d{1,3}(?:\.\d{1,2})*[A-Za-z]?"
_REFS = rf"{_REF}(?:\s*(?:,|&|/|and)\s*{_REF})*"
_START = re.compile(
    rf"(?P<prefix>{_PREFIX})?(?P<refs>{_REFS})\s*(?P<mark>[:.)]|\s[-–—])(?=\s|$)\s*|"
    rf"(?P<prefix2>{_PREFIX})(?P<refs2>{_REFS})(?=\s|$)\s*",
    re.IGNORECASE,
)
_ONLY = re.compile(rf"(?:{_PREFIX})?{_REFS}", re.IGNORECASE)
# What before a number makes it part of a sentence: "by 31. Then", "see section 4: Money".
_SENTENCE_BEFORE = re.compile(
    r"\b(?:by|of|on|in|to|from|and|or|the|for|at|than|over|under|about|see|section|page|table|step|phase|stage|task|year|"
    r"question|q|no|number|ages?|aged|tier|level|version|key|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|"
    r"oct\w*|nov\w*|dec\w*)\.?\s*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-–—](?!\d)|[•·●▪◦‣*☐□■➢✓]|o(?=\s))\s*")


def focus_areas(text: str) -> tuple[FocusAreaWords, ...]:
    """Split a cell into its focus areas: "14: … 15: …" is two, "4 and 5: …" is two with one wording."""
    if not text:
        return ()
    if _ONLY.fullmatch(text.strip()):
        return tuple(FocusAreaWords(ref, "") for ref in _refs(text))
    starts = _starts(text)
    if not starts:
        return (FocusAreaWords("", text),)
    ends = [start.start() for start in starts[1:]] + [len(text)]
    return tuple(
        FocusAreaWords(ref, text[start.end() : end].strip(" \n;,"))
        for start, end in zip(starts, ends, strict=True)
        for ref in _refs(start["refs"] or start["refs2"])
    )


def _starts(text: str) -> list[re.Match[str]]:
    """The references that begin a focus area: the first at the very start, others in the same style and rising."""
    first = _START.match(text)
    if not first:
        return []
    starts = [first]
    for found in _START.finditer(text, first.end()):
        if _same_style(first, found) and _rising(starts[-1], found) and _begins_part(text, found):
            starts.append(found)
    return starts


def _same_style(first: re.Match[str], found: re.Match[str]) -> bool:
    styles = [(bool(one["prefix"] or one["prefix2"]), (one["mark"] or "").strip()) for one in (first, found)]
    return styles[0] == styles[1]


def _rising(before: re.Match[str], found: re.Match[str]) -> bool:
    last, this = (_sortable(_refs(one["refs"] or one["refs2"])) for one in (before, found))
    return last[-1] < this[0]


def _begins_part(text: str, found: re.Match[str]) -> bool:
    """A new line begins; or the number stands free of the sentence before it and a capital follows."""
    before = text[: found.start()]
    if before.rstrip(" \t").endswith("\n"):
        return True
    follows = text[found.end() : found.end() + 1]
    return before[-1:].isspace() and follows.isupper() and not _SENTENCE_BEFORE.search(before)


def _refs(words: str) -> list[str]:
    bare = re.sub(rf"^{_PREFIX}", "", words.strip(), flags=re.IGNORECASE)
    return [ref for ref in re.split(r"\s*(?:,|&|/|\band\b)\s*", bare) if ref]


def _sortable(refs: list[str]) -> list[tuple[int, ...]]:
    return [tuple(int(digits) for digits in re.findall(r"\d+", ref)) for ref in refs]


def bullets(text: str) -> list[str]:
    """Return the lines of a cell without their bullet marks; empty lines go."""
    lines = (_BULLET.sub("", line).strip() for line in text.split("\n"))
    return [line for line in lines if line]


def workstream_name(text: str) -> str:
    """Return "Culture" for "Culture Workstream", "Workstream: Culture" or "Workstream 1 - Culture"."""
    named = re.sub(r"^work\s?stream\s*(?:[A-Z]|\d+)?\s*[:.–—-]\s*", "", text.strip(), flags=re.IGNORECASE)
    named = re.sub(r"\s+work\s?stream\s*:?$", "", named, flags=re.IGNORECASE).strip()
    if named != text.strip():  # "2. Culture Workstream": papers number their headings
        named = re.sub(r"^\d{1,2}[.)]\s+", "", named)
    return named or text.strip()


def same_name(text: str) -> str:
    """Return what two spellings of one name have in common: "Co-Production" and "Coproduction"."""
    return plain(text).replace(" ", "")
