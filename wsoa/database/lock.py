"""One writer at a time on the machine: the rule that lets SQLite serve a server and a shell at once.

Every write transaction and every checkpoint holds an exclusive flock on `<database>.lock` (DESIGN 6, SQLite).
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wsoa.errors import Busy, Refused, Unwritable

WAIT_SECONDS = 5.0
_FIRST_PAUSE = 0.0005
_LONGEST_PAUSE = 0.02


class WriterLock:
    """An exclusive lock among the threads of this process and all processes of this machine.

    Waits at most `WAIT_SECONDS`, then raises Busy; Unwritable when the file of the lock cannot be made or opened.
    Threads queue on a process lock first, so that only one of them polls the file.
    """

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._threads = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for the body."""
        deadline = time.monotonic() + WAIT_SECONDS
        if not self._threads.acquire(timeout=WAIT_SECONDS):
            raise Busy
        try:
            descriptor = self._opened()
            try:
                _wait_for(descriptor, deadline)
                yield
            finally:
                os.close(descriptor)
        finally:
            self._threads.release()

    def _opened(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Unwritable from error


def _wait_for(descriptor: int, deadline: float) -> None:
    pause = _FIRST_PAUSE
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise Busy from None
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)


@contextmanager
def only_server(database: Path, otherwise: str) -> Iterator[None]:
    """The place of the one server process of a SQLite file (DESIGN 6); Refused in those words when it is taken."""
    with database.with_name(f"{database.name}.serving").open("w") as place:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(otherwise) from None
        yield
