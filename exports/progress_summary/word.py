"""The progress summary as a Word file: one page that lies on its side, and more only where there are many areas."""

from collections.abc import Iterable, Iterator

from exports import house
from exports.parts import in_word
from exports.progress_summary.shape import AreaRow, ProgressSummaryContents, Said

_WIDTHS_CM = (3.3, 3.3, 5.3, 4.4, 4.9, 4.5)


def word(contents: ProgressSummaryContents, *, mark: str = "DRAFT", sheet: house.House | None = None) -> bytes:
    """The .docx file. `mark` stands on every page; "" leaves it out."""
    section = house.Section(_body(contents), landscape=True)
    return house.document(sheet or house.load_house(), [section], in_word.stamp(contents.about, mark))


def _body(contents: ProgressSummaryContents) -> Iterator[str]:
    yield house.title(contents.about.programme)
    yield house.heading(1, contents.about.position)
    yield house.small(" ".join(contents.counts.sentences))
    if found := contents.areas:
        yield from in_word.captioned(found, _WIDTHS_CM, _row)
    yield house.small(f"{contents.reading} {contents.about.closing}")


def _row(row: AreaRow) -> tuple[str, ...]:
    named = house.strong(f"{row.ref}  ") if row.ref else ""
    return (house.paragraphs_cell([house.cell_small(named + house.run(row.wording))]), *map(_cell, row.cells))


def _cell(lines: Iterable[Said]) -> str:
    return house.paragraphs_cell(house.cell_small(_line(each)) for each in lines)


def _line(said: Said) -> str:
    return house.strong(f"{said.label}: ") + house.run(said.words) if said.label else house.run(said.words)
