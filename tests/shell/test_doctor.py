"""`wsoa doctor` says what to mend, and nothing where nothing is amiss."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from api.shell import serving
from tests.record.area import begin
from tests.shell.conftest import Run
from wsoa import clock
from wsoa.database import Database, readiness
from wsoa.database.engines import CONNECTIONS
from wsoa.database.upgrade import newest_revision

HTTPS = {"WSOA_PUBLIC_ADDRESS": "https://tracker.example"}


def mends(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("Mend: ")]


def test_where_nothing_is_amiss_there_is_nothing_to_mend(wsoa: Run, sqlite_url: str) -> None:
    Path(sqlite_url.removeprefix("sqlite:///")).chmod(0o600)
    done = wsoa("doctor", env=HTTPS)
    assert (done.returncode, mends(done.stdout)) == (0, [])
    assert f"revision {newest_revision()} of {newest_revision()}" in done.stdout


def test_a_file_that_others_read_an_address_without_tls_and_a_clock_behind_the_record_are_named(
    wsoa: Run, sqlite_url: str
) -> None:
    database = Database(sqlite_url)
    begin(database)
    database.close()
    Path(sqlite_url.removeprefix("sqlite:///")).chmod(0o644)
    with clock.held_at(datetime(2026, 2, 2, 11, tzinfo=UTC)):
        found = mends(wsoa("doctor").stdout)
    assert [any(word in line for line in found) for word in ("https", "chmod 600", "clock")] == [True] * 3
    with clock.held_at(datetime(2026, 2, 2, 12, tzinfo=UTC) + timedelta(seconds=1)):
        assert not any("clock" in line for line in mends(wsoa("doctor").stdout))


def test_more_workers_than_a_postgresql_database_has_connections_for_are_told(
    wsoa: Run, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {"WSOA_DATABASE_URL": postgres_url, **HTTPS}
    monkeypatch.setattr(serving, "_listen", lambda *_where: None)
    many = wsoa("serve", "--workers", "60", env=here)
    assert f"60 workers may open {60 * CONNECTIONS} connections" in many.stderr
    assert f"a worker opens {CONNECTIONS} at most" in wsoa("doctor", env=here).stdout
    monkeypatch.setattr(readiness, "_ALLOWED", text("SELECT 3"))
    assert any("raise max_connections" in line for line in mends(wsoa("doctor", env=here).stdout))
