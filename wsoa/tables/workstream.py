"""Workstreams, and groups: workstreams without milestones, with notes of what they are for."""

from typing import Any

from sqlmodel import Field

from wsoa.tables.base import Child, History, Thing, history_of, row_of, words_of
from wsoa.terms import LeadKind, LeadPart, NoteKind, ThingState, WorkstreamKind


class Workstream(Thing, table=True):
    """A strand of the programme."""

    __tablename__ = "workstream"


class WorkstreamLead(Child, table=True):
    """Who leads or supports, in the plan's words, and whom we know them to be."""

    __tablename__ = "workstream_lead"

    row_id: int = row_of("workstream_terms")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    part: LeadPart = Field(default=LeadPart.LEAD, sa_type=words_of(LeadPart))
    words: str
    kind: LeadKind = Field(sa_type=words_of(LeadKind))
    person: str | None = Field(default=None, foreign_key="person.uid", max_length=32)
    organisation: str | None = Field(default=None, foreign_key="organisation.uid", max_length=32)


class WorkstreamWeakness(Child, table=True):
    """An area of weakness the workstream answers."""

    __tablename__ = "workstream_weakness"

    row_id: int = row_of("workstream_terms")
    weakness: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class WorkstreamTerms(History, table=True):
    """What a workstream or group is called, and whether it still runs."""

    __tablename__ = "workstream_terms"
    __table_args__: Any = history_of("workstream", "workstream_terms")
    children = (WorkstreamLead, WorkstreamWeakness)

    ref: str = ""
    name: str
    kind: WorkstreamKind = Field(default=WorkstreamKind.WORKSTREAM, sa_type=words_of(WorkstreamKind))
    state: ThingState = Field(default=ThingState.LIVE, sa_type=words_of(ThingState))
    approver: str | None = None
    replaced_by: int | None = None


class WorkstreamNote(Child, table=True):
    """One statement about a group: its purpose, its members, a responsibility."""

    __tablename__ = "workstream_note"

    row_id: int = row_of("workstream_notes")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: NoteKind = Field(sa_type=words_of(NoteKind))
    text: str


class WorkstreamNotes(History, table=True):
    """All that is noted about a group, whole."""

    __tablename__ = "workstream_notes"
    __table_args__: Any = history_of("workstream", "workstream_notes")
    children = (WorkstreamNote,)
