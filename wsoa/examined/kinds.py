"""The kinds of file that are taken as evidence, by the ends of their names, and what to do with one of another kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wsoa.errors import Invalid

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE


class Unexaminable(Invalid):
    """The file is not taken, or could not be looked into; one plain sentence, under `file`."""

    def __init__(self, sentence: str) -> None:
        super().__init__({"file": sentence})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the end of its name, what it is called, and what it is served as."""

    key: str
    called: str
    content_type: str

    @property
    def one(self) -> str:
        """*a Word document*, *an Excel workbook*."""
        return f"{'an' if self.called[0] in 'AEIO' else 'a'} {self.called}"


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            Kind("docx", "Word document", f"{_OFFICE}.wordprocessingml.document"),
            Kind("xlsx", "Excel workbook", f"{_OFFICE}.spreadsheetml.sheet"),
            Kind("pptx", "PowerPoint presentation", f"{_OFFICE}.presentationml.presentation"),
            Kind("pdf", "PDF document", "application/pdf"),
            Kind("png", "picture", "image/png"),
            Kind("jpg", "picture", "image/jpeg"),
            Kind("jpeg", "picture", "image/jpeg"),
            Kind("csv", "table of commas", "text/csv"),
            Kind("txt", "plain text", "text/plain"),
        )
    }
)
"""All that is taken: by the end of the name, without its dot, in small letters."""

TAKEN = "What is taken: .docx, .xlsx, .pptx, .pdf, .png, .jpg, .jpeg, .csv and .txt."
_SAVED_AS = {
    ".docx": ("doc", "docm", "dot", "dotm", "dotx", "odt", "pages", "rtf", "wps"),
    ".xlsx": ("numbers", "ods", "xls", "xlsb", "xlsm", "xlt", "xltm", "xltx"),
    ".pptx": ("key", "odp", "pot", "potm", "potx", "pps", "ppsm", "ppsx", "ppt", "pptm"),
    ".pdf": ("eml", "htm", "html", "mht", "mhtml", "msg", "pub", "vsd", "vsdx", "xps"),
    ".png or .jpg": ("avif", "bmp", "gif", "heic", "heif", "svg", "tif", "tiff", "webp"),
}
_HINTS = {ending: save_as for save_as, endings in _SAVED_AS.items() for ending in endings}


def kind_of(name: str) -> Kind:
    """The kind that the end of a name says, which nobody has looked into yet. Raises Unexaminable."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in KINDS:
        return KINDS[ending]
    if hint := _HINTS.get(ending):
        raise Unexaminable(
            f"A file whose name ends in .{ending} is not taken. Open it in the program it was made with, "
            f"save it as {hint}, and choose that. {TAKEN}"
        )
    raise Unexaminable(f"A file of this kind is not taken. {TAKEN}")


def refuse_size(size: int) -> None:
    """Refuse a file that is empty or too large. Raises Unexaminable."""
    if not size:
        raise Unexaminable("The file is empty. Check that the whole file was saved, and choose it again.")
    if size > MAX_BYTES:
        more = f"{size:,} bytes" if size < MAX_BYTES + MEGABYTE // 10 else f"{size / MEGABYTE:,.1f} MB"
        raise Unexaminable(
            f"The file is {more}, and the most that is taken is {MAX_BYTES // MEGABYTE} MB ({MAX_BYTES:,} bytes). "
            "Make its pictures smaller, or bring it in parts."
        )
