"""Times of day as people type them on a phone, kept in one form: "09:30"."""

import re
from typing import Annotated

from pydantic import BeforeValidator

NOT_A_TIME = "Write the time like 09:30 or 2.15pm."

_TYPED = re.compile(
    r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?|(?P<run>\d{3,4})", re.IGNORECASE | re.ASCII
)


def time_in(typed: str) -> str:
    """The time as "09:30": of 9:30, 09.30, 0930, 9.30am, 9am. Without am or pm it is of the 24-hour clock.

    ValueError with a sentence for anything else, also for an hour alone: 9 may be of the morning or the evening.
    """
    found = _TYPED.fullmatch(" ".join(typed.split()))
    if found is None:
        raise ValueError(NOT_A_TIME)
    run, half = found["run"], (found["half"] or "").lower()
    hour, minute = (int(run[:-2]), int(run[-2:])) if run else (int(found["hour"]), int(found["minute"] or 0))
    if not (run or found["minute"] or half):
        raise ValueError(NOT_A_TIME)
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(NOT_A_TIME)
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise ValueError(NOT_A_TIME)
    return f"{hour:02}:{minute:02}"


def _as_time(typed: object) -> object:
    return time_in(typed) if isinstance(typed, str) else typed


TimeOfDay = Annotated[str, BeforeValidator(_as_time)]
"""A time of day in the one form in which two can be compared as texts."""
