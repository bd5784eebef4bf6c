"""Ways in which files keep what nobody meant to show, and whether a file shows a word once it is unpacked."""

import zlib
from collections.abc import Callable
from typing import Any

from pypdf.annotations import Link, Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from tests.examined.made import Parts, a_picture, exif_of, pdf_writer, saved_pdf
from tests.examined.office_hidings import IN_EXCEL, IN_POWERPOINT, IN_WORD, Hiding


def _pdf(change: Callable[..., None]) -> Callable[[bytes, str], bytes]:
    def hide(content: bytes, word: str) -> bytes:
        made = pdf_writer(content)
        change(made, word)
        return saved_pdf(made)

    return hide


def _stream(word: str, **said: str) -> DecodedStreamObject:
    held = DecodedStreamObject()
    held.set_data(word.encode())
    for key, value in said.items():
        held[NameObject(f"/{key}")] = NameObject(f"/{value}")
    return held


def _xmp(made: Any, word: str) -> None:
    made.root_object[NameObject("/Metadata")] = made._add_object(_stream(word, Type="Metadata", Subtype="XML"))


def _piece(made: Any, word: str) -> None:
    made.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject(word)})


def _photograph_in_pdf(made: Any, word: str) -> None:
    held = _stream("", Type="XObject", Subtype="Image", Filter="DCTDecode")
    held._data = a_picture("JPEG", exif=exif_of(word))
    held[NameObject("/Filter")] = NameObject("/DCTDecode")
    made.pages[0]["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/I"): made._add_object(held)})


def _script(made: Any, word: str) -> None:
    said = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(word)})
    made.root_object[NameObject("/OpenAction")] = said


def _form(made: Any, word: str) -> None:
    field = DictionaryObject({NameObject("/FT"): NameObject("/Tx"), NameObject("/V"): TextStringObject(word)})
    fields = ArrayObject([made._add_object(field)])
    made.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): fields})


def _earlier(content: bytes, word: str) -> bytes:
    """As a program that only adds to a file leaves it: what it had is still there."""
    at = content.rindex(b"startxref") + 10
    first = content[at:].split()[0]
    return content + b"99 0 obj (" + word.encode() + b") endobj\nstartxref\n" + first + b"\n%%EOF\n"


# The one that only adds to the file comes last: the others write it anew.
_ACROBAT = (
    Hiding(_pdf(lambda made, word: made.add_metadata({"/Author": word})), "author, program", goes=True),
    Hiding(_pdf(_xmp), "author, program", goes=True),
    Hiding(_pdf(_piece), "what programs kept", goes=True),
    Hiding(_pdf(_photograph_in_pdf), "place where", goes=True),
    Hiding(
        _pdf(lambda made, word: made.add_annotation(0, Link(rect=(1, 1, 9, 9), url=f"file:///{word}"))),
        "links to files",
        goes=True,
    ),
    Hiding(_pdf(lambda made, word: made.add_attachment("a.txt", word.encode())), "embedded file"),
    Hiding(_pdf(lambda made, word: made.add_annotation(0, Text(rect=(1, 1, 9, 9), text=word))), "upon"),
    Hiding(_pdf(_script), "(JavaScript)"),
    Hiding(_pdf(_form), "a form with"),
    Hiding(_earlier, "earlier versions", goes=True),
)


def _chunk(name: bytes, before: bytes, *, packed: bool = False) -> Callable[[bytes, str], bytes]:
    """A chunk behind the first one, which says how large a picture is."""

    def hide(content: bytes, word: str) -> bytes:
        said = name + before + (zlib.compress(word.encode()) if packed else word.encode())
        return content[:33] + _length(said) + said + zlib.crc32(said).to_bytes(4, "big") + content[33:]

    return hide


def _length(said: bytes) -> bytes:
    return (len(said) - 4).to_bytes(4, "big")


def _png_exif(content: bytes, word: str) -> bytes:
    said = b"eXIf" + exif_of(word).removeprefix(b"Exif\0\0")
    return content[:33] + _length(said) + said + zlib.crc32(said).to_bytes(4, "big") + content[33:]


def _segment(marker: int, said: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(said) + 2).to_bytes(2, "big") + said


def _in_jpeg(marker: int, before: bytes) -> Callable[[bytes, str], bytes]:
    return lambda content, word: content[:2] + _segment(marker, before + word.encode()) + content[2:]


_PAINT = (
    Hiding(_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0"), "words in the properties", goes=True),
    Hiding(_chunk(b"zTXt", b"Comment\0\0", packed=True), "words in the properties", goes=True),
    Hiding(_png_exif, "place where", goes=True),
    Hiding(lambda content, word: content + word.encode(), "something behind", goes=True),
)
_CAMERA = (
    Hiding(lambda content, word: content[:2] + _segment(0xE1, exif_of(word)) + content[2:], "place where", goes=True),
    Hiding(_in_jpeg(0xFE, b""), "words in the properties", goes=True),
    Hiding(_in_jpeg(0xED, b"Photoshop 3.0\0"), "words in the properties", goes=True),
    Hiding(lambda content, word: content + word.encode(), "something behind", goes=True),
)

HIDINGS = {"docx": IN_WORD, "xlsx": IN_EXCEL, "pptx": IN_POWERPOINT, "pdf": _ACROBAT, "png": _PAINT, "jpg": _CAMERA}


def shows(kind: str, content: bytes, word: str) -> bool:
    """Whether the word stands anywhere in a file, once all that is packed in it is unpacked."""
    if kind in ("docx", "xlsx", "pptx"):
        return any(_said(held, word) for held in Parts(content).parts.values())
    if kind == "pdf":
        held = (one for one in pdf_writer(content)._objects if isinstance(one, StreamObject) and "/Width" not in one)
        said = [one._data if one.get("/Filter") == "/DCTDecode" else one.get_data() for one in held]
        return _said(content, word) or any(_said(each, word) for each in said)
    if kind == "png":
        packed = content.find(b"zTXt")
        unpacked = zlib.decompressobj().decompress(content[packed + 13 :]) if packed > 0 else b""
        return _said(content + unpacked, word)
    return _said(content, word)


def _said(content: bytes, word: str) -> bool:
    return word.encode() in content or word.encode("utf-16-be") in content
