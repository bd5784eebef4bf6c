"""What citations lead to in the document, and which of them no longer hold. Pure.

Everything that can be cited has one place in the document, and a citation of it is a link to that place. What cannot be
cited any more is printed as it was typed and told of: nobody mends it but whoever wrote it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from exports.evidence_narrative.shape import Block, BrokenCitation, Run, Section
from wsoa import marked_text
from wsoa.marked_text import Citation, CitedKind
from wsoa.narratives import HEADINGS, resolve, resolved
from wsoa.snapshot.narrated import Narrated
from wsoa.snapshot.positions import Snapshot
from wsoa.snapshot.positions.narrated import SectionPosition
from wsoa.terms import SectionKind

BROKEN = "Citations that no longer hold"
_UNWRITTEN = "Nothing has been written here yet."
_PLACES = {
    CitedKind.EVIDENCE: "evidence",
    CitedKind.INDICATOR: "indicator",
    CitedKind.CASE_STUDY: "case-study",
    CitedKind.QUOTATION: "quotation",
    CitedKind.AUDIT: "audit",
    CitedKind.MILESTONE: "action",
}

Thing = tuple[CitedKind, int]


def place(kind: CitedKind, number: int) -> str:
    """The place of a thing in the document."""
    return f"{_PLACES[kind]}-{number}"


def section_place(weakness: int, kind: SectionKind) -> str:
    """The place of a section of an area of weakness."""
    return f"area-{weakness}-{kind.value}"


@dataclass(frozen=True)
class Citing:
    """What can be cited at this moment, and who has written what about which area."""

    snapshot: Snapshot
    narrated: Narrated

    def section(self, weakness: int, kind: SectionKind) -> Section:
        """What people wrote there, with every citation of what is there as a link."""
        written = self._written.get((weakness, kind))
        found = tuple(map(self._block, marked_text.blocks(written.text))) if written else ()
        return Section(kind, HEADINGS[kind], section_place(weakness, kind), found, "" if found else _UNWRITTEN)

    def things(self, weakness: int, kind: SectionKind) -> tuple[Thing, ...]:
        """What a section cites and can lead to, each thing once."""
        written = self._written.get((weakness, kind))
        found = map(self._thing, marked_text.cited(written.text)) if written else ()
        return tuple(dict.fromkeys(filter(None, found)))

    def of_kind(self, weakness: int, kind: CitedKind) -> tuple[int, ...]:
        """The numbers of what is cited of that kind in any section of an area, in the order in which it is read."""
        every = (number for section in SectionKind for each, number in self.things(weakness, section) if each is kind)
        return tuple(dict.fromkeys(every))

    def broken(self, weaknesses: Iterable[int]) -> Iterator[BrokenCitation]:
        """The citations in these areas that no longer hold, each once in every section."""
        for weakness in weaknesses:
            for kind in SectionKind:
                if written := self._written.get((weakness, kind)):
                    yield from self._broken(written)

    def _broken(self, written: SectionPosition) -> Iterator[BrokenCitation]:
        behind, since = self.narrated.citable, written.written.entry
        for each in resolved(self.snapshot, written.text, behind, since=since):
            if not each.holds:
                sentence = f"Cited in “{HEADINGS[written.kind]}”{self._of(written.weakness)}. {each.why}"
                yield BrokenCitation(each.citation.label, written.weakness, written.kind, sentence)

    def unproven(self, where: str, evidence: Iterable[int], weakness: int | None = None) -> Iterator[BrokenCitation]:
        """The evidence of a rating or a judgement that can be relied on no more: withdrawn, or expired."""
        for number in evidence:
            found = resolve(self.snapshot, Citation(CitedKind.EVIDENCE, number), self.narrated.citable)
            if not found.holds:
                yield BrokenCitation(found.citation.label, weakness, None, f"Cited in {where}. {found.why}")

    def _of(self, weakness: int) -> str:
        found = next((each for each in self.snapshot.weaknesses if each.number == weakness), None)
        return f" of {self.snapshot.words.weakness} {found.ref or found.number}" if found else ""

    def _thing(self, citation: Citation) -> Thing | None:
        """The thing that is cited, while it is there; that it was revised since does not take it away."""
        found = resolve(self.snapshot, citation, self.narrated.citable)
        return (found.kind, found.number) if found.holds and found.number is not None else None

    def _block(self, block: marked_text.Block) -> Block:
        return Block(block.kind, block.level, tuple(map(self._run, block.spans)))

    def _run(self, span: marked_text.Span) -> Run:
        thing = self._thing(span.cites) if span.cites else None
        return Run(span.text, span.bold, place(*thing) if thing else "")

    @cached_property
    def _written(self) -> Mapping[tuple[int, SectionKind], SectionPosition]:
        return {(each.weakness, each.kind): each for each in self.narrated.sections}
