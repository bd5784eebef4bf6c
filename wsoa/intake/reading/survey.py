"""A first look through the XML of a file, with no more memory than one element needs. Runs in the child process.

Sizes are taken from the cells themselves: the `dimension` a file declares may be false, and one cell at the far corner
or one merge over the whole sheet would keep the full reader busy for minutes (PROOFS D13).
"""

import re
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from wsoa.intake.errors import Refused
from wsoa.intake.reading import limits
from wsoa.intake.reading.sorts import Sort

_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class Extent:
    """How far the values of a sheet reach, how many cells merges and links cover, and formulas without a result."""

    rows: int = 0
    columns: int = 0
    covered: int = 0
    formulas: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Seen:
    """What the parts before this one held: the sheets' names by the ids and then the targets of their relations."""

    elements: int = 0
    names: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)

    def sheet(self, part: str) -> str:
        """Return "sheet Milestones" for the part that holds it, or "a sheet"."""
        name = self.names.get(self.targets.get(part.rpartition("/")[2], ""))
        return f"sheet {name}" if name else "a sheet"


def survey(package: zipfile.ZipFile, sort: Sort) -> dict[str, Extent]:
    """Return the extent of each worksheet part, by part name; refuse what is beyond the limits or has a DTD."""
    seen = _Seen()
    extents = {}
    for part in sorted(package.infolist(), key=lambda part: "workbook" not in part.filename):
        if part.filename.endswith((".xml", ".rels")):
            looker = _Looker(seen, part.filename, sort)
            looker.look(package, part)
            if looker.is_worksheet:
                extents[part.filename] = looker.extent
    return extents


def position(reference: str) -> tuple[int, int]:
    """Return (row, column) of "E14"; raises ValueError when it is no cell."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise ValueError("no cell")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


class _Looker:
    """Counts the rows, cells, merges and uncomputed formulas of one XML part; of papers all elements."""

    def __init__(self, seen: _Seen, part: str, sort: Sort) -> None:
        self.extent = Extent()
        self.is_worksheet = False
        self._seen, self._part, self._sort = seen, part, sort
        self._depth = 0
        self._row = self._column = 0
        self._cell = ""
        self._has_result = self._in_value = False
        self._formula: list[str] | None = None

    def look(self, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Parse the part in pieces."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        with package.open(part) as stream:
            while piece := stream.read(65_536):
                parser.Parse(piece)
            parser.Parse(b"", True)

    def _refuse_doctype(self, *_: object) -> None:
        raise Refused(
            "it declares a document type, which no workbook saved by Excel does, and is not opened for safety. "
            "Open it in Excel and save it again as .xlsx."
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > limits.MAX_DEPTH:
            raise Refused(
                f"its parts stand in each other {limits.MAX_DEPTH} deep, which no Office program writes. "
                "Copy the tracker's tables to a new file."
            )
        if self._sort is Sort.WORKBOOK:
            self._start_in_workbook(name.rpartition(" ")[2], attributes)
        else:
            self._spend(limits.MAX_ELEMENTS_OF_PAPER)

    def _start_in_workbook(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "worksheet":
                self.is_worksheet = True
            case "row" if self.is_worksheet:
                self._row = int(attributes.get("r", self._row + 1))
                self._column = 0
                self._spend(limits.MAX_ELEMENTS)
            case "c" if self.is_worksheet:
                self._start_cell(attributes.get("r"))
                self._has_result = attributes.get("t") == "str"  # a formula may well come to an empty text
            case "v" | "is":
                self._value()
            case "f" if self.is_worksheet:
                self._formula = []
            case "mergeCell" | "hyperlink":
                self._cover(attributes.get("ref", ""))
            case "sheet":
                self._seen.names[attributes.get(_ID, "")] = attributes.get("name", "")[:31]
            case "Relationship" if "workbook" in self._part:
                self._seen.targets[attributes.get("Target", "").rpartition("/")[2]] = attributes.get("Id", "")
            case _:
                pass

    def _start_cell(self, reference: str | None) -> None:
        self._row, self._column = position(reference) if reference else (self._row, self._column + 1)
        self._cell, self._formula = reference or "", None
        self._spend(limits.MAX_ELEMENTS)

    def _spend(self, most: int) -> None:
        self._seen.elements += 1
        if self._seen.elements > most:
            raise Refused(_too_long() if self._sort is not Sort.WORKBOOK else _too_many(self._seen.sheet(self._part)))

    def _value(self) -> None:
        self._in_value = True
        self.extent.rows = max(self.extent.rows, self._row)
        self.extent.columns = max(self.extent.columns, self._column)
        if self.extent.rows > limits.MAX_ROWS or self.extent.columns > limits.MAX_COLUMNS:
            raise Refused(_too_many(self._seen.sheet(self._part)))

    def _text(self, text: str) -> None:
        if self._in_value:
            self._has_result = True
        elif self._formula is not None:
            self._formula.append(text)

    def _end(self, name: str) -> None:
        self._depth -= 1
        match name.rpartition(" ")[2]:
            case "v" | "is":
                self._in_value = False
            case "c":
                if self._formula is not None and not self._has_result and self._cell:
                    self.extent.formulas[self._cell] = "=" + "".join(self._formula)[:200]
                self._formula = None
            case _:
                pass

    def _cover(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = position(first)
        bottom, right = position(last or first)
        self.extent.covered += (bottom - top + 1) * (right - left + 1)
        if self.extent.covered > limits.MAX_COVERED:
            raise Refused(
                "cells are merged, or linked, over more of a sheet than a tracker can hold. "
                "Undo that in Excel, save the workbook and try again."
            )


def _too_many(sheet: str) -> str:
    return (
        f"{sheet} has more than {limits.MAX_ROWS:,} rows or {limits.MAX_COLUMNS} columns, which is more than a tracker "
        "holds. Copy the rows of the tracker to a new workbook, without the empty ones, and save that as .xlsx."
    )


def _too_long() -> str:
    return (
        "it is longer than a tracker can be, some hundreds of full pages. "
        "Copy the tables and lists of the tracker to a new file."
    )
