"""The words of a Word file that somebody lodged, as far as they are looked through for a name."""

import codecs
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from html import unescape

_LONGEST = 100_000_000
"""All the parts of a file together: what says more is no report, but made to fill a machine's memory."""

_PART = re.compile(r".*\.(?:xml|rels)", re.IGNORECASE)
_NO_WORDS = re.compile(r".*(?:/|\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|odttf|ttf))", re.IGNORECASE)
_ENDS = re.compile(r"</\w+:p>|<w:(?:br|tab)[ /]|</(?:dc|cp|c|vt):")
_SAID_ASIDE = re.compile(r"""\b(?:author|initials|userId|descr|title|tooltip)="([^"]+)"|\bTarget="(mailto:[^"]+)""")
"""Words of people that stand within a tag: who wrote a comment or changed a line, what a picture shows."""
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding=["']([\w.:-]{1,40})""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class WordsRead:
    """What could be read of a file; `whole`: nothing else in it can hold words."""

    text: str
    whole: bool


def words_of(file: bytes) -> str:
    """The words of a Word file, a paragraph a line; "" for any other file."""
    return read_words(file).text


def read_words(file: bytes) -> WordsRead:
    """The words of every part of a Word file: pages, notes, comments and who made them, charts, properties.

    Not whole: any other file, one that is damaged or too large, and one with a workbook or another document in it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            found = parts.infolist()
            wanted = [each for each in found if _PART.fullmatch(each.filename)]
            if sum(each.file_size for each in wanted) > _LONGEST:
                return WordsRead("", whole=False)
            others = [each for each in found if each not in wanted and not _NO_WORDS.fullmatch(each.filename)]
            texts = (_text(_decoded(parts.read(each))) for each in wanted)
            return WordsRead("\n".join(filter(None, texts)), whole=not others)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, ValueError, OSError, EOFError):
        return WordsRead("", whole=False)


def _decoded(xml: bytes) -> str:
    """By the mark it begins with, or the encoding it declares."""
    encoding = next((name for mark, name in _MARKS if xml.startswith(mark)), None)
    declared = _DECLARED.match(xml)
    try:
        return xml.decode(encoding or (declared[1].decode() if declared else "utf-8"), "replace")
    except LookupError:
        return xml.decode("utf-8", "replace")


def _text(xml: str) -> str:
    aside = dict.fromkeys(unescape(said) for pair in _SAID_ASIDE.findall(xml) for said in pair if said)
    lines = unescape(re.sub(r"<[^>]*>", "", _ENDS.sub("\n\\g<0>", xml))).split("\n")
    return "\n".join(line.strip() for line in (*lines, *aside) if line.strip())
