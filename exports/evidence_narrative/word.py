"""The evidence narrative as a Word file, in the house's words."""

from collections.abc import Iterator

from exports import house
from exports.board_report.scorecard_in_word import chart
from exports.evidence_narrative import area_in_word
from exports.evidence_narrative.pages import Pages, joined
from exports.evidence_narrative.shape import EvidenceNarrativeContents, EvidenceRow
from exports.parts import in_word

_BY_AREA_CM = (4.1, *(2.15,) * 6)
_EVIDENCE_CM = (1.6, 7.0, 3.6, 4.8)


def word(contents: EvidenceNarrativeContents, *, mark: str = "DRAFT", sheet: house.House | None = None) -> bytes:
    """The .docx file. `mark` stands on every page until the narrative is issued; "" leaves it out."""
    drawn = [chart(figure) for area in contents.narratives for figure in area_in_word.figures(area)]
    stamp = in_word.stamp(contents.about, mark)
    return house.document(sheet or house.load_house(), [house.Section(_all(contents, Pages()))], stamp, drawn)


def _all(contents: EvidenceNarrativeContents, pages: Pages) -> Iterator[str]:
    yield from in_word.opening(contents.about)
    yield house.contents_list("Contents", contents.outline)
    yield in_word.heading(1, contents.counts.heading, pages.headings)
    yield from map(house.paragraph, contents.counts.sentences)
    if contents.counts.table:
        yield from in_word.captioned(contents.counts.table, _BY_AREA_CM, area_in_word.counted)
    if contents.broken:
        yield in_word.heading(1, contents.broken_heading, pages.headings)
        yield house.bullets((1, f"[{each.cited}]: {each.sentence}") for each in contents.broken)
    several = len(contents.narratives) > 1
    for area in contents.narratives:
        yield from area_in_word.area(area, pages, turned_to=several)
    if contents.unserving:
        yield in_word.heading(1, contents.unserving.heading, pages.headings)
        yield from area_in_word.actions(contents.unserving, pages)
    yield from _evidence(contents, pages)
    yield from in_word.key(contents.key, pages.headings)
    yield in_word.heading(1, contents.making_heading, pages.headings)
    yield from map(house.paragraph, contents.making)
    yield house.source_note(contents.about.closing)


def _evidence(contents: EvidenceNarrativeContents, pages: Pages) -> Iterator[str]:
    yield in_word.heading(1, contents.evidence_heading, pages.headings)
    if contents.no_evidence:
        yield house.paragraph(contents.no_evidence)
    if contents.evidence:
        yield from in_word.captioned(contents.evidence, _EVIDENCE_CM, lambda row: _row(row, pages))


def _row(row: EvidenceRow, pages: Pages) -> tuple[str, ...]:
    line, run, strong = house.cell_line, house.run, house.strong
    shows = [line(strong(row.title)), *(line(run(words)) for words in (row.shows, row.file) if words)]
    return (
        house.paragraphs_cell([line(pages.placed(row.anchor, strong(row.label)))]),
        house.paragraphs_cell(shows),
        house.paragraphs_cell([line(run(row.dated)), line(run(row.owner))]),
        house.paragraphs_cell([line(joined([each])) for each in row.cited_in]),
    )
