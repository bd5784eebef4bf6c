"""Ways in which an Office file keeps what nobody meant to show, each with what is to be said of it."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import docx
import openpyxl
from openpyxl.comments import Comment
from pptx import Presentation
from pptx.util import Cm

from tests.examined.made import OFFICE, PACKAGE, A, P, Parts, S, a_picture, exif_of, saved

DOC, BOOK, SLIDE = "word/document.xml", "xl/workbook.xml", "ppt/slides/slide1.xml"
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Hiding:
    """`hide` puts the word into a file; `said` is part of the sentence about it; `goes` if cleaning takes it out."""

    hide: Callable[[bytes, str], bytes]
    said: str
    goes: bool = False


def _in_core(kind: str) -> Callable[[bytes, str], bytes]:
    def hide(content: bytes, word: str) -> bytes:
        if kind == "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(content))
            book.properties.creator = word
            return saved(book)
        paper = docx.Document(io.BytesIO(content)) if kind == "docx" else Presentation(io.BytesIO(content))
        paper.core_properties.last_modified_by = word
        return saved(paper)

    return hide


def _file_part(
    sort: str, part: str, text: str = "<x>{}</x>", content_type: str = "application/xml"
) -> Callable[[bytes, str], bytes]:
    """A part that the file itself refers to."""
    return lambda content, word: (
        Parts(content).add(part, text.format(word), content_type).refer("", sort, part, id="hidfile").whole()
    )


def _part(source: str, sort: str, part: str, text: str = "<x>{}</x>") -> Callable[[bytes, str], bytes]:
    """A part that another refers to."""
    return lambda content, word: (
        Parts(content).add(part, text.format(word)).refer(source, sort, f"/{part}", id=f"h{sort[-9:]}").whole()
    )


def _text(part: str, old: str, new: str) -> Callable[[bytes, str], bytes]:
    return lambda content, word: Parts(content).replace(part, old, new.replace("@@", word)).whole()


def _in_body(new: str) -> Callable[[bytes, str], bytes]:
    return _text(DOC, "<w:sectPr", f"{new}<w:sectPr")


def _outside(source: str, sort: str, holder: str, at: str) -> Callable[[bytes, str], bytes]:
    """A relation to a place that is named by the word, and what in the part refers to it."""

    def hide(content: bytes, word: str) -> bytes:
        parts = Parts(content).replace(source, at, holder.replace("hidout", f"hid{sort}") + at)
        return parts.refer(source, sort, f"file:///C:/Users/{word}/a.dotx", id=f"hid{sort}", external=True).whole()

    return hide


def _photograph(content: bytes, word: str) -> bytes:
    paper = docx.Document(io.BytesIO(content))
    paper.add_picture(io.BytesIO(a_picture("JPEG", exif=exif_of(word))))
    return saved(paper)


def _docx_comment(content: bytes, word: str) -> bytes:
    paper = docx.Document(io.BytesIO(content))
    paper.add_comment(paper.paragraphs[0].runs, text=word, author="Jo", initials="J")
    return saved(paper)


_RUN = "<w:p><w:r>{}<w:t>@@</w:t></w:r></w:p>"
_ID = f'xmlns:r="{OFFICE}" r:id'
_CELLS = (
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl>"
)
_MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
# What the libraries write comes first, here and below: they leave out what they do not know.
IN_WORD = (
    Hiding(_in_core("docx"), "author and dates", goes=True),
    Hiding(_photograph, "place where", goes=True),
    Hiding(_docx_comment, "by people who are named"),
    Hiding(_part("", "extended-properties", "docProps/app2.xml"), "organisation and program", goes=True),
    Hiding(_part("", "custom-properties", "docProps/custom.xml"), "custom properties", goes=True),
    Hiding(_part(DOC, "customXml", "customXml/item9.xml"), "custom XML", goes=True),
    Hiding(
        _file_part(f"{PACKAGE}/metadata/thumbnail", "docProps/t2.jpeg", "{}", "image/jpeg"),
        "a small picture",
        goes=True,
    ),
    Hiding(_part(DOC, "people", "word/people.xml"), "list of the people", goes=True),
    Hiding(_part(DOC, "glossaryDocument", "word/glossary/document.xml"), "saved texts", goes=True),
    Hiding(
        lambda content, word: Parts(content).add("word/old.xml", f"<x>{word}</x>").whole(), "that no program", goes=True
    ),
    Hiding(
        _outside("word/settings.xml", "attachedTemplate", f'<w:attachedTemplate {_ID}="hidout"/>', "<w:defaultTabStop"),
        "place of the template",
        goes=True,
    ),
    Hiding(
        _outside(
            DOC,
            "hyperlink",
            f'<w:p><w:hyperlink {_ID}="hidout"><w:r><w:t>the plan</w:t></w:r></w:hyperlink></w:p>',
            "<w:sectPr",
        ),
        "links to files",
        goes=True,
    ),
    Hiding(
        _text(
            "word/settings.xml",
            "<w:defaultTabStop",
            '<w:docVars><w:docVar w:name="a" w:val="@@"/></w:docVars><w:defaultTabStop',
        ),
        "values kept",
        goes=True,
    ),
    Hiding(_in_body('<w:p><w:ins w:id="1" w:author="Jo"><w:r><w:t>@@</w:t></w:r></w:ins></w:p>'), "tracked changes: "),
    Hiding(
        _in_body('<w:p><w:del w:id="2" w:author="Jo"><w:r><w:delText>@@</w:delText></w:r></w:del></w:p>'),
        "tracked changes: ",
    ),
    Hiding(_in_body(_RUN.format("<w:rPr><w:vanish/></w:rPr>")), "of hidden text"),
    Hiding(_in_body(_CELLS.format("<w:trPr><w:hidden/></w:trPr>", "@@")), "hidden row"),
    Hiding(_in_body('<w:p><w:r><w:instrText> XE "@@" </w:instrText></w:r></w:p>'), "what nobody sees"),
    Hiding(_part(DOC, "package", "word/embeddings/a.bin"), "embedded file"),
    Hiding(_part(DOC, _MACROS, "word/vbaProject.bin"), "macro project"),
    Hiding(_part(DOC, "somethingNew", "word/new.xml"), "of a sort that"),
    Hiding(_outside(DOC, "image", "", "<w:sectPr"), "to something outside"),
)


def _book(change: Callable[[openpyxl.Workbook, str], None]) -> Callable[[bytes, str], bytes]:
    def hide(content: bytes, word: str) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(content))
        change(book, word)
        return saved(book)

    return hide


def _hidden_sheet(book: openpyxl.Workbook, word: str) -> None:
    sheet = book.create_sheet("Names")
    sheet["A1"], sheet.sheet_state = word, "veryHidden"


def _hidden_row(book: openpyxl.Workbook, word: str) -> None:
    book.worksheets[0]["A7"] = word
    book.worksheets[0].row_dimensions[7].hidden = True


def _hidden_column(book: openpyxl.Workbook, word: str) -> None:
    book.worksheets[0]["F2"] = word
    book.worksheets[0].column_dimensions["F"].hidden = True


def _blank_format(book: openpyxl.Workbook, word: str) -> None:
    book.worksheets[0]["B4"] = word
    book.worksheets[0]["B4"].number_format = ";;;"


def _cell_comment(book: openpyxl.Workbook, word: str) -> None:
    book.worksheets[0]["A1"].comment = Comment(word, "Jo")


_LEFT_BEHIND = (
    '<mc:AlternateContent xmlns:mc="m"><x15ac:absPath url="C:/@@/" xmlns:x15ac="a"/></mc:AlternateContent>'.replace(
        '"m"', '"http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
)
_PRINTER = lambda content, word: (  # noqa: E731
    Parts(content)
    .replace(SHEET, "</worksheet>", f'<pageSetup {_ID}="hprinter"/></worksheet>')
    .add("xl/printerSettings/p.bin", word, "application/octet-stream")
    .refer(SHEET, "printerSettings", "/xl/printerSettings/p.bin", id="hprinter")
    .whole()
)
_STRINGS = f'<sst xmlns="{S}"><si><t>{{}}</t></si></sst>'
IN_EXCEL = (
    Hiding(_in_core("xlsx"), "author and dates", goes=True),
    Hiding(_book(_hidden_sheet), "hidden sheet"),
    Hiding(_book(_hidden_row), "hidden row"),
    Hiding(_book(_hidden_column), "hidden column"),
    Hiding(_book(_blank_format), "whose format"),
    Hiding(_book(_cell_comment), "by people who are named"),
    Hiding(_text(BOOK, "<bookViews", f"{_LEFT_BEHIND}<bookViews"), "folder it was saved in", goes=True),
    Hiding(_PRINTER, "name of a printer", goes=True),
    Hiding(_part(BOOK, "person", "xl/persons/person.xml"), "list of the people", goes=True),
    Hiding(_part(BOOK, "pivotCacheDefinition", "xl/pivotCache/p.xml"), "of the data behind"),
    Hiding(_part(BOOK, "externalLink", "xl/externalLinks/e.xml"), "of data from another"),
    Hiding(_part(BOOK, "sharedStrings", "xl/shared.xml", _STRINGS), "that no cell"),
)


_SHAPE = (
    f'<p:sp xmlns:p="{P}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="77" name="x"{{}}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
    '<p:spPr><a:xfrm><a:off x="{}" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/>'
    "<a:p><a:r><a:t>@@</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>"
)
_TAGS = f'<p:custDataLst xmlns:p="{P}"><p:tags {_ID}="htags"/></p:custDataLst></p:cSld>'


def _notes(content: bytes, word: str) -> bytes:
    deck = Presentation(io.BytesIO(content))
    deck.slides[0].notes_slide.notes_text_frame.text = word
    return saved(deck)


def _hidden_slide(content: bytes, word: str) -> bytes:
    deck = Presentation(io.BytesIO(content))
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_textbox(Cm(1), Cm(1), Cm(9), Cm(2)).text_frame.text = word
    slide._element.set("show", "0")
    return saved(deck)


def _tags(content: bytes, word: str) -> bytes:
    parts = Parts(content).replace(SLIDE, "</p:cSld>", _TAGS).add("ppt/tags/tag1.xml", f"<x>{word}</x>")
    return parts.refer(SLIDE, "tags", "/ppt/tags/tag1.xml", id="htags").whole()


IN_POWERPOINT = (
    Hiding(_in_core("pptx"), "author and dates", goes=True),
    Hiding(_notes, "speaker's notes"),
    Hiding(_hidden_slide, "hidden slide"),
    Hiding(_tags, "notes of add-ins", goes=True),
    Hiding(_part("ppt/presentation.xml", "changesInfo", "ppt/changesInfos/c.xml"), "history of its changes", goes=True),
    Hiding(_part("ppt/presentation.xml", "commentAuthors", "ppt/commentAuthors.xml"), "list of the people", goes=True),
    Hiding(_text(SLIDE, "</p:spTree>", _SHAPE.format(' hidden="1"', 0)), "hidden shape"),
    Hiding(_text(SLIDE, "</p:spTree>", _SHAPE.format("", 99_000_000)), "outside"),
    Hiding(
        _part(
            SLIDE,
            "comments",
            "ppt/comments/c.xml",
            f'<p:cmLst xmlns:p="{P}"><p:cm><p:text>{{}}</p:text></p:cm></p:cmLst>',
        ),
        "comment",
    ),
    Hiding(_part(SLIDE, "oleObject", "ppt/embeddings/o.bin"), "embedded file"),
)
