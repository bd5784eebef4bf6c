"""What the styles of a Word paper say of its paragraphs: headings, lists, contents. Runs in the child process."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from wsoa.intake.reading.wording import is_on

_HEADING = re.compile(r"heading (\d)")
_LIST = re.compile(r"list (?:bullet|number)(?: (\d))?")
_CONTENTS = re.compile(r"toc \d|toc heading|table of figures")
_TITLE = "title"
_MOST_ANCESTORS = 20
_STEP = 500
"""Twips of an indent that make a step; Word's own button moves a paragraph by 720."""


@dataclass(frozen=True, slots=True)
class Look:
    """What kind of paragraph it is: the level of a heading (0: none), steps of indent (a list has at least 1)."""

    heading: int = 0
    indent: int = 0
    bold: bool = False
    contents: bool = False


class Styles:
    """The paragraph styles of a paper, by their ids."""

    def __init__(self, styles: etree._Element) -> None:
        self._by_id = {style.get(qn("w:styleId"), ""): style for style in styles.iter(qn("w:style"))}

    def look(self, paragraph: etree._Element) -> Look:
        """Return how a paragraph looks, by itself and by its style."""
        own = paragraph.find(qn("w:pPr"))
        chain = list(self._chain(_value(own, "w:pStyle")))
        names = [_value(style, "w:name").casefold() for style in chain]
        properties = [one for one in (own, *(style.find(qn("w:pPr")) for style in chain)) if one is not None]
        heading = _heading(names, properties)
        return Look(
            heading=heading,
            indent=0 if heading else _indent(names, properties),
            bold=any(is_on(style, "w:b") for style in chain[:1]),
            contents=any(_CONTENTS.fullmatch(name) for name in names),
        )

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        """A style and those it is based on; a ring of styles ends."""
        for _ in range(_MOST_ANCESTORS):
            style = self._by_id.get(style_id)
            if style is None:
                return
            yield style
            style_id = _value(style, "w:basedOn")


def _heading(names: list[str], properties: list[etree._Element]) -> int:
    for name in names:
        if found := _HEADING.fullmatch(name):
            return max(1, int(found[1]))
        if name == _TITLE:
            return 1
    outline = next((level for one in properties if (level := _value(one, "w:outlineLvl"))), "")
    return int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else 0


def _indent(names: list[str], properties: list[etree._Element]) -> int:
    """The level of a list, by the name of its style or by its numbering; else the steps of a left indent."""
    numbered = _first(properties, "w:numPr")
    if numbered is not None and _value(numbered, "w:numId") == "0":
        return 0
    by_name = next((int(found[1] or 1) for name in names if (found := _LIST.fullmatch(name))), 0)
    level = _value(numbered, "w:ilvl")
    by_number = (int(level) if level.isdecimal() else 0) + 1 if numbered is not None else 0
    return max(by_name, by_number) or _steps(properties)


def _steps(properties: list[etree._Element]) -> int:
    indent = _first(properties, "w:ind")
    left = (indent.get(qn("w:left")) or indent.get(qn("w:start")) or "0") if indent is not None else "0"
    return min(9, int(left) // _STEP) if left.isdecimal() else 0


def _first(properties: list[etree._Element], name: str) -> etree._Element | None:
    return next((found for one in properties if (found := one.find(qn(name))) is not None), None)


def _value(holder: etree._Element | None, name: str) -> str:
    found = holder.find(qn(name)) if holder is not None else None
    return found.get(qn("w:val"), "") if found is not None else ""
