"""A set of neighbours published again: each file's own stands beside the rest, and the newest known counts, whole."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.statistics.published import NEIGHBOURS, measures, neighbours, values, written
from tests.statistics.test_loading_statistics import became, load
from tests.statistics.test_pitfalls import FIRST, SECOND, THIRD, at, fetched
from wsoa.database import Database
from wsoa.statistics import Comparison, Known, compare, compare_each
from wsoa.statistics.listed import neighbour_sets
from wsoa.statistics.periods import set_order

SOUTH, NORTH, WEST = "872,Southmoor,Close", "850,Northmoor,Close", "870,Westmoor,Close"


def named(folder: Path, name: str, *ranked: str, in_set: str = "May 2025") -> Path:
    lines = (f"{in_set},869,Eastmoor,{rank},{each}" for rank, each in enumerate(ranked, 1))
    return written(folder, name, NEIGHBOURS, *lines)


def names(session: Session, known: Known) -> tuple[str, ...]:
    found = compare_each(session, ["IN_TIME"], "869", known=known)["IN_TIME"]
    return found.neighbours if isinstance(found, Comparison) else ()


def test_a_later_file_leaves_what_was_said_of_an_earlier_day_and_moment_as_it_was(
    database: Database, tmp_path: Path
) -> None:
    fetched(database, FIRST, measures(tmp_path), values(tmp_path), named(tmp_path, "first.csv", WEST, SOUTH))
    fetched(database, THIRD, named(tmp_path, "second.csv", NORTH, WEST))
    with database.reading() as session:
        days = [names(session, Known(retrieved_by=day)) for day in (FIRST, SECOND, THIRD)]
        before = names(session, Known(loaded_before=at(SECOND)))
        mean = compare(session, "IN_TIME", "869").rows[2].values[0]
    assert days == [("Westmoor", "Southmoor"), ("Westmoor", "Southmoor"), ("Northmoor", "Westmoor")]
    assert before == ("Westmoor", "Southmoor")
    assert (str(mean.number), mean.of) == ("60.00", 2)


def test_an_older_file_found_late_undoes_nothing_newer_and_is_told_of_its_own_days(
    database: Database, tmp_path: Path
) -> None:
    fetched(database, FIRST, measures(tmp_path), values(tmp_path))
    fetched(database, SECOND, named(tmp_path, "newer.csv", NORTH, WEST))
    fetched(database, FIRST, named(tmp_path, "older.csv", SOUTH, WEST), loaded=THIRD)
    with database.reading() as session:
        assert compare(session, "IN_TIME", "869").neighbours == ("Northmoor", "Westmoor")
        assert names(session, Known(retrieved_by=FIRST)) == ("Southmoor", "Westmoor")
        assert names(session, Known(retrieved_by=SECOND)) == ("Northmoor", "Westmoor")


def test_a_set_counts_whole_and_is_never_mixed_rank_by_rank(sqlite: Database, tmp_path: Path) -> None:
    fetched(sqlite, FIRST, measures(tmp_path), values(tmp_path), named(tmp_path, "three.csv", WEST, SOUTH, NORTH))
    fetched(sqlite, SECOND, named(tmp_path, "two.csv", NORTH, SOUTH))
    with sqlite.reading() as session:
        assert compare(session, "IN_TIME", "869").neighbours == ("Northmoor", "Southmoor")
        assert names(session, Known(retrieved_by=FIRST)) == ("Westmoor", "Southmoor", "Northmoor")


def test_of_two_fetched_on_one_day_the_one_loaded_last_counts(sqlite: Database, tmp_path: Path) -> None:
    fetched(sqlite, FIRST, measures(tmp_path), values(tmp_path), named(tmp_path, "one.csv", WEST))
    fetched(sqlite, FIRST, named(tmp_path, "other.csv", SOUTH))
    with sqlite.reading() as session:
        assert compare(session, "IN_TIME", "869").neighbours == ("Southmoor",)


def test_a_set_said_again_as_it_was_still_stands_when_another_is_found_between(
    sqlite: Database, tmp_path: Path
) -> None:
    fetched(sqlite, FIRST, measures(tmp_path), values(tmp_path), named(tmp_path, "first.csv", WEST, SOUTH))
    fetched(sqlite, THIRD, written(tmp_path, "again.csv", (tmp_path / "first.csv").read_text()))
    fetched(sqlite, SECOND, named(tmp_path, "between.csv", NORTH, SOUTH), loaded=date(2026, 3, 20))
    with sqlite.reading() as session:
        found = [names(session, Known(retrieved_by=day)) for day in (FIRST, SECOND, THIRD)]
    assert found == [("Westmoor", "Southmoor"), ("Northmoor", "Southmoor"), ("Westmoor", "Southmoor")]


def test_each_line_is_counted_against_what_had_been_fetched_by_its_day(sqlite: Database, tmp_path: Path) -> None:
    load(sqlite, named(tmp_path, "first.csv", WEST, SOUTH))
    (report,) = load(sqlite, named(tmp_path, "second.csv", WEST, NORTH, SOUTH))
    assert became(report) == (1, 1, 1, 0)
    with sqlite.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM statistical_neighbour")) == 5


def test_the_latest_set_is_that_of_the_later_month_not_of_the_later_letter(sqlite: Database, tmp_path: Path) -> None:
    sets = {"September 2025": SOUTH, "November 2025": NORTH, "December 2024": WEST}
    files = [named(tmp_path, f"{name[:3]}.csv", each, in_set=name) for name, each in sets.items()]
    load(sqlite, measures(tmp_path), values(tmp_path), neighbours(tmp_path), *files)
    with sqlite.reading() as session:
        found = compare(session, "IN_TIME", "869")
        assert (found.neighbour_set, found.neighbours) == ("November 2025", ("Northmoor",))
        newest_first = ("November 2025", "September 2025", "May 2025", "December 2024", "April 2021")
        assert neighbour_sets(session) == newest_first


@pytest.mark.parametrize("name", ["", "2025", "Brumaire 2025", "May", "the set of May 2025", "May ٢٠٢٥"])
def test_a_set_of_another_name_goes_before_every_month(name: str) -> None:
    assert set_order(name) < set_order("Sept 1990") < set_order("OCTOBER  1990")
