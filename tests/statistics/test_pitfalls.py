"""What makes official files treacherous (DOMAIN 5): on the files as they were published, else on invented ones."""

import csv
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.statistics.published import EXPLORED, VALUES, measures, neighbours, values, written
from tests.statistics.test_loading_statistics import ME, became, load
from wsoa import clock
from wsoa.database import Database
from wsoa.errors import Refused
from wsoa.statistics import Comparison, Known, NotStatistics, compare, compare_each, load_statistics, loading
from wsoa.statistics.listed import loaded_files
from wsoa.statistics.values import read_value
from wsoa.terms import MissingCode, ValueStatus, YearType

SUPPORT = "SEN_TotSENSuP"


@pytest.fixture(scope="module")
def official(real: Path, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The DfE's own files, loaded; to be read only."""
    folder = real / "statistics"
    database = Database(f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path_factory.mktemp('dfe') / 'wsoa.sqlite3')}")
    assert not any(report.left_out for report in load(database, *sorted(folder.glob("*.csv"))))
    with database.reading() as opened:
        yield opened
    database.close()


def by_kind(found: Comparison) -> dict[str, list[Decimal | None]]:
    return {row.kind: [*(value.number for value in row.values), row.change] for row in found.rows}


def of_paper(real: Path) -> dict[str, list[Decimal]]:
    """The rows of the paper's table by their first cell: three years, and the change from the year before."""
    text = (real / "adcs-2019-learning-from-send-inspections.txt").read_text("utf-8")
    rows = re.findall(r"^(\d{3})\t[^\t]+((?:\t-?\d+\.\d+){4})\s*$", text, re.MULTILINE)
    return {code: [Decimal(number) for number in numbers.split()] for code, numbers in rows}


def test_the_paper_s_table_is_the_official_one_row_by_row(official: Session, real: Path) -> None:
    paper = of_paper(real)
    assert sorted(paper) == ["936", "970", "989"]
    found = compare(official, SUPPORT, "Surrey", neighbours="April 2021", first="2016", last="2018")
    table = by_kind(found)
    assert {row.code: [*(value.number for value in row.values), row.change] for row in found.rows if row.code} == paper
    assert table["neighbours"] == [Decimal("10.71"), Decimal("11.03"), Decimal("11.03"), Decimal("0.00")]


def test_the_neighbours_mean_is_another_one_with_another_set_and_the_ten_are_named(official: Session) -> None:
    first = compare(official, SUPPORT, "Surrey", neighbours="April 2021", first="2016", last="2016")
    newest = compare(official, SUPPORT, "Surrey", first="2016", last="2016")
    assert (newest.neighbour_set, by_kind(newest)["neighbours"][0]) == ("May 2025", Decimal("10.53"))
    assert (first.neighbour_set, by_kind(first)["neighbours"][0]) == ("April 2021", Decimal("10.71"))
    assert (len(first.neighbours), len(newest.neighbours)) == (10, 10)
    assert set(first.neighbours) != set(newest.neighbours)


WITHIN_20_WEEKS = {
    "England": "64.9 60.1 60.4 58.0 59.9 49.2 50.3 46.4",
    "Surrey": "58.0 67.4 54.5 60.4 65.3 26.4 16.2 41.3",
    "Bristol": "77.7 24.4 0.8 21.9 33.9 38.4 57.1 17.4",
    "Bournemouth, Christchurch and Poole": "91.3 21.9 31.2 7.3 4.8 77.6",
}


@pytest.mark.parametrize(("area", "series"), WITHIN_20_WEEKS.items())
def test_a_series_is_the_one_everybody_knows_floats_and_all(official: Session, area: str, series: str) -> None:
    found = compare(official, "SEN_EHC_Excpt_20wks", area, first="2017", last="2024").rows[0].values
    assert [value.number for value in found if value.number is not None] == [Decimal(each) for each in series.split()]
    assert all(value.missing is MissingCode.NOT_AVAILABLE for value in found if value.number is None)


def test_before_an_authority_began_its_years_are_words_and_no_noughts(official: Session) -> None:
    found = compare(official, "SEN_EHC_Excpt_20wks", "Bournemouth, Christchurch and Poole", first="2017", last="2018")
    assert [(value.number, value.missing) for value in found.rows[0].values] == [(None, MissingCode.NOT_AVAILABLE)] * 2
    assert found.rows[0].change is None


def test_two_authorities_of_one_name_are_told_apart_by_their_numbers(official: Session) -> None:
    with pytest.raises(Refused, match=r"Dorset \(number 835\), Dorset \(number 838\)"):
        compare(official, "no_exc_20week_rate", "Dorset")
    ended, begun = (compare(official, "no_exc_20week_rate", code) for code in ("835", "838"))
    numbers = [[value.number is not None for value in found.rows[0].values] for found in (ended, begun)]
    assert not any(both for both in zip(*numbers, strict=False) if all(both)), "no year has both"


@pytest.mark.parametrize("name", ["Bristol, City of", "City of Bristol", "bristol", "Bristol City Council", "801"])
def test_an_area_is_found_by_every_name_of_it(official: Session, name: str) -> None:
    assert compare(official, SUPPORT, name).area == "Bristol, City of"


def test_the_measures_file_says_whose_years_a_label_means(official: Session) -> None:
    kinds = {short: compare(official, short, "Surrey").year_type for short in (SUPPORT, "SEN_CASES_JAN", "TotPermEx")}
    assert kinds == {SUPPORT: YearType.ACADEMIC, "SEN_CASES_JAN": YearType.JANUARY, "TotPermEx": YearType.ACADEMIC}
    assert compare(official, "TotPermEx", "Surrey").periods[0] == "2015/16"
    assert compare(official, SUPPORT, "Surrey").periods[0] == "2016"
    with pytest.raises(Refused, match="is no year of TotPermEx"):
        compare(official, "TotPermEx", "Surrey", first="2016")


def test_every_cell_as_published_is_a_number_or_a_code(real: Path) -> None:
    folder = real / "statistics"
    with (folder / "lait-values.csv").open(encoding="utf-8-sig", newline="") as file:
        raws = {row["value_raw"] for row in csv.DictReader(file)}
    with (folder / "sen2-explore-education-statistics.csv").open(encoding="utf-8-sig", newline="") as file:
        raws |= {cell for row in csv.reader(file) for cell in row[10:] if not re.search("[a-y]", cell)}
    assert {"-", "z", "64.900000000000006", "5.1860000000000003E-2"} <= raws
    assert any(raw != raw.strip() for raw in raws), "some have spaces before them"
    assert [raw for raw in raws if read_value(raw) is None] == []


CODES = {
    "z": MissingCode.NOT_APPLICABLE,
    "x": MissingCode.NOT_AVAILABLE,
    "c": MissingCode.SUPPRESSED,
    "k": MissingCode.LOW,
    "~": MissingCode.LOW,
    ":": MissingCode.NOT_AVAILABLE,
    "-": MissingCode.NOT_AVAILABLE,
    "..": MissingCode.NOT_AVAILABLE,
}


@pytest.fixture
def coded(sqlite: Database, tmp_path: Path) -> Database:
    """Eastmoor's value is a code in every year from 2001 on, and 0 in the last; labels say how firm they are."""
    lines = [f"IN_TIME,Plans in time,869,Eastmoor,{2001 + at}, {code} " for at, code in enumerate(CODES)]
    firm = ["IN_TIME,Plans in time,869,Eastmoor,2025 (prov),0", "IN_TIME,Plans in time,869,Eastmoor,2022 (Rev),9.50"]
    load(sqlite, measures(tmp_path), written(tmp_path, "coded.csv", VALUES, *lines, *firm))
    return sqlite


def test_a_code_is_missing_with_its_reason_and_nought_is_a_number(coded: Database) -> None:
    with coded.reading() as session:
        found = {value.period: value for value in compare(session, "IN_TIME", "869").rows[0].values}
    for at, (code, meaning) in enumerate(CODES.items()):
        value = found[str(2001 + at)]
        assert (value.raw, value.number, value.missing) == (code, None, meaning)
    assert (found["2025"].number, found["2025"].status) == (Decimal(0), ValueStatus.PROVISIONAL)
    assert (str(found["2022"].number), found["2022"].status) == ("9.50", ValueStatus.REVISED)


def test_a_provisional_year_may_be_asked_for_with_its_mark_or_without(coded: Database) -> None:
    with coded.reading() as session:
        asked = [compare(session, "IN_TIME", "869", first=year).periods for year in ("2025", "2025 (prov)")]
    assert asked == [("2025",), ("2025",)]


def test_two_values_for_one_year_of_one_file_are_told_and_the_first_stands(sqlite: Database, tmp_path: Path) -> None:
    twice = ("IN_TIME,Plans in time,869,Eastmoor,2024,1", "IN_TIME,Plans in time,869,Eastmoor,2024 (prov),2")
    _, report = load(sqlite, measures(tmp_path), written(tmp_path, "twice.csv", VALUES, *twice))
    assert became(report) == (1, 0, 0, 1)
    assert report.left_out[0].why == "line 2 says this already; the first one stands"


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


FIRST, SECOND, THIRD = date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 10)


def fetched(database: Database, on: date, *paths: Path, loaded: date | None = None) -> None:
    with clock.held_at(at(loaded or on)), database.writing() as session:
        load_statistics(session, ME, paths, source="DfE", retrieved_on=on)


def own(session: Session, known: Known) -> str:
    found = compare_each(session, ["IN_TIME"], "Eastmoor", known=known)["IN_TIME"]
    return str(found.rows[0].values[-1].number) if isinstance(found, Comparison) else found


def test_what_was_fetched_later_was_not_known_earlier(database: Database, tmp_path: Path) -> None:
    fetched(database, FIRST, measures(tmp_path), neighbours(tmp_path), values(tmp_path))
    fetched(database, THIRD, values(tmp_path, name="revised.csv", own="41.7"))
    with database.reading() as session:
        said = [own(session, Known(retrieved_by=day)) for day in (FIRST - timedelta(1), FIRST, SECOND, THIRD)]
        before = own(session, Known(loaded_before=at(SECOND)))
    assert said[0] == "No value of IN_TIME had been loaded for Eastmoor or its comparators."
    assert said[1:] == ["41.5", "41.5", "41.7"]
    assert before == "41.5"


def test_a_file_found_late_is_told_from_the_day_it_was_fetched_and_overrules_nothing_newer(
    sqlite: Database, tmp_path: Path
) -> None:
    fetched(sqlite, SECOND, measures(tmp_path), values(tmp_path))
    fetched(sqlite, FIRST, values(tmp_path, name="older.csv", own="41.2"), loaded=THIRD)
    with sqlite.reading() as session:
        assert [own(session, Known(retrieved_by=day)) for day in (FIRST, SECOND)] == ["41.2", "41.5"]
        assert str(compare(session, "IN_TIME", "Eastmoor").rows[0].values[-1].number) == "41.5"
        assert own(session, Known(retrieved_by=SECOND, loaded_before=at(THIRD))) == "41.5"


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *more: object) -> None:
        asked.extend([statement] if statement.startswith("SELECT") else [])

    event.listen(session.get_bind(), "before_cursor_execute", note)
    yield asked
    event.remove(session.get_bind(), "before_cursor_execute", note)


def test_twelve_measures_cost_no_more_queries_than_one(sqlite: Database, tmp_path: Path) -> None:
    lines = [f"M{n},Measure {n},869,Eastmoor,2024,{n}" for n in range(12)]
    load(sqlite, measures(tmp_path), neighbours(tmp_path), written(tmp_path, "many.csv", VALUES, *lines))
    with sqlite.reading() as session:
        with counted(session) as one:
            compare_each(session, ["M1"], "869")
        with counted(session) as twelve:
            found = compare_each(session, [f"M{n}" for n in range(12)], "869")
    assert all(isinstance(each, Comparison) for each in found.values())
    assert len(one) == len(twelve) > 0


def test_what_is_not_there_is_said_for_each_measure_by_itself(sqlite: Database, tmp_path: Path) -> None:
    load(sqlite, measures(tmp_path), values(tmp_path))
    with sqlite.reading() as session:
        found = compare_each(session, ["IN_TIME", "AWAY", "NONE"], "869")
        nowhere = compare_each(session, ["IN_TIME", "AWAY"], "Atlantis")
    assert isinstance(found["IN_TIME"], Comparison)
    assert found["AWAY"] == "No value of AWAY had been loaded for Eastmoor or its comparators."
    assert "There is no measure “NONE”" in str(found["NONE"])
    assert {str(why)[:32] for why in nowhere.values()} == {"There is no area “Atlantis” in t"}


def test_more_values_than_one_load_may_hold_are_refused_whichever_files_they_stand_in(
    sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MOST_VALUES", 13)
    explored = written(tmp_path, "explored.csv", EXPLORED, "2024,Calendar year,National,E92000001,England,,,,,,46.4")
    with pytest.raises(NotStatistics, match="more than 13 values together; load a topic or a year at a time"):
        load(sqlite, measures(tmp_path), values(tmp_path), explored)
    with sqlite.reading() as session:
        assert loaded_files(session) == ()


def test_a_label_the_measure_does_not_use_is_left_out_and_another_spelling_is_the_same_year(
    sqlite: Database, tmp_path: Path
) -> None:
    said = ("2022/23,1", "2023/24,2")
    first = written(tmp_path, "first.csv", VALUES, *(f"AWAY,Pupils away,869,Eastmoor,{each}" for each in said))
    load(sqlite, measures(tmp_path), first)
    otherwise = ("2023-24,2", "202324,3", "2024,4", "2024-25,5", "2031/32,6")
    second = written(tmp_path, "second.csv", VALUES, *(f"AWAY,Pupils away,869,Eastmoor,{each}" for each in otherwise))
    (report,) = load(sqlite, second)
    assert became(report) == (1, 0, 1, 3)
    assert [(each.line, each.why) for each in report.left_out] == [
        (3, "line 2 says this already; the first one stands"),
        (4, "“2024” is not how this measure labels its years"),
        (6, "“2031/32” had not begun when the file was fetched"),
    ]
    with sqlite.reading() as session:
        assert compare(session, "AWAY", "869").periods == ("2022/23", "2023/24", "2024-25")
