"""Lines that name whose the rows below them are: a workstream, an area of weakness, a focus area, and who leads it."""

import re
from collections.abc import Sequence

from wsoa.intake.found import FoundWeakness
from wsoa.intake.grid import Cell
from wsoa.intake.recognising.headings import plain
from wsoa.intake.recognising.references import workstream_name

Names = dict[str, list[Cell]]
"""What is named (workstream, weakness, focus_area, lead, heading) to the cells that name it."""

LONGEST_LEAD = 150

_WEAKNESS = re.compile(
    r"\s*(?:(?:significant |key )?areas? of (?:significant )?(?:weakness|concern)|(?:significant )?weakness"
    r"|areas? for priority action|priority action)(?:es)?\b\s*(?P<ref>(?:no\.? ?)?(?:\d{1,2}(?:\.\d{1,2})?|[A-Z])\b)?"
    r"\s*[.)]?\s*(?P<mark>[:–—-])?\s*(?P<wording>.*)",
    re.IGNORECASE | re.DOTALL,
)
_WORKSTREAM = re.compile(
    r"\s*(?:work ?stream|theme|priority|strand|pillar|work package|project)\s*(?:\d{1,2}|[A-Z])\b\s*(?:[:.)–—-]|$)",
    re.IGNORECASE,
)
_FOCUS = re.compile(
    r"\s*(?:focus area|area of focus|(?:strategic )?objective|fa)\s*\d{1,2}(?:\.\d)?\s*(?:[:.)–—-]|$)", re.IGNORECASE
)
_LABEL = re.compile(
    r"\s*(?:work ?stream|theme|priority|strand|pillar|work package|project|focus area|area of focus|"
    r"(?:strategic )?objective|fa)\s*(?:\d{1,2}(?:\.\d)?|[A-Z])?\s*[:.)–—-]?\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\s*(?:(?:work ?stream|strategic|operational|priority|area|overall|theme|action plan|accountable|responsible) )?"
    r"(?:leads?|lead officers?|lead persons?|owners?|sro|senior responsible (?:officer|owner)|responsible officer"
    r"|led by|lead agency|accountable officer)(?:\(s\))?\s*[:–—-]\s*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN = frozenset(
    re.findall(
        r"\w+",
        "action actions plan plans milestone milestones improvement tracker update updates monitoring progress report "
        "risk risks issue issues register exception exceptions summary delivery table appendix programme project send "
        "wsoa written statement of and the for overview detailed detail data dashboard key our local area partnership "
        "section part list log board draft version final supporting information notes other additional further "
        "background context amber red green blue rag rated all 1 2 3 4 5 6 a b c d",
    )
)


def weakness_in(words: str, where: str) -> FoundWeakness | None:
    """Return the area of weakness a heading names: "Area of weakness 2: …", "Priority action 1 – …", "Weakness A"."""
    found = _WEAKNESS.fullmatch(words)
    if not found or not (found["ref"] or found["mark"]) or not (found["ref"] or found["wording"]):
        return None
    if found["wording"] and not found["mark"] and not found["wording"][:1].isupper():
        return None  # "Priority action a week": a sentence
    ref = re.sub(r"(?i)^no\.? ?", "", found["ref"] or "")
    return FoundWeakness(ref, found["wording"].strip() or words.strip(" :"), where)


def lead_in(words: str) -> str | None:
    """Return whom "Lead: Ann Lee" names, "" when only the word stands there, or None when it is no such line."""
    found = _LEAD.fullmatch(words) if len(words) <= LONGEST_LEAD else None
    return found["words"].strip() if found else None


def is_plain_title(words: str) -> bool:
    """Whether a line says only what kind of text follows ("Action plan", "Supporting information:")."""
    return not set(plain(words).split()) - _PLAIN


def names_in(texts: Sequence[Cell]) -> Names:
    """Return what a row of one to four texts names; empty unless each of them names something or is what is named."""
    names: Names = {}
    if not 0 < len(texts) <= 4:
        return names
    rest = list(texts)
    while rest:
        cell = rest.pop(0)
        what = _what(cell.text)
        if not what or what in names:
            return {}
        names[what] = [cell]
        if rest and _needs_more(what, cell.text) and not _what(rest[0].text):
            names[what].append(rest.pop(0))
    return {} if set(names) == {"lead"} and not lead_words(names["lead"]) else names


def words_of(cells: Sequence[Cell]) -> str:
    """The words of cells that stand beside each other, as one line."""
    return " ".join(cell.text.strip() for cell in cells)


def lead_words(cells: Sequence[Cell]) -> str:
    """Whom "Lead: Ann Lee" names, in one cell or in two; "" when nobody is named."""
    return lead_in(cells[0].text) or words_of(cells[1:]).strip()


def _what(words: str) -> str | None:
    if weakness_in(words, ""):
        return "weakness"
    if _FOCUS.match(words):
        return "focus_area"
    if _WORKSTREAM.match(words) or workstream_name(words) != words.strip():
        return "workstream"
    return "lead" if lead_in(words) is not None or re.fullmatch(r"\s*leads?\s*", words, re.IGNORECASE) else None


def _needs_more(what: str, words: str) -> bool:
    """Whether the words are only a label: "Lead:", "Area of weakness 2:", "Workstream 1"."""
    if what == "weakness":
        found = weakness_in(words, "")
        return bool(found and found.wording == words.strip(" :"))
    if what == "lead":
        return not lead_in(words)
    return bool(_LABEL.fullmatch(words))
