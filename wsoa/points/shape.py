"""A point to check, the rule that raised it, and the words that dates and levels have in its facts."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from wsoa.clock import LONDON
from wsoa.points.rounds import Rounds
from wsoa.snapshot.positions import ExplanationPosition, Level, MilestonePosition, OwnWords, Written
from wsoa.terms import Precision
from wsoa.timescales import Timescale

_QUOTED = 120


@dataclass(frozen=True, slots=True)
class Thing:
    """What a point is about, or what its facts rest on: its kind ("milestone"), number, reference and words."""

    kind: str
    number: int
    ref: str
    words: str

    @property
    def named(self) -> str:
        """The reference with the words."""
        return " ".join(filter(None, (self.ref, self.words)))


@dataclass(frozen=True, slots=True)
class Point:
    """Something worth a look. `facts` say what the record says; `links` are what they rest on beside the thing itself.

    `since` is the day on which the facts came to stand, where it is known; what explains it may be older.
    """

    rule: str
    about: Thing
    facts: str
    links: tuple[Thing, ...] = ()
    workstream: int | None = None
    since: date | None = None
    explained: ExplanationPosition | None = None

    @property
    def key(self) -> tuple[str, str, int]:
        """By what an explanation finds it: the rule, and what it is about."""
        return (self.rule, self.about.kind, self.about.number)

    @property
    def is_outdated(self) -> bool:
        """Whether it was explained before its facts were as they are."""
        return self.explained is not None and self.since is not None and told_on(self.explained.written) < self.since


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its key, which never changes, its name, and in a sentence what it says and why that is worth a look.

    `of_one`: the facts lie with one thing alone, so that they hold for whoever sees only a part of the programme.
    """

    key: str
    name: str
    sentence: str
    raised: Callable[[Rounds], Iterator[Point]]
    of_one: bool = True

    def named(self, words: OwnWords) -> str:
        """The name, in the programme's own words."""
        return self.name.format_map(asdict(words))

    def says(self, words: OwnWords) -> str:
        """The sentence, in the programme's own words."""
        return self.sentence.format_map(asdict(words))


@dataclass(frozen=True, slots=True)
class Group:
    """All the points that one rule raises."""

    rule: Rule
    points: tuple[Point, ...]


def about(milestone: MilestonePosition) -> Thing:
    """A milestone as what a point is about."""
    return Thing("milestone", milestone.number, milestone.ref, milestone.wording)


def point(rule: str, milestone: MilestonePosition, facts: str, *links: Thing, since: date | None = None) -> Point:
    """A point about a milestone."""
    return Point(rule, about(milestone), facts, links, milestone.workstream, since)


def told_on(written: Written) -> date:
    """The day on which a row was written, whatever date it speaks for."""
    return written.recorded_at.astimezone(LONDON).date()


def day(when: date) -> str:
    """The date in words: 3 March 2026."""
    return f"{when.day} {when:%B %Y}"


def due(when: Timescale) -> str:
    """A timescale in the plan's words, with the last day it can mean where they do not say it."""
    if when.latest is None or when.precision is Precision.DAY:
        return when.words
    return f"{when.words} ({day(when.latest)} at the latest)"


def rated(level: Level | None) -> str:
    """The label of a level."""
    return level.label if level else "Not rated"


def quoted(text: str) -> str:
    """The beginning of a text, between quotation marks."""
    return f"“{textwrap.shorten(text, _QUOTED, placeholder=' …')}”"


def listed(words: Sequence[str]) -> str:
    """The words in a row: *1.A, 1.B and 2.C*."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
