"""The zip of an Office file: what sort it is by its content types, and whether it is small enough to open.

Runs in the child process.
"""

import io
import re
import zipfile

from wsoa.intake.errors import Refused
from wsoa.intake.reading import limits
from wsoa.intake.reading.sorts import AS_XLSX, ASK, PASSWORD, READS, Sort

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = re.compile(rb"ContentType\s*=\s*[\"']application/vnd\.([\w.-]+?)(?:\.main)?\+xml[\"']", re.I)
_AS_DOCX = "Open it in Word and save it as .docx."
_AS_PPTX = "Open it in PowerPoint and save it as .pptx."
_WORD, _POINT = "openxmlformats-officedocument.wordprocessingml", "openxmlformats-officedocument.presentationml"
_CELLS = "openxmlformats-officedocument.spreadsheetml"
_SORTS: dict[str, Sort | str] = {
    f"{_CELLS}.sheet": Sort.WORKBOOK,
    f"{_CELLS}.template": Sort.WORKBOOK,
    "ms-excel.sheet.macroenabled": Sort.WORKBOOK,
    "ms-excel.template.macroenabled": Sort.WORKBOOK,
    f"{_WORD}.document": Sort.PAPER,
    f"{_WORD}.template": f"it is a Word template (.dotx). {_AS_DOCX}",
    "ms-word.document.macroenabled": f"it is a Word document with macros (.docm). {_AS_DOCX}",
    "ms-word.template.macroenabledtemplate": f"it is a Word template with macros (.dotm). {_AS_DOCX}",
    f"{_POINT}.presentation": Sort.SLIDES,
    f"{_POINT}.slideshow": f"it is a PowerPoint show (.ppsx). {_AS_PPTX}",
    f"{_POINT}.template": f"it is a PowerPoint template (.potx). {_AS_PPTX}",
    "ms-powerpoint.presentation.macroenabled": f"it is a PowerPoint presentation with macros (.pptm). {_AS_PPTX}",
    "ms-powerpoint.slideshow.macroenabled": f"it is a PowerPoint show with macros (.ppsm). {_AS_PPTX}",
}


def open_package(content: bytes) -> tuple[zipfile.ZipFile, Sort]:
    """Open the zip of an Office file; refuse it when it is of another sort, has too many parts or unpacks too large."""
    package = zipfile.ZipFile(io.BytesIO(content))
    parts = package.infolist()
    _refuse_too_large(parts, limits.MAX_MEMBERS_OF_PAPER)
    sort = _sort(package, {part.filename for part in parts})
    if sort is Sort.WORKBOOK:
        _refuse_too_large(parts, limits.MAX_MEMBERS)
    if len({part.filename for part in parts}) < len(parts):
        raise zipfile.BadZipFile("two parts of one name")
    return package, sort


def _refuse_too_large(parts: list[zipfile.ZipInfo], most: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > most or unpacked > limits.MAX_UNPACKED:
        raise Refused(
            f"it unpacks to {len(parts):,} parts and {unpacked / limits.MEGABYTE:,.0f} MB; the most that is read is "
            f"{most:,} parts and {limits.MAX_UNPACKED // limits.MEGABYTE} MB. "
            "Remove pictures and attachments, or copy the tracker's tables to a new file."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(PASSWORD)


def _sort(package: zipfile.ZipFile, names: set[str]) -> Sort:
    if "mimetype" in names and "content.xml" in names:
        raise Refused(
            "it is an OpenDocument file (.ods, .odt or .odp). "
            "Open it in the program it was made with and save it as .xlsx, .docx or .pptx."
        )
    if any(name.endswith(".iwa") for name in names):
        raise Refused(f"it is a file of Numbers, Pages or Keynote. Export it to Excel, Word or PowerPoint. {READS}")
    if "xl/workbook.bin" in names:
        raise Refused(f"it is a binary Excel workbook (.xlsb). {AS_XLSX}")
    if _CONTENT_TYPES not in names:
        raise Refused(f"it is a zip file without a workbook, paper or slides of Office inside. {ASK}")
    named = {name.decode().lower() for name in _MAIN.findall(package.read(_CONTENT_TYPES))}
    match [_SORTS[name] for name in sorted(named & _SORTS.keys())]:
        case [Sort() as sort]:
            _refuse_strict(package, names)
            return sort
        case [str(reason)]:
            raise Refused(reason)
        case _:
            raise zipfile.BadZipFile("no main part, or several")


def _refuse_strict(package: zipfile.ZipFile, names: set[str]) -> None:
    """The strict form of Office's files has other namespaces, which no reader here knows."""
    if "_rels/.rels" in names and b"purl.oclc.org/ooxml" in package.read("_rels/.rels"):
        raise Refused(
            "it was saved in the strict form of Open XML. Open it in the program it was made with and save it as an "
            "ordinary .xlsx, .docx or .pptx."
        )
