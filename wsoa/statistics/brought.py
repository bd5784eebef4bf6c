"""An official file that somebody brings to a page: taken apart in a limited child process, two at a time."""

import hashlib
import json
import subprocess
from threading import BoundedSemaphore

from wsoa.errors import Busy
from wsoa.limited import answer_of
from wsoa.limited.commas import Line
from wsoa.statistics.reading import NotStatistics, StatisticsSheet
from wsoa.text import one_line

_CHILD = "wsoa.limited.commas_child"
_READERS = BoundedSemaphore(2)
_PATIENCE, WALL_SECONDS = 10.0, 20.0


def brought(name: str, content: bytes) -> StatisticsSheet:
    """The file's lines, read. Raises NotStatistics for one that cannot be read, Busy while too many others are."""
    name = one_line(name) or "The file"
    if not _READERS.acquire(timeout=_PATIENCE):
        raise Busy("Other files are being read.")
    try:
        said = json.loads(answer_of(_CHILD, content=content, wall_seconds=WALL_SECONDS))
    except (subprocess.TimeoutExpired, ValueError) as fault:
        why = "it takes too long or too much memory to read; load a topic or a year at a time"
        raise NotStatistics(f"{name} was not loaded: {why}.") from fault
    finally:
        _READERS.release()
    if "problem" in said:
        raise NotStatistics(f"{name} was not loaded: {said['problem']}.")
    lines: list[Line] = [(number, cells) for number, cells in said["lines"]]
    return StatisticsSheet(name, hashlib.sha256(content).hexdigest(), lambda: iter(lines))
