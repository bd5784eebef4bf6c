"""The house's words for Word, its style sheet and its archive."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from exports import house
from exports.house.make_styles import make
from exports.house.named import STYLES
from exports.house.package import HOUSE
from exports.house.shades import SHADES, contrast
from tests.proofs import times
from wsoa.terms import Colour

STAMP = house.Stamp("Programme", "Report", date(2026, 3, 31), "Position as at 31 March 2026", 7, "ab" * 32, "DRAFT")
HOSTILE = (
    *('=HYPERLINK("http://a.example","x")', "{PAGE}", "<w:fldSimple w:instr=' AUTHOR '/>", "]]>", "&amp;", "&#11;"),
    *("a\x0bb\x00c\ufffed\ud800e", "\u202egpj.exe", " leading", "trailing ", "\t\ttabs", "a\r\nb\rc\n", "100%s %d {0}"),
)


def made(*bodies: str) -> bytes:
    return house.document(house.load_house(), [house.Section(bodies)], STAMP)


def read(file: bytes) -> list[str]:
    """The text of each paragraph of the body, breaks as newlines and tabs as tabs."""
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml"))[0]
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return [
        "".join(marks.get(str(each.tag), each.text or "") for each in paragraph.iter(qn("w:t"), *marks))
        for paragraph in body.iter(qn("w:p"))
    ]


@pytest.mark.parametrize("colour", list(Colour))
def test_the_word_of_a_rating_can_be_read_upon_its_shade(colour: Colour) -> None:
    assert contrast(SHADES[colour]) >= 4.5


def test_contrast_is_measured_as_wcag_does() -> None:
    assert round(contrast(type(SHADES[Colour.RED])("FFFFFF", "000000")), 2) == 21
    assert round(contrast(type(SHADES[Colour.RED])("FFFFFF", "777777")), 2) == 4.48


def test_the_committed_style_sheet_is_the_one_the_script_makes(tmp_path: Path) -> None:
    make(tmp_path / "house.docx")
    fresh, kept = (zipfile.ZipFile(file) for file in (tmp_path / "house.docx", HOUSE))
    assert {name: fresh.read(name) for name in fresh.namelist()} == {name: kept.read(name) for name in kept.namelist()}


def test_the_style_sheet_has_no_errors_by_the_schema_and_every_style_shows_in_word() -> None:
    assert OpenXmlValidator().validate(HOUSE).errors == []
    found = {style.style_id for style in Document(str(HOUSE)).styles}
    assert found.issuperset(STYLES)


def test_a_style_sheet_saved_by_another_program_can_take_the_place_of_ours(tmp_path: Path) -> None:
    document = Document(str(HOUSE))
    document.styles["Heading 1"].font.name = "Gill Sans"
    document.save(str(tmp_path / "council.docx"))
    file = house.document(house.load_house(tmp_path / "council.docx"), [house.Section([house.heading(1, "A")])], STAMP)
    assert Document(io.BytesIO(file)).styles["Heading 1"].font.name == "Gill Sans"


def test_a_style_sheet_that_lacks_a_style_is_refused_by_name(tmp_path: Path) -> None:
    document = Document(str(HOUSE))
    document.styles["Rating"].delete()
    document.save(str(tmp_path / "council.docx"))
    with pytest.raises(house.HouseUnfit, match=r"council\.docx lacks the styles Rating"):
        house.load_house(tmp_path / "council.docx")


def test_a_file_that_is_no_document_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "house.docx").write_text("not a zip")
    with pytest.raises(house.HouseUnfit, match="not a Word document"):
        house.load_house(tmp_path / "house.docx")


def test_a_landscape_section_turns_its_pages_and_no_others(tmp_path: Path) -> None:
    file = house.document(
        house.load_house(),
        [house.Section([house.paragraph("Upright")]), house.Section([house.paragraph("Wide")], landscape=True)],
        STAMP,
    )
    (tmp_path / "turned.docx").write_bytes(file)
    assert OpenXmlValidator().validate(tmp_path / "turned.docx").errors == []
    shapes = [(section.page_width or 0) > (section.page_height or 0) for section in Document(io.BytesIO(file)).sections]
    assert shapes == [False, True]


def test_a_row_with_a_cell_too_few_is_never_written() -> None:
    with pytest.raises(TypeError):
        house.table([house.Column("A", 2), house.Column("B", 2)], [(house.text_cell("a"),)], name="n", summary="s")


def test_a_heading_deeper_than_three_is_refused() -> None:
    with pytest.raises(ValueError, match="level 1, 2 or 3"):
        house.heading(4, "Too deep")


def test_a_page_break_and_a_caption_are_what_word_expects() -> None:
    xml = zipfile.ZipFile(io.BytesIO(made(house.page_break(), house.caption("Figure", 3, "Waits")))).read(
        "word/document.xml"
    )
    assert b'<w:br w:type="page"/>' in xml
    assert b'w:instr=" SEQ Figure \\* ARABIC "' in xml


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_comes_back_as_text(text: str) -> None:
    cell = house.table([house.Column(text, 8)], [(house.text_cell(text),)], name=text, summary=text)
    file = made(house.paragraph(text), house.heading(1, text), house.bullets([(1, text), (2, text)]), cell)
    words = [each for each in read(file) if each]
    assert words == [house.permitted(text)] * 6
    assert b"<w:fldSimple" not in zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml")


@pytest.mark.proof
def test_any_text_at_all_comes_back_as_text(record_property: Callable[[str, object], None]) -> None:
    rounds = times(20, 100)

    @settings(max_examples=rounds, deadline=None, database=None, derandomize=True)
    @given(st.lists(st.text(st.characters(exclude_categories=()), max_size=80), min_size=50, max_size=50))
    def come_back(texts: list[str]) -> None:
        file = made(*map(house.paragraph, texts), house.bullets((1, text) for text in texts))
        assert read(file) == [house.permitted(text) for text in texts] * 2
        xml = zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml")
        assert not any(element in xml for element in (b"<w:instrText", b"<w:fldSimple", b"<w:hyperlink"))

    come_back()
    record_property("texts", rounds * 50)


def test_the_permitted_text_is_the_text_wherever_xml_can_hold_it() -> None:
    ordinary = "Ordinary – words, “quotes” & <brackets>\nتحسين"
    assert house.permitted(ordinary) == ordinary
    assert house.permitted("a\x0bb\r\nc\x00") == "a\nb\nc"
