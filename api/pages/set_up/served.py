"""Which boards a round serves, and when each meets: as a form asks for it, and as the answers are read.

`boards` are those ticked. Beside each stands a field of its own: `meets-2` is the day of board 2, and in a series
`after-2` its days after each date.
"""

import re
from collections.abc import Mapping
from typing import TypeVar

from api.filled import Typed
from api.forms import Choice, bind
from wsoa.rounds import BoardAfterChange, BoardDayChange, RoundChange, SeriesChange
from wsoa.snapshot import Snapshot

M = TypeVar("M", RoundChange, SeriesChange)

_BESIDE: Mapping[type[RoundChange | SeriesChange], tuple[str, type[BoardDayChange | BoardAfterChange]]] = {
    RoundChange: ("meets", BoardDayChange),
    SeriesChange: ("after", BoardAfterChange),
}
"""What stands beside a board, and what both together propose."""


def board_choices(snap: Snapshot) -> tuple[Choice, ...]:
    """The boards to choose from; none where a programme has one board, which every round serves."""
    named = any(each.boards for each in snap.rounds)
    boards = snap.boards if named or len(snap.boards) > 1 else ()
    return tuple(Choice(str(board.number), board.name) for board in boards)


def beside(snap: Snapshot, name: str = "meets") -> dict[str, str]:
    """The fields that stand beside the boards, and what each is called."""
    said = {"meets": "meets", "after": "meets this many days after"}[name]
    return {f"{name}-{choice.value}": f"{choice.text} {said}" for choice in board_choices(snap)}


def read(change: type[M], typed: Typed) -> tuple[M | None, Mapping[str, str]]:
    """The change as it was typed, with every board that was ticked; or None and a sentence for each field."""
    name, served = _BESIDE[change]
    field = re.compile(rf"{name}-([1-9]\d{{0,8}})", re.ASCII)
    asides = {found[1]: texts for each, texts in typed.items() if (found := field.fullmatch(each))}
    rest = {each: texts for each, texts in typed.items() if each != "boards" and not field.fullmatch(each)}
    bound, unfit = bind(change, rest)
    problems, boards, ticked = dict(unfit), {}, typed.get("boards", ())
    for number in ticked:
        board, wrong = bind(served, {"board": number, name: asides.get(number, ())})
        problems |= {f"{name}-{number}" if each == name else "boards": said for each, said in wrong.items()}
        if board:
            boards[board.board] = board
    unticked = {number for number, texts in asides.items() if number not in ticked and any(map(str.strip, texts))}
    problems |= {f"{name}-{number}": "Tick this board too, or leave this empty." for number in unticked}
    if bound is None or problems:
        return None, problems
    return bound.model_copy(update={"boards": tuple(boards.values())}), {}
