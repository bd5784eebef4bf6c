"""Dates that wait for agreement, in the house's words."""

from collections.abc import Iterator

from exports import house
from exports.board_report.date_moves import DateMoveRow, DateMovesSection
from exports.parts import in_word
from exports.parts.in_word import Places, referred

_LEAST_CM = (3.6, 2.6, 2.6, 3.4, 2.6)


def date_moves(section: DateMovesSection | None, places: Places) -> Iterator[str]:
    """How many wait and how many have moved, each that has moved, then each that waits."""
    if section is None:
        return
    yield in_word.heading(1, section.heading, places)
    yield from map(house.leading, section.sentences)
    yield house.bullets(((1, words) for words in section.moved), kept=section.table is not None)
    if section.table:
        widths = house.fitted(house.PORTRAIT_CM, _LEAST_CM, map(_lengths, section.table.rows))
        yield from in_word.captioned(section.table, widths, _row)


def _lengths(row: DateMoveRow) -> tuple[int, ...]:
    return (len(row.wording), 0, 0, len(row.why), 0)


def _row(row: DateMoveRow) -> tuple[str, ...]:
    line, run = house.cell_line, house.run
    return (
        referred(row.ref, row.wording),
        house.paragraphs_cell([line(run(row.now)), line(run(row.moved))]),
        house.paragraphs_cell([line(house.strong(row.proposed))]),
        house.paragraphs_cell([*in_word.lines(row.why), line(run(row.by))]),
        house.text_cell(row.of),
    )
