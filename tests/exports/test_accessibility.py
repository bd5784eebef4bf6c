"""Every report read back as a screen reader meets it, whatever the record holds; and a spoiled one is found out."""

import re
from collections.abc import Iterator

import pytest
from docx.oxml.ns import qn
from lxml import etree

from exports.catalogue import REPORTS
from tests.exports.records import EARLIER, EXTREMES, members
from wsoa.snapshot.positions import Snapshot

Parts = dict[str, bytes]


def parts_of(key: str, described: Snapshot) -> Parts:
    report = REPORTS[key]
    return members(report.writers["docx"](report.contents(described, EARLIER)))


def faults(parts: Parts) -> list[str]:
    """What would stand in the way of somebody who listens to the document."""
    body = etree.fromstring(parts["word/document.xml"])[0]
    return [*_of_headings(body), *_of_tables(body), *_of_figures(body), *_of_order(body), *_of_language(parts)]


def _style(element: etree._Element) -> str:
    found = element.find(f"./{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t"))).strip()


def _of_headings(body: etree._Element) -> Iterator[str]:
    paragraphs = [(_style(each), _words(each)) for each in body.iter(qn("w:p"))]
    titles = [words for style, words in paragraphs if style == "Title"]
    if len(titles) != 1 or paragraphs[0][0] != "Title":
        yield "the document does not begin with its one title"
    level = 0
    for style, words in paragraphs:
        if style.startswith("Heading"):
            if int(style[-1]) > level + 1:
                yield f"a level is left out before “{words}”"
            level = int(style[-1])
            if not words:
                yield "a heading says nothing"


def _of_tables(body: etree._Element) -> Iterator[str]:
    for merged in ("gridSpan", "vMerge", "hMerge"):
        if body.find(f".//{qn(f'w:{merged}')}") is not None:
            yield f"cells are merged: {merged}"
    for table in body.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        if [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] != [True] + [False] * (len(rows) - 1):
            yield "the first row alone is not marked as header"
        if not all(_words(cell) for cell in rows[0].iter(qn("w:tc"))):
            yield "a header cell is empty"
        if {len(row.findall(qn("w:tc"))) for row in rows} != {len(table.findall(f".//{qn('w:gridCol')}"))}:
            yield "a row has other columns than the table"
        look = table.find(f".//{qn('w:tblLook')}")
        if look is None or look.get(qn("w:firstRow")) != "1":
            yield "the look of the table does not name the header row"
        for alternative in ("tblCaption", "tblDescription"):
            found = table.find(f".//{qn(f'w:{alternative}')}")
            if found is None or not found.get(qn("w:val")):
                yield f"a table has no {alternative}"
        if any(True for _ in table.iterdescendants(qn("w:tbl"))):
            yield "a table stands in a table"
        if any(len(row) and not _words(row) for row in rows):
            yield "a row is empty"


def _of_figures(body: etree._Element) -> Iterator[str]:
    for drawing in body.iter(qn("w:drawing")):
        about = drawing.find(f".//{qn('wp:docPr')}")
        if about is None or not about.get("descr"):
            yield "a figure has no alternative text"
        if drawing.find(qn("wp:inline")) is None:
            yield "a figure floats beside the text"


def _of_order(body: etree._Element) -> Iterator[str]:
    """What is read is what follows: nothing floats, and a caption stands right above what it names."""
    for name in ("w:framePr", "w:txbxContent", "w:pict", "w:tblpPr"):
        if body.find(f".//{qn(name)}") is not None:
            yield f"something floats: {name}"
    blocks = list(body.iterchildren(qn("w:p"), qn("w:tbl")))
    for this, following in zip(blocks, [*blocks[1:], body], strict=True):
        if _style(this) == "Caption":
            named = following.tag == qn("w:tbl") or following.find(f".//{qn('w:drawing')}") is not None
            if not named:
                yield f"a caption stands alone: {_words(this)}"
        elif following.tag == qn("w:tbl"):
            yield "a table has no caption"


def _of_language(parts: Parts) -> Iterator[str]:
    if b'w:lang w:val="en-GB"' not in parts["word/styles.xml"]:
        yield "the text has no language"
    if b"<dc:language>en-GB<" not in parts["docProps/core.xml"]:
        yield "the document has no language"
    if not re.search(rb"<dc:title>[^<]+<", parts["docProps/core.xml"]):
        yield "the document has no title"


@pytest.mark.parametrize("key", REPORTS)
@pytest.mark.parametrize("described", EXTREMES.values(), ids=EXTREMES)
def test_nothing_stands_in_the_way_of_somebody_who_listens(key: str, described: Snapshot) -> None:
    assert faults(parts_of(key, described)) == []


@pytest.mark.parametrize(
    ("part", "whole", "spoiled", "found"),
    [
        ("word/document.xml", '"Heading2"', '"Heading3"', "a level is left out before “Progress”"),
        ("word/document.xml", '"Title"', '"Subtitle"', "the document does not begin with its one title"),
        ("word/document.xml", "<w:tblHeader/>", "", "the first row alone is not marked as header"),
        ("word/document.xml", 'w:firstRow="1"', 'w:firstRow="0"', "the look of the table does not name the header row"),
        ("word/document.xml", ">Meaning<", "><", "a header cell is empty"),
        ("word/document.xml", "<w:tblCaption w:val=", "<w:tblCaption w:was=", "a table has no tblCaption"),
        (
            "word/document.xml",
            'w:type="dxa"/></w:tcPr>',
            'w:type="dxa"/><w:vMerge/></w:tcPr>',
            "cells are merged: vMerge",
        ),
        ("word/document.xml", ' descr="', ' was="', "a figure has no alternative text"),
        ("word/document.xml", "wp:inline", "wp:anchor", "a figure floats beside the text"),
        ("word/document.xml", '"Caption"', '"SmallPrint"', "a table has no caption"),
        ("word/styles.xml", 'w:val="en-GB"', 'w:val="fr-FR"', "the text has no language"),
        ("docProps/core.xml", "<dc:language>en-GB", "<dc:language>", "the document has no language"),
    ],
)
def test_a_spoiled_report_is_found_out(part: str, whole: str, spoiled: str, found: str) -> None:
    parts = parts_of("board-report", EXTREMES["the sample"])
    assert whole.encode() in parts[part]
    parts[part] = parts[part].replace(whole.encode(), spoiled.encode())
    assert found in faults(parts)
