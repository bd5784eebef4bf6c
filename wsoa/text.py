"""Text as people type and paste it, cleaned once where it comes in.

Every text that reaches the record has been through `clean`, so that it can be stored by both databases and
written into Word, Excel and HTML without a second thought (PROOFS D11).
"""

import re
import unicodedata
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

MAX_LINE = 500
MAX_TEXT = 20_000
MAX_NUMBER = 2**31 - 1

# PowerPoint's line break is \x0b; NEL and the Unicode line and paragraph separators come from other programs.
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls, but tab and newline
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides, embeddings and isolates
    "\ufeff"  # byte order mark
    "\ud800-\udfff"  # lone surrogates
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters of the first plane
    + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17))
    + "]"
)


def clean(text: str) -> str:
    """Return `text` as the record keeps it: line ends as newlines, no unprintable characters, NFC.

    Every kind of line break (CR LF, CR, vertical tab, form feed, NEL, line and paragraph separator) becomes a
    newline. Other controls but tab, lone surrogates, noncharacters, byte order marks and the characters that
    reorder their neighbours (U+202A-202E, U+2066-2069) are dropped; right-to-left words and the marks U+200E and
    U+200F stay. Spaces at the end of a line and empty lines at either end go. Cleaning twice changes nothing.
    """
    return clean_column(text).lstrip("\n")


def clean_column(text: str) -> str:
    """Return `text` cleaned, but with its empty lines at the beginning: the empty cells at the top of a column."""
    kept = _UNWANTED.sub("", _LINE_BREAKS.sub("\n", text))
    lines = unicodedata.normalize("NFC", kept).split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n")


def one_line(text: str) -> str:
    """Return `text` cleaned, with each run of newlines, tabs and spaces as one space."""
    return " ".join(clean(text).split())


def same_name(text: str) -> str:
    """A name as two are compared: by its words, whatever their case."""
    return " ".join(text.casefold().split())


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise PydanticCustomError(
            "text_too_long",
            "must be {limit} characters or fewer; this is {length}",
            {"limit": f"{limit:,}", "length": f"{len(text):,}"},
        )
    return text


# Before pydantic's own check, which refuses a lone surrogate instead of dropping it.
def _as_line(value: object) -> object:
    return _within(one_line(value), MAX_LINE) if isinstance(value, str) else value


def _as_words(value: object) -> object:
    return _within(clean(value), MAX_TEXT) if isinstance(value, str) else value


def _as_column(value: object) -> object:
    return _within(clean_column(value), MAX_TEXT) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_as_line)]
"""One line of at most 500 characters; newlines become spaces; a longer one is refused, never cut."""

Words = Annotated[str, BeforeValidator(_as_words)]
"""Text of at most 20,000 characters, with its line breaks; a longer one is refused, never cut."""

Column = Annotated[str, BeforeValidator(_as_column)]
"""Text pasted from a spreadsheet, as Words are, but every line in its place: an empty one is an empty cell."""

Number = Annotated[int, Field(ge=1, le=MAX_NUMBER)]
"""The number of a thing, as in its URL: 1 to 2,147,483,647, so that no database meets one it cannot hold."""
