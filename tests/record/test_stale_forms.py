"""A form that was opened before words of its thing were erased does not bring them back (DESIGN 6)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.record.area import AMBER, RED, on
from tests.record.erasing import DAY, WORDS, Erasing, everything, issues, named_in
from tests.record.promises import opened, promise, report
from wsoa import clock
from wsoa.database import Database
from wsoa.errors import Conflict
from wsoa.history.form_tokens import LONGEST, kept_or_new, new_token, opened_at
from wsoa.milestones import ConfirmChange, UpdateChange, confirm_updates

AFTER = DAY + timedelta(days=1)


@pytest.fixture
def place(sqlite_url: str) -> Iterator[Erasing]:
    """An area in which a child is named, on SQLite."""
    database = Database(sqlite_url)
    yield named_in(database)
    database.close()


def token(day: date) -> str:
    with on(day):
        return new_token()


def save(place: Erasing, form: UpdateChange, seen: int, day: date = AFTER) -> None:
    place.area.rate(1, form, day=day, by=place.area.people["lead"], seen=seen)


def test_a_token_tells_when_its_form_was_opened_and_an_old_or_foreign_one_tells_nothing() -> None:
    with clock.held_at(datetime(2026, 5, 20, 12, 0, 0, 900_000, UTC)):
        made = {new_token() for _ in range(9)}
    assert len(made) == 9
    assert max(map(len, made)) <= LONGEST
    assert {opened_at(each) for each in made} == {datetime(2026, 5, 20, 12, tzinfo=UTC)}
    for foreign in (None, "", "abc", ".5", "a.٣", "a.-5", f"a.{'9' * 12}"):
        assert opened_at(foreign) is None
    assert opened_at(f"a.{'9' * 11}") is not None
    assert kept_or_new(" kept ") == "kept"
    assert "kept" not in (kept_or_new("kept", fresh=True), kept_or_new("kept" * 17))


def test_a_form_opened_before_an_erasure_is_given_back_and_one_opened_after_it_is_saved(database: Database) -> None:
    place = named_in(database)
    seen = place.area.seen(1)
    stale = RED.model_copy(update={"issue": WORDS, "token": token(date(2026, 5, 19))})
    place.erase(issues(place)[:1])
    with pytest.raises(Conflict):
        save(place, stale, seen)
    assert "Quartermaine" not in everything(place.area.database)
    save(place, AMBER.model_copy(update={"token": token(AFTER)}), seen)
    assert place.area.seen(1) == seen + 1


def test_control_a_token_that_tells_no_moment_brings_the_words_back(place: Erasing) -> None:
    seen = place.area.seen(1)
    place.erase(issues(place)[:1])
    save(place, RED.model_copy(update={"issue": WORDS, "token": "of-old"}), seen)
    assert "Quartermaine" in everything(place.area.database)


def test_another_thing_s_form_is_saved_all_the_same(place: Erasing) -> None:
    stale = AMBER.model_copy(update={"token": token(date(2026, 5, 19))})
    place.erase(issues(place)[:1])
    place.area.rate(2, stale, day=AFTER, by=place.area.people["lead"], seen=place.area.seen(2))


def test_of_several_that_are_confirmed_at_once_one_erased_gives_the_form_back(place: Erasing) -> None:
    place.area.rate(2, AMBER, day=date(2026, 5, 6))
    change = ConfirmChange(
        milestones=(1, 2),
        seen=tuple(f"{number}:{place.area.seen(number)}" for number in (1, 2)),
        token=token(date(2026, 5, 19)),
    )
    place.erase(issues(place)[:1])
    with on(AFTER), place.area.database.writing() as session, pytest.raises(Conflict):
        confirm_updates(session, place.area.people["lead"], place.area.slug, change)


def test_the_lists_of_a_return_do_not_bring_an_erased_next_step_back(place: Erasing) -> None:
    words, day = "Ring the aunt of Tilda Oakes", date(2026, 5, 7)
    promise(place.area, ((1, words), (1, "Book the room")))
    form = opened(place.area).model_copy(update={"next_steps": words, "token": token(date(2026, 5, 4))})
    place.erase([each for each in place.places(words) if each.table == "bullet_list_version"], day=date(2026, 5, 6))
    with pytest.raises(Conflict):
        report(place.area, form, day=day)
    assert "Tilda" not in everything(place.area.database)
    assert report(place.area, form.model_copy(update={"next_steps": "Ring her", "token": token(day)}), day=day)
