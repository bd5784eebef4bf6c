"""R10: killed while files of evidence are brought, nothing is half visible; after the next start none is orphaned."""

import hashlib
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.nothing_lost.uploading import (
    context,
    killed_after_the_commit,
    killed_before_the_commit,
    one_after_the_other,
)
from tests.proofs import times
from wsoa.database import Database
from wsoa.evidence_store import EvidenceStore
from wsoa.history import verify
from wsoa.history.storing import digests_named, store_of, sweep

Counted = Callable[[str, object], None]
SEED = 10
KILLS = times(3, 100)
CONTENT = b"Never acknowledged"


def started_again(url: str) -> tuple[EvidenceStore, frozenset[str]]:
    """The tracker after its next start: its store, and what its rows name; the chain is whole."""
    database = Database(url)
    sweep(database)
    with database.reading() as session:
        assert [fault for chain in verify(session) for fault in chain.faults] == []
        found = store_of(session), digests_named(session)
    database.close()
    return found


def ended_itself(work: Callable[..., None], *given: object) -> str:
    """A process that kills itself at a chosen step; the digest of what it was bringing."""
    child = context().Process(target=work, args=given)
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    return hashlib.sha256(CONTENT).hexdigest()


@pytest.mark.proof
def test_killed_at_any_moment_no_row_lacks_its_file_and_no_file_its_row(
    settled_url: str, tmp_path: Path, record_property: Counted
) -> None:
    chance, told, kills = random.Random(SEED), tmp_path / "told", 0
    told.touch()
    for turn in range(KILLS):
        before = told.stat().st_size
        child = context().Process(target=one_after_the_other, args=(settled_url, str(told), turn))
        child.start()
        end = time.monotonic() + 30
        while told.stat().st_size == before and time.monotonic() < end:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.04))
        child.kill()
        child.join(60)
        kills += child.exitcode == -signal.SIGKILL
        store, named = started_again(settled_url)
        assert store.digests() == named
        assert store.begun() == ()
        assert store.folder is not None
        assert {each.name for each in store.folder.iterdir()} - {"pending"} == named, "no half of a file either"
    acknowledged = told.read_text().split()
    assert len(acknowledged) >= KILLS
    assert set(acknowledged) <= named
    assert all(store.get(digest) for digest in acknowledged)
    assert kills == KILLS
    record_property("killed", kills)
    record_property("acknowledged and kept", len(acknowledged))


def test_bytes_that_no_row_came_to_name_are_gone_after_the_next_start(settled_url: str) -> None:
    digest = ended_itself(killed_before_the_commit, settled_url, CONTENT, True)
    with Database(settled_url).reading() as session:
        assert store_of(session).has(digest), "the kill came where it was meant to"
        assert digest not in digests_named(session)
    store, named = started_again(settled_url)
    assert store.digests() == named == frozenset()


def test_a_store_that_takes_no_note_beforehand_would_keep_the_orphan_for_ever(settled_url: str) -> None:
    """The negative control."""
    digest = ended_itself(killed_before_the_commit, settled_url, CONTENT, False)
    store, named = started_again(settled_url)
    assert store.digests() - named == {digest}


def test_what_was_committed_just_before_the_kill_is_kept_by_the_next_start(settled_url: str) -> None:
    digest = ended_itself(killed_after_the_commit, settled_url, CONTENT)
    store, named = started_again(settled_url)
    assert store.digests() == named == {digest}
    assert store.begun() == ()
