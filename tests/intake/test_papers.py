"""Papers: what a reader sees in them comes in, in its order, and all else is said."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml

from tests.intake.conftest import found_in
from tests.intake.papers import PLAN, WORD, Block, add_table, document, lists, paper_of, save_deck, save_paper
from wsoa.intake import Cell, read_workbook
from wsoa.intake.found import FoundTracker
from wsoa.terms import BulletKind

LISTENING: list[Block] = [
    ("Title", "Our plan"),
    ("Heading 1", "Listening Workstream"),
    ("Heading 2", "Progress"),
    ("List Bullet", "Asked"),
    ("List Bullet 2", "in schools"),
    ("Heading 2", "Next steps"),
    ("List Bullet", "Answer"),
    PLAN,
]


@pytest.fixture
def of_paper(tmp_path: Path) -> Callable[[Iterable[Block]], FoundTracker]:
    return lambda blocks: found_in(save_paper(tmp_path / "paper.docx", blocks))


def cells_of(paper: Document, path: Path, sheet: int = 0) -> list[Cell]:
    paper.save(str(path / "paper.docx"))
    return [cell for row in read_workbook(path / "paper.docx").sheets[sheet].rows for cell in row]


def facts(found: FoundTracker) -> dict[str, object]:
    """What a file says of the programme, but not where in the file it says so."""
    places = {"where", "table", "cell"}
    said = {
        name: sorted(
            (repr({key: value for key, value in asdict(one).items() if key not in places}) for one in things),
        )
        for name in ("workstreams", "focus_areas", "milestones", "risks", "products", "indicators", "notes")
        if (things := getattr(found, name))
    }
    return said | {"lists": lists(found)}


@pytest.mark.parametrize("name", ["bcp-2022-04-monitoring-update.docx", "bcp-2022-04-monitoring-update.pptx"])
def test_the_paper_and_the_slides_of_a_month_say_what_its_workbook_says(name: str, real: Path, bcp: Path) -> None:
    found, workbook = found_in(real / name), found_in(bcp)
    assert facts(found) == facts(workbook)
    assert not found.left_out
    assert (len(found.milestones), len(found.indicators)) == (10, 20)  # the control: there is something to compare


def test_a_table_belongs_to_the_heading_above_the_lists_that_stand_between(
    of_paper: Callable[[Iterable[Block]], FoundTracker],
) -> None:
    found = of_paper([*LISTENING, ("Heading 1", "Waiting Workstream"), PLAN])
    assert [one.workstream for one in found.milestones] == ["Listening", "Listening", "Waiting", "Waiting"]
    assert lists(found) == {
        ("Listening", BulletKind.PROGRESS): [(1, "Asked"), (2, "in schools")],
        ("Listening", BulletKind.NEXT_STEPS): [(1, "Answer")],
    }
    assert not found.doubts


def test_a_list_below_a_table_belongs_to_the_heading_above_both(
    of_paper: Callable[[Iterable[Block]], FoundTracker],
) -> None:
    blocks: list[Block] = [
        ("Title", "Our plan"),
        ("Heading 1", "Listening Workstream"),
        PLAN,
        ("Heading 2", "Next steps"),
        ("List Bullet", "Answer"),
        ("Heading 1", "Programme next steps"),
        ("List Bullet", "Meet"),
    ]
    assert lists(of_paper(blocks)) == {
        ("Listening", BulletKind.NEXT_STEPS): [(1, "Answer")],
        (None, BulletKind.NEXT_STEPS): [(1, "Meet")],
    }


def test_a_heading_with_lists_below_it_names_a_workstream_but_that_is_doubted(
    of_paper: Callable[[Iterable[Block]], FoundTracker],
) -> None:
    found = of_paper([*LISTENING, ("Heading 1", "Belonging"), ("Heading 2", "Progress"), ("List Bullet", "Begun")])
    assert lists(found)["Belonging", BulletKind.PROGRESS] == [(1, "Begun")]
    assert [doubt.text for doubt in found.doubts] == ["Belonging"]


def test_bullets_right_under_the_title_are_headlines_but_doubted(
    of_paper: Callable[[Iterable[Block]], FoundTracker],
) -> None:
    bullets: list[Block] = [("List Bullet", "All is well"), ("List Bullet", "Nearly")]
    found = of_paper([("Title", "Our plan"), ("Normal", "March 2026"), *bullets, *LISTENING[1:]])
    assert lists(found)[None, BulletKind.HEADLINE] == [(1, "All is well"), (1, "Nearly")]
    assert [doubt.cell for doubt in found.doubts] == ["Paragraph 3"]


def test_lines_and_tables_that_nobody_knows_are_left_out_not_swept_into_a_list(
    of_paper: Callable[[Iterable[Block]], FoundTracker],
) -> None:
    unknown: list[Block] = [("Heading 2", "Weather"), ("List Bullet", "Sunny")]
    table: list[Block] = [("Heading 2", "Progress"), ("List Bullet", "Begun"), (("Version", "Seen by"), ("1", "Ann"))]
    found = of_paper([*LISTENING, ("Heading 1", "Waiting Workstream"), *unknown, *table])
    assert lists(found)["Waiting", BulletKind.PROGRESS] == [(1, "Begun")]
    assert [aside.text for aside in found.left_out] == ["Weather", "Sunny", "Version", "Seen by", "1", "Ann"]


def test_a_heading_within_a_list_is_a_line_with_those_below_it_under_it(
    of_paper: Callable[[Iterable[Block]], FoundTracker],
) -> None:
    inner: list[Block] = [("Heading 3", "Training"), ("List Bullet", "Booked"), ("Heading 3", "Data"), PLAN]
    found = of_paper([*LISTENING[:4], *inner])
    assert lists(found)["Listening", BulletKind.PROGRESS] == [(1, "Asked"), (1, "Training"), (2, "Booked"), (1, "Data")]
    assert [doubt.text for doubt in found.doubts] == ["Training", "Data"]


def test_places_in_papers_and_slides_are_words_to_find_them_by(tmp_path: Path) -> None:
    paper = read_workbook(save_paper(tmp_path / "paper.docx", LISTENING)).cells()
    slides = read_workbook(save_deck(tmp_path / "slides.pptx", [("Plan", PLAN), ("Done", [(0, "All")])])).cells()
    assert [cell.place for cell in paper][5:9] == [
        "Paragraph 6",
        "Paragraph 7",
        "Table 1, row 1, column 1",
        "Table 1, row 1, column 2",
    ]
    assert [cell.place for cell in slides][-3:] == [
        "Slide 1, table 1, row 3, column 5",
        "Slide 2, title",
        "Slide 2, line 1",
    ]


def test_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('Ask ')}<w:ins>{run.format('every')}</w:ins>"
        f"<w:del><w:r><w:delText>no</w:delText></w:r></w:del>{run.format(' family')}</w:p>"
        f"<w:moveFrom><w:p>{run.format('gone')}</w:p></w:moveFrom>"
        f"<w:sdt><w:sdtContent><w:p>{run.format('chosen')}</w:p></w:sdtContent></w:sdt>"
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run.format('gone')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p>{run.format('one')}</w:p></w:tc><w:sdt><w:sdtContent><w:tc><w:p>{run.format('two')}</w:p>"
        "</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>"
    )
    path = tmp_path / "paper.docx"
    path.write_bytes(paper_of(body))
    assert [cell.text for cell in read_workbook(path).cells()] == ["Ask every family", "chosen", "one", "two"]


def test_merged_and_coloured_cells_of_a_paper_keep_their_size_and_colour(tmp_path: Path) -> None:
    paper = document([(("a", "b", "c"), ("d", "e", "f"), ("g", "", ""))])
    table = paper.tables[0]
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    shade = OxmlElement("w:shd")
    shade.set(qn("w:fill"), "FF0000")
    table.cell(2, 1)._tc.get_or_add_tcPr().append(shade)  # type: ignore[arg-type]  # the stubs know no child of it
    cells = cells_of(paper, tmp_path)
    assert [(cell.text, cell.column, cell.deep, cell.wide, cell.fill) for cell in cells if cell.row > 2] == [
        ("d", 1, 1, 1, None),
        ("e", 2, 1, 1, None),
        ("f", 3, 2, 1, None),
        ("g", 1, 1, 1, None),
        ("", 2, 1, 1, "#FF0000"),
    ]
    assert [(cell.text, cell.column, cell.wide) for cell in cells if cell.row == 2] == [("a\nb", 1, 2), ("c", 3, 1)]


def test_a_table_in_a_frame_is_a_table_and_one_beside_words_is_part_of_its_cell(tmp_path: Path) -> None:
    paper = document([(("",),), (("words", "more"),)])
    for table, text in zip(paper.tables, ("framed", "inner"), strict=True):
        table.cell(0, 0).add_table(1, 2).cell(0, 0).text = text
    cells = cells_of(paper, tmp_path)
    assert [(cell.place, cell.text) for cell in cells] == [
        ("Table 1, row 1, column 1", "framed"),
        ("Table 2, row 1, column 1", "words\ninner"),
        ("Table 2, row 1, column 2", "more"),
    ]


def test_comments_footers_and_contents_are_named_but_not_read(tmp_path: Path) -> None:
    paper = document(LISTENING)
    paper.add_comment(paper.paragraphs[3].runs, text="Really?", author="Ann")
    paper.sections[0].footer.paragraphs[0].text = "Page 1 of 2"
    style = paper.styles.add_style("toc 1", 1)
    paper.paragraphs[0].insert_paragraph_before("Listening Workstream ... 1", style=style)
    paper.save(str(tmp_path / "paper.docx"))
    found = found_in(tmp_path / "paper.docx")
    assert [(aside.text, aside.why) for aside in found.left_out] == [("Really?", "a comment on the cell")]
    margins = [aside.text for aside in found.not_data if aside.table == "Headers, footers and contents"]
    assert margins == ["Listening Workstream ... 1", "Page 1 of 2"]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    path = tmp_path / "paper.docx"
    path.write_bytes(paper_of(f"<w:p><w:r><w:t>before</w:t></w:r>{box}</w:p>"))
    assert [cell.text for cell in read_workbook(path).cells()] == ["before", "boxed"]


def test_lists_are_told_by_their_numbering_too(tmp_path: Path) -> None:
    paper = document([("Normal", "one"), ("Normal", "two"), ("List Bullet 2", "three")])
    for paragraph, level in zip(paper.paragraphs, (0, 2), strict=False):
        numbering = f'<w:numPr xmlns:w="{WORD}"><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(numbering))  # type: ignore[arg-type]  # as above
    assert [cell.indent for cell in cells_of(paper, tmp_path)] == [1, 3, 2]


def test_numbers_of_headings_are_no_part_of_names(of_paper: Callable[[Iterable[Block]], FoundTracker]) -> None:
    blocks: list[Block] = [
        ("Title", "Our plan"),
        ("Heading 1", "1. Introduction"),
        ("Normal", "Where we are."),
        ("Heading 1", "2. Listening Workstream"),
        PLAN,
        ("Heading 1", "3. Waiting"),
        PLAN,
        ("Heading 2", "3.1 Progress"),
        ("List Bullet", "Begun"),
    ]
    found = of_paper(blocks)
    assert [one.name for one in found.workstreams] == ["Listening", "Waiting"]
    assert [one.workstream for one in found.milestones] == ["Listening", "Listening", "Waiting", "Waiting"]
    assert lists(found) == {("Waiting", BulletKind.PROGRESS): [(1, "Begun")]}
    assert [aside.text for aside in found.left_out] == ["1. Introduction", "Where we are."]
    assert [doubt.text for doubt in found.doubts] == ["3. Waiting"]


def test_a_table_that_goes_on_after_a_page_is_one_plan(of_paper: Callable[[Iterable[Block]], FoundTracker]) -> None:
    with_headers, without = (PLAN[0], ("11: X", "More is done", "G", "", "")), (("12: Y", "Even more", "G", "", ""),)
    between: list[Block] = [("Normal", "")]
    found = of_paper([("Heading 1", "Listening Workstream"), PLAN, *between, with_headers, *between, without])
    assert [one.workstream for one in found.milestones] == ["Listening"] * 4
    assert not found.left_out


def test_words_that_are_only_bold_are_headings_too(tmp_path: Path) -> None:
    paper = document([("Normal", "Our plan")])
    for text in ("Listening Workstream", "Progress"):
        paper.add_paragraph().add_run(text).bold = True
    paper.add_paragraph("Asked", style="List Bullet")
    add_table(paper, PLAN)
    paper.add_paragraph().add_run("Risks").bold = True
    add_table(paper, (("Risk", "Detail", "RAG", "Impact"), ("Money", "Little", "A", "Slow")))
    paper.save(str(tmp_path / "paper.docx"))
    found = found_in(tmp_path / "paper.docx")
    assert lists(found) == {("Listening", BulletKind.PROGRESS): [(1, "Asked")]}
    assert [one.workstream for one in found.milestones] == ["Listening", "Listening"]
    assert not found.left_out


def test_what_is_there_only_for_the_look_of_lines_is_no_difference(tmp_path: Path) -> None:
    paper = document([("Normal", "Ask\u00a0every fam\u00adily\u200b"), ("Normal", "Ask every family")])
    first, second = cells_of(paper, tmp_path)
    assert first.text == second.text
