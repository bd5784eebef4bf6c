"""Whether one rating is better than another (DESIGN 6, rating keys)."""

from enum import StrEnum

from wsoa.movement.facts import LevelFact
from wsoa.terms import LevelGroup


class Compared(StrEnum):
    """What became of a rating. *Not comparable* is an answer, and is said; it is never read as no change."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    RATED = "rated"
    NOT_RATED = "not-rated"
    NOT_COMPARABLE = "not-comparable"


_GROUPS = {LevelGroup.COMPLETE: 1, LevelGroup.ON_TARGET: 2, LevelGroup.BEHIND: 3, LevelGroup.NOT_STARTED: None}
"""The order of what the levels of any key come to; 1 is best. Not started says nothing of how it goes."""


def compared(before: LevelFact | None, now: LevelFact | None) -> Compared:
    """What became of a rating: by `order` within one version of a key, by group across versions.

    To be complete is always better, and to be so no longer is always worse. Levels of one group of two versions are
    the same only where they are called the same: a finer difference cannot be told. From or to *not rated* there is
    nothing to compare with, so neither counts as better or worse.
    """
    if before is None or now is None:
        return _without(before, now)
    if (before.code, before.label, before.group) == (now.code, now.label, now.group):
        return Compared.SAME
    if (before.key, before.version) == (now.key, now.version):
        return _by(before.order, now.order, before.group, now.group)
    return _by(_GROUPS[before.group], _GROUPS[now.group], before.group, now.group)


def _without(before: LevelFact | None, now: LevelFact | None) -> Compared:
    if before is None:
        return Compared.SAME if now is None else Compared.RATED
    return Compared.NOT_RATED


def _by(before: int | None, now: int | None, was: LevelGroup, is_now: LevelGroup) -> Compared:
    if (was is LevelGroup.COMPLETE) is not (is_now is LevelGroup.COMPLETE):
        return Compared.BETTER if is_now is LevelGroup.COMPLETE else Compared.WORSE
    if before is None or now is None or before == now:
        return Compared.NOT_COMPARABLE
    return Compared.BETTER if now < before else Compared.WORSE
