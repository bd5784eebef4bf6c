"""Charts that Word draws itself: stacked columns, with the workbook of their figures beside them.

The words and the colours of ratings are in the chart; its font is that of the house's theme. What a reader who cannot
see it needs stands in the alternative text, and in a table of the report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from exports.house.archive import Member, member
from exports.house.shades import SHADES, Shade
from exports.house.text import attribute, escaped
from exports.house.workbook import column_letter, workbook
from wsoa.terms import Colour

FIGURE_HEIGHT_CM = 8.2

_EMU_PER_CM = 360_000
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_SHEET = "Figures"
_UNRATED = Shade("FFFFFF", "1A1A1A")
_LINE = "505A5F"
_SHORT_NAME = 14


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked columns: the names of the columns and, for each (name, colour, counts), a count in every column."""

    categories: tuple[str, ...]
    series: tuple[tuple[str, Colour | None, tuple[int, ...]], ...]


def figure(number: int, alternative: str, name: str, width: float) -> str:
    """The paragraph that shows chart `number` of the document, as wide as said, in centimetres."""
    across, down = round(width * _EMU_PER_CM), round(FIGURE_HEIGHT_CM * _EMU_PER_CM)
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr id="{number}" name="Figure {number}"'
        f' descr="{attribute(alternative)}" title="{attribute(name)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}"><c:chart xmlns:c="{_C}" r:id="chart{number}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


@lru_cache(maxsize=16)
def members(number: int, chart: Chart, theme: bytes) -> tuple[Member, ...]:
    """The parts of chart `number`: what is drawn, its figures, and where the one finds the other.

    `theme` is that of the house, for the workbook of the figures.
    """
    relation = f'<Relationship Id="figures" Type="{_R}/package" Target="../embeddings/figures{number}.xlsx"/>'
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}'
    return (
        member(f"word/charts/chart{number}.xml", f"{_XML}{_space(chart)}".encode()),
        member(f"word/charts/_rels/chart{number}.xml.rels", f"{_XML}{relations}</Relationships>".encode()),
        member(f"word/embeddings/figures{number}.xlsx", workbook(_SHEET, _rows(chart), theme)),
    )


def _rows(chart: Chart) -> list[list[str | int]]:
    """One row for each column of the chart, under the names of its series."""
    rows: list[list[str | int]] = [["Position as at", *(name for name, _, _ in chart.series)]]
    for at, name in enumerate(chart.categories):
        rows.append([name, *(counts[at] for _, _, counts in chart.series)])
    return rows


def _space(chart: Chart) -> str:
    series = "".join(_series(chart, at) for at in range(len(chart.series)))
    plot = (
        '<c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="30"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>{_AXES}'
    )
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
    return (
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:date1904 val="0"/><c:lang val="en-GB"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{plot}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_words(_LINE)}"
        '<c:externalData r:id="figures"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(chart: Chart, at: int) -> str:
    """One rating: its shade, a white line between it and the next, and its count and name on it where there is any.

    The name stands on it because shades cannot be told apart on paper without colour.
    """
    name, colour, counts = chart.series[at]
    shade = SHADES[colour] if colour else _UNRATED
    line = "FFFFFF" if colour else _LINE
    letter, last = column_letter(at + 1), len(chart.categories) + 1
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>'
        f"<c:tx>{_strings(f'{_SHEET}!${letter}$1', [name])}</c:tx>"
        f'<c:spPr>{_solid(shade.fill)}<a:ln w="9525">{_solid(line)}</a:ln></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="{_printed_count(name)}" sourceLinked="0"/>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_words(shade.ink, bold=True)}<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat>{_strings(f'{_SHEET}!$A$2:$A${last}', chart.categories)}</c:cat>"
        f"<c:val>{_numbers(f'{_SHEET}!${letter}$2:${letter}${last}', counts)}</c:val></c:ser>"
    )


def _printed_count(name: str) -> str:
    """The format of a count with its name, *3 Red*; nothing for 0. A name too long for a column is in the legend."""
    named = name.replace('"', "”") if len(name) <= _SHORT_NAME else ""
    return attribute(f'0 "{named}";;' if named else "0;;")


def _strings(reference: str, texts: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{escaped(text)}</c:v></c:pt>' for at, text in enumerate(texts))
    count = f'<c:ptCount val="{len(texts)}"/>'
    return f"<c:strRef><c:f>{reference}</c:f><c:strCache>{count}{points}</c:strCache></c:strRef>"


def _numbers(reference: str, numbers: Sequence[int]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{number}</c:v></c:pt>' for at, number in enumerate(numbers))
    cache = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(numbers)}"/>{points}'
    return f"<c:numRef><c:f>{reference}</c:f><c:numCache>{cache}</c:numCache></c:numRef>"


def _solid(rgb: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{rgb}"/></a:solidFill>'


def _words(rgb: str, *, bold: bool = False) -> str:
    """Text in the font of the theme, nine points."""
    look = f'<a:defRPr sz="900" b="{int(bold)}">{_solid(rgb)}<a:latin typeface="+mn-lt"/></a:defRPr>'
    return f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'


_AXES = (
    '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
    '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
    f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln w="9525">{_solid(_LINE)}</a:ln></c:spPr>'
    '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
    '<c:noMultiLvlLbl val="1"/></c:catAx>'
    '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/>'
    '<c:axPos val="l"/><c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/>'
    '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/><c:crosses val="autoZero"/>'
    '<c:crossBetween val="between"/></c:valAx>'
)
