"""What the scorecard says: the page and the workbook draw the same words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from exports.board_report.impact import impact_section
from exports.parts import measured
from exports.parts.about import about
from exports.parts.official import official_words, printed
from exports.parts.outlook import outlook_to_note
from exports.parts.shape import About
from exports.parts.wording import day
from wsoa.benchmarks import Direction
from wsoa.scorecard import Comparator, IndicatorReading, ScoredWeakness, scorecard
from wsoa.snapshot.positions import OwnWords, Snapshot, capital
from wsoa.terms import IndicatorClass

QUESTIONS = {
    IndicatorClass.HOW_MUCH: "How much did we do?",
    IndicatorClass.HOW_WELL: "How well did we do it?",
    IndicatorClass.DIFFERENCE: "What difference did it make?",
    None: "Not said what it measures",
}


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """An indicator in words, each of which can stand alone; `arrow` is the shape of what became of it.

    `latest_words` are the period, whether it is final, who answered and when it was published.
    """

    number: int
    name: str
    latest: str
    latest_words: tuple[str, ...]
    arrow: str
    compared: str
    aims: tuple[str, ...]
    beside: tuple[str, ...]
    notes: tuple[str, ...]
    reading: IndicatorReading


@dataclass(frozen=True, slots=True)
class ScoredClass:
    """How much, how well or what difference, in the programme's own words where it has some, and its indicators."""

    words: str
    rows: tuple[ScoredRow, ...]


@dataclass(frozen=True, slots=True)
class ScoredArea:
    """An area of weakness (`number` None: the indicators that speak for none): its delivery, its impact, its figures.

    Delivery and impact are two facts, and stand beside each other.
    """

    number: int | None
    heading: str
    wording: str
    delivery: str
    impact: str
    classes: tuple[ScoredClass, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What is measured, as it had been published by a date, and where the comparators come from."""

    about: About
    words: OwnWords
    areas: tuple[ScoredArea, ...]
    sources: tuple[str, ...]

    @property
    def readings(self) -> tuple[IndicatorReading, ...]:
        """Every indicator once, by number."""
        found = {row.number: row.reading for area in self.areas for each in area.classes for row in each.rows}
        return tuple(found[number] for number in sorted(found))


def contents(snapshot: Snapshot, *, whole: bool = True) -> Scorecard:
    """The scorecard of a position; without the judgements of impact for who may not see the `whole` of it."""
    scored = scorecard(snapshot)
    readings = [reading for each in scored for _, found in each.by_class for reading in found]
    return Scorecard(
        about=about(snapshot, "Scorecard"),
        words=snapshot.words,
        areas=tuple(_areas(snapshot, scored, whole)),
        sources=tuple(measured.sources(readings)),
    )


def _areas(snapshot: Snapshot, scored: Iterable[ScoredWeakness], whole: bool) -> Iterator[ScoredArea]:
    words, section = snapshot.words, impact_section(snapshot)
    stood = {row.number: row for row in section.table.rows} if section else {}
    own = {each.klass: each.class_words for each in reversed(snapshot.indicators) if each.class_words}
    for each in scored:
        area = each.weakness
        row = stood.get(area.number) if area else None
        yield ScoredArea(
            number=area.number if area else None,
            heading=_heading(each, words),
            wording=area.wording if area else "",
            delivery=row.delivery if row else "",
            impact=", ".join(filter(None, (row.impact_words, _from(row.since)))) if row and whole else "",
            classes=tuple(_class(klass, found, own.get(klass)) for klass, found in each.by_class if found or area),
        )


def _heading(scored: ScoredWeakness, words: OwnWords) -> str:
    if scored.weakness is None:
        return f"Indicators that speak for no {words.weakness}"
    return f"{capital(words.weakness)} {scored.weakness.ref or scored.weakness.number}"


def _from(since: str) -> str:
    return since[:1].lower() + since[1:]


def _class(klass: IndicatorClass | None, readings: Iterable[IndicatorReading], own: str | None) -> ScoredClass:
    """A class by the words its indicators have, else by the programme's `own`, which any other indicator has."""
    rows = tuple(map(row_of, readings))
    words = next((row.reading.indicator.class_words for row in rows if row.reading.indicator.class_words), own)
    return ScoredClass(capital(words) if words else QUESTIONS[klass], rows)


def row_of(reading: IndicatorReading) -> ScoredRow:
    """An indicator as a row of the scorecard."""
    indicator, latest = reading.indicator, reading.latest
    return ScoredRow(
        number=indicator.number,
        name=indicator.name,
        latest=measured.value_words(latest, indicator.unit) if latest else measured.NO_VALUE,
        latest_words=tuple(filter(None, _latest_words(reading))),
        arrow=arrow(reading),
        compared=measured.compared_words(reading),
        aims=tuple(filter(None, _aims(reading))),
        beside=tuple(beside(reading, official_words)),
        notes=tuple(filter(None, _notes(reading))),
        reading=reading,
    )


def arrow(reading: IndicatorReading) -> str:
    """Which way the number went, as a shape; whether that is for the better is said in words."""
    if reading.direction is Direction.NO_COMPARISON or reading.change is None:
        return ""
    return "▲" if reading.change > 0 else "▼" if reading.change < 0 else "="


def _latest_words(reading: IndicatorReading) -> Iterator[str]:
    latest, number = reading.latest, reading.number
    if latest is None:
        return
    yield latest.period
    yield measured.survey_words(latest)
    yield f"published {day(latest.published_on)}"
    if number is not None and latest.value is None:
        yield f"the last number: {measured.value_words(number, reading.indicator.unit)}, {number.period}"


def _aims(reading: IndicatorReading) -> Iterator[str]:
    yield measured.checkpoint_words(reading)
    if reading.target:
        yield f"Target: {_from(measured.target_words(reading.target, reading.indicator.unit))}"
    yield measured.standard_words(reading)


def beside(reading: IndicatorReading, say: Callable[[Comparator, str | None], str]) -> Iterator[str]:
    """The official values it stands beside, each as `say` prints it; a mean of neighbours names their set."""
    for each in reading.comparators:
        words = say(each, reading.indicator.unit)
        yield f"{words}, {each.neighbour_set} set" if each.neighbour_set else words
    if reading.indicator.not_compared:
        yield reading.indicator.not_compared


def _notes(reading: IndicatorReading) -> Iterator[str]:
    yield measured.backlog_words(reading)
    yield measured.steadiness_words(reading)
    yield outlook_to_note(reading)
    yield from measured.doubts_words(reading)
    unit = reading.indicator.unit
    for own, official in reading.differing:
        said = measured.figure(printed(official.number), unit) if official.number is not None else ""
        ours = measured.value_words(own, unit)
        yield f"{own.period}: {ours} here, {said} in the official figures of {official.period}."
    yield from reading.notes
