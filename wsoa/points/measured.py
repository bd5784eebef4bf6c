"""Points about indicators: what nobody measures, what is out of date, and what a target or a baseline lacks."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from wsoa.benchmarks import Target
from wsoa.benchmarks.targets import asks_less
from wsoa.points.figures import figure, indicator, value
from wsoa.points.proof import weakness
from wsoa.points.rounds import Rounds
from wsoa.points.shape import Point, Thing, day, quoted, told_on
from wsoa.scorecard.aims import rule_of
from wsoa.snapshot.positions import IndicatorPosition, TargetStated, Written
from wsoa.statistics.values import read_value
from wsoa.terms import IndicatorClass, TargetKind, ThingState

NO_DIFFERENCE = "no-difference-indicator"
OUT_OF_DATE, LOWERED, NO_BASELINE = "indicator-out-of-date", "target-lowered", "baseline-missing"


def no_difference_indicator(rounds: Rounds) -> Iterator[Point]:
    """An area of weakness that no indicator of *what difference* speaks for, once the record links any to an area."""
    measures = rounds.now.indicators
    if not any(each.weaknesses for each in measures):
        return
    for each in rounds.now.weaknesses:
        own = [measure for measure in measures if each.number in measure.weaknesses]
        if each.state is not ThingState.LIVE or any(one.klass is IndicatorClass.DIFFERENCE for one in own):
            continue
        several = f"{len(own)} indicators speak for it, none of them of what difference it makes."
        one_or_none = f"Only {quoted(own[0].name)} speaks for it." if own else "No indicator speaks for it."
        facts = several if len(own) > 1 else one_or_none
        links = tuple(Thing("indicator", one.number, "", one.name) for one in own)
        yield Point(NO_DIFFERENCE, weakness(each), facts, links)


def out_of_date(rounds: Rounds) -> Iterator[Point]:
    """By how often there is a value, the next should have been there."""
    for each in rounds.readings:
        if not each.overdue or each.due_on is None or each.latest is None:
            continue
        last, own = each.latest, each.indicator
        facts = (
            f"The last value is {value(last, own.unit)}, published on {day(last.published_on)}. By its frequency"
            f" ({own.frequency}) the next was due on {day(each.due_on)}."
        )
        yield Point(OUT_OF_DATE, indicator(own), facts, since=each.due_on + timedelta(days=1))


def target_lowered(rounds: Rounds) -> Iterator[Point]:
    """A target, or a checkpoint on the way to it, asks for less than it once did, or for as much later."""
    for own in rounds.now.indicators:
        found = [_lowered(own, target.stated) for target in own.targets]
        said = [each for each in found if each is not None]
        if said:
            facts = " ".join(facts for facts, _ in said)
            yield Point(LOWERED, indicator(own), facts, since=max(told_on(each) for _, each in said))


def baseline_missing(rounds: Rounds) -> Iterator[Point]:
    """There is something to reach, and nothing says from where."""
    for own in rounds.now.indicators:
        stated = next((each for each in own.targets if each.now.kind is not TargetKind.STATUTORY), None)
        read = read_value(own.baseline) if own.baseline else None
        if stated is None or (own.baseline and (read is None or read.missing is None)):
            continue
        given = f"its baseline is given as {quoted(own.baseline)}" if own.baseline else "no baseline is given"
        facts = f"It is to reach {_asked(own, stated.now)}, but {given}: how far it has come cannot be said."
        yield Point(NO_BASELINE, indicator(own), facts, since=told_on(stated.stated[0].written))


def _lowered(own: IndicatorPosition, stated: Sequence[TargetStated]) -> tuple[str, Written] | None:
    """What was asked and what is asked now, and the statement that changed it; None where it asks for no less."""
    now = stated[-1]
    for before, after in reversed(tuple(pairwise(stated))):
        if asks_less(rule_of(before), rule_of(now), own.polarity) or _is_put_off(before, now):
            asked = f"It was to reach {_asked(own, before)}, and is now to reach {_asked(own, now)}."
            return f"{asked} {_why(after.written)}", after.written
        if way := _lower_on_the_way(own, before, now):
            return f"{way} {_why(after.written)}", after.written
    return None


def _is_put_off(before: TargetStated, now: TargetStated) -> bool:
    same = (before.kind, before.value, before.upper) == (now.kind, now.value, now.upper)
    return same and before.by is not None and now.by is not None and before.by < now.by


def _lower_on_the_way(own: IndicatorPosition, before: TargetStated, now: TargetStated) -> str:
    """The first checkpoint of the same day that asks for less, in a sentence; "" without one."""
    then = {each.by: each.value for each in before.checkpoints}
    for each in now.checkpoints:
        asked = then.get(each.by)
        if asked is not None and asks_less(Target(now.kind, asked), Target(now.kind, each.value), own.polarity):
            was, is_now = figure(asked, own.unit), figure(each.value, own.unit)
            return f"On the way it was to reach {was} by {day(each.by)}, and is now to reach {is_now}."
    return ""


def _asked(own: IndicatorPosition, stated: TargetStated) -> str:
    """A target in figures with its day, in the plan's words where it has none: *60% by 31 March 2027*."""
    much = figure(stated.value, own.unit) if stated.value is not None else quoted(stated.words or "a target")
    upper = f" to {figure(stated.upper, own.unit)}" if stated.upper is not None else ""
    return f"{much}{upper}{f' by {day(stated.by)}' if stated.by else ''}"


def _why(written: Written) -> str:
    reason = f"The reason given: {quoted(written.reason)}" if written.reason else "No reason is given."
    return f"{written.by} changed it on {day(told_on(written))}. {reason}"
