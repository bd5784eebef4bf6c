"""What is measured of an area of weakness: its key indicators, and the official figures of others beside it. Pure."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import count

from exports.board_report.scorecard import DrawnLine, SeriesFigure, drawn_first, is_drawn, measured_row, series_figure
from exports.evidence_narrative.citing import place
from exports.evidence_narrative.shape import ComparedRow, Comparison, IndicatorRow
from exports.parts import measured
from exports.parts.official import official_words, printed
from exports.parts.shape import Table
from exports.parts.wording import day, listed
from wsoa import scorecard, statistics
from wsoa.marked_text import CitedKind
from wsoa.scorecard import IndicatorReading
from wsoa.scorecard.official import year_of
from wsoa.snapshot.positions import Snapshot
from wsoa.statistics import ComparedValue
from wsoa.statistics.values import in_figures

MOST_YEARS = 6
"""As many years stand side by side on a page and can still be read."""

_FEWEST_DRAWN = 2
_COLUMNS = ("Indicator", "Latest value", "Movement", "Checkpoint and target", "England")
_STYLES = {"area": "measured", "region": "region", "neighbours": "neighbours", "england": "england"}


def readings(snapshot: Snapshot, weakness: int, cited: Collection[int]) -> tuple[IndicatorReading, ...]:
    """The indicators that speak for an area, then those that are only cited about it, by number."""
    own = [each for each in snapshot.indicators if weakness in each.weaknesses]
    others = [each for each in snapshot.indicators if weakness not in each.weaknesses and each.number in cited]
    return tuple(scorecard.read(each, snapshot.as_at) for each in (*own, *others))


def indicator_table(found: Sequence[IndicatorReading], heading: str, caption: str) -> Table[IndicatorRow] | None:
    """The key indicators; None where nothing is measured."""
    return Table(heading, caption, _COLUMNS, tuple(map(_row, found))) if found else None


def _row(reading: IndicatorReading) -> IndicatorRow:
    indicator, row = reading.indicator, measured_row(reading)
    england = [each for each in reading.comparators if each.kind == "england"]
    return IndicatorRow(
        number=row.number,
        anchor=place(CitedKind.INDICATOR, row.number),
        name=row.name,
        measures=row.measures,
        latest=row.latest,
        period=row.period,
        direction=row.direction,
        compared=row.compared or "Nothing to compare with",
        aims=row.aims or ("None set",),
        england=", ".join(official_words(each, indicator.unit).removeprefix("England ") for each in england)
        or reading.not_beside
        or "No official measure linked",
    )


def comparisons(found: Sequence[IndicatorReading], snapshot: Snapshot, figures: Iterator[int]) -> Iterator[Comparison]:
    """The official measures linked to these indicators, each once: a table, and the chart of its figures."""
    shown: set[str] = set()
    for reading in found:
        official = reading.indicator.compared
        if official and official.measure not in shown and (years := _years(official, snapshot)):
            shown.add(official.measure)
            yield _comparison(reading.indicator.number, official, years, figures)


def own_series(
    found: Sequence[IndicatorReading], judged_by: Collection[int], figures: Iterator[int]
) -> SeriesFigure | None:
    """That of these indicators which tells most, as its values were published: what the impact was judged by first."""
    drawn = min(filter(is_drawn, found), key=lambda reading: drawn_first(reading, judged_by), default=None)
    return series_figure(drawn, next(figures)) if drawn else None


def _years(official: statistics.Comparison, snapshot: Snapshot) -> tuple[int, ...]:
    """The places of the last years that were over by then and of which any figure is known."""

    def is_over(label: str) -> bool:
        year = year_of(label, official.year_type)
        return year is None or year[1] <= snapshot.as_at

    known = (
        at for at in range(len(official.periods)) if any(row.values[at].number is not None for row in official.rows)
    )
    return tuple(at for at in known if is_over(official.periods[at]))[-MOST_YEARS:]


def _comparison(
    indicator: int, official: statistics.Comparison, years: Sequence[int], figures: Iterator[int]
) -> Comparison:
    periods = tuple(official.periods[at] for at in years)
    values = {row.name: tuple(row.values[at] for at in years) for row in official.rows}
    places = _places(each for line in values.values() for each in line)
    numbers = {name: tuple(_to(each.number, places) for each in line) for name, line in values.items()}
    rows = tuple(
        ComparedRow(
            row.kind,
            row.name,
            tuple(_figure(*each) for each in zip(numbers[row.name], values[row.name], strict=True)),
            _change(numbers[row.name]),
        )
        for row in official.rows
    )
    named = f"{official.name} ({official.unit})" if official.unit else official.name
    span = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
    points = " (percentage points)" if (official.unit or "").startswith("%") else ""
    caption = f"{named}: {listed([row.name for row in official.rows])}, {span}"
    return Comparison(
        indicator=indicator,
        number=(number := next(figures)),
        caption=caption,
        columns=("Area", *periods, f"Change from previous year{points}"),
        rows=rows,
        sources=tuple(_sources(official, [each for line in values.values() for each in line])),
        drawn=_drawn(official, periods, numbers, f"Figure {number} as a chart: {named}", figures),
    )


def _places(values: Iterator[ComparedValue]) -> int:
    """How many places the finest of them is printed to."""
    exponents = (printed(each.number).as_tuple().exponent for each in values if each.number is not None)
    return max((-each for each in exponents if isinstance(each, int)), default=0)


def _to(number: Decimal | None, places: int) -> Decimal | None:
    return None if number is None else printed(number).quantize(Decimal(1).scaleb(-max(places, 0)))


def _figure(number: Decimal | None, value: ComparedValue) -> str:
    if number is not None:
        return f"{number:f}"
    return measured.MISSING[value.missing] if value.missing else "Not available"


def _change(line: Sequence[Decimal | None]) -> str:
    """Latest minus previous, of the figures as they are printed."""
    if len(line) < 2 or line[-1] is None or line[-2] is None:
        return "Not available"
    change = line[-1] - line[-2]
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{abs(change):f}"


def _drawn(
    official: statistics.Comparison,
    periods: tuple[str, ...],
    numbers: dict[str, tuple[Decimal | None, ...]],
    caption: str,
    figures: Iterator[int],
) -> SeriesFigure | None:
    if sum(each is not None for each in numbers[official.rows[0].name]) < _FEWEST_DRAWN:
        return None
    lines = tuple(
        DrawnLine(
            row.name,
            _STYLES.get(row.kind, "beside"),
            tuple(None if each is None else in_figures(each) for each in numbers[row.name]),
            continues=False,
        )
        for row in official.rows
    )
    told = "; ".join(f"{name} {_told(periods, line)}" for name, line in numbers.items())
    return SeriesFigure(caption, f"{caption}. {told}.", official.unit or "", periods, lines, next(figures))


def _told(periods: Sequence[str], line: Sequence[Decimal | None]) -> str:
    return ", ".join(f"{year} {value:f}" for year, value in zip(periods, line, strict=True) if value is not None)


def _sources(official: statistics.Comparison, values: Sequence[ComparedValue]) -> Iterator[str]:
    found = {(each.provenance.source, each.provenance.retrieved_on) for each in values if each.provenance}
    for source, when in sorted(found):
        yield f"Source: {source}, fetched on {day(when)}."
    if official.neighbour_set and official.neighbours:
        yield f"Statistical neighbours of the {official.neighbour_set} set: {listed(official.neighbours)}."


def figure_numbers() -> Iterator[int]:
    """The numbers of figures, in the order in which they are read."""
    return count(1)
