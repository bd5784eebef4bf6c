"""Paragraphs and tables in their order, laid out as a grid: each line a row of its own. Runs in the child process."""

from collections.abc import Iterable
from dataclasses import dataclass

from wsoa.intake.errors import Refused
from wsoa.intake.grid import RawCell
from wsoa.intake.reading import limits
from wsoa.intake.reading.budget import Budget


@dataclass(slots=True)
class Words:
    """What stands in one cell of a table, or on one line, and how it looks."""

    text: str
    bold: bool = False
    hidden: bool = False
    comment: str | None = None
    fill: str | None = None
    column: int = 1
    deep: int = 1
    wide: int = 1


class Grid:
    """A sheet under construction, from top to bottom."""

    def __init__(self, name: str, budget: Budget, *, aside: str = "", furniture: bool = False) -> None:
        """`aside` says why nothing on it is read; `furniture` is what nobody takes for data."""
        self.name, self.aside, self.furniture = name, aside, furniture
        self.tables = 0
        self.cells: list[RawCell] = []
        self._budget = budget
        self._row = self._held = 0

    def answer(self, *, hidden: bool = False) -> dict[str, object]:
        """Return the sheet as the child process hands it over."""
        told = {"aside": self.aside, "furniture": self.furniture}
        return {"name": self.name, "hidden": hidden, "cells": self.cells, "unseen": [], **told}

    def gap(self) -> None:
        """Leave a row empty: what follows stands apart."""
        self._row += 1

    def line(self, coordinate: str, words: Words, *, heading: int = 0, indent: int = 0) -> None:
        """Add a paragraph; a heading stands apart from what is above it."""
        if not (words.text.strip() or words.comment):
            return
        if heading and self.cells and self.cells[-1].row == self._row:
            self.gap()
        self._next_row()
        self._add(coordinate, words, heading=heading, indent=indent)

    def table(self, prefix: str, rows: Iterable[Iterable[Words]]) -> None:
        """Add a table, apart from the lines around it. `prefix` begins the coordinates of its cells: "table 3"."""
        self.tables += 1
        self.gap()
        for number, row in enumerate(rows, start=1):
            self._next_row()
            for words in row:
                if words.column + words.wide - 1 > limits.MAX_COLUMNS:
                    raise Refused(too_wide(prefix))
                if words.text.strip() or words.comment or words.fill:
                    self._add(f"{prefix}, row {number}, column {words.column}", words, table=self.tables)
        self.gap()

    def _next_row(self) -> None:
        self._row += 1
        self._held += 1
        if self._held > limits.MAX_ROWS:
            raise Refused(
                f"it has more than {limits.MAX_ROWS:,} paragraphs and rows of tables, which is more than a tracker "
                "holds. Copy the part that is the tracker to a new file."
            )

    def _add(self, coordinate: str, words: Words, *, heading: int = 0, indent: int = 0, table: int = 0) -> None:
        self.cells.append(
            RawCell(
                row=self._row,
                column=words.column,
                coordinate=coordinate,
                text=self._budget.spend(words.text),
                fill=words.fill,
                hidden=words.hidden,
                comment=self._budget.spend(words.comment) if words.comment else None,
                bold=words.bold or bool(heading),
                indent=indent,
                deep=words.deep,
                wide=words.wide,
                heading=heading,
                table=table,
            )
        )


def too_wide(table: str) -> str:
    """Why a table with too many columns is refused."""
    return (
        f"{table} has more than {limits.MAX_COLUMNS} columns, which is more than a tracker holds. "
        "Copy the columns of the tracker to a new file."
    )
