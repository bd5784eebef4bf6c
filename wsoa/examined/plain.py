"""Plain text and tables of commas: which letters the bytes stand for, and what is in them.

Runs in the child process.
"""

import csv
import re

from wsoa.examined import limits
from wsoa.examined.disguises import no_text, refuse_other_text
from wsoa.examined.findings import Refused, Sight

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_UNSEEN = re.compile("[\u200b\u2060\u2062-\u2064\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]")
_DIVIDERS = ",;\t|"


def look(kind: str, content: bytes) -> Sight:
    """The lines or rows of a text. Raises Refused when it is none, or begins as a text of another kind."""
    text = decoded(kind, content)
    sight = Sight()
    sight.hides(
        "sign that nobody sees, or that turns the text around", "signs that nobody sees, or that turn the text around",
        times=len(_UNSEEN.findall(text)), removable=True,
    )  # fmt: skip
    if kind == "csv":
        _read_rows(text, sight)
    else:
        for number, line in enumerate(text.splitlines(), 1):
            sight.texts.add(f"line {number:,}", line)
    return sight


def cleaned(kind: str, content: bytes) -> bytes:
    """The same text in UTF-8, without the signs that nobody sees."""
    return _UNSEEN.sub("", decoded(kind, content)).encode("utf-8-sig" if kind == "csv" else "utf-8")


def decoded(kind: str, content: bytes) -> str:
    """The text: by its byte order mark, else UTF-8, else Windows'. Raises Refused when it is none."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16")
        else:
            text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if _CONTROLS.search(text):
        raise no_text(kind, content)
    if not text.strip():
        raise Refused("There is no text in the file. Check that the whole file was saved, and choose it again.")
    refuse_other_text(kind, text)
    return text


def _read_rows(text: str, sight: Sight) -> None:
    csv.field_size_limit(limits.MAX_CHARACTERS)
    lines = text.splitlines()
    divider = max(_DIVIDERS, key=lambda sign: sum(sign in line for line in lines[:50]))
    births: set[int] = set()
    try:
        rows = csv.reader(lines, delimiter=divider)
        for cells in rows:
            sight.texts.row(f"line {rows.line_num:,}", cells, births)
            if not sight.texts.is_whole:
                break
    except csv.Error:  # no table after all, but a text that can be searched
        for number, line in enumerate(lines, 1):
            sight.texts.add(f"line {number:,}", line)
