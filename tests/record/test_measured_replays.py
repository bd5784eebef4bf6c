"""What a replay knows of indicators: nothing published, asked or loaded later, and nobody what is not theirs today."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.record.area import TODAY, Area, begin, on
from tests.record.indicators import defined, indicator, redefined
from tests.record.test_values_given import corrected, define, given, value
from tests.statistics import published
from wsoa import snapshot
from wsoa.database import Database
from wsoa.errors import Unseen
from wsoa.indicators import value_history
from wsoa.programmes import ProgrammeChange, state_programme
from wsoa.snapshot import Snapshot
from wsoa.statistics import load_statistics

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def place(sqlite_area: Area) -> Area:
    return define(sqlite_area)


def test_a_value_published_before_its_indicator_was_defined_here_is_told_from_the_definition_on(place: Area) -> None:
    with on(APRIL):
        number = defined(place)
    given(place, value(published_on=date(2026, 2, 10)), indicator=number)
    assert [each.number for each in place.snapshot(MARCH).indicators] == [1, 2, 3]
    assert [each.raw for each in indicator(place, number, APRIL).values] == ["47.7"]


def test_whoever_is_asked_no_longer_reads_no_values_of_the_past_either(place: Area) -> None:
    with on(MARCH):
        number = given(place, value())
    redefined(place, 1, asked=None)
    with place.database.reading() as session:
        then = snapshot.load(session, place.people["partner"], place.slug, as_at=MARCH)
        assert then.indicators == ()
        with pytest.raises(Unseen):
            value_history(session, place.people["partner"], then, number)


def test_whoever_is_asked_now_reads_the_past_as_well(place: Area) -> None:
    with on(MARCH):
        given(place, value(), indicator=3)
    redefined(place, 3, asked=place.people["partner"].uid)
    with place.database.reading() as session:
        then = snapshot.load(session, place.people["partner"], place.slug, as_at=MARCH)
    assert [each.number for each in then.indicators] == [1, 3]


def test_what_is_corrected_after_a_new_definition_was_measured_as_it_was(place: Area) -> None:
    with on(MARCH):
        number = given(place, value())
    with on(APRIL):
        redefined(place, 1, definition="Counted from the day of the request", asked=None)
        given(place, value("40", "March 2026"))
    corrected(place, number, value("47.2"))
    february, march = indicator(place).values
    assert (february.raw, february.definition) == ("47.2", "1")
    assert march.definition == "2", "the break between the two stays marked"


@pytest.fixture
def apart(sqlite_url: str) -> Iterator[Area]:
    """An area in a database of its own: official files are everybody's."""
    database = Database(sqlite_url)
    yield define(begin(database, "eastmoor"))
    database.close()


def load(place: Area, *files: Path) -> None:
    """Files fetched on the first of March."""
    with place.database.writing() as session:
        load_statistics(session, place.people["manager"], files, source="DfE", retrieved_on=MARCH)


def linked(place: Area, folder: Path) -> None:
    """An area that the files know, with an indicator that equals one of their measures."""
    (folder / "first").mkdir()
    load(place, published.measures(folder / "first"), published.values(folder / "first"))
    with place.entry(APRIL) as writing:
        state_programme(writing, ProgrammeChange(name="Eastmoor", old_la_code="869"), as_at=date(2026, 2, 4))
    redefined(place, 1, measure="IN_TIME")


def own(found: Snapshot) -> str:
    """The area's own official value of the last year."""
    comparison = found.indicators[0].compared
    assert comparison
    return str(comparison.rows[0].values[-1].number)


def test_a_file_loaded_after_a_time_was_not_known_at_that_time(apart: Area, tmp_path: Path) -> None:
    with on(APRIL):
        linked(apart, tmp_path)
    with on(TODAY):
        load(apart, published.values(tmp_path, own="90"))
    then = datetime(2026, 4, 2, tzinfo=UTC)
    assert own(apart.snapshot()) == "90"
    assert own(apart.snapshot(known_by=then)) == "41.5", "though no entry came between"


def test_an_earlier_round_knows_what_a_page_about_its_date_knows(apart: Area, tmp_path: Path) -> None:
    with on(APRIL):
        linked(apart, tmp_path)
        load(apart, published.values(tmp_path, own="90"))
    with on(TODAY):
        given(apart, value())
    with apart.database.reading() as session:
        now = snapshot.load(session, apart.people["manager"], apart.slug)
        (*_, earlier) = snapshot.earlier_rounds(session, apart.people["manager"], now, 3)
        page = snapshot.load(session, apart.people["manager"], apart.slug, as_at=earlier.as_at)
    assert page.indicators[0].compared == earlier.indicators[0].compared
