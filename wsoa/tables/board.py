"""Boards, and the rounds in which they are reported to."""

from datetime import date
from typing import Any

from sqlmodel import Field

from wsoa.tables.base import History, Thing, history_of, link, words_of
from wsoa.terms import BoardKind


class Board(Thing, table=True):
    """A body that reads packs."""

    __tablename__ = "board"


class BoardTerms(History, table=True):
    """What the body is, how often it meets and to whom it reports."""

    __tablename__ = "board_terms"
    __table_args__: Any = history_of("board", "board_terms", link("reports_to", "board"))

    name: str
    kind: BoardKind = Field(default=BoardKind.BOARD, sa_type=words_of(BoardKind))
    cadence: str | None = None
    reports_to: int | None = None


class Round(Thing, table=True):
    """A reporting period; one round of updates may serve several boards."""

    __tablename__ = "round"


class RoundTerms(History, table=True):
    """The date the round speaks for, the window for updates, and the board's date."""

    __tablename__ = "round_terms"
    __table_args__: Any = history_of("round", "round_terms")

    name: str
    position_date: date
    opens: date
    closes: date
    board_date: date | None = None
