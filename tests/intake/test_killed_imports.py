"""An import that is killed at any moment has brought in all of its file or nothing of it (PROOFS R10)."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.intake.workbooks import save
from tests.proofs import times
from wsoa.database import Database
from wsoa.history import verify
from wsoa.tables import metadata

ROOT = Path(__file__).resolve().parents[2]
SEED = 2026
WAIT = 120
HEADER = ["Workstream", "Focus Area", "Ref", "Milestone", "Lead", "By when", "RAG", "Issue", "Mitigation"]
STEPS = 150
IN_TWO_PARTS = """
import sys, time
from dataclasses import replace
from datetime import date
from pathlib import Path
from wsoa.access import operator
from wsoa.database import Database
from wsoa.intake import read_workbook
from wsoa.intake.loading.apply import load_tracker
from wsoa.intake.recognising.recognise import recognise

found = recognise(read_workbook(Path(sys.argv[2])))
for part in (found.milestones[:75], found.milestones):
    database = Database(sys.argv[1])
    with database.writing() as session:
        half = replace(found, milestones=part)
        load_tracker(session, operator("naive"), "elm", half, as_at=date(2026, 3, 31), name="Elm")
    print("written", flush=True)
    time.sleep(60)
"""


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


def started(url: str, *words: str) -> "subprocess.Popen[bytes]":
    """A process of its own, in a group of its own with whatever it starts."""
    env = {**os.environ, "WSOA_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, *words],
        env=env,
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def killed(process: "subprocess.Popen[bytes]", after: float) -> bool:
    """Kill the process with its child that reads; whether it was still at work."""
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=WAIT)
    return process.returncode == -signal.SIGKILL


def tracker(folder: Path, issue: str) -> Path:
    """A plan of 150 milestones, each with that issue."""
    rows = [
        [f"Strand {n % 7}", f"{n}: Area {n} is open", f"{n}.A", f"Step {n} is taken", "HoS A", "May 2026", "RAG"[n % 3]]
        for n in range(1, STEPS + 1)
    ]
    rows = [[*row, f"{issue} {n}", f"Mitigation {n}"] for n, row in enumerate(rows)]
    return save(folder / f"{issue}.xlsx", {"Plan": [HEADER, *rows]})


def loading(file: Path, slug: str) -> tuple[str, ...]:
    return ("-m", "api", "import", str(file), "--programme", slug, "--name", slug, "--as-at", "2026-03-31")


@pytest.mark.proof
def test_an_import_killed_at_any_moment_is_whole_or_has_left_nothing(
    database_url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Every other time it begins a programme; the others it brings the next issue into one that stands."""
    chance, files = random.Random(SEED), [tracker(tmp_path, issue) for issue in ("Rain", "Frost")]
    begun, first = time.monotonic(), started(database_url, *loading(files[0], "standing"))
    first.communicate(timeout=WAIT)
    lasts = time.monotonic() - begun
    model = state(database_url, "standing")
    assert (first.returncode, model.number, dict(model.counts)["milestone_update"]) == (0, 1, STEPS)
    at_work = whole = 0
    for number in range(times(3, 100)):
        slug = "standing" if number % 2 else f"begun-{number}"
        before = state(database_url, slug)
        file = files[before.number % 2]
        at_work += killed(started(database_url, *loading(file, slug)), chance.uniform(0.3, 1.1) * lasts)
        now = state(database_url, slug)
        grown = before.plus(entry=1, milestone_update=STEPS, tracker_load=1) if before.number else (1, model.counts)
        assert now.faults == 0
        assert now == before or (now.number, now.counts) == grown
        whole += now != before
    record_property("killed while at work", at_work)
    record_property("whole before the kill", whole)
    assert at_work


def test_a_loader_that_commits_twice_is_caught(database_url: str, tmp_path: Path) -> None:
    """The negative control: killed between its two parts, it has left what is neither nothing nor the whole."""
    file = tracker(tmp_path, "Rain")
    whole = started(database_url, *loading(file, "whole"))
    whole.communicate(timeout=WAIT)
    process = started(database_url, "-c", IN_TWO_PARTS, database_url, str(file))
    assert process.stdout
    assert process.stdout.readline() == b"written\n"
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=WAIT)
    model, left = state(database_url, "whole"), state(database_url, "elm")
    assert left.number
    assert left.counts != model.counts
