"""The exception report as a Word file, on pages that lie on their side.

What it was drawn from stands under its title: at its end it could ask for a page of its own.
"""

from collections.abc import Iterator
from itertools import count

from exports import house
from exports.exception_report.contents import ExceptionLine, ExceptionReportContents
from exports.parts import in_word
from exports.parts.in_word import rating

_LEAST_CM = (5.2, 1.7, 2.8, 4.0, 4.0)
_LEAST_UNDATED_CM = (5.2, 1.7, 4.0, 4.0)


def word(contents: ExceptionReportContents, *, mark: str = "DRAFT", sheet: house.House | None = None) -> bytes:
    """The .docx file. `mark` stands on every page until the report is issued; "" leaves it out."""
    section = house.Section(_body(contents), landscape=True)
    return house.document(sheet or house.load_house(), [section], in_word.stamp(contents.about, mark))


def _body(contents: ExceptionReportContents) -> Iterator[str]:
    yield from in_word.opening(contents.about, house.LANDSCAPE_CM)
    yield house.small(contents.about.closing)
    yield from in_word.counts(contents.counts, count(1), house.LANDSCAPE_CM, contents.key)
    if found := contents.exceptions:
        dated = len(found.columns) == len(_LEAST_CM)
        least, row = (_LEAST_CM, _dated_row) if dated else (_LEAST_UNDATED_CM, _row)
        widths = house.fitted(house.LANDSCAPE_CM, least, (_lengths(each, dated) for each in found.rows))
        yield from in_word.captioned(found, widths, row)


def _lengths(row: ExceptionLine, dated: bool) -> tuple[int, ...]:
    due = (len(row.due),) if dated else ()
    return (len(row.wording) + len(row.belongs), 0, *due, len(row.issue), len(row.mitigation))


def _row(row: ExceptionLine) -> tuple[str, ...]:
    line, run = house.cell_line, house.run
    about = ". ".join(filter(None, (row.belongs, row.rated_on)))
    return (
        house.paragraphs_cell([in_word.reference(row.ref, row.wording), *([line(run(about))] if about else [])]),
        rating(row.rating),
        in_word.prose(row.issue),
        in_word.prose(row.mitigation),
    )


def _dated_row(row: ExceptionLine) -> tuple[str, ...]:
    late = [house.cell_line(house.strong(row.overdue))] if row.overdue else []
    due = house.paragraphs_cell([house.cell_line(house.run(row.due)), *late])
    milestone, rated, *rest = _row(row)
    return (milestone, rated, due, *rest)
