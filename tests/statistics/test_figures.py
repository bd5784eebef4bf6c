"""What official files write for a number, a year and an area, and what is meant."""

from decimal import Decimal

import pytest

from wsoa.statistics.areas import REGIONS, level_of, region_of, same_area
from wsoa.statistics.periods import read_period, used_by
from wsoa.statistics.values import in_figures, read_value
from wsoa.terms import AreaLevel, MissingCode, ValueStatus, YearType


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("64.900000000000006", "64.9"),
        ("5.1860000000000003E-2", "0.05186"),
        ("100.000000000000", "100.000000000000"),
        ("15.50%", "15.50"),
        ("1,204", "1204"),
        ("-12,345,678.9", "-12345678.9"),
        ("-3.2", "-3.2"),
        ("0", "0"),
    ],
)
def test_a_number_is_what_the_spreadsheet_meant_and_keeps_the_noughts_it_was_given(raw: str, meant: str) -> None:
    value = read_value(raw)
    assert value
    assert value.number is not None
    assert (in_figures(value.number), value.missing) == (meant, None)


@pytest.mark.parametrize(
    ("raw", "missing"),
    [
        ("-", MissingCode.NOT_AVAILABLE),
        (" z ", MissingCode.NOT_APPLICABLE),
        ("x", MissingCode.NOT_AVAILABLE),
        ("C", MissingCode.SUPPRESSED),
        ("k", MissingCode.LOW),
        ("", MissingCode.NOT_AVAILABLE),
        ("To be supplied", MissingCode.AWAITED),
    ],
)
def test_a_code_stands_for_no_number_and_is_never_nought(raw: str, missing: MissingCode) -> None:
    value = read_value(raw)
    assert value
    assert (value.number, value.missing) == (None, missing)


@pytest.mark.parametrize("raw", ["seven", "NaN", "Infinity", "1e99", "1e-99", "1_000", "٣", "12 34", "=1+1", "q"])
def test_what_is_neither_a_number_nor_a_code_is_not_guessed_at(raw: str) -> None:
    assert read_value(raw) is None


@pytest.mark.parametrize("raw", ["1,5", "12,34", ",5", "12,5 %", "0,500", "1,2045", "12,04,000", "1,,204", "1204,500"])
def test_a_comma_divides_thousands_and_is_never_guessed_to_be_a_decimal_point_or_nothing(raw: str) -> None:
    assert read_value(raw) is None


@pytest.mark.parametrize(
    ("label", "plain", "ends", "status"),
    [
        ("2018", "2018", 2018, ValueStatus.ACTUAL),
        ("2015/16", "2015/16", 2016, ValueStatus.ACTUAL),
        ("2020-21", "2020-21", 2021, ValueStatus.ACTUAL),
        ("1999/2000", "1999/2000", 2000, ValueStatus.ACTUAL),
        ("202122", "202122", 2022, ValueStatus.ACTUAL),
        ("2025 (prov)", "2025", 2025, ValueStatus.PROVISIONAL),
        ("2022 (Rev)", "2022", 2022, ValueStatus.REVISED),
        ("2023p", "2023", 2023, ValueStatus.PROVISIONAL),
    ],
)
def test_a_year_is_read_however_it_is_labelled(label: str, plain: str, ends: int, status: ValueStatus) -> None:
    period = read_period(label)
    assert period
    assert (period.label, period.ends, period.status) == (plain, ends, status)


@pytest.mark.parametrize("label", ["2020/22", "202199", "20", "Spring 2020", "", "1066", "2015/16/17", "2018 (est)"])
def test_a_year_never_takes_two_and_words_are_no_year(label: str) -> None:
    assert read_period(label) is None


def test_a_calendar_year_is_never_labelled_by_two_but_a_school_year_may_be_labelled_by_one() -> None:
    both, one = read_period("2018/19"), read_period("2019")
    assert both
    assert one
    assert not used_by(both, YearType.CALENDAR)
    assert not used_by(both, YearType.JANUARY)
    assert used_by(both, YearType.ACADEMIC)
    assert used_by(one, YearType.ACADEMIC)


def test_an_authority_lies_in_one_region_and_a_region_in_none() -> None:
    assert [REGIONS[region_of(code) or ""][1] for code in ("936", "839", "801", "212", "840")] == [
        "South East",
        "South West",
        "South West",
        "London",
        "North East",
    ]
    assert (region_of("989"), region_of("970"), region_of("999")) == (None, None, None)
    assert [level_of(code) for code in ("936", "989", "970")] == [
        AreaLevel.LOCAL_AUTHORITY,
        AreaLevel.REGION,
        AreaLevel.ENGLAND,
    ]


def test_an_area_is_the_same_whichever_way_round_its_name_is_said() -> None:
    assert same_area("Bristol, City of") == same_area("City of Bristol") == same_area("bristol")
    assert same_area("Bath & North East Somerset") == same_area("Bath and North East Somerset")
    assert same_area("Surrey County Council") == same_area("Surrey")
    assert same_area("North Yorkshire") != same_area("Yorkshire and the Humber")


def test_a_number_of_more_figures_than_a_double_holds_is_read_as_the_double() -> None:
    value = read_value("0.1000000000000000055511151231257827")
    assert value
    assert value.number == Decimal("0.1")
