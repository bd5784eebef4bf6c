"""What may be said of an indicator, in the words that pages, papers and workbooks share."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from exports.parts.wording import day, listed
from wsoa.benchmarks import Direction, Forecast, NoForecast, Reached, Steadiness
from wsoa.benchmarks.like_with_like import is_cumulative
from wsoa.scorecard import Comparator, IndicatorReading
from wsoa.scorecard.units import with_unit as with_unit
from wsoa.snapshot.positions import IndicatorPosition, TargetStated, ValuePosition, capital
from wsoa.statistics.values import in_figures
from wsoa.terms import IndicatorClass, MissingCode, PeriodBasis, TargetKind, ValueStatus

NO_VALUE = "No value yet"

CLASSES = {
    IndicatorClass.HOW_MUCH: "How much",
    IndicatorClass.HOW_WELL: "How well",
    IndicatorClass.DIFFERENCE: "What difference",
    None: "Not said what it measures",
}
MISSING = {
    MissingCode.SUPPRESSED: "Suppressed",
    MissingCode.NOT_APPLICABLE: "Not applicable",
    MissingCode.NOT_AVAILABLE: "Not available",
    MissingCode.AWAITED: "Awaited",
    MissingCode.NOT_COLLECTED: "Not collected",
    MissingCode.LOW: "Low",
}
DIRECTIONS = {
    Direction.BETTER: "Better",
    Direction.WORSE: "Worse",
    Direction.SAME: "The same",
    Direction.UP: "Higher",
    Direction.DOWN: "Lower",
    Direction.NO_COMPARISON: "Nothing to compare with",
}
_STEADINESS = {
    Steadiness.TOO_FEW: "Too few points to say whether it is steady",
    Steadiness.NO_CHANGE: "No significant change",
    Steadiness.BUT_ONE: "No significant change now, but one earlier value lies beyond the limits of chance",
    Steadiness.BEYOND_BETTER: "Better, beyond the limits of chance",
    Steadiness.BEYOND_WORSE: "Worse, beyond the limits of chance",
    Steadiness.BEYOND_UP: "Higher, beyond the limits of chance",
    Steadiness.BEYOND_DOWN: "Lower, beyond the limits of chance",
    Steadiness.STEADY_BETTER: "Steadily better",
    Steadiness.STEADY_WORSE: "Steadily worse",
    Steadiness.STEADY_UP: "Steadily higher",
    Steadiness.STEADY_DOWN: "Steadily lower",
    Steadiness.SPIKY: "Too spiky to judge",
}


def value_words(value: ValuePosition, unit: str | None) -> str:
    """The value as it was given, or the word for why there is none; what is not firm says so."""
    if value.value is None:
        return MISSING[value.missing] if value.missing else value.raw
    firm = "" if value.status is ValueStatus.ACTUAL else f" ({value.status.value})"
    return f"{with_unit(value.raw.strip(), unit)}{firm}"


def figure(number: Decimal, unit: str | None) -> str:
    """A number that was worked out or set, with its unit."""
    return with_unit(in_figures(number), unit)


def compared_words(reading: IndicatorReading) -> str:
    """What became of it: *Worse: 44.0% in July 2023, the same point of the year before*; "" where nothing was given."""
    if reading.number is None:
        return ""
    if reading.before is None:
        cumulative = is_cumulative(reading.indicator.period_basis)
        why = " at the same point of the year before" if cumulative and len(reading.indicator.values) > 1 else ""
        return f"Nothing to compare with{why}"
    before = f"{value_words(reading.before, reading.indicator.unit)}, {reading.before.period}"
    same = ", the same point of the year before" if is_cumulative(reading.indicator.period_basis) else ""
    return f"{DIRECTIONS[reading.direction]}: it was {before}{same}"


def checkpoint_words(reading: IndicatorReading) -> str:
    """Where the line to the target stands now, and whether the value is there; "" without one."""
    if reading.checkpoint is None:
        return ""
    tracked = {Reached.YES: "on track", Reached.NO: "not on track", Reached.UNKNOWN: "cannot be said"}
    line = f"{round(reading.checkpoint, 2):f}"
    plain = line.rstrip("0").rstrip(".") if "." in line else line
    return f"By now {with_unit(plain, reading.indicator.unit)}: {tracked[reading.on_track]}"


def target_words(target: TargetStated, unit: str | None) -> str:
    """A target as it stands: *At least 80% by 31 March 2027*, in the plan's words where it has no number."""
    said = _how_much(target, unit)
    when = f" by {day(target.by)}" if target.by else ""
    return f"{said}{when}" if said else f"{target.words or 'Not said'}{when}"


def standard_words(reading: IndicatorReading) -> str:
    """What the law asks for, apart from any target; "" where it asks for nothing."""
    if not reading.law:
        return ""
    met = {Reached.YES: "met", Reached.NO: "not met", Reached.UNKNOWN: "cannot be said"}
    return f"The law asks for {with_unit(reading.law, reading.indicator.unit)}: {met[reading.standard]}"


def comparator_words(found: Comparator, unit: str | None) -> str:
    """*England 46.4%, 2024*; of a mean, how many areas it is of; the word for why there is none."""
    said = MISSING[found.missing] if found.value is None and found.missing else "not available"
    number = said.casefold() if found.value is None else figure(found.value, unit)
    of = f" (mean of {found.of})" if found.kind == "neighbours" and found.value is not None else ""
    return f"{found.name} {number}{of}, {found.period}"


def survey_words(value: ValuePosition) -> str:
    """*112 of 400 asked answered*; "" for what is no survey."""
    if value.asked is None and value.answering is None:
        return ""
    if value.asked is None:
        return f"{value.answering} answered"
    return f"{value.asked} asked" if value.answering is None else f"{value.answering} of {value.asked} asked answered"


def backlog_words(reading: IndicatorReading) -> str:
    """How long until nothing is left, or that it grows, and what does not add up; "" for what is no backlog."""
    if reading.backlog is None:
        return ""
    wrong = [f"{value.period}: {sentence}" for value, sentence in reading.backlog.wrong]
    return " ".join([_to_clear(reading), *wrong])


def forecast_words(found: Forecast | NoForecast | None) -> str:
    """When the target will be reached if it goes on so, between which days; or why no day can be given."""
    match found:
        case Forecast(expected, earliest, latest):
            until = f"between {day(earliest)} and {day(latest)}" if latest else f"{day(earliest)} at the earliest"
            return f"Going on like this, reached about {day(expected)} ({until})"
        case NoForecast(why):
            return f"No forecast: {why}"
        case _:
            return ""


def steadiness_words(reading: IndicatorReading) -> str:
    """Whether its shape lets anything be said; "" without values."""
    if reading.number is None:
        return ""
    if reading.steadiness is Steadiness.TOO_FEW and reading.indicator.period_basis is PeriodBasis.ROLLING_12_MONTHS:
        return "Each value covers twelve months, and too few share none to say whether it is steady"
    return _STEADINESS[reading.steadiness]


def doubts_words(reading: IndicatorReading) -> tuple[str, ...]:
    """What deserves a second look, a sentence each."""
    late = reading.overdue and reading.due_on
    return (
        *(f"{each.value.period}: {each.sentence}" for each in reading.doubts),
        *((f"The next value was due on {day(late)}.",) if late else ()),
    )


def sources(readings: Sequence[IndicatorReading]) -> Iterator[str]:
    """Where the comparators come from, each source once, and which areas the neighbours of each set are."""
    found = [each for reading in readings for each in reading.comparators]
    fetched = sorted({(each.source, each.retrieved_on) for each in found if each.source and each.retrieved_on})
    for source, when in fetched:
        yield f"Comparators: {source}, fetched on {day(when)}."
    named = {each.neighbour_set: each.neighbours for each in found if each.neighbour_set and each.neighbours}
    for name, areas in sorted(named.items()):
        yield f"Statistical neighbours of the {name} set: {listed(areas)}."


def measures(indicator: IndicatorPosition) -> str:
    """What it measures: how much, how well or what difference, in the programme's own words where it has some."""
    return capital(indicator.class_words) if indicator.class_words else CLASSES[indicator.klass]


def _how_much(target: TargetStated, unit: str | None) -> str:
    if target.value is None:
        return ""
    number = figure(target.value, unit)
    match target.kind:
        case TargetKind.FLOOR:
            return f"At least {number}"
        case TargetKind.CEILING:
            return f"At most {number}"
        case TargetKind.RANGE if target.upper is not None:
            return f"{number} to {figure(target.upper, unit)}"
        case TargetKind.COMPARATOR:
            return f"{number} ({target.words})" if target.words else number
        case TargetKind.FIRST_STEP:
            return f"First {number}"
        case _:
            return number


def _to_clear(reading: IndicatorReading) -> str:
    backlog = reading.backlog
    if backlog is None or backlog.growing:
        return "The backlog is growing."
    if backlog.months_to_clear is None:
        return "How long until it is cleared cannot be said."
    months = backlog.months_to_clear
    return "Nothing is left." if months == 0 else f"At this pace {months:.1f} months until it is cleared."
