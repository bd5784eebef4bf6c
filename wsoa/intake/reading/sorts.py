"""What sort of file somebody brought, told by its bytes, and what to do with one that is not read.

The name of a file is no evidence: systems export web pages as .xls, and people rename what will not upload.
"""

import re
from enum import StrEnum

from wsoa.intake.errors import Refused


class Sort(StrEnum):
    """The sorts of file that are read."""

    WORKBOOK = "xlsx"
    PAPER = "docx"
    SLIDES = "pptx"
    TEXT = "csv"


READS = "What is read: .xlsx, .docx, .pptx and .csv."
ASK = "Ask for the file it was made from, as .xlsx, .docx, .pptx or .csv."
AS_XLSX = "Open it in Excel and save it as .xlsx."
PASSWORD = (
    "it is protected with a password. Open it in the program it was made with, remove the password "
    "(File, Info, Protect, Encrypt with Password) and save it as .xlsx, .docx or .pptx."
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams in files of Office 97 to 2003, those of a document before those of what is embedded in it.
_STREAMS = (
    ("EncryptedPackage", PASSWORD),
    ("WordDocument", "it is an old Word document (.doc). Open it in Word and save it as .docx."),
    ("PowerPoint Document", "it is an old PowerPoint presentation (.ppt). Open it in PowerPoint and save it as .pptx."),
    ("Workbook", f"it is an old Excel workbook (.xls). {AS_XLSX}"),
    ("Book", f"it is an old Excel workbook (.xls). {AS_XLSX}"),
    ("__substg1.0", "it is a message from Outlook. Save what is attached to it, and bring that."),
)
_OLD_BY_NAME = {"doc": _STREAMS[1][1], "ppt": _STREAMS[2][1], "xls": _STREAMS[3][1]}
_OFFICE_NOW = ("xlsx", "xlsm", "xltx", "xltm", "docx", "pptx", "")

_SIGNATURES = (
    (rb"\s*%PDF-", f"it is a PDF, which keeps no tables. {ASK}"),
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|BM.{4}\0\0\0\0|RIFF.{4}WEBP|.{4}ftyphei",
        f"it is a picture. {ASK}",
    ),
    (rb"\{\\rtf", "it is a Rich Text document (.rtf). Open it in Word and save it as .docx."),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ", "it is a packed archive. Unpack it, and bring the file inside."),
    (rb"SQLite format 3\0", f"it is a database. {READS}"),
)
_WEB_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|meta|style|body|table|div)\b", re.I | re.S)
_MAIL = re.compile(r"(?:mime-version|received|return-path|message-id|from|x-[\w-]+):[^\n]*\n(?:[\w-]+:|\s)", re.I)
_SIGN_WITHIN = 4096


def sort_of(content: bytes, suffix: str) -> Sort | None:
    """Return TEXT, or None for a zip, which has more to say; refuse any other sort, saying what it is.

    `suffix` only helps to word a refusal.
    """
    if content.startswith(b"PK"):
        return None
    if content.startswith(_OLE):
        raise Refused(_old(content, suffix))
    for signature, reason in _SIGNATURES:
        if re.match(signature, content[:_SIGN_WITHIN], re.DOTALL):
            raise Refused(reason)
    opening = _opening(content)
    if _WEB_PAGE.match(opening):
        raise Refused(f"it is a web page (HTML), whatever its name says. {AS_XLSX}")
    if opening.lstrip().startswith("<"):
        raise Refused(f"it is an XML file. Open it in Excel or Word and save it as .xlsx or .docx. {READS}")
    if _MAIL.match(opening):
        raise Refused("it is an e-mail or a saved web page. Save what is attached to it, and bring that.")
    return Sort.TEXT


def _old(content: bytes, suffix: str) -> str:
    for stream, reason in _STREAMS:
        if stream.encode("utf-16-le") in content:
            return reason
    if suffix in _OFFICE_NOW:  # Office keeps only what it has locked in such a file
        return PASSWORD
    return _OLD_BY_NAME.get(suffix, f"it is a file of an old Office program. {AS_XLSX}")


def _opening(content: bytes) -> str:
    start = content[:_SIGN_WITHIN]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", "replace")
    return start.decode("utf-8-sig", "replace")
