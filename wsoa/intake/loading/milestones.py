"""Milestones of a file: terms, dates and updates, each matched to the record's."""

from collections import Counter
from collections.abc import Sequence

from wsoa.intake.found import Doubt, FoundMilestone
from wsoa.intake.loading.amend import Amending, Children
from wsoa.intake.loading.known import RecordKnown, same, unique
from wsoa.intake.loading.leads import split_leads
from wsoa.intake.loading.outcome import Outcome
from wsoa.intake.loading.ratings import as_found, given, rating_fields
from wsoa.intake.loading.structure import Areas, Workstreams, area_numbers
from wsoa.snapshot.positions import Level
from wsoa.tables import (
    Milestone,
    MilestoneDate,
    MilestoneFocusArea,
    MilestoneLead,
    MilestoneTerms,
    MilestoneUpdate,
)
from wsoa.terms import TimescaleKind
from wsoa.timescales import read_timescale


def load_milestones(
    amending: Amending, record: RecordKnown, workstreams: Workstreams, areas: Areas, levels: Sequence[Level]
) -> None:
    """State every milestone of the file."""
    rows = amending.report.found.milestones
    matched = _matched(amending, record, areas)
    for found, number in zip(rows, matched, strict=True):
        number = number or amending.entry.new(Milestone)
        thing = f"milestone {number}" + (f" ({found.ref})" if found.ref else "")
        outcomes = [
            _state_terms(amending, found, number, workstreams, areas, thing),
            _state_date(amending, found, number, thing),
            _state_update(amending, found, number, levels, thing),
        ]
        amending.report.count(found.table, [outcome for outcome in outcomes if outcome is not None])


def _matched(amending: Amending, record: RecordKnown, areas: Areas) -> list[int | None]:
    """The record's milestone for each row: references first, then wordings, then the only one of the same areas."""
    rows = amending.report.found.milestones
    in_file = unique(row.ref for row in rows)
    in_record = unique(row["ref"] for row in record.milestones.things)
    matched: list[int | None] = [None] * len(rows)
    for at, found in enumerate(rows):
        if same(found.ref) in in_file & in_record:
            matched[at] = record.milestones.claim(ref=found.ref)
    for at, found in enumerate(rows):
        if matched[at] is None:
            matched[at] = _by_wording(record, found, frozenset(area_numbers(areas, found.focus_areas)))
    _match_by_areas(amending, record, areas, matched)
    return matched


def _by_wording(record: RecordKnown, found: FoundMilestone, areas: frozenset[int]) -> int | None:
    """The milestone of the same wording; of several, the one that serves the same focus areas."""
    nearest = record.milestones.claim(record.serving(areas), wording=found.wording)
    return nearest or record.milestones.claim(wording=found.wording)


def _match_by_areas(amending: Amending, record: RecordKnown, areas: Areas, matched: list[int | None]) -> None:
    rows = amending.report.found.milestones
    served = [frozenset(area_numbers(areas, row.focus_areas)) for row in rows]
    times = Counter(served)
    for at, found in enumerate(rows):
        if matched[at] is not None or not served[at] or times[served[at]] > 1:
            continue
        matched[at] = record.milestones.claim(record.serving(served[at]), only=True)
        if matched[at] is not None:
            why = "the only milestone of the same focus areas; its wording differs"
            cell = found.where.get("milestone", "")
            amending.report.doubts.append(Doubt(cell, found.wording, f"milestone {matched[at]}", why))


def _state_terms(
    amending: Amending, found: FoundMilestone, number: int, workstreams: Workstreams, areas: Areas, thing: str
) -> Outcome:
    fields = {"wording": found.wording, **given(ref=found.ref, leads_words=found.leads_words)}
    fields |= given(success_measure=found.success_measure)
    if found.workstream is not None:
        fields["workstream"] = workstreams[same(found.workstream)]
    children: dict[type, list[object]] = {}
    if found.focus_areas:
        children[MilestoneFocusArea] = [
            MilestoneFocusArea(focus_area=area) for area in area_numbers(areas, found.focus_areas)
        ]
    if found.leads_words:
        leads = split_leads(found.leads_words)
        children[MilestoneLead] = [MilestoneLead(position=n, **lead.model_dump()) for n, lead in enumerate(leads, 1)]
    links: Children = children  # type: ignore[assignment]
    return amending.amend(MilestoneTerms, number, fields, links, thing=thing)


def _state_date(amending: Amending, found: FoundMilestone, number: int, thing: str) -> Outcome | None:
    if not found.timescale_words:
        return None
    read = read_timescale(found.timescale_words, amending.as_at)
    if read.kind is TimescaleKind.UNREAD:
        why = "no date can be read with certainty; the words are kept as given"
        amending.report.doubts.append(Doubt(found.where.get("timescale", ""), read.words, "words only", why))
    fields = {
        "words": read.words,
        "kind": read.kind,
        "earliest": read.earliest,
        "latest": read.latest,
        "precision": read.precision,
    }
    return amending.amend(MilestoneDate, number, fields, thing=thing)


def _state_update(
    amending: Amending, found: FoundMilestone, number: int, levels: Sequence[Level], thing: str
) -> Outcome | None:
    cell = found.where.get("rating", "")
    fields = rating_fields(amending, levels, found.rating, cell=cell, table=found.table)
    words = {"progress": found.progress, "issue": found.issue, "mitigation": found.mitigation}
    fields |= as_found(amending, found.table, rated="level" in fields, **words)
    return amending.amend(MilestoneUpdate, number, fields, thing=thing) if fields else None
