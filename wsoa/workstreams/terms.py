"""What workstreams, groups and focus areas are from a date on."""

from collections.abc import Sequence
from datetime import date

from wsoa.change import Change, LeadChange, Links
from wsoa.history import OpenEntry
from wsoa.tables import (
    FocusArea,
    FocusAreaTerms,
    FocusAreaWeakness,
    Workstream,
    WorkstreamLead,
    WorkstreamNote,
    WorkstreamNotes,
    WorkstreamTerms,
    WorkstreamWeakness,
)
from wsoa.terms import LeadPart, NoteKind, ThingState, WorkstreamKind
from wsoa.text import Line, Number, Words


class WorkstreamChange(Change):
    """A workstream or group, who leads it, who supports, and which areas of weakness it answers."""

    name: Line
    ref: Line = ""
    kind: WorkstreamKind = WorkstreamKind.WORKSTREAM
    leads: tuple[LeadChange, ...] = ()
    support: tuple[LeadChange, ...] = ()
    weaknesses: Links = ()
    state: ThingState = ThingState.LIVE


class NoteChange(Change):
    """One statement about a group."""

    kind: NoteKind
    text: Words


class FocusAreaChange(Change):
    """A focus area of a workstream and the areas of weakness it serves."""

    wording: Words
    ref: Line = ""
    workstream: Number | None = None
    weaknesses: Links = ()
    state: ThingState = ThingState.LIVE


def state_workstream(entry: OpenEntry, change: WorkstreamChange, *, as_at: date, number: int | None = None) -> int:
    """A new workstream or group, or what `number` is from that date on; its number."""
    number = number or entry.new(Workstream)
    row = WorkstreamTerms(
        programme_id=entry.programme_id,
        number=number,
        as_at=as_at,
        ref=change.ref,
        name=change.name,
        kind=change.kind,
        state=change.state,
    )
    entry.state(row, *leads_of(change), *[WorkstreamWeakness(weakness=weakness) for weakness in change.weaknesses])
    return number


def leads_of(change: WorkstreamChange) -> list[WorkstreamLead]:
    """Who leads and who supports, in order."""
    named = [(LeadPart.LEAD, lead) for lead in change.leads] + [(LeadPart.SUPPORT, lead) for lead in change.support]
    return [
        WorkstreamLead(position=position, part=part, **lead.model_dump())
        for position, (part, lead) in enumerate(named, 1)
    ]


def state_notes(entry: OpenEntry, notes: Sequence[NoteChange], *, as_at: date, number: int) -> None:
    """All that is noted about group `number` from that date on."""
    row = WorkstreamNotes(programme_id=entry.programme_id, number=number, as_at=as_at)
    entry.state(row, *[WorkstreamNote(position=n, kind=note.kind, text=note.text) for n, note in enumerate(notes, 1)])


def state_focus_area(entry: OpenEntry, change: FocusAreaChange, *, as_at: date, number: int | None = None) -> int:
    """A new focus area, or what `number` is from that date on; its number."""
    number = number or entry.new(FocusArea)
    row = FocusAreaTerms(
        programme_id=entry.programme_id,
        number=number,
        as_at=as_at,
        ref=change.ref,
        wording=change.wording,
        workstream=change.workstream,
        state=change.state,
    )
    entry.state(row, *[FocusAreaWeakness(weakness=weakness) for weakness in change.weaknesses])
    return number
