"""Rounds that come again and again: their dates, and what stands in the way of them."""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import count, islice
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from wsoa.change import Change
from wsoa.rounds.window import YEARS, BoardDayChange, RoundChange, day_named, round_problems
from wsoa.terms import Precision, TimescaleKind
from wsoa.text import Number
from wsoa.timescales import DEFAULT_TERMS, read_timescale

MOST_ROUNDS = 36
"""Rounds in one series: three years of months."""

_SIX_WEEKS = timedelta(weeks=6)


class Rhythm(StrEnum):
    """How often rounds come; `own` are dates that somebody lists."""

    MONTHLY = "monthly"
    SIX_WEEKLY = "six-weekly"
    TERMLY = "termly"
    OWN = "own"


def _in_our_time(day: date | None) -> date | None:
    if day is not None and day.year not in YEARS:
        raise ValueError("Check the year.")
    return day


def _each_line(pasted: object) -> object:
    """The dates of a pasted list, one a line, as people write dates."""
    if not isinstance(pasted, list | tuple):
        return pasted
    lines = [line for text in pasted for line in str(text).splitlines() if line.strip()]
    return [_day_in(line, place) for place, line in enumerate(lines, 1)]


def _day_in(line: str, place: int) -> date:
    # A year that is not said is read as one that no round can have.
    read = read_timescale(line.strip(), date(YEARS.start - 1, 1, 1))
    is_day = read.kind is TimescaleKind.DATE and read.precision is Precision.DAY
    if not is_day or read.latest is None or read.latest.year not in YEARS:
        raise ValueError(f"Line {place} is not a day with its year. Write it like 31 March 2026.")
    return read.latest


Days = Annotated[int, Field(ge=0, le=60)]
Dates = Annotated[tuple[date, ...], BeforeValidator(_each_line)]


class BoardAfterChange(Change):
    """A board that the rounds of a series serve, and how many days after each date it meets."""

    board: Number
    after: Days | None = Field(default=None, title="The days until this board meets")


def _each_once(boards: tuple[BoardAfterChange, ...]) -> tuple[BoardAfterChange, ...]:
    if len({each.board for each in boards}) < len(boards):
        raise ValueError("A round serves each board once.")
    return boards


class SeriesChange(Change):
    """Rounds that come again and again: the first date spoken for, how many, and the days around each date.

    Termly rounds speak for the end of each school term from the first date on; own rounds for the `dates` listed, and
    have neither first date nor number.
    """

    rhythm: Rhythm = Field(default=Rhythm.MONTHLY, title="How often")
    first: Annotated[date | None, AfterValidator(_in_our_time)] = Field(
        default=None, title="The first date", validate_default=True
    )
    count: Annotated[int, Field(ge=1, le=MOST_ROUNDS)] | None = Field(
        default=None, title="The number of rounds", validate_default=True
    )
    dates: Dates = Field(default=(), title="The dates", validate_default=True)
    opens_before: Days = Field(title="The days before")
    closes_after: Days = Field(title="The days after")
    board_after: Days | None = Field(default=None, title="The days until the board meets")
    boards: Annotated[tuple[BoardAfterChange, ...], AfterValidator(_each_once)] = Field(
        default=(), title="The boards they serve"
    )

    @field_validator("first", "count")
    @classmethod
    def _needed_by_a_rhythm(cls, given: date | int | None, stated: ValidationInfo) -> date | int | None:
        if given is None and stated.data.get("rhythm") is not Rhythm.OWN:
            raise ValueError("Enter the first date" if stated.field_name == "first" else "Enter the number of rounds")
        return given

    @field_validator("dates")
    @classmethod
    def _listed_for_own(cls, dates: tuple[date, ...], stated: ValidationInfo) -> tuple[date, ...]:
        own = stated.data.get("rhythm") is Rhythm.OWN
        if dates and not own:
            raise ValueError("Choose dates of your own above, or empty this list.")
        if own and not dates:
            raise ValueError("List the dates, one a line.")
        if len(dates) > MOST_ROUNDS:
            raise ValueError(f"There are {len(dates)} dates; {MOST_ROUNDS} are the most at once.")
        return tuple(sorted(set(dates)))


def series_of(change: SeriesChange) -> tuple[RoundChange, ...]:
    """The rounds of a series. A first date at the end of a month gives the ends of the months that follow."""
    return tuple(
        RoundChange(
            name=name,
            position_date=on,
            opens=on - timedelta(change.opens_before),
            closes=on + timedelta(change.closes_after),
            board_date=_after(on, change.board_after),
            boards=tuple(BoardDayChange(board=each.board, meets=_after(on, each.after)) for each in change.boards),
        )
        for name, on in _named(change)
    )


def series_problems(changes: Sequence[RoundChange], others: Sequence[RoundChange]) -> dict[str, str]:
    """What stands in the way of a series, field by field (`opens-2`): its own rounds and others."""
    problems: dict[str, str] = {}
    for place, change in enumerate(changes, 1):
        found = round_problems(change, [*others, *changes[: place - 1]])
        problems |= {f"{field}-{place}": said for field, said in found.items()}
    return problems


def _after(on: date, days: int | None) -> date | None:
    return None if days is None else on + timedelta(days)


def _named(change: SeriesChange) -> Iterator[tuple[str, date]]:
    """What each round is called, and the date it speaks for."""
    if change.first is None or change.count is None:
        yield from ((day_named(on), on) for on in change.dates)
    elif change.rhythm is Rhythm.TERMLY:
        yield from islice(_ends_of_terms(change.first), change.count)
    elif change.rhythm is Rhythm.SIX_WEEKLY:
        weeks = (change.first + step * _SIX_WEEKS for step in range(change.count))
        yield from ((day_named(on), on) for on in weeks)
    else:
        yield from ((f"{on:%B %Y}", on) for on in _months(change.first, change.count))


def _ends_of_terms(first: date) -> Iterator[tuple[str, date]]:
    """The end of each school term, from that day on."""
    for year in count(first.year):
        for term in sorted(DEFAULT_TERMS.terms, key=lambda each: each.ends):
            if (ends := date(year, *term.ends)) >= first:
                yield f"{term.name.capitalize()} term {year}", ends


def _months(first: date, many: int) -> Iterator[date]:
    is_end = first.day == _days_in(first.year, first.month)
    for step in range(many):
        year, month = divmod(first.year * 12 + first.month - 1 + step, 12)
        last = _days_in(year, month + 1)
        yield date(year, month + 1, last if is_end else min(first.day, last))


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
