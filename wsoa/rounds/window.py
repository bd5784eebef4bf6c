"""One round: the date it speaks for and its window, the boards it serves, and how rounds stand beside each other."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from wsoa.change import Change
from wsoa.text import Line, Number

FURTHEST = timedelta(days=92)
"""The date a round speaks for and the day updates open lie no further apart: a quarter."""

YEARS = range(2000, 2100)


class BoardDayChange(Change):
    """A board that a round serves, and the day it meets (None: the round's own board date, where it has one)."""

    board: Number
    meets: date | None = Field(default=None, title="The day this board meets")


def _each_once(days: tuple[BoardDayChange, ...]) -> tuple[BoardDayChange, ...]:
    if len({each.board for each in days}) < len(days):
        raise ValueError("A round serves each board once.")
    return days


class RoundChange(Change):
    """A reporting period: the date it speaks for, the window for updates, and the day of its boards.

    `boards` are those it serves, each perhaps with a day of its own; none: every board, on `board_date`.
    """

    name: Line = Field(title="The name")
    position_date: date = Field(title="The date it speaks for")
    opens: date = Field(title="The day updates open")
    closes: date = Field(title="The day updates close")
    board_date: date | None = Field(default=None, title="The day the board meets")
    boards: Annotated[tuple[BoardDayChange, ...], AfterValidator(_each_once)] = Field(
        default=(), title="The boards it serves"
    )

    @field_validator("closes")
    @classmethod
    def _after_it_opens(cls, closes: date, stated: ValidationInfo) -> date:
        if (opens := stated.data.get("opens")) and closes < opens:
            raise ValueError("The window must open before it closes.")
        return closes


def round_problems(
    change: RoundChange, others: Iterable[RoundChange], stood: RoundChange | None = None
) -> dict[str, str]:
    """Why a round cannot stand beside the others, field by field (`meets-2`: board 2's day); nothing when it can.

    Rounds speak for dates near their windows and in the order of these. Dates left as they `stood` are not asked again.
    """
    others = tuple(others)
    problems = {
        field: "Check the year."
        for field in ("position_date", "opens", "closes")
        if getattr(change, field).year not in YEARS
    } | _meeting_problems(change)
    for other in others:
        if other.name == change.name:
            problems["name"] = f"There is a round called “{other.name}” already."
        if other.position_date == change.position_date:
            problems["position_date"] = f"“{other.name}” speaks for that date already."
        if change.opens <= other.closes and other.opens <= change.closes:
            window = f"{day_named(other.opens)} to {day_named(other.closes)}"
            problems["opens"] = f"Its window overlaps that of “{other.name}”, {window}."
    if stood is None or (stood.opens, stood.position_date) != (change.opens, change.position_date):
        for said in _out_of_place(change, others):
            problems.setdefault("position_date", said)
    return problems


def side(change: RoundChange, other: RoundChange) -> str:
    """On which side of the other a round lies: its window opens before or after."""
    return "after" if change.opens > other.opens else "before"


def _meeting_problems(change: RoundChange) -> dict[str, str]:
    """What is wrong with the days on which boards meet: none meets before updates open."""
    days = {"board_date": change.board_date} | {f"meets-{each.board}": each.meets for each in change.boards}
    early = "The board meets before updates open. Check both dates."
    return {
        field: early if day.year in YEARS else "Check the year."
        for field, day in days.items()
        if day and (day.year not in YEARS or day < change.opens)
    }


def _out_of_place(change: RoundChange, others: Iterable[RoundChange]) -> Iterator[str]:
    for other in others:
        where = side(change, other)
        if where != ("after" if change.position_date > other.position_date else "before"):
            theirs = day_named(other.position_date)
            yield f"It opens {where} “{other.name}”, so it must speak for a date {where} {theirs}."
    if abs(change.position_date - change.opens) > FURTHEST:
        yield f"It speaks for a date more than {FURTHEST.days} days from the day updates open. Check both dates."


def day_named(on: date) -> str:
    """A day as a sentence names it."""
    return f"{on.day} {on:%B %Y}"
