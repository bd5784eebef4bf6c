"""Questions: what board members ask about an issued pack, until the board closes them."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import History, Thing, history_of, link


class Question(Thing, table=True):
    """What a board member asks about a line of an issued pack."""

    __tablename__ = "question"


class QuestionTerms(History, table=True):
    """What is asked, beside which line: its key in the contents ("milestone-12"), and in words what it says."""

    __tablename__ = "question_terms"
    __table_args__: Any = history_of("question", "question_terms", link("pack", "pack"))

    pack: int
    line: str = Field(max_length=60)
    line_words: str
    wording: str


class QuestionAnswer(History, table=True):
    """What was answered, and whether the board has closed the question."""

    __tablename__ = "question_answer"
    __table_args__: Any = history_of("question", "question_answer")

    answer: str | None = None
    closed: bool = False
