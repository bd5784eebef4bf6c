"""What deserves a second look: implausible values, small counts, few answers, official values, what is overdue."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.measures_to_check import (
    SUSPENSIONS,
    beside,
    by_year,
    measure,
    month_end,
    monthly,
    school_year,
    value,
)
from wsoa.scorecard import DoubtKind, read
from wsoa.scorecard.official import differ
from wsoa.snapshot.positions import ValuePosition
from wsoa.terms import ValueStatus, YearType

D = Decimal
LATER = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("unit", "odd", "kind", "said"),
    [
        ("%", value("130", month_end(0)), DoubtKind.IMPLAUSIBLE, "130 is more than 100 per cent."),
        (
            "%",
            value("30.8", month_end(0), numerator=399, denominator=10_000),
            DoubtKind.IMPLAUSIBLE,
            "399 of 10,000 is 3.99, but 30.8 was given.",
        ),
        (
            "per 10,000 children",
            value("12", month_end(0), numerator=60, denominator=40_000),
            DoubtKind.IMPLAUSIBLE,
            "60 of 40,000 is 15, but 12 was given.",
        ),
        (
            "%",
            value("45", month_end(0), numerator=0, denominator=0),
            DoubtKind.IMPLAUSIBLE,
            "It was worked out of 0, of which there is no share, but 45 was given.",
        ),
        (
            "%",
            value("45", month_end(0), published=date(2023, 12, 1)),
            DoubtKind.IMPLAUSIBLE,
            "It was published on 1 December 2023, before its time began, and is not called projected.",
        ),
        (
            "%",
            value("7.5", month_end(0), numerator=3, denominator=40),
            DoubtKind.SMALL,
            "It counts fewer than 5: somebody may be known by it.",
        ),
        (
            "Number of children",
            value("4", month_end(0)),
            DoubtKind.SMALL,
            "It counts fewer than 5: somebody may be known by it.",
        ),
        (
            "%",
            value("c", month_end(0), numerator=30, denominator=40),
            DoubtKind.SMALL,
            "It is suppressed, but can be worked back from the counts given with it.",
        ),
        (
            "%",
            value("7.5", month_end(0), denominator=40),
            DoubtKind.SMALL,
            "7.5 of 40 can be worked back to fewer than 5.",
        ),
        ("%", value("50", month_end(0), asked=400, answering=12), DoubtKind.SURVEY, "Only 12 answered of 400 asked."),
        (
            "%",
            value("50", month_end(0), asked=400, answering=79),
            DoubtKind.SURVEY,
            "79 of 400 asked answered: fewer than one in five. The others may think otherwise.",
        ),
        (
            "%",
            value("50", month_end(0), asked=400, answering=412),
            DoubtKind.SURVEY,
            "412 answered, but only 400 were asked.",
        ),
    ],
)
def test_what_is_odd_about_a_value_is_said_and_nothing_is_changed(
    unit: str, odd: ValuePosition, kind: DoubtKind, said: str
) -> None:
    (doubt,) = read(measure(odd, unit=unit), LATER).doubts
    assert (doubt.kind, doubt.sentence, doubt.value.raw) == (kind, said, odd.raw)


@pytest.mark.parametrize(
    ("unit", "plain"),
    [
        ("%", value("33.3", month_end(0), numerator=12, denominator=36)),
        ("%", value("33", month_end(0), numerator=12, denominator=36)),
        ("days", value("33", month_end(0), numerator=12, denominator=5)),
        ("%", value("c", month_end(0), denominator=0)),
        ("Number of children", value("0", month_end(0))),
        ("%", value("50", month_end(0), asked=400, answering=80)),
        ("%", value("90", date(2026, 12, 31), published=date(2024, 1, 1), status=ValueStatus.PROJECTED)),
    ],
)
def test_rounding_a_nought_and_a_projection_are_not_odd(unit: str, plain: ValuePosition) -> None:
    assert read(measure(plain, unit=unit), LATER).doubts == ()


def test_comparators_are_those_of_the_year_nearest_to_the_number_in_which_there_are_any() -> None:
    compared = beside(("2022", "40"), ("2023", "41.5"), ("2024", "c"))
    found = read(by_year(*["50"] * 7, compared=compared), LATER).comparators
    assert [(each.kind, each.period, each.value) for each in found] == [
        ("area", "2023", D("41.5")),
        ("neighbours", "2023", D("46.5")),
        ("england", "2023", D("51.5")),
    ]
    assert {each.source for each in found} == {"SEN2"}
    assert [each.neighbour_set for each in found] == [None, "May 2025", None]
    assert found[1].neighbours == ("Westmoor", "Southmoor")
    early = read(by_year(*["50"] * 5, compared=compared), LATER).comparators
    assert {each.period for each in early} == {"2022"}
    none_of_its_own = read(measure(compared=compared), LATER).comparators
    assert {each.period for each in none_of_its_own} == {"2023"}
    assert read(measure(), LATER).comparators == ()


def test_part_of_a_count_through_a_year_stands_beside_no_whole_year() -> None:
    official = beside(("2022/23", "10"), ("2023/24", "11.3"), years=YearType.ACADEMIC)
    unfinished = read(replace(SUSPENSIONS, compared=official), LATER)
    said = "Comparators are of whole years; November 2024 counts only a part of one."
    assert (unfinished.comparators, unfinished.not_beside) == ((), said)
    assert said in unfinished.notes
    summer = read(replace(SUSPENSIONS, values=SUSPENSIONS.values[:4], compared=official), LATER)
    assert ({each.period for each in summer.comparators}, summer.not_beside) == ({"2023/24"}, "")
    assert read(SUSPENSIONS, LATER).not_beside == "", "without comparators there is nothing to explain"
    monthly_share = read(measure(value("3.7", date(2024, 11, 30)), compared=official), LATER)
    assert {each.period for each in monthly_share.comparators} == {"2023/24"}


def test_a_number_stands_beside_nothing_that_is_two_years_away() -> None:
    compared = beside(("2022", "40"), ("2023", "41.5"))
    far = read(by_year("50", "51", "52", "53", compared=compared), LATER)
    assert far.comparators == ()
    assert "The nearest comparators are of 2022, two years or more from 2020." in far.notes
    near = read(by_year("50", "51", "52", "53", "54", compared=compared), LATER)
    assert {each.period for each in near.comparators} == {"2022"}
    assert near.not_beside == ""


@pytest.mark.parametrize(
    ("own", "official", "said"),
    [
        ("64.9", "64.94", False),
        ("65", "64.5", False),
        ("65", "64.4", True),
        ("25.0", "25", False),
        ("25.00", "25.01", True),
        ("0.8", "8", True),
        ("0", "0.4", False),
    ],
)
def test_a_difference_is_what_the_coarser_number_does_not_round_away(own: str, official: str, said: bool) -> None:
    assert differ(D(own), D(official)) is said
    assert differ(D(official), D(own)) is said


def test_an_own_value_stands_beside_the_official_one_of_the_same_time_only() -> None:
    compared = beside(("2017", "70"), ("2018", "24.41"))
    found = read(by_year("77.7", "24.4", compared=compared), LATER).differing
    assert [(own.raw, official.raw) for own, official in found] == [("77.7", "70")]
    december = measure(*monthly("77.7", first=date(2017, 12, 31)), compared=compared)
    assert read(december, LATER).differing == (), "a month is no year"
    terms = measure(
        school_year("5.1", date(2023, 7, 31)),
        school_year("3", date(2023, 3, 31)),
        compared=beside(("2022/23", "4.9"), years=YearType.ACADEMIC),
    )
    assert [own.raw for own, _ in read(terms, LATER).differing] == ["5.1"]
    january = measure(
        value("9", date(2024, 1, 18), begins=date(2024, 1, 18)), compared=beside(("2024", "8"), years=YearType.JANUARY)
    )
    assert [own.raw for own, _ in read(january, LATER).differing] == ["9"]


@pytest.mark.parametrize(
    ("frequency", "raws", "on", "due", "overdue"),
    [
        ("Monthly", ("40", "41"), date(2024, 4, 30), date(2024, 4, 30), False),
        ("Monthly", ("40", "41"), date(2024, 5, 1), date(2024, 4, 30), True),
        ("Monthly", ("40", "tbc"), date(2024, 5, 1), date(2024, 3, 31), True),
        ("Monthly", ("40", "c"), date(2024, 4, 30), date(2024, 4, 30), False),
        ("When published", ("40", "41"), LATER, None, False),
        ("Monthly", (), LATER, None, False),
    ],
)
def test_a_value_is_overdue_by_its_rhythm_and_what_is_awaited_is_not_there(
    frequency: str, raws: tuple[str, ...], on: date, due: date | None, overdue: bool
) -> None:
    found = read(measure(*monthly(*raws), frequency=frequency), on)
    assert (found.due_on, found.overdue) == (due, overdue)
