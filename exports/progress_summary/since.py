"""Since when movement is counted: advisers come quarterly, and ask what has moved since they last came. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from exports.beside import Beside, Last
from exports.parts.wording import day
from exports.progress_summary.shape import KindCount
from wsoa.movement import KIND_WORDS, Facts, Kind, MilestoneMove, counts, facts_of, movement
from wsoa.snapshot.positions import Snapshot
from wsoa.terms import LevelGroup

ITS_KEY = "board-report"
"""The report whose frozen contents say how everything stood."""

A_QUARTER = timedelta(days=80)
"""Rounds and meetings do not lie three months apart to the day."""

BEGUN = "begun"

_AS_BEFORE = frozenset({Kind.UPDATED, Kind.CONFIRMED, Kind.RESTING})
"""What nobody who asks for movement wants to hear one by one."""


@dataclass(frozen=True, slots=True)
class Since:
    """What has become of every milestone since the last review, and in a sentence what that review was."""

    as_at: date
    sentence: str
    moves: tuple[MilestoneMove, ...]


def since_last_review(snapshot: Snapshot, beside: Beside) -> Since | None:
    """Compared with what a board was issued a quarter ago, else with the round of then, else with what there is.

    None where nothing earlier is known.
    """
    found = _compared_with(snapshot, beside)
    if found is None:
        return None
    before, sentence = found
    return Since(before.as_at, sentence, movement(before, facts_of(snapshot)).milestones)


def _compared_with(snapshot: Snapshot, beside: Beside) -> tuple[Facts, str] | None:
    """The earlier position, and what it is called: what a pack said then, or what is known now of a round."""
    last, until = beside.last, snapshot.as_at - A_QUARTER
    rounds = [each for each in beside.earlier if each.as_at <= until]
    if last and (last.facts.as_at <= until or not rounds):
        return last.facts, _of_pack(last)
    if not beside.earlier:
        return None
    found = rounds[-1] if rounds else beside.earlier[0]
    return facts_of(found), f"Moved: since the round of {day(found.as_at)}, as the record knows it now."


def _of_pack(last: Last) -> str:
    return (
        f"Moved: since board report {last.pack}, version {last.version}, issued to {last.board} on"
        f" {day(last.issued_on)}."
    )


def moved(moves: Iterable[MilestoneMove]) -> tuple[KindCount, ...]:
    """How many have changed in which way."""
    return tuple(KindCount(kind, count) for kind, count in counts(moves).items())


def moved_in_words(moves: Iterable[MilestoneMove]) -> str:
    """*2 improved, 1 worsened, 3 not updated*; what was updated and stands as before is not told one by one."""
    found = Counter(_word(kind, each) for each in moves for kind in each.kinds if kind not in _AS_BEFORE)
    order = [BEGUN, *KIND_WORDS.values()]
    return ", ".join(f"{found[word]} {word}" for word in sorted(found, key=order.index)) or "none has moved"


def _word(kind: Kind, move: MilestoneMove) -> str:
    """What was not started and now is underway can be compared with nothing: it has begun."""
    level = move.before.level if move.before else None
    begun = kind is Kind.NOT_COMPARABLE and level is not None and level.group is LevelGroup.NOT_STARTED
    return BEGUN if begun else KIND_WORDS[kind]
