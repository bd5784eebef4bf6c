"""Ratings: what a level requires, how levels are counted, and the key a programme starts with.

Pure rules. They ask of a level or a milestone only what they need, so rows of a table and positions of a
snapshot serve alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from wsoa.terms import Colour, LevelGroup, Requirement, ThingState


class KeyLevel(Protocol):
    """A level known by its key, the version of that key, and its code."""

    @property
    def key(self) -> int:
        """The number of the key."""

    @property
    def version(self) -> int:
        """Which version of the key."""

    @property
    def code(self) -> str:
        """The level's code, unique within a version."""

    @property
    def label(self) -> str:
        """The level in a word."""


class DemandingLevel(Protocol):
    """A level that may ask something of whoever chooses it."""

    @property
    def requires(self) -> frozenset[Requirement]:
        """What it asks for."""


class RatedMilestone(Protocol):
    """A milestone with the level it stands at."""

    @property
    def level(self) -> KeyLevel | None:
        """The level, or None when nobody has rated it."""

    @property
    def state(self) -> ThingState:
        """Whether it is still promised."""


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many milestones stand at one level."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class LevelCounts:
    """Milestones by level. `total` is always the sum of `by_level` and `not_rated`."""

    by_level: tuple[LevelCount, ...]
    not_rated: int
    total: int


@dataclass(frozen=True, slots=True)
class LevelTerms:
    """A level as a key states it. `order` 1 is best; None is not comparable."""

    code: str
    label: str
    colour: Colour
    meaning: str
    order: int | None
    group: LevelGroup
    late: bool
    exception: bool
    requires: frozenset[Requirement]


_EXPLAINED = frozenset({Requirement.ISSUE, Requirement.MITIGATION})

DEFAULT_KEY: tuple[LevelTerms, ...] = (
    LevelTerms(
        code="R",
        label="Red",
        colour=Colour.RED,
        meaning="Off track: it will not be reached on time and in full without a major change.",
        order=4,
        group=LevelGroup.BEHIND,
        late=True,
        exception=True,
        requires=_EXPLAINED,
    ),
    LevelTerms(
        code="A",
        label="Amber",
        colour=Colour.AMBER,
        meaning="At risk: it may be late or fall short, and a mitigation is in hand.",
        order=3,
        group=LevelGroup.BEHIND,
        late=False,
        exception=True,
        requires=_EXPLAINED,
    ),
    LevelTerms(
        code="G",
        label="Green",
        colour=Colour.GREEN,
        meaning="On track: it is expected to be reached on time and in full.",
        order=2,
        group=LevelGroup.ON_TARGET,
        late=False,
        exception=False,
        requires=frozenset({Requirement.REASON}),
    ),
    LevelTerms(
        code="C",
        label="Complete",
        colour=Colour.BLUE,
        meaning="Reached in full, and there is evidence to show it.",
        order=1,
        group=LevelGroup.COMPLETE,
        late=False,
        exception=False,
        requires=frozenset({Requirement.EVIDENCE}),
    ),
    LevelTerms(
        code="N",
        label="Not started",
        colour=Colour.GREY,
        meaning="Work has not begun, and was not yet due to begin.",
        order=None,
        group=LevelGroup.NOT_STARTED,
        late=False,
        exception=False,
        requires=frozenset(),
    ),
)
"""The key of a programme that states none (DESIGN 3)."""


def missing_requirements(
    level: DemandingLevel | None,
    *,
    reason: str | None,
    issue: str | None,
    mitigation: str | None,
    evidence: Sequence[int],
) -> tuple[Requirement, ...]:
    """What the level asks for and has not been given, in the order of `Requirement`.

    Blank words are no answer. Not rated (None) asks for nothing. This binds what people enter; imported
    rows are kept as found (DESIGN 2, rule 3).
    """
    if level is None:
        return ()
    given = {
        Requirement.REASON: _said(reason),
        Requirement.ISSUE: _said(issue),
        Requirement.MITIGATION: _said(mitigation),
        Requirement.EVIDENCE: bool(evidence),
    }
    return tuple(needed for needed in Requirement if needed in level.requires and not given[needed])


def count_levels(milestones: Iterable[RatedMilestone], levels: Iterable[KeyLevel]) -> LevelCounts:
    """Live milestones at each of the levels, in the order of the levels, zeros included.

    A milestone still rated under another version of the key is counted under that version's level, after
    the rest and named with its version, so that the parts always add up to the total. Milestones that were
    merged, superseded or withdrawn are no longer promised and are not counted.
    """
    shown = {_identity(level): level for level in levels}
    current = set(shown)
    counts = dict.fromkeys(shown, 0)
    not_rated = total = 0
    for milestone in milestones:
        if milestone.state is not ThingState.LIVE:
            continue
        total += 1
        if (level := milestone.level) is None:
            not_rated += 1
            continue
        identity = _identity(level)
        shown.setdefault(identity, level)
        counts[identity] = counts.get(identity, 0) + 1
    return LevelCounts(
        by_level=tuple(
            LevelCount(level.code, level.label if identity in current else versioned_label(level), counts[identity])
            for identity, level in shown.items()
        ),
        not_rated=not_rated,
        total=total,
    )


def versioned_label(level: KeyLevel) -> str:
    """The label of a level of an earlier key, so that two keys are never mistaken for one."""
    return f"{level.label} (key version {level.version})"


def _identity(level: KeyLevel) -> tuple[int, int, str]:
    return (level.key, level.version, level.code)


def _said(words: str | None) -> bool:
    return bool(words and words.strip())
