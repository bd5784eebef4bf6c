"""How pages call visits and what belongs to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.render import day
from exports.parts.wording import counted
from wsoa.clock import LONDON
from wsoa.snapshot.positions import Written
from wsoa.snapshot.positions.visits import (
    NotePosition,
    RequestCounts,
    RequestPosition,
    RequestState,
    SessionPosition,
    VisitPosition,
)
from wsoa.terms import VisitKind

KINDS = {
    VisitKind.REVISIT: "Revisit",
    VisitKind.MONITORING_INSPECTION: "Monitoring inspection",
    VisitKind.DEEP_DIVE: "Deep dive",
    VisitKind.STOCKTAKE: "Stocktake",
}
STATES = {
    RequestState.OPEN: "Open",
    RequestState.LATE: "Late",
    RequestState.ANSWERED: "Answered",
    RequestState.WITHDRAWN: "Withdrawn",
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a visit. `place` is the how-manieth it is; `has_come`: its meeting may have been held."""

    day: date
    name: str
    place: int
    is_today: bool
    has_come: bool
    sessions: tuple[SessionPosition, ...]
    note: NotePosition | None


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the request log with its moments in words; those of what did not happen are empty."""

    request: RequestPosition
    state: RequestState
    said: str
    asked: str
    answered: str
    amended: str
    taken_back: str


def weekday(when: date) -> str:
    """Monday 18 March 2019."""
    return f"{_WEEKDAYS[when.weekday()]} {day(when)}"


def days_in_words(visit: VisitPosition) -> str:
    """18 to 20 March 2019; 30 March to 1 April 2019."""
    first, last = day(visit.starts), day(visit.ends)
    if visit.starts == visit.ends:
        return first
    if visit.starts.year == visit.ends.year:
        first = first.removesuffix(f" {visit.starts.year}")
        if visit.starts.month == visit.ends.month:
            first = str(visit.starts.day)
    return f"{first} to {last}"


def times(session: SessionPosition) -> str:
    """09:30 to 10:15; from 09:30 where no end is said."""
    return f"{session.begins} to {session.ends}" if session.ends else f"From {session.begins}"


def counts_in_words(counts: RequestCounts) -> str:
    """7 asked, 5 answered, 1 late."""
    late = (f"{counts.late} late",) if counts.late else ()
    return ", ".join((f"{counts.asked} asked", f"{counts.answered} answered", *late))


def days_of(visit: VisitPosition, today: date, *, is_past: bool) -> tuple[Day, ...]:
    """The days in the order in which they are needed: today's, those to come, those that have been.

    In the past, and before or after the visit, they stand in the order of their dates.
    """
    found = tuple(_days(visit, today, is_past=is_past))
    here = next((each for each in found if each.is_today), None)
    return (*found[here.place - 1 :], *found[: here.place - 1]) if here else found


def _days(visit: VisitPosition, today: date, *, is_past: bool) -> Iterator[Day]:
    for place, when in enumerate(visit.days, 1):
        yield Day(
            day=when,
            name=weekday(when),
            place=place,
            is_today=when == today and not is_past,
            has_come=when <= today,
            sessions=visit.sessions_on(when),
            note=visit.note_of(when),
        )


def log_of(visit: VisitPosition, today: date) -> tuple[Logged, ...]:
    """The request log: what waits for an answer first, late before open; each group as it was asked."""
    order = list(STATES)
    order.remove(RequestState.LATE)
    order.insert(0, RequestState.LATE)
    lines = [_logged(each, today) for each in visit.requests]
    return tuple(sorted(lines, key=lambda each: order.index(each.state)))


def _logged(request: RequestPosition, today: date) -> Logged:
    state = request.state(today)
    answered, amended, back = request.answered, request.amended, request.taken_back
    return Logged(
        request=request,
        state=state,
        said=STATES[state],
        asked=f"{day(request.asked_on)}{f', {request.asked_at}' if request.asked_at else ''}",
        answered=moment_of(answered) if answered else "",
        amended=moment_of(amended) if amended else "",
        taken_back=moment_of(back) if back else "",
    )


def moment_of(written: Written) -> str:
    """When it was written, with the time as the timetable writes times: 19 March 2019, 14:25."""
    local = written.recorded_at.astimezone(LONDON)
    return f"{day(local.date())}, {local:%H:%M}"


def waits(visit: VisitPosition, today: date) -> str:
    """What waits in a visit, in a sentence of the overview; empty when it is not going on and nothing is open."""
    here, counts = visit.starts <= today <= visit.ends, visit.counts(today)
    parts = [f"day {(today - visit.starts).days + 1} of {len(visit.days)}"] if here else []
    if counts.open:
        late = f", {counts.late} late" if counts.late else ""
        parts.append(f"{counted(counts.open, 'request')} to answer{late}")
    return f"{visit.title}: {', '.join(parts)}" if parts else ""
