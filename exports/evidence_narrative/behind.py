"""What stands behind a narrative and is frozen with it: each milestone on one page, and since when each area is known.

Inspectors read this and nothing of the working record (PROOFS 2.2): people stand in it by their role or organisation.
"""

from dataclasses import dataclass
from datetime import date

from exports.parts.shape import Rating


@dataclass(frozen=True, slots=True)
class RatedStep:
    """A rating as it was given: for which date, by whom (a role), why, with which evidence, and what was said."""

    as_at: date
    rating: Rating
    by: str
    why: str
    progress: str
    issue: str
    mitigation: str
    evidence: tuple[int, ...]
    note: str


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A date that moved: from what to what, why, what was decided, by whom and when."""

    was: str
    became: str
    why: str
    decided: str


@dataclass(frozen=True, slots=True)
class MilestoneBehind:
    """A milestone on one page: what was promised since when, how it is rated and how that came about.

    `weaknesses` and `evidence` are numbers; `serves` are (reference, wording) of its focus areas.
    """

    number: int
    ref: str
    wording: str
    weaknesses: tuple[int, ...]
    serves: tuple[tuple[str, str], ...]
    workstream: str
    leads: str
    success_measure: str
    since: date
    rating: Rating
    group: str
    issue: str
    mitigation: str
    original: str
    current: str
    forecast: str
    achieved: str
    moves: tuple[MovedDate, ...]
    steps: tuple[RatedStep, ...]
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KnownStep:
    """Something that was done about an area of weakness, or became known: when, and in a sentence."""

    when: date
    sentence: str


@dataclass(frozen=True, slots=True)
class AreaBehind:
    """How long an area of weakness has been known, and what was done: in a few sentences, then step by step."""

    number: int
    ref: str
    wording: str
    known_since: date
    sentences: tuple[str, ...]
    steps: tuple[KnownStep, ...]
