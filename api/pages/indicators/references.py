"""The milestones an indicator speaks for, as somebody types them: "1.A, 2.B"."""

import re
from collections.abc import Iterable, Iterator

from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import MilestonePosition
from wsoa.terms import ThingState
from wsoa.text import MAX_NUMBER, same_name

_APART = re.compile(r"[,;\n]")


def as_references(snap: Snapshot, numbers: Iterable[int]) -> str:
    """The milestones of these numbers as the form holds them: by reference, or #12 where that names none or several."""
    by_number = {each.number: each for each in snap.milestones}
    return ", ".join(_called(snap, by_number[number]) for number in numbers if number in by_number)


def referred_to(snap: Snapshot, typed: str, chosen: Iterable[int] = ()) -> tuple[list[int], str]:
    """The numbers of the milestones meant, and a sentence about what names none or several ("" when all do).

    Those that are promised can be named, and those that were `chosen` before they ended.
    """
    kept, words = set(chosen), snap.words
    open_ = [each for each in snap.milestones if each.state is ThingState.LIVE or each.number in kept]
    found: list[int] = []
    unknown: list[str] = []
    several: list[str] = []
    for name in _names(typed, open_):
        meant = _meant(name, open_)
        found += [each.number for each in meant[:1]]
        if len(meant) != 1:
            (several if meant else unknown).append(name)
    if unknown:
        return found, f"There is no {words.milestone} {', '.join(unknown)} in the plan. Write references as 1.A, 2.B."
    if several:
        return found, f"More than one of the {words.milestones} is called {', '.join(several)}: write # and its number."
    return list(dict.fromkeys(found)), ""


def _names(typed: str, among: list[MilestonePosition]) -> Iterator[str]:
    """The references typed: apart by commas, or by spaces where the words between two commas name nothing."""
    for part in filter(None, (part.strip() for part in _APART.split(typed))):
        yield from (part,) if _meant(part, among) else part.split()


def _meant(name: str, among: list[MilestonePosition]) -> list[MilestonePosition]:
    number = name.removeprefix("#")
    if name.startswith("#") and number.isascii() and number.isdigit() and len(number) <= len(str(MAX_NUMBER)):
        return [each for each in among if each.number == int(number)]
    return [each for each in among if each.ref and same_name(each.ref) == same_name(name)]


def _called(snap: Snapshot, milestone: MilestonePosition) -> str:
    alike = [each for each in snap.milestones if same_name(each.ref) == same_name(milestone.ref)]
    return milestone.ref if milestone.ref and len(alike) == 1 else f"#{milestone.number}"
