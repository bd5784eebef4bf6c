"""Points as people type them, or paste them from Word or PowerPoint, read as lines of two levels; and back to text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wsoa.text import clean

Line = tuple[int, str]
"""A level, 1 or 2, and the text."""

MAIN, SUB, COUNTED, LETTERED = "main", "sub", "counted", "lettered"

# What fonts of symbols (Symbol, Wingdings) leave when a list is pasted as plain text stands among the bullets: private
# characters, or the letter that their glyph hides behind. A sign that may begin a sentence needs a space after it.
_MARK = re.compile(
    r"(?P<main>[•●■◆➢➔✓\uf0b7\uf0d8\uf0fc]|[·*Ø](?=\s|$))"
    r"|(?P<sub>[◦○▪▫□‣⁃\uf0a7\uf06f]|[-–—o§](?=\s|$))"
    r"|(?P<counted>\(?\d{1,2}[.)](?=\s))"
    r"|(?P<lettered>\(?(?:[a-z]|[ivx]{2,4})[.)](?=\s))"
)
_TAB, _SLIP = 4, 1
_LOWER = {MAIN: {SUB, LETTERED}, COUNTED: {SUB, LETTERED, MAIN}, LETTERED: {SUB, MAIN}, SUB: set(), "": {SUB}}
"""By the kind of mark at level 1 ("": none), the kinds that stand under it without being indented."""


@dataclass(slots=True)
class _Read:
    """A line as it was read. `dashes` tells one kind of lower mark from another."""

    indent: int
    kind: str
    sign: str
    text: str
    after_gap: bool


def read_bullets(text: str) -> tuple[Line, ...]:
    """The points of a text, each with its level.

    A bullet, a dash, an "o" or a number at the beginning of a line is its mark and goes; indented, or with a lower
    kind of mark than the first line's, it stands under the line of level 1 before it. Where the first line has a mark,
    a line without one belongs to the line before it (a soft line break); where it has none, each line is a point.
    """
    read = list(_lines(text))
    if not read:
        return ()
    joined = _joined(read) if read[0].kind else read
    first, edge = joined[0], min(line.indent for line in joined)
    levels = [1 if place == 0 or not _is_under(line, first, edge) else 2 for place, line in enumerate(joined)]
    return tuple((level, line.text) for level, line in zip(levels, joined, strict=True) if line.text)


def as_text(lines: Sequence[Line]) -> str:
    """The points as they are edited: one a line, a line under another behind a dash. Read again they are the same."""
    marked = any((level == 1 or place == 0) and _MARK.match(text.strip()) for place, (level, text) in enumerate(lines))
    begins = {1: "• " if marked else "", 2: "   – "}
    return "\n".join(
        begins[level if place else 1] + " ".join(text.split()) for place, (level, text) in enumerate(lines)
    )


def _lines(text: str) -> Iterable[_Read]:
    after_gap = False
    for line in clean(text).split("\n"):
        said = line.expandtabs(_TAB).replace("\xa0", " ")
        words = said.strip()
        if not words:
            after_gap = True
            continue
        found = _MARK.match(words)
        kind, sign = (found.lastgroup or "", found[0]) if found else ("", "")
        rest = words[found.end() :] if found else words
        yield _Read(len(said) - len(said.lstrip()), kind, sign, " ".join(rest.split()), after_gap)
        after_gap = False


def _joined(read: Sequence[_Read]) -> list[_Read]:
    """The lines that have a mark or stand alone, each with the soft lines that belong to it."""
    joined: list[_Read] = []
    for line in read:
        if line.kind or line.after_gap or not joined:
            joined.append(line)
        else:
            joined[-1].text = f"{joined[-1].text} {line.text}".strip()
    return joined


def _is_under(line: _Read, first: _Read, edge: int) -> bool:
    if line.indent > edge + _SLIP:
        return True
    if first.kind == SUB:
        # A list whose own mark is a dash: another of the lower marks stands under it.
        return line.kind == SUB and line.sign != first.sign
    return line.kind in _LOWER[first.kind]
