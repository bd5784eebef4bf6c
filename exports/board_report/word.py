"""The board report as a Word file, in the house's words."""

from collections.abc import Callable, Iterator
from itertools import count

from exports import house
from exports.board_report.shape import (
    BoardReportContents,
    BulletSection,
    CountsSection,
    DueRow,
    ExceptionRow,
    KeyRow,
    ProductRow,
    Rating,
    RiskRow,
    Row,
    SilentRow,
    Table,
    WorkstreamSection,
)

_KEY_CM = (3.2, 13.8)
_RISK_CM = (2.9, 3.8, 1.7, 4.1, 4.5)
_EXCEPTION_CM = (3.2, 3.4, 1.7, 3.8, 4.9)
_SILENT_CM = (10.6, 2.9, 3.5)
_DUE_CM = (7.4, 3.9, 3.2, 2.5)
_PRODUCT_CM = (4.0, 2.4, 2.1, 1.7, 2.3, 1.9, 2.6)


def word(contents: BoardReportContents, *, mark: str = "DRAFT", sheet: house.House | None = None) -> bytes:
    """The .docx file. `mark` stands on every page until the report is issued; "" leaves it out."""
    stamp = house.Stamp(
        programme=contents.programme,
        title=contents.title,
        as_at=contents.as_at,
        as_at_words=contents.as_at_words,
        head=contents.head.number,
        digest=contents.head.digest,
        mark=mark,
    )
    return house.document(sheet or house.load_house(), [house.Section(_body(contents, count(1)))], stamp)


def _body(contents: BoardReportContents, number: Iterator[int]) -> Iterator[str]:
    yield house.title(contents.programme)
    yield house.subtitle(contents.position)
    yield from map(house.small, contents.particulars)
    if contents.key:
        yield from _table(1, contents.key, _KEY_CM, _key_row, number)
    yield from _bullets(1, contents.headlines)
    yield from _counts(contents.counts, number)
    if contents.risks:
        yield from _table(1, contents.risks, _RISK_CM, _risk_row, number)
    for section in contents.workstreams:
        yield from _workstream(section, number)
    for due in filter(None, (contents.overdue, contents.no_date)):
        yield from _table(1, due, _DUE_CM, _due_row, number)
    if contents.products:
        yield from _table(1, contents.products, _PRODUCT_CM, _product_row, number)
    yield from _bullets(1, contents.next_steps)
    yield house.source_note(contents.closing)


def _workstream(section: WorkstreamSection, number: Iterator[int]) -> Iterator[str]:
    yield house.heading(1, section.heading)
    for label, words in section.particulars:
        yield house.labelled(label, words)
    if section.summary:
        yield house.leading(section.summary)
    for note in section.notes:
        yield house.heading(2, note.heading)
        yield house.bullets((1, text) for text in note.texts) if len(note.texts) > 1 else house.paragraph(note.texts[0])
    yield from _bullets(2, section.progress)
    yield from _bullets(2, section.next_steps)
    if section.exceptions:
        yield from _table(2, section.exceptions, _EXCEPTION_CM, _exception_row, number)
    if section.not_updated:
        yield from _table(2, section.not_updated, _SILENT_CM, _silent_row, number)
    if section.risks:
        yield from _table(2, section.risks, _RISK_CM, _risk_row, number)


def _bullets(level: int, section: BulletSection | None) -> Iterator[str]:
    if section:
        yield house.heading(level, section.heading)
        yield house.bullets((bullet.level, bullet.text) for bullet in section.bullets)


def _counts(section: CountsSection, number: Iterator[int]) -> Iterator[str]:
    counts = section.counts
    yield house.heading(1, section.heading)
    yield from map(house.paragraph, section.sentences)
    if not counts.total:
        return
    yield house.caption("Table", next(number), section.caption)
    numbers = (*(level.count for level in counts.by_level), counts.not_rated, counts.total)
    even = house.PORTRAIT_CM / len(numbers)
    colours = [*(rating.colour for rating in section.ratings), None, None]
    columns = [house.Column(heading, even, colour) for heading, colour in zip(section.columns, colours, strict=True)]
    yield house.table(
        columns,
        [tuple(map(house.number_cell, numbers))],
        name=section.caption,
        summary=" ".join(section.sentences),
    )


def _table(
    level: int,
    table: Table[Row],
    widths: tuple[float, ...],
    row: Callable[[Row], tuple[str, ...]],
    number: Iterator[int],
) -> Iterator[str]:
    """Heading, caption and table: three things that never stand without one another."""
    yield house.heading(level, table.heading)
    yield house.caption("Table", next(number), table.caption)
    columns = [house.Column(heading, cm) for heading, cm in zip(table.columns, widths, strict=True)]
    summary = f"{len(table.rows)} rows. Columns: {', '.join(table.columns)}."
    yield house.table(columns, map(row, table.rows), name=table.caption, summary=summary)


def _rating(rating: Rating) -> str:
    return house.rating_cell(rating.label, rating.colour)


def _referred(ref: str, words: str) -> str:
    """A cell that begins with a reference, where there is one."""
    return house.paragraphs_cell([_reference(ref, words)]) if ref else _prose(words)


def _reference(ref: str, words: str) -> str:
    return house.cell_line(f"{house.strong(f'{ref}  ')}{house.run(words)}" if ref else house.run(words))


def _prose(text: str) -> str:
    """A cell of text as people type it: lines that begin with a bullet are set as bullets."""
    if "•" not in text:
        return house.text_cell(text)
    before, *points = text.split("•")
    lines = [house.cell_line(house.run(before.strip()))] if before.strip() else []
    return house.paragraphs_cell([*lines, *(house.cell_bullet(point.strip()) for point in points if point.strip())])


def _key_row(row: KeyRow) -> tuple[str, ...]:
    return (_rating(row.rating), house.text_cell(row.meaning))


def _risk_row(row: RiskRow) -> tuple[str, ...]:
    return (
        _referred(row.ref, row.title),
        _prose(row.detail),
        _rating(row.rating),
        _prose(row.impact),
        _prose(row.mitigation),
    )


def _exception_row(row: ExceptionRow) -> tuple[str, ...]:
    return (
        _focus_areas(row),
        _referred(row.ref, row.wording),
        _rating(row.rating),
        _prose(row.issue),
        _prose(row.mitigation),
    )


def _focus_areas(row: ExceptionRow) -> str:
    if not row.focus_areas:
        return house.text_cell(row.without_focus_area)
    return house.paragraphs_cell(_reference(area.ref, area.wording) for area in row.focus_areas)


def _silent_row(row: SilentRow) -> tuple[str, ...]:
    return (_referred(row.ref, row.wording), _rating(row.rating), house.text_cell(row.last_updated))


def _due_row(row: DueRow) -> tuple[str, ...]:
    return (
        _referred(row.ref, row.wording),
        house.text_cell(row.workstream),
        house.text_cell(row.date_words),
        _rating(row.rating),
    )


def _product_row(row: ProductRow) -> tuple[str, ...]:
    words = (row.name, row.type, row.frequency, row.start, row.first_draft, row.first_issue, row.progress)
    return tuple(map(house.text_cell, words))
