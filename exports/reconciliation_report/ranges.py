"""Cells of a sheet that lie side by side and became the same, told as one range: *Plan!A6:A13*, and no page a row."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

Told = tuple[str, ...]

_CELL = re.compile(r"(.*!)([A-Z]{1,3})([0-9]+)")


class Place(NamedTuple):
    """Where a cell lies: its sheet, with the mark after it, its column (A is 1) and its row."""

    sheet: str
    column: int
    row: int


def down(rows: Iterable[Told]) -> Iterator[Told]:
    """(cell, what) of each: of cells under one another that became the same, the range and how many there are."""
    for run in _runs(rows, _is_under, lambda row: row[1:]):
        (first, what), last = run[0], run[-1][0]
        yield (_range(first, last), f"{what} ({len(run)} rows)") if len(run) > 1 else (first, what)


def across(rows: Iterable[Told]) -> Iterator[Told]:
    """(cell, text, why) of each: of cells beside one another with one reason, the range and all their texts."""
    for run in _runs(rows, _is_beside, lambda row: row[2:]):
        yield (_range(run[0][0], run[-1][0]), "; ".join(text for _, text, _ in run), run[0][2])


def _runs(
    rows: Iterable[Told], follows: Callable[[Place, Place], bool], same: Callable[[Told], Told]
) -> list[list[Told]]:
    """The rows, those together that follow one another and are the same."""
    runs: list[list[Told]] = []
    before: Place | None = None
    for row in rows:
        here = place(row[0])
        if before and here and follows(before, here) and same(runs[-1][-1]) == same(row):
            runs[-1].append(row)
        else:
            runs.append([row])
        before = here
    return runs


def place(cell: str) -> Place | None:
    """Where a cell of a sheet lies (*Plan!A6*); None for what is named otherwise, as the rows of a Word table are."""
    if (found := _CELL.fullmatch(cell)) is None:
        return None
    column = 0
    for letter in found[2]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return Place(found[1], column, int(found[3]))


def _is_under(before: Place, after: Place) -> bool:
    return after == before._replace(row=before.row + 1)


def _is_beside(before: Place, after: Place) -> bool:
    return after == before._replace(column=before.column + 1)


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}:{last.rpartition('!')[2]}"
