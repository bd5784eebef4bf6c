"""A backlog as stock and flow: the value of a stretch is what was left at its end."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from wsoa.benchmarks import Flow, adds_up, months_to_clear
from wsoa.benchmarks.backlogs import is_growing
from wsoa.benchmarks.forecasts import is_old
from wsoa.benchmarks.like_with_like import is_cumulative
from wsoa.scorecard.series import Published, Series
from wsoa.scorecard.shape import Backlog
from wsoa.snapshot.positions import ValuePosition

_DAY = timedelta(days=1)


def backlog(series: Series, as_at: date) -> Backlog | None:
    """The backlog that a series counts, where any of its values says what was opened with, arrived or was closed.

    What was counted last long ago has no pace today.
    """
    counted = [each for each in series.values if each.counts or each.number is None]
    if not any(_has_flow(each.of) for each in counted):
        return None
    flows = _flows(counted)
    to_date = is_cumulative(series.basis)
    of_a_day = counted[0].begins == counted[0].ends
    pace = flows[-1:] if to_date else flows[1:] if of_a_day else flows
    if is_old([each.ends for each in counted], as_at):
        pace = []
    return Backlog(
        wrong=tuple(_wrong(counted, flows, to_date=to_date)),
        months_to_clear=months_to_clear(pace),
        growing=is_growing(pace),
    )


def _flows(counted: list[Published]) -> list[Flow]:
    """The periods as counted; what was counted on one day speaks for the time since the count before."""
    flows = [_flow(each.of, each.begins) for each in counted]
    since = [now.ends == now.begins and before.ends < now.begins for before, now in pairwise(counted)]
    later = zip(flows, flows[1:], since, strict=False)
    return [flows[0], *(replace(now, begins=_after(before.ends)) if day else now for before, now, day in later)]


def _after(day: date) -> date:
    return day if day == date.max else day + _DAY


def _wrong(counted: list[Published], flows: list[Flow], *, to_date: bool) -> list[tuple[ValuePosition, str]]:
    before: list[Flow | None] = [None, *flows]
    found = []
    for value, flow, last in zip(counted, flows, before, strict=False):
        follows = last is not None and _after(last.ends) == flow.begins and not to_date
        if sentence := adds_up(flow, last if follows else None):
            found.append((value.of, sentence))
    return found


def _flow(value: ValuePosition, begins: date) -> Flow:
    whole = value.value is not None and value.value == value.value.to_integral_value()
    closing = int(value.value) if value.value is not None and whole else None
    return Flow(begins, value.ends, value.opening, value.arrived, value.closed, closing)


def _has_flow(value: ValuePosition) -> bool:
    return not (value.opening is None and value.arrived is None and value.closed is None)
