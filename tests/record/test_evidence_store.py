"""The store of evidence: whole or not at all, as it was put in or not at all, and nothing left that no row names."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import obstore
import pytest

from tests.record.area import OPERATOR, Area
from tests.record.files import NO, brought, files, looked_into
from wsoa.database import Database
from wsoa.errors import Invalid, NotAsKept, Unwritable
from wsoa.evidence import EvidenceChange, attach_file, state_evidence
from wsoa.evidence_store import EvidenceStore
from wsoa.history.storing import digests_named, keep, store_of, sweep
from wsoa.settings import settings

ABSENT = "0" * 64
PLAIN, OTHER = b"Minutes that only these tests bring.", b"Others that only these tests bring."
"""Areas of one database share what rows name: the bytes of other tests would stay."""


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(str(tmp_path / "evidence"))


@pytest.fixture
def own_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[EvidenceStore]:
    """The store of the setting, for whatever database the test is on."""
    monkeypatch.setenv("WSOA_EVIDENCE_STORE", str(tmp_path / "own"))
    settings.cache_clear()
    yield EvidenceStore(str(tmp_path / "own"))
    settings.cache_clear()


def with_a_piece(area: Area) -> Area:
    with area.entry(area.snapshot().as_at) as writing:
        state_evidence(writing, EvidenceChange(title="Minutes", milestones=(1,)), as_at=area.snapshot().as_at)
    return area


def test_a_file_lies_under_its_digest_for_its_owner_alone_and_comes_back_as_it_was(store: EvidenceStore) -> None:
    digest = store.put(PLAIN)
    assert store.put(PLAIN) == digest, "the same twice is kept once"
    assert (store.get(digest), store.size(digest), store.digests()) == (PLAIN, len(PLAIN), frozenset({digest}))
    assert store.folder is not None
    assert [oct(each.stat().st_mode)[-3:] for each in (store.folder, store.folder / digest)] == ["700", "600"]
    store.delete(digest)
    store.delete(digest)
    assert not store.has(digest)
    for asked in (digest, ABSENT, "../wsoa.sqlite3", "a" * 63, f"{ABSENT}\n", ""):
        with pytest.raises(NotAsKept):
            store.get(asked)


def test_bytes_that_were_altered_are_never_handed_out(store: EvidenceStore) -> None:
    digest = store.put(PLAIN)
    assert store.folder is not None
    (store.folder / digest).write_bytes(PLAIN + b" ")
    with pytest.raises(NotAsKept, match="not handed out"):
        store.get(digest)
    store.put(PLAIN)
    assert store.get(digest) == PLAIN, "brought again, it is whole again"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk of a few kilobytes")
def test_a_disk_that_fills_is_told_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", small], check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        with pytest.raises(Unwritable, match="The disk is full"):
            EvidenceStore(str(small)).put(b"x" * 2_000_000)
        assert list(small.iterdir()) == []
        assert EvidenceStore(str(small)).put(PLAIN)
    finally:
        subprocess.run(["umount", small], check=True)


def test_what_a_command_refuses_or_a_full_disk_cuts_short_leaves_no_bytes_and_no_row(
    area: Area, own_store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_a_piece(area)
    examined, heads = looked_into("minutes.txt", PLAIN), area.head()
    with suppress(RuntimeError), area.database.writing() as session:
        attach_file(session, area.people["lead"], area.slug, 1, examined, PLAIN, NO, seen=0)
        assert own_store.has(examined.digest), "first the bytes, then the row"
        raise RuntimeError("what is saved with it is refused")
    assert (own_store.digests(), own_store.begun()) == (frozenset(), ())

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(obstore, "put", full)
        with pytest.raises(Unwritable, match="The disk is full"):
            brought(area, PLAIN)
    assert (own_store.digests(), area.head(), files(area)) == (frozenset(), heads, None)
    brought(area, PLAIN)
    with pytest.raises(Invalid), area.database.writing() as session:
        attach_file(session, area.people["lead"], area.slug, 1, looked_into("b.txt", OTHER), OTHER, NO, seen=1)
    assert own_store.digests() == {examined.digest}
    assert area.faults() == []


def test_bytes_that_another_row_names_stay_when_a_second_command_with_them_is_undone(
    area: Area, own_store: EvidenceStore
) -> None:
    with_a_piece(with_a_piece(area))
    examined = brought(area, PLAIN)
    with suppress(RuntimeError), area.database.writing() as session:
        attach_file(session, area.people["lead"], area.slug, 2, examined, PLAIN, NO, seen=0)
        raise RuntimeError("what is saved with it is refused")
    assert own_store.get(examined.digest) == PLAIN
    with area.database.reading() as session:
        assert examined.digest in digests_named(session)


def test_the_next_start_removes_what_was_begun_here_and_named_by_no_row_and_nothing_else(
    area: Area, own_store: EvidenceStore
) -> None:
    with_a_piece(area)
    kept = brought(area, PLAIN).digest
    stranger = own_store.put(b"Another tracker's file in the same folder")
    orphan = own_store.put(OTHER)
    with area.entry(area.snapshot().as_at) as writing:
        owner = writing.programme_uid
    for digest in (kept, orphan):
        own_store.begin(owner, digest)
    own_store.begin("elsewhere", stranger)
    assert own_store.folder is not None
    half = own_store.folder / f"{orphan}#1"
    half.write_bytes(b"hal")
    assert sweep(area.database) == 1
    assert own_store.digests() == {kept, stranger}
    assert own_store.begun() == (("elsewhere", stranger),)
    assert not half.exists()
    assert sweep(area.database) == 0


def test_without_the_setting_files_lie_beside_the_database(sqlite_area: Area) -> None:
    with sqlite_area.database.writing() as session:
        written = store_of(session)
    with sqlite_area.database.reading() as session:
        assert store_of(session).folder == written.folder
    assert sqlite_area.database.file is not None
    assert written.folder == sqlite_area.database.file.parent / "evidence"


def test_a_command_that_names_what_it_kept_leaves_no_note_behind(sqlite_area: Area, own_store: EvidenceStore) -> None:
    with sqlite_area.entry(sqlite_area.snapshot().as_at) as writing:
        digest = keep(writing, PLAIN)
        assert own_store.begun() == ((writing.programme_uid, digest),), "until the row is committed, it is noted"
    assert own_store.begun() == ()
    assert OPERATOR.is_operator


def test_the_store_is_found_beside_a_record_that_was_empty_a_moment_ago(tmp_path: Path) -> None:
    """SQLite lists a temporary database beside it on the connection that first looked for its tables."""
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    with database.reading() as session:
        session.connection().exec_driver_sql("PRAGMA temp.table_info('alembic_version')")
        listed = session.connection().exec_driver_sql("PRAGMA database_list").all()
        assert len(listed) > 1, "else this proves nothing"
        assert store_of(session).place == str(tmp_path / "evidence")
    database.close()
