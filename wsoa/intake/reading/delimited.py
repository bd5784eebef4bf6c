"""Tables kept as text (.csv, .tsv): which letters the bytes stand for, and what divides the cells.

Runs in the child process.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from wsoa.intake.errors import Refused
from wsoa.intake.grid import RawCell
from wsoa.intake.reading import limits
from wsoa.intake.reading.budget import Budget

SHEET = "Table"
DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
ROWS_TRIED = 500
MOST_CONTROLS = 0.02
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_BYTES_ABOVE_ASCII = re.compile(rb"[\x80-\xff]+")
_AS_UTF_8 = 'Open it in Excel and save it as "CSV UTF-8" or as .xlsx.'


def read_delimited(content: bytes) -> list[dict[str, object]]:
    """Return the table as one sheet, its cells where Excel would show them."""
    csv.field_size_limit(limits.MAX_CHARACTERS)
    text = _decoded(content)
    if "\0" in text or len(_CONTROLS.findall(text)) > MOST_CONTROLS * len(text):
        raise Refused("it is none of the files that are read: .xlsx, .docx, .pptx and .csv.")
    budget, cells = Budget(), []
    for number, row in enumerate(_rows(text), start=1):
        for column, value in enumerate(row, start=1):
            if value.strip():
                _refuse_too_large(number, column)
                cells.append(_cell(number, column, budget.spend(value)))
    return [{"name": SHEET, "hidden": False, "cells": cells, "unseen": []}]


def _decoded(content: bytes) -> str:
    """The text: by its byte order mark, else UTF-16 where every other byte is zero, else UTF-8, else Windows'."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf_16(content, "utf-16")
    sample = content[:2000]
    if sample and sample.count(0) > len(sample) // 3:
        return _utf_16(content, "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        if _is_broken_utf_8(content):
            raise Refused(f"some of its letters are damaged. {_AS_UTF_8}") from problem
        return content.decode("cp1252", "replace")


def _utf_16(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Refused(f"some of its letters are damaged. {_AS_UTF_8}") from problem


def _is_broken_utf_8(content: bytes) -> bool:
    """Whether most letters above ASCII are whole in UTF-8, which text of another encoding hardly ever is."""
    whole = broken = 0
    for found in _BYTES_ABOVE_ASCII.finditer(content):
        try:
            found[0].decode("utf-8")
            whole += 1
        except UnicodeDecodeError:
            broken += 1
    return whole > broken


def _rows(text: str) -> Iterator[list[str]]:
    """The rows as the delimiter cuts them on which most rows agree."""
    if said := _SEPARATOR_LINE.match(text):
        return _parsed(text[said.end() :], said[1])
    agreed = {delimiter: _agreement(text, delimiter) for delimiter in DELIMITERS if delimiter in text}
    best = max(agreed, key=lambda delimiter: agreed[delimiter], default=",")
    if not any(agreed.get(best, ())):
        raise Refused(
            "it is text without a table: nothing (comma, semicolon, tab or bar) divides its lines into cells. "
            "Save the tracker as .xlsx, .docx, .pptx or .csv."
        )
    return _parsed(text, best)


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the same number of cells, more than one, and that number."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), ROWS_TRIED):
            if len(row) > 1 and any(cell.strip() for cell in row):
                widths[len(row)] += 1
    width, count = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    return count, width


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    """Strictly only about a quotation mark that is never closed, since all that follows it would be one cell."""
    try:
        for _row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as problem:
        if "unexpected end" in str(problem):
            raise Refused(f"a quotation mark in it is opened and never closed. {_AS_UTF_8}") from problem
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as problem:
        raise Refused(
            f"a cell of it holds more than {limits.MAX_CHARACTERS:,} characters; a quotation mark may be missing. "
            f"{_AS_UTF_8}"
        ) from problem


def _refuse_too_large(row: int, column: int) -> None:
    if row > limits.MAX_ROWS or column > limits.MAX_COLUMNS:
        what, most = ("rows", limits.MAX_ROWS) if row > limits.MAX_ROWS else ("columns", limits.MAX_COLUMNS)
        raise Refused(
            f"it has more than {most:,} {what}, which is more than a tracker holds. "
            "Copy the rows and columns of the tracker to a new file."
        )


def _cell(row: int, column: int, text: str) -> RawCell:
    coordinate = f"{_letters(column)}{row}"
    return RawCell(row, column, coordinate, text, None, False, None, False, 0, 1, 1)


def _letters(column: int) -> str:
    before, last = divmod(column - 1, 26)
    return f"{chr(64 + before) if before else ''}{chr(65 + last)}"
