"""How a sentence calls a round."""

from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import RoundPosition


def round_title(round_: RoundPosition) -> str:
    """How a sentence calls the round: "March round"."""
    return round_.name if "round" in round_.name.casefold() else f"{round_.name} round"


def round_named(snap: Snapshot, number: int | None) -> str | None:
    """The round of that number as a sentence calls it; None for a row that belongs to no round."""
    return next((round_title(each) for each in snap.rounds if each.number == number), None)
