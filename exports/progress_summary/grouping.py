"""How many milestones have come how far, by the groups that the programme's own key sorts its levels into. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from exports.parts.wording import listed
from exports.progress_summary.shape import GroupCount
from wsoa.snapshot.positions import Level, MilestonePosition, Snapshot
from wsoa.terms import LevelGroup

GROUPS = {
    LevelGroup.NOT_STARTED: "not started",
    LevelGroup.BEHIND: "underway behind target",
    LevelGroup.ON_TARGET: "underway on target",
    LevelGroup.COMPLETE: "completed",
}
NOT_RATED = "not rated"
_SHORT: dict[LevelGroup | None, str] = {LevelGroup.BEHIND: "behind target", LevelGroup.ON_TARGET: "on target"}


def grouped(milestones: Iterable[MilestonePosition]) -> tuple[GroupCount, ...]:
    """How many stand in each group, noughts included, and not rated where any is: together all of them."""
    found = Counter(each.level.group if each.level else None for each in milestones)
    groups = [GroupCount(group, label, found[group]) for group, label in GROUPS.items()]
    return (*groups, *([GroupCount(None, NOT_RATED, found[None])] if found[None] else []))


def in_words(groups: Iterable[GroupCount]) -> str:
    """*0 not started, 1 underway behind target, 2 underway on target, 12 completed*."""
    return ", ".join(f"{each.count} {each.label}" for each in groups)


def in_short(groups: Iterable[GroupCount]) -> str:
    """*0 not started, 1 behind target, 2 on target, 12 completed*, under a line that has said it in full."""
    return ", ".join(f"{each.count} {_SHORT.get(each.group, each.label)}" for each in groups)


def key_sentence(snapshot: Snapshot, milestones: Sequence[MilestonePosition]) -> str:
    """Which levels come to what: *behind target is Red and Amber, on target is Green*, but for what says so itself."""
    levels = {(each.label, each.group): each for each in _levels(snapshot, milestones)}.values()
    named = {group: listed([each.label for each in levels if each.group is group]) for group in GROUPS}
    said = [
        f"{_SHORT.get(group, label)} is {named[group]}"
        for group, label in GROUPS.items()
        if named[group] and not label.startswith(named[group].casefold())
    ]
    return f"By the programme’s own key {', '.join(said)}." if said else ""


def _levels(snapshot: Snapshot, milestones: Iterable[MilestonePosition]) -> Iterator[Level]:
    """Those of the key in force, and any of an earlier one that something still stands at."""
    yield from snapshot.levels
    yield from (each.level for each in milestones if each.level)
