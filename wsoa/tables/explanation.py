"""Explanations: what a manager says beside a point to check."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import History, Thing, history_of


class Explanation(Thing, table=True):
    """Words beside a point to check. The point itself is computed and never hidden."""

    __tablename__ = "explanation"


class ExplanationTerms(History, table=True):
    """Beside which point: its rule, and what it is about ("milestone", 12). No words: taken back."""

    __tablename__ = "explanation_terms"
    __table_args__: Any = history_of("explanation", "explanation_terms")

    rule: str = Field(max_length=40)
    about: str = Field(max_length=40)
    about_number: int
    words: str | None = None
