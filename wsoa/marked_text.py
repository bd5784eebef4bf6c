"""Marked text: how the sections of a narrative are typed, and the blocks that pages and papers draw of it.

A line that begins with `## ` is a heading, with `- ` a bullet, with two spaces and `- ` a bullet under it; `**so**` is
bold; `[E12]`, `[Indicator 3]`, `[Case study 2]`, `[Quotation 4]`, `[Audit 1]`, `[1.A]` and `[#17]` (milestone 17, also
`[Milestone 17]`) cite, and so do several in one pair of brackets: `[E12, E13 and 1.A]`. A year, a count or a word in
brackets is no citation. Everything else is words: nothing is ever read as HTML or as a link.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
        """As it can be typed, without its brackets: *E12*, *Indicator 3*, *1.A*, *#17*."""
        match self.kind:
            case CitedKind.REFERENCE:
                return self.ref
            case CitedKind.EVIDENCE:
                return f"E{self.number}"
            case CitedKind.MILESTONE:  # in no word of the house: a programme may call its milestones otherwise
                return f"#{self.number}"
            case _:
                return f"{self.kind} {self.number}"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words, or a citation (`cites`), whose `text` is then as it was typed, with its brackets if they are its
    own.
    """

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


_BULLET = re.compile(r"(?P<indent>[ \t]*)[-*•·][ \t]+(?P<words>\S.*)")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+(?P<words>\S.*)")
_EMPTY_MARK = re.compile(r"[ \t]*(?:[-*•·]|#{1,6})[ \t]*")
_NAMED = re.compile(
    r"(?P<kind>indicator|case study|quotation|audit|milestone) (?P<number>[1-9][0-9]{0,8})", re.IGNORECASE | re.ASCII
)
_EVIDENCE = re.compile(r"[Ee] ?(?P<number>[1-9][0-9]{0,8})", re.ASCII)
_MILESTONE = re.compile(r"# ?(?P<number>[1-9][0-9]{0,8})", re.ASCII)
# A reference has a digit and something besides; "2019", "2018-19", "12", "25%", "£30" and "3,5" are none.
_REFERENCE = re.compile(
    r"(?=.*[0-9])(?![0-9]+$)(?![0-9]{4}-[0-9]{2,4}$)[A-Za-z0-9][A-Za-z0-9.\-]{0,10}[A-Za-z0-9]", re.ASCII
)
# Brackets hold citations or plain words; two stars open or close bold.
_MARKS = re.compile(r"\*\*|\[(?P<within>[^\[\]\n]{1,120})\]")
_BETWEEN = re.compile(r"(\s*[,;]\s*(?:and\s+)?|\s+and\s+)")
_KINDS = {kind.value.casefold(): kind for kind in CitedKind}


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a section, in order. Lines of one paragraph are joined; an empty line ends it."""
    found: list[Block] = []
    under = False
    for block in _blocks(text):
        # What is indented under nothing is a bullet like any other.
        under = block.kind is BlockKind.BULLET and (under or block.level == 1)
        found.append(block if under or block.level == 1 else replace(block, level=1))
    return tuple(found)


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
    if found := _MILESTONE.fullmatch(words):
        return Citation(CitedKind.MILESTONE, int(found["number"]))
    return Citation(CitedKind.REFERENCE, None, words) if _REFERENCE.fullmatch(words) else None


def _blocks(text: str) -> Iterator[Block]:
    paragraph: list[str] = []
    for line in text.split("\n"):
        marked = _marked(line)
        is_empty = not line.strip() or _EMPTY_MARK.fullmatch(line) is not None
        if paragraph and (marked or is_empty):
            yield Block(BlockKind.PARAGRAPH, _spans(" ".join(paragraph)))
            paragraph = []
        if marked:
            yield marked
        elif not is_empty:
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
    stars = [found.start() for found in _MARKS.finditer(words) if found["within"] is None]
    unpaired = stars[-1] if len(stars) % 2 else None
    spans: list[Span] = []
    bold, at = False, 0
    for found in _MARKS.finditer(words):
        within = _within(found["within"], bold) if found["within"] else ()
        if found.start() == unpaired or (found["within"] and not within):
            continue
        spans += [Span(words[at : found.start()], bold), *within]
        at = found.end()
        bold = bold if within else not bold
    spans.append(Span(words[at:], bold))
    return tuple(each for each in spans if each.text)


def _within(words: str, bold: bool) -> tuple[Span, ...]:
    """The citations that stand in one pair of brackets, as typed; none unless every part of it is one."""
    if alone := citation(words):
        return (Span(f"[{words}]", bold, alone),)
    parts = _BETWEEN.split(words)
    spans = [Span(part, bold, None if at % 2 else citation(part)) for at, part in enumerate(parts)]
    if len(parts) == 1 or any(each.cites is None for each in spans[::2]):
        return ()
    return (Span("[", bold), *spans, Span("]", bold))
