"""The sheet of one indicator: every value as published, what it is to reach, and a native chart of both."""

from collections.abc import Iterator

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from exports.parts import measured
from exports.parts.aims import aims, called, lowest_limit, standard, undated
from exports.parts.shape import About
from exports.parts.unbroken import lines_end, noted_values
from exports.scorecard_workbook.series_chart import DRAWN, FIRM, HEAD, insert_chart
from exports.scorecard_workbook.sheets import (
    Cell,
    Column,
    Looks,
    fit_row,
    on_paper,
    plain,
    put_head,
    put_row,
    put_title,
)
from wsoa.scorecard import IndicatorReading
from wsoa.snapshot.positions import ValuePosition

COLUMNS = (
    Column("Period", 18),
    Column("From", 12),
    Column("To", 12),
    Column("Value", 10),
    Column("As given", 10),
    Column("How firm", 11),
    Column("Published", 12),
    Column("To note", 32),
)


def write_series(book: Workbook, sheet: Worksheet, looks: Looks, reading: IndicatorReading, told: About) -> None:
    """Fill the sheet of an indicator that has values."""
    indicator = reading.indicator
    put_title(sheet, looks, indicator.name)
    for row, line in enumerate((indicator.definition, _about(reading), told.as_at_words), 1):
        sheet.write_string(row, 0, plain(line or ""), looks.plain)
    put_head(sheet, looks, HEAD, COLUMNS)
    put_head(sheet, looks, HEAD, _beside(reading), DRAWN)
    rows = (*_values(reading), *_aimed(reading))
    for row, (cells, drawn) in enumerate(rows, HEAD + 1):
        put_row(sheet, looks, row, cells)
        fit_row(sheet, row, cells, COLUMNS)
        put_row(sheet, looks, row, drawn, DRAWN)
    insert_chart(book, sheet, reading, HEAD + len(rows))
    notes = [*lines_end(reading), *(doubt for doubt in measured.doubts_words(reading)), told.closing]
    for row, line in enumerate(notes, max(HEAD + len(rows) + 2, HEAD + 24)):
        sheet.write_string(row, 0, plain(line), looks.quiet)
    sheet.freeze_panes(HEAD + 1, 1)
    sheet.print_area(0, 0, max(HEAD + len(rows) + 2, HEAD + 24) + len(notes), DRAWN - 1)
    on_paper(sheet, told.closing, HEAD)


def _beside(reading: IndicatorReading) -> tuple[Column, ...]:
    """What the chart draws beside the values; it stands to the right of the chart, and names its lines."""
    return (
        Column("Not final", 10),
        Column("Target" if undated(reading) is not None else called(aims(reading)) or "Target", 14),
        Column("What the law asks for", 14),
        Column("Mean", 10),
        Column("Lower limit", 10),
        Column("Upper limit", 10),
    )


def _about(reading: IndicatorReading) -> str:
    """Its unit, its source and who owns it, in a line."""
    found = reading.indicator
    said = (("Unit", found.unit), ("Source", found.source), ("Owner", found.owner), ("How often", found.frequency))
    return ". ".join(f"{label}: {words}" for label, words in said if words)


def _values(reading: IndicatorReading) -> Iterator[tuple[tuple[Cell, ...], tuple[Cell, ...]]]:
    """A row for each value; a missing one has its word where the number would be."""
    alike, noted = {each.number for each in reading.alike}, noted_values(reading)
    lawful, always = standard(reading), undated(reading)
    for value in reading.indicator.values:
        found = reading.limits if value.number in alike else None
        limits = (found.mean, lowest_limit(reading, found.lower), found.upper) if found else ()
        is_final = value.value is None or value.status in FIRM
        not_final = None if is_final else value.value
        drawn = (not_final, always, lawful, *(round(each, 2) for each in limits))
        yield _cells(reading, value, noted[value.number]), drawn


def _cells(reading: IndicatorReading, value: ValuePosition, noted: str) -> tuple[Cell, ...]:
    word = measured.value_words(value, reading.indicator.unit)
    firm = value.status.value if value.value is not None else None
    number = word if value.value is None else value.value
    return (value.period, value.begins, value.ends, number, value.raw, firm, value.published_on, noted)


def _aimed(reading: IndicatorReading) -> Iterator[tuple[tuple[Cell, ...], tuple[Cell, ...]]]:
    """A row for each checkpoint and the target, on its day."""
    for each in aims(reading):
        said = each.figures(reading.indicator.unit)
        yield (each.named, None, each.by, None, None, None, None, said), (None, each.value)
