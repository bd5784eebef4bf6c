"""What the board report says of the board's own questions."""

from dataclasses import dataclass
from enum import StrEnum

from exports.parts.shape import Table


class Standing(StrEnum):
    """How far a question has come, in the order in which the report prints them."""

    WAITS = "waits"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question: who asked and when, beside which line of which report, and what was answered since when.

    `line` is the key of that line in the contents of its pack. `since` is "" while nobody has answered.
    """

    number: int
    wording: str
    asked: str
    line: str
    about: str
    of: str
    standing: Standing
    answer: str
    since: str


@dataclass(frozen=True, slots=True)
class QuestionsSection:
    """How many questions there are, in a sentence, and each of them."""

    heading: str
    sentence: str
    table: Table[QuestionRow]
