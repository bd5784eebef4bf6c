"""Upgrading: once, under a lock, with a copy kept; a step that would lose something is refused (PROOFS D17)."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from tests.migrations.filling import contents, fill
from wsoa.database import Database
from wsoa.database import upgrade as upgrading
from wsoa.database.upgrade import MIGRATIONS, UpgradeFailed, migrate, newest_revision, revision, upgrade
from wsoa.errors import Refused

BEFORE = newest_revision()
NEXT = f"{int(BEFORE) + 1:04}"
STEP = '''"""{what}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    pass
'''


def with_a_next_step(monkeypatch: pytest.MonkeyPatch, folder: Path, step: str) -> None:
    """Let the program be one migration ahead: `step` is what it does."""
    shutil.copytree(MIGRATIONS, folder / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    names = {"what": "A step", "revision": NEXT, "before": newest_revision(), "upgrade": step}
    (folder / "migrations" / "versions" / f"{NEXT}_next.py").write_text(STEP.format(**names))
    monkeypatch.setattr(upgrading, "MIGRATIONS", folder / "migrations")


def filled(url: str) -> Database:
    """A migrated database with two rows in every table."""
    database = Database(url)
    with engine_of(url).begin() as on:
        fill(on)
    return database


def engine_of(url: str) -> Engine:
    """A way to the database past the program."""
    return create_engine(url, poolclass=NullPool)


LOSING = {
    "deletes rows": 'op.execute("DELETE FROM bullet WHERE position = 1")',
    "drops a table": 'op.drop_table("update_evidence")',
    "makes a table, then fails": 'op.create_table("half", sa.Column("id", sa.Integer())); op.execute("nonsense")',
    "half deletes, then fails": 'op.execute("DELETE FROM bullet"); op.execute("nonsense")',
}


@pytest.mark.parametrize("step", LOSING.values(), ids=LOSING.keys())
def test_a_step_that_would_lose_rows_is_refused_and_leaves_the_database_as_it_was(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    database = filled(database_url)
    with engine_of(database_url).begin() as on:
        before = contents(on)
    with_a_next_step(monkeypatch, tmp_path, step)
    with pytest.raises(Exception, match=r"would lose rows|nonsense"):
        upgrade(database)
    with engine_of(database_url).begin() as on:
        assert contents(on) == before
        assert revision(on) != NEXT
    database.close()


def test_a_step_that_would_break_links_is_refused(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = filled(sqlite_url)
    with_a_next_step(monkeypatch, tmp_path, 'op.execute("UPDATE bullet SET row_id = 4711 WHERE position = 1")')
    with pytest.raises(UpgradeFailed, match="break 1 links"):
        upgrade(database)
    with engine_of(sqlite_url).begin() as on:
        assert on.scalar(text("SELECT count(*) FROM bullet WHERE row_id = 4711")) == 0
    database.close()


REMADE = (
    'with op.batch_alter_table("workstream_terms", recreate="always") as table: '
    'table.add_column(sa.Column("later", sa.String(), nullable=True))'
)


def test_re_making_a_table_on_sqlite_keeps_its_rows_and_all_that_is_linked_to_them(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = filled(sqlite_url)
    with engine_of(sqlite_url).begin() as on:
        before = contents(on)
    with_a_next_step(monkeypatch, tmp_path, REMADE)
    upgrade(database)
    with engine_of(sqlite_url).begin() as on:
        after = contents(on)
        assert [row.pop("later") for row in after["workstream_terms"]] == [None, None]
        assert after == before
        assert len(inspect(on).get_indexes("workstream_terms")) == 1
    database.close()


def test_with_foreign_keys_on_re_making_a_table_deletes_what_is_linked_to_it(tmp_path: Path) -> None:
    """The negative control of D17: what the same change does to a cascade on a connection that checks keys."""
    kept: dict[str, int] = {}
    for keys in ("ON", "OFF"):
        with closing(sqlite3.connect(tmp_path / f"{keys}.sqlite3", isolation_level=None)) as on:
            on.execute(f"PRAGMA foreign_keys={keys}")
            on.execute("CREATE TABLE workstream (id INTEGER PRIMARY KEY)")
            on.execute("CREATE TABLE milestone (of INTEGER REFERENCES workstream (id) ON DELETE CASCADE)")
            on.execute("INSERT INTO workstream VALUES (1)")
            on.executemany("INSERT INTO milestone VALUES (?)", [(1,), (1,), (1,)])
            on.execute("BEGIN")
            on.execute("CREATE TABLE _alembic_tmp_workstream (id INTEGER PRIMARY KEY, name TEXT)")
            on.execute("INSERT INTO _alembic_tmp_workstream (id) SELECT id FROM workstream")
            on.execute("DROP TABLE workstream")
            on.execute("ALTER TABLE _alembic_tmp_workstream RENAME TO workstream")
            on.execute("COMMIT")
            kept[keys] = on.execute("SELECT count(*) FROM milestone").fetchone()[0]
    assert kept == {"ON": 0, "OFF": 3}


def test_an_upgrade_keeps_a_copy_of_the_file_as_it_was(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = filled(sqlite_url)
    with engine_of(sqlite_url).begin() as on:
        before = contents(on)
    with_a_next_step(monkeypatch, tmp_path, REMADE)
    upgrade(database)
    database.close()
    copy = tmp_path / f"wsoa.sqlite3.before-{NEXT}"
    assert copy.stat().st_mode & 0o077 == 0
    with engine_of(f"sqlite:///{copy}").begin() as on:
        assert (revision(on), contents(on)) == (BEFORE, before)


def test_a_new_file_needs_no_copy_and_one_that_is_up_to_date_is_left_alone(
    empty_sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(empty_sqlite_url)
    upgrade(database)
    upgrade(database)
    database.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["wsoa.sqlite3", "wsoa.sqlite3.lock"]


def test_a_way_down_keeps_a_copy_too(sqlite_url: str, tmp_path: Path) -> None:
    database = filled(sqlite_url)
    migrate(database, "base", down=True)
    database.close()
    with engine_of(f"sqlite:///{tmp_path / f'wsoa.sqlite3.before-{newest_revision()}'}").begin() as on:
        assert revision(on) == newest_revision()


def test_a_database_of_a_newer_version_is_refused_in_plain_words_and_left_alone(database_url: str) -> None:
    database = filled(database_url)
    with engine_of(database_url).begin() as on:
        on.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        before = contents(on)
    with pytest.raises(Refused, match="newer version of the tracker"):
        upgrade(database)
    with engine_of(database_url).begin() as on:
        assert (revision(on), contents(on)) == ("9999", before)
    database.close()


SAY = """
import sys
from wsoa.database import open_database
database = open_database(sys.argv[1])
database.close()
"""


def test_two_processes_that_start_at_once_upgrade_once_and_both_go_on(empty_url: str) -> None:
    started = [subprocess.Popen([sys.executable, "-c", SAY, empty_url], stderr=subprocess.PIPE) for _ in range(2)]
    told = [process.communicate(timeout=60)[1].decode() for process in started]
    assert ([process.returncode for process in started], told) == ([0, 0], ["", ""])
    with engine_of(empty_url).begin() as on:
        assert revision(on) == newest_revision()
        assert on.scalar(text("SELECT count(*) FROM alembic_version")) == 1
