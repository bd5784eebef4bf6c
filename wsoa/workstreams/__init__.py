"""Workstreams, groups and focus areas: what they are, and how the structure of the plan changes."""

from wsoa.workstreams.adding import FocusAreasChange, WorkstreamsChange, add_focus_areas, add_workstreams
from wsoa.workstreams.ending import (
    AreaEndChange,
    WorkstreamEndChange,
    end_focus_area,
    end_workstream,
    take_back_focus_area,
    take_back_workstream,
)
from wsoa.workstreams.structure import (
    AreaRestatementChange,
    WorkstreamRestatementChange,
    restate_focus_area,
    restate_workstream,
)
from wsoa.workstreams.terms import (
    FocusAreaChange,
    NoteChange,
    WorkstreamChange,
    state_focus_area,
    state_notes,
    state_workstream,
)

__all__ = [
    "AreaEndChange",
    "AreaRestatementChange",
    "FocusAreaChange",
    "FocusAreasChange",
    "NoteChange",
    "WorkstreamChange",
    "WorkstreamEndChange",
    "WorkstreamRestatementChange",
    "WorkstreamsChange",
    "add_focus_areas",
    "add_workstreams",
    "end_focus_area",
    "end_workstream",
    "restate_focus_area",
    "restate_workstream",
    "state_focus_area",
    "state_notes",
    "state_workstream",
    "take_back_focus_area",
    "take_back_workstream",
]
