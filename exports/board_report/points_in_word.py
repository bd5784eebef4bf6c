"""The points to check, in the house's words."""

from collections.abc import Iterator

from exports import house
from exports.board_report.points import PointRow, PointsSection
from exports.parts import in_word
from exports.parts.in_word import Places, lines, referred

_LEAST_CM = (3.0, 4.0, 6.0)


def points(section: PointsSection | None, places: Places) -> Iterator[str]:
    """What the rules say that raised any, then every point."""
    if section is None:
        return
    yield in_word.heading(1, section.heading, places)
    yield house.leading(section.sentence)
    last = len(section.rules) - 1
    for at, rule in enumerate(section.rules):
        yield house.labelled(rule.label, rule.words, kept=at == last)
    widths = house.fitted(house.PORTRAIT_CM, _LEAST_CM, map(_lengths, section.table.rows))
    yield from in_word.captioned(section.table, widths, _row)


def _lengths(row: PointRow) -> tuple[int, ...]:
    return (0, len(row.ref) + len(row.wording), len(row.facts) + len(row.explained))


def _row(row: PointRow) -> tuple[str, ...]:
    return (
        house.text_cell(row.rule_words),
        referred(row.ref, row.wording),
        house.paragraphs_cell([house.cell_line(house.run(row.facts)), *lines(row.explained)]),
    )
