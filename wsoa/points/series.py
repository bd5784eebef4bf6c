"""Points about the values of an indicator: what in its series may mislead whoever reads it."""

from collections.abc import Iterator
from datetime import date

from wsoa.benchmarks import Steadiness
from wsoa.benchmarks.steadiness import FEWEST
from wsoa.points.figures import figure, indicator, value
from wsoa.points.proof import weakness
from wsoa.points.rounds import Rounds
from wsoa.points.shape import Point, day, quoted, told_on
from wsoa.scorecard import DoubtKind, IndicatorReading
from wsoa.terms import Impact, ThingState

SWINGS, CLAIMED, RESET = "series-swings", "swings-claimed", "across-reset"
OFFICIAL, BACKLOG, IMPLAUSIBLE = "local-official", "backlog-sums", "implausible-value"

_CLAIMS = {Impact.EVIDENCED: "evidenced", Impact.SUSTAINED: "sustained"}


def series_swings(rounds: Rounds) -> Iterator[Point]:
    """The values that may be compared lie beyond what chance explains, and not to one side only."""
    for each in rounds.readings:
        if each.steadiness is Steadiness.SPIKY and each.number is not None:
            facts = f"{_swing(each)} Neither better nor worse can be told from them."
            yield Point(SWINGS, indicator(each.indicator), facts, since=each.number.published_on)


def swings_claimed(rounds: Rounds) -> Iterator[Point]:
    """An impact judged evidenced or sustained by an indicator that swings too much, or has too few points to tell."""
    readings = {each.indicator.number: each for each in rounds.readings}
    standing = {each.number: each for each in rounds.now.weaknesses if each.state is ThingState.LIVE}
    for judged in rounds.now.impacts:
        if judged.impact not in _CLAIMS or judged.weakness not in standing:
            continue
        cited = [readings[number] for number in judged.indicators if number in readings]
        doubtful = [each for each in cited if each.number and each.steadiness in (Steadiness.SPIKY, Steadiness.TOO_FEW)]
        if doubtful:
            said = f"Judged {_CLAIMS[judged.impact]} on {day(judged.written.as_at)}."
            facts = " ".join([said, *(f"{quoted(each.indicator.name)}: {_swing(each)}" for each in doubtful)])
            links = tuple(indicator(each.indicator) for each in doubtful)
            yield Point(CLAIMED, weakness(standing[judged.weakness]), facts, links, since=told_on(judged.written))


def across_reset(rounds: Rounds) -> Iterator[Point]:
    """The newest number is the first after a count began anew, and beside the one before only seems better."""
    for each in rounds.readings:
        before, now, unit = each.across_reset, each.number, each.indicator.unit
        if before is None or now is None:
            continue
        alike = "the record has no number of the same point of the year before to compare it with"
        if each.before is not None:
            alike = (
                f"beside the same point of the year before, {value(each.before, unit)}, it is {each.direction.value}"
            )
        facts = f"{value(now, unit)} is no improvement on {value(before, unit)}: the count began anew; {alike}."
        yield Point(RESET, indicator(each.indicator), facts, since=now.published_on)


def local_and_official(rounds: Rounds) -> Iterator[Point]:
    """An own value and the area's official one of the same time differ by more than rounding."""
    for each in rounds.readings:
        if not each.differing or (compared := each.indicator.compared) is None:
            continue
        own, official = each.differing[-1]
        told, unit = official.provenance, each.indicator.unit
        source = f" ({told.source}, fetched on {day(told.retrieved_on)})" if told else ""
        published = figure(official.number, unit) if official.number is not None else official.raw
        facts = (
            f"The programme's own value is {value(own, unit)}; the official one of {compared.area} for"
            f" {official.period} is {published}{source}.{_others(len(each.differing), 'values differ')}"
        )
        since = max(own.published_on, told.retrieved_on) if told else own.published_on
        yield Point(OFFICIAL, indicator(each.indicator), facts, since=since)


def backlog_sums(rounds: Rounds) -> Iterator[Point]:
    """What was opened with, arrived and was closed does not give what was left, or not what the next opens with."""
    for each in rounds.readings:
        if each.backlog is None or not each.backlog.wrong:
            continue
        wrong, sentence = each.backlog.wrong[-1]
        more = _others(len(each.backlog.wrong), "periods do not add up")
        facts = f"{wrong.period}: {sentence}{more}"
        yield Point(BACKLOG, indicator(each.indicator), facts, since=wrong.published_on)


def implausible(rounds: Rounds) -> Iterator[Point]:
    """A value that can hardly be what was measured. It is kept as it was given."""
    for each in rounds.readings:
        doubted = [doubt for doubt in each.doubts if doubt.kind is DoubtKind.IMPLAUSIBLE]
        if doubted:
            last = doubted[-1]
            told = f"{last.value.period}, published on {day(last.value.published_on)}: {last.sentence}"
            facts = f"{told}{_others(len(doubted), 'values deserve a second look')}"
            yield Point(IMPLAUSIBLE, indicator(each.indicator), facts, since=_newest(each))


def _newest(reading: IndicatorReading) -> date:
    return max(each.value.published_on for each in reading.doubts if each.kind is DoubtKind.IMPLAUSIBLE)


def _swing(reading: IndicatorReading) -> str:
    """How much a series swings, or how few its points are."""
    unit, numbers = reading.indicator.unit, [each.value for each in reading.alike if each.value is not None]
    if reading.steadiness is Steadiness.TOO_FEW or reading.limits is None:
        few = f"{len(numbers)} of its values" if len(numbers) > 1 else "one of its values"
        return f"only {few} may be compared, too few to tell a trend from chance (it takes {FEWEST})."
    lowest, highest = figure(min(numbers), unit), figure(max(numbers), unit)
    return f"its last {len(numbers)} values swing between {lowest} and {highest}, beyond what chance explains."


def _others(count: int, what: str) -> str:
    return f" In all {count} {what}." if count > 1 else ""
