"""The headers of columns by their meaning: which field each names, and what kind of table they make together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from wsoa.intake.found import TableKind

SURE_ENOUGH = 72
LONGEST_HEADER = 80

ALIASES: dict[str, tuple[str, ...]] = {
    "workstream": ("workstream", "work stream", "workstream name", "theme", "priority", "strand"),
    "focus_area": ("focus area", "area of focus", "focus", "objective", "area for improvement", "improvement area"),
    "focus_ref": ("focus area ref", "focus area number", "focus area no", "fa ref", "fa no"),
    "ref": (
        "ref", "reference", "ref no", "number", "no", "id", "action ref", "milestone ref", "task ref", "report ref",
    ),
    "milestone": (
        "milestone", "key milestone", "action", "actions", "key action", "agreed action", "deliverable", "task",
        "recommendation", "activity", "what we will do", "what will we do", "milestone description",
    ),
    "rating": (
        "rag", "rag rating", "rag status", "brag", "brag rating", "status", "rating", "current status", "current rag",
        "delivery rating", "delivery status", "milestone rag", "action status", "progress rating", "risk rating",
    ),
    "progress": (
        "progress", "progress update", "progress to date", "update", "latest update", "comments", "commentary",
        "position", "narrative",
    ),
    "issue": (
        "issue", "issues", "issue summary", "barrier", "barriers", "obstacle", "challenge", "problem", "concern",
        "what is getting in the way", "reason for rating", "issues and risks", "risks and issues", "key issue",
    ),
    "mitigation": (
        "mitigation", "mitigations", "mitigating action", "mitigating actions", "mitigation plan", "action to mitigate",
        "controls", "corrective action", "recovery action", "plan to recover", "what we are doing about it",
        "how we are addressing it",
    ),
    "lead": (
        "lead", "leads", "lead officer", "owner", "action owner", "responsible", "responsible officer", "who",
        "responsible person", "accountable officer", "responsible lead", "person responsible", "accountable lead",
        "by whom", "responsibility", "risk owner",
    ),
    "timescale": (
        "timescale", "timescales", "by when", "when", "deadline", "target date", "due date", "due", "completion date",
        "date due", "end date", "timeframe", "target completion date", "complete by", "delivery date",
    ),
    "success_measure": (
        "success measure", "success criteria", "measure of success", "intended outcome", "how will we know",
        "outcome", "outcomes",
    ),
    "risk": (
        "risk issue", "risk", "risks", "risk or issue", "issue or risk", "risk title", "risk description", "risk name",
        "programme risk", "issue title",
    ),
    "detail": ("detail", "details", "description", "cause", "explanation", "background", "more detail"),
    "impact": ("impact", "consequence", "effect", "potential impact", "impact if it happens"),
    "section": ("section", "list", "part", "heading", "progress or next steps", "update type", "type of update"),
    "level": ("level", "bullet level", "indent", "indentation", "tier", "depth"),
    "text": ("text", "bullet", "bullet text", "bullet point", "point", "line", "statement", "update text", "wording"),
    "product": (
        "data reporting", "reporting product", "data product", "product", "report name", "report title", "report",
        "data report", "name of report", "dashboard or report", "data reporting product", "reporting milestone",
    ),
    "type": ("report type", "type", "format", "medium", "type of report", "product type"),
    "frequency": ("frequency", "how often", "reporting frequency", "cycle", "cadence", "regularity"),
    "start": ("start date", "start", "started", "begins", "work starts", "date started"),
    "first_draft": (
        "1st draft to be developed by", "first draft", "first draft to be developed by", "1st draft", "draft due",
        "draft by", "first draft by", "first draft due", "draft date",
    ),
    "first_issue": (
        "first report issue", "first issue", "1st issue", "first report issued", "first published", "issue date",
        "publication date", "first publication", "first issued", "1st report issue", "date of first issue",
    ),
    "category": (
        "category", "class", "indicator type", "question", "oba category", "group", "indicator category",
        "type of measure",
    ),
    "indicator": (
        "indicator", "kpi", "measure", "key performance indicator", "performance indicator", "performance measure",
        "indicator name", "metric",
    ),
    "definition": ("definition", "indicator definition", "how it is measured", "calculation"),
    "source": ("source", "data source", "source of data"),
    "meaning": ("meaning", "definition", "description", "what it means", "explanation"),
}  # fmt: skip
"""What trackers call each field. One table for every reader."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes a row of headers the header of one kind of table."""

    kind: TableKind
    main: str
    needs_one_of: frozenset[str]
    others: frozenset[str] = frozenset()

    @property
    def fields(self) -> frozenset[str]:
        """Every field such a table may have."""
        return self.needs_one_of | self.others | {self.main}


SHAPES = (
    Shape(
        TableKind.MILESTONES,
        "milestone",
        frozenset({"rating", "issue", "mitigation", "lead", "timescale", "focus_area", "progress", "success_measure"}),
        frozenset({"workstream", "ref", "focus_ref"}),
    ),
    Shape(
        TableKind.RISKS,
        "risk",
        frozenset({"detail", "impact", "mitigation", "rating"}),
        frozenset({"workstream", "ref", "lead"}),
    ),
    Shape(TableKind.LISTS, "text", frozenset({"section"}), frozenset({"workstream", "level"})),
    Shape(
        TableKind.PRODUCTS,
        "product",
        frozenset({"frequency", "first_draft", "first_issue"}),
        frozenset({"type", "start", "progress"}),
    ),
    Shape(
        TableKind.INDICATORS,
        "indicator",
        frozenset({"category", "definition", "source"}),
        frozenset({"lead"}),
    ),
    Shape(TableKind.KEY, "rating", frozenset({"meaning"})),
)

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


@lru_cache(maxsize=10_000)
def likenesses(header: str) -> Mapping[str, int]:
    """How surely a header names each field, 72 to 100: the same words in any order, or at least most of them."""
    words = plain(header) if len(header) <= LONGEST_HEADER else ""
    least = (SURE_ENOUGH - 100 * _MOST_WORDS) / _SAME_WORDS
    close = process.extract(words, _ALL_ALIASES, scorer=fuzz.token_sort_ratio, score_cutoff=least, limit=None)
    scores: dict[str, int] = {}
    for alias, same, number in close if words else ():
        score = round(_SAME_WORDS * same + _MOST_WORDS * fuzz.token_set_ratio(words, alias))
        field = _FIELD_OF[number][0]
        if score >= max(SURE_ENOUGH, scores.get(field, 0)):
            scores[field] = score
    return scores


def match(headers: Sequence[str], fields: frozenset[str]) -> dict[int, tuple[str, int]]:
    """Give each header at most one field and each field at most one header, the surest pairs first.

    Returns header index -> (field, confidence); headers of no field are missing.
    """
    pairs = sorted(
        (-score, index, field)
        for index, header in enumerate(headers)
        for field, score in likenesses(header).items()
        if field in fields
    )
    matched: dict[int, tuple[str, int]] = {}
    taken: set[str] = set()
    for score, index, field in pairs:
        if index not in matched and field not in taken:
            matched[index] = (field, -score)
            taken.add(field)
    return matched


_SMALL_WORDS = frozenset(("a", "by", "how", "if", "in", "is", "it", "no", "of", "on", "or", "the", "to", "we", "will"))
_WORDS = frozenset(word for aliases in ALIASES.values() for alias in aliases for word in alias.split()) - _SMALL_WORDS


def _may_be_headers(texts: Sequence[str]) -> bool:
    """A quick look, as most rows are data: at least two short cells hold a word that headers have."""
    short = (text for text in texts if len(text) <= LONGEST_HEADER)
    return sum(not _WORDS.isdisjoint(plain(text).split()) for text in short) >= 2


def shape_of(headers: Sequence[str]) -> tuple[Shape, dict[int, tuple[str, int]]] | None:
    """Return the kind of table a row of headers begins, with its match, or None when it is no such row."""
    if not _may_be_headers(headers):
        return None
    best: tuple[Shape, dict[int, tuple[str, int]]] | None = None
    for shape in SHAPES:
        matched = match(headers, shape.fields)
        fields = {field for field, _ in matched.values()}
        enough = len(matched) >= min(3, len(headers) / 2)
        fits = shape.main in fields and fields & shape.needs_one_of and enough
        if fits and (best is None or _sum(matched) > _sum(best[1])):
            best = shape, matched
    return best


def _sum(matched: dict[int, tuple[str, int]]) -> int:
    return sum(score for _, score in matched.values())
