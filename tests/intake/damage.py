"""Files damaged in the ways that files are, from a seed: what comes out is the same every time."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable

from tests.intake.papers import GOOD, PLAN, a_workbook, deck, document, with_parts

HOSTILE = (
    "\x0b", "\x00", "\x1b[31m", "\ufffe", "\u202e", "\ud83d", "=1+1", "=HYPERLINK(\"x\")", "@SUM(A1)", "' OR 1=1 --",
    "<script>", "&amp;amp;", "]]>", "_x000B_", "a" * 700, "a" * 21_000, "\n" * 50, "•\n•\n•", "1: a 2: b 3: c",
    "31/02/2022", "99999999999999999999", "-1", "%s%n", "{0}", "Workstream", "Progress", "RAG", "R", "ﷺ" * 50,
    "Ⅷ", "²", "٣", "\u0301" * 300, "\u2028", "😀", "NaN", "1e999", "Focus Area 999999999999999999999: x", "3.3.3.3.3",
    "February 30000", "by 0 May 0000", "Term 9 2022", "Q9 2022/99", "00/00/0000",
)  # fmt: skip


def damaged(seed: int) -> tuple[str, bytes]:
    """Return the name and the bytes of one damaged file."""
    chance = random.Random(seed)
    sort = chance.choice(sorted(GOOD))
    content = _hostile(sort, chance) if chance.random() < 0.5 else GOOD[sort]()
    ways: list[Callable[[bytes, random.Random], bytes]] = [_cut_short, _bytes_changed, _block_lost, _doubled]
    if sort != "csv":
        ways += [_part_removed, _part_changed, _part_changed, _part_swapped, _text_swapped, _text_swapped]
    for way in chance.sample(ways, k=chance.choice((0, 1, 1, 1, 2))):
        try:
            content = way(content, chance)
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, RuntimeError, EOFError):
            break  # so damaged already that there are no parts to harm
    suffix = chance.choice(sorted(GOOD)) if chance.random() < 0.2 else sort
    return f"tracker.{suffix}", content


def _hostile(sort: str, chance: random.Random) -> bytes:
    """A good tracker with hostile texts in some of its cells."""
    rows = [list(row) for row in PLAN]
    for _ in range(chance.randint(1, 6)):
        at, column = chance.randrange(len(rows)), chance.randrange(len(rows[0]))
        words = rows[at][column]
        rows[at][column] = chance.choice((chance.choice(HOSTILE), words + chance.choice(HOSTILE), "", words * 2))
    if sort == "csv":
        quoted = (",".join('"' + text.replace('"', '""') + '"' for text in row) for row in rows)
        return "\n".join(quoted).encode(chance.choice(("utf-8", "utf-16", "cp1252")), "replace")
    rows = [[_xml_can_hold(text) for text in row] for row in rows]
    saved = io.BytesIO()
    match sort:
        case "xlsx":
            return a_workbook(rows)
        case "docx":
            document([("Title", "Our plan"), ("Heading 1", rows[0][0] or "x"), rows]).save(saved)
        case _:
            deck([("Our plan", [(0, rows[1][0])]), (rows[1][1], rows)]).save(saved)
    return saved.getvalue()


def _xml_can_hold(text: str) -> str:
    return "".join(one for one in text if one in "\t\n" or (one >= " " and one not in "\ufffe\uffff\ud83d"))


def _cut_short(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def _bytes_changed(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 30))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _block_lost(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randrange(1, 600) :]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[max(0, at - chance.randrange(600)) :]


def _names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.namelist()


def _part(content: bytes, chance: random.Random) -> tuple[str, bytes]:
    """One of the parts; mostly one with words in it."""
    names = _names(content)
    worded = [name for name in names if any(one in name for one in ("sheet", "document.xml", "slides/", "Strings"))]
    name = chance.choice(worded if worded and chance.random() < 0.7 else names)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return name, package.read(name)


def _part_removed(content: bytes, chance: random.Random) -> bytes:
    return with_parts(content, {_part(content, chance)[0]: None})


def _part_changed(content: bytes, chance: random.Random) -> bytes:
    name, part = _part(content, chance)
    way = chance.choice((_cut_short, _bytes_changed, _block_lost, _doubled))
    return with_parts(content, {name: way(part, chance) if part else b"<"})


def _part_swapped(content: bytes, chance: random.Random) -> bytes:
    return with_parts(content, {_part(content, chance)[0]: _part(content, chance)[1]})


def _text_swapped(content: bytes, chance: random.Random) -> bytes:
    """Well-formed XML with other numbers and other names in it, which only the readers can trip over."""
    name, part = _part(content, chance)
    pieces = part.decode("utf-8", "replace").split('"')
    if len(pieces) > 2:
        for _ in range(chance.choice((1, 2, 8))):
            at = chance.randrange(1, len(pieces), 2)
            pieces[at] = chance.choice(("", "0", "-1", "99999999999", "x", "1.5", "A0", "XFD1", "true", "²", "/../x"))
    return with_parts(content, {name: '"'.join(pieces)})
