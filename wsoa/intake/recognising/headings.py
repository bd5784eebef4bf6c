"""The headers of columns by their meaning: which field each names, and what kind of table they make together."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from wsoa.intake.corrections import NOT_READ
from wsoa.intake.recognising.aliases import ALIASES, WEAK
from wsoa.intake.recognising.shapes import SHAPES, Shape
from wsoa.intake.recognising.times import is_latest_update, names_period, timed

SURE_ENOUGH = 72
LONGEST_HEADER = 80

LATEST_UPDATE = "latest update"

CHOICES = ("rating", "section", "level", "frequency", "type", "category", "workstream", "lead")
"""Fields with few values: a sheet of nothing but such columns is a look-up list."""

_DATES = re.compile(
    r"\b(?:as at|as of|position at|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:january|february|march|april|june|july|august|september|october|november|december)(?: \d{2,4})?"
    r"|may \d{2,4})\b"
)


def plain(text: str) -> str:
    """Return a heading for comparing: lower case, no dates, no punctuation, single spaces."""
    lowered = re.sub(r"\b((?:[a-z]\.)+[a-z])\b\.?", lambda found: found[1].replace(".", ""), text.casefold())
    undated = _DATES.sub(" ", lowered.replace("(s)", "").replace("&", " and "))
    return " ".join(re.sub(r"[^\w\s]|_", " ", undated).split())


_FIELD_OF = [(field, alias) for field, aliases in ALIASES.items() for alias in aliases]
_ALL_ALIASES = [alias for _, alias in _FIELD_OF]
_SAME_WORDS, _MOST_WORDS = 0.6, 0.4
SHARED = frozenset({"lead"})
"""Fields that several columns may give: a lead officer beside a lead agency."""

SURELY_SHARED = 90
_LESS_SURE, _NEARLY = 12, 20
_BY_PERSON = 100
_PERIOD = 95

# Words that turn a header away from what the rest of it would mean.
_NEVER: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"\b(?:start|started|begins?|created|added|raised|review|last updated|updated|approved)\b"),
     frozenset({"timescale", "original", "forecast"})),
    (re.compile(r"\b(?:actual|completed|achieved|closed)\b"), frozenset({"timescale", "original", "forecast"})),
    (re.compile(r"\b(?:original|baseline|initial)\b"), frozenset({"timescale", "forecast"})),
    (re.compile(r"\b(?:forecast|expected|projected|anticipated|estimated)\b"), frozenset({"timescale", "original"})),
    (re.compile(r"\b(?:impact|outcomes?)\b"), frozenset({"rating"})),
    (re.compile(r"\brag\b|\bbrag\b"), frozenset({"milestone", "progress", "success_measure"})),
    (re.compile(r"\b(?:date|deadline)\b"), frozenset({"milestone", "progress", "lead", "success_measure", "rating"})),
    (re.compile(r"\b(?:lead|owner|officer)\b"), frozenset({"milestone", "rating", "timescale", "workstream"})),
    (re.compile(r"\bsupport(?:ing|ed)?\b|\bdeputy\b"), frozenset({"lead"})),
    (re.compile(r"^(?:key )?milestones?$"), frozenset({"timescale", "rating", "ref", "lead"})),
    (re.compile(r"\bnext\b"), frozenset({"milestone", "timescale"})),
)  # fmt: skip


@lru_cache(maxsize=10_000)
def likenesses(header: str) -> Mapping[str, int]:
    """How surely a header names each field, 72 to 100: the same words in any order, or at least most of them.

    The time it speaks of does not matter, and some aliases are less sure than others.
    """
    named = LATEST_UPDATE if is_latest_update(header) else timed(header).words
    words = plain(named) if len(header) <= LONGEST_HEADER else ""
    barred = {field for pattern, fields in _NEVER if pattern.search(words) for field in fields}
    least = (SURE_ENOUGH - 100 * _MOST_WORDS) / _SAME_WORDS
    close = process.extract(words, _ALL_ALIASES, scorer=fuzz.token_sort_ratio, score_cutoff=least, limit=None)
    scores: dict[str, int] = {}
    for alias, same, number in close if words else ():
        score = round(_SAME_WORDS * same + _MOST_WORDS * fuzz.token_set_ratio(words, alias))
        score -= _LESS_SURE if _FIELD_OF[number] in WEAK else 0
        field = _FIELD_OF[number][0]
        if score >= max(SURE_ENOUGH, scores.get(field, 0)) and field not in barred:
            scores[field] = score
    return scores


def match(
    headers: Sequence[str], fields: frozenset[str], given: Mapping[int, str] | None = None
) -> dict[int, tuple[str, int]]:
    """Give each header at most one field and each field at most one header (a lead more), the surest first.

    `given` are fields (or NOT_READ) a person gave to headers; several may be given one field. Of equals, the header
    that names no time wins; one that only says "previous" names nothing. Returns header index -> (field, confidence).
    """
    given = given or {}
    matched = {index: (field, _BY_PERSON) for index, field in given.items() if field in fields}
    taken = {field for field, _ in matched.values()}
    free = {
        index: _nearest(header, fields)
        for index, header in enumerate(headers)
        if index not in matched and given.get(index) != NOT_READ and not timed(header).before
    }
    if "original" in fields and not taken & {"timescale", "original"}:
        free |= _revised(headers, free)
    pairs = sorted(
        (-score, timed(headers[index]).when is not None, index, field)
        for index, scores in free.items()
        for field, score in scores.items()
    )
    for score, _, index, field in pairs:
        if index not in matched and (field not in taken or (field in SHARED and -score >= SURELY_SHARED)):
            matched[index] = (field, -score)
            taken.add(field)
    return matched


_REVISED = re.compile(r"\b(?:revised|amended|extended|new|current)\b", re.IGNORECASE)


def _revised(headers: Sequence[str], free: Mapping[int, Mapping[str, int]]) -> dict[int, dict[str, int]]:
    """A plain "Deadline" beside a "Revised deadline" is the date first promised, where no other header is."""
    best = {index: max(scores, key=lambda field: scores[field]) for index, scores in free.items() if scores}
    due = [index for index, field in best.items() if field == "timescale"]
    revised = [index for index in due if _REVISED.search(headers[index])]
    first = [index for index in due if index not in revised]
    if not revised or not first or "original" in best.values():
        return {}
    current = {index: {"timescale": free[index]["timescale"]} for index in revised}
    return current | {index: {"original": free[index]["timescale"]} for index in first}


def _nearest(header: str, fields: frozenset[str]) -> dict[str, int]:
    """The field a header names best, and those it names nearly as well."""
    scores = {field: score for field, score in likenesses(header).items() if field in fields}
    return {field: score for field, score in scores.items() if score >= max(scores.values()) - _NEARLY}


_SMALL_WORDS = frozenset(("a", "by", "how", "if", "in", "is", "it", "no", "of", "on", "or", "the", "to", "we", "will"))
_WORDS = frozenset(word for aliases in ALIASES.values() for alias in aliases for word in alias.split()) - _SMALL_WORDS


def _may_be_headers(texts: Sequence[str]) -> bool:
    """A quick look, as most rows are data: at least two short cells hold a word that headers have."""
    short = (text for text in texts if len(text) <= LONGEST_HEADER)
    return sum(not _WORDS.isdisjoint(plain(text).split()) or names_period(text) for text in short) >= 2


Given = Callable[[Shape], Mapping[int, str]]
"""What a person said of the headers, were they those of a table of that shape."""


def _nothing_said(shape: Shape) -> Mapping[int, str]:
    return {}


def shape_of(headers: Sequence[str], given: Given = _nothing_said) -> tuple[Shape, dict[int, tuple[str, int]]] | None:
    """Return the kind of table a row of headers begins, with its match, or None when it is no such row."""
    if not _may_be_headers(headers) and not any(given(shape) for shape in SHAPES):
        return None
    best: tuple[Shape, dict[int, tuple[str, int]]] | None = None
    for shape in SHAPES:
        matched = _with_periods(shape, headers, given(shape), match(headers, shape.fields, given(shape)))
        matched = _with_main(shape, matched)
        fields = {field for field, _ in matched.values()}
        enough = len(matched) >= min(3, len(headers) / 2)
        fits = shape.main in fields and fields & shape.needs_one_of and enough
        if fits and (best is None or _sum(matched) > _sum(best[1])):
            best = shape, matched
        if fits and {"value", "period"} <= fields:
            return shape, matched
    return best


def _with_periods(
    shape: Shape, headers: Sequence[str], given: Mapping[int, str], matched: Mapping[int, tuple[str, int]]
) -> dict[int, tuple[str, int]]:
    """The match with a column of values for each header that is a period, where no column names the period instead."""
    found = dict(matched)
    if "value" not in shape.fields or any(field == "period" for field, _ in found.values()):
        return found
    of_periods = {at: ("value", _PERIOD) for at, header in enumerate(headers) if names_period(header)}
    return found | {at: one for at, one in of_periods.items() if at not in given}


def _with_main(shape: Shape, matched: dict[int, tuple[str, int]]) -> dict[int, tuple[str, int]]:
    """The match with the field that stands for a missing main one, where the columns beside it allow that."""
    fields = {field for field, _ in matched.values()}
    if not shape.instead or shape.main in fields or not shape.with_it <= fields or fields & {"rating", "mitigation"}:
        return matched
    return {
        index: (shape.main if field == shape.instead else field, score) for index, (field, score) in matched.items()
    }


def _sum(matched: dict[int, tuple[str, int]]) -> int:
    return sum(score for _, score in matched.values())
