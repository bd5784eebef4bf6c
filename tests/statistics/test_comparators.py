"""An area beside its region, its neighbours and England: whose mean, from which file, and what is not there."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.statistics.published import measures, neighbours, values
from tests.statistics.test_loading_statistics import FETCHED, ME, load
from wsoa.database import Database
from wsoa.errors import Refused
from wsoa.statistics import ComparedRow, compare
from wsoa.statistics.comparators import two_places
from wsoa.terms import MissingCode

pytest_plugins: list[str] = []
__all__ = ["FETCHED", "ME"]


@pytest.fixture(scope="module")
def session(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The invented statistics, to be read only."""
    folder = tmp_path_factory.mktemp("published")
    database = Database(f"sqlite:///{shutil.copy(migrated_sqlite, folder / 'wsoa.sqlite3')}")
    load(database, measures(folder), neighbours(folder), values(folder))
    with database.reading() as opened:
        yield opened
    database.close()


def numbers(row: ComparedRow) -> list[str | None]:
    return [str(value.number) if value.number is not None else None for value in row.values]


def test_the_table_has_the_area_its_region_its_neighbours_and_england(session: Session) -> None:
    found = compare(session, "IN_TIME", "Eastmoor")
    assert [(row.kind, row.name) for row in found.rows] == [
        ("area", "Eastmoor"),
        ("region", "South East"),
        ("neighbours", "Statistical neighbours (May 2025)"),
        ("england", "England"),
    ]
    assert [numbers(row) for row in found.rows] == [
        ["60.4", "41.5"],
        ["55", "44.9"],
        ["60.00", "60.00"],
        ["58", None],
    ]
    assert found.neighbours == ("Westmoor", "Northmoor")


def test_another_set_of_neighbours_has_another_mean_and_says_of_how_many_it_is(session: Session) -> None:
    row = compare(session, "IN_TIME", "Eastmoor", neighbours="april 2021").rows[2]
    assert (numbers(row), [value.of for value in row.values]) == (["50.00", "40.00"], [2, 1])


def test_the_change_is_latest_minus_previous_and_unsaid_where_a_year_is_missing(session: Session) -> None:
    found = compare(session, "IN_TIME", "Eastmoor")
    assert [row.change for row in found.rows] == [Decimal("-18.9"), Decimal("-10.1"), Decimal("0.00"), None]
    assert found.rows[3].values[1].missing is MissingCode.SUPPRESSED


def test_means_are_rounded_half_up() -> None:
    assert [str(two_places(Decimal(number))) for number in ("10.705", "10.7049", "-1.005")] == [
        "10.71",
        "10.70",
        "-1.01",
    ]


def test_each_value_names_the_file_it_comes_from(session: Session) -> None:
    told = compare(session, "IN_TIME", "869").rows[0].values[0].provenance
    assert told
    assert (told.source, told.file, told.retrieved_on, len(told.sha256)) == ("DfE", "values.csv", FETCHED, 64)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("NONE", "Eastmoor"), "There is no measure “NONE”. Measures: AWAY, IN_TIME."),
        (
            ("IN_TIME", "Eastmor"),
            "There is no area “Eastmor” in the statistics that were loaded. Did you mean Eastmoor, Westmoor?",
        ),
        (("IN_TIME", "Atlantis"), "Give its name as the DfE does, or its number."),
    ],
)
def test_what_is_not_there_is_refused_with_what_there_is(session: Session, asked: tuple[str, str], why: str) -> None:
    with pytest.raises(Refused) as refused:
        compare(session, *asked)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("years", "why"),
    [
        (("2023/24", None), "“2023/24” is no year of IN_TIME. Its years: 2023, 2024."),
        (("2019", None), "“2019” is no year of IN_TIME"),
        (("2024", "2023"), "The years run backwards"),
    ],
)
def test_a_year_the_measure_does_not_use_is_refused(
    session: Session, years: tuple[str | None, str | None], why: str
) -> None:
    with pytest.raises(Refused) as refused:
        compare(session, "IN_TIME", "Eastmoor", first=years[0], last=years[1])
    assert why in str(refused.value)


def test_a_set_that_was_not_published_is_refused_with_those_that_were(session: Session) -> None:
    with pytest.raises(Refused, match=r"no set of statistical neighbours “June 2030”.*Sets: April 2021, May 2025"):
        compare(session, "IN_TIME", "Eastmoor", neighbours="June 2030")


def test_before_anything_was_loaded_the_answer_is_how_to_load(sqlite: Database) -> None:
    with sqlite.reading() as session, pytest.raises(Refused, match="wsoa statistics FILE"):
        compare(session, "IN_TIME", "Eastmoor")
