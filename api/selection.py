"""Which milestones a page is about: the questions its numbers count and its lists answer. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlencode

from api.render import Counted
from api.standing import Links
from wsoa.points import Question, has_no_date, is_exception, is_not_updated, is_overdue, live
from wsoa.rag import versioned_label
from wsoa.snapshot.positions import Level, MilestonePosition, Snapshot, capital

NOT_RATED = "not-rated"
OUTSIDE = "none"


QUESTIONS: Mapping[str, tuple[str, Question]] = {
    "exceptions": ("Exceptions", is_exception),
    "overdue": ("Overdue", is_overdue),
    "no-date": ("No date", has_no_date),
    "not-updated": ("Not updated this round", is_not_updated),
}
"""What `?show=` may ask, in the words that stand beside the number."""


def level_code(level: Level | None, snapshot: Snapshot) -> str:
    """How `?level=` names a level: by its code, and with key and version when the key has changed since."""
    if level is None:
        return NOT_RATED
    return level.code if level in snapshot.levels else f"{level.code}.{level.key}.{level.version}"


def levels_in_use(snapshot: Snapshot) -> tuple[Level, ...]:
    """The levels of the key, then those of earlier keys that live milestones still stand at, as they are met."""
    met = (milestone.level for milestone in live(snapshot))
    found = chain(snapshot.levels, met)
    # By what names a level: hashing all it says, for every milestone, would cost more than all the counting.
    return tuple({_identity(level): level for level in found if level is not None}.values())


def _identity(level: Level) -> tuple[int, int, str]:
    return level.key, level.version, level.code


def _label(level: Level, snapshot: Snapshot) -> str:
    return level.label if level in snapshot.levels else versioned_label(level)


class Counting:
    """Counts parts of one snapshot's milestones for one page: what all of them share is found out once.

    Those that are no longer promised are not counted, as by `wsoa.rag.count_levels`.
    """

    def __init__(self, snapshot: Snapshot, links: Links) -> None:
        levels = levels_in_use(snapshot)
        places = {_identity(level): place for place, level in enumerate(levels)}
        self._links = links
        self._place = {
            each.number: places[_identity(each.level)] if each.level else len(levels) for each in live(snapshot)
        }
        rated = (
            (_label(level, snapshot), level.colour, urlencode({"level": level_code(level, snapshot)}))
            for level in levels
        )
        self._parts = (*rated, ("Not rated", None, urlencode({"level": NOT_RATED})))

    def counted(self, milestones: Sequence[MilestonePosition], **query: str | int) -> tuple[Counted, ...]:
        """How many of the milestones stand at each level and at none; each leads to the list of them."""
        counts = Counter(map(self._place.get, (milestone.number for milestone in milestones)))
        page, _, rest = self._links.to("/milestones", **query).partition("?")
        return tuple(
            Counted(label, counts[place], colour, f"{page}?{asked}&{rest}" if rest else f"{page}?{asked}")
            for place, (label, colour, asked) in enumerate(self._parts)
        )


def counted(
    snapshot: Snapshot, milestones: Sequence[MilestonePosition], links: Links, **query: str | int
) -> tuple[Counted, ...]:
    """How many of the milestones stand at each level and at none; each leads to the list of them."""
    return Counting(snapshot, links).counted(milestones, **query)


def of_weakness(snapshot: Snapshot, number: int) -> Question:
    """Whether a milestone serves the area of weakness, through a focus area."""
    areas = {area.number for area in snapshot.focus_areas if number in area.weaknesses}
    return lambda milestone, _: not areas.isdisjoint(milestone.focus_areas)


def _stands_at(level: Level | None) -> Question:
    return lambda milestone, _: milestone.level == level


def _owned_by(workstream: int | None) -> Question:
    return lambda milestone, _: milestone.workstream == workstream


@dataclass(frozen=True, slots=True)
class Selection:
    """The milestones asked for, what was asked in words, and what of it nobody could make sense of."""

    milestones: tuple[MilestonePosition, ...]
    asked: tuple[str, ...]
    unknown: tuple[str, ...]


def select(snapshot: Snapshot, query: Mapping[str, str]) -> Selection:
    """The live milestones that answer every question of the query; a question with an unknown answer is left out."""
    found, asked, unknown = live(snapshot), [], []
    for name, read in _READERS.items():
        if not (text := query.get(name)):
            continue
        question = read(snapshot, text)
        if question is None:
            unknown.append(name)
            continue
        words, is_meant = question
        asked.append(words)
        found = tuple(milestone for milestone in found if is_meant(milestone, snapshot))
    return Selection(found, tuple(asked), tuple(unknown))


def _show(_: Snapshot, text: str) -> tuple[str, Question] | None:
    return QUESTIONS.get(text)


def _level(snapshot: Snapshot, text: str) -> tuple[str, Question] | None:
    if text == NOT_RATED:
        return "Not rated", _stands_at(None)
    for level in levels_in_use(snapshot):
        if level_code(level, snapshot) == text:
            return level.label, _stands_at(level)
    return None


def _workstream(snapshot: Snapshot, text: str) -> tuple[str, Question] | None:
    if text == OUTSIDE:
        return f"Outside the {snapshot.words.workstreams}", _owned_by(None)
    for each in snapshot.workstreams:
        if str(each.number) == text:
            return each.name, _owned_by(each.number)
    return None


def _weakness(snapshot: Snapshot, text: str) -> tuple[str, Question] | None:
    for each in snapshot.weaknesses:
        if str(each.number) == text:
            named = f"{capital(snapshot.words.weakness)} {each.ref or each.number}"
            return named, of_weakness(snapshot, each.number)
    return None


def _focus_area(snapshot: Snapshot, text: str) -> tuple[str, Question] | None:
    for each in snapshot.focus_areas:
        if str(each.number) == text:
            named = f"{capital(snapshot.words.focus_area)} {each.ref or each.wording}"
            return named, lambda milestone, _: text in map(str, milestone.focus_areas)
    return None


def _organisation(snapshot: Snapshot, text: str) -> tuple[str, Question] | None:
    if text == OUTSIDE:
        return "No organisation is recorded", lambda milestone, _: not led_by(milestone)
    names = (led_by(milestone).get(text) for milestone in snapshot.milestones)
    if name := next(filter(None, names), None):
        return f"Led by {name}", lambda milestone, _: text in led_by(milestone)
    return None


def led_by(milestone: MilestonePosition) -> Mapping[str, str]:
    """The organisations of whoever leads it: their names by their uids."""
    return {lead.organisation: lead.organisation_name or "" for lead in milestone.leads if lead.organisation}


_READERS: Mapping[str, Callable[[Snapshot, str], tuple[str, Question] | None]] = {
    "show": _show,
    "level": _level,
    "workstream": _workstream,
    "weakness": _weakness,
    "focus-area": _focus_area,
    "organisation": _organisation,
}
