"""Where an edited Word file differs from the one it was made of, line by line."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from wsoa.intake.errors import Unreadable
from wsoa.intake.reading.document import BODY
from wsoa.intake.reading.parent import read_content

NOT_WORD = "That is not a Word file (.docx). Choose the version that was sent."

Difference = tuple[str | None, str | None]
"""A line as it was and as it is; None where there is none."""


def differences(before: bytes, after: bytes) -> tuple[Difference, ...]:
    """Every line of either Word file that the other has not, in the order of reading: a paragraph or a cell is a line.

    Both are read in the limited child process; Unreadable says in words why the edited one cannot be.
    """
    was, now = lines(before), lines(after)
    return tuple(_differing(was, now))


def lines(content: bytes) -> list[str]:
    """The lines of a Word file, those in its margins last. Raises Unreadable."""
    if not content.startswith(b"PK"):
        raise Unreadable(NOT_WORD)
    sheets = read_content("The file", content).sheets
    if not sheets or sheets[0].name != BODY or any(not cell.in_paper for row in sheets[0].rows for cell in row):
        raise Unreadable(NOT_WORD)
    return [cell.text for sheet in sheets for row in sheet.rows for cell in row if cell.text]


def _differing(was: list[str], now: list[str]) -> Iterator[Difference]:
    for kind, start, end, first, last in SequenceMatcher(None, was, now).get_opcodes():
        if kind != "equal":
            yield from zip_longest(was[start:end], now[first:last])
