"""Points about dates: passed, missing, moved again, or waiting for an answer. What is complete keeps none of them."""

from collections.abc import Iterator
from datetime import timedelta

from wsoa.points.questions import has_no_date, is_complete, is_overdue
from wsoa.points.rounds import Rounds, begins
from wsoa.points.shape import Point, day, due, point, rated, told_on
from wsoa.points.silence import last_said
from wsoa.snapshot.positions import MilestonePosition
from wsoa.terms import Scope, TimescaleKind

OVERDUE, NO_DATE, MOVED, PENDING = "overdue", "no-date", "dates-moved", "date-pending"
_UNLISTED = "Only exceptions are listed, so it may be complete by now."


def overdue(rounds: Rounds) -> Iterator[Point]:
    """Not complete, and past the latest day its approved date can mean.

    What a record of exceptions only has not listed in this round may stand otherwise by now: it says when it last did.
    """
    for each in rounds.live:
        current = each.dates.current
        if current is None or current.latest is None or not is_overdue(each, rounds.now):
            continue
        forecast = each.dates.forecast
        foreseen = f"; it is now expected {forecast.words}" if forecast else ""
        facts = f"Due {due(current)}, and stands at {rated(each.level)}{foreseen}."
        if rounds.now.scope is Scope.EXCEPTIONS and not rounds.is_told(each):
            facts = f"Due {due(current)}{foreseen}. {last_said(each)} {_UNLISTED}"
        yield point(OVERDUE, each, facts, since=current.latest + timedelta(days=1))


def no_date(rounds: Rounds) -> Iterator[Point]:
    """Not complete, with nothing to keep to, in a programme that gives dates at all."""
    if any(each.dates.current for each in rounds.live):
        for each in rounds.live:
            if has_no_date(each, rounds.now):
                yield point(NO_DATE, each, _undated(each))


def _undated(milestone: MilestonePosition) -> str:
    current = milestone.dates.current
    if current is None:
        return "It has no date."
    if current.kind is TimescaleKind.TO_BE_DECIDED:
        return f"Its date is still to be decided: “{current.words}”."
    return f"Its date cannot be read as one: “{current.words}”."


def dates_moved(rounds: Rounds) -> Iterator[Point]:
    """Not complete, and its approved date has moved more than once."""
    for each in rounds.live:
        first, current = each.dates.original, each.dates.current
        if each.dates.moves < 2 or is_complete(each) or first is None or current is None:
            continue
        then, current_round = rounds.last(each), rounds.now.current_round
        again = then is not None and then[1].dates.moves < each.dates.moves
        since = begins(current_round) if again and current_round else None
        facts = f"Its date has moved {each.dates.moves} times: first {first.words}, now {current.words}."
        yield point(MOVED, each, facts, since=since)


def date_pending(rounds: Rounds) -> Iterator[Point]:
    """Not complete, and a move of its date was proposed that nobody has agreed or refused."""
    for each in rounds.live:
        pending = each.dates.pending
        if pending is None or is_complete(each):
            continue
        asked = pending.of or "an answer"
        stands = f"from {each.dates.current.words} " if each.dates.current else ""
        why = f" Reason: {pending.written.reason}" if pending.written.reason else ""
        facts = f"A move {stands}to {pending.to.words} waits for {asked} since {day(told_on(pending.written))}.{why}"
        yield point(PENDING, each, facts, since=told_on(pending.written))
