"""Asks: what a body is asked to do about a milestone or a risk, and what became of it."""

from datetime import date
from typing import Any

from sqlmodel import Field

from wsoa.tables.base import History, Thing, history_of, link, words_of
from wsoa.terms import AskKind, AskOutcome


class Ask(Thing, table=True):
    """Something a board, or another body, is asked for."""

    __tablename__ = "ask"


class AskTerms(History, table=True):
    """What is asked, of which board (or of which body, in words), by which meeting, and what follows if it is not."""

    __tablename__ = "ask_terms"
    __table_args__: Any = history_of(
        "ask", "ask_terms", link("milestone", "milestone"), link("risk", "risk"), link("board", "board")
    )

    kind: AskKind = Field(sa_type=words_of(AskKind))
    wording: str
    milestone: int | None = None
    risk: int | None = None
    board: int | None = None
    body: str | None = None
    meeting: date | None = None
    consequence: str | None = None


class AskAnswer(History, table=True):
    """What became of the ask: the decision in the body's words, and the day it was taken."""

    __tablename__ = "ask_answer"
    __table_args__: Any = history_of("ask", "ask_answer")

    outcome: AskOutcome | None = Field(default=None, sa_type=words_of(AskOutcome))
    decision: str | None = None
    decided_on: date | None = None
