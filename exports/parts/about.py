"""What stands at the head of a report and at its end."""

from collections.abc import Iterator

from exports.beside import Issue
from exports.parts.shape import About
from exports.parts.wording import day
from wsoa.snapshot.positions import BoardPosition, RoundPosition, Snapshot, capital
from wsoa.snapshot.positions.working import meets
from wsoa.terms import BoardKind

ISSUED, DRAFT = "ISSUED", "DRAFT"


def about(snapshot: Snapshot, title: str, issue: Issue | None = None) -> About:
    """Whose report it is, as at when, for which meeting, drawn from which head; and as which pack it is issued."""
    stood = f"position as at {day(snapshot.as_at)}"
    return About(
        slug=snapshot.slug,
        programme=snapshot.name,
        title=title,
        position=_meeting(issue) if issue else f"{title}: {stood}",
        particulars=tuple(_particulars_of_pack(snapshot, issue) if issue else _particulars(snapshot)),
        as_at=snapshot.as_at,
        as_at_words=capital(stood),
        known_by=snapshot.known_by,
        head=snapshot.head,
        scope=snapshot.scope,
        closing=f"Drawn from the record of {snapshot.name} as it stood on {day(snapshot.as_at)}, {_known(snapshot)}",
        issued_as=f"{title} {issue.pack} · version {issue.version}" if issue else "",
        mark=(ISSUED if issue.issued_on else DRAFT) if issue else "",
    )


def _known(snapshot: Snapshot) -> str:
    """Up to which entry the record was read, and how its newest entry is known again."""
    head, digest = snapshot.head.number, snapshot.head.digest
    if snapshot.known_by == head:
        return f"as known by entry {head}, its newest then. Digest of entry {head}: {digest}."
    return f"as known by entry {snapshot.known_by}. Its newest entry was entry {head}, digest {digest}."


def _meeting(issue: Issue) -> str:
    """Which board, and on which day it meets where that is known."""
    return f"{issue.board.name}, {day(issue.meets)}" if issue.meets else issue.board.name


def _particulars_of_pack(snapshot: Snapshot, issue: Issue) -> Iterator[str]:
    """The lines under the title of a pack: which plan, which round, who answers for it, and what it mends."""
    yield from (plan.title for plan in snapshot.plans[-1:])
    if current := snapshot.current_round:
        yield capital(_round(current))
    said = [f"cleared by {issue.cleared_by}"] if issue.cleared_by else []
    said += [f"issued on {day(issue.issued_on)}"] if issue.issued_on else []
    if said:
        yield capital(", ".join(said))
    if issue.mends:
        yield f"Replaces version {issue.mends}: {issue.why}"


def _particulars(snapshot: Snapshot) -> list[str]:
    """The lines under the title: which plan, which board and meeting, which round."""
    lines = [plan.title for plan in snapshot.plans[-1:]]
    board = its_board(snapshot)
    meeting = [board.name] if board else []
    if current := snapshot.current_round:
        held = meets(current, board.number) if board else current.board_date
        meeting += [f"meeting of {day(held)}"] if held else []
        meeting += [_round(current)]
    together = ", ".join(meeting)
    return [*lines, *([together[:1].upper() + together[1:]] if together else [])]


def its_board(snapshot: Snapshot, issue: Issue | None = None) -> BoardPosition | None:
    """The board it is for: the one it is issued to, else the only one there is, where there is no doubt which."""
    if issue:
        return issue.board
    boards = [board for board in snapshot.boards if board.kind is BoardKind.BOARD] or snapshot.boards
    return boards[0] if len(boards) == 1 else None


def _round(current: RoundPosition) -> str:
    return current.name if "round" in current.name.casefold() else f"round {current.name}"
