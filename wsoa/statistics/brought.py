"""An official file that somebody brings to a page: tried in a limited child process, one at a time.

What the child read to its end, within its limits, is then read line by line here: never a file as a whole.
"""

import hashlib
import io
import json
import subprocess
from threading import Lock

from wsoa.errors import Busy
from wsoa.limited import answer_of
from wsoa.limited.commas import lines_of
from wsoa.statistics import loading
from wsoa.statistics.reading import NotStatistics, StatisticsSheet
from wsoa.text import one_line

MOST_CELLS = 1_500_000
_CHILD = "wsoa.limited.commas_child"
_READER = Lock()
_PATIENCE, WALL_SECONDS = 10.0, 20.0


def brought(name: str, content: bytes) -> StatisticsSheet:
    """The file, which has been read through and counted: before anything is locked or loaded.

    Raises NotStatistics for one that cannot be read or holds too much, Busy while others are being read.
    """
    name = one_line(name) or "The file"
    if not _READER.acquire(timeout=_PATIENCE):
        raise Busy("Other files are being read.")
    try:
        _try(name, content)
        sheet = StatisticsSheet(name, hashlib.sha256(content).hexdigest(), lambda: lines_of(io.BytesIO(content)))
        loading.require_few(sheet)
    finally:
        _READER.release()
    return sheet


def _try(name: str, content: bytes) -> None:
    try:
        limits = str(loading.MOST_VALUES), str(MOST_CELLS)
        said = json.loads(answer_of(_CHILD, *limits, content=content, wall_seconds=WALL_SECONDS))
    except (subprocess.TimeoutExpired, ValueError) as fault:
        why = "it takes too long or too much memory to read; load a topic or a year at a time"
        raise NotStatistics(f"{name} was not loaded: {why}.") from fault
    if "problem" in said:
        raise NotStatistics(f"{name} was not loaded: {said['problem']}.")
