"""What sort of file it is, and whether it is small enough to open. Runs in the child process."""

import io
import zipfile

from wsoa.intake.errors import Refused
from wsoa.intake.reading import limits

READS = "This version reads Excel workbooks saved as .xlsx."
SAVE_AS = "Open it in the program it was made with and save it as .xlsx."

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = ("xlsx", "xlsm", "xltx", "xltm")
_SORTS = {
    "docx": "a Word document",
    "doc": "a Word document",
    "pptx": "a PowerPoint presentation",
    "ppt": "a PowerPoint presentation",
    "pdf": "a PDF",
    "csv": "a CSV file",
    "txt": "a text file",
}


def check_sort(content: bytes, suffix: str) -> None:
    """Refuse what is no .xlsx by its first bytes, saying what it is and what to do."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content or suffix in _WORKBOOKS:
            raise Refused(
                "the workbook is protected with a password. Open it in Excel, remove the password "
                "(File, Info, Protect Workbook, Encrypt with Password) and save it as .xlsx."
            )
        raise Refused(_not_read(suffix) if suffix in _SORTS else f"it is an old Excel workbook (.xls). {SAVE_AS}")
    if content.startswith(b"%PDF"):
        raise Refused(_not_read("pdf"))
    if not content.startswith(b"PK") and suffix in _SORTS:
        raise Refused(_not_read(suffix))
    if not content.startswith(b"PK") and suffix not in _WORKBOOKS:
        raise Refused(f"it is not an Excel workbook. {READS}")


def _not_read(sort: str) -> str:
    return f"it is {_SORTS[sort]}, which is not yet read. {READS} Copy the tables to a workbook."


def check_package(content: bytes) -> zipfile.ZipFile:
    """Open the zip of an Office file and refuse it when it is another sort, has too many parts or unpacks too large."""
    package = zipfile.ZipFile(io.BytesIO(content))
    parts = package.infolist()
    names = {part.filename for part in parts}
    if "mimetype" in names and "content.xml" in names:
        raise Refused(f"it is an OpenDocument file (.ods, .odt or .odp). {SAVE_AS}")
    for folder, sort in (("word/", "docx"), ("ppt/", "pptx")):
        if any(name.startswith(folder) for name in names):
            raise Refused(_not_read(sort))
    if "xl/workbook.bin" in names:
        raise Refused(f"it is a binary Excel workbook (.xlsb). {SAVE_AS}")
    if "[Content_Types].xml" not in names:
        raise Refused(f"it is a zip file without a workbook inside. {READS}")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > limits.MAX_MEMBERS or unpacked > limits.MAX_UNPACKED:
        raise Refused(
            f"it unpacks to {len(parts):,} parts and {unpacked / limits.MEGABYTE:,.0f} MB; the most that is read is "
            f"{limits.MAX_MEMBERS} parts and {limits.MAX_UNPACKED // limits.MEGABYTE} MB. "
            "Remove pictures and attachments, or copy the tracker's sheets to a new workbook."
        )
    return package
