"""Heading lines by their meaning: which list, note about a group, or class of indicators the lines below belong to."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from wsoa.intake.recognising.headings import plain
from wsoa.terms import BulletKind, IndicatorClass, NoteKind

SURE_ENOUGH = 86
SURE_QUESTION = 92
"""Questions are short, and much alike: "What is NT?" is not "What is next?"."""
MOST_WORDS = 14
PROGRAMME = ("programme", "the programme", "overall programme", "whole programme", "programme wide", "overall")

Meaning = BulletKind | NoteKind

_LINES: dict[Meaning, tuple[str, ...]] = {
    BulletKind.HEADLINE: (
        "headlines", "headline", "highlights", "key messages", "key headlines", "headline messages", "at a glance",
        "main points", "good news",
    ),
    BulletKind.PROGRESS: (
        "progress", "progress to date", "progress so far", "progress update", "achievements", "key achievements",
        "achievements to date", "what we have done", "what we have done so far", "what has been done",
        "what we did", "done so far", "what have we done", "what have we done so far", "work completed",
        "activity to date", "actions to date", "action to date", "actions taken",
    ),
    BulletKind.NEXT_STEPS: (
        "next steps", "next step", "what next", "what is next", "what happens next", "what will happen next",
        "what we will do next", "what will we do next",
        "planned next", "upcoming", "forward look", "looking ahead", "coming up", "planned activity", "next actions",
        "actions for next period", "priorities for next period",
    ),
    NoteKind.PURPOSE: ("purpose", "aim", "aims", "our purpose", "about us", "about the group", "aims and purpose"),
    NoteKind.MEMBERS: ("members", "membership", "who we are", "group members", "group membership", "core members"),
    NoteKind.RESPONSIBILITIES: (
        "responsibilities", "purpose and responsibility", "purpose and responsibilities", "roles and responsibilities",
        "role and responsibilities", "key responsibilities", "what we do", "duties", "remit", "terms of reference",
    ),
}  # fmt: skip

# Between an owner and its section: "Culture – Progress".
_MARKS = (" – ", " — ", " - ", ": ")

# The three questions of Outcomes Based Accountability, over lists of indicators.
_QUESTIONS_ASKED: dict[IndicatorClass, tuple[str, ...]] = {
    IndicatorClass.HOW_MUCH: ("how much we did", "how much did we do", "how much have we done", "how much do we do"),
    IndicatorClass.HOW_WELL: (
        "how well did we do it", "how well we did it", "how well did we do", "how well have we done it",
        "how well do we do it",
    ),
    IndicatorClass.DIFFERENCE: (
        "what difference has it made", "what difference did it make", "what difference did we make",
        "what difference have we made", "what difference does it make", "is anyone better off",
    ),
}  # fmt: skip

# A heading that goes on on the next slide or page: "(continued)", "cont'd", "2 of 3", "(2)".
_CONTINUED = re.compile(r"\s*[-–—(]?\s*(?:\bcont(?:inued|['’]?d)?\.?|\d\s?(?:of|/)\s?\d|\(\d)\s*\)?\s*$", re.IGNORECASE)

# "3. Progress", "2.1 Next steps": papers number their headings.
_NUMBER = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+)\s+(?=\D)")

# Words that only say whose or of when a list is.
_FILLERS = re.compile(r"\b(?:programme|our|the|key|this|period|month|months|reporting|workstream|for|of)\b")

_QUESTIONS: tuple[tuple[re.Pattern[str], NoteKind], ...] = (
    (re.compile(r"responsib|\bwhat (?:do|does|will) .+ do\b|\broles?\b|\bremit\b"), NoteKind.RESPONSIBILITIES),
    (re.compile(r"made up of|\bmembers?\b|\bmembership\b|\bwho (?:is|are|sits|attends|belongs)\b"), NoteKind.MEMBERS),
    (re.compile(r"\bwhat is\b|\bwhat s\b|\bpurpose\b|\bwhy\b|\bwhat are .+ for\b"), NoteKind.PURPOSE),
)

# Sections that papers have and the record does not keep.
_OTHER = re.compile(
    r"(?:contacts?|key contacts|contact details|version control|document control|glossary|abbreviations|distribution"
    r"|distribution list|contents|notes|guidance|how to use .+|instructions|background|introduction|agenda|appendix"
    r"|recommendations?|purpose of (?:the |this )?(?:report|paper))"
)

_CLASSES = (
    (re.compile(r"\bhow much\b|\bquantity\b"), IndicatorClass.HOW_MUCH),
    (re.compile(r"\bhow well\b|\bquality\b"), IndicatorClass.HOW_WELL),
    (re.compile(r"\bdifference\b|\bbetter off\b|\boutcomes?\b|\bimpact\b"), IndicatorClass.DIFFERENCE),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading line begins (None: something the record does not keep), and whose it is in its own words.

    `klass` is the class of the indicators below it, and `words` are those that ask for it.
    """

    meaning: Meaning | None
    owner: str | None = None
    is_question: bool = False
    klass: IndicatorClass | None = None
    words: str = ""


def heading_of(line: str) -> Heading | None:
    """Return what a line begins when it is a heading that we know, else None (it is a line like any other)."""
    line = _CONTINUED.sub("", unnumbered(" ".join(line.split())))  # narrow cells break headings
    words = plain(line)
    if not words or len(words.split()) > MOST_WORDS:
        return None
    mark = next((mark for mark in _MARKS if mark in line), None)
    owner, _, last = line.rpartition(mark) if mark else ("", "", line)
    if klass := _asked(plain(last)):
        return Heading(None, klass=klass, words=last.strip(" :"))
    if line.endswith("?"):
        return Heading(_question(words), is_question=True)
    meaning = _meaning(plain(last)) or _meaning(words)
    if meaning:
        return Heading(meaning, _owner(owner, words))
    return Heading(None) if _OTHER.fullmatch(words) else None


def list_kind(words: str) -> BulletKind | None:
    """Return the list a cell of a *section* column names, or None."""
    meaning = _meaning(plain(words))
    return meaning if isinstance(meaning, BulletKind) else None


def class_of(words: str) -> IndicatorClass | None:
    """Return which of the three questions the words ask, or None."""
    return next((klass for pattern, klass in _CLASSES if pattern.search(plain(words))), None)


def unnumbered(heading: str) -> str:
    """Return a heading without the number a paper gave it."""
    return _NUMBER.sub("", heading)


def is_programme(owner: str) -> bool:
    """Whether an owner in words is the programme itself."""
    return plain(owner) in PROGRAMME


def _asked(words: str) -> IndicatorClass | None:
    """Which of the three questions a heading asks, in nearly these very words."""
    scores = {
        klass: max(fuzz.ratio(words, question) for question in questions)
        for klass, questions in _QUESTIONS_ASKED.items()
    }
    best = max(scores, key=lambda klass: scores[klass])
    return best if scores[best] >= SURE_ENOUGH else None


def _question(words: str) -> Meaning | None:
    meaning = _meaning(words, least=SURE_QUESTION)
    return meaning or next((note for pattern, note in _QUESTIONS if pattern.search(words)), None)


def _meaning(words: str, least: int = SURE_ENOUGH) -> Meaning | None:
    bare = " ".join(_FILLERS.sub(" ", words).split())
    scores = {
        meaning: max(max(fuzz.ratio(words, alias), fuzz.ratio(bare, alias)) for alias in aliases)
        for meaning, aliases in _LINES.items()
    }
    best = max(scores, key=lambda meaning: scores[meaning])
    return best if scores[best] >= least else None


def _owner(words: str, whole: str) -> str | None:
    if words.strip():
        return words.strip()
    return "programme" if re.search(r"\bprogramme\b", whole) else None
