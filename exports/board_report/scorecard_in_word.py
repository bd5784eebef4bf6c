"""The scorecard, in the house's words."""

from collections.abc import Iterator
from decimal import Decimal

from exports import house
from exports.board_report.scorecard import DrawnLine, MeasuredRow, ScorecardSection, SeriesFigure
from exports.parts import in_word
from exports.parts.in_word import Places

_LEAST_CM = (3.2, 2.2, 2.8, 2.8, 2.8)
_HIGH_CM = 6.4
_STYLES = {style.name.lower(): style for style in house.LineStyle}


def scorecard(section: ScorecardSection | None, places: Places) -> Iterator[str]:
    """How to read the figures, then each area with its table and its chart, and where the comparators come from."""
    if section is None:
        return
    yield in_word.heading(1, section.heading, places)
    yield from map(house.paragraph, section.sentences)
    lengths = [_lengths(row) for area in section.areas for row in area.table.rows]
    widths = house.fitted(house.PORTRAIT_CM, _LEAST_CM, lengths)
    for area in section.areas:
        yield house.heading(2, area.heading)
        yield from in_word.captioned(area.table, widths, _row)
        if drawn := area.figure:
            yield house.caption("Figure", drawn.number, drawn.caption)
            yield house.figure(drawn.number, drawn.alternative, drawn.caption, house.PORTRAIT_CM, _HIGH_CM)
    yield from map(house.small, section.sources)


def charts(section: ScorecardSection | None) -> list[house.LineChart]:
    """The charts, in the order in which they are read."""
    return [chart(area.figure) for area in section.areas if area.figure] if section else []


def chart(found: SeriesFigure) -> house.LineChart:
    """The chart of a figure."""
    return house.LineChart(found.periods, tuple(map(_line, found.lines)), found.unit)


def _line(drawn: DrawnLine) -> house.Line:
    numbers = tuple(None if each is None else Decimal(each) for each in drawn.values)
    return house.Line(drawn.name, _STYLES[drawn.style], numbers, drawn.continues)


def _lengths(row: MeasuredRow) -> tuple[int, ...]:
    said = len(row.name) + sum(map(len, row.doubts))
    return (
        said,
        len(row.latest) + len(row.period),
        len(row.compared),
        sum(map(len, row.aims)),
        sum(map(len, row.beside)),
    )


def _row(row: MeasuredRow) -> tuple[str, ...]:
    line, run, strong = house.cell_line, house.run, house.strong
    return (
        house.paragraphs_cell([line(strong(row.name)), line(run(row.measures)), *(line(run(x)) for x in row.doubts)]),
        house.paragraphs_cell([line(strong(row.latest)), *([line(run(row.period))] if row.period else [])]),
        house.text_cell(row.compared),
        house.paragraphs_cell([line(run(text)) for text in row.aims or ("None set",)]),
        house.paragraphs_cell([line(run(text)) for text in row.beside or ("No official measure linked",)]),
    )
