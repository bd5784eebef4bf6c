"""The words of paragraphs of Word as a reader sees them: insertions are there, deletions are gone.

Runs in the child process. Element names are those of WordprocessingML (ECMA-376, part 1, section 17).
"""

from collections.abc import Iterator

from docx.oxml.ns import nsmap, qn
from lxml import etree

from wsoa.intake.reading.paper import Words

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
BOX = qn("w:txbxContent")
PARAGRAPH, TABLE = qn("w:p"), qn("w:tbl")
_PROPERTIES = {qn(f"w:{name}") for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tcPr", "trPr", "sectPr")}
DELETED = {qn("w:del"), qn("w:moveFrom")}
_UNREAD = _PROPERTIES | DELETED | {BOX, qn("w:instrText"), qn("w:delText"), qn("w:delInstrText")}
_TEXT = {qn("w:t"), f"{{{nsmap['m']}}}t" if "m" in nsmap else qn("w:t")}
_MARKS = {
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:noBreakHyphen"): "-",
}
_OFF = ("0", "false", "off", "none")


def words_of(paragraph: etree._Element) -> Words:
    """Return the words of a paragraph; bold where all of them are, hidden where any are."""
    runs = [run for run in _runs(paragraph) if "".join(_pieces(run)).strip()]
    text = "".join(_pieces(paragraph)).strip("\n")
    bold = bool(runs) and all(is_on(run, "w:b") for run in runs)
    return Words(text, bold=bold, hidden=any(is_on(run, "w:vanish") for run in runs))


def children(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the child elements a reader sees: of alternatives the first, without comments and deletions."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in DELETED:
            continue
        if child.tag == ALTERNATIVES:
            chosen = next((one for one in child if one.tag in (CHOICE, FALLBACK)), None)
            yield from children(chosen) if chosen is not None else ()
        else:
            yield child


def is_on(holder: etree._Element, name: str) -> bool:
    """Whether a property stands in the `rPr` of a run (or of a style), and is not switched off there."""
    properties = holder.find(qn("w:rPr"))
    switch = properties.find(qn(name)) if properties is not None else None
    return switch is not None and switch.get(qn("w:val"), "1") not in _OFF


def boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes anchored in a paragraph."""
    for child in children(paragraph):
        if child.tag == BOX:
            yield child
        elif child.tag not in _PROPERTIES:
            yield from boxes(child)


def comments_on(paragraph: etree._Element) -> Iterator[str]:
    """Yield the numbers of the comments a paragraph has."""
    return (one.get(qn("w:id"), "") for one in paragraph.iter(qn("w:commentReference")))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in children(element):
        if child.tag in _TEXT:
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[str(child.tag)]
        elif child.tag not in _UNREAD:
            yield from _pieces(child)


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    for child in children(element):
        if child.tag == qn("w:r"):
            yield child
        elif child.tag not in _UNREAD:
            yield from _runs(child)
