"""Lines over time that Word draws itself: what was measured, and what it is read beside.

A line never crosses a gap: where a series breaks or begins anew, another line begins that has no name of its own. Lines
can be told apart without colour, by their dashes and marks. The axis begins at nought unless something lies below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from exports.house.chart_xml import CATEGORIES, LINE, SHEET, numbers, solid, space, strings, words
from exports.house.workbook import Cell, column_letter

_MOST_LABELLED = 16


@dataclass(frozen=True, slots=True)
class _Look:
    colour: str
    width: int
    dash: str
    mark: str
    labelled: bool


class LineStyle(Enum):
    """How a line is drawn."""

    MEASURED = _Look("1D5F9E", 28_575, "solid", "circle", True)
    AIM = _Look("5B3A8C", 15_875, "dash", "diamond", False)
    STANDARD = _Look("505A5F", 12_700, "lgDashDot", "none", False)
    BESIDE = _Look("1A1A1A", 12_700, "sysDot", "triangle", False)
    REGION = _Look("1E7145", 15_875, "dash", "square", False)
    NEIGHBOURS = _Look("8A4B08", 15_875, "sysDot", "triangle", False)
    ENGLAND = _Look("1A1A1A", 15_875, "lgDashDot", "diamond", False)


@dataclass(frozen=True, slots=True)
class Line:
    """A line: a number for each category, or None. One that `continues` the line before has no name in the legend."""

    name: str
    style: LineStyle
    values: tuple[Decimal | None, ...]
    continues: bool = False


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over the same categories, the oldest first; `unit` stands in the workbook of the figures."""

    categories: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str = ""


def rows(chart: LineChart) -> list[list[Cell]]:
    """The figures of the chart: one row for each category, under the names of its lines."""
    found: list[list[Cell]] = [[chart.unit or "Period", *(line.name for line in chart.lines)]]
    for at, name in enumerate(chart.categories):
        found.append([name, *(line.values[at] for line in chart.lines)])
    return found


def line_space(chart: LineChart) -> str:
    """The chart as Word reads it."""
    series = "".join(_series(chart, at) for at in range(len(chart.lines)))
    hidden = [at for at, line in enumerate(chart.lines) if line.continues]
    below = any(number is not None and number < 0 for line in chart.lines for number in line.values)
    return space(
        '<c:layout/><c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{series}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>{CATEGORIES}{_axis(below)}',
        hidden,
    )


def _series(chart: LineChart, at: int) -> str:
    line = chart.lines[at]
    look, letter, last = line.style.value, column_letter(at + 1), len(chart.categories) + 1
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{strings(f"{SHEET}!${letter}$1", [line.name])}</c:tx>'
        f'<c:spPr><a:ln w="{look.width}" cap="rnd">{solid(look.colour)}<a:prstDash val="{look.dash}"/><a:round/></a:ln>'
        f"</c:spPr>{_mark(look)}{_labels(look, chart.categories)}"
        f"<c:cat>{strings(f'{SHEET}!$A$2:$A${last}', chart.categories)}</c:cat>"
        f"<c:val>{numbers(f'{SHEET}!${letter}$2:${letter}${last}', line.values)}</c:val>"
        '<c:smooth val="0"/></c:ser>'
    )


def _mark(look: _Look) -> str:
    if look.mark == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return (
        f'<c:marker><c:symbol val="{look.mark}"/><c:size val="7"/>'
        f"<c:spPr>{solid(look.colour)}<a:ln>{solid(look.colour)}</a:ln></c:spPr></c:marker>"
    )


def _labels(look: _Look, categories: Sequence[str]) -> str:
    """The number on each point of what was measured, while there is room."""
    if not look.labelled or len(categories) > _MOST_LABELLED:
        return ""
    return (
        '<c:dLbls><c:numFmt formatCode="General" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{words(look.colour, bold=True)}<c:dLblPos val="t"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _axis(below: bool) -> str:
    least = "" if below else '<c:min val="0"/>'
    return (
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{least}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350">{solid("D9DCDE")}</a:ln></c:spPr>'
        '</c:majorGridlines><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln w="9525">{solid(LINE)}</a:ln></c:spPr>'
        '<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )
