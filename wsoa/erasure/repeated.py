"""Copies that the program itself made of words: found in what was frozen, and taken out of it. Pure.

A pack, the account of a load and what stands beside a question repeat texts of the record: whole, one line or one
bullet of them, in other spacing, behind other words, or cut short with "…". So words are sought, not letters: those of
the whole text and those of each of its lines, one after another and whatever their capitals, accents and punctuation.
A word counts only whole: *Ann* is not found in *planned*.

What is long enough to be nobody else's is sought anywhere. What is short is sought where it stands alone, else *Panel*
would take every sentence about a panel with it: a word as a whole line or bullet, also behind a colon; some words also
as one of those that are listed. A text that is a label of the rating key is not sought: *Red* stands in every pack.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from wsoa.folding import folded

LONG_TEXT, LONG_LINE = 3, 4
"""So many words make a text, or a line of one, that is sought anywhere."""

MANY_DIGITS = 6
"""Numbers alone are sought from so many digits on, as those of a telephone: *12.5* stands in every table."""

_WORD = re.compile(r"\w+")
_LINES = re.compile(r"[\n\t•]")
_AFTER = re.compile(r"^(?:\s*(?:…|\.\.\.)|\.)")
"""What ended the words: a sentence stands in for them, which has a full stop of its own."""
_CUT = re.compile(r"\s*(?:…|\.\.\.)")
_BEGINS, _ENDS = re.compile(r"[\n\t•:]"), re.compile(r"[\n\t•]")
"""What stands before and after a word that is a whole line."""
_ITEM_BEGINS, _ITEM_ENDS = re.compile(r"[\n\t•:;,(–—]"), re.compile(r"[\n\t•;,()–—]")
_OF_A_CELL = re.compile("'?!")
"""What follows the name of a sheet: *Plan!C2*."""

Said = tuple[str, ...]
"""Words as they are compared, one after another."""


@dataclass(frozen=True, slots=True)
class _Place:
    word: str
    start: int
    stop: int


class Repeats:
    """What is sought: the texts, by their first words; those of `alone` only where they stand alone."""

    def __init__(self, texts: Iterable[str], never: Collection[str] = (), alone: Iterable[str] = ()) -> None:
        kept_out = {_said(each) for each in never}
        texts = tuple(texts)
        self._anywhere = {piece for text in texts for piece in _long(text)} - kept_out
        pieces = (self._anywhere | {piece for text in (*texts, *alone) for piece in _pieces(text)}) - kept_out
        self._by_first: dict[str, list[Said]] = {}
        for piece in sorted(pieces, key=len, reverse=True):
            self._by_first.setdefault(piece[0], []).append(piece)

    def __bool__(self) -> bool:
        """Whether anything is sought at all."""
        return bool(self._by_first)

    def found_in(self, text: str) -> bool:
        """Whether the text repeats any of it."""
        return next(self._found(text), None) is not None

    def taken_out_of(self, text: str, stand_in: str) -> str:
        """The text, with what stands in wherever it repeated any of them."""
        parts: list[str] = []
        at = 0
        for start, stop in self._found(text):
            if not parts or start > at + 1 or text[at:start].strip():
                parts += [text[at:start], stand_in]
            at = stop
        if not parts:
            return text
        return "".join(parts) + _AFTER.sub("", text[at:])

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        words = _words(text)
        at = 0
        while at < len(words):
            length = max((self._length(text, words, at, piece) for piece in self._sought(words[at].word)), default=0)
            if length:
                yield words[at].start, words[at + length - 1].stop
            at += length or 1

    def _sought(self, first: str) -> Iterable[Said]:
        return self._by_first.get(first, ())

    def _length(self, text: str, words: list[_Place], at: int, piece: Said) -> int:
        """How many words from there on repeat the piece: all of them, or its beginning where the text was cut short."""
        same = 0
        for word, place in zip(piece, words[at:], strict=False):
            if word != place.word:
                break
            same += 1
        if same == len(piece):
            return same if piece in self._anywhere or _is_alone(text, words, at, at + same) else 0
        if piece not in self._anywhere:
            return 0
        cut = same >= min(LONG_LINE, len(piece) - 1) > 1 and _CUT.match(text, words[at + same - 1].stop)
        return same if cut else 0


def _is_alone(text: str, words: list[_Place], at: int, end: int) -> bool:
    """Whether nothing else stands in the line, or the item of a list, in which those words stand."""
    listed = end - at > 1
    begins, ends = (_ITEM_BEGINS, _ITEM_ENDS) if listed else (_BEGINS, _ENDS)
    before, after = words[at - 1 : at], words[end : end + 1]
    gap_before = text[before[0].stop : words[at].start] if before else "\n"
    gap_after = text[words[end - 1].stop : after[0].start] if after else "\n"
    if _OF_A_CELL.fullmatch(gap_after):
        return True
    begun = begins.search(gap_before) or (listed and before[0].word == "and")
    return bool(begun and (ends.search(gap_after) or (listed and after[0].word == "and")))


def _long(text: str) -> Iterator[Said]:
    """What of a text is sought anywhere."""
    if len(whole := _said(text)) >= LONG_TEXT:
        yield whole
    yield from (said for line in _LINES.split(text) if len(said := _said(line)) >= LONG_LINE)


def _pieces(text: str) -> Iterator[Said]:
    """The text and each of its lines, but what is hardly a word."""
    for said in map(_said, (text, *_LINES.split(text))):
        letters = "".join(said)
        if len(letters) > 1 and (not letters.isdecimal() or len(letters) >= MANY_DIGITS):
            yield said


def _said(text: str) -> Said:
    return tuple(place.word for place in _words(text))


def _words(text: str) -> list[_Place]:
    plain, origin = folded(text)
    return [_Place(match[0], origin[match.start()], origin[match.end() - 1] + 1) for match in _WORD.finditer(plain)]
