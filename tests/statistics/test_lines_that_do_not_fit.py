"""What does not fit into a database is left out line by line, and what is too much is refused before anything waits."""

from pathlib import Path

import pytest

from tests.statistics.published import MEASURES, NEIGHBOURS, VALUES, measures, neighbours, values, written
from tests.statistics.test_loading_statistics import became, load, stored
from wsoa.database import Database
from wsoa.statistics import FileReport, NotStatistics, brought, loading
from wsoa.statistics.listed import measures as listed

LONG = "x" * 81


def whys(report: FileReport) -> list[tuple[int, str]]:
    return [(each.line, each.why) for each in report.left_out]


def test_a_measure_that_does_not_fit_is_left_out_and_the_others_are_loaded(database: Database, tmp_path: Path) -> None:
    described = "Plans,Plans,High,%,{},Calendar Year,,,DfE"
    lines = (
        f"{LONG},{described.format(1)}",
        f",{described.format(1)}",
        *(f"M{decimals},{described.format(decimals)}" for decimals in ("12345678901", "1" * 20, "٣", "2", "NA")),
        f"M2,{described.format(3)}",
    )
    (report,) = load(database, written(tmp_path, "measures.csv", MEASURES, *lines))
    assert whys(report) == [
        (2, "the measure's short name is longer than 80 characters"),
        (3, "the measure's short name is missing"),
        *((line, "the number of decimals cannot be read") for line in (4, 5, 6)),
        (9, "line 7 says this already; the first one stands"),
    ]
    assert became(report) == (2, 0, 0, 6)
    with database.reading() as session:
        assert {each.short for each in listed(session)} == {"M2", "MNA"}


def test_a_neighbour_that_does_not_fit_is_left_out_and_the_others_are_loaded(
    database: Database, tmp_path: Path
) -> None:
    lines = (
        "May 2025,869,Eastmoor,1,870,Westmoor,Close",
        f"May 2025,869,Eastmoor,2,{'8' * 21},Westmoor,Close",
        f"{LONG},869,Eastmoor,2,870,Westmoor,Close",
        "May 2025,869,Eastmoor,٣,870,Westmoor,Close",
        "May 2025,869,Eastmoor,01,872,Southmoor,Close",
        "May 2025,z,Eastmoor,3,872,Southmoor,Close",
        "May 2025,869,Eastmoor,3,,Southmoor,Close",
    )
    (report,) = load(database, written(tmp_path, "neighbours.csv", NEIGHBOURS, *lines))
    assert became(report) == (1, 0, 0, 6)
    assert whys(report) == [
        (3, "the neighbour's number is missing or cannot be read"),
        (4, "the set's name is longer than 80 characters"),
        (5, "the set, the area or the rank cannot be read"),
        (6, "line 2 says this already; the first one stands"),
        (7, "the set, the area or the rank cannot be read"),
        (8, "the neighbour's number is missing or cannot be read"),
    ]


def test_a_value_that_does_not_fit_is_left_out_and_the_others_are_loaded(database: Database, tmp_path: Path) -> None:
    lines = (f"{LONG},Plans,869,Eastmoor,2024,1", "IN_TIME,Plans,z,Eastmoor,2024,1", "IN_TIME,Plans,869,East,٢٠٢٤,1")
    (report,) = load(database, written(tmp_path, "values.csv", VALUES, *lines, "IN_TIME,Plans,869,Eastmoor,2024,1"))
    assert became(report) == (1, 0, 0, 3)
    assert whys(report) == [
        (2, "the measure's short name is longer than 80 characters"),
        (3, "the area's number is missing or cannot be read"),
        (4, "“٢٠٢٤” is no year of this measure"),
    ]


def test_too_many_lines_are_refused_as_they_are_brought_before_anything_is_locked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loading, "MOST_VALUES", 2)
    lines = "\n".join(f"IN_TIME,Plans,869,Eastmoor,{year},1" for year in (2021, 2022, 2023))
    with pytest.raises(NotStatistics, match=r"^big\.csv was not loaded: it has more than 2 lines; load a topic"):
        brought.brought("big.csv", f"{VALUES}\n{lines}\n".encode())
    monkeypatch.setattr(brought, "MOST_CELLS", 11)
    with pytest.raises(NotStatistics, match=r"^big\.csv was not loaded: it has more than 11 cells; load a topic"):
        brought.brought("big.csv", f"{VALUES}\nIN_TIME,Plans,869,Eastmoor,2024,1\n".encode())
    monkeypatch.setattr(brought, "MOST_CELLS", 100)
    two_each = "time_period,time_identifier,geographic_level,country_code,a,b\n"
    few = two_each + "2023,Calendar year,National,E92000001,1,2\n2024,Calendar year,National,E92000001,1,2\n"
    with pytest.raises(NotStatistics, match=r"^big\.csv was not loaded: it holds more than 2 values; load a topic"):
        brought.brought("big.csv", few.encode())


def test_too_many_values_together_are_refused_before_one_of_them_is_written(
    sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MOST_VALUES", 14)
    monkeypatch.setattr(loading._Loading, "load", lambda _: pytest.fail("a file was loaded"))
    with pytest.raises(NotStatistics, match=r"^Nothing was loaded: the files hold more than 14 values together"):
        load(sqlite, measures(tmp_path), values(tmp_path), neighbours(tmp_path))


def test_files_that_were_loaded_before_count_for_nothing(
    sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MOST_VALUES", 14)
    load(sqlite, measures(tmp_path), values(tmp_path))
    load(sqlite, neighbours(tmp_path))
    assert all(report.known for report in load(sqlite, measures(tmp_path), values(tmp_path), neighbours(tmp_path)))
    assert stored(sqlite)[0] == 3
