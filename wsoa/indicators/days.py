"""The days that a definition, a target or a value may speak of: a slip of the keyboard is no year 9999."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
LONGEST_STRETCH = timedelta(2 * 366)
"""No figure speaks for more than two years; of several years together it says nothing about any."""


def is_far(day: date) -> bool:
    """Whether no indicator speaks of that day."""
    return not FIRST <= day <= LAST


def no_day(called: str) -> str:
    """What is said of a day from too far away."""
    return f"{called} must be from {FIRST.year} to {LAST.year}."


def in_words(day: date) -> str:
    """The day as a sentence names it: 3 August 2024."""
    return f"{day.day} {day:%B %Y}"


def _near(called: str) -> AfterValidator:
    def judge(day: date) -> date:
        if is_far(day):
            raise ValueError(no_day(called))
        return day

    return AfterValidator(judge)


BaselineDay = Annotated[date, _near("The date of the baseline")]
TargetDay = Annotated[date, _near("The date of the target")]
CheckpointDay = Annotated[date, _near("The date of the checkpoint")]
