"""A file is taken for what it is, whatever it says it is, and its name is one that no computer misreads (S14)."""

import gzip
from collections.abc import Callable

import pytest

from tests.examined.made import (
    A_TABLE,
    A_TEXT,
    Parts,
    a_picture,
    pdf_writer,
    plain,
    saved_pdf,
    seen_in,
    zipped,
)
from wsoa.examined import KINDS, MAX_BYTES, Unexaminable
from wsoa.examined.findings import Refused
from wsoa.examined.kinds import kind_of, refuse_size
from wsoa.examined.naming import safe_name

HTML = b"<!DOCTYPE html><html><body><script>alert(document.cookie)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
MHT = b'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n' + HTML
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
OLD_WORD, LOCKED = OLE + "WordDocument".encode("utf-16-le"), OLE + "EncryptedPackage".encode("utf-16-le")
PROGRAM = b"MZ\x90\0" + bytes(60) + b"This program cannot be run in DOS mode"
ODT = zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")])
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE = DOCX.replace("document.main", "template.main")
DOCTYPE = '<!DOCTYPE w [<!ENTITY a "ha">]>'


def _typed(content_type: str) -> bytes:
    return Parts(plain("docx")).replace("[Content_Types].xml", DOCX, content_type).whole()


def _with_doctype() -> bytes:
    parts = Parts(plain("docx"))
    body = parts.parts["word/document.xml"].decode()
    head, _, rest = body.partition("?>")
    parts.parts["word/document.xml"] = f"{head}?>{DOCTYPE}{rest}".encode()
    return parts.whole()


def _locked_pdf() -> bytes:
    made = pdf_writer(plain("pdf"))
    made.encrypt("secret", algorithm="RC4-128")
    return saved_pdf(made)


# kind by its name: what is in it instead, and a word of the answer
DISGUISED: list[tuple[str, Callable[[], bytes], str]] = [
    *((kind, lambda: HTML, "web page") for kind in ("docx", "xlsx", "pptx", "pdf", "png", "jpg", "jpeg", "csv", "txt")),
    *((kind, lambda: SVG, "") for kind in ("docx", "pdf", "png", "jpg", "csv", "txt")),
    *((kind, lambda: MHT, "") for kind in ("docx", "pdf", "txt", "csv")),
    *((kind, lambda: PROGRAM, "") for kind in ("docx", "pdf", "png", "csv", "txt")),
    *((kind, lambda: plain("pdf"), "PDF") for kind in ("docx", "png", "txt", "csv")),
    *((kind, lambda: plain("docx"), "") for kind in ("xlsx", "pptx", "pdf", "png", "txt")),
    *((kind, lambda: LOCKED, "password") for kind in ("docx", "xlsx", "pptx")),
    ("docx", lambda: plain("xlsx"), "ends in .xlsx"),
    ("xlsx", lambda: plain("pptx"), "ends in .pptx"),
    ("png", lambda: a_picture("JPEG"), "picture"),
    ("jpg", a_picture, "picture"),
    ("png", lambda: a_picture("GIF"), "picture"),
    ("docx", lambda: OLD_WORD, "before 2007"),
    ("docx", lambda: ODT, "no Office file"),
    ("docx", lambda: _typed(MACROS), "macros"),
    ("docx", lambda: _typed(TEMPLATE), "template"),
    ("docx", lambda: _typed("text/html"), "damaged"),
    ("docx", _with_doctype, "document type"),
    ("docx", lambda: zipped([("index.html", HTML)]), "no Office file"),
    ("docx", lambda: HTML + plain("docx"), ""),
    ("docx", lambda: plain("docx") + HTML, "two kinds"),
    ("docx", lambda: zipped(Parts(plain("docx")).parts.items(), remark=HTML), "two kinds"),
    ("docx", lambda: plain("docx")[:-300], "end is missing"),
    ("pdf", lambda: HTML + plain("pdf"), ""),
    ("pdf", lambda: plain("pdf") + plain("docx"), "two kinds"),
    ("pdf", lambda: plain("pdf") + HTML, "two kinds"),
    ("pdf", lambda: plain("pdf")[:-30], "end is missing"),
    ("pdf", _locked_pdf, "password"),
    ("png", lambda: a_picture() + plain("docx"), "two kinds"),
    ("png", lambda: a_picture() + HTML, "two kinds"),
    ("png", lambda: a_picture()[:-30], "damaged"),
    ("jpg", lambda: a_picture("JPEG") + plain("docx"), "two kinds"),
    ("jpg", lambda: a_picture("JPEG", comment=HTML), "two kinds"),
    ("jpg", lambda: a_picture("JPEG") + b"<?php system($_GET['c']); ?>", "two kinds"),
    ("csv", lambda: gzip.compress(A_TABLE), ""),
    ("csv", lambda: A_TABLE + b"\0\0", ""),
    ("txt", lambda: b"<?xml version='1.0'?><a/>", "XML"),
    ("txt", lambda: b"{\\rtf1 hello}", "Rich Text"),
    ("txt", lambda: b"#!/bin/sh\nrm -r /\n", "program"),
    ("txt", lambda: b"[InternetShortcut]\nURL=file:///c:/x.exe\n", "shortcut"),
    ("txt", lambda: "<html>".encode("utf-16") + HTML.decode().encode("utf-16-le"), "web page"),
    ("txt", lambda: b"A list\n" + HTML, "web page"),
    ("txt", lambda: b"  \n \n", "no text"),
]


@pytest.mark.parametrize(("kind", "made", "said"), DISGUISED)
def test_a_file_that_is_not_what_it_says_is_refused_in_plain_words(
    kind: str, made: Callable[[], bytes], said: str
) -> None:
    with pytest.raises(Exception) as problem:  # noqa: PT011  # what the parsers throw is "damaged" at the child's edge
        seen_in(kind, made())
    assert not isinstance(problem.value, AssertionError)
    sentence = problem.value.sentence if isinstance(problem.value, Refused) else "The file is damaged."
    assert said in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("txt", lambda: "BMI and MZ are words; 5 < 6, <b and a café".encode("cp1252")),
        ("txt", lambda: A_TEXT.decode().encode("utf-16")),
        ("csv", lambda: b"\xef\xbb\xbf" + A_TABLE),
        ("csv", lambda: A_TABLE.replace(b",", b";")),
        ("jpeg", lambda: a_picture("JPEG", progressive=True)),
        ("png", lambda: a_picture("PNG", optimize=True)),
        ("pdf", lambda: plain("pdf") + b"\r\n\0\0"),
    ],
)
def test_what_only_looks_odd_is_taken(kind: str, made: Callable[[], bytes]) -> None:
    seen_in(kind, made())


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\jo\\plan.pdf", "plan.pdf"),
        ("CON.txt", "file CON.txt"),
        ("nul.docx", "file nul.docx"),
        ("COM¹.csv", "file COM¹.csv"),
        ("aux.notes.txt", "file aux.notes.txt"),
        ("a\0.docx", "a.docx"),
        ("photo\u202egpj.pdf", "photogpj.pdf"),
        ("a\u200b\u2066b.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x.txt", "a Set-Cookie- x.txt"),
        ('"><img src=x>.csv', "img src=x.csv"),
        ("a.exe:b.docx", "a.exe-b.docx"),
        ("  .. .pdf", "file.pdf"),
        (".docx", "file.docx"),
        ("a.docx. ", "a.docx"),
        ("-rf.txt", "rf.txt"),
        ("Plan für 名前.PDF", "Plan für 名前.PDF"),
        ("", "file"),
    ],
)
def test_the_name_of_a_file_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert safe_name(safe) == safe


@pytest.mark.parametrize("letter", ["x", "é", "\U0001f600"])
def test_a_name_of_300_characters_is_cut_before_its_end(letter: str) -> None:
    name = safe_name(letter * 300 + ".docx")
    assert len(name) <= 120
    assert len(name.encode()) <= 255
    assert name.endswith(".docx")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plan.doc", "save it as .docx"),
        ("plan.docm", "save it as .docx"),
        ("plan.odt", "save it as .docx"),
        ("plan.xls", "save it as .xlsx"),
        ("plan.ppt", "save it as .pptx"),
        ("plan.svg", "save it as .png or .jpg"),
        ("plan.html", "save it as .pdf"),
        ("plan.mht", "save it as .pdf"),
        ("plan.pdf.exe", "not taken"),
        ("plan.docx\0.exe", "not taken"),
        ("plan.docx:a.exe", "not taken"),
        ("plan\u202excod.exe", "not taken"),
        ("plan.ｄｏｃｘ", "not taken"),
        ("plan", "not taken"),
        ("plan.zip", "not taken"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_name(name: str, said: str) -> None:
    with pytest.raises(Unexaminable, match="What is taken") as refused:
        kind_of(safe_name(name))
    assert said in refused.value.problems["file"]


def test_only_what_is_listed_is_taken() -> None:
    assert set(KINDS) == {"docx", "xlsx", "pptx", "pdf", "png", "jpg", "jpeg", "csv", "txt"}
    assert all(kind_of(f"a.{key.upper()}") is KINDS[key] for key in KINDS)
    assert not any("html" in kind.content_type or "svg" in kind.content_type for kind in KINDS.values())


def test_a_file_of_20_mb_is_taken_and_one_byte_more_is_not() -> None:
    refuse_size(MAX_BYTES)
    with pytest.raises(Unexaminable, match=r"20,971,521 bytes, and the most that is taken is 20 MB"):
        refuse_size(MAX_BYTES + 1)
    with pytest.raises(Unexaminable, match="empty"):
        refuse_size(0)
