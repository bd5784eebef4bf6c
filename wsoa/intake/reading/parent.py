"""Reading a file in a child process that can neither grow, nor last, nor say more than it should."""

import hashlib
import json
import subprocess
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NotRequired, TypedDict

from wsoa.intake.errors import Unreadable
from wsoa.intake.grid import Cell, Formula, RawCell, Sheet, Workbook, in_words
from wsoa.intake.reading import limits
from wsoa.limited import answer_of
from wsoa.text import MAX_TEXT, clean, one_line

# Word writes hard spaces, soft hyphens and zero widths to shape its lines; no two files of a month agree on them.
_FOR_LINES_ONLY = {0xA0: " ", 0x202F: " ", 0xAD: None, 0x200B: None, 0x2060: None}


class _Sheet(TypedDict):
    name: str
    hidden: bool
    cells: list[tuple[int, int, str, str, str | None, bool, str | None, bool, int, int, int, int, int]]  # of RawCell
    unseen: list[tuple[str, str]]
    aside: NotRequired[str]
    furniture: NotRequired[bool]


class _Answer(TypedDict):
    problem: NotRequired[str]
    sheets: NotRequired[list[_Sheet]]


def read_workbook(path: Path) -> Workbook:
    """Return the workbook at `path`, every text cleaned, or raise Unreadable with one plain message.

    The file is read once, here; a child process (within `limits`) gets the bytes and answers with JSON.
    """
    return read_content(one_line(path.name), _content(path, one_line(path.name) or "The file"))


def read_content(name: str, content: bytes) -> Workbook:
    """Return the workbook in `content`, which never touches the disk, as `read_workbook` does."""
    name = name or "The file"
    sheets = tuple(_sheet(sheet) for sheet in _sheets_of_child(content, name))
    for sheet in sheets:
        _refuse_overlong(sheet, name)
    return Workbook(name, hashlib.sha256(content).hexdigest(), sheets)


def _content(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(limits.MAX_FILE + 1)
    except IsADirectoryError as problem:
        raise Unreadable(f"{name}: that is a folder. Name the file inside it.") from problem
    except (OSError, ValueError) as problem:
        raise Unreadable(f"{name}: there is no such file, or it may not be read. Check the path.") from problem
    if not content:
        raise Unreadable(f"{name}: the file is empty. Check that the whole file was saved or copied.")
    if len(content) > limits.MAX_FILE:
        raise Unreadable(
            f"{name}: the file is larger than {limits.MAX_FILE // limits.MEGABYTE} MB. "
            "Remove pictures and attachments, or copy the tracker's tables to a new file."
        )
    return content


def _sheets_of_child(content: bytes, name: str) -> list[_Sheet]:
    try:
        answer: _Answer = json.loads(_answer_of_child(content, _suffix(name)))
    except (subprocess.TimeoutExpired, ValueError) as problem:
        raise Unreadable(
            f"{name}: it takes too long or too much memory to read. "
            "Copy the tracker's tables, values only, to a new workbook and save that as .xlsx."
        ) from problem
    if "sheets" not in answer:
        raise Unreadable(f"{name}: {answer.get('problem', 'it could not be read.')}")
    return answer["sheets"]


def _answer_of_child(content: bytes, suffix: str) -> bytes:
    return answer_of("wsoa.intake.reading.child", suffix, content=content, wall_seconds=limits.WALL_SECONDS)


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _sheet(answer: _Sheet) -> Sheet:
    name = one_line(answer["name"])
    cells = (_cell(name, RawCell(*values), answer["hidden"]) for values in answer["cells"])
    held = (cell for cell in cells if cell.text or cell.fill or cell.comment)
    rows = tuple(tuple(row) for _, row in groupby(held, key=attrgetter("row")))
    unseen = tuple(Formula(name, at, clean(formula)) for at, formula in answer["unseen"])
    return Sheet(name, rows, answer["hidden"], unseen, answer.get("aside", ""), answer.get("furniture", False))


def _cell(sheet: str, raw: RawCell, sheet_hidden: bool) -> Cell:
    cleaned = raw._replace(
        text=clean(raw.text.translate(_FOR_LINES_ONLY)).strip(),
        comment=clean(raw.comment).strip() if raw.comment else None,
        hidden=raw.hidden or sheet_hidden,
    )
    return Cell(sheet, **cleaned._asdict())


def _refuse_overlong(sheet: Sheet, name: str) -> None:
    for row in sheet.rows:
        for cell in row:
            if len(cell.text) > MAX_TEXT:
                raise Unreadable(
                    f"{name}: {in_words(cell.place)} holds {len(cell.text):,} characters; "
                    f"the most that can be kept is {MAX_TEXT:,}. Shorten it and try again."
                )
