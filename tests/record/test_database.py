"""The database itself: who may write, who has to wait, and what is said when it cannot be done."""

import sqlite3
import threading
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.record.area import AMBER, OPERATOR, TODAY, Area, begin
from wsoa.database import Database, engines, lock
from wsoa.errors import Busy, Refused
from wsoa.milestones import record_update


def test_a_reader_cannot_write(area: Area) -> None:
    with area.database.reading() as session, pytest.raises(DBAPIError, match=r"readonly|read-only"):
        session.execute(text("UPDATE head SET number = 99"))
    assert area.head() == 1


def test_a_reader_sees_one_state_however_long_it_looks(area: Area) -> None:
    with area.database.reading() as session:
        query = text("SELECT max(number) FROM head JOIN programme ON id = programme_id WHERE slug = :slug")
        before = session.scalar(query, {"slug": area.slug})
        area.rate(2, AMBER, day=TODAY)
        assert session.scalar(query, {"slug": area.slug}) == before == 1
    assert area.head() == 2


def test_whoever_waits_too_long_is_told_that_nothing_was_saved(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.2)
    monkeypatch.setattr(engines, "_BUSY_MILLISECONDS", 200)
    area = begin(Database(database_url))
    with area.database.writing() as session:
        record_update(session, OPERATOR, area.slug, 2, AMBER)
        other = Database(database_url)
        with pytest.raises(Busy, match="nothing was saved"), other.writing() as waiting:
            record_update(waiting, OPERATOR, area.slug, 3, AMBER)
    assert [m.number for m in area.snapshot().milestones if m.level] == [2]
    for opened in (other, area.database):
        opened.close()


def test_without_a_connection_to_spare_a_writer_is_told_to_try_again(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engines._POOL, "pool_timeout", 0.1)
    database = Database(postgres_url)
    with ExitStack() as held:
        for _connection in range(20):
            held.enter_context(database.writer.connect())
        with pytest.raises(Busy), database.writing() as session:
            session.execute(text("SELECT 1"))
    database.close()


def test_threads_take_turns_with_the_lock(sqlite_url: str) -> None:
    database, inside, most = Database(sqlite_url), [0], [0]

    def work() -> None:
        with database.locked():
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    database.close()


def test_the_log_of_a_busy_file_is_cleared_by_the_tracker_and_by_nobody_else(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    area = begin(Database(sqlite_url))
    assert area.database.file is not None
    log = area.database.file.with_name(area.database.file.name + "-wal")
    for pool in (area.database.reader, area.database.writer):
        with pool.connect() as on:
            assert on.execute(text("PRAGMA wal_autocheckpoint")).scalar() == 0
            assert on.execute(text("PRAGMA synchronous")).scalar() == 2
    written = log.stat().st_size
    monkeypatch.setattr("wsoa.database._CHECKPOINT_BYTES", written)
    for number in range(1, 7):
        area.rate(number, AMBER, day=TODAY)
    with closing(sqlite3.connect(area.database.file)) as on:
        assert on.execute("SELECT count(*) FROM milestone_update").fetchone() == (6,)
    area.database.close()
    assert not log.exists()


def test_only_the_trackers_own_user_can_read_its_files(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'deeper' / 'wsoa.sqlite3'}")
    with database.writing() as session:
        session.execute(text("CREATE TABLE mark (id INTEGER)"))
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "deeper").iterdir()} == {0}
    database.close()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://x/y", "sqlite://", "sqlite"])
def test_an_address_that_names_no_database_is_refused(url: str) -> None:
    with pytest.raises(Refused, match="WSOA_DATABASE_URL"):
        Database(url)
