"""The board report as a Word file, read back by somebody else's reader."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from exports.beside import Beside
from exports.board_report.contents import contents
from exports.board_report.word import word
from tests.exports.positions import milestone, rated
from tests.exports.sample import empty, snapshot
from tests.exports.test_board_report_contents import strings
from wsoa.snapshot.positions import Snapshot

EARLIER = Beside((replace(snapshot(), as_at=date(2026, 1, 31)), replace(snapshot(), as_at=date(2026, 2, 28))))
LONG = " ".join(f"word{n}" for n in range(2000))
LANGUAGES = (
    "Mae’r tîm yn gweithio gyda theuluoedd ŵyr ac ŷd",
    "Współpraca z rodzicami: żółć, gęślą, jaźń",
    "تحسين خدمات الأطفال in Northmere",
)


def opened(file: bytes) -> DocumentObject:
    return Document(io.BytesIO(file))


def main_part(file: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml").decode()


def text_of(document: DocumentObject) -> str:
    """The text of every paragraph, those in tables too, in reading order."""
    return "\n".join(
        "".join(inner.text or "" if inner.tag == qn("w:t") else "\n" for inner in paragraph.iter(qn("w:t"), qn("w:br")))
        for paragraph in document.element.body.iter(qn("w:p"))
    )


def many(number: int) -> Snapshot:
    base = snapshot()
    amber = rated("A", issue="Short of staff", mitigation="Recruit")
    return replace(base, milestones=tuple(milestone(n, f"Milestone {n}", amber) for n in range(1, number + 1)))


def in_every_language() -> Snapshot:
    words = rated("A", issue=LONG, mitigation="\n".join(LANGUAGES))
    return replace(snapshot(), name=LANGUAGES[0], milestones=(milestone(1, " / ".join(LANGUAGES), words),))


@pytest.mark.parametrize(
    "described",
    [snapshot(), empty(), many(400), in_every_language()],
    ids=["the example", "an empty programme", "400 milestones", "long and foreign words"],
)
def test_the_file_has_no_errors_by_the_schema(described: Snapshot, tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(word(contents(described)))
    assert OpenXmlValidator().validate(file).errors == []


def test_every_printed_word_can_be_read_back() -> None:
    said = contents(snapshot())
    plain = said.to_json()
    for machine in ("slug", "scope", "schema", "as_at", "as_at_words", "title", "head", "facts", "counts"):
        plain.pop(machine)
    read = re.sub(r"\s+", " ", text_of(opened(word(said))))
    kinds = re.compile(r"\d{4}-\d\d-\d\d|[a-z-]+|[A-Z]")
    printed = [text for text in strings(plain) if text and not kinds.fullmatch(text)]
    missing = [text for text in printed if any(re.sub(r"\s+", " ", p).strip() not in read for p in text.split("•"))]
    assert len(printed) > 150
    assert missing == []


def test_header_rows_repeat_and_no_row_splits_and_no_cells_are_merged() -> None:
    document = opened(word(contents(snapshot())))
    assert len(document.tables) > 10
    for table in document.tables:
        rows = table._tbl.tr_lst
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert "gridSpan" not in main_part(word(contents(snapshot())))
    assert "vMerge" not in main_part(word(contents(snapshot())))


def test_every_table_has_alternative_text_a_flagged_header_and_a_width_in_every_cell() -> None:
    for table in opened(word(contents(snapshot()))).tables:
        for name in ("tblCaption", "tblDescription"):
            assert "".join(table._tbl.xpath(f"./w:tblPr/w:{name}/@w:val"))
        assert table._tbl.xpath("./w:tblPr/w:tblLook/@w:firstRow") == ["1"]
        widths = table._tbl.xpath("./w:tblGrid/w:gridCol/@w:w")
        for row in table._tbl.tr_lst:
            assert row.xpath("./w:tc/w:tcPr/w:tcW/@w:w") == widths


def test_tables_fit_between_the_margins() -> None:
    document = opened(word(contents(snapshot())))
    section = document.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    assert page is not None
    assert left is not None
    assert right is not None
    assert (round(page.cm, 1), round((section.page_height or page).cm, 1)) == (21.0, 29.7)
    for table in document.tables:
        assert sum(column.width.cm for column in table.columns if column.width) <= (page - left - right) / 360000 + 0.02


def test_headings_go_down_one_level_at_a_time_and_none_stands_alone() -> None:
    for described in (snapshot(), empty(), many(3)):
        body = opened(word(contents(described))).element.body
        styles = ["".join(each.xpath("./w:pPr/w:pStyle/@w:val")) for each in body.iterchildren(qn("w:p"), qn("w:tbl"))]
        levels = [int(style[-1]) for style in styles if style.startswith("Heading")]
        assert styles[0] == "Title"
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        for this, following in pairwise(styles):
            assert not (this.startswith("Heading") and following.startswith("Heading") and following <= this)


def test_captions_are_numbered_in_order_and_stand_above_their_tables() -> None:
    body = list(opened(word(contents(snapshot(), EARLIER))).element.body.iterchildren(qn("w:p"), qn("w:tbl")))
    captions = [
        (at, "".join(text.text or "" for text in each.iter(qn("w:t"))))
        for at, each in enumerate(body)
        if each.xpath("./w:pPr/w:pStyle/@w:val") == ["Caption"]
    ]
    tables, figures = ([each for each in captions if each[1].startswith(label)] for label in ("Table", "Figure"))
    assert len(figures) == 1
    for numbered in (tables, figures):
        assert [int(re.findall(r"\d+", text)[0]) for _, text in numbered] == list(range(1, len(numbered) + 1))
    assert all(body[at + 1].tag == qn("w:tbl") for at, _ in tables)
    assert all(body[at + 1].xpath("./w:r/w:drawing") for at, _ in figures)


def test_ratings_stand_as_words_upon_their_shade() -> None:
    shaded = re.findall(r'w:fill="(\w+)"/></w:tcPr>.*?<w:t[^>]*>([^<]*)<', main_part(word(contents(snapshot()))))
    assert {word for _, word in shaded} == {"Red", "Amber", "Green", "Complete", "Not started"}
    assert len({(fill, label) for fill, label in shaded}) == 5


def test_the_document_is_in_british_english_in_arial_and_says_whose_it_is() -> None:
    file = word(contents(snapshot()))
    styles = zipfile.ZipFile(io.BytesIO(file)).read("word/styles.xml").decode()
    properties = opened(file).core_properties
    assert 'w:lang w:val="en-GB"' in styles
    assert 'w:ascii="Arial"' in styles
    assert "Theme=" not in styles
    assert properties.author == properties.last_modified_by == "Northmere SEND improvement programme"
    assert properties.language == "en-GB"
    assert properties.title == "Board report: Northmere SEND improvement programme, Position as at 31 March 2026"


def test_every_page_bears_the_mark_the_head_and_its_number() -> None:
    package = zipfile.ZipFile(io.BytesIO(word(contents(snapshot()))))
    parts = {name: package.read(name).decode() for name in package.namelist() if re.search("header|footer", name)}
    assert all("DRAFT" in xml for name, xml in parts.items() if "header" in name)
    footer = parts["word/footerPortrait.xml"]
    assert "Record head 42 · 3f9a0c5be1d2<" in footer
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    issued = zipfile.ZipFile(io.BytesIO(word(contents(snapshot()), mark="")))
    assert not [name for name in issued.namelist() if b"DRAFT" in issued.read(name)]


def test_the_same_contents_give_the_same_bytes() -> None:
    assert word(contents(snapshot())) == word(contents(snapshot()))


def test_nothing_is_hidden_in_the_file() -> None:
    package = zipfile.ZipFile(io.BytesIO(word(contents(snapshot()))))
    assert sorted(package.namelist()) == sorted(
        [
            *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml"),
            *("word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml"),
            *("word/settings.xml", "word/fontTable.xml", "word/theme/theme1.xml"),
            *("word/headerFirst.xml", "word/headerPortrait.xml", "word/footerPortrait.xml"),
        ]
    )
    everything = b"".join(package.read(name) for name in package.namelist())
    assert not re.search(rb'w:vanish|w:ins |w:del |w:comment|w:rsid|TargetMode="External"', everything)


def test_four_hundred_milestones_are_all_there() -> None:
    read = text_of(opened(word(contents(many(400)))))
    assert all(f"Milestone {n}\n" in read for n in range(1, 401))


def test_long_texts_and_other_languages_come_out_as_they_went_in() -> None:
    read = text_of(opened(word(contents(in_every_language()))))
    assert LONG in read
    for words in LANGUAGES:
        assert words in read
    assert "<w:rtl/>" in main_part(word(contents(in_every_language())))
