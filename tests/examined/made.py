"""Small files of every kind, each with a text that readers see, and Office files whose parts are changed."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache

import docx
import openpyxl
from PIL import Image
from pptx import Presentation
from pptx.util import Cm
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from wsoa.examined.findings import Sight
from wsoa.examined.opened import looked_into

SEEN = "Waits for a plan fell to 14 weeks"
"""What readers are meant to see in every file that has words."""

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


class Parts:
    """The parts of an Office file, to be changed and put together again."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}

    def replace(self, part: str, old: str, new: str) -> "Parts":
        """Put something else in the place of the first `old` in a part."""
        text = self.parts[part].decode()
        assert old in text, (part, old)
        self.parts[part] = text.replace(old, new, 1).encode()
        return self

    def add(self, part: str, content: str | bytes, content_type: str = "application/xml") -> "Parts":
        """Add a part, which nothing refers to yet."""
        self.parts[part] = content.encode() if isinstance(content, str) else content
        said = f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>'
        return self.replace("[Content_Types].xml", "</Types>", said)

    def refer(self, source: str, sort: str, target: str, *, id: str = "hid", external: bool = False) -> "Parts":
        """Let a part, or with "" the file, refer to another; `sort` is the whole type or its last word."""
        folder, _, name = source.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        self.parts.setdefault(rels, f'<Relationships xmlns="{PACKAGE}"></Relationships>'.encode())
        text = self.parts[rels].decode()
        if "</Relationships>" not in text:
            text = text.replace("/>", "></Relationships>")
        whole = sort if "://" in sort else f"{OFFICE}/{sort}"
        mode = ' TargetMode="External"' if external else ""
        said = f'<Relationship Id="{id}" Type="{whole}" Target="{target}"{mode}/></Relationships>'
        self.parts[rels] = text.replace("</Relationships>", said).encode()
        return self

    def whole(self) -> bytes:
        """The file, of these parts."""
        return zipped(self.parts.items())


def zipped(parts: Iterable[tuple[str, bytes]], *, remark: bytes = b"") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(name, content)
        package.comment = remark
    return written.getvalue()


def a_docx(*lines: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    paper = docx.Document()
    for line in (SEEN, *lines):
        paper.add_paragraph(line)
    if table:
        drawn = paper.add_table(len(table), len(table[0]))
        for row, cells in zip(drawn.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    return saved(paper)


def an_xlsx(*rows: tuple[str | int | date, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ((SEEN,), *rows):
        sheet.append(row)
    return saved(book)


def a_pptx(*lines: str) -> bytes:
    deck = Presentation()
    for line in (SEEN, *lines):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_textbox(Cm(2), Cm(2), Cm(12), Cm(3)).text_frame.text = line
    return saved(deck)


def a_pdf(*pages: str, empty: bool = False) -> bytes:
    """A page for each text, in one of the letters that every program has."""
    made = PdfWriter()
    letters = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    letters[NameObject("/BaseFont")] = NameObject("/Helvetica")
    for text in (() if empty else (SEEN, *pages)) or ("",):
        page = made.add_blank_page(595, 842)
        drawn = DecodedStreamObject()
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.split("\n"))
        drawn.set_data(f"BT /F1 12 Tf 60 780 Td {lines}ET".encode("latin-1", "replace") if text else b"")
        page[NameObject("/Contents")] = made._add_object(drawn)
        fonts = DictionaryObject({NameObject("/F1"): made._add_object(letters)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    made.metadata = None
    return saved_pdf(made)


def a_picture(form: str = "PNG", **more: object) -> bytes:
    written = io.BytesIO()
    Image.linear_gradient("L").resize((24, 24)).convert("RGB").save(written, form, **more)
    return written.getvalue()


def exif_of(word: str) -> bytes:
    """What a camera writes: words, how it was held, and that it knew where it was."""
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = word, 6
    exif.get_ifd(0x8825)[1] = "N"
    return exif.tobytes()


A_TEXT = f"{SEEN}\nand fewer families wait.\n".encode()
A_TABLE = f"Measure,Value\n{SEEN},14\n".encode()


def saved(thing: object) -> bytes:
    written = io.BytesIO()
    thing.save(written)  # type: ignore[attr-defined]  # papers, workbooks and decks alike
    return written.getvalue()


def saved_pdf(made: PdfWriter) -> bytes:
    written = io.BytesIO()
    made.write(written)
    return written.getvalue()


def pdf_writer(content: bytes) -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(io.BytesIO(content)))


def seen_in(kind: str, content: bytes) -> Sight:
    """What the child would see, seen here: a child for each case would take half a second."""
    return looked_into(kind, content)


PLAIN: dict[str, Callable[[], bytes]] = {
    "docx": a_docx,
    "xlsx": an_xlsx,
    "pptx": a_pptx,
    "pdf": a_pdf,
    "png": a_picture,
    "jpg": lambda: a_picture("JPEG"),
    "txt": lambda: A_TEXT,
    "csv": lambda: A_TABLE,
}
"""An ordinary file of every kind."""


@cache
def plain(kind: str) -> bytes:
    """An ordinary file, made once."""
    return PLAIN[kind]()
