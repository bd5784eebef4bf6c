"""What has changed since the last report, in the house's words."""

from collections.abc import Iterator

from exports import house
from exports.board_report.movement_shape import ChangeRow, ChangesSection, Line
from exports.parts import in_word
from exports.parts.in_word import Places, rating, referred

NOT_THERE = "–"
"""What stands for the rating of what was not there."""

_LEAST_CM = (3.2, 2.3, 2.0, 2.0, 4.2)


def changes(section: ChangesSection | None, places: Places) -> Iterator[str]:
    """On a page of its own: against what it is compared, how many changed in which way, what did and what did not."""
    if section is None:
        return
    yield in_word.heading(1, section.heading, places, turned_to=True)
    yield from map(house.paragraph, section.sentences)
    tables = [table for table in (section.milestones, section.risks) if table]
    widths = house.fitted(house.PORTRAIT_CM, _LEAST_CM, (_lengths(row) for table in tables for row in table.rows))
    for line in section.quiet:
        yield house.labelled(line.label, line.words, kept=False)
    for table in tables:
        yield from in_word.captioned(table, widths, _row)
    for line in section.indicators:
        yield house.labelled(line.label, line.words, kept=False)


def _lengths(row: ChangeRow) -> tuple[int, ...]:
    return (0, 0, 0, 0, sum(len(line.label) + len(line.words) for line in row.lines))


def _row(row: ChangeRow) -> tuple[str, ...]:
    return (
        referred(row.ref, row.wording),
        house.text_cell(row.change),
        rating(row.before) if row.before else house.text_cell(NOT_THERE),
        rating(row.now),
        house.paragraphs_cell(text for line in row.lines for text in _line(line)),
    )


def _line(line: Line) -> list[str]:
    """The label with the words after it; words set as bullets stand under it."""
    if not line.words:
        return [house.cell_line(house.strong(line.label))]
    label = house.strong(f"{line.label}: ")
    first, *points = line.words.split("•")
    opening = house.cell_line(f"{label}{house.run(first.strip())}")
    return [opening, *(house.cell_bullet(point.strip()) for point in points if point.strip())]
