"""Processes forked off the tests' own: they start at once, and what they are killed with hurts nobody else."""

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn, TypeVar

T = TypeVar("T")


def forked(work: Callable[[], object]) -> int:
    """Let a child do the work and end; its process number."""
    child = os.fork()
    if child:
        return child
    _end_after(work)


def _end_after(work: Callable[[], object]) -> NoReturn:
    code = 1
    try:
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def killed(child: int) -> bool:
    """Kill -9; whether it was still at work."""
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def ended(child: int) -> int:
    """Wait for the child's own end; its code, or what signal ended it, below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def told(work: Callable[[], T]) -> T:
    """What the work comes to when a child does it; what it raises is raised here, with the child's own trace."""
    reading, writing = os.pipe()

    def telling() -> None:
        os.close(reading)
        try:
            said = (True, work())
        except BaseException:
            said = (False, traceback.format_exc())  # type: ignore[assignment]
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(said, pipe)

    child = forked(telling)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        sent = pipe.read()
    assert ended(child) == 0
    done, said = pickle.loads(sent)
    assert done, said
    result: T = said
    return result
