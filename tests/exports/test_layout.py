"""Where words and lines fall: widths, what stays on one page, what is read from the right, and what shades say."""

import re
import zlib
from dataclasses import replace
from itertools import count

import pytest

from exports import house
from exports.board_report.contents import contents
from exports.board_report.points_in_word import points
from exports.board_report.word import MANY_PRODUCTS, word
from exports.exception_report.contents import contents as exceptions
from exports.exception_report.word import word as exceptions_in_word
from exports.house.charts import Chart, members
from exports.parts.wording import levels_in_words, round_in_words
from tests.exports.positions import milestone, rated
from tests.exports.records import many, words_of
from tests.exports.records import members as parts_of
from tests.exports.sample import empty, snapshot
from wsoa.rag import count_levels
from wsoa.terms import Colour, Scope


def test_widths_add_up_and_long_columns_get_more_and_none_less_than_its_least() -> None:
    least = (2.8, 1.7, 2.9)
    widths = house.fitted(17.0, least, [(10, 0, 300), (20, 0, 500)])
    assert sum(widths) == pytest.approx(17.0)
    assert all(width >= cm for width, cm in zip(widths, least, strict=True))
    assert widths[1] == 1.7
    assert widths[2] > 3 * widths[0]
    assert sum(house.fitted(17.0, least, [])) == pytest.approx(17.0)
    assert sum(house.fitted(17.0, least, [(0, 0, 0)])) == pytest.approx(17.0)


def test_tables_of_one_kind_have_the_same_columns_throughout_a_report() -> None:
    xml = parts_of(word(contents(snapshot())))["word/document.xml"].decode()
    heads = re.findall(r"<w:tblGrid>(.*?)</w:tblGrid>(.*?)</w:tr>", xml)
    grids = [grid for grid, head in heads if "Focus area" in head]
    assert len(grids) == 4
    assert len(set(grids)) == 1


def table_of(rows: int, words: str) -> str:
    cells = [(house.text_cell(words), house.text_cell("b"))] * rows
    return house.table([house.Column("A", 8), house.Column("B", 8)], cells, name="n", summary="s")


@pytest.mark.parametrize(
    ("rows", "words", "kept"),
    [
        (3, "brief", [True, True, False]),
        (10, "brief", [False] * 8 + [True, False]),  # the last is not left alone
        (3, "long words " * 40, [False, False, False]),  # no half page stays empty
        (1, "brief", [False]),
    ],
)
def test_short_tables_stay_whole_and_no_brief_last_row_stands_alone(rows: int, words: str, kept: list[bool]) -> None:
    body = table_of(rows, words).split("</w:tr>")[1:-1]
    assert ["<w:keepNext/>" in row for row in body] == kept


@pytest.mark.parametrize(
    ("lines", "kept", "together"),
    [
        (["a"] * 4, False, [True, True, True, False]),  # a short list stays whole
        (["a"] * 9, False, [True, *[False] * 6, True, False]),  # neither the first nor the last stands alone
        (["long words " * 20] * 4, False, [True, False, True, False]),  # four long bullets are not short
        (["a"] * 9, True, [True, *[False] * 6, True, True]),  # the last list of a report stays with its end
        (["a"], False, [False]),
    ],
)
def test_no_bullet_of_a_list_stands_alone_on_a_page(lines: list[str], kept: bool, together: list[bool]) -> None:
    xml = house.bullets([(1, line) for line in lines], kept=kept)
    assert ["<w:keepNext/>" in each for each in xml.split("</w:p>")[:-1]] == together


def test_a_rating_shades_its_own_line_and_never_the_height_of_a_tall_row() -> None:
    cell = house.rating_cell("Red", Colour.RED)
    cell_look, line = cell.split("</w:tcPr>")
    assert "w:shd" not in cell_look
    assert line.count('<w:shd w:val="clear" w:color="auto" w:fill="C42A1C"/>') == 1
    assert "w:shd" not in house.rating_cell("Not rated", None)
    rows = [(house.rating_cell("Red", Colour.RED), house.text_cell("brief"))] * 2
    table = house.table([house.Column("A", 3), house.Column("B", 8)], rows, name="n", summary="s")
    first, second = table.split("</w:tr>")[1:-1]
    assert (first.count("<w:keepNext/>"), second.count("<w:keepNext/>")) == (2, 0), "shaded lines are kept too"


def test_the_rules_above_the_points_to_check_may_part_from_one_another() -> None:
    said = contents(snapshot()).points
    assert said
    assert len(said.rules) > 2
    told = "".join(points(said, count(1))).partition("Points to check")[2].partition("Caption")[0]
    assert told.count("<w:keepNext/>") == 2, "the sentence above them, and the last of them with the table"


def test_a_table_of_many_lines_is_not_kept_whole_however_few_its_words() -> None:
    tall = house.paragraphs_cell([house.cell_line(house.run("a"))] * 6)
    table = house.table([house.Column("A", 8)], [(tall,)] * 3, name="n", summary="s")
    assert ["<w:keepNext/>" in row for row in table.split("</w:tr>")[1:-1]] == [False, True, False]


def test_reporting_products_turn_the_page_only_when_they_would_fill_one() -> None:
    products = snapshot().products[:1]
    for number, turned in ((MANY_PRODUCTS - 1, False), (MANY_PRODUCTS, True)):
        file = word(contents(replace(snapshot(), products=products * number)))
        assert ('w:orient="landscape"' in parts_of(file)["word/document.xml"].decode()) is turned


def test_a_paragraph_mostly_in_arabic_is_read_from_the_right_and_no_other() -> None:
    arabic = "تحسين خدمات (5). نعم، 2026؟"
    assert "<w:bidi/>" in house.paragraph(arabic)
    assert "<w:bidi/>" in house.text_cell(f"{arabic} in Northmere")
    assert house.paragraph(arabic).count("<w:rtl/>") == 1, "marks and figures between the words do not part them"
    assert "<w:bidi/>" not in house.paragraph(f"{arabic} begins a long account that is otherwise all in English")
    assert "<w:rtl/>" not in house.paragraph("Żółć")


def test_what_a_shade_stands_for_is_written_on_it_where_there_is_room() -> None:
    chart = Chart(("May",), (('R"ed', Colour.RED, (3,)), ("Underway and behind target", Colour.AMBER, (2,))))
    drawn = parts_of_chart(chart)
    assert 'formatCode="0 &quot;R”ed&quot;;;"' in drawn
    assert 'formatCode="0;;"' in drawn


def parts_of_chart(chart: Chart) -> str:
    drawn = members(1, chart, b"")[0]
    return zlib.decompress(drawn.deflated, -15).decode()


def test_levels_are_told_as_people_say_them() -> None:
    levels = snapshot().levels
    amber, red = (rated(code) for code in "AR")
    said = [
        levels_in_words(count_levels([milestone(n, "m", update) for n, update in enumerate(updates)], levels))
        for updates in ([amber, amber], [amber], [red, amber], [None, None], [None], [amber, None])
    ]
    assert said == ["all Amber", "Amber", "1 Red and 1 Amber", "none is rated", "not rated", "1 Amber and 1 not rated"]


def test_a_round_is_named_as_people_say_it() -> None:
    assert [round_in_words(name) for name in ("October 2026 round", "March 2026")] == [
        "the October 2026 round",
        "round March 2026",
    ]


def test_a_programme_without_workstreams_has_neither_their_column_nor_their_section() -> None:
    flat = tuple(replace(each, workstream=None, update=None) for each in snapshot().milestones)
    bare = replace(snapshot(), workstreams=(), milestones=flat, lists=(), current_round=None)
    said = contents(bare)
    assert said.workstreams == ()
    assert said.overdue is not None
    assert said.overdue.columns == ("Milestone", "Date", "Rating")
    assert "Workstream" not in words_of(word(said))
    worse = replace(bare, milestones=(replace(flat[0], update=rated("R")), *flat[1:]))
    assert [section.heading for section in contents(worse).workstreams] == ["Milestones"]
    mixed = replace(snapshot(), milestones=tuple(replace(each, workstream=None) for each in snapshot().milestones))
    overdue = contents(mixed).overdue
    assert overdue is not None
    assert {row.workstream for row in overdue.rows} == {"No workstream"}


def test_the_exception_report_counts_what_it_lists_the_worst_first_and_says_what_it_is_not() -> None:
    said = exceptions(replace(snapshot(), scope=Scope.EXCEPTIONS))
    assert said.exceptions is not None
    assert [row.rating.label for row in said.exceptions.rows] == ["Red"] * 4 + ["Amber"] * 4
    assert said.counts.sentences == (
        "20 milestones listed in the record: 4 Red, 4 Amber, 4 Green, 4 Complete and 4 not rated. 8 are exceptions.",
        "The record holds only what was listed as exceptions: the plan's other milestones are not in it.",
    )
    assert said.exceptions.rows[0].belongs == "1 Hearing families, focus areas 1 and 2"
    assert exceptions(many(1)).counts.sentences == ("1 milestone in the record: Amber. 1 is an exception.",)
    assert exceptions(empty()).counts.sentences == ("The record holds no milestones.",)


def test_nothing_stands_after_the_table_of_the_exception_report() -> None:
    # What stood there could fall on a page of its own; the report is promised on as few as its words allow.
    xml = parts_of(exceptions_in_word(exceptions(snapshot())))["word/document.xml"].decode()
    assert "<w:p>" not in xml.rsplit("</w:tbl>", 1)[1]
    assert snapshot().head.digest in xml
