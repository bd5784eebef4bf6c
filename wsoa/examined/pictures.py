"""Photographs and other pictures: what they say beside what they show, and the same picture without it.

No point of a picture is drawn anew: the segments of a JPEG and the chunks of a PNG that are not the picture are left
out. How a camera was held stays, or the photograph would lie on its side. Runs in the child process.

Sources: ITU-T T.81 annex B; Portable Network Graphics (W3C, third edition), section 5; CIPA DC-008 (Exif).
"""

import io
import re
import zlib
from collections.abc import Iterator

from PIL import Image
from PIL.ExifTags import IFD, Base

from wsoa.examined import limits
from wsoa.examined.disguises import refuse_active
from wsoa.examined.findings import Refused, Sight

PLACE = "place where the photograph was taken"
TAKEN_WITH = "camera, date and other properties of a photograph"
SAID = "words in the properties of a picture"
SMALL_COPY = "a small copy of a picture (thumbnail)"
BEHIND = "something behind the end of a picture"
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_CHUNKS_LEFT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"),
    *(b"hIST", b"cICP"),
}
_CHUNKS_OF_WORDS = {b"tEXt", b"zTXt", b"iTXt"}
_APPS_LEFT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_EXIF = b"Exif\0\0"
_JFIF_AT, _EXIF_AT, _COMMENT, _START_OF_SCAN, _END = 0xE0, 0xE1, 0xFE, 0xDA, 0xD9
_BEHIND = 0
"""No marker of a JPEG: stands for what is behind its end."""
_NEXT_MARKER = re.compile(rb"\xff+(?![\x00\xd0-\xd7\xff])", re.DOTALL)
_WORDS = re.compile(rb"[\x20-\x7e]{5,}")
_MOST_UNPACKED = 1024 * 1024
BROKEN = "The picture is damaged, or not complete. Open it in a program for pictures, save it again and choose that."


def look(content: bytes) -> Sight:
    """What a picture says beside what it shows. Raises Refused when it is damaged or too large to be drawn."""
    sight = Sight(is_picture=True)
    look_at_hidden(content, sight)
    _draw(content)
    return sight


def cleaned(content: bytes) -> bytes:
    """The same picture without what it says beside. Raises Refused as `look` does."""
    copy = without_hidden(content)
    if copy is None:
        raise Refused(BROKEN)
    return copy


def look_at_hidden(content: bytes, sight: Sight) -> bool:
    """Count what hides in a PNG or a JPEG; False when it is neither. Raises Refused when it is damaged."""
    if content.startswith(_PNG):
        _look_at_png(content, sight)
    elif content.startswith(_JPEG):
        _look_at_jpeg(content, sight)
    else:
        return False
    return True


def without_hidden(content: bytes) -> bytes | None:
    """A PNG or a JPEG without what hides in it; None when it is neither. Raises Refused when it is damaged."""
    if content.startswith(_PNG):
        return _PNG + b"".join(whole for name, whole in _chunks(content) if name in _CHUNKS_LEFT)
    if not content.startswith(_JPEG):
        return None
    segments = list(_segments(content))
    head = [_without_small_copy(held) for marker, held in segments if marker == _JFIF_AT and _stays(marker, held)]
    rest = [held for marker, held in segments if marker != _JFIF_AT and _stays(marker, held)]
    return b"".join((_JPEG[:2], *head[:1], _turned(segments), *rest))


def _look_at_png(content: bytes, sight: Sight) -> None:
    for name, whole in _chunks(content):
        held = whole[8:-4]
        if name in _CHUNKS_LEFT:
            continue
        if name == b"eXIf":
            _look_at_exif(held, sight)
        elif name in _CHUNKS_OF_WORDS:
            _look_at_words(_unpacked(name, held), sight)
        elif not name:
            _look_behind(whole, sight)
        else:
            sight.hides(TAKEN_WITH, removable=True)


def _look_at_jpeg(content: bytes, sight: Sight) -> None:
    for marker, held in _segments(content):
        said = held[4:]
        if marker == _BEHIND:
            _look_behind(held, sight)
        elif marker == _EXIF_AT and said.startswith(_EXIF):
            _look_at_exif(said[len(_EXIF) :], sight)
        elif marker == _JFIF_AT and said.startswith(b"JFIF\0"):
            sight.hides(SMALL_COPY, times=int(len(said) > 14), removable=True)
        elif not _stays(marker, held):
            _look_at_words(said, sight)


def _look_behind(held: bytes, sight: Sight) -> None:
    refuse_active(held)
    sight.hides(BEHIND, removable=True)


def _look_at_words(said: bytes, sight: Sight) -> None:
    refuse_active(said)
    sight.hides(PLACE, times=int(b"GPSL" in said), removable=True)
    sight.hides(SAID, removable=True)
    sight.texts.add("the properties of a picture", _words(said))


def _look_at_exif(held: bytes, sight: Sight) -> None:
    refuse_active(held)
    exif = Image.Exif()
    try:
        exif.load(held)
        tags = set(exif) - {Base.Orientation, Base.ExifOffset, Base.GPSInfo}
        place, camera, small = (bool(exif.get_ifd(part)) for part in (IFD.GPSInfo, IFD.Exif, IFD.IFD1))
    except Exception:  # pillow throws what struct and TIFF throw; what it cannot read may say anything
        tags, place, camera, small = set(), True, True, False
    sight.hides(PLACE, times=int(place), removable=True)
    sight.hides(TAKEN_WITH, times=int(bool(tags) or camera), removable=True)
    sight.hides(SMALL_COPY, times=int(small), removable=True)
    if tags or place or camera:
        sight.texts.add("the properties of a picture", _words(held))


def _draw(content: bytes) -> None:
    """Unpack the whole picture, so that a damaged one is found. Raises Refused."""
    Image.MAX_IMAGE_PIXELS = None  # told in our own words below
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "MPO")) as picture:
        width, height = picture.size
        if width * height > limits.MAX_PIXELS:
            raise Refused(
                f"The picture has {width:,} by {height:,} points; the most that is taken is "
                f"{limits.MAX_PIXELS // 1_000_000} million in all. Make it smaller, save it and choose it again."
            )
        picture.load()


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG, whole, by their names; last, without a name, what is behind its end."""
    at, name = len(_PNG), b""
    while name != b"IEND":
        length = int.from_bytes(content[at : at + 4], "big")
        whole = content[at : at + length + 12]
        name = whole[4:8]
        if len(whole) < length + 12 or zlib.crc32(whole[4:-4]).to_bytes(4, "big") != whole[-4:]:
            raise Refused(BROKEN)
        yield name, whole
        at += len(whole)
    if at < len(content):
        yield b"", content[at:]


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments of a JPEG, whole, by their markers; last what is behind its end."""
    at, marker = 2, 0
    while marker != _END:
        if content[at : at + 1] != b"\xff" or at + 2 > len(content):
            raise Refused(BROKEN)
        while content[at + 1] == 0xFF:  # any number of them may stand before a marker
            at += 1
        marker = content[at + 1]
        end = at + 2 if marker == _END else at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _START_OF_SCAN:
            found = _NEXT_MARKER.search(content, end)
            end = found.start() if found else len(content)
        yield marker, content[at:end]
        at = end
    if at < len(content):
        yield _BEHIND, content[at:]


def _stays(marker: int, held: bytes) -> bool:
    if marker in _APPS_LEFT:
        return held[4:].startswith(_APPS_LEFT[marker])
    return marker not in (_COMMENT, _BEHIND) and not 0xE0 <= marker <= 0xEF


def _without_small_copy(held: bytes) -> bytes:
    """The segment that says it is a JFIF, and how dense; behind that a small copy of the picture may stand."""
    return held[:2] + b"\x00\x10" + held[4:16] + b"\0\0"


def _turned(segments: list[tuple[int, bytes]]) -> bytes:
    """A segment that says nothing but how the camera was held, where that was not upright."""
    for marker, held in segments:
        if marker == _EXIF_AT and held[4:].startswith(_EXIF):
            exif = Image.Exif()
            try:
                exif.load(held[4 + len(_EXIF) :])
                turned = int(exif.get(Base.Orientation, 1))
            except Exception:  # as in _look_at_exif
                turned = 1
            if 2 <= turned <= 8:
                told = Image.Exif()
                told[Base.Orientation] = turned
                said = told.tobytes()
                said = said if said.startswith(_EXIF) else _EXIF + said
                return b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said
    return b""


def _unpacked(name: bytes, held: bytes) -> bytes:
    """The words of a chunk, unpacked where they are packed, as far as they are not too many."""
    if name == b"tEXt":
        return held
    keyword, _, rest = held.partition(b"\0")
    for start in range(1, 200):  # iTXt has two more texts, of a language, before the packed one
        try:
            return keyword + b" " + zlib.decompressobj().decompress(rest[start:], _MOST_UNPACKED)
        except zlib.error:
            continue
    return held


def _words(said: bytes) -> str:
    return "\n".join(word.decode("ascii") for word in _WORDS.findall(said))
