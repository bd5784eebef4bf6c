"""What every report keeps to as a Word file, whatever the record holds."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from exports import house
from exports.beside import ALONE, Beside
from exports.catalogue import REPORTS
from tests.exports.loads import load_saying
from tests.exports.positions import milestone, rated, risk, workstream
from tests.exports.records import EARLIER, EXTREMES, LANGUAGES, LONG, example, imported, members, words_of
from tests.exports.sample import snapshot
from tests.proofs import times
from wsoa.snapshot.positions import Snapshot
from wsoa.text import clean

HIDDEN = (
    *(rb"<w:vanish", rb"<w:webHidden", rb"<w:ins ", rb"<w:del ", rb"<w:moveFrom", rb"<w:comment", rb"w:rsid"),
    *(rb"<w:specVanish", rb"w:docVars", rb"<w:attachedTemplate", rb"<w:trackRevisions", rb"<w:updateFields"),
    *(rb'TargetMode="External"', rb'state="hidden"', rb'hidden="1"', rb"oleObject", rb"DDE", rb"INCLUDE"),
)
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/(document|styles|numbering|settings|fontTable)\.xml"
    r"|word/_rels/document\.xml\.rels|word/theme/theme1\.xml|word/(header(First|Portrait|Landscape)"
    r"|footer(Portrait|Landscape))\.xml|word/charts/(_rels/)?chart\d+\.xml(\.rels)?|word/embeddings/figures\d+\.xlsx"
    r"(!(\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/worksheets/sheet1\.xml"
    r"|xl/(sharedStrings|styles)\.xml|xl/theme/theme1\.xml))?"
)


def written(key: str, described: Snapshot, beside: Beside = ALONE, mark: str = "DRAFT") -> bytes:
    made: bytes = REPORTS[key].writers["docx"](REPORTS[key].contents(described, beside), mark=mark)
    return made


def assert_sound(file: bytes, folder: Path) -> None:
    """No error by the schema, and nothing in the file that a reader does not see."""
    (folder / "report.docx").write_bytes(file)
    assert OpenXmlValidator().validate(folder / "report.docx").errors == []
    parts = members(file)
    assert [name for name in parts if not PARTS.fullmatch(name)] == []
    assert [(name, mark) for name, xml in parts.items() for mark in HIDDEN if mark in xml] == []


@pytest.mark.parametrize("key", REPORTS)
@pytest.mark.parametrize("described", EXTREMES.values(), ids=EXTREMES)
def test_a_report_has_no_errors_by_the_schema_and_hides_nothing(key: str, described: Snapshot, tmp_path: Path) -> None:
    assert_sound(written(key, described, EARLIER), tmp_path)


@pytest.mark.parametrize("key", REPORTS)
def test_the_example_has_no_errors_by_the_schema_and_hides_nothing(
    key: str, migrated_sqlite: Path, tmp_path: Path
) -> None:
    now, earlier = example(Path(shutil.copy(migrated_sqlite, tmp_path / "wsoa.sqlite3")))
    assert_sound(written(key, now, Beside(earlier)), tmp_path)


def test_a_real_tracker_has_no_errors_by_the_schema_and_hides_nothing(
    real: Path, migrated_sqlite: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(migrated_sqlite, tmp_path / "wsoa.sqlite3"))
    described = imported(file, real / "bcp-2022-04-tracker.xlsx", date(2022, 4, 22))
    for key in REPORTS:
        assert_sound(written(key, described), tmp_path)


@pytest.mark.parametrize("key", REPORTS)
def test_the_only_author_is_the_programme_and_no_hour_is_the_clocks(key: str) -> None:
    core = members(written(key, snapshot()))["docProps/core.xml"].decode()
    authors = re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core)
    assert set(authors) == {snapshot().name}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-03-31T00:00:00Z"}


@pytest.mark.parametrize("key", REPORTS)
def test_every_page_is_a_draft_until_it_is_issued_and_bears_head_and_number(key: str) -> None:
    parts = members(written(key, snapshot(), EARLIER))
    running = {name: xml for name, xml in parts.items() if re.match("word/(header|footer)", name)}
    assert all(b"DRAFT" in xml for name, xml in running.items() if "header" in name)
    for name, xml in running.items():
        assert "footer" not in name or (b"3f9a0c5be1d2" in xml and b" PAGE " in xml and b" NUMPAGES " in xml)
    issued = members(written(key, snapshot(), EARLIER, mark=""))
    assert not [name for name, xml in issued.items() if b"DRAFT" in xml]


@pytest.mark.parametrize("key", [key for key, each in REPORTS.items() if each.is_given or each.loads])
def test_long_texts_and_other_languages_come_out_as_they_went_in(key: str) -> None:
    read = words_of(written(key, EXTREMES["every language"]))
    assert LONG in read
    for words in LANGUAGES:
        assert words in read


@pytest.mark.parametrize("key", ["board-report", "exception-report"])
def test_four_hundred_milestones_are_all_there(key: str) -> None:
    read = words_of(written(key, EXTREMES["400 milestones"]))
    assert all(f"Milestone {n}\n" in read for n in range(1, 401))


def test_four_hundred_risks_are_all_there() -> None:
    read = words_of(written("risk-register", EXTREMES["400 milestones"]))
    assert all(f"Risk {n}\n" in read for n in range(1, 401))


def hostile(texts: list[str]) -> Snapshot:
    """The sample with these texts wherever one is printed."""
    wording, issue, mitigation, title, detail, impact, answer, name = texts
    return replace(
        snapshot(),
        name=name,
        workstreams=(workstream(1, "", name),),
        milestones=(milestone(1, wording, rated("A", issue=issue, mitigation=mitigation)),),
        risks=(risk(1, title, "R", detail=detail, impact=impact, mitigation=answer),),
        loads=(load_saying(*texts),),
    )


@pytest.mark.proof
def test_any_text_at_all_comes_back_from_every_report_as_text(record_property: Callable[[str, object], None]) -> None:
    """S6, through the whole of a report: what was cleaned comes back unchanged, and is never a field or a link."""
    rounds = times(15, 640)
    fields = {key: _fields(written(key, snapshot())) for key in REPORTS}

    @settings(max_examples=rounds, deadline=None, database=None, derandomize=True)
    @given(st.lists(st.text(st.characters(exclude_categories=()), min_size=1, max_size=60), min_size=8, max_size=8))
    def come_back(texts: list[str]) -> None:
        said = [clean(text) or "x" for text in texts]
        wanted = {"risk-register": said[3:], "exception-report": [*said[:3], said[7]]}
        wanted["progress-summary"] = [*said[:2], said[7]]
        wanted["evidence-narrative"] = [said[0], said[7]]
        for key in REPORTS:
            file = written(key, hostile(said))
            read = _unspaced(words_of(file))
            assert [text for text in wanted.get(key, said) if _unspaced(text) not in read] == []
            assert _fields(file) <= fields[key] | {" REF _RefTable4 \\h ", " REF _RefTable5 \\h "}
            assert b"External" not in members(file)["word/_rels/document.xml.rels"]

    come_back()
    record_property("texts", rounds * 8)


def _unspaced(text: str) -> str:
    """The text without what a cell of prose turns into bullets and lines."""
    return re.sub(r"[\s•]+", "", text)


def _fields(file: bytes) -> set[str]:
    xml = members(file)["word/document.xml"].decode()
    return set(re.findall(r'w:instr="([^"]*)"', xml)) | set(re.findall(r"<w:instrText[^>]*>([^<]*)<", xml))


def test_a_replaced_style_sheet_changes_fonts_and_colours_of_every_report(tmp_path: Path) -> None:
    from docx import Document
    from docx.shared import RGBColor

    sheet = Document(str(Path(house.__file__).parents[1] / "house.docx"))
    for name in ("Normal", "Heading 1", "Table Text"):
        sheet.styles[name].font.name = "Gill Sans"
    sheet.styles["Heading 1"].font.color.rgb = RGBColor(0x6A, 0x1B, 0x4D)
    sheet.save(str(tmp_path / "council.docx"))
    council = house.load_house(tmp_path / "council.docx")
    for report in REPORTS.values():
        (tmp_path / "report.docx").write_bytes(report.writers["docx"](report.contents(snapshot()), sheet=council))
        assert OpenXmlValidator().validate(tmp_path / "report.docx").errors == []
        styles = Document(str(tmp_path / "report.docx")).styles
        assert styles["Heading 1"].font.name == styles["Normal"].font.name == "Gill Sans"
        assert str(styles["Heading 1"].font.color.rgb) == "6A1B4D"
        body = members((tmp_path / "report.docx").read_bytes())["word/document.xml"]
        assert not re.search(rb"<w:rFonts|<w:sz ", body), "fonts and sizes stand in styles only"
