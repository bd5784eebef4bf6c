"""What an indicator's page says of it: its reading in plain words, its targets' history, its official comparators."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from api.pages.indicators.wording import KINDS
from exports.parts import measured
from exports.parts.official import official_words, printed
from exports.parts.outlook import outlook
from exports.parts.wording import day, listed
from wsoa.benchmarks import Reached
from wsoa.scorecard import IndicatorReading
from wsoa.snapshot.positions import IndicatorPosition, TargetPosition, TargetStated, ValuePosition
from wsoa.statistics import ComparedRow, ComparedValue, Comparison
from wsoa.statistics.values import in_figures
from wsoa.terms import ValueStatus

_BESIDE = {
    "area": "Official, here",
    "region": "Official, region",
    "neighbours": "Official, neighbours",
    "england": "Official, England",
}
_NO_FORECAST = "No forecast: "
_REACHED = {Reached.YES: "reached", Reached.NO: "not reached"}


@dataclass(frozen=True, slots=True)
class Before:
    """What a target asked for before it was stated anew: the sentence, why, who said so, and its checkpoints then."""

    sentence: str
    why: str | None
    by: str
    checkpoints: str


@dataclass(frozen=True, slots=True)
class TargetTold:
    """A target in words; `before` tells what it asked for before, newest first.

    `is_read`: it is the one of several by which the indicator is judged now.
    """

    number: int
    asks: str
    kind: str
    is_read: bool
    target: TargetStated
    checkpoints: tuple[tuple[date, str], ...]
    before: tuple[Before, ...]


@dataclass(frozen=True, slots=True)
class ValueTold:
    """A value as a row of the page: `number` in words, who answered, how a backlog moved, what is to be known of it."""

    value: ValuePosition
    number: str
    status: str
    survey: str
    backlog: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedTold:
    """Official values, newest year first, with what changed since the year before; where they come from."""

    comparison: Comparison
    heads: tuple[str, ...]
    years: tuple[tuple[str, tuple[str, ...]], ...]
    change: tuple[str, ...] | None
    sources: tuple[str, ...]
    neighbours: str


def where_it_stands(reading: IndicatorReading) -> Iterator[tuple[str, str]]:
    """The reading in plain words, each with what it tells."""
    unit = reading.indicator.unit
    if reading.latest is None:
        yield "Latest", measured.NO_VALUE
    else:
        yield "Latest", _published(reading.latest, unit)
    if reading.number and reading.latest and reading.number.number != reading.latest.number:
        yield "Latest number", _published(reading.number, unit)
    told = {
        "Better or worse": measured.compared_words(reading),
        "Since the baseline": _since_baseline(reading),
        "Target": _target(reading),
        "On the way": measured.checkpoint_words(reading),
        "The law": measured.standard_words(reading),
        "Steady or spiky": measured.steadiness_words(reading),
        "Forecast": outlook(reading).replace(_NO_FORECAST, "None: "),
        "Backlog": measured.backlog_words(reading),
    }
    yield from ((label, words) for label, words in told.items() if words)
    for found in reading.comparators:
        yield _BESIDE.get(found.kind, "Official"), official_words(found, unit)


def to_look_at(reading: IndicatorReading) -> tuple[str, ...]:
    """What deserves a second look, and what cannot be said."""
    unit = reading.indicator.unit
    differing = (
        f"{own.period}: {measured.value_words(own, unit)} here, {measured.figure(printed(found), unit)} officially."
        for own, official in reading.differing
        if (found := official.number) is not None
    )
    return tuple(dict.fromkeys((*measured.doubts_words(reading), *differing, *reading.notes)))


def values_told(reading: IndicatorReading) -> tuple[ValueTold, ...]:
    """Every value, newest first."""
    doubts: dict[int, list[str]] = {}
    for doubt in reading.doubts:
        doubts.setdefault(doubt.value.number, []).append(doubt.sentence)
    for value, sentence in reading.backlog.wrong if reading.backlog else ():
        doubts.setdefault(value.number, []).append(sentence)
    breaks = {each.number for each in reading.breaks}
    return tuple(
        _value(value, doubts.get(value.number, ()), breaks=value.number in breaks)
        for value in reversed(reading.indicator.values)
    )


def target_told(target: TargetPosition, unit: str | None, read: TargetStated | None = None) -> TargetTold:
    """A target with the history of its statements; `read` is the one of several that the indicator is judged by."""
    now = target.now
    stated = target.stated[:-1] if now.withdrawn else target.stated
    last = stated[-1] if stated else now
    changes = reversed(list(pairwise(stated)))
    return TargetTold(
        number=target.number,
        asks=measured.target_words(last, unit),
        kind=KINDS[last.kind][0],
        is_read=now is read,
        target=now,
        checkpoints=tuple((each.by, measured.figure(each.value, unit)) for each in last.checkpoints),
        before=tuple(_before(one, other, unit, is_now=other is now) for one, other in changes),
    )


def compared_told(comparison: Comparison) -> ComparedTold:
    """The official comparators as a table."""
    rows = comparison.rows
    by_year = [
        (period, tuple(_compared(row.values[at], comparison) for row in rows))
        for at, period in enumerate(comparison.periods)
    ]
    set_ = comparison.neighbour_set
    names = f"Statistical neighbours of the {set_} set: {listed(comparison.neighbours)}." if set_ else ""
    return ComparedTold(
        comparison=comparison,
        heads=tuple(row.name for row in rows),
        years=tuple(reversed(by_year)),
        change=_change(rows) if len(comparison.periods) > 1 else None,
        sources=tuple(_sources(rows)),
        neighbours=names,
    )


def _published(value: ValuePosition, unit: str | None) -> str:
    return f"{measured.value_words(value, unit)} for {value.period}, published on {day(value.published_on)}"


def _since_baseline(reading: IndicatorReading) -> str:
    indicator = reading.indicator
    if not indicator.baseline:
        return ""
    was = measured.with_unit(indicator.baseline, indicator.unit)
    when = f" on {day(indicator.baseline_on)}" if indicator.baseline_on else ""
    return f"{measured.DIRECTIONS[reading.since_baseline]}: it was {was}{when}"


def _target(reading: IndicatorReading) -> str:
    if reading.target is None:
        return "None is set" if not reading.indicator.targets else ""
    asks = measured.target_words(reading.target, reading.indicator.unit)
    said = f"{asks}: {_REACHED[reading.reached]}" if reading.reached in _REACHED else asks
    others = len(reading.indicator.targets) - 1
    return f"{said}. It is judged by this one; {_others(others)} below" if others else said


def _others(count: int) -> str:
    return "1 other stands" if count == 1 else f"{count} others stand"


def _value(value: ValuePosition, doubts: Sequence[str], *, breaks: bool) -> ValueTold:
    raw = value.raw.strip() if value.value is not None else measured.MISSING[value.missing] if value.missing else ""
    notes = (
        *(("Another source or definition begins here.",) if breaks else ()),
        *doubts,
        *((value.note,) if value.note else ()),
    )
    status = "" if value.status is ValueStatus.ACTUAL else value.status.value
    return ValueTold(
        value=value,
        number=raw or value.raw,
        status=status.capitalize() or "Actual",
        survey=measured.survey_words(value),
        backlog=_moved(value),
        notes=notes,
    )


def _moved(value: ValuePosition) -> str:
    """*Opening 120, arrived 30, closed 45; 105 counted*, and the sum where it is true; "" for what is no backlog."""
    flow = (value.opening, value.arrived, value.closed)
    if all(each is None for each in flow):
        return ""
    parts = ("not known" if each is None else f"{each:,}" for each in flow)
    said = ", ".join(f"{name} {part}" for name, part in zip(("Opening", "arrived", "closed"), parts, strict=True))
    counted = f"{value.raw.strip()} counted" if value.value is not None else "not known how many were left"
    return f"{said}; {counted}{_sum(value)}"


def _sum(value: ValuePosition) -> str:
    """* (120 + 30 − 45 = 105)*, where all was counted and it adds up."""
    opening, arrived, closed = value.opening, value.arrived, value.closed
    if opening is None or arrived is None or closed is None or value.value != opening + arrived - closed:
        return ""
    return f" ({opening:,} + {arrived:,} − {closed:,} = {opening + arrived - closed:,})"


def _before(was: TargetStated, became: TargetStated, unit: str | None, *, is_now: bool) -> Before:
    """What it was until when, and what it became; where only the way there changed, that it did."""
    until, asked, asks = (
        day(became.written.as_at),
        measured.target_words(was, unit),
        measured.target_words(became, unit),
    )
    then = "now" if is_now else "then"
    same = asked == asks
    kept = f"Target {asked}: its checkpoints or words changed on {until}"
    return Before(
        sentence=kept if same else f"Target was {asked} until {until}, {then} {asks}",
        why=became.written.reason,
        by=became.written.by,
        checkpoints="; ".join(f"{measured.figure(each.value, unit)} by {day(each.by)}" for each in was.checkpoints),
    )


def _compared(value: ComparedValue, comparison: Comparison) -> str:
    if value.number is None:
        return measured.MISSING[value.missing] if value.missing else "Not available"
    firm = "" if value.status is ValueStatus.ACTUAL else f" ({value.status.value})"
    short = f" (mean of {value.of})" if 1 < value.of < len(comparison.neighbours) else ""
    return f"{in_figures(printed(value.number))}{firm}{short}"


def _change(rows: Sequence[ComparedRow]) -> tuple[str, ...]:
    return tuple("Not known" if row.change is None else f"{printed(row.change):+f}".replace("-", "−") for row in rows)


def _sources(rows: Sequence[ComparedRow]) -> Iterator[str]:
    told = {value.provenance: None for row in rows for value in row.values if value.provenance}
    files: Mapping[tuple[str, str, date], None] = {(p.source, p.file, p.retrieved_on): None for p in told}
    for source, file, retrieved_on in files:
        yield f"{source}, file {file}, fetched on {day(retrieved_on)}."


def particulars(indicator: IndicatorPosition, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """How it is defined, each with its label; `names` are the words of polarity, period, and measure."""
    baseline = measured.with_unit(indicator.baseline, indicator.unit) if indicator.baseline else ""
    when = f", {day(indicator.baseline_on)}" if indicator.baseline_on else ""
    told = {
        "Definition": indicator.definition,
        "What is counted": indicator.numerator,
        "Out of what": indicator.denominator,
        "Unit": indicator.unit,
        "Better when": names.get("polarity"),
        "Each value speaks for": names.get("period_basis"),
        "How often": indicator.frequency,
        "Source": indicator.source,
        "Owner": indicator.owner,
        "Asked for its values": indicator.asked_name,
        "Official measure": names.get("measure"),
        "The law asks for": measured.with_unit(indicator.standard, indicator.unit) if indicator.standard else "",
        "Baseline": f"{baseline}{when}" if baseline else "Not given",
    }
    yield from ((label, said) for label, said in told.items() if said)
