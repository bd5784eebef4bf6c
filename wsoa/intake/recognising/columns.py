"""The columns under a row of headers: which field each is, at which time it speaks, and who said so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from wsoa.intake.corrections import NONE, NOT_READ, Corrections
from wsoa.intake.found import Column, SaidBy, TableKind
from wsoa.intake.grid import Cell
from wsoa.intake.recognising.headings import likenesses, plain, shape_of
from wsoa.intake.recognising.shapes import Shape, fields_of
from wsoa.intake.recognising.times import timed

__all__ = ["Head", "Headed", "fields_of", "head_of", "with_examples", "without_ranks"]

Headed = tuple[Cell, str]
"""A header cell with the words that govern its column: its own, or those of two tiers together."""

TIMED = ("rating", "progress")
"""Fields of which a table may hold several columns, each speaking for another time."""

MOST_EXAMPLES, LONGEST_EXAMPLE = 3, 120

_RANKS = frozenset(("high", "medium", "low", "h", "m", "l", "critical", "urgent", "essential", "desirable", *"12345"))

WITHOUT_A_DATE = "it speaks of an earlier time without saying which"


@dataclass(slots=True)
class Head:
    """What a row of headers says. `dated`: column to the words of its time; `unread`: column to why it is left out.

    `one_time`: columns whose header names a time, though no other column speaks for another.
    """

    shape: Shape
    columns: dict[int, Column]
    dated: dict[int, str] = field(default_factory=dict)
    unread: dict[int, str] = field(default_factory=dict)
    one_time: dict[int, str] = field(default_factory=dict)


def head_of(headed: Sequence[Headed], corrections: Corrections = NONE) -> Head | None:
    """Return what the headers of a row say together, or None when they are those of no table we know."""
    if len(headed) < 2:
        return None
    words = [header for _, header in headed]
    shaped = shape_of(words, lambda shape: {at: name for at, (name, _) in _said(headed, shape, corrections).items()})
    if not shaped:
        return None
    shape, matched = shaped
    said = _said(headed, shape, corrections)
    head = Head(shape, {})
    times = _times(words, matched, set(said)) if shape.kind is TableKind.MILESTONES else {}
    matched = _current_date({**matched, **{at: (name, sure) for at, (name, sure, _) in times.items()}})
    for at, (cell, header) in enumerate(headed):
        name, sure = matched.get(at) or (None, 0)
        by = said[at][1] if at in said else SaidBy.HEADER
        head.columns[cell.column] = Column(cell.place, header, name, sure, (), by)
        if at in times and times[at][2]:
            head.dated[cell.column] = times[at][2]
        elif name in TIMED and (when := timed(header).when):
            head.one_time[cell.column] = when
        elif name is None and timed(header).before:
            head.unread[cell.column] = WITHOUT_A_DATE
        elif name is None and said.get(at, ("", None))[0] == NOT_READ and at in said:
            head.unread[cell.column] = "you chose to leave this column out"
    return head


def without_ranks(head: Head, texts: Mapping[int, Sequence[str]]) -> None:
    """Take back a "Priority" column whose words only rank the rows (High, Medium, Low): it names no workstream.

    `texts` are the texts below each column.
    """
    for at, column in head.columns.items():
        words = {text.strip().casefold() for text in texts.get(at, ())}
        if column.field == "workstream" and column.said_by is SaidBy.HEADER and words and words <= _RANKS:
            head.columns[at] = replace(column, field=None, confidence=0)
            head.unread[at] = "its words only rank the rows"


def with_examples(column: Column, texts: Sequence[str]) -> Column:
    """The column with the first different texts below it, long ones cut."""
    first = list(dict.fromkeys(texts))[:MOST_EXAMPLES]
    cut = (text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE].rstrip()}…" for text in first)
    return replace(column, examples=tuple(cut))


def _said(headed: Sequence[Headed], shape: Shape, corrections: Corrections) -> dict[int, tuple[str, SaidBy]]:
    """What a person gave the headers, now or in an earlier file; a field that such a table has not says nothing."""
    said: dict[int, tuple[str, SaidBy]] = {}
    if not corrections.columns and not corrections.remembered:
        return said
    for at, (cell, header) in enumerate(headed):
        now = corrections.columns.get(cell.place)
        before = corrections.remembered.get((shape.kind, plain(header)))
        by = SaidBy.REMEMBERED if now is None else SaidBy.PERSON
        name = before if now is None else now
        if name is not None and (name == NOT_READ or name in shape.fields):
            said[at] = (name, by)
    return said


def _times(
    words: Sequence[str], matched: Mapping[int, tuple[str, int]], said: set[int]
) -> dict[int, tuple[str, int, str]]:
    """The columns that speak for a time beside another, as index -> (field, confidence, words of that time).

    Where all that name a time name the same one, and none stands beside it, nothing is past: the answer is empty.
    """
    found: dict[int, tuple[str, int, str]] = {}
    for at, header in enumerate(words):
        when = timed(header).when
        taken = matched.get(at)
        if not when or (taken and taken[0] not in TIMED) or (at in said and not taken):
            continue
        likely = {name: score for name, score in likenesses(header).items() if name in TIMED}
        name = taken[0] if taken else max(likely, key=lambda one: likely[one], default="")
        if name:
            found[at] = (name, taken[1] if taken else likely[name], when)
    now = {name for at, (name, _) in matched.items() if at not in found}
    several = len({when.casefold() for _, _, when in found.values()}) > 1
    return {at: one for at, one in found.items() if several or one[0] in now}


def _current_date(matched: dict[int, tuple[str, int]]) -> dict[int, tuple[str, int]]:
    """A date first promised is the current one where the table has no other."""
    if any(name == "timescale" for name, _ in matched.values()):
        return matched
    return {at: ("timescale" if name == "original" else name, sure) for at, (name, sure) in matched.items()}
