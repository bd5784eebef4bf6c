"""A line of a log is one object on one line, of code's words, whatever comes in."""

import json
import logging
import os
import stat
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import structlog

from api import log_streams
from wsoa.settings import settings

HOSTILE = ("two\nlines", "back\rspace", "\x1b[31mred", "\x7fdel", "turned \u202e round", "\u2028", "nul \x00", "\ud800")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Path]]:
    """Where both logs go; the process logs as a server does meanwhile, and as before afterwards."""
    security, errors = tmp_path / "security.log", tmp_path / "errors.log"
    monkeypatch.setenv("WSOA_SECURITY_LOG", str(security))
    monkeypatch.setenv("WSOA_ERROR_LOG", str(errors))
    settings.cache_clear()
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    before, handlers = structlog.get_config(), list(logging.getLogger().handlers)
    log_streams.configure()
    log_streams.catch_the_rest()
    yield security, errors
    structlog.configure(**before)
    logging.getLogger().handlers[:] = handlers
    settings.cache_clear()


def lines(file: Path) -> list[dict[str, object]]:
    """What stands in a log."""
    return [json.loads(line) for line in file.read_bytes().splitlines()] if file.exists() else []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_line_is_plain_ascii_and_one_object_whatever_is_in_it(places: tuple[Path, Path], text: str) -> None:
    structlog.get_logger("wsoa.security").info("event", thing=text)
    written = places[0].read_bytes()
    assert (written.count(b"\n"), written[-1:]) == (1, b"\n")
    assert all(0x20 <= byte < 0x7F for byte in written[:-1])
    assert lines(places[0])[0]["thing"] == text


def test_the_time_is_utc_and_says_so(places: tuple[Path, Path]) -> None:
    structlog.get_logger("wsoa.errors").error("fault")
    told = str(lines(places[1])[0]["at"])
    assert told.endswith("Z")
    assert datetime.fromisoformat(told).utcoffset() == timedelta(0)


def test_each_stream_goes_to_its_own_file_which_others_cannot_read(places: tuple[Path, Path]) -> None:
    structlog.get_logger("wsoa.security").info("signed-in", person="p")
    structlog.get_logger("wsoa.trackers").error("fault")
    security, errors = places
    assert [line["event"] for line in lines(security)] == ["signed-in"]
    assert [(line["stream"], line["event"]) for line in lines(errors)] == [("wsoa.trackers", "fault")]
    assert [stat.S_IMODE(file.stat().st_mode) & 0o027 for file in places] == [0, 0]


def test_a_file_that_is_moved_away_is_begun_anew(places: tuple[Path, Path]) -> None:
    log = structlog.get_logger("wsoa.security")
    log.info("before")
    places[0].rename(places[0].with_suffix(".1"))
    log.info("after")
    assert [line["event"] for line in lines(places[0])] == ["after"]


def test_lines_of_many_who_write_at_once_stay_whole(places: tuple[Path, Path]) -> None:
    log = structlog.get_logger("wsoa.security")
    with ThreadPoolExecutor(8) as many:
        list(many.map(lambda number: log.info("event", number=number, long="x" * 200), range(400)))
    assert {line["number"] for line in lines(places[0])} == set(range(400))


def test_a_place_that_cannot_be_written_to_costs_no_line(
    monkeypatch: pytest.MonkeyPatch, places: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WSOA_SECURITY_LOG", str(places[0] / "no" / "folder"))
    settings.cache_clear()
    structlog.get_logger("wsoa.security").info("signed-in")
    assert json.loads(capsys.readouterr().err)["event"] == "signed-in"


def test_a_fault_is_told_by_its_kind_and_place_never_by_its_message(places: tuple[Path, Path]) -> None:
    try:
        raise ValueError("canary in the message")
    except ValueError as fault:
        structlog.get_logger("wsoa.errors").error("fault", exc_info=True, stack_info=True, thing=fault)
        log_streams.told(fault)
    told = places[1].read_text()
    assert "canary" not in told
    assert [line.get("kind") for line in lines(places[1])] == [None, "builtins.ValueError"]
    assert "test_log_lines:" in told


def test_a_library_is_heard_without_what_it_fills_in(places: tuple[Path, Path]) -> None:
    logging.getLogger("some.library").warning("Cannot read %s of %d", "canary", 7)
    logging.getLogger("some.library").error(f"{'canary'} filled in already")
    logging.getLogger("uvicorn.error").error("Exception in ASGI application\n", exc_info=ValueError("canary"))
    logging.getLogger("uvicorn.error").error(OSError(98, "canary"))
    told = lines(places[1])
    assert [line.get("said") for line in told] == [
        "Cannot read %s of %d",
        None,
        "Exception in ASGI application",
        None,
    ]
    assert (told[2]["kind"], told[3]["why"]) == ("builtins.ValueError", os.strerror(98))
    assert "canary" not in places[1].read_text()


def test_a_thread_that_dies_says_where_and_not_what(places: tuple[Path, Path]) -> None:
    def dies() -> None:
        raise RuntimeError("canary")

    dying = threading.Thread(target=dies)
    dying.start()
    dying.join()
    assert [line["kind"] for line in lines(places[1])] == ["builtins.RuntimeError"]
    assert "canary" not in places[1].read_text()
