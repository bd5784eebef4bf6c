"""Milestones of a file: terms, dates and updates, each matched to the record's."""

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import shorten

from wsoa.history import Row
from wsoa.intake.found import Aside, DatedWords, FoundMilestone
from wsoa.intake.loading.agreed import without_agreed
from wsoa.intake.loading.amend import Amending
from wsoa.intake.loading.dates import forecast_fields, state_dates, times_of
from wsoa.intake.loading.gone import instead_of
from wsoa.intake.loading.known import SHORT, RecordKnown
from wsoa.intake.loading.leads import split_leads
from wsoa.intake.loading.matching import match
from wsoa.intake.loading.outcome import FileRow, first_cell
from wsoa.intake.loading.ratings import as_found, columns_of, given, level_of, rating_fields
from wsoa.intake.loading.structure import Areas, Workstreams, area_numbers, owner_of
from wsoa.intake.loading.wording import same, typeset
from wsoa.tables import (
    Child,
    Milestone,
    MilestoneFocusArea,
    MilestoneLead,
    MilestoneTerms,
    MilestoneUpdate,
)
from wsoa.terms import Colour, MilestoneKind

_NO_FORECAST = dict.fromkeys(f"forecast_{name}" for name in ("words", "kind", "earliest", "latest", "precision"))


def load_milestones(amending: Amending, record: RecordKnown, workstreams: Workstreams, areas: Areas) -> None:
    """State every milestone of the file."""
    found_rows = amending.report.found.milestones
    served = [frozenset(area_numbers(areas, found.focus_areas, found.workstream)) for found in found_rows]
    owners = [owner_of(record, workstreams, found.workstream) for found in found_rows]
    numbers: dict[str, int] = {}
    dated = {found.table for found in found_rows if found.dated}
    undated = {found.table for found in found_rows if found.progress}
    for at, known in enumerate(match(amending, record, served, owners)):
        found, number = found_rows[at], known or amending.entry.new(Milestone)
        cell = found.where.get("milestone", "")
        row = _row(found, number, is_new=known is None)
        dated_only = found.table in dated - undated
        if number in record.milestones.gone:
            instead = instead_of(amending, record, found, number, row)
            if instead:
                numbers[cell], row = instead, _row(found, instead, is_new=False)
                _state_updates(amending, found, instead, times_of(amending, found), row, dated_only=dated_only)
            amending.report.tell(row)
            continue
        numbers[cell] = number
        times = times_of(amending, found)
        fields: dict[str, object] = {"workstream": owners[at]} if owners[at] is not None else {}
        if found.continues in numbers:
            fields["parent"] = numbers[found.continues]
        told = record.milestones.past.get(number, ())
        begins = min(times, default=amending.as_at)
        _state_terms(amending, found, number, fields, served[at], row, begins=begins, told=told)
        state_dates(amending, found, number, row)
        _state_updates(amending, found, number, times, row, dated_only=dated_only)
        amending.report.tell(row)


def _row(found: FoundMilestone, number: int, *, is_new: bool) -> FileRow:
    thing = f"milestone {number} ({found.ref or shorten(found.wording, SHORT, placeholder=' …')})"
    return FileRow(first_cell(found.where, "milestone"), found.table, thing, is_new)


def _state_terms(
    amending: Amending,
    found: FoundMilestone,
    number: int,
    fields: dict[str, object],
    served: frozenset[int],
    row: FileRow,
    *,
    begins: date,
    told: Sequence[Row],
) -> None:
    """What is promised, but for what a person changed with somebody's agreement (`told`).

    A milestone of which an earlier time is told was promised then.
    """
    fields |= {"wording": found.wording, **given(ref=found.ref, leads_words=found.leads_words)}
    fields |= given(success_measure=found.success_measure)
    if found.kind is not MilestoneKind.MILESTONE:
        fields["kind"] = found.kind
    children: dict[type[Child], Sequence[Child]] = {}
    if served:
        children[MilestoneFocusArea] = [MilestoneFocusArea(focus_area=area) for area in sorted(served)]
    if found.leads_words:
        leads = enumerate(split_leads(found.leads_words), 1)
        children[MilestoneLead] = [MilestoneLead(position=n, **lead.model_dump()) for n, lead in leads]
    cell = found.where.get("milestone", "")
    said, lines = without_agreed(
        amending, told, MilestoneTerms, number, fields, children, cell=cell, text=found.wording, row=row
    )
    for on in dict.fromkeys((begins, amending.as_at)):
        if on == amending.as_at or amending.entry.standing(MilestoneTerms, number, on) is None:
            amending.amend(MilestoneTerms, number, said, lines, thing=row.thing, row=row, as_at=on)


def _state_updates(
    amending: Amending,
    found: FoundMilestone,
    number: int,
    times: Mapping[date, Sequence[DatedWords]],
    row: FileRow,
    *,
    dated_only: bool,
) -> None:
    """How it stood at each time the row tells of, and how it stands now.

    In a table whose columns of progress are all dated, none is empty for the file's own date.
    """
    for on, told in times.items():
        if on < amending.as_at:
            fields = _at_a_time(amending, found, number, on, told)
            if fields:
                amending.amend(MilestoneUpdate, number, fields, thing=row.thing, row=row, as_at=on)
    fields = _now(amending, found, number, times.get(amending.as_at, ()), dated_only=dated_only)
    if fields:
        amending.amend(MilestoneUpdate, number, fields, thing=row.thing, row=row)


def _at_a_time(
    amending: Amending, found: FoundMilestone, number: int, on: date, told: Sequence[DatedWords]
) -> dict[str, object]:
    rated = next((dated for dated in told if dated.rating or dated.colour), None)
    fields = given(progress="\n".join(dict.fromkeys(dated.progress for dated in told if dated.progress)))
    if rated:
        cell = rated.where.get("rating", "")
        fields |= _rating(amending, found, number, on, (rated.rating, rated.colour, cell))
    return fields


def _now(
    amending: Amending, found: FoundMilestone, number: int, told: Sequence[DatedWords], *, dated_only: bool
) -> dict[str, object]:
    """What the row says for the file's own date; a column dated with it speaks where the row has no other."""
    texts = [found.progress, *(dated.progress for dated in told)]
    progress = "\n".join({typeset(text): text for text in texts if text}.values())
    ratings = [(found.rating, found.colour, found.where.get("rating", ""))]
    ratings += [(dated.rating, dated.colour, dated.where.get("rating", "")) for dated in told]
    given_ones = [one for one in ratings if one[0] or one[1]]
    fields = _rating(amending, found, number, amending.as_at, given_ones[0]) if given_ones else {}
    for word, _, cell in given_ones[1:]:
        if word and same(word) != same(given_ones[0][0]):
            why = f"the row gives another rating for the same date ({given_ones[0][0] or given_ones[0][1]})"
            amending.report.left_out.append(Aside(cell, word, why, found.table))
    words = {"issue": found.issue, "mitigation": found.mitigation}
    if progress or not dated_only:
        words["progress"] = progress
    fields |= as_found(amending, found.table, rated="level" in fields, **words)
    if not found.forecast_words and "level" in fields and "forecast" in columns_of(amending, found.table):
        return fields | _NO_FORECAST
    return fields | forecast_fields(amending, found, number)


def _rating(
    amending: Amending,
    found: FoundMilestone,
    number: int,
    on: date,
    rating: tuple[str | None, Colour | None, str],
) -> dict[str, object]:
    """The level by the key of that date. What stands of that very date, so called, keeps the key it was given by."""
    word, colour, cell = rating
    levels = amending.levels(on)
    if on < amending.as_at:
        standing = amending.entry.standing(MilestoneUpdate, number, on)
        stands = amending.level(standing.values) if standing and standing.as_at == on else None
        if stands and word and level_of([stands], word):
            return {}
        if word and not level_of(levels, word):
            levels = amending.levels(amending.as_at)
    return rating_fields(amending, levels, word, colour, cell=cell, table=found.table)
