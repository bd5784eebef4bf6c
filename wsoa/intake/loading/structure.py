"""Workstreams, groups and focus areas of a file, matched to the record's."""

from wsoa.intake.found import FocusAreaWords
from wsoa.intake.loading.amend import Amending
from wsoa.intake.loading.known import RecordKnown, same, unique
from wsoa.tables import FocusArea, FocusAreaTerms, Workstream, WorkstreamTerms

Workstreams = dict[str, int]
"""Numbers by the name as it is compared."""

Areas = dict[tuple[str, str], int]
"""Numbers by reference and wording as they are compared."""


def load_workstreams(amending: Amending, record: RecordKnown) -> Workstreams:
    """The number of every workstream and group the file names, new ones begun."""
    numbers: Workstreams = {}
    for found in amending.report.found.workstreams:
        number = record.workstreams.claim(name=found.name) or amending.entry.new(Workstream)
        if amending.entry.standing(WorkstreamTerms, number, amending.as_at) is None:
            fields = {"name": found.name, "kind": found.kind}
            amending.amend(WorkstreamTerms, number, fields, thing=f"workstream {found.name}")
        numbers[same(found.name)] = number
    return numbers


def load_focus_areas(amending: Amending, record: RecordKnown, workstreams: Workstreams) -> Areas:
    """The number of every focus area the file names: by its reference where that stands once, else by its wording."""
    found_areas = amending.report.found.focus_areas
    in_file = unique(area.ref for area in found_areas)
    in_record = unique(row["ref"] for row in record.focus_areas.things)
    numbers: Areas = {}
    for found in found_areas:
        ref, wording = same(found.ref), same(found.wording)
        number = record.focus_areas.claim(ref=found.ref) if ref in in_file & in_record else None
        number = number or record.focus_areas.claim(wording=found.wording, ref=found.ref)
        number = number or amending.entry.new(FocusArea)
        fields: dict[str, object] = {"ref": found.ref, "wording": found.wording}
        if found.workstream is not None:
            fields["workstream"] = workstreams[same(found.workstream)]
        amending.amend(FocusAreaTerms, number, fields, thing=f"focus area {found.ref or found.wording}")
        numbers[ref, wording] = number
    return numbers


def area_numbers(areas: Areas, named: tuple[FocusAreaWords, ...]) -> list[int]:
    """The numbers of the focus areas a row names; a row may name one by its reference alone."""
    return sorted({_area(areas, same(area.ref), same(area.wording)) for area in named})


def _area(areas: Areas, ref: str, wording: str) -> int:
    if (ref, wording) in areas:
        return areas[ref, wording]
    return next(number for (its_ref, its_wording), number in areas.items() if its_ref == ref or its_wording == wording)
