"""A Word paper as a grid: paragraphs and tables in the order of its body. Runs in the child process.

Comments go with the cell they stand on. Footnotes, headers, footers and the table of contents are no part of what is
read; they come on sheets of their own, so that they can be named.
"""

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from wsoa.intake.errors import Refused
from wsoa.intake.reading import limits
from wsoa.intake.reading.budget import Budget
from wsoa.intake.reading.colours import is_hex, on_paper
from wsoa.intake.reading.paper import Grid, Words, too_wide
from wsoa.intake.reading.styles import Styles
from wsoa.intake.reading.wording import DELETED, PARAGRAPH, TABLE, boxes, children, comments_on, words_of

BODY, MARGINS, NOTES = "Document", "Headers, footers and contents", "Footnotes"
_ROW, _CELL = qn("w:tr"), qn("w:tc")
_HOLDERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}


def read_document(content: bytes) -> list[dict[str, object]]:
    """Return the paper as one sheet, and what stands in its margins and footnotes as further ones."""
    return _Reader(docx.Document(io.BytesIO(content))).sheets()


class _Reader:
    def __init__(self, document: Document) -> None:
        budget = Budget()
        self._document = document
        self._styles = Styles(document.styles.element)
        self._comments = {str(one.comment_id): one.text for one in document.comments}
        self._body = Grid(BODY, budget)
        self._margins = Grid(MARGINS, budget, aside="it stands in the margin of the paper", furniture=True)
        self._notes = Grid(NOTES, budget, aside="it stands in a footnote, and footnotes are not read")
        self._paragraphs = 0

    def sheets(self) -> list[dict[str, object]]:
        self._blocks(self._document.element.body)
        self._besides()
        return [grid.answer() for grid in (self._body, self._margins, self._notes) if grid.cells or grid is self._body]

    def _blocks(self, holder: etree._Element) -> None:
        for block in _blocks(holder):
            if block.tag == PARAGRAPH:
                self._paragraph(block)
            elif (framed := _framed(block)) is not None:
                for cell in framed:
                    self._blocks(cell)
            else:
                self._body.table(f"table {self._body.tables + 1}", self._rows(block))

    def _paragraph(self, paragraph: etree._Element) -> None:
        words, look = words_of(paragraph), self._styles.look(paragraph)
        words.comment = self._comment(paragraph)
        if look.contents:
            self._margins.line(f"contents, line {len(self._margins.cells) + 1}", words)
        elif words.text.strip() or words.comment:
            words.bold = words.bold or look.bold
            if words.bold and not look.indent:
                self._body.gap()
            self._paragraphs += 1
            self._body.line(f"paragraph {self._paragraphs}", words, heading=look.heading, indent=look.indent)
        else:
            self._body.gap()
        for box in boxes(paragraph):
            self._blocks(box)

    def _rows(self, table: etree._Element) -> Iterator[list[Words]]:
        """The rows of a table; a cell merged downwards stands in its first row, as deep as it is."""
        open_above: dict[int, Words] = {}
        rows = [list(self._cells(row)) for row in _within(table, _ROW) if not _is_deleted(row)]
        for row in rows:
            for words, merge in row:
                above = open_above.get(words.column)
                if merge == "continue" and above is not None:
                    above.deep += 1
                    words.hidden = True  # Word shows nothing of what such a cell may still hold
                elif merge == "restart":
                    open_above[words.column] = words
                else:
                    open_above.pop(words.column, None)
        return ([words for words, _ in row] for row in rows)

    def _cells(self, row: etree._Element) -> Iterator[tuple[Words, str]]:
        column = 1 + _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        for cell in _within(row, _CELL):
            properties = cell.find(qn("w:tcPr"))
            wide = max(1, _number(properties.find(qn("w:gridSpan")), 1)) if properties is not None else 1
            if column + wide - 1 > limits.MAX_COLUMNS:
                raise Refused(too_wide(f"table {self._body.tables + 1}"))
            words = self._in_cell(cell)
            words.column, words.wide, words.fill = column, wide, _fill(properties)
            merged = properties.find(qn("w:vMerge")) if properties is not None else None
            yield words, merged.get(qn("w:val"), "continue") if merged is not None else ""
            column += wide

    def _in_cell(self, cell: etree._Element) -> Words:
        """All that stands in a cell, a line each; of several lines those of a list keep their marks."""
        lines: list[tuple[Words, bool]] = []
        for paragraph in _paragraphs(cell):
            words = words_of(paragraph)
            words.comment = self._comment(paragraph)
            look = self._styles.look(paragraph)
            words.bold = words.bold or look.bold
            lines.append((words, bool(look.indent)))
        held = [(words, listed) for words, listed in lines if words.text.strip()]
        texts = [f"• {words.text}" if listed and len(held) > 1 else words.text for words, listed in held]
        comments = [words.comment for words, _ in lines if words.comment]
        return Words(
            "\n".join(texts),
            bold=bool(held) and all(words.bold for words, _ in held),
            hidden=any(words.hidden for words, _ in held),
            comment="\n".join(comments) or None,
        )

    def _comment(self, paragraph: etree._Element) -> str | None:
        found = (self._comments.get(number, "") for number in comments_on(paragraph))
        return "\n".join(text for text in found if text) or None

    def _besides(self) -> None:
        """What stands in footnotes and in the margins; what repeats on every page is said once."""
        said: set[tuple[str, str]] = set()
        for relation in self._document.part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if relation.is_external or kind not in ("header", "footer", "footnotes", "endnotes"):
                continue
            for paragraph in parse_xml(relation.target_part.blob).iter(PARAGRAPH):
                words = words_of(paragraph)
                if words.text.strip() and (kind, words.text) not in said:
                    said.add((kind, words.text))
                    grid = self._margins if kind in ("header", "footer") else self._notes
                    grid.line(f"{kind.rstrip('s')}, line {len(grid.cells) + 1}", words)


def _blocks(holder: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in their order, whatever controls and tracked insertions hold them."""
    for child in children(holder):
        if child.tag in (PARAGRAPH, TABLE):
            yield child
        elif child.tag in _HOLDERS:
            yield from _blocks(child)


def _within(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in children(holder):
        if child.tag == tag:
            yield child
        elif child.tag in _HOLDERS:
            yield from _within(child, tag)


def _paragraphs(holder: etree._Element) -> Iterator[etree._Element]:
    """Every paragraph of a cell, those in its text boxes and in tables within it too."""
    for block in _blocks(holder):
        if block.tag == PARAGRAPH:
            yield block
            for box in boxes(block):
                yield from _paragraphs(box)
        else:
            for row in _within(block, _ROW):
                for cell in _within(row, _CELL):
                    yield from _paragraphs(cell)


def _framed(table: etree._Element) -> list[etree._Element] | None:
    """The cells of a table that only frames what is in it: it is one cell, or holds tables and little beside them."""
    rows = [list(_within(row, _CELL)) for row in _within(table, _ROW)]
    cells = [cell for row in rows for cell in row]
    nests = any(block.tag == TABLE for cell in cells for block in _blocks(cell))
    few = all(sum(_holds_text(cell) for cell in row) <= 1 for row in rows)
    return cells if len(cells) == 1 or (nests and few) else None


def _holds_text(cell: etree._Element) -> bool:
    return any(words_of(paragraph).text.strip() for paragraph in _paragraphs(cell))


def _is_deleted(row: etree._Element) -> bool:
    properties = row.find(qn("w:trPr"))
    return properties is not None and any(child.tag in DELETED for child in properties)


def _fill(properties: etree._Element | None) -> str | None:
    shading = properties.find(qn("w:shd")) if properties is not None else None
    if shading is None:
        return None
    name = "w:color" if shading.get(qn("w:val")) == "solid" else "w:fill"
    value = shading.get(qn(name), "")
    return on_paper(f"#{value.upper()}") if is_hex(value) else None


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = element.get(qn("w:val"), "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 10 else otherwise
