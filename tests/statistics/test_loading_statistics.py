"""Official files come in whole, once, with an account of every line; a bad one leaves nothing."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.statistics.published import EXPLORED, NEIGHBOURS, VALUES, measures, neighbours, values, written
from wsoa.access import operator
from wsoa.database import Database
from wsoa.limited.commas import lines_of
from wsoa.statistics import FileReport, NotStatistics, compare, load_statistics

ME = operator("tests")
FETCHED = date(2026, 3, 1)


def load(database: Database, *paths: Path) -> list[FileReport]:
    """Load the files in one piece of work."""
    with database.writing() as session:
        return load_statistics(session, ME, paths, source="DfE", retrieved_on=FETCHED)


def stored(database: Database) -> list[int]:
    """How many files, measures, areas, neighbours and values there are."""
    tables = ("statistics_file", "measure", "statistical_area", "statistical_neighbour", "statistic")
    with database.reading() as session:
        return [session.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in tables]


def became(report: FileReport) -> tuple[int, int, int, int]:
    return report.created, report.revised, report.unchanged, len(report.left_out)


def test_files_explain_each_other_in_whatever_order_they_are_named(database: Database, tmp_path: Path) -> None:
    found = load(database, values(tmp_path), neighbours(tmp_path), measures(tmp_path))
    assert [report.kind for report in found] == ["values", "neighbours", "measures"]
    assert [became(report) for report in found] == [(12, 0, 0, 0), (4, 0, 0, 0), (2, 0, 0, 0)]
    assert stored(database) == [3, 2, 6, 4, 12]


def test_a_file_loaded_again_changes_nothing(sqlite: Database, tmp_path: Path) -> None:
    paths = measures(tmp_path), neighbours(tmp_path), values(tmp_path)
    load(sqlite, *paths)
    before = stored(sqlite)
    again = load(sqlite, *paths)
    assert all(report.known for report in again)
    assert stored(sqlite) == before


def test_a_file_that_says_the_same_in_other_bytes_adds_only_itself(sqlite: Database, tmp_path: Path) -> None:
    load(sqlite, measures(tmp_path), values(tmp_path))
    files, *rest = stored(sqlite)
    other = values(tmp_path, "", name="again.csv")
    assert became(load(sqlite, other)[0]) == (0, 0, 12, 0)
    assert stored(sqlite) == [files + 1, *rest]


def test_a_revised_value_stands_and_what_was_published_before_can_still_be_told(
    sqlite: Database, tmp_path: Path
) -> None:
    load(sqlite, measures(tmp_path), values(tmp_path))
    assert became(load(sqlite, values(tmp_path, name="later.csv", own="41.7"))[0]) == (0, 1, 11, 0)
    with sqlite.reading() as session:
        newest = compare(session, "IN_TIME", "Eastmoor").rows[0].values[-1]
        both = session.execute(text("SELECT raw FROM statistic WHERE area='869' AND period='2024' ORDER BY file")).all()
    assert str(newest.number) == "41.7"
    assert newest.provenance
    assert newest.provenance.file == "later.csv"
    assert [raw for (raw,) in both] == ["41.5", "41.7"]


def test_every_line_that_is_left_out_is_listed_with_its_reason(sqlite: Database, tmp_path: Path) -> None:
    bad = (
        "IN_TIME,Plans in time,869,Eastmoor,2023/24,50",
        "IN_TIME,Plans in time,869,Eastmoor,2022,about half",
        "IN_TIME,Plans in time,,Nowhere,2022,50",
        "IN_TIME,Plans in time,869,Eastmoor,2024,99",
        "IN_TIME,Plans in time,869,Eastmoor,soon,50",
    )
    _, report = load(sqlite, measures(tmp_path), values(tmp_path, *bad))
    assert report.created == 12
    assert [(each.line, each.why.split(";")[0]) for each in report.left_out] == [
        (14, "“2023/24” is no calendar year of this measure"),
        (15, "“about half” is neither a number nor a code of official statistics"),
        (16, "the area's number is missing or cannot be read"),
        (17, "line 3 says this already"),
        (18, "“soon” is no calendar year of this measure"),
    ]


def test_a_decimal_comma_is_left_out_with_the_reason_and_loads_no_number_ten_times_larger(
    sqlite: Database, tmp_path: Path
) -> None:
    _, report = load(sqlite, measures(tmp_path), values(tmp_path, 'IN_TIME,Plans in time,869,Eastmoor,2022,"12,5"'))
    assert report.created == 12
    assert [each.why for each in report.left_out] == ["“12,5” is neither a number nor a code of official statistics"]


def test_reading_a_file_here_leaves_the_longest_cell_of_every_other_reader_alone() -> None:
    before = csv.field_size_limit(100_000)
    try:
        assert list(lines_of(io.BytesIO(b"a,b\n1,2\n"))) == [(1, ["a", "b"]), (2, ["1", "2"])]
        assert csv.field_size_limit() == 100_000
    finally:
        csv.field_size_limit(before)


def test_one_year_label_is_a_calendar_year_for_one_measure_and_a_school_year_for_another(
    sqlite: Database, tmp_path: Path
) -> None:
    school = "AWAY,Pupils away,869,Eastmoor,2023/24,1.5"
    _, report = load(sqlite, measures(tmp_path), values(tmp_path, school))
    assert became(report) == (13, 0, 0, 0)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"name,colour\na,b\n", "its first line is none of the headings"),
        (b"", "its first line is none of the headings"),
        (VALUES.encode() + b"\nA,B,869\n", "line 2 has 3 cells where the headings are 6"),
        (VALUES.encode() + b"\nA,B,869,E\xff,2024,1\n", "some of its letters are damaged"),
        (VALUES.encode() + b"\nA,B,869,E,2024," + b"9" * 3000 + b"\n", "it is no table of commas"),
        (VALUES.encode() + b",value_raw\n", "its headings repeat"),
    ],
)
def test_a_file_that_is_none_of_these_is_refused_by_name_and_nothing_is_loaded(
    sqlite: Database, tmp_path: Path, content: bytes, why: str
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)
    with pytest.raises(NotStatistics, match=r"bad\.csv was not loaded") as refused:
        load(sqlite, values(tmp_path), bad)
    assert why in str(refused.value)
    assert stored(sqlite) == [0, 0, 0, 0, 0]


def test_a_million_lines_are_refused_in_plain_words(sqlite: Database, tmp_path: Path) -> None:
    long = tmp_path / "long.csv"
    with long.open("w", encoding="utf-8") as file:
        file.write(NEIGHBOURS + "\n")
        file.writelines("\n" for _ in range(1_000_000))
    with pytest.raises(NotStatistics, match="more than 500,000 lines; load a topic or a year at a time"):
        load(sqlite, long)
    assert stored(sqlite) == [0, 0, 0, 0, 0]


def test_explore_education_statistics_come_in_by_area_region_and_country(sqlite: Database, tmp_path: Path) -> None:
    england = "2024,Calendar year,National,E92000001,England,,,,,,46.4"
    region = "2024,Calendar year,Regional,E92000001,England,E12000008,South East,,,,z"
    own = "2024,Calendar year,Local authority,E92000001,England,E12000008,South East,E06000099,869,Eastmoor, 41.30 "
    (report,) = load(sqlite, written(tmp_path, "explored.csv", EXPLORED, england, region, own))
    assert became(report) == (3, 0, 0, 0)
    with sqlite.reading() as session:
        rows = compare(session, "plans_rate", "869").rows
    assert [(row.kind, row.values[0].raw) for row in rows] == [("area", "41.30"), ("region", "z"), ("england", "46.4")]


def test_a_file_that_was_contradicted_by_mistake_counts_again_when_it_is_loaded_again(
    database: Database, tmp_path: Path
) -> None:
    for name in ("right", "wrong"):
        (tmp_path / name).mkdir()
    right, wrong = values(tmp_path / "right"), values(tmp_path / "wrong", own="99.9")
    load(database, right)
    load(database, wrong)
    assert own(database) == "99.9"
    (again,) = load(database, right)
    assert (again.known, again.revised) == (False, 1)
    assert own(database) == "41.5"
    (once_more,) = load(database, right)
    assert once_more.known


def test_a_file_that_nobody_contradicted_is_not_loaded_again_whatever_came_after_it(
    database: Database, tmp_path: Path
) -> None:
    first = values(tmp_path)
    load(database, first)
    load(database, neighbours(tmp_path))
    before = stored(database)
    (again,) = load(database, first)
    assert again.known
    assert stored(database) == before


def own(database: Database) -> str:
    """Eastmoor's own value of the last year."""
    with database.reading() as session:
        return str(compare(session, "IN_TIME", "869").rows[0].values[-1].number)
