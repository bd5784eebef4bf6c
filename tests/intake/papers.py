"""Papers, slides and tables of text for the tests, and Office files in which parts are replaced."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import docx
import openpyxl
from docx.document import Document
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.util import Cm

from wsoa.intake.found import FoundTracker

Rows = Sequence[Sequence[str]]
Block = tuple[str, str] | Rows
"""A paragraph as (style, text), or the rows of a table."""

Slide = tuple[str, Sequence[tuple[int, str]] | Rows]
"""A title, and lines as (level, text) or the rows of a table."""

PLAN: Rows = (
    ("Focus Area", "Milestone", "RAG", "Issue", "Mitigation"),
    ("3: Families are heard early", "Ask every family once a term", "A", "Few reply", "Ring them"),
    ("9: Waits are short", "Publish waits", "R", "No data", "Count by hand"),
)
Lists = dict[tuple[str | None, str], list[tuple[int, str]]]
"""Owner and kind of each list to its lines, as (level, text)."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(blocks: Iterable[Block]) -> Document:
    """Return a paper of paragraphs and tables."""
    paper = docx.Document()
    for block in blocks:
        if isinstance(block[0], str):
            style, text = block
            assert isinstance(style, str)
            assert isinstance(text, str)
            paper.add_paragraph(text, style=style)
        else:
            add_table(paper, [row for row in block if not isinstance(row, str)])
    return paper


def add_table(paper: Document, rows: Rows) -> None:
    table = paper.add_table(len(rows), max(len(row) for row in rows))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=False):
            cell.text = text


def save_paper(path: Path, blocks: Iterable[Block]) -> Path:
    document(blocks).save(str(path))
    return path


def deck(slides: Iterable[Slide]) -> Deck:
    """Return a presentation, on each slide a title with lines or a table."""
    shown = Presentation()
    for title, lines in slides:
        is_table = bool(lines) and isinstance(lines[0][0], str)
        slide = shown.slides.add_slide(shown.slide_layouts[5 if is_table else 1])
        slide.shapes.title.text = title
        if is_table:
            frame = slide.shapes.add_table(len(lines), len(lines[0]), Cm(1), Cm(4), Cm(20), Cm(8))
            for row, texts in zip(frame.table.rows, lines, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = str(text)
        else:
            body = slide.placeholders[1].text_frame
            for number, (level, text) in enumerate(lines):
                paragraph = body.paragraphs[0] if number == 0 else body.add_paragraph()
                paragraph.text, paragraph.level = text, level
    return shown


def save_deck(path: Path, slides: Iterable[Slide]) -> Path:
    deck(slides).save(str(path))
    return path


def a_workbook(rows: Rows = PLAN) -> bytes:
    book, saved = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(saved)
    return saved.getvalue()


def a_paper() -> bytes:
    saved = io.BytesIO()
    document([("Title", "Our plan"), ("Heading 1", "Listening Workstream"), PLAN]).save(saved)
    return saved.getvalue()


def a_deck() -> bytes:
    saved = io.BytesIO()
    deck([("Our plan", [(0, "All is well")]), ("Listening Workstream", PLAN)]).save(saved)
    return saved.getvalue()


def a_csv() -> bytes:
    return "\r\n".join(",".join(f'"{text}"' for text in row) for row in PLAN).encode()


GOOD = {"xlsx": a_workbook, "docx": a_paper, "pptx": a_deck, "csv": a_csv}
"""One small tracker in every sort of file that is read."""


def with_parts(content: bytes, parts: dict[str, str | bytes | None]) -> bytes:
    """Return an Office file in which parts are replaced or added; None removes one."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, part in parts.items():
            if part is not None:
                after.writestr(name, part)
    return changed.getvalue()


def paper_of(body: str, before: str = "") -> bytes:
    """A paper with the given XML as its body, and `before` in front of its root."""
    whole = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return with_parts(a_paper(), {"word/document.xml": whole})


def lists(found: FoundTracker) -> Lists:
    return {(one.workstream, one.kind): [(line.level, line.text) for line in one.bullets] for one in found.lists}
