"""The account of a load: kept with it, told by a report, and known when somebody changes it."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.intake.workbooks import save
from tests.shell.conftest import Ended, Run

ROWS = (("Milestone", "RAG", "Issue", "Mitigation", ""), ("Open the park", "A", "Rain", "Tents", "by the gate"))


REPORT = (
    "report",
    "reconciliation-report",
    "--programme",
    "elm",
    "--as-at",
    "2026-03-31",
    "--format",
    "json",
    "-o",
    "-",
)


@pytest.fixture
def loaded(wsoa: Run, tmp_path: Path) -> Run:
    """A programme into which a plan was loaded twice."""
    file = save(tmp_path / "plan.xlsx", {"Plan": ROWS})
    for _ in range(2):
        assert wsoa("import", file, "--programme", "elm", "--name", "Elm", "--as-at", "2026-03-31").returncode == 4
    return wsoa


def test_each_load_has_its_own_account(loaded: Run) -> None:
    first, newest = (json.loads(loaded(*REPORT, *which).stdout) for which in (("--load", 1), ()))
    told = [{row["words"][0]: row["words"][1] for row in one["load"]["rows"]} for one in (first, newest)]
    assert [one["In the record"] for one in told] == ["Entry 1", "No entry: the file changed nothing"]
    assert [row["words"][1] for row in first["left_out"]["rows"]] == ["by the gate"]
    assert newest["created"] is None
    assert loaded(*REPORT, "--load", 9).returncode == 3


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE tracker_load SET report = replace(report, 'by the gate', 'nothing') WHERE number = 1",
        "UPDATE tracker_load SET report = replace(report, 'by the gate', 'nothing') WHERE number = 2",
        "UPDATE tracker_load SET sha256 = 'another' WHERE number = 1",
        "UPDATE tracker_load SET as_at = '2026-03-30' WHERE number = 1",
        "UPDATE tracker_load SET state = 'given-up' WHERE number = 1",
        "DELETE FROM tracker_load WHERE number = 1",
    ],
)
def test_an_account_that_was_changed_is_found(loaded: Run, sqlite_url: str, change: str) -> None:
    assert loaded("verify").returncode == 0
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        assert database.execute(change).rowcount == 1
    found: Ended = loaded("verify")
    assert (found.returncode, "account" in found.stderr) == (1, True)
