"""Boards, and the rounds of updates that serve them."""

from datetime import date
from typing import Self

from pydantic import model_validator

from wsoa.change import Change
from wsoa.history import OpenEntry
from wsoa.tables import Board, BoardTerms, Round, RoundTerms
from wsoa.terms import BoardKind
from wsoa.text import Line, Number


class BoardChange(Change):
    """A body that reads packs."""

    name: Line
    kind: BoardKind = BoardKind.BOARD
    cadence: Line | None = None
    reports_to: Number | None = None


class RoundChange(Change):
    """A reporting period: the date it speaks for, the window for updates, the board's date."""

    name: Line
    position_date: date
    opens: date
    closes: date
    board_date: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.closes < self.opens:
            raise ValueError("The window must open before it closes.")
        return self


def state_board(entry: OpenEntry, change: BoardChange, *, as_at: date, number: int | None = None) -> int:
    """A new board, or what board `number` is from that date on; its number."""
    number = number or entry.new(Board)
    entry.state(BoardTerms(programme_id=entry.programme_id, number=number, as_at=as_at, **change.model_dump()))
    return number


def state_round(entry: OpenEntry, change: RoundChange, *, as_at: date, number: int | None = None) -> int:
    """A new round, or what round `number` is from that date on; its number."""
    number = number or entry.new(Round)
    entry.state(RoundTerms(programme_id=entry.programme_id, number=number, as_at=as_at, **change.model_dump()))
    return number
