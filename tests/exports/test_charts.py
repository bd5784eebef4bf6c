"""The chart of ratings round by round: drawn by Word itself, editable, and told in words."""

import io
import re
from pathlib import Path

import openpyxl
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from exports.board_report.contents import contents
from exports.board_report.word import word
from exports.house.charts import Chart, members
from exports.house.package import load_house
from exports.house.workbook import column_letter, workbook
from tests.exports.records import EARLIER
from tests.exports.records import members as parts_of
from tests.exports.sample import snapshot
from wsoa.terms import Colour

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def test_the_chart_has_a_column_for_each_round_and_a_number_for_each_rating() -> None:
    figure = contents(snapshot(), EARLIER).counts.figure
    assert figure is not None
    assert figure.categories == ("31 January 2026", "28 February 2026", "31 March 2026")
    assert [(each.name, each.counts) for each in figure.series] == [
        ("Red", (4, 4, 4)),
        ("Amber", (4, 4, 4)),
        ("Green", (4, 4, 4)),
        ("Complete", (4, 4, 4)),
        ("Not rated", (4, 4, 4)),
    ]
    assert "31 January 2026: 4 Red, 4 Amber, 4 Green, 4 Complete and 4 Not rated." in figure.alternative


def test_with_one_date_there_is_nothing_to_draw() -> None:
    assert contents(snapshot()).counts.figure is None
    assert not [name for name in parts_of(word(contents(snapshot()))) if "chart" in name]


def test_the_chart_in_the_document_says_what_the_workbook_beside_it_says() -> None:
    said = contents(snapshot(), EARLIER)
    parts = parts_of(word(said))
    chart = etree.fromstring(parts["word/charts/chart1.xml"])
    sheet = openpyxl.load_workbook(io.BytesIO(parts["word/embeddings/figures1.xlsx"]))["Figures"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    drawn = [[point.text for point in each.iterfind(f"{C}val//{C}pt/{C}v")] for each in chart.iter(f"{C}ser")]
    assert [[str(row[at + 1]) for row in rows[1:]] for at in range(len(drawn))] == drawn
    assert rows[0][1:] == [each.findtext(f".//{C}tx//{C}v") for each in chart.iter(f"{C}ser")]
    assert b"../embeddings/figures1.xlsx" in parts["word/charts/_rels/chart1.xml.rels"]


def test_the_chart_has_alternative_text() -> None:
    said = contents(snapshot(), EARLIER)
    body = etree.fromstring(parts_of(word(said))["word/document.xml"])
    (drawing,) = body.iter(qn("wp:docPr"))
    assert said.counts.figure is not None
    assert drawing.get("descr") == said.counts.figure.alternative


def test_a_workbook_opens_and_has_no_errors_by_the_schema(tmp_path: Path) -> None:
    file = tmp_path / "figures.xlsx"
    file.write_bytes(workbook("Figures", [["=1+1", "<b>&"], [1, 2]], load_house().theme))
    assert OpenXmlValidator().validate(file).errors == []
    sheet = openpyxl.load_workbook(file)["Figures"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["=1+1", "<b>&"], [1, 2]]
    assert sheet["A1"].data_type != "f"


def test_columns_are_lettered_as_a_spreadsheet_does() -> None:
    assert [column_letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_the_parts_of_a_chart_are_made_once() -> None:
    chart = Chart(("May", "June"), (("Red", Colour.RED, (1, 0)),))
    assert members(1, chart, b"") is members(1, chart, b"")
    assert members(1, chart, b"") is not members(2, chart, b"")


def test_the_contents_list_leads_to_the_headings_and_asks_nobody_to_update_it() -> None:
    said = contents(snapshot(), EARLIER)
    parts = parts_of(word(said))
    xml = parts["word/document.xml"].decode()
    listed = re.findall(r'<w:hyperlink w:anchor="(\w+)".*?<w:t[^>]*>([^<]*)<', xml)
    assert [text for _, text in listed] == list(said.outline)
    for anchor, text in listed:
        after = xml.split(f'w:name="{anchor}"/>')[1]
        assert re.sub("<[^>]*>", "", after.split("<w:bookmarkEnd")[0]) == text
        assert xml.count(f'w:name="{anchor}"') == 1
    (paragraph,) = (each for each in xml.split("</w:p>") if '"TOC1"' in each)
    assert paragraph.count("<w:hyperlink") == len(said.outline), "in one paragraph, which no page parts"
    assert "fldChar" not in xml
    assert b"updateFields" not in parts["word/settings.xml"]
    assert "w:dirty" not in xml


def test_the_outline_names_every_heading_of_the_first_level_in_order() -> None:
    said = contents(snapshot(), EARLIER)
    body = etree.fromstring(parts_of(word(said))["word/document.xml"])
    headings = [
        "".join(each.itertext())
        for each in body.iter(qn("w:p"))
        if [style.get(qn("w:val")) for style in each.iter(qn("w:pStyle"))] == ["Heading1"]
    ]
    assert headings == list(said.outline)


def test_every_cross_reference_names_a_table_that_is_there() -> None:
    said = contents(snapshot(), EARLIER)
    xml = parts_of(word(said))["word/document.xml"].decode()
    asked = set(re.findall(r'w:instr=" REF (\w+) \\h "', xml))
    assert len(asked) > 4
    assert asked <= set(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml))
    assert len(re.findall(r'<w:bookmarkStart w:id="(\d+)"', xml)) == len(set(re.findall(r'Start w:id="(\d+)"', xml)))
    exceptions = [section.exceptions for section in said.workstreams if section.exceptions]
    assert said.counts.pointers[0].words == "8 exceptions are in"
    assert said.counts.pointers[0].tables == tuple(each.number for each in exceptions)
