"""Charts that Word draws itself, with the workbook of their figures beside them: stacked columns; lines stand apart.

The words and the colours of ratings are in the chart; its font is that of the house's theme. What a reader who cannot
see it needs stands in the alternative text, and in a table of the report.
"""

from dataclasses import dataclass
from functools import lru_cache

from exports.house.archive import Member, member
from exports.house.chart_xml import CATEGORIES, LINE, SHEET, A, C, R, numbers, solid, space, strings, words
from exports.house.line_charts import LineChart, line_space
from exports.house.line_charts import rows as line_rows
from exports.house.shades import SHADES, Shade
from exports.house.text import attribute
from exports.house.workbook import Cell, column_letter, workbook
from wsoa.terms import Colour

FIGURE_HEIGHT_CM = 8.2

_EMU_PER_CM = 360_000
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_UNRATED = Shade("FFFFFF", "1A1A1A")
_SHORT_NAME = 14


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked columns: the names of the columns and, for each (name, colour, counts), a count in every column."""

    categories: tuple[str, ...]
    series: tuple[tuple[str, Colour | None, tuple[int, ...]], ...]


def figure(
    number: int, alternative: str, name: str, width: float, height: float = FIGURE_HEIGHT_CM, *, chart: int = 0
) -> str:
    """The paragraph that shows figure `number` of the document, as wide and high as said, in centimetres.

    It is chart `chart` of the document, where not every figure is a chart; else the one of the figure's own number.
    """
    across, down = round(width * _EMU_PER_CM), round(height * _EMU_PER_CM)
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr id="{number}" name="Figure {number}"'
        f' descr="{attribute(alternative)}" title="{attribute(name)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{C}"><c:chart xmlns:c="{C}" r:id="chart{chart or number}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


@lru_cache(maxsize=16)
def members(number: int, chart: Chart | LineChart, theme: bytes) -> tuple[Member, ...]:
    """The parts of chart `number`: what is drawn, its figures, and where the one finds the other.

    `theme` is that of the house, for the workbook of the figures.
    """
    if isinstance(chart, LineChart):
        drawn, figures = line_space(chart), line_rows(chart)
    else:
        drawn, figures = _space(chart), _rows(chart)
    relation = f'<Relationship Id="figures" Type="{R}/package" Target="../embeddings/figures{number}.xlsx"/>'
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}'
    return (
        member(f"word/charts/chart{number}.xml", f"{_XML}{drawn}".encode()),
        member(f"word/charts/_rels/chart{number}.xml.rels", f"{_XML}{relations}</Relationships>".encode()),
        member(f"word/embeddings/figures{number}.xlsx", workbook(SHEET, figures, theme)),
    )


def _rows(chart: Chart) -> list[list[Cell]]:
    """One row for each column of the chart, under the names of its series."""
    rows: list[list[Cell]] = [["Position as at", *(name for name, _, _ in chart.series)]]
    for at, name in enumerate(chart.categories):
        rows.append([name, *(counts[at] for _, _, counts in chart.series)])
    return rows


def _space(chart: Chart) -> str:
    series = "".join(_series(chart, at) for at in range(len(chart.series)))
    return space(
        '<c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="30"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f"{CATEGORIES}{_COUNTS}"
    )


def _series(chart: Chart, at: int) -> str:
    """One rating: its shade, a white line between it and the next, and its count and name on it where there is any.

    The name stands on it because shades cannot be told apart on paper without colour.
    """
    name, colour, counts = chart.series[at]
    shade = SHADES[colour] if colour else _UNRATED
    line = "FFFFFF" if colour else LINE
    letter, last = column_letter(at + 1), len(chart.categories) + 1
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>'
        f"<c:tx>{strings(f'{SHEET}!${letter}$1', [name])}</c:tx>"
        f'<c:spPr>{solid(shade.fill)}<a:ln w="9525">{solid(line)}</a:ln></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="{_printed_count(name)}" sourceLinked="0"/>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{words(shade.ink, bold=True)}<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat>{strings(f'{SHEET}!$A$2:$A${last}', chart.categories)}</c:cat>"
        f"<c:val>{numbers(f'{SHEET}!${letter}$2:${letter}${last}', counts)}</c:val></c:ser>"
    )


def _printed_count(name: str) -> str:
    """The format of a count with its name, *3 Red*; nothing for 0. A name too long for a column is in the legend."""
    named = name.replace('"', "”") if len(name) <= _SHORT_NAME else ""
    return attribute(f'0 "{named}";;' if named else "0;;")


_COUNTS = (
    '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/>'
    '<c:axPos val="l"/><c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/>'
    '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/><c:crosses val="autoZero"/>'
    '<c:crossBetween val="between"/></c:valAx>'
)
