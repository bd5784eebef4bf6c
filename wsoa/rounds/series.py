"""Rounds that come again and again: their dates, and what stands in the way of them."""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from wsoa.change import Change
from wsoa.rounds.window import YEARS, RoundChange, day_named, round_problems

MOST_ROUNDS = 36
"""Rounds in one series: three years of months."""

_SIX_WEEKS = timedelta(weeks=6)


class Rhythm(StrEnum):
    """How often rounds come."""

    MONTHLY = "monthly"
    SIX_WEEKLY = "six-weekly"


def _in_our_time(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError("Check the year.")
    return day


Days = Annotated[int, Field(ge=0, le=60)]


class SeriesChange(Change):
    """Rounds that come again and again: the first date spoken for, how many, and the days around each date."""

    first: Annotated[date, AfterValidator(_in_our_time)] = Field(title="The first date")
    rhythm: Rhythm = Field(default=Rhythm.MONTHLY, title="How often")
    count: Annotated[int, Field(ge=1, le=MOST_ROUNDS)] = Field(title="The number of rounds")
    opens_before: Days = Field(title="The days before")
    closes_after: Days = Field(title="The days after")
    board_after: Days | None = Field(default=None, title="The days until the board meets")


def series_of(change: SeriesChange) -> tuple[RoundChange, ...]:
    """The rounds of a series. A first date at the end of a month gives the ends of the months that follow."""
    return tuple(
        RoundChange(
            name=f"{on:%B %Y}" if change.rhythm is Rhythm.MONTHLY else day_named(on),
            position_date=on,
            opens=on - timedelta(change.opens_before),
            closes=on + timedelta(change.closes_after),
            board_date=None if change.board_after is None else on + timedelta(change.board_after),
        )
        for on in _dates(change)
    )


def series_problems(changes: Sequence[RoundChange], others: Sequence[RoundChange]) -> dict[str, str]:
    """What stands in the way of a series, field by field (`opens-2`): its own rounds and others."""
    problems: dict[str, str] = {}
    for place, change in enumerate(changes, 1):
        found = round_problems(change, [*others, *changes[: place - 1]])
        problems |= {f"{field}-{place}": said for field, said in found.items()}
    return problems


def _dates(change: SeriesChange) -> Iterator[date]:
    on, is_end = change.first, change.first.day == _days_in(change.first.year, change.first.month)
    for step in range(change.count):
        if change.rhythm is Rhythm.SIX_WEEKLY:
            yield on + step * _SIX_WEEKS
            continue
        year, month = divmod(on.year * 12 + on.month - 1 + step, 12)
        last = _days_in(year, month + 1)
        yield date(year, month + 1, last if is_end else min(on.day, last))


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
