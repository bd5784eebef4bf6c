"""Worksheets as lists of plain values, for the child process to hand over. Runs in the child process."""

import io

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.worksheet.worksheet import Worksheet

from wsoa.intake.errors import Refused
from wsoa.intake.grid import RawCell
from wsoa.intake.reading import limits
from wsoa.intake.reading.shown import as_shown
from wsoa.intake.reading.survey import Extent


def read_sheets(content: bytes, extents: dict[str, Extent]) -> list[dict[str, object]]:
    """Load the workbook whole and return its worksheets' cells within their surveyed extents."""
    reader = ExcelReader(io.BytesIO(content), data_only=True, keep_links=False)
    reader.read()
    parts = [link.target for _, link in reader.parser.find_sheets() if link.target in extents]
    budget = _Budget()
    return [_sheet(sheet, extents[part], budget) for sheet, part in zip(reader.wb.worksheets, parts, strict=True)]


class _Budget:
    """Counts the characters of all cells."""

    def __init__(self) -> None:
        self._left = limits.MAX_CHARACTERS

    def spend(self, text: str) -> str:
        """Return `text`, or refuse the workbook when all its cells hold too much."""
        self._left -= len(text)
        if self._left < 0:
            raise Refused(
                f"its cells hold more than {limits.MAX_CHARACTERS:,} characters, more than a tracker has. "
                "Copy the tracker's sheets to a new workbook and save that as .xlsx."
            )
        return text


def _sheet(sheet: Worksheet, extent: Extent, budget: _Budget) -> dict[str, object]:
    hidden_columns = _hidden_columns(sheet)
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    cells: list[RawCell] = []
    rows = sheet.iter_rows(max_row=extent.rows, max_col=extent.columns) if extent.rows else iter(())
    for number, row in enumerate(rows, start=1):
        row_hidden = bool(sheet.row_dimensions[number].hidden)
        for cell in row:
            if isinstance(cell, MergedCell) or not (cell.value is not None or cell.comment or _fill(cell)):
                continue
            area = spans.get((cell.row, cell.column))
            deep, wide = (area.size["rows"], area.size["columns"]) if area else (1, 1)
            cells.append(_cell(cell, row_hidden or cell.column in hidden_columns, deep, wide, budget))
    unseen = [(at, budget.spend(formula)) for at, formula in extent.formulas.items()]
    return {"name": sheet.title, "hidden": sheet.sheet_state != "visible", "cells": cells, "unseen": unseen}


def _cell(cell: Cell, hidden: bool, deep: int, wide: int, budget: _Budget) -> RawCell:
    text = budget.spend(as_shown(cell.value, cell.number_format))
    comment = budget.spend(cell.comment.text) if cell.comment and cell.comment.text else None
    spaces = len(text) - len(text.lstrip(" \xa0"))
    indent = int(cell.alignment.indent or 0) or spaces // 2
    return RawCell(
        row=cell.row,
        column=cell.column,
        coordinate=cell.coordinate,
        text=text,
        fill=_fill(cell),
        hidden=hidden,
        comment=comment,
        bold=bool(cell.font.b),
        indent=indent,
        deep=deep,
        wide=wide,
    )


def _fill(cell: Cell) -> str | None:
    """The colour of a cell somebody coloured; white is the colour of paper."""
    colour = cell.fill.fgColor
    if cell.fill.fill_type != "solid" or not isinstance(colour, Color):
        return None
    match colour.type:
        case "rgb" if colour.rgb[-6:].upper() != "FFFFFF":
            return f"#{colour.rgb[-6:].upper()}"
        case "indexed" if colour.indexed < len(COLOR_INDEX):
            return f"#{COLOR_INDEX[colour.indexed][-6:].upper()}"
        case "theme":
            return f"theme {colour.theme}"
        case _:
            return None


def _hidden_columns(sheet: Worksheet) -> set[int]:
    dimensions = (dimension for dimension in sheet.column_dimensions.values() if dimension.hidden)
    return {
        column
        for dimension in dimensions
        for column in range(dimension.min or 1, min(dimension.max or 1, limits.MAX_COLUMNS) + 1)
    }
