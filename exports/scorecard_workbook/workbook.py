"""The scorecard as a workbook: a sheet of every indicator, then the series of each with a chart that can be edited."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from exports.parts.measured import comparator_words
from exports.scorecard_workbook.contents import Scorecard, ScoredArea, ScoredRow, beside
from exports.scorecard_workbook.series_sheet import write_series
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
from wsoa.snapshot.positions import IndicatorPosition, OwnWords, capital

FIRST, HEAD = "Scorecard", 4
_NAME, _A3 = 31, 8
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME_COLUMN = 2


def workbook(scorecard: Scorecard) -> bytes:
    """The .xlsx file; the same scorecard gives the same bytes."""
    kept = BytesIO()
    as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(kept, {"in_memory": True, **as_text}) as book:
        _describe(book, scorecard)
        looks, first = Looks(book), book.add_worksheet(FIRST)
        drawn = [each for each in scorecard.readings if each.indicator.values]
        names = _sheet_names(each.indicator for each in drawn)
        _write_first(first, looks, scorecard, names)
        for reading in drawn:
            sheet = book.add_worksheet(names[reading.indicator.number])
            write_series(book, sheet, looks, reading, scorecard.about)
    return kept.getvalue()


def _describe(book: Workbook, scorecard: Scorecard) -> None:
    told = scorecard.about
    book.set_properties(
        {
            "title": plain(f"{told.title}, {told.programme}"),
            "subject": plain(told.as_at_words),
            "author": plain(told.programme),
            "comments": plain(told.closing),
            "created": datetime.combine(told.as_at, time(), UTC),
        }
    )
    book.set_custom_property("As at", told.as_at.isoformat(), "text")
    book.set_custom_property("Known by entry", told.known_by, "number")
    book.set_custom_property("Head of the record", told.head.number, "number")
    book.set_custom_property("Digest", told.head.digest, "text")
    book.set_size(28_000, 16_000)


def _sheet_names(indicators: Iterable[IndicatorPosition]) -> dict[int, str]:
    """A name for the sheet of each: its number, which is its own, and as much of its name as fits."""
    return {each.number: _sheet_name(f"{each.number} {each.name}") for each in indicators}


def _sheet_name(text: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub(" ", plain(text)).split())[:_NAME].strip(" '")


def _write_first(sheet: Worksheet, looks: Looks, scorecard: Scorecard, names: dict[int, str]) -> None:
    told = scorecard.about
    put_title(sheet, looks, f"{told.programme}: has life got better?")
    sheet.write_string(1, 0, plain(f"{told.as_at_words}. Each value as it had been published by then."), looks.plain)
    sheet.write_string(2, 0, "Delivery and impact are two facts: completed is not improved.", looks.quiet)
    columns = _columns(scorecard.words)
    put_head(sheet, looks, HEAD, columns)
    row = HEAD
    for area, words, scored in _every_row(scorecard):
        row += 1
        cells = _cells(area, words, scored)
        put_row(sheet, looks, row, cells)
        fit_row(sheet, row, cells, columns)
        if name := names.get(scored.number):
            target = f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1"
            sheet.write_url(row, _NAME_COLUMN, target, looks.link, plain(scored.name))
    sheet.autofilter(HEAD, 0, max(row, HEAD + 1), len(columns) - 1)
    sheet.freeze_panes(HEAD + 1, _NAME_COLUMN + 1)
    for at, line in enumerate((*scorecard.sources, told.closing), row + 2):
        sheet.write_string(at, 0, plain(line), looks.quiet)
    on_paper(sheet, told.closing, HEAD, size=_A3)


def _columns(words: OwnWords) -> tuple[Column, ...]:
    return (
        Column(capital(words.weakness), 17),
        Column("What it measures", 14),
        Column("Indicator", 28),
        Column("Latest", 10),
        Column("Unit", 9),
        Column("Period", 14),
        Column("How firm", 10),
        Column("Published", 12),
        Column("Compared with before", 26),
        Column("To be reached", 30),
        Column("Beside it", 28),
        Column("To note", 30),
        Column("Delivery", 22),
        Column("Impact", 22),
    )


def _every_row(scorecard: Scorecard) -> Iterator[tuple[ScoredArea, str, ScoredRow]]:
    for area in scorecard.areas:
        for each in area.classes:
            for row in each.rows:
                yield area, each.words, row


def _cells(area: ScoredArea, words: str, row: ScoredRow) -> tuple[Cell, ...]:
    indicator, latest = row.reading.indicator, row.reading.latest
    number = latest.value if latest else None
    return (
        area.heading,
        words,
        row.name,
        number if number is not None else row.latest,
        indicator.unit,
        latest.period if latest else None,
        latest.status.value if latest and number is not None else None,
        latest.published_on if latest else None,
        " ".join(filter(None, (row.arrow, row.compared))),
        "\n".join(row.aims),
        "\n".join(beside(row.reading, comparator_words)),
        "\n".join(row.notes),
        area.delivery,
        area.impact,
    )
