"""A file is read beside the pages: two at once in this process, a third waits. What comes of it is in the database.

So any worker can say how far a reading has got, and a reading that dies with its server leaves nothing half done.
"""

import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import structlog
from pydantic import TypeAdapter

from wsoa import tracker_loads
from wsoa.database import Database
from wsoa.errors import Busy
from wsoa.intake import Unreadable, Workbook
from wsoa.intake.reading.parent import read_content
from wsoa.intake.recognising.recognise import recognise
from wsoa.tracker_loads import Draft

log = structlog.get_logger("wsoa.trackers")

_READERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="tracker")
_GRID = TypeAdapter(Workbook)
_TRIES, _PAUSE = 3, 1.0

OUR_FAULT = (
    "{name}: it could not be read because of a fault in the tracker, not in your file. "
    "Tell your administrator, and try a copy saved again as .xlsx meanwhile."
)


def start_reading(database: Database, draft: Draft) -> None:
    """Let the file be read, now or when one of the two readers is free."""
    _READERS.submit(_read, database, draft)


def workbook_in(grid: bytes) -> Workbook:
    """What was read, as it was."""
    return _GRID.validate_json(zlib.decompress(grid))


def _read(database: Database, draft: Draft) -> None:
    with database.reading() as session:
        content = tracker_loads.content_of(session, draft)
    if content is None:  # given up, or read by another worker
        return
    grid, message = _grid(draft, content)
    for again in range(_TRIES):
        try:
            with database.writing() as session:
                if grid is None:
                    tracker_loads.note_unreadable(session, draft, message)
                else:
                    tracker_loads.note_read(session, draft, grid)
            return
        except Busy:
            log.warning("busy", while_="noting a reading", attempt=again + 1)
            time.sleep(_PAUSE)


def _grid(draft: Draft, content: bytes) -> tuple[bytes | None, str]:
    """What was read, or None and why it could not be. A file without a tracker is found out here already."""
    try:
        workbook = read_content(draft.file_name, content)
        recognise(workbook)
        return zlib.compress(_GRID.dump_json(workbook)), ""
    except Unreadable as unreadable:
        return None, unreadable.message
    except Exception as fault:  # the reader must not die silently; what the file holds is never logged
        log.error("fault while reading a tracker", kind=type(fault).__name__)
        return None, OUR_FAULT.format(name=draft.file_name)
