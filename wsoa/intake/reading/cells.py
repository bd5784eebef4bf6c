"""Worksheets as lists of plain values, for the child process to hand over. Runs in the child process."""

import io

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.colors import Color
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from wsoa.intake.grid import RawCell
from wsoa.intake.reading import limits
from wsoa.intake.reading.budget import Budget
from wsoa.intake.reading.colours import WORKBOOK_ORDER, is_hex, on_paper, theme_colours, tinted
from wsoa.intake.reading.shown import as_shown
from wsoa.intake.reading.survey import Extent


def read_sheets(content: bytes, extents: dict[str, Extent]) -> list[dict[str, object]]:
    """Load the workbook whole and return its worksheets' cells within their surveyed extents."""
    reader = ExcelReader(io.BytesIO(content), data_only=True, keep_links=False)
    reader.read()
    parts = [link.target for _, link in reader.parser.find_sheets() if link.target in extents]
    palette = Palette(reader.wb)
    budget = Budget()
    sheets = zip(reader.wb.worksheets, parts, strict=True)
    return [_sheet(sheet, extents[part], palette, budget) for sheet, part in sheets]


class Palette:
    """The colours of a workbook: those of its theme, and its own where it names them by number."""

    def __init__(self, book: Workbook) -> None:
        self._theme = theme_colours(book.loaded_theme)
        self._indexed = [str(one)[-6:].upper() for one in book._colors]  # type: ignore[attr-defined]  # not in the stubs

    def fill(self, cell: Cell) -> str | None:
        """The colour of a cell somebody coloured, as #RRGGBB; white is the colour of paper."""
        if cell.fill.fill_type != "solid":
            return None
        colour = cell.fill.fgColor
        known = self._known(colour) if isinstance(colour, Color) else None
        return on_paper(tinted(known, colour.tint) if known and colour.tint else known)

    def _known(self, colour: Color) -> str | None:
        if colour.type == "theme" and 0 <= colour.theme < len(WORKBOOK_ORDER):
            return self._theme.get(WORKBOOK_ORDER[colour.theme])
        indexed = colour.type == "indexed" and 0 <= colour.indexed < len(self._indexed)
        digits = self._indexed[colour.indexed] if indexed else str(colour.value)[-6:].upper()
        return f"#{digits}" if colour.type in ("rgb", "indexed") and is_hex(digits) else None


def _sheet(sheet: Worksheet, extent: Extent, palette: Palette, budget: Budget) -> dict[str, object]:
    hidden_columns = _hidden_columns(sheet)
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    cells: list[RawCell] = []
    rows = sheet.iter_rows(max_row=extent.rows, max_col=extent.columns) if extent.rows else iter(())
    for number, row in enumerate(rows, start=1):
        row_hidden = bool(sheet.row_dimensions[number].hidden)
        for cell in row:
            if isinstance(cell, MergedCell) or not (cell.value is not None or cell.comment or palette.fill(cell)):
                continue
            area = spans.get((cell.row, cell.column))
            deep, wide = (area.size["rows"], area.size["columns"]) if area else (1, 1)
            hidden = row_hidden or cell.column in hidden_columns
            cells.append(_cell(cell, palette.fill(cell), hidden, (deep, wide), budget))
    unseen = [(at, budget.spend(formula)) for at, formula in extent.formulas.items()]
    return {"name": sheet.title, "hidden": sheet.sheet_state != "visible", "cells": cells, "unseen": unseen}


def _cell(cell: Cell, fill: str | None, hidden: bool, size: tuple[int, int], budget: Budget) -> RawCell:
    text = budget.spend(as_shown(cell.value, cell.number_format))
    comment = budget.spend(cell.comment.text) if cell.comment and cell.comment.text else None
    spaces = len(text) - len(text.lstrip(" \xa0"))
    indent = int(cell.alignment.indent or 0) or spaces // 2
    return RawCell(
        row=cell.row,
        column=cell.column,
        coordinate=cell.coordinate,
        text=text,
        fill=fill,
        hidden=hidden,
        comment=comment,
        bold=bool(cell.font.b),
        indent=indent,
        deep=size[0],
        wide=size[1],
    )


def _hidden_columns(sheet: Worksheet) -> set[int]:
    dimensions = (dimension for dimension in sheet.column_dimensions.values() if dimension.hidden)
    return {
        column
        for dimension in dimensions
        for column in range(dimension.min or 1, min(dimension.max or 1, limits.MAX_COLUMNS) + 1)
    }
