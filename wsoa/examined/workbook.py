"""An Excel workbook: its texts in their places, and what it hides (ECMA-376 part 1, section 18). Runs in the child."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from wsoa.examined.findings import Sight
from wsoa.examined.office import Package, local

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FETCHES = re.compile(r"\b(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|DDE)\s*\(|\|\s*'", re.IGNORECASE)
_SHOWS_NOTHING = re.compile(r"^(?:\[[^\]]*\])?;;;+$")
_VALUE = f"{S}v"
_ON = ("1", "true")
_MOST_COLUMNS = 16_384


@dataclass(slots=True)
class _Styles:
    """Of the numbers of cell formats: those of dates, and those that show nothing."""

    dates: set[str] = field(default_factory=set)
    blank: set[str] = field(default_factory=set)


def look(package: Package, sight: Sight) -> set[str]:
    """See the workbook and its sheets; return the parts that were read here."""
    book = package.root(package.main)
    shared = [
        _rich(one) for part in package.of_sort("sharedstrings") for one in package.root(part).iterchildren(f"{S}si")
    ]
    epoch = CALENDAR_MAC_1904 if _first(book, "workbookPr", "date1904") in _ON else CALENDAR_WINDOWS_1900
    reader = _Reader(sight, shared, _styles(package), epoch)
    sheets = package.of_sort("worksheet")
    for part in sheets:
        reader.sheet(package.root(part), f"sheet {_number(package, part)}")
    reader.unused()
    _look_at_book(book, sight)
    _look_at_comments(package, sight)
    return {*sheets, *package.of_sort("sharedstrings")}


class _Reader:
    def __init__(self, sight: Sight, shared: Sequence[str], styles: _Styles, epoch: object) -> None:
        self._sight, self._shared, self._styles, self._epoch = sight, shared, styles, epoch
        self._used: set[int] = set()

    def sheet(self, root: etree._Element, called: str) -> None:
        """Read the rows of a sheet, and count those with something in them that are hidden, and columns likewise."""
        hidden_columns = set(_hidden_columns(root))
        filled: set[int] = set()
        births: set[int] = set()
        hidden_rows = blank = 0
        for at, row in enumerate(root.iter(f"{S}row"), 1):
            cells: dict[int, str] = {}
            for cell in row.iterchildren(f"{S}c"):
                column = _column(cell, len(cells))
                if text := self._value(cell):
                    cells[column] = text
                    blank += cell.get("s", "0") in self._styles.blank
            filled |= cells.keys()
            hidden_rows += bool(cells) and (row.get("hidden") in _ON or row.get("ht") == "0")
            self._row(f"{called}, row {row.get('r', at)}", cells, births)
        self._sight.hides("hidden row", "hidden rows", times=hidden_rows)
        self._sight.hides("hidden column", "hidden columns", times=len(filled & hidden_columns))
        self._sight.hides(
            "cell whose format hides what is in it", "cells whose format hides what is in them", times=blank
        )
        self._besides(root, called)

    def unused(self) -> None:
        """Count the texts of the workbook that no cell shows, and search them too."""
        left = [text for at, text in enumerate(self._shared) if at not in self._used and text.strip()]
        self._sight.hides("text that no cell shows", "texts that no cell shows", times=len(left))
        for text in left:
            self._sight.texts.add("a text that no cell shows", text)

    def _row(self, where: str, cells: dict[int, str], births: set[int]) -> None:
        if cells:
            columns = (
                range(1, min(max(cells), _MOST_COLUMNS) + 1) if max(cells) < 4 * len(cells) + 50 else sorted(cells)
            )
            self._sight.texts.row(where, [cells.get(column, "") for column in columns], births)

    def _value(self, cell: etree._Element) -> str:
        sort, value = cell.get("t", "n"), next((one.text or "" for one in cell if one.tag == _VALUE), "")
        if sort == "inlineStr":
            inline = cell.find(f"{S}is")
            return _rich(inline) if inline is not None else ""
        if sort == "s" and value.isdecimal() and int(value) < len(self._shared):
            self._used.add(int(value))
            return self._shared[int(value)]
        return self._shown(value, cell.get("s", "0")) if sort == "n" else value

    def _shown(self, value: str, style: str) -> str:
        """A number as people see it: a date by its day, and no power of ten."""
        try:
            number = float(value)
            if style in self._styles.dates:
                return f"{from_excel(number, self._epoch):%d/%m/%Y}"
            return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value
        except (ValueError, OverflowError, TypeError):
            return value

    def _besides(self, root: etree._Element, called: str) -> None:
        """Formulas, headers and footers, and rules for what may be typed."""
        for one in root.iter(f"{S}f"):
            if _FETCHES.search(one.text or ""):
                self._sight.hides("formula that fetches something", "formulas that fetch something")
            if '"' in (one.text or ""):
                self._sight.texts.add(f"a formula on {called}", one.text or "")
        for name in ("headerFooter", "dataValidations", "conditionalFormatting"):
            for one in root.iterchildren(f"{S}{name}"):
                self._sight.texts.add(f"{called}, beside the cells", " ".join(map(str, one.itertext())))
        scenarios = sum(1 for _ in root.iter(f"{S}scenario"))
        self._sight.hides("scenario with other values", "scenarios with other values", times=scenarios)


def _look_at_book(book: etree._Element, sight: Sight) -> None:
    hidden = sum(one.get("state") in ("hidden", "veryHidden") for one in book.iter(f"{S}sheet"))
    sight.hides("hidden sheet", "hidden sheets", times=hidden)
    for name in book.iter(f"{S}definedName"):
        sight.texts.add("the name of a range", f"{name.get('name')} {name.get('comment', '')} {name.text or ''}")
        if name.get("hidden") in _ON and '"' in (name.text or ""):
            sight.hides("hidden name that holds words", "hidden names that hold words")
    for sheet in book.iter(f"{S}sheet"):
        sight.texts.add("the name of a sheet", sheet.get("name", ""))
    if any(local(one) in ("absPath", "fileSharing") for one in book.iter(etree.Element)):
        sight.hides("folder it was saved in, or who saved it", removable=True)


def _look_at_comments(package: Package, sight: Sight) -> None:
    """A comment of today is kept twice, the second time in the old form, so the larger number is the right one."""
    old = [one for part in package.of_sort("comments") for one in package.root(part).iter(f"{S}comment")]
    new = [one for part in package.of_sort("threadedcomment") for one in package.root(part)]
    named = bool(new) or any(
        (one.text or "").strip()
        for part in package.of_sort("comments")
        for one in package.root(part).iter(f"{S}author")
    )
    by = ", by people who are named" if named else ""
    sight.hides(f"comment{by}", f"comments{by}", times=max(len(old), len(new)))


def _styles(package: Package) -> _Styles:
    styles = _Styles()
    for part in package.of_sort("styles"):
        root = package.root(part)
        codes = dict(BUILTIN_FORMATS)
        codes |= {int(one.get("numFmtId", 0)): one.get("formatCode", "") for one in root.iter(f"{S}numFmt")}
        formats = root.find(f"{S}cellXfs")
        for at, one in enumerate(formats if formats is not None else ()):
            code = codes.get(int(one.get("numFmtId", 0)), "")
            if is_date_format(code):
                styles.dates.add(str(at))
            elif _SHOWS_NOTHING.match(code):
                styles.blank.add(str(at))
    return styles


def _hidden_columns(root: etree._Element) -> Iterator[int]:
    for one in root.iter(f"{S}col"):
        if one.get("hidden") in _ON or one.get("width") == "0":
            yield from range(int(one.get("min", 1)), min(int(one.get("max", 1)), _MOST_COLUMNS) + 1)


def _column(cell: etree._Element, before: int) -> int:
    letters = "".join(filter(str.isalpha, cell.get("r", "")))
    return column_index_from_string(letters) if letters else before + 1


def _rich(element: etree._Element) -> str:
    """A text of one piece or several, without how it is spoken."""
    return "".join(one.text or "" for one in element.iter(f"{S}t"))


def _first(book: etree._Element, name: str, attribute: str) -> str:
    element = book.find(f"{S}{name}")
    return element.get(attribute, "") if element is not None else ""


def _number(package: Package, part: str) -> int:
    """The place of a sheet among those of the workbook, from 1."""
    targets = {one.id: one.target for one in package.relations(package.main)}
    order = [targets.get(one.get(_ID, ""), "") for one in package.root(package.main).iter(f"{S}sheet")]
    return order.index(part) + 1 if part in order else 0
