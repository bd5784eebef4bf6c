"""Points about indicators: what nobody measures, what is out of date, and what a target or a baseline lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from wsoa.benchmarks import Checkpoint, Target
from wsoa.benchmarks.targets import asks_for_less, missed
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
    """A target, or a checkpoint on the way to it, asks for less than it once did, or for it later.

    So does what is set in the place of one that was withdrawn.
    """
    for own in rounds.now.indicators:
        found = [*(_lowered(own, target.stated) for target in own.targets), *_withdrawn_for_less(own)]
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
        was, is_now = rule_of(before), rule_of(now)
        if asks_for_less(replace(was, checkpoints=()), is_now, own.polarity):
            asked = f"It was to reach {_asked(own, before)}, and is now to reach {_asked(own, now)}."
            return f"{asked} {_why(after.written)}", after.written
        if gone := missed(was, is_now, own.polarity):
            return f"{_lower_on_the_way(own, gone, is_now)} {_why(after.written)}", after.written
    return None


def _lower_on_the_way(own: IndicatorPosition, gone: Checkpoint, now: Target) -> str:
    """A checkpoint that is asked for no more, in a sentence."""
    was = f"On the way it was to reach {figure(gone.value, own.unit)} by {day(gone.by)}"
    instead = next((each for each in now.checkpoints if each.by == gone.by), None)
    return f"{was}, and is now to reach {figure(instead.value, own.unit)}." if instead else f"{was}, and is no longer."


def _withdrawn_for_less(own: IndicatorPosition) -> Iterator[tuple[str, Written]]:
    """What a target asked for that was withdrawn, where others stand and none of them asks for as much."""
    standing = [each.now for each in own.targets if each.now.kind is not TargetKind.STATUTORY]
    for gone in own.withdrawn:
        if gone.now.kind is TargetKind.STATUTORY:
            continue
        dropped = gone.now.written
        for before in reversed(gone.stated[:-1] or gone.stated):
            was = _without_past(rule_of(before), dropped)
            if standing and all(asks_for_less(was, rule_of(each), own.polarity) for each in standing):
                now = standing[-1]
                reason = f": {quoted(dropped.reason)}" if dropped.reason else ", without a reason"
                yield (
                    f"It was to reach {_asked(own, before)}, which {dropped.by} withdrew on {day(told_on(dropped))}"
                    f"{reason}. It is now to reach {_asked(own, now)}.",
                    max(dropped, now.written, key=told_on),
                )
                break


def _without_past(target: Target, dropped: Written) -> Target:
    """What a target asked for; a day that had passed when it was withdrawn is put off by no new one."""
    if target.by is None or target.by > told_on(dropped):
        return target
    return replace(target, by=None, checkpoints=())


def _asked(own: IndicatorPosition, stated: TargetStated) -> str:
    """A target in figures with its day, in the plan's words where it has none: *60% by 31 March 2027*."""
    much = figure(stated.value, own.unit) if stated.value is not None else _in_words(stated)
    upper = f" to {figure(stated.upper, own.unit)}" if stated.upper is not None else ""
    return f"{much}{upper}{f' by {day(stated.by)}' if stated.by else ''}"


def _in_words(stated: TargetStated) -> str:
    if stated.words:
        return quoted(stated.words)
    return "a change for the better" if stated.kind is TargetKind.DIRECTION else "a target without a number"


def _why(written: Written) -> str:
    reason = f"The reason given: {quoted(written.reason)}" if written.reason else "No reason is given."
    return f"{written.by} changed it on {day(told_on(written))}. {reason}"
