"""The lines of a long table kept as text with commas, within the limits of what is read."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from wsoa.text import clean

MOST_BYTES = 100 * 1024 * 1024
MOST_ROWS = 500_000
MOST_CELLS = 4_000_000
MOST_CHARACTERS = 2_000
MOST_COLUMNS = 300

Line = tuple[int, list[str]]
"""Its number, from 1, and its cells."""


class Unfit(Exception):
    """The file cannot be read as lines of cells; `reason` goes on after its name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def lines_of(file: BinaryIO) -> Iterator[Line]:
    """The lines of a file of commas, cleaned, as long as they are within the limits. Raises Unfit."""
    cells = 0
    try:
        for number, row in enumerate(csv.reader(io.TextIOWrapper(file, "utf-8-sig", newline="")), 1):
            cells += len(row)
            if number > MOST_ROWS + 1:
                raise Unfit(f"it has more than {MOST_ROWS:,} lines; load a topic or a year at a time")
            if len(row) > MOST_COLUMNS or cells > MOST_CELLS:
                most = f"{MOST_COLUMNS:,} columns or {MOST_CELLS:,} cells"
                raise Unfit(f"it has more than {most}; load a topic or a year at a time")
            if len(max(row, key=len, default="")) > MOST_CHARACTERS:
                most = f"{MOST_CHARACTERS:,} characters"
                raise Unfit(f"it is no table of commas (a cell of line {number} has more than {most})")
            yield number, [_cleaned(cell) for cell in row]
    except UnicodeDecodeError:
        raise Unfit("some of its letters are damaged; save it as CSV UTF-8") from None
    except csv.Error as fault:
        raise Unfit(f"it is no table of commas ({fault})") from None


def _cleaned(cell: str) -> str:
    return cell.strip() if cell.isascii() and cell.isprintable() else clean(cell).strip()
