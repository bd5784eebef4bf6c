"""What an answer to a next step does to the lists: done is progress, what continues stands again, dropped leaves."""

from collections.abc import Mapping, Sequence

from wsoa.progress.bulleted import Line
from wsoa.snapshot.positions import PromisedStep
from wsoa.terms import PromiseAnswer

Lines = tuple[Line, ...]


def became(
    told: Sequence[Line],
    steps: Sequence[Line],
    promised: Sequence[PromisedStep],
    *,
    before: Mapping[int, PromiseAnswer],
    now: Mapping[int, PromiseAnswer],
) -> tuple[Lines, Lines]:
    """Progress (`told`) and next `steps` as typed, with what was answered otherwise than `before`.

    A step with its lines goes before what was typed, in the order promised, from where it stood if it stood in either
    list; a line that is there already is not added again. What was answered the same `before` is left as it was
    edited: a line taken out of a list stays out.
    """
    told, steps = tuple(told), tuple(steps)
    done: Lines = ()
    continuing: Lines = ()
    for step in promised:
        was, answer = before.get(step.position), now.get(step.position)
        if was is answer:
            continue
        block = ((1, step.text), *((2, line) for line in step.under))
        if was is PromiseAnswer.DONE:
            block, told = _taken(told, block)
        elif was is PromiseAnswer.CONTINUES:
            block, steps = _taken(steps, block)
        if answer is PromiseAnswer.DONE and not _has(told, block):
            done += block
        elif answer is PromiseAnswer.CONTINUES and not _has(steps, block):
            continuing += block
    return done + told, continuing + steps


def _taken(lines: Lines, block: Lines) -> tuple[Lines, Lines]:
    """The block as it stands in the lines, edited perhaps under its first line, and the lines without it."""
    begins = next((at for at, line in enumerate(lines) if _is(line, block[0])), None)
    if begins is None:
        return block, lines
    ends = next((at for at in range(begins + 1, len(lines)) if lines[at][0] == 1), len(lines))
    return lines[begins:ends], lines[:begins] + lines[ends:]


def _has(lines: Lines, block: Lines) -> bool:
    return any(_is(line, block[0]) for line in lines)


def _is(line: Line, other: Line) -> bool:
    """Whether both are of level 1 and say the same, but for spaces and capitals."""
    return line[0] == other[0] == 1 and _plain(line[1]) == _plain(other[1])


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
