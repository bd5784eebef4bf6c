"""The board report as a Word file, in the house's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from exports import house
from exports.board_report import (
    asked_in_word,
    date_moves_in_word,
    movement_in_word,
    points_in_word,
    questions_in_word,
    scorecard_in_word,
)
from exports.board_report.shape import (
    BoardReportContents,
    DueRow,
    ExceptionRow,
    ProductRow,
    RiskRow,
    SilentRow,
    WorkstreamSection,
)
from exports.parts import in_word
from exports.parts.in_word import Places, prose, rating, referred

_LEAST_RISK_CM = (2.5, 2.7, 1.7, 2.7, 2.7)
_LEAST_EXCEPTION_CM = (2.5, 2.6, 1.7, 2.6, 2.6)
_SILENT_CM = (10.6, 2.9, 3.5)
_DUE_CM = (6.8, 3.7, 4.0, 2.5)
_DUE_ALONE_CM = (9.5, 5.0, 2.5)
_PRODUCT_CM = (3.9, 2.4, 2.1, 1.7, 2.4, 1.9, 2.6)
_WIDE_PRODUCT_CM = (7.2, 3.6, 2.6, 2.4, 3.2, 2.7, 4.0)

MANY_PRODUCTS = 20
"""From this many on, reporting products would fill a page: they have one of their own, which lies on its side."""


@dataclass(frozen=True, slots=True)
class _Widths:
    """The widths of the tables that stand in every workstream, fitted to the words of all of them."""

    risks: tuple[float, ...]
    exceptions: tuple[float, ...]


def word(contents: BoardReportContents, *, mark: str = "DRAFT", sheet: house.House | None = None) -> bytes:
    """The .docx file. `mark` stands on every page until the report is issued; "" leaves it out."""
    return house.document(
        sheet or house.load_house(),
        _sections(contents, count(1)),
        in_word.stamp(contents.about, mark),
        [*in_word.chart(contents.counts.figure), *scorecard_in_word.charts(contents.scorecard)],
    )


def _sections(contents: BoardReportContents, places: Places) -> list[house.Section]:
    """The stretches of pages, to be read in their order: the headings are numbered as they are read."""
    products = contents.products
    if products is None or len(products.rows) < MANY_PRODUCTS:
        return [house.Section(_all(contents, places))]
    wide = in_word.table(1, products, _WIDE_PRODUCT_CM, _product_row, places)
    return [
        house.Section(_before(contents, places)),
        house.Section(wide, landscape=True),
        house.Section(_after(contents, places)),
    ]


def _all(contents: BoardReportContents, places: Places) -> Iterator[str]:
    yield from _before(contents, places)
    if contents.products:
        yield from in_word.table(1, contents.products, _PRODUCT_CM, _product_row, places)
    yield from _after(contents, places)


def _before(contents: BoardReportContents, places: Places) -> Iterator[str]:
    yield from _first_page(contents, places)
    yield from movement_in_word.changes(contents.changes, places)
    yield from in_word.key(contents.key, places)
    if contents.outline:
        yield house.contents_list("Contents", contents.outline)
    yield from in_word.bullets(1, contents.headlines, places)
    yield from _counted(contents, places)
    yield from asked_in_word.last_asks(contents.last_asks, places)
    yield from date_moves_in_word.date_moves(contents.date_moves, places)
    yield from questions_in_word.questions(contents.questions, places)
    yield from points_in_word.points(contents.points, places)
    yield from asked_in_word.impact(contents.impact, places)
    yield from scorecard_in_word.scorecard(contents.scorecard, places)
    if organisations := contents.organisations:
        yield in_word.heading(1, organisations.heading, places)
        yield from map(house.leading, organisations.sentences)
        yield from in_word.count_table(organisations.table)
    fitted = _fitted(contents)
    if contents.risks:
        yield from in_word.table(1, contents.risks, fitted.risks, _risk_row, places)
    for section in contents.workstreams:
        yield from _workstream(section, places, fitted)
    for due in filter(None, (contents.overdue, contents.no_date)):
        widths = _DUE_CM if len(due.columns) == len(_DUE_CM) else _DUE_ALONE_CM
        yield from in_word.table(1, due, widths, _due_row, places)


def _first_page(contents: BoardReportContents, places: Places) -> Iterator[str]:
    """Who is asked what, where everything stands in words, and where to read on."""
    yield from in_word.opening(contents.about)
    yield from asked_in_word.asks(contents, places)
    yield in_word.heading(1, contents.counts.heading, places)
    yield from map(house.paragraph, contents.counts.sentences)
    yield from map(in_word.pointer, contents.leads)
    if contents.charted_first:
        yield from in_word.charted(contents.counts.figure)
    if contents.key_in_short:
        yield house.small(contents.key_in_short)


def _counted(contents: BoardReportContents, places: Places) -> Iterator[str]:
    """The counts in numbers, and where to find what they are counts of."""
    if table := contents.counts.table:
        yield in_word.heading(1, table.heading, places)
        yield from map(in_word.pointer, contents.counts.pointers)
        yield from in_word.count_table(table)
        if not contents.charted_first:
            yield from in_word.charted(contents.counts.figure)


def _after(contents: BoardReportContents, places: Places) -> Iterator[str]:
    if next_steps := contents.next_steps:
        yield in_word.heading(1, next_steps.heading, places)
        yield from asked_in_word.promised(contents.promised)
        yield in_word.listed(next_steps, kept=True)
    yield house.source_note(contents.about.closing)


def _fitted(contents: BoardReportContents) -> _Widths:
    sections = contents.workstreams
    risks = filter(None, (contents.risks, *(section.risks for section in sections)))
    exceptions = filter(None, (section.exceptions for section in sections))
    of_risks = (_risk_lengths(row) for each in risks for row in each.rows)
    of_exceptions = (_exception_lengths(row) for each in exceptions for row in each.rows)
    return _Widths(
        house.fitted(house.PORTRAIT_CM, _LEAST_RISK_CM, of_risks),
        house.fitted(house.PORTRAIT_CM, _LEAST_EXCEPTION_CM, of_exceptions),
    )


def _risk_lengths(row: RiskRow) -> tuple[int, ...]:
    return (len(row.title), len(row.detail), 0, len(row.impact), len(row.mitigation))


def _exception_lengths(row: ExceptionRow) -> tuple[int, ...]:
    areas = sum(len(area.wording) for area in row.focus_areas)
    return (areas, len(row.wording), 0, len(row.issue), len(row.mitigation))


def _workstream(section: WorkstreamSection, places: Places, widths: _Widths) -> Iterator[str]:
    yield in_word.heading(1, section.heading, places)
    for label, words in section.particulars:
        yield house.labelled(label, words)
    if section.summary:
        yield house.leading(section.summary)
    yield from asked_in_word.promised(section.promised)
    for note in section.notes:
        yield house.heading(2, note.heading)
        yield house.bullets((1, text) for text in note.texts) if len(note.texts) > 1 else house.paragraph(note.texts[0])
    yield from in_word.bullets(2, section.progress, places)
    yield from in_word.bullets(2, section.next_steps, places)
    if section.exceptions:
        yield from in_word.table(2, section.exceptions, widths.exceptions, _exception_row, places)
    if section.not_updated:
        yield from in_word.table(2, section.not_updated, _SILENT_CM, _silent_row, places)
    if section.risks:
        yield from in_word.table(2, section.risks, widths.risks, _risk_row, places)


def _risk_row(row: RiskRow) -> tuple[str, ...]:
    return (
        referred(row.ref, row.title),
        prose(row.detail),
        rating(row.rating),
        prose(row.impact),
        prose(row.mitigation),
    )


def _exception_row(row: ExceptionRow) -> tuple[str, ...]:
    return (
        _focus_areas(row),
        referred(row.ref, row.wording),
        rating(row.rating),
        prose(row.issue),
        prose(row.mitigation),
    )


def _focus_areas(row: ExceptionRow) -> str:
    if not row.focus_areas:
        return house.text_cell(row.without_focus_area)
    return in_word.stacked((area.ref, area.wording) for area in row.focus_areas)


def _silent_row(row: SilentRow) -> tuple[str, ...]:
    return (referred(row.ref, row.wording), rating(row.rating), house.text_cell(row.last_updated))


def _due_row(row: DueRow) -> tuple[str, ...]:
    return (
        referred(row.ref, row.wording),
        *((house.text_cell(row.workstream),) if row.workstream else ()),
        house.text_cell(row.date_words),
        rating(row.rating),
    )


def _product_row(row: ProductRow) -> tuple[str, ...]:
    words = (row.name, row.type, row.frequency, row.start, row.first_draft, row.first_issue, row.progress)
    return tuple(map(house.text_cell, words))
