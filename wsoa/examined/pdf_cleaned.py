"""A PDF document without who made it, when and with what, and without its earlier versions.

Runs in the child process.
"""

import io

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject, StreamObject

from wsoa.examined import pictures
from wsoa.examined.pdf import annotations, dictionaries, is_bad_link, is_photograph, opened

_KEYS = ("/Metadata", "/PieceInfo", "/Thumb", "/LastModified", "/SpiderInfo")


def cleaned(content: bytes) -> bytes:
    """The copy of the file: only what its pages and its catalogue refer to, with no properties. Raises Refused."""
    _, copy = opened(content)
    copy.metadata = None
    for page in copy.pages:
        left = [one for one in annotations(page) if not is_bad_link(one)]
        if len(left) < len(annotations(page)):
            page[NameObject("/Annots")] = ArrayObject(one.indirect_reference or one for one in left)
    for held in copy._objects:
        for one in dictionaries(held) if held is not None else ():
            for key in _KEYS:
                one.pop(key, None)
            if is_photograph(one) and isinstance(one, StreamObject):
                one._data = pictures.without_hidden(one._data) or one._data
    return _written(copy)


def _written(copy: PdfWriter) -> bytes:
    copy.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    written = io.BytesIO()
    copy.write(written)
    return written.getvalue()
