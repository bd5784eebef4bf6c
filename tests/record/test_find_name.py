"""Finding a name in everything that is kept, and the account of a load losing it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.intake.workbooks import save
from tests.record.area import OPERATOR, RED, SLUG, begin, on
from tests.record.erasing import DAY, Erasing, erasing, everything, word_file
from tests.record.packs import Packs
from wsoa import tracker_loads
from wsoa.database import Database
from wsoa.erasure import NameFound, find_name
from wsoa.errors import Barred, Invalid
from wsoa.intake import read_workbook
from wsoa.intake.loading.apply import load_tracker
from wsoa.intake.recognising.recognise import recognise
from wsoa.snapshot import open_programme
from wsoa.tables import metadata
from wsoa.terms import SecurityKind

ROWS = (
    ("Milestone", "RAG", "Progress", "Issue", "Mitigation", "Zoë Quartermaine’s view"),
    ("Open the park", "A", "Begun", "Zoe Quartermaine waits", "Tents", "by the gate"),
)


@pytest.fixture(scope="module")
def loaded(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Erasing]:
    """A name in a version that was said over, a pack, an edited copy of it, a load, a remembered heading, a person."""
    folder = tmp_path_factory.mktemp("named")
    database = Database(f"sqlite:///{Path(folder / 'wsoa.sqlite3')}")
    assert database.file
    database.file.write_bytes(migrated_sqlite.read_bytes())
    area = begin(database)
    at = erasing(area)
    lead = area.people["lead"]
    area.rate(1, RED.model_copy(update={"issue": "ZOË  QUARTERMAINE rang"}), day=date(2026, 4, 1), by=lead)
    area.rate(1, RED.model_copy(update={"issue": "Nobody rang"}), day=date(2026, 4, 20), by=lead)
    found = recognise(read_workbook(save(folder / "plan.xlsx", {"Zoë Quartermaine": ROWS})))
    with on(date(2026, 5, 2)), database.writing() as session:
        load_tracker(session, OPERATOR, SLUG, found, as_at=date(2026, 4, 30))
        programme = open_programme(session, OPERATOR, SLUG)
        tracker_loads.remember(session, OPERATOR, programme.id, [("milestones", "zoë quartermaine’s view", "")])
    with on(date(2026, 5, 4)):
        at.pack("1.1: Zoe Quartermaine rang", "Nothing")
        Packs(area).lodge(1, word_file("Zoë Quartermaine, as sent"), ("Nothing", None))
    yield at
    database.close()


def find(at: Erasing, words: str, who: str = "manager") -> NameFound:
    with on(DAY), at.area.database.writing() as session:
        return find_name(session, at.area.people[who], SLUG, words)


def test_a_name_is_found_in_every_version_and_everything_that_was_frozen_loaded_or_remembered(loaded: Erasing) -> None:
    found = find(loaded, "zoe quarterMAINE")
    assert {(hit.held.kind, hit.held.what) for hit in found.hits} == {
        ("milestone", "Issue"),
        ("pack", "What was issued"),
        ("pack", "The file that was sent"),
        ("load", "The account of the load"),
        ("column", "A column’s heading"),
    }
    (past,) = [hit for hit in found.hits if hit.held.kind == "milestone" and hit.held.number == 1]
    assert (past.held.stands, past.held.by) == (False, "Lead")
    assert past.excerpt == (("ZOË", True), ("  ", False), ("QUARTERMAINE", True), (" rang", False))
    assert {each.name for each in find(loaded, "lead").told} == {"Lead", "Leader", "Other lead"}
    assert [each.kind for each in find(loaded, "forum").told] == ["organisation"]


def test_only_a_manager_looks_for_a_name_and_never_for_nothing(loaded: Erasing) -> None:
    for who in ("lead", "leader", "partner", "inspector"):
        with pytest.raises(Barred):
            find(loaded, "zoe", who)
    with pytest.raises(Invalid):
        find(loaded, " ")


def test_that_somebody_looked_is_noted_with_the_count_alone(loaded: Erasing) -> None:
    hits = find(loaded, "Quartermaine").hits
    texts = {(hit.held.kind, hit.held.number, hit.held.place.sequence, hit.held.what, hit.held.text) for hit in hits}
    assert len(texts) < len(hits), "one thing says it twice under one name: that counts once, as on the page"
    table = metadata.tables["security_event"]
    with loaded.area.database.reading() as session:
        rows = session.execute(select(table).where(table.c.kind == SecurityKind.NAME_SEARCHED)).mappings().all()
    assert rows[-1]["facts"] == {"texts": len(texts), "accounts": 0}
    assert "uartermaine" not in repr(rows).casefold()


def test_once_every_place_is_erased_the_name_is_in_no_column_of_no_table(loaded: Erasing) -> None:
    places = [hit.held.place for hit in find(loaded, "quartermaine").hits]
    loaded.erase(places, "Somebody asked for it")
    assert "quartermaine" not in everything(loaded.area.database).casefold()
    assert find(loaded, "quartermaine").hits == ()
    found = loaded.verified()
    assert found.faults == ()
    assert {each.table for each in found.erased} >= {"milestone_update", "tracker_load", "pack_terms", "pack_amendment"}
    with loaded.area.database.reading() as session:
        (load,) = tracker_loads.loads(session, 1)
    assert load.report["rows"][0]["outcome"] == "created"
