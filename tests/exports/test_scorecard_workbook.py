"""The scorecard as a workbook: another program reads the same figures, and finds charts that it can edit."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exports.scorecard_workbook.contents import contents, row_of
from exports.scorecard_workbook.workbook import workbook
from tests.exports.readings import measured, months, plans, suspensions
from tests.exports.sample import snapshot
from wsoa.snapshot.positions import HOUSE_WORDS, IndicatorPosition, Snapshot
from wsoa.terms import IndicatorClass

HOSTILE = '=HYPERLINK("http://x")[a]/b*c?\'\ud800\x0b & <b>'
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def measuring(*indicators: IndicatorPosition) -> Snapshot:
    """The invented area with those indicators, numbered as they come."""
    numbered = tuple(replace(each, number=number) for number, each in enumerate(indicators, 1))
    return replace(snapshot(), indicators=numbered)


@pytest.fixture(scope="module")
def written() -> bytes:
    survey = replace(months("52")[0], asked=400, answering=112)
    odd = measured(HOSTILE, (survey,), klass=IndicatorClass.HOW_WELL, weaknesses=(2,))
    nothing = measured("Not measured yet", (), weaknesses=())
    return workbook(contents(measuring(suspensions().indicator, plans().indicator, odd, nothing)))


def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def lines(sheet: Worksheet, head: int) -> list[dict[str, object]]:
    rows = list(sheet.iter_rows(values_only=True))
    names = [str(name) for name in rows[head]]
    return [dict(zip(names, row, strict=True)) for row in rows[head + 1 :] if any(each is not None for each in row[1:])]


def test_every_indicator_is_a_row_whose_number_is_a_number_and_whose_gap_is_a_word(written: bytes) -> None:
    rows = lines(book(written)["Scorecard"], 4)
    assert [row["Indicator"] for row in rows[:2]] == ["Rate of suspensions", "Plans finished within 20 weeks"]
    first, second, odd, nothing = rows
    assert (first["Latest"], first["Unit"], first["Published"]) == (3.7, "per 100 pupils", datetime(2024, 12, 21))
    assert first["Compared with before"] == (
        "▼ Better: it was 14.48 per 100 pupils, November 2023, the same point of the year before"
    )
    assert (second["Latest"], second["How firm"]) == (52.3, "provisional")
    assert "The law asks for 100%: not met" in str(second["To be reached"])
    assert nothing["Latest"] == "No value yet"
    assert odd["Delivery"] == "6 milestones: 2 Red, 2 Amber and 2 Green"
    assert odd["Impact"] == "Not yet evidenced, since 20 February 2026, judged by Manager"


def test_the_series_is_read_back_equal_with_its_places_and_its_missing_word(written: bytes) -> None:
    sheet = book(written)["2 Plans finished within 20 week"]
    rows = lines(sheet, 5)
    given = plans().indicator.values
    assert [row["As given"] for row in rows[: len(given)]] == [each.raw for each in given]
    assert [row["Value"] for row in rows[: len(given)]] == [
        "Suppressed" if each.value is None else float(each.value) for each in given
    ]
    assert sheet["D7"].number_format == "#,##0.0"
    assert [(row["Period"], row["Checkpoints and target"]) for row in rows[len(given) :]] == [
        ("Checkpoint", 45),
        ("Checkpoint", 52),
        ("Target", 60),
    ]
    assert rows[13]["Not final"] == 52.3
    assert "Break: from here measured by Regional database." in str(rows[7]["To note"])


def test_whatever_begins_like_a_formula_is_a_text(written: bytes) -> None:
    cells = [cell for sheet in book(written) for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in each or b"<f " in each for each in sheets)


def test_charts_are_native_and_every_line_is_of_cells_of_its_own_sheet(written: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        charts = [ElementTree.fromstring(package.read(n)) for n in sorted(package.namelist()) if "charts/chart" in n]
    assert len(charts) == 3
    drawn = [[each.text or "" for each in chart.iter(f"{C}f")] for chart in charts]
    values = [each for each in drawn[0] if "!$D$" in each and not each.endswith("$D$6")]
    assert values == [
        "'1 Rate of suspensions'!$D$7",
        "'1 Rate of suspensions'!$D$8:$D$10",
        "'1 Rate of suspensions'!$D$11",
    ], "no line crosses the end of the school year"
    named = [{each.split("!")[0] for each in chart} for chart in drawn]
    assert all(len(sheets) == 1 for sheets in named)


def test_sheets_have_headings_that_stay_widths_and_names_that_can_be_kept(written: bytes) -> None:
    found = book(written)
    assert found["Scorecard"].freeze_panes == "D6"
    assert found["Scorecard"].column_dimensions["C"].width > 20
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in found.sheetnames)
    assert len(found.sheetnames) == 4, "what has no value has no sheet of its own"
    assert all(sheet.print_title_rows for sheet in found)


def test_the_file_says_where_it_comes_from_and_the_same_contents_give_the_same_bytes(written: bytes) -> None:
    found, again = book(written), measuring(suspensions().indicator)
    told = found.properties
    assert told.title == "Scorecard, Northmere SEND improvement programme"
    assert told.created is not None
    assert told.created.date() == date(2026, 3, 31)
    assert "as it stood on 31 March 2026" in str(told.description)
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        custom = package.read("docProps/custom.xml").decode()
    assert all(f'name="{name}"' in custom for name in ("As at", "Known by entry", "Head of the record", "Digest"))
    assert workbook(contents(again)) == workbook(contents(again))


def test_it_speaks_the_programme_s_own_words_and_without_any_indicator_says_so() -> None:
    own = replace(HOUSE_WORDS, weakness="priority action", weaknesses="priority actions")
    rows = lines(book(workbook(contents(replace(measuring(plans().indicator), words=own))))["Scorecard"], 4)
    assert rows[0]["Priority action"] == "Priority action 1"
    assert book(workbook(contents(replace(measuring(), weaknesses=())))).sheetnames == ["Scorecard"]


def test_an_empty_class_has_the_programme_s_own_words_where_another_area_has_some() -> None:
    own = replace(plans().indicator, klass=IndicatorClass.HOW_WELL, class_words="the quality of it", weaknesses=(1,))
    areas = contents(measuring(own)).areas
    assert len(areas) > 1
    for area in areas:
        assert [each.words for each in area.classes[:2]] == ["How much did we do?", "The quality of it"]


def test_a_row_names_the_set_of_a_mean_and_how_many_areas_it_is_of() -> None:
    row = row_of(plans())
    assert row.beside == (
        "Statistical neighbours 49.63% (mean of 2), 2024, May 2025 set",
        "England 46.4%, 2024",
        "North East suppressed, 2024",
    )
    assert row.latest == "52.3% (provisional)"
    assert row.arrow == "▲"
