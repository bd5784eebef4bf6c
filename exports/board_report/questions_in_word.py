"""The board's questions and their answers, in the house's words."""

from collections.abc import Iterator

from exports import house
from exports.board_report.questions_shape import QuestionRow, QuestionsSection
from exports.parts import in_word
from exports.parts.in_word import Places, lines

_LEAST_CM = (4.6, 4.0, 5.0)


def questions(section: QuestionsSection | None, places: Places) -> Iterator[str]:
    """What the board asked, where it asked anything."""
    if section:
        yield in_word.heading(1, section.heading, places)
        yield house.leading(section.sentence)
        lengths = ((len(row.wording), len(row.about), len(row.answer)) for row in section.table.rows)
        yield from in_word.captioned(section.table, house.fitted(house.PORTRAIT_CM, _LEAST_CM, lengths), _row)


def _row(row: QuestionRow) -> tuple[str, ...]:
    line, run = house.cell_line, house.run
    since = [line(house.strong(row.since))] if row.since else []
    return (
        house.paragraphs_cell([*lines(row.wording), line(run(row.asked))]),
        house.paragraphs_cell([line(run(row.about)), line(run(row.of))]),
        house.paragraphs_cell([*lines(row.answer), *since]),
    )
