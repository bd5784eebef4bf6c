"""The child that reads a file, forked off a process that has its parsers loaded: as limited, and far quicker to start.

The tests read by it, but for those of the reading itself, which ask for `in_earnest`; a test compares the two.
"""

import multiprocessing
import resource
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext

from wsoa.intake.reading import child, limits, parent

PARSERS = ["tests.intake.limited", "wsoa.intake.reading.cells", "wsoa.intake.reading.document"]
PARSERS += ["wsoa.intake.reading.slides", "wsoa.intake.reading.delimited", "wsoa.intake.reading.survey"]

IN_EARNEST = parent._answer_of_child
"""How the program itself starts the child."""


def context() -> ForkServerContext:
    """Return the means to fork such children."""
    ready = multiprocessing.get_context("forkserver")
    ready.set_forkserver_preload(PARSERS)
    return ready


def answer(ready: ForkServerContext, content: bytes, suffix: str) -> tuple[bytes, int]:
    """Return what the child says of a file, nothing when it was ended, and its memory at its largest, in bytes."""
    ours, theirs = ready.Pipe(duplex=False)
    reader = ready.Process(target=_answer, args=(theirs, content, suffix), daemon=True)
    reader.start()
    theirs.close()
    try:
        said: tuple[bytes, int] = ours.recv() if ours.poll(limits.WALL_SECONDS) else (b"", 0)
    except EOFError:
        said = b"", 0
    reader.kill()
    reader.join()
    ours.close()
    return said


def _answer(pipe: Connection, content: bytes, suffix: str) -> None:
    child._limit()
    said = child.answer(content, suffix).encode()
    pipe.send((said, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024))
