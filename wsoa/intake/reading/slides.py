"""A slide deck as a grid: slide after slide, on each its title first, then what stands on it from top to bottom.

Runs in the child process. Speaker notes, comments and diagrams are not read; they come on a sheet of their own, so
that they can be named.
"""

import io
from collections.abc import Iterable, Iterator

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph

from wsoa.intake.errors import Refused
from wsoa.intake.reading import limits
from wsoa.intake.reading.budget import Budget
from wsoa.intake.reading.colours import drawn, on_paper, theme_colours
from wsoa.intake.reading.paper import Grid, Words, too_wide

BODY, NOTES = "Slides", "Beside the slides"
LONGEST_TITLE = 100
_BAND = 360_000
"""A centimetre, in the units of drawings: shapes whose tops differ by less stand side by side."""
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_FURNITURE = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER)
_BULLETED = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def read_slides(content: bytes) -> list[dict[str, object]]:
    """Return all slides as one sheet, and what stands beside them as another."""
    reader = _Reader()
    for number, slide in enumerate(Presentation(io.BytesIO(content)).slides, start=1):
        reader.slide(number, slide)
    return reader.sheets()


class _Reader:
    def __init__(self) -> None:
        budget = Budget()
        self._body = Grid(BODY, budget)
        self._margins = Grid("Footers of slides", budget, aside="it stands in the margin of a slide", furniture=True)
        self._notes = Grid(
            NOTES, budget, aside="it stands in the speaker notes, a comment or a diagram, and these are not read"
        )

    def sheets(self) -> list[dict[str, object]]:
        return [grid.answer() for grid in (self._body, self._notes, self._margins) if grid.cells or grid is self._body]

    def slide(self, number: int, slide: Slide) -> None:
        """Add a slide; what a hidden one holds is hidden."""
        self._at, self._lines, self._tables = f"slide {number}", 0, 0
        self._hidden = slide.element.get("show") in ("0", "false")
        self._theme = theme_colours(_theme(slide))
        self._body.gap()
        shapes = list(_in_order(slide.shapes))
        title = _title(shapes)
        if title is not None:
            self._title(title)
        for shape in shapes:
            if shape is not title:
                self._shape(shape)
        self._beside(slide)

    def _title(self, shape: BaseShape) -> None:
        text = "\n".join(_text(paragraph) for paragraph in _frame(shape).paragraphs)
        self._body.line(f"{self._at}, title", Words(text.strip(), hidden=self._hidden), heading=1)

    def _shape(self, shape: BaseShape) -> None:
        kind = _placeholder(shape)
        if isinstance(shape, GraphicFrame) and shape.has_table:
            self._table(shape)
        elif shape.has_text_frame and kind in _FURNITURE:
            self._margins.line(f"{self._at}, footer {len(self._margins.cells) + 1}", Words(_frame(shape).text))
        elif shape.has_text_frame:
            for paragraph in _frame(shape).paragraphs:
                self._line(paragraph, bulleted=kind in _BULLETED)

    def _line(self, paragraph: _Paragraph, *, bulleted: bool) -> None:
        self._lines += 1
        bold = bool(paragraph.runs) and all(run.font.bold for run in paragraph.runs if run.text.strip())
        words = Words(_text(paragraph), bold=bold, hidden=self._hidden)
        indent = paragraph.level + 1 if _has_bullet(paragraph, otherwise=bulleted) else paragraph.level
        self._body.line(f"{self._at}, line {self._lines}", words, indent=indent)

    def _table(self, frame: GraphicFrame) -> None:
        self._tables += 1
        table = f"{self._at}, table {self._tables}"
        self._body.table(table, (self._cells(row, table) for row in frame._element.iter(qn("a:tr"))))

    def _cells(self, row: etree._Element, table: str) -> Iterator[Words]:
        cells = row.findall(qn("a:tc"))
        if len(cells) > limits.MAX_COLUMNS:
            raise Refused(too_wide(table))
        for column, cell in enumerate(cells, start=1):
            merged_away = "1" in (cell.get("hMerge"), cell.get("vMerge")) or "true" in (
                cell.get("hMerge"),
                cell.get("vMerge"),
            )
            yield Words(
                _cell_text(cell),
                hidden=self._hidden or merged_away,
                fill=self._fill(cell),
                column=column,
                deep=_span(cell, "rowSpan"),
                wide=min(_span(cell, "gridSpan"), limits.MAX_COLUMNS - column + 1),
            )

    def _fill(self, cell: etree._Element) -> str | None:
        fill = cell.find(f"{qn('a:tcPr')}/{qn('a:solidFill')}")
        return on_paper(drawn(fill, self._theme)) if fill is not None else None

    def _beside(self, slide: Slide) -> None:
        if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) is not None:
            self._notes.line(f"{self._at}, speaker notes", Words(frame.text.strip()))
        found = 0
        for relation in slide.part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if not relation.is_external and kind in ("comments", "diagramData"):
                for text in _texts(relation.target_part.blob, kind):
                    found += 1
                    self._notes.line(f"{self._at}, {'comment' if kind == 'comments' else 'diagram'} {found}", text)


def _in_order(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    """Shapes as they are read: by their tops, side by side from the left, those of a group together."""
    for shape in sorted(shapes, key=lambda shape: ((shape.top or 0) // _BAND, shape.left or 0)):
        if isinstance(shape, GroupShape):
            yield from _in_order(shape.shapes)
        else:
            yield shape


def _title(shapes: list[BaseShape]) -> BaseShape | None:
    """The title of a slide; on a slide without one, a short text at its very top."""
    for shape in shapes:
        if _placeholder(shape) in _TITLES and _frame(shape).text.strip():
            return shape
    first = next((shape for shape in shapes if not shape.has_text_frame or _frame(shape).text.strip()), None)
    if first is None or not first.has_text_frame or _placeholder(first) in (*_FURNITURE, *_BULLETED):
        return None
    text = _frame(first).text.strip()
    return first if len(text) <= LONGEST_TITLE and "\n" not in text and len(shapes) > 1 else None


def _placeholder(shape: BaseShape) -> PP_PLACEHOLDER | None:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _frame(shape: BaseShape) -> TextFrame:
    frame = shape.text_frame  # type: ignore[attr-defined]  # the library gives it to those shapes that have one
    assert isinstance(frame, TextFrame)
    return frame


def _text(paragraph: _Paragraph) -> str:
    """The words of a paragraph; a line break in it is a vertical tab to the library."""
    return paragraph.text.replace("\v", "\n")


def _has_bullet(paragraph: _Paragraph, *, otherwise: bool) -> bool:
    properties = paragraph._p.pPr
    if properties is None:
        return otherwise
    if properties.find(qn("a:buNone")) is not None:
        return False
    return otherwise or any(properties.find(qn(f"a:{name}")) is not None for name in ("buChar", "buAutoNum", "buBlip"))


def _cell_text(cell: etree._Element) -> str:
    """All paragraphs of a cell, a line each; of several lines those with a bullet of their own keep a mark."""
    lines = [_Paragraph(one, None) for one in cell.iter(qn("a:p"))]  # type: ignore[arg-type]  # needs no parent to be read
    held = [line for line in lines if line.text.strip()]
    marked = [len(held) > 1 and _has_bullet(line, otherwise=False) for line in held]
    return "\n".join(f"• {_text(line)}" if mark else _text(line) for line, mark in zip(held, marked, strict=True))


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, min(int(value), limits.MAX_ROWS)) if value.isdecimal() and len(value) < 10 else 1


def _theme(slide: Slide) -> bytes | None:
    master = slide.slide_layout.slide_master.part
    related = (one for one in master.rels.values() if one.reltype == RELATIONSHIP_TYPE.THEME and not one.is_external)
    return next((one.target_part.blob for one in related), None)


def _texts(content: bytes, kind: str) -> Iterator[Words]:
    """What comments and diagrams say, each paragraph of them."""
    root = etree.fromstring(content, _PARSER)
    tags = (qn("a:p"),) if kind == "diagramData" else (qn("a:p"), qn("p:text"))
    for element in root.iter(*tags):
        yield Words("".join(element.itertext()).strip())
