"""The exception report as a Word file, on pages that lie on their side."""

from collections.abc import Iterator
from itertools import count

from exports import house
from exports.exception_report.contents import ExceptionLine, ExceptionReportContents
from exports.parts import in_word
from exports.parts.in_word import rating

_CM = (7.0, 1.7, 3.4, 6.0, 7.6)
_UNDATED_CM = (8.4, 1.7, 6.4, 9.2)


def word(contents: ExceptionReportContents, *, mark: str = "DRAFT", sheet: house.House | None = None) -> bytes:
    """The .docx file. `mark` stands on every page until the report is issued; "" leaves it out."""
    section = house.Section(_body(contents), landscape=True)
    return house.document(sheet or house.load_house(), [section], in_word.stamp(contents.about, mark))


def _body(contents: ExceptionReportContents) -> Iterator[str]:
    yield from in_word.opening(contents.about)
    yield from in_word.counts(contents.counts, count(1), house.LANDSCAPE_CM)
    yield from map(house.small, contents.key)
    if found := contents.exceptions:
        dated = len(found.columns) == len(_CM)
        yield from in_word.captioned(found, *((_CM, _dated_row) if dated else (_UNDATED_CM, _row)))
    yield house.source_note(contents.about.closing)


def _row(row: ExceptionLine) -> tuple[str, ...]:
    line, run = house.cell_line, house.run
    about = [line(run(words)) for words in (row.belongs, row.rated_on) if words]
    return (
        house.paragraphs_cell([in_word.reference(row.ref, row.wording), *about]),
        rating(row.rating),
        in_word.prose(row.issue),
        in_word.prose(row.mitigation),
    )


def _dated_row(row: ExceptionLine) -> tuple[str, ...]:
    late = [house.cell_line(house.strong(row.overdue))] if row.overdue else []
    due = house.paragraphs_cell([house.cell_line(house.run(row.due)), *late])
    milestone, rated, *rest = _row(row)
    return (milestone, rated, due, *rest)
