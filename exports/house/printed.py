"""Reading back what every export prints: the head of the record that it was drawn from (DESIGN 6, digests)."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from wsoa.errors import Refused

_LONGEST = 1_000_000
_HEADER = re.compile(r"word/header\w*\.xml")
_FOOTER = re.compile(r"word/footer\w*\.xml")
_HEAD = re.compile(r"Record head (\d{1,9}) · ([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class PrintedHead:
    """The number of an entry and the first twelve figures of its digest; what else stands on every page.

    `heading` names the report or the pack, `draft` is whether the file says that it is one.
    """

    number: int
    digest: str
    heading: str
    draft: bool


def printed_head(file: Path) -> PrintedHead:
    """The head printed in the footer of one of our Word files; Refused when the file is none or prints no head."""
    try:
        with zipfile.ZipFile(file) as parts:
            small = [part for part in parts.infolist() if part.file_size < _LONGEST]
            texts = [_text(parts.read(part)) for part in small if _FOOTER.fullmatch(part.filename)]
            heads = [_text(parts.read(part)) for part in small if _HEADER.fullmatch(part.filename)]
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError):
        raise Refused(f"{file.name} cannot be read as a Word document.") from None
    found = next((match for text in texts if (match := _HEAD.search(text))), None)
    if found is None:
        raise Refused(f"{file.name} prints no head of a record: it was not made here, or its footer was removed.")
    draft = any(text.rstrip().endswith("DRAFT") for text in heads)
    return PrintedHead(int(found[1]), found[2], " ".join(heads), draft)


def _text(xml: bytes) -> str:
    """The footer's words in one line: an editor may have split them over several runs."""
    return re.sub(r"<[^>]*>", "", xml.decode("utf-8", "replace"))
