"""Trackers that somebody brings: kept while they are read and checked, then told for good with the report of the load.

What is kept here stands outside the chain; the load itself is an entry of the record like any other. A command takes
the head's lock first, so that numbers and states never cross; none of them commits.
"""

from wsoa.tracker_loads.drafts import (
    EARLIEST,
    Draft,
    begin_load,
    content_of,
    correct,
    draft,
    drafts,
    finish,
    give_up,
    grid_of,
    held,
    note_read,
    note_unreadable,
    read_again,
)
from wsoa.tracker_loads.loaded import load_of, loaded_before, loads, record_load
from wsoa.tracker_loads.remembered import remember, remembered
from wsoa.tracker_loads.standing import with_loads

__all__ = [
    "EARLIEST",
    "Draft",
    "begin_load",
    "content_of",
    "correct",
    "draft",
    "drafts",
    "finish",
    "give_up",
    "grid_of",
    "held",
    "load_of",
    "loaded_before",
    "loads",
    "note_read",
    "note_unreadable",
    "read_again",
    "record_load",
    "remember",
    "remembered",
    "with_loads",
]
