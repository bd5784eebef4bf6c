"""How the promises came to stand as they stand, as an evidence narrative tells it: people only by their roles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wsoa.snapshot.positions.promised import MilestoneUpdatePosition
from wsoa.snapshot.positions.shared import Written
from wsoa.terms import DateStatus, Impact, Role
from wsoa.timescales import Timescale


@dataclass(frozen=True, slots=True)
class UpdateTold:
    """An update of a milestone, and as what whoever made it did so (None: it was loaded, or is not known)."""

    update: MilestoneUpdatePosition
    role: Role | None


@dataclass(frozen=True, slots=True)
class DateTold:
    """One row of a milestone's dates: promised, proposed, agreed to or refused.

    `asked`: somebody was asked for it, the body `board` or ("") a person. `decision` are the words of the answer.
    """

    when: Timescale
    status: DateStatus
    asked: bool
    board: str
    decision: str | None
    written: Written


@dataclass(frozen=True, slots=True)
class JudgedTold:
    """A judgement of the impact on an area of weakness, from `as_at` on."""

    as_at: date
    impact: Impact


@dataclass(frozen=True, slots=True)
class History:
    """What was done and when. `updates` and `dates` are of every milestone by its number, newest first.

    `known_since` and `judged` (oldest first) are of every area of weakness; `released` are the days on which its
    narratives (None: those of all areas) were released.
    """

    updates: Mapping[int, tuple[UpdateTold, ...]] = field(default_factory=dict)
    dates: Mapping[int, tuple[DateTold, ...]] = field(default_factory=dict)
    known_since: Mapping[int, date] = field(default_factory=dict)
    judged: Mapping[int, tuple[JudgedTold, ...]] = field(default_factory=dict)
    released: Mapping[int | None, tuple[date, ...]] = field(default_factory=dict)
