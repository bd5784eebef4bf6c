"""Challenges: the manager doubts an update, the lead answers, and both stay in the record."""

from typing import Any

from sqlalchemy import ForeignKeyConstraint

from wsoa.tables.base import History, Thing, history_of


class Challenge(Thing, table=True):
    """A doubt about one update of one milestone."""

    __tablename__ = "challenge"


class ChallengeTerms(History, table=True):
    """What is doubted: which update (`version` is its sequence) of which milestone, and why."""

    __tablename__ = "challenge_terms"
    __table_args__: Any = history_of(
        "challenge",
        "challenge_terms",
        ForeignKeyConstraint(
            ["programme_id", "milestone", "version"],
            ["milestone_update.programme_id", "milestone_update.number", "milestone_update.sequence"],
        ),
    )

    milestone: int
    version: int
    wording: str


class ChallengeAnswer(History, table=True):
    """What was answered, and whether whoever doubted it calls the matter settled."""

    __tablename__ = "challenge_answer"
    __table_args__: Any = history_of("challenge", "challenge_answer")

    answer: str | None = None
    settled: bool = False
