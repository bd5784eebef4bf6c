"""A rating key the file states: lines ("Red – not yet started"), or coloured cells with their meaning beside them."""

import re
from collections.abc import Sequence

from wsoa.intake.found import FoundLevel
from wsoa.intake.grid import Cell
from wsoa.intake.recognising.colours import colour_named, colour_of
from wsoa.terms import Colour

FEWEST_LEVELS = 2
LONGEST_NAME = 40

_COLOUR = r"(?:red|amber|yellow|orange|green|blue|purple|grey|gray|black|white|[RAYGBPCNW](?![a-z]))"
_STATE = (
    r"(?:not (?:yet )?started|(?:in|under) ?(?:progress|way)|(?:underway|in progress|started)[^:=–—(]{0,25}"
    r"|on (?:track|target)|off (?:track|target)|behind(?: target| schedule)?|delayed|at risk|overdue"
    r"|(?:fully )?completed?(?: and embedded| & embedded)?|embedded|closed|no longer required|not due)"
)
_LEVEL = re.compile(
    rf"\s*(?P<name>{_COLOUR}|{_STATE})\s*(?:[(/]\s*(?P<other>[A-Za-z][\w &/-]{{0,30}}?)\s*\)?)?"
    r"\s*(?:=|:|\s[-–—]|[–—])\s*(?P<meaning>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(rf"\s*(?P<name>{_COLOUR}|{_STATE})\s*(?:[(/]\s*(?P<other>[\w &-]{{1,30}}?)\s*\)?)?\s*[:=]?\s*", re.I)
_NAME_LED = re.compile(rf"\s*(?P<name>{_COLOUR}|{_STATE})\s*(?:=|:|\s[-–—]|[–—])\s*(?P<meaning>\S.*)", re.I | re.DOTALL)
"""A meaning that begins with the level's own word: "Blue – completed and signed off"."""
_KEY = re.compile(
    r"\s*(?:(?:the )?(?:b?rag+|rating|status|colour|progress|ragb|delivery)s? )*(?:ratings? )?"
    r"(?:key|legend|definitions?)(?: to .{1,40})?\s*:?\s*",
    re.IGNORECASE,
)

Said = tuple[list[FoundLevel], list[Cell]]
"""Levels with the cells that state them."""


def is_key_heading(words: str) -> bool:
    """Whether a line only says that a rating key follows: "Key", "RAG key:", "Key to ratings"."""
    return bool(_KEY.fullmatch(words))


def level_of(name: Cell, label: Cell | None, meaning: Cell) -> FoundLevel | None:
    """Return the level that cells of one row state: its name (or only a colour), a label of its own, its meaning."""
    colour = colour_of(name.fill) or colour_named(name.text)
    words = name.text.strip() or (colour.value.title() if colour else "")
    if not words:
        return None
    found = _NAME.fullmatch(words)
    code, other = (found["name"], found["other"] or "") if found else (words, "")
    return _level(code, other or (label.text if label else ""), meaning.text, colour, name.place)


def begins_key(texts: Sequence[Cell], following: Sequence[Cell]) -> bool:
    """Whether a row of texts is the heading of a key, or one of its levels with another below."""
    if len(texts) == 1 and is_key_heading(texts[0].text):
        return True
    first, second = _said(texts, ()), _said(following, ())
    return len(first[0]) >= FEWEST_LEVELS or bool(first[0] and second[0] and first[0][0].label != second[0][0].label)


def keys_among(rows: Sequence[Sequence[Cell]], marks: Sequence[Cell]) -> Said:
    """Return the levels stated in runs of rows, and every cell of those runs with their headings.

    A run has at least two levels, each stated once. `marks` are coloured cells without text.
    """
    levels: list[FoundLevel] = []
    cells: list[Cell] = []
    run: Said = ([], [])
    last = None
    for row in [*rows, []]:
        said = _said(row, [mark for mark in marks if row and mark.row == row[0].row])
        if said[0] and last and row[0].row <= last + 2 and run[0]:
            run = (run[0] + said[0], run[1] + said[1])
        else:
            _close(run, levels, cells, rows)
            run = said
        last = row[0].row if row else None
    _close(run, levels, cells, rows)
    return levels, cells


def _close(run: Said, levels: list[FoundLevel], cells: list[Cell], rows: Sequence[Sequence[Cell]]) -> None:
    names = [(level.code or level.label).casefold() for level in run[0]]
    if len(names) < FEWEST_LEVELS or len(set(names)) < len(names):
        return
    levels += run[0]
    top = run[1][0].row
    before = next((row for row in reversed(rows) if row and row[0].row < top), ())
    if len(before) == 1 and top - before[0].row <= 2 and is_key_heading(before[0].text):
        cells += before
    cells += run[1]


def _said(row: Sequence[Cell], marks: Sequence[Cell]) -> Said:
    """The levels one row states: each cell one or more, or a name (or a coloured cell) with its meaning beside it."""
    stated = [_levels_in(cell) for cell in row]
    if row and all(stated):
        return [level for levels in stated for level in levels], list(row)
    level = None
    if len(row) == 2 and len(row[0].text) <= LONGEST_NAME and _NAME.fullmatch(row[0].text):
        level = level_of(row[0], None, row[1])
    elif len(row) == 1:
        mark = next((mark for mark in marks if mark.column < row[0].column and colour_of(mark.fill)), None)
        level = level_of(mark, None, row[0]) if mark else None
    return ([level], list(row)) if level else ([], [])


def _levels_in(cell: Cell) -> list[FoundLevel]:
    """The levels of a cell: one line of "Red – late", or several, each in its line or after a semicolon."""
    parts = [part for part in re.split(r"\s*[\n;]\s*", cell.text.strip()) if part]
    if len(parts) > 1:
        parts[0] = re.sub(rf"^{_KEY.pattern}", "", parts[0], flags=re.IGNORECASE) or parts[0]
        parts = [part for part in parts if not is_key_heading(part)]
    found = [_LEVEL.fullmatch(part) for part in parts]
    colour = colour_of(cell.fill) if len(parts) == 1 else None
    return [
        _level(one["name"], one["other"] or "", one["meaning"], colour or colour_named(one["name"]), cell.place)
        for one in found
        if one and all(found)
    ]


def _level(name: str, other: str, meaning: str, colour: Colour | None, where: str) -> FoundLevel:
    """A letter is a code and, where no word is written even in its meaning, the label too; a word is a label, no code.

    Words in brackets after a word belong to the label: "Underway (behind target)".
    """
    code, label = (other, name) if len(other) == 1 < len(name) else (name, other)
    if len(code.strip()) == 1 and not label and (led := _NAME_LED.match(meaning)):
        label, meaning = led["name"], led["meaning"]
    if other and len(code) > 1:
        code = label = f"{name.strip()} ({other.strip()})"
    shade = colour or colour_named(label) or colour_named(code)
    is_code = len(code.strip()) == 1
    return FoundLevel(code.strip() if is_code else "", (label or code).strip(), meaning.strip(), shade, where)
