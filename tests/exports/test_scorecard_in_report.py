"""What is measured of each area of weakness, in the board report: words, charts Word can edit, frozen copies."""

import io
import re
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from exports import frozen
from exports.board_report import scorecard
from exports.board_report.contents import contents
from exports.board_report.word import word
from exports.catalogue import report
from exports.parts.lines import lines
from tests.exports.asked import WEAKNESSES
from tests.exports.readings import plans, suspensions
from tests.exports.sample import snapshot as sample
from tests.rules.measures_to_check import beside
from wsoa.snapshot.positions import Snapshot
from wsoa.terms import Polarity, YearType

PLANS = replace(plans().indicator, number=1, weaknesses=(1,))
SUSPENSIONS = replace(suspensions().indicator, number=2, weaknesses=(2,))


def measured() -> Snapshot:
    """A programme with two areas of weakness, one indicator for each."""
    return replace(sample(), weaknesses=WEAKNESSES, indicators=(PLANS, SUSPENSIONS), as_at=date(2026, 4, 30))


def test_each_area_of_weakness_has_its_indicators_beside_what_is_to_be_reached() -> None:
    found = contents(measured()).scorecard
    assert found
    rows = {row.name: row for area in found.areas for row in area.table.rows}
    row = rows["Rate of suspensions"]
    assert row.latest.startswith("3.70"), "as given, to its last nought"
    assert "14.48" in row.compared
    assert "same point of the year before" in row.compared
    assert "54.05" not in row.compared, "not with the summer before the count began anew"
    assert any("25" in aim for aim in row.aims)


def test_an_unfinished_year_stands_beside_no_whole_one_and_the_report_says_why() -> None:
    official = beside(("2022/23", "10"), ("2023/24", "11.3"), years=YearType.ACADEMIC)
    linked = replace(SUSPENSIONS, compared=official)
    found = contents(replace(measured(), indicators=(PLANS, linked))).scorecard
    assert found
    rows = {row.name: row for area in found.areas for row in area.table.rows}
    (why,) = rows["Rate of suspensions"].beside
    assert why.startswith("Comparators are of whole years; November 2024 ")
    assert rows[PLANS.name].beside == (), "nothing is linked, and nothing is to be explained"


def test_every_indicator_is_counted_once_and_every_one_is_accounted_for() -> None:
    both = replace(PLANS, weaknesses=(1, 2))
    neutral = replace(PLANS, number=3, polarity=Polarity.NEUTRAL)
    alone = replace(PLANS, number=4, values=PLANS.values[:1])
    nothing = replace(PLANS, number=5, values=(), targets=())
    found = contents(replace(measured(), indicators=(both, SUSPENSIONS, neutral, alone, nothing))).scorecard
    assert found
    assert found.sentences[:2] == (
        "Of 4 indicators 2 got better, 0 worse, 1 rose or fell (neither good nor bad) and 1 cannot be compared yet.",
        "1 more has neither a value nor a target yet.",
    )


def test_a_single_dot_on_the_line_to_the_target_is_a_checkpoint_and_no_more() -> None:
    found = contents(measured()).scorecard
    assert found
    names = {line.name for area in found.areas if area.figure for line in area.figure.lines if line.style == "aim"}
    assert names == {"Checkpoint", "Checkpoints and target"}


def test_without_values_or_targets_there_is_no_such_part() -> None:
    bare = replace(measured(), indicators=sample().indicators)
    assert contents(bare).scorecard is None
    assert "Indicators" not in contents(bare).outline


def test_no_line_of_a_chart_crosses_the_turn_of_the_school_year() -> None:
    found = contents(measured()).scorecard
    assert found
    figure = next(area.figure for area in found.areas if area.figure and "suspensions" in area.figure.caption)
    drawn = [line for line in figure.lines if line.style == "measured"]
    assert [[value for value in line.values if value] for line in drawn] == [
        ["47.7"],
        ["14.48", "37.16", "54.05"],
        ["3.70"],
    ]
    assert [line.continues for line in drawn] == [False, True, True]


def test_word_can_edit_the_charts_for_their_figures_lie_beside_them() -> None:
    said = contents(measured())
    assert said.scorecard
    figures = [area.figure for area in said.scorecard.areas if area.figure]
    with ZipFile(io.BytesIO(word(said))) as opened:
        charts = sorted(name for name in opened.namelist() if re.fullmatch(r"word/charts/chart\d+\.xml", name))
        last = load_workbook(io.BytesIO(opened.read(f"word/embeddings/figures{len(charts)}.xlsx")))
        document = opened.read("word/document.xml").decode()
    assert len(charts) == len(figures) + (said.counts.figure is not None)
    assert [row[0].value for row in last["Figures"].iter_rows(min_row=2)] == list(figures[-1].periods)
    assert all(f'r:id="chart{figure.number}"' in document for figure in figures)


def test_it_is_frozen_with_a_pack_and_read_again() -> None:
    said = contents(measured())
    assert frozen.thawed(report("board-report"), frozen.frozen(said)) == said


def test_somebody_can_ask_about_an_indicator_of_a_pack() -> None:
    found = lines(contents(measured()).to_json())
    assert found["indicator-2"] == "Rate of suspensions"


@pytest.mark.parametrize(("count", "drawn"), [(2, False), (3, True)])
def test_a_line_is_drawn_of_three_numbers_and_more(count: int, drawn: bool) -> None:
    few = replace(PLANS, values=PLANS.values[:count])
    found = scorecard.scorecard_section(replace(measured(), indicators=(few,)))
    assert found
    assert (found.areas[0].figure is not None) is drawn
