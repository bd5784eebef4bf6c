"""What stretch of time a value speaks for: read from its words, by the indicator's basis, or not at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsoa.benchmarks.stretches import read_stretch, status_in
from wsoa.terms import PeriodBasis, ValueStatus

MONTH, ROLLING, SNAPSHOT = PeriodBasis.IN_MONTH, PeriodBasis.ROLLING_12_MONTHS, PeriodBasis.SNAPSHOT
CALENDAR, FINANCIAL, SCHOOL = (
    PeriodBasis.CALENDAR_YEAR_TO_DATE,
    PeriodBasis.FINANCIAL_YEAR_TO_DATE,
    PeriodBasis.ACADEMIC_YEAR_TO_DATE,
)

READ = [
    *((words, None, "2024-07-01", "2024-07-31") for words in ("July 2024", "Jul-24", "Jul 24", "July '24", "2024-07")),
    *((words, None, "2024-07-01", "2024-07-31") for words in ("07/2024", "7/2024", "2024/07", "202407")),
    ("in July 2024", None, "2024-07-01", "2024-07-31"),
    ("Sept. 2024", MONTH, "2024-09-01", "2024-09-30"),
    ("2023/24", SCHOOL, "2023-09-01", "2024-08-31"),
    ("2023-24", FINANCIAL, "2023-04-01", "2024-03-31"),
    ("2023 – 2024", FINANCIAL, "2023-04-01", "2024-03-31"),
    ("202122", SCHOOL, "2021-09-01", "2022-08-31"),
    ("23/24", FINANCIAL, "2023-04-01", "2024-03-31"),
    ("academic year 2023/24", None, "2023-09-01", "2024-08-31"),
    ("2011/12 academic year", MONTH, "2011-09-01", "2012-08-31"),
    ("FY 2023/24", None, "2023-04-01", "2024-03-31"),
    ("2023/24 financial year", SNAPSHOT, "2023-04-01", "2024-03-31"),
    ("2024", None, "2024-01-01", "2024-12-31"),
    ("2024", CALENDAR, "2024-01-01", "2024-12-31"),
    ("calendar year 2024", None, "2024-01-01", "2024-12-31"),
    ("2024 calendar year", CALENDAR, "2024-01-01", "2024-12-31"),
    ("Q1 2024/25", None, "2024-04-01", "2024-06-30"),
    ("2024/25 Q4", MONTH, "2025-01-01", "2025-03-31"),
    ("Q2 2024", CALENDAR, "2024-01-01", "2024-06-30"),
    ("Q2 2024", FINANCIAL, "2024-04-01", "2024-09-30"),
    ("Autumn term 2024", None, "2024-09-01", "2024-12-31"),
    ("Summer term 2023/24", SCHOOL, "2023-09-01", "2024-07-31"),
    ("week ending 5 May 2024", None, "2024-04-29", "2024-05-05"),
    ("w/c Monday 6 May 2024", MONTH, "2024-05-06", "2024-05-12"),
    ("31/03/2024", SNAPSHOT, "2024-03-31", "2024-03-31"),
    ("as at 3/4/2024", SNAPSHOT, "2024-04-03", "2024-04-03"),
    ("18 January 2024 census", SNAPSHOT, "2024-01-18", "2024-01-18"),
    ("31/03/2024", MONTH, "2024-03-01", "2024-03-31"),
    ("2024-07-01 00:00:00", MONTH, "2024-07-01", "2024-07-31"),
    ("end of March 2024", SNAPSHOT, "2024-03-31", "2024-03-31"),
    ("end of March 2024", MONTH, "2024-03-01", "2024-03-31"),
    ("15/03/2024", MONTH, "2024-03-15", "2024-03-15"),
    ("November 2023", SCHOOL, "2023-09-01", "2023-11-30"),
    ("July 2024", SCHOOL, "2023-09-01", "2024-07-31"),
    ("March 2024", FINANCIAL, "2023-04-01", "2024-03-31"),
    ("Mar-24 YTD", CALENDAR, "2024-01-01", "2024-03-31"),
    ("30 June 2024", FINANCIAL, "2024-04-01", "2024-06-30"),
    ("year to March 2024", FINANCIAL, "2023-04-01", "2024-03-31"),
    ("November 2023", ROLLING, "2022-12-01", "2023-11-30"),
    ("29 February 2024", ROLLING, "2023-03-01", "2024-02-29"),
    ("year ending March 2024", None, "2023-04-01", "2024-03-31"),
    ("12 months to end of March 2024", None, "2023-04-01", "2024-03-31"),
    ("Sept 2023 to Nov 2023", None, "2023-09-01", "2023-11-30"),
    ("2025 (prov)", CALENDAR, "2025-01-01", "2025-12-31"),
    ("2020/21 (Rev)", SCHOOL, "2020-09-01", "2021-08-31"),
]


@pytest.mark.parametrize(("words", "basis", "begins", "ends"), READ)
def test_a_stretch_is_what_the_words_and_the_basis_say(
    words: str, basis: PeriodBasis | None, begins: str, ends: str
) -> None:
    assert read_stretch(words, basis) == (date.fromisoformat(begins), date.fromisoformat(ends))


NOT_READ = [
    *((words, None) for words in ("", "July", "14 March", "Autumn term", "Q1", "17/06", "ongoing", "from May 2024")),
    *((words, basis) for words in ("2023/24", "2020-21") for basis in (None, MONTH, ROLLING, SNAPSHOT, CALENDAR)),
    ("2022/24", SCHOOL),
    ("2020-22", FINANCIAL),
    ("2011-12", FINANCIAL),
    ("11/12", SCHOOL),
    ("2024", SCHOOL),
    ("2024", FINANCIAL),
    ("Q2 2024", None),
    ("Q1 2024/25", SCHOOL),
    ("Q1 2024/25", CALENDAR),
    ("Aug 2023 to Nov 2023", SCHOOL),
    ("academic year 2023/24", FINANCIAL),
    ("2022 to 2024", ROLLING),
    ("mid May 2024", None),
    ("end of May", None),
    ("31/02/2024", SNAPSHOT),
    ("13/13/2024", None),
    ("July 2024 or so", None),
    ("9" * 90, None),
]


@pytest.mark.parametrize(("words", "basis"), NOT_READ)
def test_words_that_do_not_say_or_say_two_things_are_not_read(words: str, basis: PeriodBasis | None) -> None:
    assert read_stretch(words, basis) is None


def test_firmness_is_told_from_the_label() -> None:
    assert status_in("2025 (prov)") == ("2025", ValueStatus.PROVISIONAL)
    assert status_in(" 2022  (Rev) ") == ("2022", ValueStatus.REVISED)
    assert status_in("2023/24 [projected]") == ("2023/24", ValueStatus.PROJECTED)
    assert status_in("2024p") == ("2024", ValueStatus.PROVISIONAL)
    assert status_in("April") == ("April", None)


@given(words=st.text(max_size=90), basis=st.sampled_from([None, *PeriodBasis]))
def test_no_words_make_the_reader_fall(words: str, basis: PeriodBasis | None) -> None:
    found = read_stretch(words, basis)
    assert found is None or found[0] <= found[1]


@given(day=st.dates(date(1991, 1, 1), date(2098, 12, 31)), basis=st.sampled_from(list(PeriodBasis)))
def test_a_day_lies_in_the_stretch_it_names_and_in_no_more_than_a_year(day: date, basis: PeriodBasis) -> None:
    found = read_stretch(day.isoformat(), basis)
    assert found
    begins, ends = found
    assert begins <= day <= ends < begins + timedelta(366)
