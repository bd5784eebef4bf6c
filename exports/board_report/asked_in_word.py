"""What was asked, judged and promised, in the house's words: the parts of the board report beside its ratings."""

from collections.abc import Iterator

from exports import house
from exports.board_report.shape import (
    AnsweredRow,
    AskRow,
    BoardReportContents,
    ImpactRow,
    ImpactSection,
    LastAsks,
    Promised,
)
from exports.parts import in_word
from exports.parts.in_word import Places, prose, rating, referred

_PLACE_CM, _RATING_CM, _DAY_CM = 1.0, 1.7, 3.2
_LEAST_ASK_CM = (_PLACE_CM, 2.9, 2.6, _RATING_CM, _DAY_CM, 2.4)
_LEAST_ANSWERED_CM = (4.0, 2.0, 3.0, _DAY_CM)
_LEAST_IMPACT_CM = (3.6, 2.8, 3.4, 2.6)


def asks(contents: BoardReportContents, places: Places) -> Iterator[str]:
    """What each body is asked to do."""
    rows = [row for table in contents.asks for row in table.rows]
    widths = house.fitted(house.PORTRAIT_CM, _LEAST_ASK_CM, map(_ask_lengths, rows))
    for table in contents.asks:
        yield from in_word.table(1, table, widths, _ask_row, places)


def last_asks(last: LastAsks | None, places: Places) -> Iterator[str]:
    """What became of the asks of the report before."""
    if last:
        yield in_word.heading(1, last.heading, places)
        yield house.leading(last.sentence) if last.table else house.paragraph(last.sentence)
        if answered := last.table:
            fitted = house.fitted(house.PORTRAIT_CM, _LEAST_ANSWERED_CM, map(_answered_lengths, answered.rows))
            yield from in_word.captioned(answered, fitted, _answered_row)


def impact(section: ImpactSection | None, places: Places) -> Iterator[str]:
    """Delivery and impact of each area of weakness, where the programme has any."""
    if section:
        yield in_word.heading(1, section.heading, places)
        yield from map(house.leading, section.sentences)
        lengths = (
            (len(row.wording), len(row.delivery), len(row.since) + len(row.why), len(row.indicator))
            for row in section.table.rows
        )
        yield from in_word.captioned(
            section.table, house.fitted(house.PORTRAIT_CM, _LEAST_IMPACT_CM, lengths), _impact_row
        )


def promised(found: Promised | None) -> Iterator[str]:
    """What became of the next steps of the round before, and of those that were dropped why."""
    if found:
        yield house.leading(found.sentence)
        yield house.bullets((bullet.level, bullet.text) for bullet in found.dropped)


def _ask_lengths(row: AskRow) -> tuple[int, ...]:
    return (0, len(row.wording), len(row.about), 0, 0, len(row.consequence))


def _ask_row(row: AskRow) -> tuple[str, ...]:
    line, run, strong = house.cell_line, house.run, house.strong
    late = [line(strong(row.passed))] if row.passed else []
    again = [line(run(row.deferred))] if row.deferred else []
    return (
        house.text_cell(str(row.place)),
        house.paragraphs_cell([line(f"{strong(f'{row.kind_words}: ')}{run(row.wording)}")]),
        referred(row.ref, row.about),
        rating(row.rating),
        house.paragraphs_cell([line(run(row.meeting)), *late, *again]),
        prose(row.consequence),
    )


def _answered_lengths(row: AnsweredRow) -> tuple[int, ...]:
    return (len(row.wording) + len(row.about), 0, len(row.decision), 0)


def _answered_row(row: AnsweredRow) -> tuple[str, ...]:
    line, run = house.cell_line, house.run
    asked = [line(run(text)) for text in (row.wording, row.about, f"Asked of {row.of}" if row.of else "") if text]
    return (
        house.paragraphs_cell(asked),
        house.paragraphs_cell([line(house.strong(row.outcome_words))]),
        prose(row.decision),
        house.text_cell(row.decided),
    )


def _impact_row(row: ImpactRow) -> tuple[str, ...]:
    line = house.cell_line
    why = [line(house.run(text)) for text in (row.since, row.why, row.evidence) if text]
    return (
        referred(row.ref, row.wording),
        prose(row.delivery),
        house.paragraphs_cell([line(house.strong(row.impact_words)), *why]),
        house.text_cell(row.indicator),
    )
