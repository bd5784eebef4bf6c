"""Files that would keep a reader busy, fill its memory or pass for what they are not, each by name (PROOFS S5)."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl

from tests.intake.papers import WORD, a_deck, a_paper, a_workbook, paper_of, with_parts
from tests.proofs import times

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
ADDED = {
    "[Content_Types].xml": ("</Types>", f'<Override PartName="/{STRINGS}" ContentType="{OFFICE}"/></Types>'),
    "xl/_rels/workbook.xml.rels": (
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{RELATION}" Target="/{STRINGS}"/></Relationships>',
    ),
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
DOCUMENT, SLIDE = "word/document.xml", "ppt/slides/slide1.xml"
DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
SLIDES = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
LAUGHS = (
    '<!DOCTYPE s [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)
OUTSIDE = '<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def workbook_with(parts: dict[str, str]) -> bytes:
    """A workbook with a table of shared strings, in which parts are replaced."""
    whole = io.BytesIO()
    openpyxl.Workbook().save(whole)
    with zipfile.ZipFile(whole) as before:
        named = {name: before.read(name).decode().replace(*change) for name, change in ADDED.items()}
    return with_parts(whole.getvalue(), {**named, STRINGS: f"<sst {MAIN}/>", **parts})


def sheet_with(rows: str, after: str = "") -> bytes:
    return workbook_with({SHEET: f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"})


def strings_with(doctype: str, text: str) -> bytes:
    return workbook_with({STRINGS: f"<?xml version='1.0'?>{doctype}<sst {MAIN}><si><t>{text}</t></si></sst>"})


def a_zip_of(names: list[str], content: bytes = b"x") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.writestr(name, content)
    return packed.getvalue()


def twice(whole: bytes, part: str) -> bytes:
    """An Office file in which two parts have one name."""
    other = "[Content_Typed].xml"
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        return with_parts(whole, {other: package.read(part)}).replace(other.encode(), part.encode())


def lying(whole: bytes, part: str, size: int) -> bytes:
    """An Office file whose directory declares a part of `size` as one of 1,000 bytes."""
    packed = with_parts(whole, {part: b"<" + b" " * (size - 1)})
    return packed.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def overlapping(whole: bytes) -> bytes:
    """An Office file in whose directory many parts begin at one place."""
    packed = bytearray(with_parts(whole, {f"word/media/{n}.xml": b"<a/>" * 200 for n in range(50)}))
    at, first = 0, None
    while (at := packed.find(b"PK\x01\x02", at + 1)) > 0:
        first = first or packed[at + 42 : at + 46]
        packed[at + 42 : at + 46] = first
    return bytes(packed)


def locked(whole: bytes) -> bytes:
    """An Office file whose parts say that they are encrypted."""
    packed, at = bytearray(whole), 0
    while (at := packed.find(b"PK\x01\x02", at + 1)) > 0:
        packed[at + 8] |= 1
    return bytes(packed)


def shared_by_all(text: str) -> bytes:
    rows = ("<row>" + '<c t="s"><v>0</v></c>' * 50 + "</row>") * 1000
    parts = {SHEET: f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"}
    return workbook_with(parts | {STRINGS: f"<sst {MAIN}><si><t>{text}</t></si></sst>"})


def typed(whole: bytes, before: str, after: str) -> bytes:
    """An Office file that says it is of another sort."""
    name = "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        return with_parts(whole, {name: package.read(name).decode().replace(before, after)})


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


def table_of(row: str) -> str:
    return f"<w:tbl>{row}</w:tbl>"


def slide_of(shapes: str, before: str = "") -> bytes:
    tree = f"<p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>{shapes}</p:spTree></p:cSld>"
    return with_parts(a_deck(), {SLIDE: f"<?xml version='1.0'?>{before}<p:sld {SLIDES} {DRAWING}>{tree}</p:sld>"})


def slide_table(rows: str) -> bytes:
    named = "<p:nvGraphicFramePr><p:cNvPr id='2' name='t'/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>"
    held = f"<a:graphicData uri='{DRAWING[9:-1].replace('main', 'table')}'><a:tbl>{rows}</a:tbl></a:graphicData>"
    return slide_of(f"<p:graphicFrame>{named}<p:xfrm/><a:graphic>{held}</a:graphic></p:graphicFrame>")


def text_shape(text: str) -> str:
    named = "<p:nvSpPr><p:cNvPr id='2' name='t'/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>"
    return f"<p:sp>{named}<p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"


@dataclass(frozen=True)
class Bad:
    """A file under a name, and some of the words it is refused with."""

    name: str
    content: Callable[[], bytes]
    reason: str


CELL = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
MANY = times(60, 400)
BEFORE = "<w:trPr><w:gridBefore w:val='2000000'/></w:trPr>"
WIDE = '<w:gridSpan w:val="2000000"/>'
BAD: dict[str, Bad] = {
    # no file of any use
    "empty": Bad("a.xlsx", lambda: b"", "the file is empty"),
    "a line of text": Bad("a.xlsx", lambda: b"not a workbook at all", "text without a table"),
    "letters at random": Bad("a.csv", lambda: bytes(range(256)) * 40, "none of the files that are read"),
    # impostors, and sorts that are not read
    "an encrypted workbook": Bad("a.xlsx", lambda: OLE, "password"),
    "an encrypted paper": Bad("a.docx", lambda: OLE, "password"),
    "an encrypted file by another name": Bad("a", lambda: stream("EncryptedPackage"), "password"),
    "an encrypted zip": Bad("a.docx", lambda: locked(a_paper()), "password"),
    "old Excel": Bad("a.xls", lambda: OLE, "save it as .xlsx"),
    "old Excel as .xlsx": Bad("a.xlsx", lambda: stream("Workbook"), "an old Excel workbook (.xls)"),
    "old Word": Bad("a.docx", lambda: stream("WordDocument") + stream("Workbook"), "an old Word document (.doc)"),
    "old PowerPoint": Bad("a.ppt", lambda: OLE, "an old PowerPoint presentation (.ppt)"),
    "a message from Outlook": Bad("a.msg", lambda: stream("__substg1.0_0037001F"), "a message from Outlook"),
    "OpenDocument": Bad("a.ods", lambda: a_zip_of(["mimetype", "content.xml"]), "save it as .xlsx"),
    "Numbers": Bad("a.numbers", lambda: a_zip_of(["Index/Document.iwa"]), "Numbers, Pages or Keynote"),
    "binary Excel": Bad("a.xlsb", lambda: a_zip_of(["[Content_Types].xml", "xl/workbook.bin"]), "save it as .xlsx"),
    "a paper with macros": Bad(
        "a.docm",
        lambda: typed(
            a_paper(),
            "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            "vnd.ms-word.document.macroEnabled.main",
        ),
        "with macros (.docm). Open it in Word and save it as .docx",
    ),
    "slides with macros": Bad(
        "a.pptx",
        lambda: typed(
            a_deck(),
            "vnd.openxmlformats-officedocument.presentationml.presentation.main",
            "vnd.ms-powerpoint.presentation.macroEnabled.main",
        ),
        "with macros (.pptm)",
    ),
    "a PowerPoint show": Bad("a.ppsx", lambda: typed(a_deck(), "presentation.main", "slideshow.main"), "(.ppsx)"),
    "a Word template": Bad("a.docx", lambda: typed(a_paper(), "document.main", "template.main"), "template (.dotx)"),
    "strict Open XML": Bad(
        "a.docx",
        lambda: with_parts(
            a_paper(), {"_rels/.rels": b'<Relationships xmlns="http://purl.oclc.org/ooxml/officeDocument"/>'}
        ),
        "strict form",
    ),
    "a web page": Bad("a.xls", lambda: b"\n<html><table><tr><td>RAG</td></tr></table></html>", "a web page (HTML)"),
    "a table of a web page": Bad("a.xls", lambda: "<TABLE border=1>".encode("utf-16"), "a web page (HTML)"),
    "XML of Excel 2003": Bad("a.xml", lambda: b'<?xml version="1.0"?><Workbook/>', "an XML file"),
    "a saved web page": Bad("a.xls", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "saved web page"),
    "Rich Text": Bad("a.doc", lambda: b"{\\rtf1 RAG}", "Rich Text"),
    "PDF": Bad("a.xlsx", lambda: b"%PDF-1.7", "a PDF"),
    "a picture": Bad("a.png", lambda: b"\x89PNG\r\n", "a picture"),
    "a photograph": Bad("a.docx", lambda: b"\xff\xd8\xff\xe0", "a picture"),
    "a packed archive": Bad("a.xlsx.gz", lambda: b"\x1f\x8b\x08", "Unpack it"),
    "another zip": Bad("a.zip", lambda: a_zip_of(["a.txt"]), "without a workbook"),
    # damaged, or not what an Office file is made of
    "cut short": Bad("a.xlsx", lambda: a_workbook()[:-200], "damaged"),
    "bytes changed": Bad("a.xlsx", lambda: a_workbook()[:400] + bytes(300) + a_workbook()[700:], "damaged"),
    "a sheet cut short": Bad("a.xlsx", lambda: workbook_with({SHEET: f"<worksheet {MAIN}><sheetData><row"}), "damaged"),
    "no cell reference": Bad("a.xlsx", lambda: sheet_with('<row r="1"><c r="?"><v>1</v></c></row>'), "damaged"),
    "a string that is not there": Bad(
        "a.xlsx", lambda: sheet_with('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), "damaged"
    ),
    "no sheets": Bad("a.xlsx", lambda: a_zip_of(["[Content_Types].xml"]), "damaged"),
    "a paper without a body": Bad("a.docx", lambda: with_parts(a_paper(), {DOCUMENT: None}), "damaged"),
    "slides without a presentation": Bad(
        "a.pptx", lambda: with_parts(a_deck(), {"ppt/presentation.xml": None}), "damaged"
    ),
    "two parts of one name": Bad("a.xlsx", lambda: twice(a_workbook(), "[Content_Types].xml"), "damaged"),
    # too many, too large
    "65,535 parts": Bad("a.docx", lambda: a_zip_of([str(n) for n in range(65_535)]), "65,535 parts"),
    "a workbook of 300 parts": Bad(
        "a.xlsx", lambda: with_parts(a_workbook(), {f"x/{n}": b"x" for n in range(300)}), "parts"
    ),
    "hundreds of MB of text in a workbook": Bad("a.xlsx", lambda: strings_with("", "a" * (MANY << 20)), "MB"),
    "hundreds of MB of text in a paper": Bad("a.docx", lambda: paper_of(PARAGRAPH.format("a" * (MANY << 20))), "MB"),
    "hundreds of MB of text on a slide": Bad("a.pptx", lambda: slide_of(text_shape("a" * (MANY << 20))), "MB"),
    "45 MB of text in a paper": Bad("a.docx", lambda: paper_of(PARAGRAPH.format("a b " * (11 << 20))), "."),
    "a zip that lies about its size": Bad("a.xlsx", lambda: lying(a_workbook(), SHEET, 60 << 20), "damaged"),
    "a paper that lies about its size": Bad("a.docx", lambda: lying(a_paper(), DOCUMENT, 60 << 20), "damaged"),
    "parts that overlap": Bad("a.docx", lambda: overlapping(a_paper()), "damaged"),
    "the far corner": Bad(
        "a.xlsx",
        lambda: sheet_with('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "sheet Sheet has more than 5,000 rows or 50 columns",
    ),
    "a merge of everything": Bad(
        "a.xlsx", lambda: sheet_with("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "merged"
    ),
    "a link over everything": Bad(
        "a.xlsx",
        lambda: sheet_with("", '<hyperlinks><hyperlink ref="A1:XFD1048576" location="B1"/></hyperlinks>'),
        "linked",
    ),
    "a million rows": Bad(
        "a.xlsx",
        lambda: sheet_with("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001))),
        "5,000 rows",
    ),
    "200 columns": Bad(
        "a.xlsx", lambda: sheet_with("<row>" + "<c><v>1</v></c>" * 200 + "</row>"), "sheet Sheet has more than"
    ),
    "one text in 50,000 cells": Bad("a.xlsx", lambda: shared_by_all("long " * 4000), "characters"),
    "a cell of 50,000 characters": Bad(
        "a.xlsx",
        lambda: sheet_with(f'<row><c r="A1" t="inlineStr"><is><t>{"a" * 50_000}</t></is></c></row>'),
        "cell A1 holds 50,000 characters",
    ),
    "a paragraph of 50,000 characters": Bad(
        "a.docx", lambda: paper_of(PARAGRAPH.format("a" * 50_000)), "Paragraph 1 holds 50,000 characters"
    ),
    "a cell two million columns wide": Bad(
        "a.docx",
        lambda: paper_of(table_of(f"<w:tr>{CELL.format(WIDE)}</w:tr>" * 3)),
        "table 1 has more than 50 columns",
    ),
    "a row that begins in column two million": Bad(
        "a.docx",
        lambda: paper_of(table_of(f"<w:tr>{BEFORE}{CELL.format('') * 2}</w:tr>")),
        "table 1 has more than 50 columns",
    ),
    "200 cells in a row of a paper": Bad(
        "a.docx", lambda: paper_of(table_of(f"<w:tr>{CELL.format('') * 200}</w:tr>")), "more than 50 columns"
    ),
    "200 cells in a row of a slide": Bad(
        "a.pptx", lambda: slide_table("<a:tr>" + "<a:tc><a:txBody/></a:tc>" * 200 + "</a:tr>"), "more than 50 columns"
    ),
    "20,000 paragraphs": Bad("a.docx", lambda: paper_of(PARAGRAPH.format("x") * 20_000), "5,000 paragraphs"),
    "a million paragraphs": Bad("a.docx", lambda: paper_of("<w:p/>" * 1_000_000), "longer than a tracker"),
    "a million shapes": Bad("a.pptx", lambda: slide_of("<p:sp/>" * 1_000_000), "longer than a tracker"),
    # XML that turns on its reader
    "elements 100,000 deep in a paper": Bad(
        "a.docx", lambda: paper_of("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), "200 deep"
    ),
    "elements 100,000 deep in a workbook": Bad(
        "a.xlsx", lambda: sheet_with("<a>" * 100_000 + "</a>" * 100_000), "200 deep"
    ),
    "groups 100,000 deep on a slide": Bad(
        "a.pptx", lambda: slide_of("<p:grpSp>" * 100_000 + "</p:grpSp>" * 100_000), "200 deep"
    ),
    "a billion laughs in a workbook": Bad("a.xlsx", lambda: strings_with(LAUGHS, "&a9;"), "document type"),
    "a billion laughs in a paper": Bad("a.docx", lambda: paper_of(PARAGRAPH.format("&a9;"), LAUGHS), "document type"),
    "a billion laughs on a slide": Bad("a.pptx", lambda: slide_of(text_shape("&a9;"), LAUGHS), "document type"),
    "a document type in a workbook": Bad("a.xlsx", lambda: strings_with(OUTSIDE, "&a;"), "document type"),
    "a document type in a paper": Bad("a.docx", lambda: paper_of(PARAGRAPH.format("&a;"), OUTSIDE), "document type"),
    "a document type in the styles": Bad(
        "a.docx",
        lambda: with_parts(a_paper(), {"word/styles.xml": f"{LAUGHS}<w:styles xmlns:w='{WORD}'>&a9;</w:styles>"}),
        "document type",
    ),
    # text that turns on its reader
    "a field of 200,000 characters": Bad(
        "a.csv", lambda: b'RAG,"' + b"a" * 200_000 + b'"\nR,x\n' * 3, "200,000 characters"
    ),
    "a quotation mark that is never closed": Bad("a.csv", lambda: b'a,b\nc,"d\n' + b"e,f\n" * 9, "never closed"),
    "200 columns of text": Bad("a.csv", lambda: (b"a," * 199 + b"a\n") * 3, "more than 50 columns"),
    "a million rows of text": Bad("a.csv", lambda: b"a,b\n" * 1_000_000, "more than 5,000 rows"),
    "18 MB of commas": Bad("a.csv", lambda: b"," * (18 << 20), "."),
    "a file of 30 MB": Bad("a.csv", lambda: b"a,b\n" * (8 << 20), "larger than 20 MB"),
}
