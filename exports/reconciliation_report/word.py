"""The reconciliation report as a Word file, on pages that lie on their side."""

from collections.abc import Iterator
from itertools import count

from exports import house
from exports.parts import in_word
from exports.parts.in_word import Places
from exports.reconciliation_report.contents import Line, Lines, ReconciliationContents

_CELL_CM = 4.4
_WIDTHS_CM = {
    1: (house.LANDSCAPE_CM,),
    2: (_CELL_CM + 1, house.LANDSCAPE_CM - _CELL_CM - 1),
    3: (_CELL_CM, 11.3, house.LANDSCAPE_CM - _CELL_CM - 11.3),
    4: (_CELL_CM, 7.1, 7.1, house.LANDSCAPE_CM - _CELL_CM - 14.2),
    5: (1.6, 10.0, 4.0, 5.0, house.LANDSCAPE_CM - 20.6),
}
"""By the number of columns, for all tables of this report are rows of words."""


def word(contents: ReconciliationContents, *, mark: str = "DRAFT", sheet: house.House | None = None) -> bytes:
    """The .docx file. `mark` stands on every page until the report is issued; "" leaves it out."""
    section = house.Section(_body(contents, count(1)), landscape=True)
    return house.document(sheet or house.load_house(), [section], in_word.stamp(contents.about, mark))


def _body(contents: ReconciliationContents, places: Places) -> Iterator[str]:
    yield from in_word.opening(contents.about)
    yield from in_word.counts(contents.counts, places, house.LANDSCAPE_CM)
    for table in (contents.load, contents.left_out, contents.conflicts, contents.doubts, contents.updated):
        yield from _table(table, places)
    for table in (contents.created, contents.not_in_file, contents.not_data, contents.others):
        yield from _table(table, places)
    yield house.source_note(contents.about.closing)


def _table(table: Lines | None, places: Places) -> Iterator[str]:
    if table:
        yield from in_word.table(1, table, _WIDTHS_CM[len(table.columns)], _row, places)


def _row(line: Line) -> tuple[str, ...]:
    return tuple(map(in_word.prose, line.words))
