"""Erasures that meet others: the same load, two contents that become one, and a row that came in between."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from tests.record.area import BEGINS, RED, TODAY, begin, on
from tests.record.erasing import Erasing, erasing, everything
from tests.record.test_released import EVIDENCE, Releases
from wsoa.database import Database
from wsoa.erasure import Place
from wsoa.errors import Invalid
from wsoa.evidence import EvidenceChange, state_evidence
from wsoa.history.digest import content_digest
from wsoa.snapshot.released import released_evidence
from wsoa.tables import metadata


@pytest.fixture
def place(sqlite_url: str) -> Iterator[Erasing]:
    """An area with its administrator, on SQLite."""
    database = Database(sqlite_url)
    yield erasing(begin(database))
    database.close()


def say(place: Erasing, shows: str) -> None:
    """What evidence 1 shows, as it is stated from now on."""
    change = EvidenceChange(title="Minutes of the panel", shows=shows, milestones=(1,))
    with place.area.entry(TODAY) as writing:
        state_evidence(writing, change, as_at=BEGINS, number=1)


def was_loaded(place: Erasing, account: dict[str, object]) -> None:
    """A tracker that somebody brought, with the account of it."""
    day = datetime(2026, 4, 1, tzinfo=UTC)
    row = {
        "programme_id": 1,
        "number": 1,
        "by": "Ivy Penhaligon",
        "file_name": "tracker.xlsx",
        "sha256": "a" * 64,
        "as_at": date(2026, 4, 1),
        "state": "loaded",
        "corrections": {},
        "report": account,
        "report_digest": content_digest(account),
        "created_at": day,
        "reading_since": day,
        "loaded_at": day,
    }
    with place.area.database.writing() as session:
        session.execute(insert(metadata.tables["tracker_load"]).values(row))


def test_a_second_erasure_of_a_load_leaves_its_account_as_the_first_left_it(place: Erasing) -> None:
    was_loaded(place, {"as_at": "2026-04-01", "rows": [{"thing": "said of Zoë Quartermaine today", "cell": "S!C2"}]})
    place.erase(place.places("Zoë Quartermaine"))
    place.erase(place.places("Ivy Penhaligon"), "It was asked for")
    assert place.verified().faults == ()
    assert "Penhaligon" not in everything(place.area.database)


def test_contents_that_became_the_same_are_both_there_after_the_next_erasure(place: Erasing) -> None:
    released = Releases(place.area)
    for shows in ("Zoë Quartermaine rang the panel twice", "Tom Quartermaine wrote to the panel"):
        say(place, shows)
        with on(TODAY):
            released.release(EVIDENCE, 1)
            if shows.startswith("Zoë"):
                released.withdraw(EVIDENCE, 1)
    place.erase([each for each in place.places("Quartermaine") if each.table == "evidence_terms"])
    place.erase([each for each in place.places("Minutes of") if each.table == "evidence_terms"], "It was asked for")
    assert place.verified().faults == ()
    with place.area.database.reading() as session:
        released_evidence(session, place.area.people["adviser"], place.area.slug, 1)  # raises where it is gone


def test_words_chosen_in_a_released_copy_go_although_the_release_was_withdrawn_meanwhile(place: Erasing) -> None:
    released = Releases(place.area)
    say(place, "Said by Olu Adeyemi")
    with on(TODAY):
        released.release(EVIDENCE, 1)
    leaf = [each for each in place.places("Olu Adeyemi") if each.table == "evidence_release"]
    number = place.request(leaf, "It was asked for")
    with on(TODAY):
        released.withdraw(EVIDENCE, 1)
    place.approve(number)
    assert leaf
    assert [each for each in place.places("Olu Adeyemi") if each.table == "evidence_release"] == []
    assert place.verified().faults == ()


def test_a_request_is_refused_when_something_of_it_cannot_be_found(
    place: Erasing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than done but for that, without a word."""
    place.area.rate(1, RED.model_copy(update={"issue": "Said by Olu Adeyemi"}), day=date(2026, 4, 1))
    number = place.request(place.places("Olu Adeyemi"), "It was asked for")
    lost = Place("evidence_release", 1, 7, "contents_digest/shows")
    monkeypatch.setattr("wsoa.erasure.taking_out.places_in", lambda *_: [*place.places("Olu Adeyemi"), lost])
    with pytest.raises(Invalid, match="no longer where they stood"):
        place.approve(number)
    assert place.places("Olu Adeyemi")
