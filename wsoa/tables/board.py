"""Boards, and the rounds in which they are reported to."""

from datetime import date
from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, link, row_of, words_of
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


class RoundBoard(Child, table=True):
    """A board that the round serves, and the day on which it meets."""

    __tablename__ = "round_board"

    row_id: int = row_of("round_terms")
    board: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    meets: date | None = None


class RoundTerms(History, table=True):
    """The date the round speaks for, the window for updates, and the day of the board, or of each board it serves."""

    __tablename__ = "round_terms"
    __table_args__: Any = history_of("round", "round_terms")
    children = (RoundBoard,)

    name: str
    position_date: date
    opens: date
    closes: date
    board_date: date | None = None


class RoundState(History, table=True):
    """Whether the manager has closed the round; what is said for it afterwards is late."""

    __tablename__ = "round_state"
    __table_args__: Any = history_of("round", "round_state")

    closed: bool = True
