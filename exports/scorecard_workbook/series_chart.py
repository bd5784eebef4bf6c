"""The chart of an indicator's sheet: lines that end where no line may be drawn, each of cells of the sheet itself."""

from collections.abc import Iterator, Sequence
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.chart_scatter import ChartScatter
from xlsxwriter.worksheet import Worksheet

from exports.parts import measured
from exports.parts.aims import aims, levels, numbered, standard, undated
from exports.parts.unbroken import unbroken
from exports.scorecard_workbook.sheets import plain
from wsoa.benchmarks.like_with_like import is_cumulative
from wsoa.scorecard import IndicatorReading
from wsoa.snapshot.positions import ValuePosition
from wsoa.terms import ValueStatus

HEAD = 5
"""The row of the headings; the values follow, then what is aimed at."""
ENDS, VALUE, PLACE, DRAWN = 2, 3, 8, 18
"""The columns of days and of values, where the chart stands, and the first of what it draws beside them."""
FIRM = (ValueStatus.ACTUAL, ValueStatus.REVISED)
_EDGE = 15
_BLUE, _PALE, _PURPLE, _INK, _GREY = "#1D5F9E", "#9CC3E6", "#5B3A8C", "#0B0C0C", "#6B6F71"


def insert_chart(book: Workbook, sheet: Worksheet, reading: IndicatorReading, last: int) -> None:
    """Lines over time that end where no line may be drawn; every one is of the cells of this sheet."""
    if not numbered(reading):
        return
    chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    runs, values = unbroken(reading), HEAD + len(reading.indicator.values)
    for run in runs:
        chart.add_series(_run(sheet.name, reading, run))
    for series in _beside(sheet.name, reading, values, last):
        chart.add_series(series)
    chart.set_title({"name": [sheet.name, 0, 0], "name_font": {"name": "Arial", "size": 11}, "overlay": False})
    chart.set_legend({"position": "bottom", "delete_series": list(range(1, len(runs)))})
    chart.show_blanks_as("gap")
    _axes(chart, reading)
    chart.set_size({"width": 560, "height": 360})
    about = {"description": plain(_alternative(reading)), "x_offset": 12, "object_position": 2}
    sheet.insert_chart(HEAD, PLACE, chart, about)


def _alternative(reading: IndicatorReading) -> str:
    latest, unit = reading.latest, reading.indicator.unit
    said = f" Latest: {measured.value_words(latest, unit)}, {latest.period}." if latest else ""
    return f"{reading.indicator.name} over time: the values of this sheet.{said} {measured.compared_words(reading)}."


def _run(name: str, reading: IndicatorReading, run: Sequence[ValuePosition]) -> dict[str, object]:
    places = {each.number: row for row, each in enumerate(reading.indicator.values, HEAD + 1)}
    first, last = places[run[0].number], places[run[-1].number]
    return {
        "name": [name, HEAD, VALUE],
        "categories": [name, first, ENDS, last, ENDS],
        "values": [name, first, VALUE, last, VALUE],
        "line": {"color": _BLUE, "width": 2.25},
        "marker": {"type": "circle", "size": 6, "fill": {"color": _BLUE}, "border": {"color": _BLUE}},
    }


def _beside(name: str, reading: IndicatorReading, values: int, last: int) -> Iterator[dict[str, object]]:
    """What is drawn beside the values: each by dashes and marks of its own, not by its colour alone."""

    def across(at: int, first: int, end: int, look: dict[str, object]) -> dict[str, object]:
        return {
            "name": [name, HEAD, DRAWN + at],
            "categories": [name, first, ENDS, end, ENDS],
            "values": [name, first, DRAWN + at, end, DRAWN + at],
            "marker": {"type": "none"},
            **look,
        }

    first = HEAD + 1
    if any(value.status not in FIRM for value, _ in numbered(reading)):
        pale = {"type": "square", "size": 8, "fill": {"color": _PALE}, "border": {"color": _BLUE}}
        yield across(0, first, values, {"line": {"none": True}, "marker": pale})
    dashed: dict[str, object] = {"color": _PURPLE, "width": 1.5, "dash_type": "dash"}
    if undated(reading) is not None:
        yield across(1, first, values, {"line": dashed})
    elif last > values:
        line = {"none": True} if is_cumulative(reading.indicator.period_basis) else dashed
        yield across(
            1,
            values + 1,
            last,
            {
                "line": line,
                "marker": {"type": "diamond", "size": 8, "fill": {"color": _PURPLE}, "border": {"color": _PURPLE}},
            },
        )
    if standard(reading) is not None:
        yield across(2, first, values, {"line": {"color": _INK, "width": 1.5, "dash_type": "long_dash_dot"}})
    if reading.limits:
        yield across(3, first, values, {"line": {"color": _GREY, "width": 1.25}})
        for at in (4, 5):
            yield across(at, first, values, {"line": {"color": _GREY, "width": 1.25, "dash_type": "round_dot"}})


def _axes(chart: ChartScatter, reading: IndicatorReading) -> None:
    """Days from left to right; the numbers begin at nought unless one lies below it."""
    drawn = [number for _, number in numbered(reading)] + [each.value for each in aims(reading)] + [*levels(reading)]
    days = [_serial(each.ends) for each in reading.indicator.values] + [_serial(each.by) for each in aims(reading)]
    font = {"name": "Arial", "size": 9}
    chart.set_x_axis(
        {
            "num_format": "mmm yyyy",
            "num_font": font,
            "min": min(days) - _EDGE,
            "max": max(days) + _EDGE,
            "label_position": "low",
            "major_gridlines": {"visible": False},
        }
    )
    above = {} if min(drawn) < 0 else {"min": 0}
    grid = {"visible": True, "line": {"color": "#CECECE", "width": 0.75}}
    chart.set_y_axis({"num_font": font, "major_gridlines": grid, "num_format": "General", **above})


def _serial(day: date) -> int:
    """The day as a spreadsheet counts days."""
    return (day - date(1899, 12, 30)).days
