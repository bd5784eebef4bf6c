"""What stands around words that were found in a text, for whoever looks for a name. Pure."""

from dataclasses import dataclass

from wsoa.erasure.places import TextHeld
from wsoa.folding import folded

AROUND = 120
"""How much of a text is shown on either side of the first word that was found in it."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A text that holds all the words: `excerpt` is what stands around them, each part marked or not."""

    held: TextHeld
    excerpt: tuple[tuple[str, bool], ...]


def excerpt(text: str, asked: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """What stands around the first of the words, each of them marked; "…" where more follows."""
    places = _places(text, asked)
    begins, ends = max(0, places[0][0] - AROUND), min(len(text), places[0][1] + AROUND)
    parts: list[tuple[str, bool]] = [("…", False)] if begins else []
    at = begins
    for start, stop in places:
        if at <= start and stop <= ends:
            parts += [(text[at:start], False), (text[start:stop], True)]
            at = stop
    parts += [(text[at:ends], False), ("…" if ends < len(text) else "", False)]
    return tuple(part for part in parts if part[0])


def _places(text: str, asked: tuple[str, ...]) -> list[tuple[int, int]]:
    plain, origin = folded(text)
    found = set()
    for word in asked:
        at = plain.find(word)
        while at != -1:
            found.add((origin[at], origin[at + len(word) - 1] + 1))
            at = plain.find(word, at + len(word))
    return sorted(found)
