"""Explore Education Statistics: only the total of an area is its official figure, and no area is taken for another."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.statistics.published import EXPLORED, measures, values, written
from tests.statistics.test_loading_statistics import became, load, stored
from wsoa.database import Database
from wsoa.errors import Refused
from wsoa.statistics import NotStatistics, compare

PLACES = EXPLORED.removesuffix(",plans_rate")
OWN = "Local authority,E92000001,England,E12000008,South East,E06000099,869,Eastmoor"
ENGLAND = "National,E92000001,England,,,,,"


def explored(folder: Path, columns: str, *lines: str, place: str = OWN) -> Path:
    return written(
        folder, "explored.csv", f"{PLACES},{columns}", *(f"2024,Calendar year,{place},{each}" for each in lines)
    )


def said(database: Database, measure: str = "plans_rate", area: str = "869") -> list[str | None]:
    with database.reading() as session:
        return [value.raw for value in compare(session, measure, area).rows[0].values]


def kept(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.scalars(text("SELECT short FROM measure")))


def test_the_line_of_the_total_is_the_official_figure_and_the_parts_are_listed_as_left_out(
    database: Database, tmp_path: Path
) -> None:
    (report,) = load(database, explored(tmp_path, "sex,plans_rate", "Male,6.5", "Female,4.5", "Total,5.5"))
    assert became(report) == (1, 0, 0, 2)
    assert [(each.line, each.text, each.why) for each in report.left_out] == [
        (2, "Eastmoor, 2024", "it is about a part, not the total: sex is “Male”"),
        (3, "Eastmoor, 2024", "it is about a part, not the total: sex is “Female”"),
    ]
    assert (said(database), kept(database)) == (["5.5"], {"plans_rate"})


@pytest.mark.parametrize(
    ("columns", "lines", "total"),
    [
        ("sex,primary_need,plans_rate", ("Male,Total,1", "Total,Autism,2", "Total,Total,3", "Male,Autism,4"), "3"),
        ("age,plans_rate", ("16,1", "17,2", "Total,3"), "3"),
        ("phase,plans_rate", ("All-through,1", "All other,2", "all schools,3"), "3"),
        ("group,plans_rate", ("All SEN,1", "All,2", "All pupils,3"), "2"),
        ("sex,plans_rate", ("Total (all ages),1", "z,2"), "1"),
    ],
    ids=["two columns", "numbers and a total", "words like all", "the plainest", "in brackets"],
)
def test_a_total_is_one_in_every_column_that_breaks_the_file_down(
    sqlite: Database, tmp_path: Path, columns: str, lines: Iterable[str], total: str
) -> None:
    load(sqlite, explored(tmp_path, columns, *lines))
    assert (said(sqlite), kept(sqlite)) == ([total], {"plans_rate"})


def test_a_file_without_any_total_is_refused_and_says_what_it_is_broken_down_by(
    sqlite: Database, tmp_path: Path
) -> None:
    why = r"no line of it is a total, all are about parts: sex \(female, male\); load one with totals"
    with pytest.raises(NotStatistics, match=why):
        load(sqlite, explored(tmp_path, "sex,plans_rate", "Male,6.5", "Female,4.5"))
    assert stored(sqlite) == [0, 0, 0, 0, 0]


def test_where_no_column_says_which_line_is_the_total_neither_is_taken(sqlite: Database, tmp_path: Path) -> None:
    (report,) = load(sqlite, explored(tmp_path, "age,plans_rate", "16,6.5", "17,4.5"))
    assert became(report) == (0, 0, 0, 2)
    assert {each.why.split(",")[0] for each in report.left_out} == {
        "several lines say different things of this area and year"
    }


def test_a_line_that_is_there_twice_is_taken_once(sqlite: Database, tmp_path: Path) -> None:
    (report,) = load(sqlite, explored(tmp_path, "sex,plans_rate", "Total,5.5", "Total,5.5"))
    assert became(report) == (1, 0, 0, 1)


def test_a_slip_in_a_column_of_figures_makes_it_no_breakdown(sqlite: Database, tmp_path: Path) -> None:
    lines = f"2024,Calendar year,{OWN},5.5", f"2023,Calendar year,{OWN},about half"
    (report,) = load(sqlite, written(tmp_path, "slip.csv", EXPLORED, *lines))
    assert became(report) == (1, 0, 0, 1)
    assert said(sqlite) == ["5.5"]


def test_schools_and_constituencies_are_no_areas_and_their_names_no_breakdown(sqlite: Database, tmp_path: Path) -> None:
    lines = (f"2024,Calendar year,{ENGLAND},,46.4", f"2024,Calendar year,School,{OWN.split(',', 1)[1]},Hill School,1")
    (report,) = load(sqlite, written(tmp_path, "schools.csv", f"{PLACES},school_name,plans_rate", *lines))
    assert became(report) == (1, 0, 0, 1)
    assert report.left_out[0].why == "“School” is neither an authority nor a region nor the country"
    assert said(sqlite, area="970") == ["46.4"]


def test_authorities_without_a_number_of_their_own_are_told_apart_by_their_codes(
    database: Database, tmp_path: Path
) -> None:
    south = "2024,Calendar year,Local authority,E92000001,England,E12000009,South West"
    lines = (
        f"{south},E06000058,z,Bournemouth,11",
        f"{south},E06000059,z,Dorset,22",
        f"{south},E06000098,z,Newmoor,33",
        f"{south},E06000097,,Latermoor,44",
    )
    (report,) = load(database, written(tmp_path, "new.csv", EXPLORED, *lines))
    assert became(report) == (4, 0, 0, 0)
    assert [said(database, area=area) for area in ("839", "838", "Newmoor", "E06000097")] == [
        ["11"],
        ["22"],
        ["33"],
        ["44"],
    ]
    with database.reading() as session, pytest.raises(Refused, match="There is no area “z”"):
        compare(session, "plans_rate", "z")


def test_an_authority_that_one_file_numbers_and_another_does_not_is_one(sqlite: Database, tmp_path: Path) -> None:
    own = "Local authority,E92000001,England,E12000009,South West,E06000058"
    numbered = f"2023,Calendar year,{own},839,Bournemouth,11"
    unnumbered = f"2024,Calendar year,{own},z,Bournemouth,12"
    load(sqlite, measures(tmp_path), values(tmp_path), written(tmp_path, "one.csv", EXPLORED, numbered, unnumbered))
    assert said(sqlite, area="Bournemouth") == ["11", "12"]
    with sqlite.reading() as session:
        assert [row.kind for row in compare(session, "plans_rate", "839").rows] == ["area", "england"]
