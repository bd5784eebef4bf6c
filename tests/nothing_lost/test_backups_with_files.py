"""R11 for files of evidence: a backup carries them, they come back as they were, and one amiss changes nothing."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.nothing_lost.backing_up import content, sealed
from tests.record.area import TODAY, Area, begin, on
from tests.record.files import ANEW, OTHER, PLAIN, brought
from tests.record.test_evidence_files import with_minutes
from tests.shell.conftest import Run
from tests.shell.conftest import wsoa as wsoa
from wsoa.database import Database
from wsoa.database.backups import Files, back_up, restore
from wsoa.errors import Refused
from wsoa.history import verify
from wsoa.history.files_kept import unnamed, wanted_by
from wsoa.history.storing import store_beside


def files(database: Database) -> Files:
    return Files(store_beside(database.file), wanted_by)


@pytest.fixture
def area(sqlite_url: str) -> Iterator[Area]:
    """An area with a piece of evidence and two revisions of its file."""
    with on(TODAY):
        made = with_minutes(begin(Database(sqlite_url)))
        brought(made, PLAIN)
        brought(made, OTHER, ANEW)
        yield made
    made.database.close()


def test_files_come_back_with_the_record_also_where_there_was_nothing(area: Area, tmp_path: Path) -> None:
    manifest = back_up(area.database, tmp_path / "backup", files(area.database))
    assert manifest.files is not None
    assert sorted(each.size for each in manifest.files) == sorted(map(len, (PLAIN, OTHER)))
    (tmp_path / "elsewhere").mkdir()
    restored = Database(f"sqlite:///{tmp_path / 'elsewhere' / 'wsoa.sqlite3'}")
    assert restore(restored, tmp_path / "backup", files(restored))[0] == manifest
    with restored.reading() as session:
        assert [found.faults for found in verify(session)] == [()]
        assert unnamed(session) == frozenset()
    restored.close()


def test_without_its_files_a_backup_brings_back_a_record_whose_files_are_missing(area: Area, tmp_path: Path) -> None:
    """The negative control: rows alone come back whole, and name what is not there."""
    back_up(area.database, tmp_path / "backup")
    (tmp_path / "elsewhere").mkdir()
    restored = Database(f"sqlite:///{tmp_path / 'elsewhere' / 'wsoa.sqlite3'}")
    assert restore(restored, tmp_path / "backup", files(restored))[0].files is None
    with restored.reading() as session:
        assert [fault.what for fault in verify(session)[0].faults] == [
            "the file of evidence 1 is missing from the store"
        ] * 2
    restored.close()


def cut(head: list[bytes], rest: bytes) -> bytes:
    return sealed(head, rest[: -len(OTHER)])


def altered(head: list[bytes], rest: bytes) -> bytes:
    return sealed(head, rest[:-1] + bytes([rest[-1] ^ 1]))


def swapped(head: list[bytes], rest: bytes) -> bytes:
    told = json.loads(head[1])
    return sealed([head[0], json.dumps(told | {"files": told["files"][::-1]}).encode() + b"\n"], rest)


def left_out(head: list[bytes], rest: bytes) -> bytes:
    told = json.loads(head[1])
    size = told["files"][-1]["size"]
    return sealed([head[0], json.dumps(told | {"files": told["files"][:-1]}).encode() + b"\n"], rest[:-size])


def one_more(head: list[bytes], rest: bytes) -> bytes:
    return sealed(head, rest + PLAIN)


@pytest.mark.parametrize("damage", [cut, altered, swapped, left_out, one_more])
def test_a_backup_whose_files_are_amiss_is_refused_and_touches_neither_record_nor_store(
    area: Area, tmp_path: Path, damage: Callable[[list[bytes], bytes], bytes]
) -> None:
    here = files(area.database)
    back_up(area.database, tmp_path / "backup", here)
    kind, told, _digest, rest = (tmp_path / "backup").read_bytes().split(b"\n", 3)
    (tmp_path / "backup").write_bytes(damage([kind + b"\n", told + b"\n"], rest))
    for digest in here.store.digests():
        here.store.delete(digest)
    before = content(str(area.database.url))
    with pytest.raises(Refused, match=r"^backup (is|lacks) .*Nothing was changed\.$"):
        restore(area.database, tmp_path / "backup", here)
    assert (content(str(area.database.url)), here.store.digests()) == (before, frozenset())


def test_a_backup_of_the_first_format_still_comes_back_and_leaves_the_store_as_it_is(
    area: Area, tmp_path: Path
) -> None:
    here = files(area.database)
    back_up(area.database, tmp_path / "backup")
    _kind, told, _digest, rest = (tmp_path / "backup").read_bytes().split(b"\n", 3)
    old = {name: value for name, value in json.loads(told).items() if name not in ("files", "lost")}
    head = [b"WSoA tracker backup 1\n", json.dumps(old).encode() + b"\n"]
    (tmp_path / "backup").write_bytes(sealed(head, rest))
    there = here.store.digests()
    assert restore(area.database, tmp_path / "backup", here)[0].files is None
    assert here.store.digests() == there
    assert area.faults() == []


def test_at_the_shell_a_lost_file_is_said_and_the_rest_is_saved(area: Area, wsoa: Run, tmp_path: Path) -> None:
    store = files(area.database).store
    made = wsoa("backup", tmp_path / "backup")
    assert (made.returncode, "2 files of evidence" in made.stdout) == (0, True)
    lost = sorted(store.digests())[0]
    store.delete(lost)
    again = wsoa("backup", tmp_path / "other")
    assert (again.returncode, lost in again.stderr) == (1, True)
    assert "is missing from the store" in wsoa("verify").stderr
    area.database.close()
    assert wsoa("restore", tmp_path / "backup").returncode == 0
    assert wsoa("verify").returncode == 0
    assert "Files of evidence: 2 in " in wsoa("doctor").stdout
    store.put(b"from elsewhere")
    spare = wsoa("verify")
    assert (spare.returncode, "1 file that no row of this record names" in spare.stdout) == (0, True)
    assert store.folder is not None
    (store.folder / lost).chmod(0o644)
    assert "chmod 600" in wsoa("doctor").stdout
