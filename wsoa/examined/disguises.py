"""Whether a file is what its name says, by its first bytes and its last ones (S14). Runs in the child process."""

import re

import filetype

from wsoa.examined.findings import Refused
from wsoa.examined.kinds import KINDS, TAKEN

PASSWORD = (
    "The file is protected with a password, so nobody can see what is in it. "
    "Open it in the program it was made with, remove the password, save it and choose it again."
)
TWO_IN_ONE = (
    "Something else hangs on to this file, so it could be taken for two kinds at once. "
    "Open it in the program it was made with, save it under a new name, and choose that."
)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_END = b"PK\x05\x06"
_SIGNS = {"docx": _ZIP, "xlsx": _ZIP, "pptx": _ZIP, "pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n"}
_SIGNS |= dict.fromkeys(("jpg", "jpeg"), b"\xff\xd8\xff")
_OLD = {"WordDocument": ".docx", "PowerPoint Document": ".pptx", "Workbook": ".xlsx", "Book": ".xlsx"}

# What a browser or a desktop would run or draw, were it handed over as such.
_ACTIVE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|svg|iframe|object|embed|meta|style|img|table|x?ml:namespace|\?php"
    rb"|a\s+href)[\s>/]|<\?php|<%@|<\?xml[^>]{0,200}\?>\s*<(?:\w+:)?(?:svg|html)",
    re.IGNORECASE,
)
_TEXT_OF_ANOTHER_KIND = (
    (re.compile(r"\s*%PDF-"), "a PDF document"),
    (re.compile(r"\s*%!PS"), "a PostScript document"),
    (re.compile(r"\s*\{\\rtf"), "a Rich Text document"),
    (re.compile(r"\s*<\?xml|\s*<!DOCTYPE|\s*<!ENTITY", re.I), "an XML file"),
    (re.compile(r"#!\s*/|@echo off\b", re.I), "a program"),
    (re.compile(r"\[InternetShortcut\]|\[Desktop Entry\]|\[\.ShellClassInfo\]", re.I), "a shortcut"),
    (re.compile(r"(?:.*\n){0,40}(?:mime-version|content-type)\s*:", re.I), "an e-mail or a saved web page"),
)
_LOOKED_AT = 4096
_CALLED = {"image": "a picture", "video": "a film", "audio": "a sound", "font": "a font"}
_CALLED_WHOLLY = {
    "application/pdf": "a PDF document",
    "application/x-msdownload": "a program",
    "application/x-executable": "a program",
    "application/x-shockwave-flash": "a program",
    "application/rtf": "a Rich Text document",
}


def refuse_disguised(kind: str, content: bytes) -> None:
    """Refuse a file that does not begin as its kind does, or that ends as another. Raises Refused."""
    if kind in ("csv", "txt"):
        return
    if not content.startswith(_SIGNS[kind]):
        raise Refused(_unlike(kind, content))
    if kind in ("docx", "xlsx", "pptx"):
        _refuse_beside_zip(content)


def refuse_active(beside: bytes) -> None:
    """Refuse what stands in a file beside what the file is for, when something would run or open it. Raises Refused."""
    if _ACTIVE.search(beside) or _ZIP_END in beside or b"%PDF-" in beside:
        raise Refused(TWO_IN_ONE)


def refuse_other_text(kind: str, text: str) -> None:
    """Refuse a text that programs read as something else than plain text. Raises Refused."""
    opening = text[:_LOOKED_AT]
    if _ACTIVE.search(opening.encode("utf-8", "replace")):
        raise Refused(_said(kind, "a web page (HTML or SVG), or begins as one"))
    for pattern, what in _TEXT_OF_ANOTHER_KIND:
        if pattern.match(opening):
            raise Refused(_said(kind, what))


def no_text(kind: str, content: bytes) -> Refused:
    """The refusal of bytes that are no text at all."""
    return Refused(_unlike(kind, content))


def _refuse_beside_zip(content: bytes) -> None:
    """Office's zips begin at once, end with their directory, and carry no remark."""
    end = content.rfind(_ZIP_END)
    if end < 0:
        raise Refused("The file is damaged, or not complete: its end is missing. Ask for a new copy, or save it again.")
    if end + 22 != len(content):
        raise Refused(TWO_IN_ONE)


def _unlike(kind: str, content: bytes) -> str:
    if content.startswith(_OLE):
        return _old(kind, content)
    guess = filetype.guess(content)
    mime = guess.mime if guess else ""
    what = _CALLED_WHOLLY.get(mime) or _CALLED.get(mime.partition("/")[0])
    if what is None and _ACTIVE.search(content[:_LOOKED_AT]):
        what = "a web page (HTML or SVG)"
    if what is None and content.startswith(b"PK"):
        what = "a packed archive or an Office file"
    return _said(kind, what or "something else")


def _old(kind: str, content: bytes) -> str:
    """Office keeps in a file of its old form what it has locked, and what it was made with before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return PASSWORD
    for stream, save_as in _OLD.items():
        if stream.encode("utf-16-le") in content:
            return (
                f"The file is of an Office program of before 2007, though its name ends in .{kind}. "
                f"Open it, save it as {save_as}, and choose that."
            )
    return _said(kind, "a message of Outlook, or a file of an old program")


def _said(kind: str, what: str) -> str:
    called = KINDS[kind].one
    return (
        f"The file is not what its name says: .{kind} is {called}, and this is {what}. "
        f"Open it in the program it was made with, save it as one of the kinds that are taken, and choose that. {TAKEN}"
    )
