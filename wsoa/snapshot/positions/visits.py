"""Visits of inspectors or advisers: their days, whom they meet, what was said each day, and what they asked for."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wsoa.snapshot.positions.shared import Written
from wsoa.terms import VisitKind


class RequestState(StrEnum):
    """How far a request has come. `late`: it is open, and the day by which an answer was due has passed."""

    OPEN = "open"
    LATE = "late"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class SessionPosition:
    """A session of the timetable; times are "09:30". `withdrawn`: it does not take place, for the row's reason."""

    number: int
    visit: int
    day: date
    begins: str
    ends: str | None
    title: str
    place: str | None
    attends: str | None
    weakness: int | None
    withdrawn: bool
    written: Written


@dataclass(frozen=True, slots=True)
class NotePosition:
    """What was said in the keeping-in-touch meeting of one day. `shared`: readers from outside see it."""

    number: int
    visit: int
    day: date
    text: str
    shared: bool
    written: Written


@dataclass(frozen=True, slots=True)
class RequestPosition:
    """Something the visitors asked for, and how it was answered.

    `answered` is the first answer, `amended` the one that stands in its place (None: the first stands). `taken_back`
    is who said last, and why, that what had been answered does not stand.
    """

    number: int
    visit: int
    asked_on: date
    asked_at: str | None
    asked_by: str
    wording: str
    owner: str | None
    due: date | None
    withdrawn: bool
    written: Written
    answer: str | None = None
    evidence: tuple[int, ...] = ()
    answered: Written | None = None
    amended: Written | None = None
    taken_back: Written | None = None

    def state(self, on: date) -> RequestState:
        """How far it has come by that day."""
        if self.withdrawn:
            return RequestState.WITHDRAWN
        if self.answered:
            return RequestState.ANSWERED
        return RequestState.LATE if self.due and self.due < on else RequestState.OPEN


@dataclass(frozen=True, slots=True)
class RequestCounts:
    """How many were asked (withdrawn ones left out), how many of them are answered, and how many late."""

    asked: int
    answered: int
    late: int

    @property
    def open(self) -> int:
        """How many still wait for an answer, late or not."""
        return self.asked - self.answered


@dataclass(frozen=True, slots=True)
class VisitPosition:
    """A visit with all that belongs to it: sessions in the order of time, notes by day, requests as they were asked."""

    number: int
    kind: VisitKind
    title: str
    starts: date
    ends: date
    visitors: str | None
    nominee: str | None
    shared: bool
    written: Written
    sessions: tuple[SessionPosition, ...] = ()
    notes: tuple[NotePosition, ...] = ()
    requests: tuple[RequestPosition, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """Every day from the first to the last."""
        return tuple(self.starts + timedelta(days=each) for each in range((self.ends - self.starts).days + 1))

    def sessions_on(self, day: date) -> tuple[SessionPosition, ...]:
        """The timetable of one day."""
        return tuple(each for each in self.sessions if each.day == day)

    def note_of(self, day: date) -> NotePosition | None:
        """The note of one day's keeping-in-touch meeting."""
        return next((each for each in self.notes if each.day == day), None)

    def counts(self, on: date) -> RequestCounts:
        """How the request log stands on that day."""
        states = [state for each in self.requests if (state := each.state(on)) is not RequestState.WITHDRAWN]
        return RequestCounts(len(states), states.count(RequestState.ANSWERED), states.count(RequestState.LATE))
