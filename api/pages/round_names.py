"""How a sentence calls a round."""

from api.render import day, moment
from wsoa.snapshot import Snapshot
from wsoa.snapshot.positions import RoundPosition


def round_title(round_: RoundPosition) -> str:
    """How a sentence calls the round: "March round"."""
    return round_.name if "round" in round_.name.casefold() else f"{round_.name} round"


def round_named(snap: Snapshot, number: int | None) -> str | None:
    """The round of that number as a sentence calls it; None for a row that belongs to no round."""
    return next((round_title(each) for each in snap.rounds if each.number == number), None)


def closed_words(snap: Snapshot) -> str:
    """Why what is saved now is marked late, as a sentence begins; empty while the round still takes it in time."""
    current = snap.current_round
    if current is None:
        return ""
    if snap.as_at > current.closes:
        return f"the window closed on {day(current.closes)}"
    closed = current.closed
    return f"{closed.by} closed the round on {moment(closed.recorded_at)}" if closed else ""
