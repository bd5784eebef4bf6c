"""What evidence and indicators speak for: the promises to choose among, and how a form names those chosen."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from api.filled import Typed
from api.forms import Choice
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import MilestonePosition, WeaknessPosition
from wsoa.terms import ThingState

T = TypeVar("T", MilestonePosition, WeaknessPosition)


def areas_of_weakness(snap: Snapshot, chosen: Collection[int] = ()) -> tuple[Choice, ...]:
    """The areas of weakness that are in the plan, and those chosen before they left it."""
    return tuple(_choice(each) for each in _open_to_choice(snap.weaknesses, chosen))


def promised_milestones(snap: Snapshot, chosen: Collection[int] = ()) -> tuple[Choice, ...]:
    """The milestones that are promised, and those chosen before they ended."""
    return tuple(_choice(each) for each in _open_to_choice(snap.milestones, chosen))


def in_words(snap: Snapshot, names: dict[str, dict[str, str]]) -> Callable[[str, Typed], str]:
    """How to say the answer to a field: by `names` (field → answer → words), by reference, or as it was typed."""
    references = {
        "weaknesses": {str(each.number): each.ref or each.wording for each in snap.weaknesses},
        "milestones": {str(each.number): each.ref or each.wording for each in snap.milestones},
    }
    known = references | names

    def say(field: str, typed: Typed) -> str:
        return ", ".join(known.get(field, {}).get(each, each) for each in typed.get(field, ()))

    return say


def as_typed(numbers: Iterable[int]) -> Sequence[str]:
    """Numbers as checkboxes hold them."""
    return [str(number) for number in numbers]


def _open_to_choice(things: Sequence[T], chosen: Collection[int]) -> list[T]:
    return [each for each in things if each.state is ThingState.LIVE or each.number in chosen]


def _choice(thing: MilestonePosition | WeaknessPosition) -> Choice:
    return Choice(str(thing.number), " ".join(filter(None, (thing.ref, thing.wording))))
