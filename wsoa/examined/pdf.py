"""A PDF document: its texts by their pages, and what it hides (ISO 32000-1). Runs in the child process."""

import io
import re
import time
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject, TextStringObject

from wsoa.examined import limits, pictures
from wsoa.examined.disguises import PASSWORD, TWO_IN_ONE
from wsoa.examined.findings import Refused, Sight

WEB = ("http://", "https://")
METADATA = "author, program and dates in the properties"
_END = re.compile(rb"%%EOF[\s\0]*\Z")
_LINEARIZED = re.compile(rb"/Linearized\s")
_SAYING = ("/Contents", "/V", "/T", "/TU", "/Title", "/Author", "/Subject", "/Keywords", "/Alt", "/ActualText", "/URI")
_ACTIONS = (
    *("/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/ResetForm", "/Rendition", "/Movie", "/Sound"),
    *("/RichMediaExecute", "/SetOCGState", "/Hide", "/Thread"),
)
_CUT = 0.8
"""Of a page's paper this much is in sight at least: a printer's margins are less, a part that was cut off is more."""


def look(content: bytes) -> Sight:
    """What a PDF says and hides. Raises Refused when it is locked, or when something else hangs on to it."""
    sight = Sight()
    reader, copy = opened(content)
    _read_pages(reader, sight)
    if reader.metadata or "/Metadata" in reader.root_object:
        sight.hides(METADATA, removable=True)
        sight.texts.add("the properties", "\n".join(map(str, (reader.metadata or {}).values())))
    saved = content.count(b"startxref") - bool(_LINEARIZED.search(content[:2048]))
    sight.hides("earlier versions of the file", times=int(saved > 1), removable=True)
    held = [one for each in copy._objects if each is not None for one in dictionaries(each)]
    for one in held:
        _look_at(one, sight)
    _look_at_whole(copy, sight)
    _look_at_pages(copy, sight)
    return sight


def opened(content: bytes) -> tuple[PdfReader, PdfWriter]:
    """The document, and a copy of only what its pages and its catalogue refer to. Raises Refused."""
    if not _END.search(content[-2048:]):
        after = content.rpartition(b"%%EOF")[2]
        raise Refused(
            TWO_IN_ONE
            if b"%%EOF" in content and after.strip()
            else "The file is damaged, or not complete: its end is missing. Ask for a new copy, or save it again."
        )
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise Refused(PASSWORD)
    return reader, PdfWriter(clone_from=reader)


def dictionaries(held: PdfObject) -> Iterator[DictionaryObject]:
    """Every dictionary in an object, not those it refers to."""
    waiting: list[PdfObject] = [held]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [each for each in one.values() if not isinstance(each, IndirectObject)]
        elif isinstance(one, ArrayObject):
            waiting += [each for each in one if not isinstance(each, IndirectObject)]


def is_photograph(one: DictionaryObject) -> bool:
    """Whether it is a picture that is kept as a whole JPEG, with all that a camera wrote."""
    said = one.get("/Filter")
    return isinstance(one, StreamObject) and (said == "/DCTDecode" or said == ["/DCTDecode"])


def is_bad_link(annotation: DictionaryObject) -> bool:
    """Whether it is a link to something that is neither a page of this file nor one of the web."""
    action = annotation.get("/A")
    if annotation.get("/Subtype") != "/Link" or action is None:
        return False
    said = action.get_object()
    assert isinstance(said, DictionaryObject)
    if said.get("/S") == "/URI":
        return not str(said.get("/URI", "")).lower().startswith(WEB)
    return said.get("/S") in ("/Launch", "/GoToR", "/GoToE")


def annotations(page: DictionaryObject) -> list[DictionaryObject]:
    """What lies upon a page: links, notes, fields."""
    said = page.get("/Annots")
    found = said.get_object() if said is not None else None
    each = [one.get_object() for one in found] if isinstance(found, ArrayObject) else []
    return [one for one in each if isinstance(one, DictionaryObject)]


def _read_pages(reader: PdfReader, sight: Sight) -> None:
    """The text of each page, as long as there is time; what was not read is said."""
    without: list[int] = []
    pages, began = len(reader.pages), time.process_time()
    for number, page in enumerate(reader.pages, 1):
        if time.process_time() - began > limits.READING_SECONDS:
            sight.pages_unread = (
                f"Only the first {number - 1:,} of {pages:,} pages were searched for personal data. "
                "Look through the others yourself."
            )
            return
        text = page.extract_text()
        sight.texts.add(f"page {number}", text)
        if not text.strip():
            without.append(number)
    if without:
        which = ", ".join(map(str, without[:20])) + (" and more" if len(without) > 20 else "")
        sight.pages_unread = (
            f"No text could be read on {len(without):,} of {pages:,} pages ({which}), so they were not searched for "
            "personal data. Look through them yourself."
        )


def _look_at(one: DictionaryObject, sight: Sight) -> None:
    sight.texts.add(
        "a note, field or link",
        "\n".join(str(one[key]) for key in _SAYING if isinstance(one.get(key), TextStringObject)),
    )
    if "/EF" in one:
        sight.hides("embedded file", "embedded files")
    if "/JS" in one or one.get("/S") == "/JavaScript":
        sight.hides("script (JavaScript)", "scripts (JavaScript)")
    elif one.get("/S") in _ACTIONS and one.get("/Type", "/Action") == "/Action":
        sight.hides("action that opens, sends or plays something", "actions that open, send or play something")
    if "/PieceInfo" in one or "/Thumb" in one:
        sight.hides("what programs kept for themselves, or small copies of pages", removable=True)
    if one.get("/Type") == "/Metadata":
        sight.hides(METADATA, removable=True)
    if is_photograph(one):
        assert isinstance(one, StreamObject)
        pictures.look_at_hidden(one._data, sight)


def _look_at_whole(copy: PdfWriter, sight: Sight) -> None:
    root = copy.root_object
    form = _held(root, "/AcroForm")
    if form is not None and ("/XFA" in form or form.get("/Fields")):
        sight.hides("a form with what was filled in")
    if (layers := _held(root, "/OCProperties")) is not None:
        shown = _held(layers, "/D") or DictionaryObject()
        off = shown.get("/OFF")
        if shown.get("/BaseState") == "/OFF" or (off is not None and len(off.get_object())):
            sight.hides("hidden layers")
    if (names := _held(root, "/Names")) is not None and {"/Templates", "/Pages", "/AlternatePresentations"} & set(
        names
    ):
        sight.hides("hidden pages")


def _look_at_pages(copy: PdfWriter, sight: Sight) -> None:
    for page in copy.pages:
        for one in annotations(page):
            sort = one.get("/Subtype")
            if is_bad_link(one):
                sight.hides("links to files, folders or e-mail addresses", removable=True)
            elif sort == "/Widget":
                sight.hides("field of a form", "fields of a form")
            elif sort not in ("/Link", "/Popup"):
                sight.hides("note or mark upon a page", "notes or marks upon pages")
        if page.cropbox.width * page.cropbox.height < _CUT * page.mediabox.width * page.mediabox.height:
            sight.hides(
                "cropped page, whose cut edges are still in the file",
                "cropped pages, whose cut edges are still in the file",
            )


def _held(holder: DictionaryObject, key: str) -> DictionaryObject | None:
    held = holder.get(key)
    found = held.get_object() if held is not None else None
    return found if isinstance(found, DictionaryObject) else None
