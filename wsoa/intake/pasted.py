"""What is pasted into a form: a column of milestones, a list of focus areas or names, as Excel and Word copy them.

Excel divides cells by tabs and puts a cell that holds a line break or a quotation mark into quotation marks.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wsoa.intake.corrections import NOT_READ
from wsoa.intake.loading.wording import same
from wsoa.intake.recognising.aliases import WORDS_FOR
from wsoa.intake.recognising.headings import likenesses, match, plain
from wsoa.intake.recognising.references import bullets, focus_areas
from wsoa.snapshot.positions import HOUSE_WORDS, OwnWords, capital
from wsoa.terms import TimescaleKind
from wsoa.text import one_line
from wsoa.timescales import read_timescale

FIELDS = frozenset({"ref", "milestone", "lead", "timescale", "focus_area", "focus_ref", "success_measure"})
SURE_ALONE = 90
"""How surely the first line of a single column must be a heading, to be taken for one."""

_REF = r"(?:\d{1,3}(?:\.(?:\d{1,3}|[A-Za-z](?![A-Za-z])))*[A-Za-z]?|[A-Z]{1,3}[ .-]?\d{1,3}(?:\.\d{1,3})*[A-Za-z]?)"
_ONLY_REF = re.compile(rf"(?:{_REF}|[A-Z])[.):]?")
_LEADING = re.compile(
    rf"(?P<ref>{_REF})(?:\s*[:)]\s*|\.\s+|\s+[-–—]\s+|\s+(?=[A-Z\"“‘(\d]))(?P<rest>\S.*)"
    r"|(?P<letter>[A-Z])(?:\s*[:)]\s*|\.\s+|\s+[-–—]\s+)(?P<after>\S.*)",
    re.DOTALL,
)
_ANY_DAY = date(2000, 1, 1)
_OWN = {
    "milestone": ("milestone", "milestones"),
    "focus_area": ("focus_area", "focus_areas"),
    NOT_READ: ("workstream", "workstreams", "weakness", "weaknesses"),
}
_NUMBER_OF = {"milestone": "ref", "focus_area": "focus_ref"}
_NUMBERED = ("ref", "reference", "number", "no")
_AND = re.compile(r"\s*(?:[,;&\n]|\band\b|/)\s*")


@dataclass(frozen=True, slots=True)
class PastedMilestone:
    """A row as it was pasted. `areas` names focus areas in the words of the cell."""

    ref: str
    wording: str
    lead: str = ""
    when: str = ""
    areas: str = ""
    success_measure: str = ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """The rows, what each column was taken for (none for a single column), and the headings of columns left out."""

    rows: tuple[PastedMilestone, ...]
    columns: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()


def read_pasted(text: str, words: OwnWords = HOUSE_WORDS) -> Pasted:
    """The milestones of a text: one a line, or one a row of cells divided by tabs.

    A first row of headings says what each column is; without one, columns are told by what they hold. A heading that
    is one of the programme's own `words` means that and nothing else. A reference at the beginning of a wording is
    parted from it. Never raises.
    """
    table = _cells(text)
    wide = max(map(len, table), default=0)
    if wide <= 1:
        lines = [row[0] for row in table]
        lines = lines[1:] if len(lines) > 1 and _is_heading(lines[0], words) else lines
        return Pasted(tuple(PastedMilestone(*leading_reference(_unmarked(line))) for line in lines))
    table = [row + [""] * (wide - len(row)) for row in table]
    named = _headings(table[0], words)
    head, body = (table[0], table[1:]) if named else ([""] * wide, table)
    columns = named or _told_by_texts(body, wide)
    found = tuple(row for cells in body if (row := _row(cells, columns)).wording or row.ref)
    told = tuple((head[at] or f"Column {at + 1}", _called(field, words)) for at, field in sorted(columns.items()))
    lost = [at for at in range(wide) if at not in columns and any(row[at] for row in body)]
    return Pasted(found, told, tuple(head[at] or f"Column {at + 1}" for at in lost))


def named_lines(text: str) -> tuple[tuple[str, str], ...]:
    """Each line as a reference ("" where it has none) and words: "1 Culture", "FA3: …" or two cells."""
    found = []
    for row in _cells(text):
        ref, words = (row[0], " ".join(filter(None, row[1:]))) if len(row) > 1 else leading_reference(_unmarked(row[0]))
        found.append((one_line(ref), words) if words else ("", ref))
    return tuple(found)


def leading_reference(text: str) -> tuple[str, str]:
    """The reference a text begins with and the rest of it: "1.A Draft …", "2.B – …", "A) …"; "" for none."""
    found = _LEADING.fullmatch(text.strip())
    if not found:
        return "", text.strip()
    return found["ref"] or found["letter"], (found["rest"] or found["after"]).strip()


def areas_named(text: str, known: Mapping[int, tuple[str, str]]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The focus areas a cell names, by number, and the words in it that name none.

    `known` are the references and wordings one may mean. A cell is one of them, or several divided by commas, "and"
    or a line break, each by its reference, its wording or both.
    """
    by_words: dict[str, int] = {}
    for number, (ref, wording) in reversed(list(known.items())):
        by_words |= {same(words): number for words in (wording, f"{ref} {wording}", ref) if same(words)}
    if not text.strip():
        return (), ()
    if same(text) in by_words:
        return (by_words[same(text)],), ()
    found: dict[int, None] = {}
    unknown: list[str] = []
    parts = [part.ref or part.wording for part in focus_areas(text)]
    for words in parts if all(same(part) in by_words for part in parts) else _AND.split(text):
        if same(words) in by_words:
            found[by_words[same(words)]] = None
        elif words.strip():
            unknown.append(one_line(words))
    return tuple(found), tuple(unknown)


def _cells(text: str) -> list[list[str]]:
    """The rows with something in them. A text whose quotation marks are not Excel's is taken as it stands."""
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", strict=True))
    except csv.Error:
        read = [line.split("\t") for line in text.split("\n")]
    return [[cell.strip() for cell in row] for row in read if any(cell.strip() for cell in row)]


def _is_heading(text: str, words: OwnWords) -> bool:
    return _own(text, words) == "milestone" or likenesses(text).get("milestone", 0) >= SURE_ALONE


def _headings(first: Sequence[str], words: OwnWords) -> dict[int, str]:
    """Which field each column is by the first row; none when that is no row of headings."""
    own: dict[int, str] = {}
    for at, text in enumerate(first):
        if (field := _own(text, words)) is not None:
            own[at] = field if field not in own.values() else NOT_READ
    # Where areas of weakness are called "priority actions", a column of that name is the plan's if no other can be.
    for given in (own, {at: field for at, field in own.items() if field != NOT_READ}):
        matched = {at: field for at, (field, _) in match(first, FIELDS, given).items()}
        if "milestone" in matched.values():
            enough = 2 * len(matched.keys() | own.keys()) >= sum(bool(text) for text in first)
            return matched if enough else {}
    return {}


def _own(text: str, words: OwnWords) -> str | None:
    """The field, or NOT_READ, that a heading names in the programme's own words."""
    heading = plain(text)
    for field, names in _OWN.items():
        called = [plain(getattr(words, name)) for name in names]
        if heading in called:
            return field
        if field in _NUMBER_OF and heading in [f"{called[0]} {tail}" for tail in _NUMBERED]:
            return _NUMBER_OF[field]
    return None


def _called(field: str, words: OwnWords) -> str:
    """How the programme calls a field."""
    said = {"milestone": words.milestone, "focus_area": words.focus_area, "focus_ref": f"{words.focus_area} reference"}
    return capital(said.get(field, WORDS_FOR[field]))


def _told_by_texts(body: Sequence[Sequence[str]], wide: int) -> dict[int, str]:
    """Which field each column is by its texts: the longest is the wording; then references, dates, leads."""
    texts = {at: [row[at] for row in body if row[at]] for at in range(wide)}
    texts = {at: found for at, found in texts.items() if found}
    wording = max(texts, key=lambda at: sum(map(len, texts[at])), default=0)
    columns = {wording: "milestone"}
    for at, found in texts.items():
        if at == wording:
            continue
        if at < wording and _most(bool(_ONLY_REF.fullmatch(text)) for text in found):
            field = "ref"
        elif _most(read_timescale(text, _ANY_DAY).kind is not TimescaleKind.UNREAD for text in found):
            field = "timescale"
        elif _most(bool(_ONLY_REF.fullmatch(text)) for text in found):
            field = "focus_ref"
        else:
            field = "lead"
        if field not in columns.values():
            columns[at] = field
    return columns


def _row(cells: Sequence[str], columns: Mapping[int, str]) -> PastedMilestone:
    said: dict[str, list[str]] = {}
    for at, field in columns.items():
        said.setdefault(field, []).append(cells[at])
    text = {field: "; ".join(filter(None, found)) for field, found in said.items()}
    ref, wording = one_line(text.get("ref", "")), text.get("milestone", "")
    if not ref:
        ref, wording = leading_reference(_unmarked(wording))
    return PastedMilestone(
        ref=ref,
        wording=wording,
        lead=text.get("lead", ""),
        when=one_line(text.get("timescale", "")),
        areas=text.get("focus_ref", "") or text.get("focus_area", ""),
        success_measure=text.get("success_measure", ""),
    )


def _unmarked(text: str) -> str:
    """A text without the bullet marks of its lines."""
    return "\n".join(bullets(text))


def _most(said: Iterable[bool]) -> bool:
    answers = list(said)
    return 2 * sum(answers) > len(answers)
