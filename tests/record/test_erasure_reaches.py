"""How far an erasure reaches: edited files, packs alone, entries, memory, the database's own file, copies outside."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import text

from tests.record.area import RED, on
from tests.record.erasing import DAY, STANDS, WORDS, Erasing, everything, issues, named_in, word_file
from tests.record.packs import Packs
from wsoa.database import Database
from wsoa.database.rewriting import is_due, rewrite
from wsoa.database.upgrade import migrate
from wsoa.erasure import copies_outside, erasure, reach_of
from wsoa.errors import Barred, Invalid, Unseen
from wsoa.security_log import note
from wsoa.snapshot import kept
from wsoa.snapshot.issued import frozen
from wsoa.terms import SecurityKind


@pytest.fixture
def place(sqlite_url: str) -> Iterator[Erasing]:
    """An area in which a child is named, on SQLite."""
    database = Database(sqlite_url)
    yield named_in(database)
    database.close()


def test_an_edited_file_that_held_the_words_goes_whole_and_its_differing_lines_lose_them(place: Erasing) -> None:
    packs = Packs(place.area)
    with on(date(2026, 5, 5)):
        packs.lodge(1, word_file(f"Edited: {WORDS}"), (f"1.1: {WORDS}", f"Edited: {WORDS}"))
    place.erase(issues(place)[:1])
    (sent,) = packs.one(1).amendments
    assert sent.erased_on == DAY
    assert sent.differences == ((STANDS, STANDS),)
    with place.area.database.reading() as session, pytest.raises(Unseen):
        frozen(session, place.area.people["manager"], place.area.slug, sent.file_digest)
    assert place.verified().faults == ()


def test_an_edited_file_without_the_words_stays(place: Erasing) -> None:
    packs = Packs(place.area)
    with on(date(2026, 5, 5)):
        packs.lodge(1, word_file("Edited: the mother rang twice"), ("A line", None))
    place.erase(issues(place)[:1])
    assert packs.one(1).amendments[0].erased_on is None


def test_the_very_file_that_an_erasure_took_away_is_not_lodged_again(place: Erasing) -> None:
    packs, edited = Packs(place.area), word_file(f"Edited: {WORDS}")
    with on(date(2026, 5, 5)):
        packs.lodge(1, edited, (f"1.1: {WORDS}", f"Edited: {WORDS}"))
    place.erase(issues(place)[:1])
    with on(DAY):
        packs.lodge(1, word_file("Edited: the mother rang twice"), ("A line", None))
        with pytest.raises(Invalid, match="Words were erased from this very file"):
            packs.lodge(1, edited, ("A line", "Another"))
    assert WORDS not in everything(place.area.database)
    assert place.verified().faults == ()


def test_a_name_that_stands_only_in_a_pack_is_erased_there(place: Erasing) -> None:
    with on(date(2026, 5, 6)):
        place.pack("Agreed with Olu Adeyemi-Brown on the day", "Said by Olu")
    leaf = place.places("Adeyemi-Brown")
    assert [(each.table, each.field) for each in leaf] == [("pack_terms", "contents_digest/lines/0")]
    place.erase(leaf, "Somebody asked for it")
    assert "Adeyemi" not in everything(place.area.database)
    assert place.places("Said by Olu")
    assert place.verified().faults == ()


def test_who_an_update_was_entered_for_can_be_erased_and_the_chain_is_still_one(place: Erasing) -> None:
    told = RED.model_copy(update={"on_behalf_of": "Ivy Penhaligon", "how_known": "e-mail of 3 March"})
    place.area.rate(2, told, day=date(2026, 5, 6), by=place.area.people["manager"])
    places = place.places("Ivy Penhaligon")
    assert {each.table for each in places} == {"entry"}
    place.erase(places)
    assert "Penhaligon" not in everything(place.area.database)
    found = place.verified()
    assert found.faults == ()
    assert [each.table for each in found.erased] == ["entry"]


def read_again(place: Erasing) -> str:
    """Today, an earlier date, and both as an entry long past knew them: each reader has a session of its own."""
    past = [(None, 6), (date(2026, 5, 4), 6), (date(2026, 5, 4), None)]
    return repr([place.area.snapshot(as_at, known_by) for as_at, known_by in past])


def test_nothing_erased_is_shown_to_a_later_reader_from_memory(place: Erasing) -> None:
    assert "Quartermaine" in read_again(place)
    place.erase(issues(place)[:1])
    assert "Quartermaine" not in read_again(place)


def test_without_erasures_in_the_stamp_it_would_be_shown(place: Erasing, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: what entry 6 knew is kept as long as nothing else of the stamp changes."""
    with place.area.database.reading() as session:
        stood = kept.stamped(session, 1)
    monkeypatch.setattr(kept, "_read_stamp", lambda *_: stood)
    assert "Quartermaine" in read_again(place)
    place.erase(issues(place)[:1])
    assert "Quartermaine" in read_again(place)


def test_the_file_of_the_database_holds_no_erased_word_once_it_is_written_anew(place: Erasing) -> None:
    database = place.area.database

    def on_disk() -> bytes:
        assert database.file
        return b"".join(each.read_bytes() for each in database.file.parent.glob(f"{database.file.name}*"))

    assert b"Quartermaine" in on_disk()
    place.erase(issues(place)[:1])
    assert b"Quartermaine" in on_disk()  # the control: the log still has the pages as they were
    assert rewrite(database)
    assert b"Quartermaine" not in on_disk()
    assert b"Chair named" in on_disk()


def test_a_reader_keeps_the_log_and_the_next_write_empties_it(place: Erasing) -> None:
    database = place.area.database

    def on_disk() -> bytes:
        assert database.file
        return b"".join(each.read_bytes() for each in database.file.parent.glob(f"{database.file.name}*"))

    with database.reading() as session:
        session.execute(text("SELECT count(*) FROM entry")).all()
        place.erase(issues(place)[:1])
        assert not rewrite(database)
        assert is_due(database)
        assert b"Quartermaine" in on_disk()
    place.area.rate(2, RED, day=date(2026, 5, 21))
    assert not is_due(database)
    assert b"Quartermaine" not in on_disk()


def test_the_tables_of_erasures_stay_while_something_was_erased(place: Erasing) -> None:
    place.erase(issues(place)[:1])
    with pytest.raises(RuntimeError, match="Words were erased"):
        migrate(place.area.database, "0034", down=True)
    migrate(place.area.database, "head")
    assert place.verified().faults == ()


def test_what_changes_although_nobody_chose_it_is_told_and_an_administrator_is_told_where(place: Erasing) -> None:
    chosen = issues(place)[:1]
    with place.area.database.reading() as session:
        reach = reach_of(session, place.area.people["manager"], place.area.slug, chosen)
    assert "pack" in {each.kind for each in reach.others}
    assert not {each.place for each in reach.others} & set(chosen)
    number = place.request(chosen)
    with place.area.database.reading() as session:
        told = erasure(session, place.area.people["manager"], place.area.slug, number).others
    assert {each.place for each in told} == {each.place for each in reach.others}
    place.approve(number)
    with place.area.database.reading() as session:
        assert erasure(session, place.area.people["manager"], place.area.slug, number).others == ()


def test_copies_that_went_out_before_are_listed_for_recall(place: Erasing) -> None:
    uid, slug = place.area.people["leader"].uid, place.area.slug
    with on(date(2026, 5, 6)), place.area.database.writing() as session:
        for subject in ("packs/1", "packs/11", "released/packs/1", "released/packs/11", "scorecard"):
            note(session, SecurityKind.DOWNLOADED, person=uid, programme_id=1, subject=subject)
    number = place.request(issues(place)[:1])
    for state in ("requested", "done"):
        with place.area.database.reading() as session:
            outside = copies_outside(session, place.area.people["manager"], slug, number)
            (copy,) = outside.packs
            assert (copy.board, copy.as_pack, copy.version) == ("Improvement board", 1, 1)
            assert copy.issued == date(2026, 5, 4)
            assert [(each.by, each.subject) for each in copy.downloads] == [
                ("Leader", "released/packs/1"),
                ("Leader", "packs/1"),
            ]
            assert [each.subject for each in outside.others] == ["scorecard"]
            with pytest.raises(Barred):
                copies_outside(session, place.area.people["lead"], slug, number)
        if state == "requested":
            place.approve(number)
