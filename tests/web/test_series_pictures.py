"""The picture of a series: what it joins, what it leaves open, and what it says to whoever cannot see it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from api.pictures import Picture, series, sparkline
from api.pictures.plane import axis
from api.pictures.shapes import Drawing, Line
from tests.exports.readings import aim, months, plans, reading, suspensions
from tests.web.drawings import SVG, drawn, svgs, table
from tests.web.measured import HOSTILE
from wsoa.terms import PeriodBasis, Polarity, TargetKind, ValueStatus


def the(picture: Picture | None) -> Drawing:
    assert picture
    return picture.drawings[0]


def lines(drawing: Drawing, kind: str = "measured") -> list[Line]:
    return [line for line in drawing.lines if line.kind == kind]


def test_no_line_crosses_the_end_of_a_year_through_which_a_count_runs() -> None:
    drawing = the(series(suspensions()))
    assert [len(line.points) for line in lines(drawing)] == [1, 3, 1]
    assert len(lines(drawing, "anew")) == 2
    assert not lines(drawing, "aim"), "checkpoints of a count through the year are not joined either"
    assert "begins anew with the next: no line runs from one to the other." in drawing.told
    monthly = [replace(each, begins=each.ends.replace(day=1)) for each in suspensions().indicator.values]
    joined = the(series(reading("The same by the month", monthly)))
    assert [len(line.points) for line in lines(joined)] == [5], "the control"


def test_november_is_told_beside_the_november_before() -> None:
    assert (
        "it was 14.48 per 100 pupils, November 2023, the same point of the year before"
        in the(series(suspensions())).told
    )


def test_a_break_is_marked_and_named_and_a_missing_value_is_a_gap_with_its_word() -> None:
    picture = series(plans())
    drawing = the(picture)
    assert [len(line.points) for line in lines(drawing)] == [5, 1, 7]
    assert len(lines(drawing, "break")) == 1
    text = drawn(picture)
    assert "Break at August 2025: from here measured by Regional database." in text
    assert [mark.says for mark in drawing.marks if mark.shape == "gap"] == ["June 2025: suppressed"]
    assert any(words.text == "suppressed" for words in drawing.words)
    rows = {cells[0]: cells for cells in table(text)[1]}
    assert rows["June 2025"][1] == "Suppressed"
    assert rows["February 2026"][1:3] == ["52.3% (provisional)", "21 March 2026"]
    assert rows["Target, 31 December 2026"][1] == "60%"


def test_how_firm_a_value_is_can_be_told_by_its_shape() -> None:
    firm = dict(zip(ValueStatus, months(*"12345"), strict=True))
    values = [replace(value, status=status) for status, value in firm.items()]
    shapes = [mark.shape for mark in the(series(reading("It", values))).marks]
    assert shapes == ["circle", "ring", "circle", "triangle", "square"]


def test_checkpoints_lead_to_the_target_and_the_standard_of_the_law_is_apart() -> None:
    drawing = the(series(plans()))
    (way,) = lines(drawing, "aim")
    assert len(way.points) == 3
    assert way.points[0][1] > way.points[-1][1]
    (lawful,) = lines(drawing, "standard")
    assert lawful.points[0][1] < way.points[-1][1]
    assert {"diamond", "target"} <= {mark.shape for mark in drawing.marks}
    assert {"Target 60%", "Standard 100%"} <= {words.text for words in drawing.words}


def test_an_aim_too_far_off_is_said_and_does_not_press_the_values_together() -> None:
    far = reading("It", months("1", "2", "3"), targets=(aim("9", date(2035, 1, 1)),))
    drawing = the(series(far))
    assert not [mark for mark in drawing.marks if mark.shape == "target"]
    assert "Too far off to be drawn: 9% by 1 January 2035." in drawing.told
    ranged = reading("It", months("1", "2"), targets=(aim("4", None, upper="6", kind=TargetKind.RANGE),))
    assert len(lines(the(series(ranged)), "aim")) == 2


def test_limits_of_chance_are_drawn_from_twelve_points_on_and_no_sooner() -> None:
    raws = [str(40 + at % 3) for at in range(12)]
    assert len(lines(the(series(reading("It", months(*raws)))), "limit")) == 2
    assert not lines(the(series(reading("It", months(*raws[:11])))), "limit")


@pytest.mark.parametrize(
    ("unit", "numbers", "first", "is_cut"),
    [
        ("%", ("96", "99"), 0, False),
        ("Number of children", ("960", "990"), 0, False),
        (None, ("960", "990"), 0, False),
        ("days", ("44.8", "41.8"), 40, True),
        ("days", ("10", "41.8"), 0, False),
        ("points", ("-3", "5"), -4, False),
        ("%", ("0", "0"), 0, False),
        ("days", ("7", "7"), 0, False),
    ],
)
def test_an_axis_begins_at_nought_for_counts_and_shares_and_says_so_where_it_does_not(
    unit: str | None, numbers: tuple[str, ...], first: float, is_cut: bool
) -> None:
    found = axis([*map(Decimal, numbers)], unit)
    assert (found.marks[0], found.is_cut) == (first, is_cut)
    assert found.marks[-1] >= max(map(float, numbers))
    assert len(found.marks) <= 7


def test_a_cut_axis_is_said_to_whoever_looks_and_whoever_listens() -> None:
    days = series(reading("Days to decide", months("44.8", "43.2", "41.8"), unit="days", polarity=Polarity.LOW))
    assert days
    assert "The axis does not begin at 0." in days.note
    assert "The axis does not begin at 0." in the(days).told
    assert len(lines(the(days), "cut")) == 2
    assert "axis" not in the(series(plans())).told


@pytest.mark.parametrize("count", [1, 2, 60])
def test_nothing_is_drawn_outside_and_no_label_lies_on_another(count: int) -> None:
    raws = [str(20 + at * 7 % 50) if at % 9 else "c" for at in range(1, count + 1)]
    targets = (aim("80", date(2027, 12, 31), (date(2026, 12, 31), "60")),)
    drawing = the(series(reading(HOSTILE, months(*raws, first=date(2022, 1, 31)), targets=targets, standard="95")))
    for line in drawing.lines:
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in line.points)
    for words in drawing.words:
        half = len(words.text) * 7.2 / 2
        assert words.x - (half if words.anchor == "middle" else 0) >= -8
        assert 0 < words.y < drawing.height
    for at, one in enumerate(drawing.words):
        for other in drawing.words[at + 1 :]:
            assert (one.x, one.y) != (other.x, other.y)


def test_whatever_the_words_it_is_named_told_and_free_of_what_the_policy_refuses() -> None:
    values = [
        replace(each, period=HOSTILE, note=HOSTILE, source=HOSTILE * at) for at, each in enumerate(months("1", "2"))
    ]
    picture = series(reading(HOSTILE, values, unit=HOSTILE))
    text = drawn(picture)
    (svg,) = svgs(text)
    assert svg.get("role") == "img"
    assert not [each for each in svg.iter() if each.get("style") or each.tag in (f"{SVG}a", f"{SVG}script")]
    assert "<script" not in text


def test_without_a_number_there_is_no_picture_and_with_one_no_sparkline() -> None:
    assert series(reading("It", ())) is None
    assert series(reading("It", months("c", "z"))) is None
    assert series(reading("It", months("7")))
    assert sparkline(reading("It", months("7"))) is None


def test_a_sparkline_ends_where_its_picture_ends_and_is_told_in_a_sentence() -> None:
    small = sparkline(suspensions())
    assert small
    assert [len(line.points) for line in lines(small)] == [1, 3, 1]
    assert small.told == (
        "From July 2023 47.7 per 100 pupils to November 2024 3.70 per 100 pupils."
        " The line is parted where values cannot be joined."
    )
    steady = sparkline(reading("It", months("1", "2"), period_basis=PeriodBasis.SNAPSHOT))
    assert steady
    assert "parted" not in steady.told
