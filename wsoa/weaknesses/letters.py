"""The letter's words: a pasted list read into areas, and a wording compared with what the letter says. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wsoa.text import clean, one_line

MOST_AREAS = 60
"""Areas in one pasted list; the longest letter known names fourteen."""

_NAMED = r"(?:(?:area of (?:significant )?(?:weakness|concern)|area for improvement|priority action|priority)\s+)?"
_SIGN = r"(?:[A-Za-z]|\d{1,2}(?:\.\d{1,2}){0,2}|[ivx]{1,4}|[IVX]{1,4})"
_REFERENCE = re.compile(rf"{_NAMED}(?:\(({_SIGN})\)|({_SIGN})[.):])\s+(?=\S)", re.IGNORECASE)
_BARE = re.compile(r"([A-Z]|\d{1,2})\s+(?=\S)")
_BULLET = re.compile(r"[•●▪◦·*–—-]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of words: in both, only in the record, or only in the letter."""

    words: str
    in_record: bool
    in_letter: bool


def read_letter(text: str) -> tuple[tuple[str, str], ...]:
    """The areas of a pasted list, each as its reference (empty where it has none) and its wording.

    Areas are parted by empty lines; without any, each line is one, unless lines have references: then a line without
    one goes on with the area above. A reference is *A.*, *(b)*, *1)* or *Priority action 2:*; a bare *A* or *1* is one
    only where such signs count up from the first, for an area may begin with the word *A*.
    """
    lines = [line.strip() for line in clean(text).split("\n")]
    runs = _count_up([line for line in lines if line])
    has_references = any(_split(line, runs)[0] for line in lines)
    by_block = any(not line for line in lines)
    areas: list[tuple[str, list[str]]] = []
    begins = True
    for line in lines:
        if not line:
            begins = True
            continue
        ref, words = _split(line, runs)
        if begins or ref or not (by_block or has_references):
            areas.append((ref, [words]))
        else:
            areas[-1][1].append(words)
        begins = False
    return tuple((ref, one_line(" ".join(words))) for ref, words in areas)


def differences(record: str, letter: str) -> tuple[Difference, ...]:
    """Both texts word by word, as stretches in order. White space says nothing; everything else does."""
    ours, theirs = record.split(), clean(letter).split()
    return tuple(_stretches(ours, theirs))


def _stretches(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Difference]:
    from rapidfuzz.distance import Indel  # dear to load, and most commands of the shell never compare a letter

    for change in Indel.opcodes(ours, theirs):
        here = " ".join(ours[change.src_start : change.src_end])
        there = " ".join(theirs[change.dest_start : change.dest_end])
        match change.tag:
            case "equal":
                yield Difference(here, in_record=True, in_letter=True)
            case "delete":
                yield Difference(here, in_record=True, in_letter=False)
            case _:
                yield Difference(there, in_record=False, in_letter=True)


def _split(line: str, runs: bool) -> tuple[str, str]:
    """The reference a line begins with, and the words that follow it."""
    if found := _REFERENCE.match(line) or (_BARE.match(line) if runs else None):
        return next(sign for sign in found.groups() if sign), line[found.end() :]
    return "", _BULLET.sub("", line, count=1) if _BULLET.match(line) else line


def _count_up(lines: Sequence[str]) -> bool:
    """Whether the bare signs at the beginning of lines are A, B, C or 1, 2, 3, two of them at least."""
    signs = [found[1] for line in lines if (found := _BARE.match(line))]
    letters, numbers = [chr(ord("A") + n) for n in range(len(signs))], [str(n) for n in range(1, len(signs) + 1)]
    return len(signs) > 1 and signs in (letters, numbers)
