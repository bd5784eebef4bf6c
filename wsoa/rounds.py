"""Boards, and the rounds of updates that serve them."""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from sqlalchemy.orm import Session

from wsoa import clock
from wsoa.access import Action, Actor
from wsoa.change import Change
from wsoa.errors import Invalid, Unseen
from wsoa.history import OpenEntry, entry, newest, rows
from wsoa.tables import Board, BoardTerms, Round, RoundTerms
from wsoa.terms import BoardKind
from wsoa.text import Line, Number

MOST_ROUNDS = 36
"""Rounds in one series: three years of months."""

_YEARS = range(2000, 2100)
_SIX_WEEKS = timedelta(weeks=6)


class BoardChange(Change):
    """A body that reads packs."""

    name: Line = Field(title="The name")
    kind: BoardKind = Field(default=BoardKind.BOARD, title="What kind of body it is")
    cadence: Line | None = Field(default=None, title="How often it meets")
    reports_to: Number | None = Field(default=None, title="The body it reports to")


class RoundChange(Change):
    """A reporting period: the date it speaks for, the window for updates, the board's date."""

    name: Line = Field(title="The name")
    position_date: date = Field(title="The date it speaks for")
    opens: date = Field(title="The day updates open")
    closes: date = Field(title="The day updates close")
    board_date: date | None = Field(default=None, title="The day the board meets")

    @field_validator("closes")
    @classmethod
    def _after_it_opens(cls, closes: date, stated: ValidationInfo) -> date:
        if (opens := stated.data.get("opens")) and closes < opens:
            raise ValueError("The window must open before it closes.")
        return closes


class Rhythm(StrEnum):
    """How often rounds come."""

    MONTHLY = "monthly"
    SIX_WEEKLY = "six-weekly"


def _in_our_time(day: date) -> date:
    if day.year not in _YEARS:
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


def state_board(entry: OpenEntry, change: BoardChange, *, as_at: date, number: int | None = None) -> int:
    """A new board, or what board `number` is from that date on; its number."""
    number = number or entry.new(Board)
    entry.state(_board(entry, change, as_at, number))
    return number


def state_round(entry: OpenEntry, change: RoundChange, *, as_at: date, number: int | None = None) -> int:
    """A new round, or what round `number` is from that date on; its number."""
    number = number or entry.new(Round)
    entry.state(_round(entry, change, as_at, number))
    return number


def save_board(
    session: Session,
    actor: Actor,
    slug: str,
    change: BoardChange,
    *,
    number: int | None = None,
    seen: int = 0,
    token: str | None = None,
) -> int:
    """A new board, or what board `number` is from today on; its number.

    Raises Unseen, Conflict (somebody changed it since `seen`), and Invalid when it would report to itself.
    """
    with entry(session, actor, slug, command="save_board", action=Action.SET_UP, token=token) as writing:
        row = _board(writing, change, clock.today(), number or 0)
        if number is None:
            if first := writing.begun(row):
                return first
        elif not writing.sequence(BoardTerms, number):
            raise Unseen("board")
        elif writing.replayed(row):
            return number
        else:
            writing.require_seen(BoardTerms, number, seen, "This board")
        _require_no_circle(writing, change, number)
        return state_board(writing, change, as_at=clock.today(), number=number)


def save_round(
    session: Session,
    actor: Actor,
    slug: str,
    change: RoundChange,
    *,
    number: int | None = None,
    seen: int = 0,
    token: str | None = None,
) -> int:
    """A new round, or what round `number` is from today on; its number.

    Raises Unseen, Conflict (somebody changed it since `seen`), and Invalid for dates in the wrong order and for a
    window or a date that another round has.
    """
    with entry(session, actor, slug, command="save_round", action=Action.SET_UP, token=token) as writing:
        row = _round(writing, change, clock.today(), number or 0)
        if number is None:
            if first := writing.begun(row):
                return first
        elif not writing.sequence(RoundTerms, number):
            raise Unseen("round")
        elif writing.replayed(row):
            return number
        else:
            writing.require_seen(RoundTerms, number, seen, "This round")
        if problems := round_problems(change, _others(writing, number)):
            raise Invalid(problems)
        return state_round(writing, change, as_at=clock.today(), number=number)


def save_series(
    session: Session, actor: Actor, slug: str, changes: Sequence[RoundChange], *, token: str | None = None
) -> tuple[int, ...]:
    """Several new rounds in one entry; their numbers. Invalid with `opens-2` for the second one's, and so on."""
    with entry(session, actor, slug, command="save_series", action=Action.SET_UP, token=token) as writing:
        today = clock.today()
        begun = [writing.begun(_round(writing, change, today, 0)) for change in changes]
        if begun and all(begun):
            return tuple(number for number in begun if number)
        if problems := series_problems(changes, _others(writing, None)):
            raise Invalid(problems)
        return tuple(state_round(writing, change, as_at=today) for change in changes)


def series_of(change: SeriesChange) -> tuple[RoundChange, ...]:
    """The rounds of a series. A first date at the end of a month gives the ends of the months that follow."""
    return tuple(
        RoundChange(
            name=f"{on:%B %Y}" if change.rhythm is Rhythm.MONTHLY else _day(on),
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


def round_problems(change: RoundChange, others: Sequence[RoundChange]) -> dict[str, str]:
    """Why a round cannot stand beside the others, field by field; nothing when it can."""
    problems = {
        field: "Check the year."
        for field in ("position_date", "opens", "closes", "board_date")
        if (day := getattr(change, field)) and day.year not in _YEARS
    }
    if change.board_date and change.board_date < change.opens:
        problems["board_date"] = "The board meets before updates open. Check both dates."
    for other in others:
        if other.name == change.name:
            problems["name"] = f"There is a round called “{other.name}” already."
        if other.position_date == change.position_date:
            problems["position_date"] = f"“{other.name}” speaks for that date already."
        if change.opens <= other.closes and other.opens <= change.closes:
            window = f"{_day(other.opens)} to {_day(other.closes)}"
            problems["opens"] = f"Its window overlaps that of “{other.name}”, {window}."
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


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _board(writing: OpenEntry, change: BoardChange, as_at: date, number: int) -> BoardTerms:
    return BoardTerms(programme_id=writing.programme_id, number=number, as_at=as_at, **change.model_dump())


def _round(writing: OpenEntry, change: RoundChange, as_at: date, number: int) -> RoundTerms:
    return RoundTerms(programme_id=writing.programme_id, number=number, as_at=as_at, **change.model_dump())


def _others(writing: OpenEntry, number: int | None) -> list[RoundChange]:
    known = rows(writing.session, newest(RoundTerms), writing.moment(clock.today()))
    fields = RoundChange.model_fields
    return [
        RoundChange.model_construct(**{field: row[field] for field in fields})
        for row in known
        if row["number"] != number
    ]


def _require_no_circle(writing: OpenEntry, change: BoardChange, number: int | None) -> None:
    """The body it reports to exists, and does not itself report to this one, however many bodies lie between."""
    known = rows(writing.session, newest(BoardTerms), writing.moment(clock.today()))
    above = {row["number"]: row["reports_to"] for row in known}
    to, passed = change.reports_to, set[int]()
    if to is not None and to not in above:
        raise Invalid({"reports_to": "There is no such body. Choose one from the answers shown."})
    while to is not None and to not in passed:
        if to == number:
            raise Invalid({"reports_to": "A body cannot report to itself, nor to one that reports to it."})
        passed.add(to)
        to = above.get(to)
