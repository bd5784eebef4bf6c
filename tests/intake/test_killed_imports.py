"""An import that is killed at any moment has brought in all of its file or nothing of it (PROOFS R10).

Whoever imports is forked off the tests, which have loaded all that it is made of (PROOFS 5), and reads its file
without a child of its own.
"""

import contextlib
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from api.__main__ import app
from tests.intake.workbooks import save
from tests.proofs import times
from wsoa.access import operator
from wsoa.database import Database, open_database
from wsoa.history import verify
from wsoa.intake import read_workbook
from wsoa.intake.loading.apply import load_tracker
from wsoa.intake.reading import child, parent
from wsoa.intake.recognising.recognise import recognise
from wsoa.settings import settings
from wsoa.tables import metadata

SEED = 2026
WAIT = 120
HEADER = ["Workstream", "Focus Area", "Ref", "Milestone", "Lead", "By when", "RAG", "Issue", "Mitigation"]
STEPS = times(60, 150)


@dataclass(frozen=True)
class State:
    """The end of a programme's chain, how many rows each table holds of it, and what is wrong with the record."""

    number: int
    digest: str
    counts: tuple[tuple[str, int], ...]
    faults: int

    def plus(self, **rows: int) -> tuple[int, tuple[tuple[str, int], ...]]:
        """What one more entry with so many rows makes of it, without its digest, which nobody can foresee."""
        return self.number + 1, tuple((name, count + rows.get(name, 0)) for name, count in self.counts)


def state(url: str, slug: str) -> State:
    database, tables = Database(url), metadata.tables
    with database.reading() as session:
        its = select(tables["programme"].c.id).where(tables["programme"].c.slug == slug).scalar_subquery()
        of = {name: table for name, table in sorted(tables.items()) if "programme_id" in table.c}
        counts = tuple(
            (name, session.scalar(select(func.count()).where(table.c.programme_id == its)) or 0)
            for name, table in of.items()
        )
        head = session.execute(select(tables["head"]).where(tables["head"].c.programme_id == its)).first()
        faults = sum(len(chain.faults) for chain in verify(session))
    database.close()
    return State(head.number if head else 0, head.digest if head else "", counts, faults)


@dataclass(frozen=True)
class Forked:
    """A process forked off this one, in a group of its own with whatever it starts."""

    number: int

    def ended(self) -> int:
        """How it ended: its exit code, or the signal that ended it as a negative number."""
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            number, status = os.waitpid(self.number, os.WNOHANG)
            if number:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.01)
        self.kill()
        raise AssertionError(f"It is still at work after {WAIT} seconds")

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.number, signal.SIGKILL)


def started(work: Callable[[], object]) -> Forked:
    number = os.fork()
    if number == 0:
        ended = 1
        try:
            os.setsid()
            nowhere = os.open(os.devnull, os.O_RDWR)
            for told in (0, 1, 2):
                os.dup2(nowhere, told)
            parent._answer_of_child = lambda content, suffix: child.answer(content, suffix).encode()
            work()
            ended = 0
        finally:
            os._exit(ended)
    return Forked(number)


def killed(process: Forked, after: float) -> bool:
    """Kill the process with its child that reads; whether it was still at work."""
    time.sleep(after)
    process.kill()
    return process.ended() == -signal.SIGKILL


def tracker(folder: Path, issue: str) -> Path:
    """A plan of many milestones, each with that issue."""
    rows = [
        [f"Strand {n % 7}", f"{n}: Area {n} is open", f"{n}.A", f"Step {n} is taken", "HoS A", "May 2026", "RAG"[n % 3]]
        for n in range(1, STEPS + 1)
    ]
    rows = [[*row, f"{issue} {n}", f"Mitigation {n}"] for n, row in enumerate(rows)]
    return save(folder / f"{issue}.xlsx", {"Plan": [HEADER, *rows]})


def loading(url: str, file: Path, slug: str) -> Callable[[], object]:
    """What `wsoa import` does in a process that has nothing open."""
    words = ("import", str(file), "--programme", slug, "--name", slug, "--as-at", "2026-03-31")

    def work() -> None:
        os.environ["WSOA_DATABASE_URL"] = url
        settings.cache_clear()
        open_database.cache_clear()
        app(words, standalone_mode=False)

    return work


def in_two_parts(url: str, file: Path, written: int) -> Callable[[], object]:
    """What a loader does that commits when it is half done; it says so in the pipe `written`."""

    def work() -> None:
        found = recognise(read_workbook(file))
        for part in (found.milestones[: STEPS // 2], found.milestones):
            with Database(url).writing() as session:
                half = replace(found, milestones=part)
                load_tracker(session, operator("naive"), "elm", half, as_at=date(2026, 3, 31), name="Elm")
            os.write(written, b"written")
            time.sleep(WAIT)

    return work


@pytest.mark.proof
def test_an_import_killed_at_any_moment_is_whole_or_has_left_nothing(
    database_url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Every other time it begins a programme; the others it brings the next issue into one that stands."""
    chance, files = random.Random(SEED), [tracker(tmp_path, issue) for issue in ("Rain", "Frost")]
    begun, first = time.monotonic(), started(loading(database_url, files[0], "standing"))
    returned, lasts = first.ended(), time.monotonic() - begun
    model = state(database_url, "standing")
    assert (returned, model.number, dict(model.counts)["milestone_update"]) == (0, 1, STEPS)
    at_work = whole = 0
    for number in range(times(2, 100)):
        slug = "standing" if number % 2 else f"begun-{number}"
        before = state(database_url, slug)
        file = files[before.number % 2]
        at_work += killed(started(loading(database_url, file, slug)), chance.uniform(0.1, 1.1) * lasts)
        now = state(database_url, slug)
        more = before.plus(entry=1, milestone_update=STEPS, tracker_load=1, security_event=1)
        grown = more if before.number else (1, model.counts)
        assert now.faults == 0
        assert now == before or (now.number, now.counts) == grown
        whole += now != before
    record_property("killed while at work", at_work)
    record_property("whole before the kill", whole)
    assert at_work


def test_a_loader_that_commits_twice_is_caught(database_url: str, tmp_path: Path) -> None:
    """The negative control: killed between its two parts, it has left what is neither nothing nor the whole."""
    file = tracker(tmp_path, "Rain")
    assert started(loading(database_url, file, "whole")).ended() == 0
    told, written = os.pipe()
    process = started(in_two_parts(database_url, file, written))
    os.close(written)
    assert os.read(told, 7) == b"written"
    os.close(told)
    process.kill()
    assert process.ended() == -signal.SIGKILL
    model, left = state(database_url, "whole"), state(database_url, "elm")
    assert left.number
    assert left.counts != model.counts
