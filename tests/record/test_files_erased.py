"""Files of evidence under verify and under erasure: what is amiss is found, what two people erase leaves the store."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.record.area import Area, begin
from tests.record.erasing import BECAUSE, Erasing, erasing, redrawn, word_file
from tests.record.files import ANEW, NO, OTHER, PLAIN, brought, files, redacted
from tests.record.test_evidence_files import with_minutes
from tests.record.test_released import EVIDENCE, Releases
from wsoa.access import operator
from wsoa.database import Database
from wsoa.erasure import Place, approve_erasure, files_to_look_into, find_name, look_into
from wsoa.errors import Gone, Invalid
from wsoa.evidence import attach_file
from wsoa.evidence_store import EvidenceStore
from wsoa.examined import examine
from wsoa.history import letting_go, storing
from wsoa.history.files_kept import unnamed
from wsoa.history.letting_go import sweep_erased
from wsoa.released import CleanCopy
from wsoa.retention import kept_for
from wsoa.snapshot.files import file_content
from wsoa.snapshot.released import released_evidence, released_evidence_file


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> EvidenceStore:
    own = EvidenceStore(str(tmp_path / "own"))
    monkeypatch.setattr(storing, "store_beside", lambda _: own)
    return own


@pytest.fixture
def sqlite_area(sqlite_url: str) -> Iterator[Area]:
    """In a database of its own: what another programme of the same one names stays in the store."""
    made = begin(Database(sqlite_url))
    yield made
    made.database.close()


@pytest.fixture
def at(sqlite_area: Area) -> Erasing:
    return erasing(with_minutes(sqlite_area))


def removed(store: EvidenceStore, first: str, _second: str) -> None:
    store.delete(first)


def altered(store: EvidenceStore, first: str, _second: str) -> None:
    assert store.folder is not None
    (store.folder / first).write_bytes(PLAIN + b" ")


def swapped(store: EvidenceStore, first: str, second: str) -> None:
    assert store.folder is not None
    one, other = store.folder / first, store.folder / second
    before = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(before)


@pytest.mark.parametrize("damage", [removed, altered, swapped])
def test_a_file_that_was_removed_altered_or_swapped_is_found(
    at: Erasing, store: EvidenceStore, damage: Callable[[EvidenceStore, str, str], None]
) -> None:
    first, second = brought(at.area, PLAIN).digest, brought(at.area, OTHER, ANEW).digest
    assert at.verified().faults == ()
    damage(store, first, second)
    found = [fault.what for fault in at.verified().faults]
    assert len(found) == (2 if damage is swapped else 1)
    assert all(each.startswith("the file of evidence 1 is ") for each in found)


def test_a_file_that_no_row_names_is_told_and_is_no_fault(at: Erasing, store: EvidenceStore) -> None:
    spare = store.put(b"From another record")
    assert at.verified().faults == ()
    with at.area.database.reading() as session:
        assert spare in unnamed(session)


def place_of(at: Erasing, digest: str) -> list[Place]:
    with at.area.database.reading() as session:
        _, held = files_to_look_into(session, at.area.people["manager"], at.area.slug)
    return [each.place for each in held if each.digest == digest]


def test_a_file_goes_whole_when_two_people_agree_and_readers_are_told(database: Database, store: EvidenceStore) -> None:
    at = erasing(with_minutes(area := begin(database)))
    digest, kept = brought(area, PLAIN).digest, brought(area, OTHER, ANEW).digest
    number = at.request(place_of(at, digest))
    assert store.has(digest), "one person deletes nothing"
    at.approve(number)
    assert store.digests() == {kept}
    verified = at.verified()
    assert verified.faults == ()
    gone = [each for each in verified.erased if each.was == digest]
    assert [(each.by, each.because) for each in gone] == [("a programme manager and an administrator", BECAUSE)]
    with area.database.reading() as session, pytest.raises(Gone, match="Erased on 20 May 2026 by a programme manager"):
        file_content(session, area.people["manager"], area.slug, 1, digest)
    standing = files(area)
    assert standing is not None
    assert [bool(each.file and each.file.erased) for each in standing.revisions] == [True, False]
    with pytest.raises(Invalid, match="very file was erased"):
        brought(area, PLAIN, ANEW)


def test_an_erasure_that_is_undone_deletes_nothing_and_one_that_is_killed_is_finished_by_the_next_start(
    at: Erasing, store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = brought(at.area, PLAIN).digest
    number = at.request(place_of(at, digest))
    with suppress(RuntimeError), at.area.database.writing() as session:
        approve_erasure(session, at.administrator, at.area.slug, number, redrawn, seen=1)
        raise RuntimeError("the disk was full")
    assert store.has(digest)
    with monkeypatch.context() as killed:
        killed.setattr(letting_go, "_delete", lambda *_: 0)
        at.approve(number)
    assert ["still lies in the store" in fault.what for fault in at.verified().faults] == [True]
    assert sweep_erased(at.area.database) == 1
    assert (store.has(digest), at.verified().faults, sweep_erased(at.area.database)) == (False, (), 0)


def test_the_bytes_stay_for_another_programme_until_that_has_erased_them_too(at: Erasing, store: EvidenceStore) -> None:
    other = erasing(with_minutes(begin(at.area.database, f"{at.area.slug}-beside")))
    digest = brought(at.area, PLAIN).digest
    brought(other.area, PLAIN)
    at.erase(place_of(at, digest))
    assert store.has(digest)
    assert (at.verified().faults, other.verified().faults) == ((), ())
    other.erase(place_of(other, digest))
    assert not store.has(digest)


def test_the_copy_for_readers_goes_with_the_file_it_was_made_of(sqlite_area: Area, store: EvidenceStore) -> None:
    here = Releases(sqlite_area)
    at = erasing(sqlite_area)
    digest = brought(sqlite_area, PLAIN).digest
    here.propose(EVIDENCE, 1, copy=CleanCopy(digest, PLAIN.upper(), ()))
    here.decide(EVIDENCE, 1)
    assert len(store.digests()) == 2
    at.erase(place_of(at, digest))
    assert store.digests() == frozenset()
    assert at.verified().faults == ()
    with sqlite_area.database.reading() as session:
        reader = sqlite_area.people["inspector"]
        assert released_evidence(session, reader, sqlite_area.slug, 1).said.file is None
        with pytest.raises(Gone):
            released_evidence_file(session, reader, sqlite_area.slug, 1)


def test_the_redacted_copy_stays_when_only_the_file_is_erased(at: Erasing, store: EvidenceStore) -> None:
    digest = brought(at.area, PLAIN).digest
    copy = redacted(at.area, b"The panel sat.", digest).digest
    at.erase(place_of(at, digest))
    assert store.digests() == {copy}
    standing = files(at.area)
    assert standing is not None
    assert standing.readable is not None
    assert standing.readable.digest == copy


def test_a_name_is_found_in_files_and_in_their_names_and_what_cannot_be_read_is_for_a_person(at: Erasing) -> None:
    content = word_file("Zoë Quartermaine waited for a year")
    said = examine("report.docx", content)
    with at.area.database.writing() as session:
        attach_file(session, at.area.people["lead"], at.area.slug, 1, said, content, NO, seen=0)
    brought(at.area, OTHER, NO, number=2, name="quartermaine.txt")
    with at.area.database.reading() as session:
        store, held = files_to_look_into(session, at.area.people["manager"], at.area.slug)
    looked = look_into(store, held, "zoe quartermaine")
    assert [(hit.held.number, hit.held.what) for hit in looked.hits] == [(1, "In the file")]
    assert looked.unread == ()
    late = look_into(store, held, "zoe quartermaine", seconds=0)
    assert (late.hits, {each.number for each in late.unread}) == ((), {1, 2})
    with at.area.database.writing() as session:
        found = find_name(session, at.area.people["manager"], at.area.slug, "quartermaine", looked)
    assert {(hit.held.number, hit.held.what) for hit in found.hits} >= {
        (1, "In the file"),
        (2, "The name of the file"),
        (2, "The file"),
    }


def test_what_is_past_its_years_counts_its_files(at: Erasing) -> None:
    digest = brought(at.area, PLAIN).digest
    with at.area.database.reading() as session:
        assert kept_for(session, operator("tests"), at.area.slug).files == 1
    at.erase(place_of(at, digest))
    with at.area.database.reading() as session:
        assert kept_for(session, operator("tests"), at.area.slug).files == 0
