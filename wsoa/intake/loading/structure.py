"""Workstreams, groups and focus areas of a file, matched to the record's."""

from collections.abc import Sequence

from wsoa.history import Row
from wsoa.intake.found import Doubt, FocusAreaWords, FoundFocusArea, FoundWorkstream
from wsoa.intake.loading.agreed import without_agreed
from wsoa.intake.loading.amend import Amending
from wsoa.intake.loading.known import RecordKnown, unique
from wsoa.intake.loading.leads import split_leads
from wsoa.intake.loading.outcome import FileRow, Outcome
from wsoa.intake.loading.ratings import given
from wsoa.intake.loading.wording import same, same_name, typeset
from wsoa.snapshot.structure import Part
from wsoa.tables import (
    Child,
    FocusArea,
    FocusAreaTerms,
    Workstream,
    WorkstreamLead,
    WorkstreamTerms,
    WorkstreamWeakness,
)
from wsoa.terms import LeadPart

Workstreams = dict[str, int]
"""Numbers by the name as it is compared."""

Weaknesses = dict[str, int]
"""Numbers by the wording as it is compared."""

Areas = dict[tuple[str, str, str], int | None]
"""Numbers by workstream, reference and wording as they are compared; None for one that no longer stands."""


def load_workstreams(amending: Amending, record: RecordKnown, weaknesses: Weaknesses) -> Workstreams:
    """The number of every workstream and group the file names, new ones begun; who leads them, and what they answer."""
    numbers: Workstreams = {}
    for found in amending.report.found.workstreams:
        known = record.workstreams.claim_named(found.name)
        part = record.plan.workstreams.get(known or 0)
        if known and part and not part.is_live:
            numbers[same(found.name)] = _in_place_of(amending, record, part, found.where, found.name) or known
            continue
        number = known or amending.entry.new(Workstream)
        row = FileRow(found.where, "Workstreams", f"workstream {found.name}", is_new=known is None)
        _state_workstream(amending, found, number, weaknesses, row)
        tell_if_changed(amending, row)
        if part and same_name(part.wording) != same_name(found.name):
            why = "a person has renamed it since"
            amending.report.doubts.append(Doubt(found.where, found.name, part.label, why))
        numbers[same(found.name)] = number
        amending.telling.names.setdefault(("workstream", number), found.name)
    return numbers


def _state_workstream(
    amending: Amending, found: FoundWorkstream, number: int, weaknesses: Weaknesses, row: FileRow
) -> None:
    """A workstream keeps its name however a file spells it; leads and areas of weakness are stated where given."""
    standing = amending.entry.standing(WorkstreamTerms, number, amending.as_at)
    fields = {"name": found.name, "kind": found.kind} if standing is None else {}
    before = standing.children if standing else {}
    children: dict[type[Child], Sequence[Child]] = {}
    if found.leads_words:
        children |= _leads(found.leads_words, before.get("workstream_lead", []))
    if found.weaknesses:
        answered = {line["weakness"] for line in before.get("workstream_weakness", [])}
        answered |= {weaknesses[same(wording)] for wording in found.weaknesses if same(wording) in weaknesses}
        children[WorkstreamWeakness] = [WorkstreamWeakness(weakness=one) for one in sorted(answered)]
    if amending.begins < amending.as_at:
        began = amending.entry.standing(WorkstreamTerms, number, amending.begins) is not None
        if not began:
            terms = {"name": found.name, "kind": found.kind}
            amending.amend(WorkstreamTerms, number, terms, thing=row.thing, row=row, as_at=amending.begins)
            fields = {}
    if fields or children:
        amending.amend(WorkstreamTerms, number, fields, children, thing=row.thing, row=row)


def _leads(words: str, standing: Sequence[Row]) -> dict[type[Child], Sequence[Child]]:
    """The leads a file names, before whoever supports them; nothing where they lead already."""
    leads = split_leads(words)
    stands = [typeset(str(line["words"])) for line in standing if line["part"] == LeadPart.LEAD]
    if [typeset(lead.words) for lead in leads] == stands:
        return {}
    support = [line for line in standing if line["part"] == LeadPart.SUPPORT]
    lines = [WorkstreamLead(position=n, part=LeadPart.LEAD, **lead.model_dump()) for n, lead in enumerate(leads, 1)]
    kept = {name for name in WorkstreamLead.model_fields if name not in ("row_id", "position")}
    lines += [
        WorkstreamLead(position=n, **{name: line[name] for name in kept})
        for n, line in enumerate(support, len(lines) + 1)
    ]
    return {WorkstreamLead: lines}


def load_focus_areas(amending: Amending, record: RecordKnown, workstreams: Workstreams) -> Areas:
    """The number of every focus area the file names: by its reference where that stands once, else by its wording."""
    found_areas = amending.report.found.focus_areas
    refs = unique(area.ref for area in found_areas) & record.focus_areas.refs()
    numbers: Areas = {}
    for found in found_areas:
        known = _known_area(record, found, refs, workstreams)
        part = record.plan.focus_areas.get(known or 0)
        if part and not part.is_live:
            words = " ".join(filter(None, (found.ref, found.wording)))
            instead = _in_place_of(amending, record, part, found.where, words)
            numbers[same(found.workstream), same(found.ref), same(found.wording)] = instead
            continue
        number = known or amending.entry.new(FocusArea)
        row = FileRow(found.where, "Focus areas", f"focus area {found.ref or found.wording}", is_new=known is None)
        fields: dict[str, object] = {"ref": found.ref, "wording": found.wording}
        if known:
            fields = given(ref=found.ref, wording=found.wording)
        if (owner := owner_of(record, workstreams, found.workstream)) is not None:
            fields["workstream"] = owner
        if known:
            told = record.focus_areas.past.get(known, ())
            text = found.wording or found.ref
            said, _ = without_agreed(
                amending, told, FocusAreaTerms, known, fields, cell=found.where, text=text, row=row
            )
            fields = dict(said)
        amending.telling.names["focus_area", number] = " ".join(filter(None, (found.ref, found.wording)))
        if amending.begins < amending.as_at and not amending.entry.standing(FocusAreaTerms, number, amending.begins):
            amending.amend(FocusAreaTerms, number, fields, thing=row.thing, row=row, as_at=amending.begins)
        amending.amend(FocusAreaTerms, number, fields, thing=row.thing, row=row)
        tell_if_changed(amending, row)
        numbers[same(found.workstream), same(found.ref), same(found.wording)] = number
    return numbers


def _known_area(
    record: RecordKnown, found: FoundFocusArea, refs: frozenset[str], workstreams: Workstreams
) -> int | None:
    areas = record.focus_areas
    if same(found.ref) in refs:
        return areas.claim(ref=found.ref)
    near = {"workstream": workstreams.get(same(found.workstream)) if found.workstream else None}
    if known := areas.claim(near, wording=found.wording, ref=found.ref):
        return known
    worded = areas.free(wording=found.wording) or areas.free_formerly(same, "wording", found.wording)
    return areas.take(worded) if found.wording else None


def owner_of(record: RecordKnown, workstreams: Workstreams, name: str | None) -> int | None:
    """The workstream a row belongs to; None where it names none, or one that is gone with nothing in its place."""
    number = workstreams[same(name)] if name is not None else None
    return None if number in record.workstreams.gone else number


def _in_place_of(amending: Amending, record: RecordKnown, part: Part, cell: str, said: str) -> int | None:
    """What stands in place of a part that the file still names: a doubt. What the file says of it is not stated."""
    instead = record.plan.successor(part)
    read_as = instead.label if instead else "left as it is: nothing took its place"
    words = record.plan.words
    kind = words.workstream if part.terms is WorkstreamTerms else words.focus_area
    why = f"{kind} {record.plan.became(part)}, and the file still names it"
    amending.report.doubts.append(Doubt(cell, said, read_as, why))
    return instead.number if instead else None


def tell_if_changed(amending: Amending, row: FileRow) -> None:
    """What rows of milestones only name is reported where it is new or changes."""
    if row.outcome is not Outcome.UNCHANGED:
        amending.report.tell(row, counted=False)


def area_numbers(areas: Areas, named: tuple[FocusAreaWords, ...], workstream: str | None) -> list[int]:
    """The numbers of the focus areas a row names, those of its own workstream first; a reference alone may name one."""
    found = (_area(areas, same(workstream), same(area.ref), same(area.wording)) for area in named)
    return sorted({number for number in found if number})


def _area(areas: Areas, whose: str, ref: str, wording: str) -> int | None:
    if (whose, ref, wording) in areas:
        return areas[whose, ref, wording]
    likely = [place for place in areas if (ref and place[1] == ref) or (wording and place[2] == wording)]
    nearest = max(likely, key=lambda place: (place[0] == whose, place[1] == ref, place[2] == wording), default=None)
    return areas[nearest] if nearest else None
