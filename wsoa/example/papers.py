"""The papers of the example as files: as small as files of their kind can be, and the same bytes on every day.

The record writes no documents; these stand for what an area's own people would bring.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_LEADS_TO = f"{_OPEN}/officeDocument/2006/relationships"


def letter(title: str, paragraphs: Iterable[str]) -> bytes:
    """A Word document: a title in bold, and paragraphs."""
    head = f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{escape(title)}</w:t></w:r></w:p>"
    body = "".join(f"<w:p><w:r><w:t>{escape(each)}</w:t></w:r></w:p>" for each in paragraphs)
    main = f'<w:document xmlns:w="{_OPEN}/wordprocessingml/2006/main"><w:body>{head}{body}</w:body></w:document>'
    return _package("word/document.xml", main, f"{_OFFICE}.wordprocessingml.document.main+xml")


def workbook(sheet: str, rows: Iterable[Sequence[str | int]]) -> bytes:
    """An Excel workbook of one sheet."""
    named = f'<sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/>'
    book = (
        f'<workbook xmlns="{_OPEN}/spreadsheetml/2006/main" xmlns:r="{_LEADS_TO}"><sheets>{named}</sheets></workbook>'
    )
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    data = f'<worksheet xmlns="{_OPEN}/spreadsheetml/2006/main"><sheetData>{lines}</sheetData></worksheet>'
    beside = {
        "xl/worksheets/sheet1.xml": data,
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
    }
    kind = f"{_OFFICE}.spreadsheetml.sheet.main+xml"
    types = {"xl/worksheets/sheet1.xml": f"{_OFFICE}.spreadsheetml.worksheet+xml"}
    return _package("xl/workbook.xml", book, kind, beside, types)


def table_of_commas(rows: Iterable[Sequence[str]]) -> bytes:
    """A table of commas. No cell holds one."""
    return "".join(f"{','.join(row)}\r\n" for row in rows).encode()


def page(title: str, lines: Iterable[str]) -> bytes:
    """A PDF document of one page, in Latin letters."""
    said = [f"/F1 16 Tf ({_in_pdf(title)}) Tj /F1 11 Tf", *(f"0 -20 Td ({_in_pdf(each)}) Tj" for each in lines)]
    drawn = f"BT 72 770 Td {' '.join(said)} ET".encode("latin-1")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        font,
    ]
    return _pdf(objects)


def bars(counts: Sequence[int]) -> bytes:
    """A picture: a bar for each count."""
    # Imported here: who serves a record that is there already draws no pictures.
    from PIL import Image, ImageDraw

    wide, high = 60, 320
    picture = Image.new("1", (wide * len(counts) + 20, high), 1)
    draw = ImageDraw.Draw(picture)
    for place, count in enumerate(counts):
        left = 20 + wide * place
        draw.rectangle((left, high - 20 - 4 * count, left + wide - 20, high - 20), fill=0)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _package(
    part: str, main: str, kind: str, beside: Mapping[str, str] | None = None, types: Mapping[str, str] | None = None
) -> bytes:
    """A document of Office: its main part, and what stands beside it."""
    named = {part: kind, **(types or {})}
    overrides = "".join(f'<Override PartName="/{each}" ContentType="{said}"/>' for each, said in named.items())
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    default = f'<Default Extension="rels" ContentType="{relations}"/>'
    listed = f'<Types xmlns="{_OPEN}/package/2006/content-types">{default}{overrides}</Types>'
    whole = {
        "[Content_Types].xml": listed,
        "_rels/.rels": _relations("officeDocument", part),
        part: main,
        **(beside or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, text in whole.items():
            # ZipInfo is of 1980 unless told otherwise: the same bytes on every day.
            package.writestr(zipfile.ZipInfo(name), _HEAD + text)
    return file.getvalue()


def _relations(kind: str, target: str) -> str:
    one = f'<Relationship Id="rId1" Type="{_LEADS_TO}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_OPEN}/package/2006/relationships">{one}</Relationships>'


def _in_pdf(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _pdf(objects: Sequence[bytes]) -> bytes:
    """The objects, numbered from 1, and the table that says where each begins."""
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(file))
    return file + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (count, table, end)
