"""R11: a backup made while people save holds one state, comes back as it was, and a damaged one changes nothing."""

import hashlib
import json
import random
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.nothing_lost.backing_up import content, require_a_state_of, saving, sealed
from tests.nothing_lost.children import forked, killed
from tests.proofs import times
from tests.record.area import AMBER, Area, begin
from wsoa.database import Database
from wsoa.database.backup_file import content_digest, open_backup
from wsoa.database.backups import back_up, restore
from wsoa.database.lock import only_server
from wsoa.errors import Conflict, Refused

Counted = Callable[[str, object], None]
BACKUPS, DAMAGED, KILLS = times(2, 50), times(6, 50), times(2, 50)


@pytest.mark.proof
def test_a_backup_made_while_people_save_comes_back_as_one_state(
    sqlite_url: str, tmp_path: Path, record_property: Counted
) -> None:
    area = begin(Database(sqlite_url))
    with saving(area):
        for turn in range(BACKUPS):
            before = area.head()
            manifest = back_up(area.database, tmp_path / "backup")
            restored = Database(f"sqlite:///{tmp_path / f'restored-{turn}.sqlite3'}")
            assert restore(restored, tmp_path / "backup") == (manifest, None)
            assert content(f"sqlite:///{restored.file}") == manifest.content
            require_a_state_of(area, restored, manifest, before)
            restored.close()
    assert sorted(path.name for path in tmp_path.glob("backup*")) == ["backup"]
    record_property("equal", BACKUPS)
    record_property("entries at the end", area.head())
    area.database.close()


def test_the_file_copied_alone_while_people_save_lacks_what_they_saved(sqlite_url: str, tmp_path: Path) -> None:
    """The negative control: what was saved of late is in the log beside the file (PROOFS D18)."""
    area = begin(Database(sqlite_url))
    area.rate(2, AMBER, day=area.snapshot().as_at)
    saved = area.head()
    copied = shutil.copy(sqlite_url.removeprefix("sqlite:///"), tmp_path / "copied.sqlite3")
    with closing(sqlite3.connect(copied)) as on:
        assert on.execute("SELECT count(*) FROM entry").fetchone()[0] < saved
    area.database.close()


@pytest.fixture
def backed_up(sqlite_url: str, tmp_path: Path) -> tuple[Area, Path]:
    """An area, and a backup that was made before its last update."""
    area = begin(Database(sqlite_url))
    back_up(area.database, tmp_path / "backup")
    area.rate(2, AMBER, day=area.snapshot().as_at)
    return area, tmp_path / "backup"


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """A backup somebody or something has been at."""
    kind, told, _digest, copy = whole.split(b"\n", 3)
    lines = [kind + b"\n", told + b"\n"]
    place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
    match chance.randrange(7):
        case 0:
            return whole[:place]
        case 1 | 2:
            return whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
        case 3:
            return whole + b"\0"
        case 4:
            return sealed([b"WSoA tracker backup 3\n", lines[1]], copy)
        case 5:
            return sealed([lines[0], json.dumps(json.loads(told) | {"schema": "9999"}).encode() + b"\n"], copy)
        case _:
            return copy


@pytest.mark.proof
def test_a_damaged_backup_is_refused_in_plain_words_and_changes_nothing(
    backed_up: tuple[Area, Path], tmp_path: Path, record_property: Counted
) -> None:
    area, backup = backed_up
    whole, before, chance = backup.read_bytes(), content(str(area.database.url)), random.Random(11)
    names = {path.name for path in tmp_path.iterdir()}
    for turn in range(DAMAGED):
        backup.write_bytes(damaged(whole, chance))
        with pytest.raises(Refused, match=r"^backup (is|was|does) .*Nothing was changed\.$"):
            restore(area.database, backup)
        assert content(str(area.database.url)) == before, turn
    assert {path.name for path in tmp_path.iterdir()} == names
    area.database.close()
    record_property("refused", DAMAGED)


def test_a_flipped_bit_that_nobody_looks_for_comes_back_as_if_it_had_been_written(
    backed_up: tuple[Area, Path], tmp_path: Path
) -> None:
    """The negative control: SQLite's own check of the copy finds nothing wrong with another word in it."""
    copy = backed_up[1].read_bytes().split(b"\n", 3)[3]
    file = tmp_path / "flipped.sqlite3"
    file.write_bytes(copy.replace(b"Step 1 of the way", b"Step 1 of the wax"))
    with closing(sqlite3.connect(file)) as on:
        assert on.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert on.execute("SELECT count(*) FROM milestone_terms WHERE wording LIKE '%wax'").fetchone() == (1,)


def test_what_stood_before_a_restore_is_kept(backed_up: tuple[Area, Path], tmp_path: Path) -> None:
    area, backup = backed_up
    before = content(str(area.database.url))
    manifest, kept = restore(area.database, backup)
    assert kept == tmp_path / "wsoa.sqlite3.before-restore"
    assert kept.stat().st_mode & 0o077 == 0
    assert (content(f"sqlite:///{kept}"), content(str(area.database.url))) == (before, manifest.content)
    assert restore(area.database, backup)[1] == tmp_path / "wsoa.sqlite3.before-restore-2"
    area.database.close()


def test_a_command_that_waits_to_write_meets_what_was_restored(backed_up: tuple[Area, Path]) -> None:
    """It has opened the database before the restore, and what it saves after it is not lost in a file set aside."""
    area, backup = backed_up
    seen = area.seen(2)
    restore(area.database, backup)
    with pytest.raises(Conflict):
        area.rate(2, AMBER, day=area.snapshot().as_at, seen=seen)
    area.rate(2, AMBER, day=area.snapshot().as_at, seen=0)
    assert area.head() == 2
    area.database.close()


def test_a_file_that_is_no_database_any_more_is_set_aside_and_replaced(backed_up: tuple[Area, Path]) -> None:
    area, backup = backed_up
    area.database.close()
    assert area.database.file is not None
    area.database.file.write_bytes(b"nonsense")
    manifest, kept = restore(Database(str(area.database.url)), backup)
    assert kept is not None
    assert (kept.read_bytes(), content(str(area.database.url))) == (b"nonsense", manifest.content)


def test_while_a_server_runs_nothing_is_restored(backed_up: tuple[Area, Path]) -> None:
    area, backup = backed_up
    before = content(str(area.database.url))
    assert area.database.file is not None
    with only_server(area.database.file, "no"), pytest.raises(Refused, match="A server runs"):
        restore(area.database, backup)
    assert content(str(area.database.url)) == before
    area.database.close()


def test_a_backup_overwrites_neither_the_record_nor_anything_else(backed_up: tuple[Area, Path], tmp_path: Path) -> None:
    area, backup = backed_up
    (tmp_path / "letter").write_text("Dear parents")
    assert area.database.file is not None
    for taken in (area.database.file, tmp_path / "letter", tmp_path):
        with pytest.raises(Refused, match="Choose another name"):
            back_up(area.database, taken)
    with pytest.raises(Refused, match="no folder"):
        back_up(area.database, tmp_path / "nowhere" / "backup")
    earlier = backup.read_bytes()
    back_up(area.database, backup)
    assert backup.read_bytes() != earlier
    assert backup.stat().st_mode & 0o077 == 0
    area.database.close()


def test_what_is_named_like_a_file_on_its_way_is_left_alone(backed_up: tuple[Area, Path], tmp_path: Path) -> None:
    area, backup = backed_up
    named = [tmp_path / name for name in ("backup.new", "backup.copy", "wsoa.sqlite3.restoring")]
    for path in named:
        path.write_bytes(backup.read_bytes())
    before = {path.name for path in tmp_path.iterdir()}
    back_up(area.database, backup)
    assert {path.name for path in tmp_path.iterdir()} == before
    assert restore(area.database, backup)[1] is not None
    assert all(path.exists() for path in named)
    area.database.close()


def test_what_a_database_says_is_digested_alike_by_every_python() -> None:
    """Which characters repr() spells out follows the Unicode tables of each version of Python."""
    with create_engine("sqlite://").connect() as on:
        on.exec_driver_sql("CREATE TABLE person (name)")
        on.exec_driver_sql("INSERT INTO person VALUES ('Zoë \U0001fae9')")
        row = hashlib.sha256(rb"('Zo\xeb \U0001fae9',)").digest()
        assert content_digest(on) == hashlib.sha256(b'person ("name") 1\n' + row).hexdigest()


@pytest.mark.proof
def test_a_restore_killed_at_any_moment_leaves_what_was_or_what_was_backed_up(
    backed_up: tuple[Area, Path], record_property: Counted
) -> None:
    area, backup = backed_up
    url, before, chance, done = str(area.database.url), content(str(area.database.url)), random.Random(4), 0
    area.database.close()
    with open_backup(backup) as opened:
        wanted = opened.manifest.content
    for _kill in range(KILLS):
        child = forked(lambda: restore(Database(url), backup))
        threading.Event().wait(chance.uniform(0, 0.12))
        killed(child)
        found = content(url)
        assert found in (before, wanted)
        done += found == wanted
        if found == wanted:
            kept = next(path for path in backup.parent.glob("*.before-restore*") if "-wal" not in path.name)
            restore(Database(url), _again(kept, backup))
    record_property("restored before the kill", done)


def _again(kept: Path, backup: Path) -> Path:
    """A backup of what was kept, to begin anew from."""
    database = Database(f"sqlite:///{kept}")
    back_up(database, backup.with_name("again"))
    database.close()
    return backup.with_name("again")
