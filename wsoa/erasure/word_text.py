"""The words of a Word file that somebody lodged, as far as they are looked through for a name."""

import io
import re
import zipfile
from html import unescape

_LONGEST = 20_000_000
_PART = re.compile(r"word/(?:document|header\w*|footer\w*|footnotes|endnotes|comments)\.xml|docProps/\w+\.xml")
_ENDS = re.compile(r"</w:p>|<w:br[ /]|<w:tab[ /]|</dc:|</cp:")


def words_of(file: bytes) -> str:
    """The words in its pages, headers, notes, comments and properties, a paragraph a line; "" for any other file."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            wanted = [each for each in parts.infolist() if _PART.fullmatch(each.filename) and each.file_size < _LONGEST]
            return "\n".join(_text(parts.read(each)) for each in wanted)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError, EOFError):
        return ""


def _text(xml: bytes) -> str:
    lines = _ENDS.sub("\n\\g<0>", xml.decode("utf-8", "replace"))
    return unescape(re.sub(r"<[^>]*>", "", lines))
