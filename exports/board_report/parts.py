"""The parts of the board report, each drawn from a snapshot. Pure; a part with nothing to say is None."""

from collections.abc import Iterable
from itertools import groupby

from exports.board_report.date_moves import NO_DATE, times
from exports.board_report.shape import (
    DueRow,
    ExceptionRow,
    FocusAreaLine,
    NoteSection,
    ProductRow,
    RiskRow,
    SilentRow,
)
from exports.parts.shape import BulletSection, Table
from exports.parts.wording import (
    LAST_RATING,
    NOT_GIVEN,
    RATING,
    day,
    rating,
    round_in_words,
    stood_on,
    workstream_of,
)
from wsoa.points import Question, has_no_date, is_not_updated, is_overdue, live
from wsoa.snapshot.positions import (
    FocusAreaPosition,
    MilestonePosition,
    Note,
    ProductPosition,
    RiskPosition,
    Snapshot,
    capital,
)
from wsoa.terms import BulletKind, NoteKind, RiskStatus

_NOTE_HEADINGS = {
    NoteKind.PURPOSE: "Purpose",
    NoteKind.MEMBERS: "Members",
    NoteKind.RESPONSIBILITIES: "Responsibilities",
}


def _due_columns(snapshot: Snapshot, headings: dict[int, str]) -> tuple[str, ...]:
    """A programme without workstreams has no column for them."""
    words = snapshot.words
    named = (capital(words.milestone), *((capital(words.workstream),) if headings else ()))
    return (*named, "Date", RATING)


def bullet_section(snapshot: Snapshot, heading: str, kind: BulletKind, workstream: int | None) -> BulletSection | None:
    """A list under its heading, which names the list's date where it is not of the round reached."""
    kept = snapshot.kept_list(kind, workstream)
    if kept is None or not kept.bullets:
        return None
    return BulletSection(", ".join(filter(None, (heading, stood_on(kept, snapshot)))), kept.bullets)


def risk_table(snapshot: Snapshot, heading: str, caption: str, risks: Iterable[RiskPosition]) -> Table[RiskRow] | None:
    """Open risks and issues, whole."""
    rows = tuple(
        RiskRow(
            number=risk.number,
            ref=risk.ref,
            title=risk.title,
            kind=risk.kind,
            detail=risk.detail or NOT_GIVEN,
            rating=rating(risk.level),
            impact=risk.impact or NOT_GIVEN,
            mitigation=risk.mitigation or NOT_GIVEN,
        )
        for risk in risks
        if risk.status is RiskStatus.OPEN
    )
    columns = ("Risk/Issue", "Detail", RATING, "Impact", "Mitigation")
    return Table(heading, caption, columns, rows) if rows else None


def exception_table(
    snapshot: Snapshot, name: str, milestones: Iterable[MilestonePosition]
) -> Table[ExceptionRow] | None:
    """Milestones at a level that the key calls an exception, with issue and mitigation."""
    words = snapshot.words
    areas = {area.number: area for area in snapshot.focus_areas}
    rows = tuple(
        ExceptionRow(
            number=milestone.number,
            ref=milestone.ref,
            wording=milestone.wording,
            focus_areas=(served := _focus_area_lines(milestone, areas)),
            without_focus_area="" if served else f"No {words.focus_area}",
            rating=rating(update.level),
            issue=update.issue or NOT_GIVEN,
            mitigation=update.mitigation or NOT_GIVEN,
        )
        for milestone in milestones
        if (update := milestone.update) and update.level and update.level.exception
    )
    columns = (capital(words.focus_area), capital(words.milestone), RATING, "Issue", "Mitigation")
    caption = f"{name}: exceptions on {day(snapshot.as_at)}"
    return Table("Exceptions", caption, columns, rows) if rows else None


def _focus_area_lines(milestone: MilestonePosition, areas: dict[int, FocusAreaPosition]) -> tuple[FocusAreaLine, ...]:
    served = [areas[number] for number in milestone.focus_areas if number in areas]
    return tuple(FocusAreaLine(area.number, area.ref, area.wording) for area in served)


def silent_table(snapshot: Snapshot, name: str, milestones: Iterable[MilestonePosition]) -> Table[SilentRow] | None:
    """Milestones without a row of this round: silence is not the same as unchanged. What is complete may rest."""
    if (current := snapshot.current_round) is None:
        return None
    rows = tuple(
        SilentRow(
            number=milestone.number,
            ref=milestone.ref,
            wording=milestone.wording,
            rating=rating(milestone.level),
            last_updated=day(update.written.as_at) if update else "Never",
            last_updated_on=update.written.as_at if update else None,
        )
        for milestone, update in ((each, each.update) for each in milestones)
        if is_not_updated(milestone, snapshot)
    )
    words = snapshot.words
    caption = f"{name}: {words.milestones} not complete and not updated in {round_in_words(current.name)}"
    columns = (capital(words.milestone), LAST_RATING, "Last updated")
    return Table("Not updated this round", caption, columns, rows) if rows else None


def note_sections(notes: Iterable[Note]) -> tuple[NoteSection, ...]:
    """Purpose, members and responsibilities of a group, each under one heading."""
    order = list(NoteKind)
    ordered = sorted(notes, key=lambda note: order.index(note.kind))
    return tuple(
        NoteSection(kind, _NOTE_HEADINGS[kind], tuple(note.text for note in same))
        for kind, same in groupby(ordered, key=lambda note: note.kind)
    )


def overdue_table(snapshot: Snapshot, headings: dict[int, str]) -> Table[DueRow] | None:
    """Milestones whose current date has passed and which are not complete."""
    rows = _due_rows(snapshot, headings, is_overdue)
    caption = f"{capital(snapshot.words.milestones)} past their date and not complete on {day(snapshot.as_at)}"
    return (
        Table(f"Overdue {snapshot.words.milestones}", caption, _due_columns(snapshot, headings), rows) if rows else None
    )


def no_date_table(snapshot: Snapshot, headings: dict[int, str]) -> Table[DueRow] | None:
    """Milestones without a date to keep to, in a programme that uses dates at all."""
    if not any(milestone.dates.current for milestone in live(snapshot)):
        return None
    rows = _due_rows(snapshot, headings, has_no_date)
    named = capital(snapshot.words.milestones)
    caption = f"{named} with no date that can be kept or missed"
    return Table(f"{named} without a date", caption, _due_columns(snapshot, headings), rows) if rows else None


def _due_rows(snapshot: Snapshot, headings: dict[int, str], due: Question) -> tuple[DueRow, ...]:
    return tuple(
        DueRow(
            number=milestone.number,
            ref=milestone.ref,
            wording=milestone.wording,
            workstream=workstream_of(milestone, headings, snapshot.words),
            date_words=_date_words(milestone),
            latest=current.latest if (current := milestone.dates.current) else None,
            rating=rating(milestone.level),
        )
        for milestone in live(snapshot)
        if due(milestone, snapshot)
    )


def _date_words(milestone: MilestonePosition) -> str:
    """The date in the plan's words, and how often it has moved."""
    dates = milestone.dates
    moved = f" (moved {times(dates.moves)})" if dates.moves else ""
    return f"{dates.current.words}{moved}" if dates.current else NO_DATE


def product_table(snapshot: Snapshot) -> Table[ProductRow] | None:
    """Reporting products. One date heads the column of progress; a line from another date names its own."""
    products = snapshot.products
    if not products:
        return None
    dates = [product.progress_as_at for product in products if product.progress_as_at]
    newest = max(dates) if dates else None
    columns = (
        *("Data reporting", "Report type", "Frequency", "Start date"),
        *("1st draft to be developed by", "First report issue"),
        f"Progress as at {day(newest)}" if newest else "Progress",
    )

    def progress(product: ProductPosition) -> str:
        if product.progress and product.progress_as_at and product.progress_as_at != newest:
            return f"{product.progress} (as at {day(product.progress_as_at)})"
        return product.progress or NOT_GIVEN

    rows = tuple(
        ProductRow(
            number=product.number,
            name=product.name,
            type=product.type or NOT_GIVEN,
            frequency=product.frequency or NOT_GIVEN,
            start=product.start.words if product.start else NOT_GIVEN,
            first_draft=product.first_draft.words if product.first_draft else NOT_GIVEN,
            first_issue=product.first_issue.words if product.first_issue else NOT_GIVEN,
            progress=progress(product),
        )
        for product in products
    )
    return Table("Reporting products", "What will be reported, how often and from when", columns, rows)
