"""Where logs go: JSON lines, one object a line, of code's words and never of a user's (PROOFS 7).

The security log ("wsoa.security", stream b) goes to WSOA_SECURITY_LOG, all else (stream c) to WSOA_ERROR_LOG, or either
to stderr. A file is opened for each line: whoever rotates it moves it away, and several workers may write to it.
"""

import json
import logging
import os
import sys
import threading
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

import structlog

from wsoa.settings import settings

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

SECURITY, ERRORS = "wsoa.security", "wsoa.errors"
MODE = 0o640
"""Who may read a log file that is begun here: the tracker's own account, and its group."""
_LONGEST = 300
_OURS = frozenset({"api", "exports", "wsoa", "tests", "__main__"})

Event = MutableMapping[str, Any]
"""Any: what structlog hands from one processor to the next."""


class Stream:
    """One of the logs, by its name; a line that its file does not take goes to stderr."""

    def __init__(self, name: str = ERRORS) -> None:
        self.name = name

    def msg(self, line: str) -> None:
        """Put down a line, whole."""
        place = _place(self.name)
        if not (place and _appended(place, f"{line}\n".encode())):
            with suppress(OSError, ValueError):  # nobody listens: the work itself goes on
                sys.stderr.write(f"{line}\n")
                sys.stderr.flush()

    info = warning = error = critical = msg


def configure() -> None:
    """Let everything that this process logs, and its libraries, go where it belongs."""
    structlog.configure(
        processors=[structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"), _whose, _without_words, _as_line],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=Stream,
        cache_logger_on_first_use=False,
    )
    libraries = logging.getLogger()
    if not any(isinstance(each, FromLibraries) for each in libraries.handlers):
        libraries.addHandler(FromLibraries(logging.WARNING))


def places_told() -> str:
    """Where both logs go, in a sentence."""
    return f"the security log goes to {_place(SECURITY) or 'stderr'}, the error log to {_place(ERRORS) or 'stderr'}"


def places_amiss() -> Iterator[str]:
    """What to mend about them: a file that others may read or that takes no line."""
    for file in sorted({Path(place) for place in (_place(SECURITY), _place(ERRORS)) if place}):
        if file.exists() and file.stat().st_mode & 0o007:
            yield f"{file} can be read by others on this machine: chmod 640 it."
        if not os.access(file if file.exists() else file.parent, os.W_OK):
            yield f"{file} cannot be written to, so its lines go to stderr."


def catch_the_rest() -> None:
    """Let the error log have what nobody caught, in a server: Python itself would print its message."""
    threading.excepthook = lambda caught: told(caught.exc_value)
    sys.unraisablehook = _unraisable


def told(fault: BaseException | None) -> None:
    """Let the error log have a fault that nobody caught."""
    if fault is not None:
        structlog.get_logger(ERRORS).error("fault", kind=kind_of(fault), where=places(fault))


def kind_of(fault: BaseException) -> str:
    """What kind of fault it is; its message may hold what somebody typed."""
    return f"{type(fault).__module__}.{type(fault).__qualname__}"


def places(fault: BaseException) -> list[str]:
    """Our innermost frames and those below them, as module:function:line; messages and locals may hold anything."""
    frames = [(frame.f_globals.get("__name__", ""), frame, line) for frame, line in walk_tb(fault.__traceback__)]
    ours = [place for place, (module, *_) in enumerate(frames) if module.partition(".")[0] in _OURS][-5:]
    shown = sorted({*ours, *range(max(len(frames) - 3, 0), len(frames))})
    return [f"{frames[at][0]}:{frames[at][1].f_code.co_name}:{frames[at][2]}" for at in shown]


def _place(name: str) -> str:
    return settings().security_log if name == SECURITY else settings().error_log


class FromLibraries(logging.Handler):
    """What libraries log, as a line of ours: their own words without what they fill in (addresses, headers, bodies)."""

    def emit(self, record: logging.LogRecord) -> None:
        """One record."""
        fault = record.msg if isinstance(record.msg, BaseException) else record.exc_info and record.exc_info[1]
        line: dict[str, object] = {"library": record.name, "at_line": f"{record.module}:{record.lineno}"}
        if words := _own_words(record):
            line["said"] = words
        if fault:
            line |= {"kind": kind_of(fault), "where": places(fault)}
        if isinstance(fault, OSError) and fault.errno:
            line["why"] = os.strerror(fault.errno)
        log = structlog.get_logger(ERRORS)
        (log.error if record.levelno >= logging.ERROR else log.warning)("library", **line)


def _own_words(record: logging.LogRecord) -> str | None:
    """The sentence as it stands in the library's code; one that came filled in already is told of the server alone."""
    if not isinstance(record.msg, str) or not (record.args or record.name.startswith("uvicorn")):
        return None
    return record.msg.strip().partition("\n")[0]


def _unraisable(caught: "UnraisableHookArgs") -> None:
    told(caught.exc_value)


def _whose(stream: Stream, method: str, event: Event) -> Event:
    return {"at": event.pop("at"), "stream": stream.name, "level": method, "event": event.pop("event"), **event}


def _without_words(_stream: Stream, _method: str, event: Event) -> Event:
    """No stack with its locals and messages, whoever asked for one; of a text, the beginning."""
    for name in ("exc_info", "stack_info", "stack", "exception"):
        event.pop(name, None)
    return {name: value[:_LONGEST] if isinstance(value, str) else value for name, value in event.items()}


def _as_line(_stream: Stream, _method: str, event: Event) -> str:
    """Plain ASCII: a line break, an escape or a sign that turns the writing round arrives as \\u and its number."""
    return json.dumps(event, ensure_ascii=True, default=lambda value: type(value).__name__).replace("\x7f", "\\u007f")


def _appended(place: str, line: bytes) -> bool:
    try:
        file = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, MODE)
    except OSError:
        return False
    try:
        return os.write(file, line) == len(line)
    except OSError:
        return False
    finally:
        os.close(file)
