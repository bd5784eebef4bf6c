"""What is counted while a narrative is written as a Word file, and people's words as the house sets them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from exports import house
from exports.evidence_narrative.shape import Block, Run, Section
from wsoa.marked_text import BlockKind

_BULLETS = {1: "ListBullet", 2: "ListBullet2"}


@dataclass(frozen=True)
class Pages:
    """The headings of level 1, the places that are led to, and the charts: each has a number of its own."""

    headings: Iterator[int] = field(default_factory=lambda: count(1))
    places: Iterator[int] = field(default_factory=count)
    charts: Iterator[int] = field(default_factory=lambda: count(1))

    def placed(self, place: str, runs: str) -> str:
        """Runs as a place that is led to; another row has it where `place` is empty."""
        return house.placed(next(self.places), place, runs) if place else runs

    def heading(self, level: int, text: str, place: str) -> str:
        """A heading that is led to."""
        return house.styled(f"Heading{level}", self.placed(place, house.run(text)))

    def section(self, section: Section) -> Iterator[str]:
        """What people wrote, under its heading; or that nobody has."""
        yield self.heading(2, section.heading, section.anchor)
        yield from map(block, section.blocks)
        if section.unwritten:
            yield house.small(section.unwritten)


def block(written: Block) -> str:
    """A heading, a paragraph or a bullet as somebody wrote it."""
    match written.kind:
        case BlockKind.HEADING:
            return house.styled("Heading3", runs(written.runs))
        case BlockKind.BULLET:
            return house.styled(_BULLETS[min(written.level, 2)], runs(written.runs))
        case _:
            return house.styled("Normal", runs(written.runs))


def runs(found: Iterable[Run]) -> str:
    """Words, bold words and links."""
    return "".join(map(_run, found))


def _run(found: Run) -> str:
    if found.to:
        return house.leading_to(found.to, found.text, bold=found.bold)
    return house.strong(found.text) if found.bold else house.run(found.text)


def joined(found: Iterable[Run], joint: str = ", ") -> str:
    """Links in a row."""
    return house.run(joint).join(map(_run, found))
