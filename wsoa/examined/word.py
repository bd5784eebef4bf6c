"""A Word document: its texts in their places, and what it hides (ECMA-376 part 1, section 17). Runs in the child."""

import re
from collections.abc import Iterator

from lxml import etree

from wsoa.examined.findings import Sight
from wsoa.examined.office import Package, local
from wsoa.examined.office_parts import PLACES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRACKED = (
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
    *(f"{of}Change" for of in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr")),
)
_HOLDS_TEXT = ("header", "footer", "footnotes", "endnotes", "comments")
_TEXT = (f"{W}t", f"{W}delText", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_FIELD = f"{W}instrText"
_OFF = ("0", "false", "off")
_TINY = 4  # half points
_SECRET_FIELDS = re.compile(
    r"^\s*(?:ADDIN|ASK|AUTOTEXT|COMMENTS|DATABASE|DDE|DDEAUTO|DOCVARIABLE|FILLIN|IMPORT|INCLUDE|INCLUDEPICTURE"
    r"|INCLUDETEXT|LINK|MERGEFIELD|PRIVATE|QUOTE|RD|SET|TA|TC|XE)\b",
    re.IGNORECASE,
)
_LINK_FIELD = re.compile(r"^\s*HYPERLINK\s+\"?(?!https?://|\"|\\)", re.IGNORECASE)


def look(package: Package, sight: Sight) -> set[str]:
    """See the document and its margins; return the parts that were read here."""
    parts = [package.main, *package.of_sort(*_HOLDS_TEXT)]
    hiding = _hiding_styles(package)
    for part in parts:
        place = "paragraph" if part == package.main else PLACES.get(package.reached[part], "paragraph")
        _read(package.root(part), place, sight)
        _look_at(package.root(part), hiding, sight)
    for settings in package.of_sort("settings"):
        variables = len(list(package.root(settings).iter(f"{W}docVar")))
        sight.hides("values kept in the document (variables)", times=variables, removable=True)
    return set(parts)


def _read(root: etree._Element, place: str, sight: Sight) -> None:
    """Paragraphs by their number, tables by their rows; text boxes are paragraphs of their own."""
    number = tables = 0
    for block in root.iter(f"{W}p", f"{W}tbl"):
        if block.tag == f"{W}tbl":
            tables += 1
            births: set[int] = set()
            for at, row in enumerate(block.iterchildren(f"{W}tr"), 1):
                cells = [" ".join(map(_text, cell.iter(f"{W}p"))) for cell in row.iterchildren(f"{W}tc")]
                sight.texts.row(f"table {tables}, row {at}" if place == "paragraph" else place, cells, births)
        elif text := _text(block).strip():
            number += 1
            if not any(True for _ in block.iterancestors(f"{W}tbl")):
                sight.texts.add(f"paragraph {number}" if place == "paragraph" else place, text)
    for described in root.iter("{*}docPr"):
        sight.texts.add(
            "the description of a picture", " ".join((described.get("descr", ""), described.get("title", "")))
        )
    sight.texts.add("a field", "\n".join(map(_instruction, root.iter(f"{W}p"))).strip())


def _text(paragraph: etree._Element) -> str:
    return "".join(
        one.text or "" if one.tag in _TEXT else _BREAKS[str(one.tag)]
        for one in paragraph.iter(*_TEXT, *_BREAKS)
        if next(one.iterancestors(f"{W}p")) is paragraph and _is_mark_of_text(one)
    )


def _is_mark_of_text(element: etree._Element) -> bool:
    """A tab in the properties of a paragraph is where a tab stops, and none in its text."""
    above = element.getparent()
    return above is not None and above.tag != f"{W}tabs"


def _instruction(paragraph: etree._Element) -> str:
    said = "".join(one.text or "" for one in paragraph.iter(_FIELD))
    return "\n".join((said, *(one.get(f"{W}instr", "") for one in paragraph.iter(f"{W}fldSimple")))).strip()


def _look_at(root: etree._Element, hiding: set[str], sight: Sight) -> None:
    changes = sum(1 for _ in root.iter(*(f"{W}{name}" for name in _TRACKED)))
    sight.hides("tracked changes: {n}", times=changes)
    comments = list(root.iter(f"{W}comment"))
    named = any(one.get(f"{W}author") for one in comments)
    by = ", by people who are named" if named else ""
    sight.hides(f"comment{by}", f"comments{by}", times=len(comments))
    runs = sum(1 for _ in _hidden_runs(root, hiding))
    sight.hides("piece of hidden text", "pieces of hidden text", times=runs)
    rows = sum(_is_on(one) for one in root.iter(f"{W}hidden") if _above(one) == "trPr")
    sight.hides("hidden row of a table", "hidden rows of tables", times=rows)
    under = sum(_goes_on(cell) and any(map(_text, cell.iter(f"{W}p"))) for cell in root.iter(f"{W}tc"))
    sight.hides("cell whose text is hidden by the one above", "cells whose text is hidden by those above", times=under)
    shapes = (one for one in root.iter("{urn:schemas-microsoft-com:vml}*") if "visibility:hidden" in _style(one))
    sight.hides("hidden shape or picture", "hidden shapes or pictures", times=sum(1 for _ in shapes))
    for instruction in _instructions(root):
        if _SECRET_FIELDS.match(instruction):
            sight.hides(
                "field that holds, or fetches, what nobody sees", "fields that hold, or fetch, what nobody sees"
            )
        elif _LINK_FIELD.match(instruction):
            sight.hides(
                "field that links to a file or an e-mail address", "fields that link to files or e-mail addresses"
            )


def _instructions(root: etree._Element) -> Iterator[str]:
    """What each field says: between its beginning and its end, in however many pieces."""
    yield from (one.get(f"{W}instr", "") for one in root.iter(f"{W}fldSimple"))
    open_ones: list[str] = []
    for one in root.iter(f"{W}fldChar", _FIELD):
        if one.tag == _FIELD:
            if open_ones:
                open_ones[-1] += one.text or ""
            else:
                yield one.text or ""
        elif one.get(f"{W}fldCharType") == "begin":
            open_ones.append("")
        elif one.get(f"{W}fldCharType") == "end" and open_ones:
            yield open_ones.pop()
    yield from open_ones


def _hidden_runs(root: etree._Element, hiding: set[str]) -> Iterator[etree._Element]:
    for run in root.iter(f"{W}r"):
        if any((one.text or "").strip() for one in run.iterchildren(*_TEXT)) and _is_hidden(run, hiding):
            yield run


def _is_hidden(run: etree._Element, hiding: set[str]) -> bool:
    """By its own switch, else by its style or its paragraph's; or so small that nobody can read it."""
    own = run.find(f"{W}rPr")
    if own is not None:
        size = own.find(f"{W}sz")
        if size is not None and size.get(f"{W}val", "99").isdecimal() and int(size.get(f"{W}val", "99")) <= _TINY:
            return True
        switch = own.find(f"{W}vanish")
        if switch is not None:
            return _is_on(switch)
    paragraph = next(run.iterancestors(f"{W}p"), None)
    of_run = own.find(f"{W}rStyle") if own is not None else None
    of_paragraph = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
    styles = {one.get(f"{W}val", "") for one in (of_run, of_paragraph) if one is not None}
    return bool(styles & hiding) or "" in hiding


def _hiding_styles(package: Package) -> set[str]:
    """The styles whose text is hidden, those based on one too; "" when all text is unless it says otherwise."""
    hides: dict[str, bool | None] = {}
    based: dict[str, str] = {}
    for part in package.of_sort("styles"):
        root = package.root(part)
        hides |= dict.fromkeys([""], True) if root.find(f"{W}docDefaults//{W}vanish") is not None else {}
        for style in root.iterchildren(f"{W}style"):
            name, switch, above = (
                style.get(f"{W}styleId", ""),
                style.find(f"{W}rPr/{W}vanish"),
                style.find(f"{W}basedOn"),
            )
            hides[name] = _is_on(switch) if switch is not None else None
            based[name] = above.get(f"{W}val", "") if above is not None else ""
    return {name for name in hides if _hides(name, hides, based)}


def _hides(name: str, hides: dict[str, bool | None], based: dict[str, str]) -> bool:
    seen: set[str] = set()
    while hides.get(name) is None and based.get(name) and name not in seen:
        seen.add(name)
        name = based[name]
    return bool(hides.get(name))


def _is_on(switch: etree._Element) -> bool:
    return switch.get(f"{W}val", "1") not in _OFF


def _above(element: etree._Element) -> str:
    parent = element.getparent()
    return local(parent) if parent is not None else ""


def _goes_on(cell: etree._Element) -> bool:
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val", "continue") == "continue"


def _style(shape: etree._Element) -> str:
    return shape.get("style", "").replace(" ", "").lower()
