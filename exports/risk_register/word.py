"""The risk register as a Word file, on pages that lie on their side."""

from collections.abc import Iterator
from itertools import count

from exports import house
from exports.parts import in_word
from exports.parts.in_word import Places, rating, referred
from exports.risk_register.contents import ClosedRow, RegisterRow, RiskRegisterContents

_LEAST_CARRIED_CM = (4.6, 2.6, 1.7, 3.6, 3.6, 3.6)
_CLOSED_CM = (10.2, 3.0, 5.3, 3.4, 3.8)


def word(contents: RiskRegisterContents, *, mark: str = "DRAFT", sheet: house.House | None = None) -> bytes:
    """The .docx file. `mark` stands on every page until the report is issued; "" leaves it out."""
    section = house.Section(_body(contents, count(1)), landscape=True)
    return house.document(sheet or house.load_house(), [section], in_word.stamp(contents.about, mark))


def _body(contents: RiskRegisterContents, places: Places) -> Iterator[str]:
    yield from in_word.opening(contents.about, house.LANDSCAPE_CM)
    yield from in_word.counts(contents.counts, places, house.LANDSCAPE_CM, contents.key)
    if contents.carried:
        widths = house.fitted(house.LANDSCAPE_CM, _LEAST_CARRIED_CM, map(_lengths, contents.carried.rows))
        yield from in_word.table(1, contents.carried, widths, _carried_row, places)
    if contents.closed:
        yield from in_word.table(1, contents.closed, _CLOSED_CM, _closed_row, places)
    yield house.source_note(contents.about.closing)


def _lengths(row: RegisterRow) -> tuple[int, ...]:
    more = sum(len(label) + len(words) for label, words in row.more)
    return (len(row.title) + len(row.detail), len(row.belongs), 0, len(row.impact), len(row.mitigation), more)


def _carried_row(row: RegisterRow) -> tuple[str, ...]:
    line, run, strong = house.cell_line, house.run, house.strong
    named = [
        line(strong(" ".join(filter(None, (row.ref, row.title))))),
        line(run(row.kind)),
        *in_word.lines(row.detail),
    ]
    more = [line(f"{strong(f'{label}: ')}{run(words)}") for label, words in row.more]
    return (
        house.paragraphs_cell([*named, *([line(run(row.touches))] if row.touches else [])]),
        house.text_cell(row.belongs),
        rating(row.rating),
        in_word.prose(row.impact),
        in_word.prose(row.mitigation),
        house.paragraphs_cell([*more, line(f"{strong('Updated: ')}{run(row.updated)}")]),
    )


def _closed_row(row: ClosedRow) -> tuple[str, ...]:
    return (
        referred(row.ref, row.title),
        house.text_cell(row.kind),
        house.text_cell(row.belongs),
        rating(row.rating),
        house.text_cell(row.updated),
    )
