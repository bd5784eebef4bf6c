"""Marked text: how the sections of a narrative are typed, and the blocks that pages and papers draw of it.

A line that begins with `## ` is a heading, with `- ` a bullet, with two spaces and `- ` a bullet under it; `**so**` is
bold; `[E12]`, `[Indicator 3]`, `[Case study 2]`, `[Quotation 4]`, `[Audit 1]`, `[Milestone 17]` and `[1.A]` cite.
Everything else is words: nothing is ever read as HTML or as a link.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class CitedKind(StrEnum):
    """What can be cited. The values are as people type them, but for a milestone's own reference."""

    EVIDENCE = "E"
    INDICATOR = "Indicator"
    CASE_STUDY = "Case study"
    QUOTATION = "Quotation"
    AUDIT = "Audit"
    MILESTONE = "Milestone"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: thing `number` of that kind, or the milestone of reference `ref`."""

    kind: CitedKind
    number: int | None
    ref: str = ""

    @property
    def label(self) -> str:
        """As it is printed, without its brackets: *E12*, *Indicator 3*, *1.A*."""
        if self.kind is CitedKind.REFERENCE:
            return self.ref
        return f"E{self.number}" if self.kind is CitedKind.EVIDENCE else f"{self.kind} {self.number}"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words, or a citation (`cites`), whose `text` is then as it was typed, with its brackets."""

    text: str
    bold: bool = False
    cites: Citation | None = None


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a bullet; `level` is 2 for a bullet under another, else 1."""

    kind: BlockKind
    spans: tuple[Span, ...]
    level: int = 1

    @property
    def text(self) -> str:
        """Its words without any marks."""
        return "".join(each.text for each in self.spans)


_BULLET = re.compile(r"(?P<indent>[ \t]*)[-*•][ \t]+(?P<words>.*)")
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<words>.*)")
_NAMED = re.compile(
    r"(?P<kind>indicator|case study|quotation|audit|milestone)[ ]+(?P<number>[1-9][0-9]{0,8})", re.IGNORECASE | re.ASCII
)
_EVIDENCE = re.compile(r"[Ee][ ]?(?P<number>[1-9][0-9]{0,8})", re.ASCII)
_REFERENCE = re.compile(r"(?=[^\s\[\]]*[0-9])[^\s\[\]]{1,12}")
# A bracket is a citation or plain words; two stars open or close bold.
_MARKS = re.compile(r"\*\*|\[[^\[\]\n]{1,40}\]")
_KINDS = {kind.value.casefold(): kind for kind in CitedKind}


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a section, in order. Lines of one paragraph are joined; an empty line ends it."""
    return tuple(_blocks(text))


def cited(text: str) -> tuple[Citation, ...]:
    """Everything the section cites, each once, in the order in which it comes first."""
    found = (span.cites for block in blocks(text) for span in block.spans if span.cites)
    return tuple(dict.fromkeys(found))


def citation(typed: str) -> Citation | None:
    """What `typed` (without brackets) cites; None where it is only words in brackets."""
    words = " ".join(typed.split())
    if found := _EVIDENCE.fullmatch(words):
        return Citation(CitedKind.EVIDENCE, int(found["number"]))
    if found := _NAMED.fullmatch(words):
        return Citation(_KINDS[found["kind"].casefold()], int(found["number"]))
    return Citation(CitedKind.REFERENCE, None, words) if _REFERENCE.fullmatch(words) else None


def _blocks(text: str) -> Iterator[Block]:
    paragraph: list[str] = []
    for line in text.split("\n"):
        marked = _marked(line)
        if paragraph and (marked or not line.strip()):
            yield Block(BlockKind.PARAGRAPH, _spans(" ".join(paragraph)))
            paragraph = []
        if marked:
            yield marked
        elif line.strip():
            paragraph.append(line.strip())
    if paragraph:
        yield Block(BlockKind.PARAGRAPH, _spans(" ".join(paragraph)))


def _marked(line: str) -> Block | None:
    """The heading or bullet that a line is."""
    if found := _HEADING.fullmatch(line):
        return Block(BlockKind.HEADING, _spans(found["words"].strip()))
    if found := _BULLET.fullmatch(line):
        under = len(found["indent"].expandtabs(4)) >= 2
        return Block(BlockKind.BULLET, _spans(found["words"].strip()), 2 if under else 1)
    return None


def _spans(words: str) -> tuple[Span, ...]:
    """The runs of a line. Bold that is never closed is two stars, as they were typed."""
    marks = [found for found in _MARKS.finditer(words) if found[0] == "**" or citation(found[0][1:-1])]
    stars = [found.start() for found in marks if found[0] == "**"]
    unpaired = stars[-1] if len(stars) % 2 else None
    spans: list[Span] = []
    bold, at = False, 0
    for found in marks:
        if found.start() == unpaired:
            continue
        spans.append(Span(words[at : found.start()], bold))
        at = found.end()
        if found[0] == "**":
            bold = not bold
        else:
            spans.append(Span(found[0], bold, citation(found[0][1:-1])))
    spans.append(Span(words[at:], bold))
    return tuple(each for each in spans if each.text)
