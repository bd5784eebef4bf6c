"""What stands at the head of a report and at its end."""

from exports.parts.shape import About
from exports.parts.wording import day
from wsoa.snapshot.positions import BoardPosition, RoundPosition, Snapshot
from wsoa.terms import BoardKind


def about(snapshot: Snapshot, title: str) -> About:
    """Whose report it is, as at when, for which meeting, drawn from which head."""
    return About(
        slug=snapshot.slug,
        programme=snapshot.name,
        title=title,
        position=f"{title}: position as at {day(snapshot.as_at)}",
        particulars=tuple(_particulars(snapshot)),
        as_at=snapshot.as_at,
        as_at_words=f"Position as at {day(snapshot.as_at)}",
        known_by=snapshot.known_by,
        head=snapshot.head,
        scope=snapshot.scope,
        closing=(
            f"Drawn from the record of {snapshot.name} as it stood on {day(snapshot.as_at)}, as known by entry"
            f" {snapshot.known_by}. The head of the record was entry {snapshot.head.number},"
            f" digest {snapshot.head.digest}."
        ),
    )


def _particulars(snapshot: Snapshot) -> list[str]:
    """The lines under the title: which plan, which board and meeting, which round."""
    lines = [plan.title for plan in snapshot.plans[-1:]]
    board = its_board(snapshot)
    meeting = [board.name] if board else []
    if current := snapshot.current_round:
        meeting += [f"meeting of {day(current.board_date)}"] if current.board_date else []
        meeting += [_round(current)]
    together = ", ".join(meeting)
    return [*lines, *([together[:1].upper() + together[1:]] if together else [])]


def its_board(snapshot: Snapshot) -> BoardPosition | None:
    """The board it is for, where there is no doubt which."""
    boards = [board for board in snapshot.boards if board.kind is BoardKind.BOARD] or snapshot.boards
    return boards[0] if len(boards) == 1 else None


def _round(current: RoundPosition) -> str:
    return current.name if "round" in current.name.casefold() else f"round {current.name}"
