"""Backlogs are stock and flow: opening + arrived - closed = closing, or somebody says what does not add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

RECENT = 3
"""The pace is that of so many last periods, each of which begins where the one before it ends."""
_GAP = timedelta(days=3)
"""A week that is counted to its Friday is followed by the one that begins on Monday."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One period of a backlog, as counted. None: not counted."""

    begins: date
    ends: date
    opening: int | None
    arrived: int | None
    closed: int | None
    closing: int | None


def adds_up(flow: Flow, before: Flow | None = None) -> str:
    """What does not add up, a sentence for each fault; "" when all that was counted does."""
    return " ".join(filter(None, (_joins(flow, before), _sums(flow))))


def _joins(flow: Flow, before: Flow | None) -> str:
    if before is None or None in (before.closing, flow.opening) or before.closing == flow.opening:
        return ""
    return f"The period before closed with {before.closing}, this one opens with {flow.opening}."


def _sums(flow: Flow) -> str:
    if flow.opening is None or flow.arrived is None or flow.closed is None or flow.closing is None:
        return ""
    expected = flow.opening + flow.arrived - flow.closed
    if expected == flow.closing:
        return ""
    off = flow.closing - expected
    sum_ = f"{flow.opening} + {flow.arrived} - {flow.closed} is {expected}"
    return f"{sum_}, but {flow.closing} were counted at the end: {abs(off)} {'more' if off > 0 else 'fewer'}."


def months_to_clear(flows: Sequence[Flow]) -> Decimal | None:
    """Months until nothing is left at the pace of the last periods; None when it is growing, or not known.

    Zero when nothing is left. A pace is only known of periods in which arrivals and closures were both counted, and of
    the last ones: no gap is bridged, and no day counted twice.
    """
    if not flows or flows[-1].closing is None:
        return None
    if flows[-1].closing == 0:
        return Decimal()
    recent = _counted(_recent(flows))
    days = sum((each.ends - each.begins).days + 1 for each, _ in recent)
    cleared = -sum(grown for _, grown in recent)
    if cleared <= 0 or not days:
        return None
    a_month = Decimal(cleared) * Decimal("30.4375") / Decimal(days)
    return Decimal(flows[-1].closing) / a_month


def is_growing(flows: Sequence[Flow]) -> bool:
    """Whether more arrived than were closed over the last periods."""
    return sum(grown for _, grown in _counted(_recent(flows))) > 0


def _recent(flows: Sequence[Flow]) -> list[Flow]:
    """The last periods that follow each other, the newest first."""
    found = list(flows[-1:])
    for each in reversed(flows[:-1]):
        if len(found) == RECENT or found[-1].begins - each.ends > _GAP:
            break
        if each.ends < found[-1].begins:
            found.append(each)
    return found


def _counted(flows: Sequence[Flow]) -> list[tuple[Flow, int]]:
    """The periods in which both were counted, each with how much the backlog grew in it."""
    both = ((each, each.arrived, each.closed) for each in flows)
    return [(each, arrived - closed) for each, arrived, closed in both if arrived is not None and closed is not None]
