"""Finding plain words in what a reader may see of the record, whatever their capitals and accents. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wsoa.folding import asked_words as asked_words  # as pages that look for words find it
from wsoa.folding import folded as _folded

AROUND = 70
"""How much of a text is shown on either side of a word that was found in it."""

Part = tuple[str, bool]
"""A stretch of text, and whether it is one of the words asked for."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be found: its page below the programme's own, its name, and its texts with what they are.

    `where` says where it stands; nothing is looked for there.
    """

    page: str
    name: str
    texts: tuple[tuple[str, str], ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: its name and the texts that hold any of the words, in context."""

    page: str
    name: tuple[Part, ...]
    texts: tuple[tuple[str, tuple[Part, ...]], ...]
    where: str


def find(items: Iterable[Item], words: Sequence[str]) -> Iterator[Hit]:
    """The things that hold all the words, in their name or in any of their texts."""
    for item in items:
        everything = _folded("\n".join((item.name, *(text for _, text in item.texts))))[0]
        if words and all(word in everything for word in words):
            yield Hit(
                item.page,
                _whole(item.name, words),
                tuple((label, in_context(text, words)) for label, text in item.texts if _holds(text, words)),
                item.where,
            )


def in_context(text: str, words: Sequence[str]) -> tuple[Part, ...]:
    """The text around the first of the words, every word in it marked; … stands for what is left out."""
    places = _places(text, words)
    if not places:
        return ((text, False),)
    begins, ends = max(0, places[0][0] - AROUND), min(len(text), places[0][1] + 2 * AROUND)
    begins = text.rfind(" ", 0, begins) + 1 if begins else 0
    cut = text.find(" ", ends)
    ends = cut if cut != -1 else len(text)
    parts = list(_marked(text, [place for place in places if place[1] <= ends], begins, ends))
    return (*((("… ", False),) if begins else ()), *parts, *(((" …", False),) if ends < len(text) else ()))


def _whole(text: str, words: Sequence[str]) -> tuple[Part, ...]:
    return tuple(_marked(text, _places(text, words), 0, len(text)))


def _marked(text: str, places: Sequence[tuple[int, int]], begins: int, ends: int) -> Iterator[Part]:
    at = begins
    for start, stop in places:
        if start > at:
            yield text[at:start], False
        yield text[start:stop], True
        at = stop
    if at < ends:
        yield text[at:ends], False


def _holds(text: str, words: Sequence[str]) -> bool:
    folded = _folded(text)[0]
    return any(word in folded for word in words)


def _places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where any of the words stands in the text, in order; where two overlap, they are one place."""
    folded, origin = _folded(text)
    found = sorted((origin[at], origin[at + len(word) - 1] + 1) for word in words for at in _occurrences(folded, word))
    merged: list[tuple[int, int]] = []
    for start, stop in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _occurrences(folded: str, word: str) -> Iterator[int]:
    at = folded.find(word)
    while at != -1:
        yield at
        at = folded.find(word, at + len(word))
