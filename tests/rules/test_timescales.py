"""When something is due, in the words of plans: read honestly or not at all."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proofs import times
from wsoa.terms import Precision, TimescaleKind
from wsoa.timescales import DEFAULT_TERMS, SchoolTerm, SchoolTerms, Timescale, overdue, read_timescale, readings

REFERENCE = date(2023, 11, 20)

DAYS = {
    "14/06/2023": date(2023, 6, 14),
    "03/04/2023": date(2023, 4, 3),
    "14.06.2023": date(2023, 6, 14),
    "14 06 23": date(2023, 6, 14),
    "3-Jul-19": date(2019, 7, 3),
    "3 July": date(2023, 7, 3),
    "by 30th of September 24": date(2024, 9, 30),
    "Due: Tuesday 9 January 2024": date(2024, 1, 9),
    "No later than 9 Jan. 2024": date(2024, 1, 9),
    "March 14th": date(2023, 3, 14),
    "July 3 2024": date(2024, 7, 3),
    "2023-06-14": date(2023, 6, 14),
    "2023-06-14T00:00:00": date(2023, 6, 14),
    "2023-06-14 00:00:00": date(2023, 6, 14),
    "14/06": date(2023, 6, 14),
    "45000": date(2023, 3, 15),
    "45000.0": date(2023, 3, 15),
}


@pytest.mark.parametrize(("words", "day"), DAYS.items())
def test_a_day_is_read_day_first_and_in_the_year_it_names(words: str, day: date) -> None:
    assert read_timescale(words, REFERENCE) == Timescale(words, TimescaleKind.DATE, day, day, Precision.DAY)


STRETCHES = {
    "July 2023": ("2023-07-01", "2023-07-31", "month"),
    "February": ("2023-02-01", "2023-02-28", "month"),
    "Sept 2024": ("2024-09-01", "2024-09-30", "month"),
    "Jan-24": ("2024-01-01", "2024-01-31", "month"),
    "June '24": ("2024-06-01", "2024-06-30", "month"),
    "by June 2024": ("2024-06-01", "2024-06-30", "month"),
    "To be completed by June 2024": ("2024-06-01", "2024-06-30", "month"),
    "06/2024": ("2024-06-01", "2024-06-30", "month"),
    "end of February 2024": ("2024-02-20", "2024-02-29", "part-of-month"),
    "End June": ("2023-06-20", "2023-06-30", "part-of-month"),
    "early June 2024": ("2024-06-01", "2024-06-10", "part-of-month"),
    "Mid-June 24": ("2024-06-10", "2024-06-20", "part-of-month"),
    "Spring term 2024": ("2024-01-01", "2024-03-31", "term"),
    "end of the summer term": ("2023-04-01", "2023-07-31", "term"),
    "Autumn 1": ("2023-09-01", "2023-10-31", "term"),
    "Spring 2 2024": ("2024-02-16", "2024-03-31", "term"),
    "autumn term 23": ("2023-09-01", "2023-12-31", "term"),
    "Autumn term 2023/24": ("2023-09-01", "2023-12-31", "term"),
    "Summer term 2023/24": ("2024-04-01", "2024-07-31", "term"),
    "Q1 23/24": ("2023-04-01", "2023-06-30", "quarter"),
    "Q4 2023-24": ("2024-01-01", "2024-03-31", "quarter"),
    "2023/24 Quarter 3": ("2023-10-01", "2023-12-31", "quarter"),
    "23/24": ("2023-04-01", "2024-03-31", "year"),
    "2023-2024": ("2023-04-01", "2024-03-31", "year"),
    "academic year 2023/24": ("2023-09-01", "2024-08-31", "year"),
    "2024": ("2024-01-01", "2024-12-31", "year"),
    "w/c 8 January 2024": ("2024-01-08", "2024-01-14", "range"),
    "week ending 12 January 2024": ("2024-01-06", "2024-01-12", "range"),
    "Feb – June": ("2023-02-01", "2023-06-30", "range"),
    "Nov to Feb": ("2022-11-01", "2023-02-28", "range"),
    "Nov 2023 to Feb": ("2023-11-01", "2024-02-29", "range"),
    "Oct 2018 – May 20": ("2018-10-01", "2020-05-31", "range"),
    "from 4 May to 6 June 2024": ("2024-05-04", "2024-06-06", "range"),
    "Jan-Mar 2024": ("2024-01-01", "2024-03-31", "range"),
    "June / July 2024": ("2024-06-01", "2024-07-31", "range"),
    "end of Q2 23/24": ("2023-07-01", "2023-09-30", "quarter"),
}


@pytest.mark.parametrize(("words", "meant"), STRETCHES.items())
def test_a_stretch_of_time_is_read_with_how_exact_it_is(words: str, meant: tuple[str, str, str]) -> None:
    read = read_timescale(words, REFERENCE)
    assert (str(read.earliest), str(read.latest), read.precision) == meant
    assert read.kind in (TimescaleKind.MONTH, TimescaleKind.TERM, TimescaleKind.DATE)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("from June 2024", date(2024, 6, 1), None),
        ("June 2024 onwards", date(2024, 6, 1), None),
        ("until June 2024", None, date(2024, 6, 30)),
        ("before June 2024", None, date(2024, 5, 31)),
    ],
)
def test_an_end_that_is_not_said_stays_open(words: str, earliest: date | None, latest: date | None) -> None:
    read = read_timescale(words, REFERENCE)
    assert (read.earliest, read.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("words", "kind", "earliest"),
    [
        ("TBC", TimescaleKind.TO_BE_DECIDED, None),
        ("tbd", TimescaleKind.TO_BE_DECIDED, None),
        ("To be agreed by the board", TimescaleKind.TO_BE_DECIDED, None),
        ("Complete", TimescaleKind.DONE, None),
        ("COMPLETED", TimescaleKind.DONE, None),
        ("Completed - June 2023", TimescaleKind.DONE, date(2023, 6, 1)),
        ("12/06/2023 (completed)", TimescaleKind.DONE, date(2023, 6, 12)),
        ("Ongoing", TimescaleKind.ONGOING, None),
        ("On-going work", TimescaleKind.ONGOING, None),
        ("May 2021 and ongoing", TimescaleKind.ONGOING, date(2021, 5, 1)),
        ("Ongoing from 3 May 2021", TimescaleKind.ONGOING, date(2021, 5, 3)),
        ("Monthly", TimescaleKind.RECURRING, None),
        ("quarterly", TimescaleKind.RECURRING, None),
        ("Every half term", TimescaleKind.RECURRING, None),
        ("Six-monthly from May 2021", TimescaleKind.RECURRING, date(2021, 5, 1)),
        ("3 May 2021 board, 4 June 2021 panel, monthly", TimescaleKind.RECURRING, None),
    ],
)
def test_a_state_in_place_of_a_date_is_told_apart(words: str, kind: TimescaleKind, earliest: date | None) -> None:
    read = read_timescale(words, REFERENCE)
    assert (read.words, read.kind, read.earliest) == (words, kind, earliest)


@pytest.mark.parametrize(
    "words",
    [
        "May 25",
        "March 20",
        "by June 24",
        "11/12",
        "Q2 2022",
        "Q3",
        "Jan 24/Feb 24",
        "31/02/2024",
        "2nd half term",
        "By next summer term (12 January 2024)",
        "70% each month by July 2024",
        "Start June 18, phase 1 done, final July 20",
        "complete the review",
        "not complete",
        "Easter",
        "99999",
        "9999-12-31",
        "w/c 31/12/2099/1",
        "",
        " \n ",
        "x" * 5000,
    ],
)
def test_words_with_no_one_honest_reading_are_left_to_a_person(words: str) -> None:
    assert read_timescale(words, REFERENCE) == Timescale(words, TimescaleKind.UNREAD)


MEANINGS = {
    "May 25": [("2023-05-25", "2023-05-25"), ("2025-05-01", "2025-05-31")],
    "by June 24": [("2023-06-24", "2023-06-24"), ("2024-06-01", "2024-06-30")],
    "11/12": [("2023-12-11", "2023-12-11"), ("2011-04-01", "2012-03-31")],
    "Q2 2022": [("2022-04-01", "2022-06-30"), ("2022-07-01", "2022-09-30")],
    "Q4": [("2023-10-01", "2023-12-31"), ("2024-01-01", "2024-03-31")],
    "Jan 24/Feb 24": [("2023-01-24", "2023-02-24"), ("2024-01-01", "2024-02-29")],
    "By next summer term (12 January 2024)": [("2023-04-01", "2023-07-31"), ("2024-01-12", "2024-01-12")],
    "70% each month by July 2024": [("2024-07-01", "2024-07-31")],
    "Panel - May 2023 Report - July 2024": [("2023-05-01", "2023-05-31"), ("2024-07-01", "2024-07-31")],
    "09/30/2024": [("2024-09-30", "2024-09-30")],
    "1st half term": [("2023-09-01", "2023-10-31"), ("2023-01-01", "2023-02-15"), ("2023-04-01", "2023-05-31")],
    "June 2024": [("2024-06-01", "2024-06-30")],
    "as soon as possible": [],
    "": [],
    "x" * 5000: [],
}


@pytest.mark.parametrize(("words", "meanings"), MEANINGS.items())
def test_a_person_may_choose_among_all_that_words_can_mean(words: str, meanings: list[tuple[str, str]]) -> None:
    found = readings(words, REFERENCE)
    assert [(str(one.earliest), str(one.latest)) for one in found] == meanings
    assert all(one.words == words for one in found)


def test_beside_another_month_two_digits_are_a_year() -> None:
    assert read_timescale("May 25", REFERENCE).latest is None
    assert read_timescale("January 25 – May 25", REFERENCE).kind is TimescaleKind.UNREAD
    assert read_timescale("January 2025 – May 25", REFERENCE).latest == date(2025, 5, 31)


def test_the_year_that_is_not_said_is_that_of_the_reference() -> None:
    assert read_timescale("end of April", date(2021, 1, 1)).latest == date(2021, 4, 30)
    assert read_timescale("end of April", date(2022, 1, 1)).latest == date(2022, 4, 30)


def test_a_programme_may_have_terms_of_its_own() -> None:
    six = SchoolTerms((SchoolTerm("autumn", (9, 1), (10, 20), (12, 20)), SchoolTerm("lent", (1, 5), (2, 10), (3, 20))))
    assert read_timescale("Lent term 2024", REFERENCE, six).latest == date(2024, 3, 20)
    assert read_timescale("Lent term 2024", REFERENCE).kind is TimescaleKind.UNREAD
    assert [term.name for term in DEFAULT_TERMS.terms] == ["autumn", "spring", "summer"]


def test_overdue_begins_the_day_after_the_latest_day_meant() -> None:
    june = read_timescale("June 2023", REFERENCE)
    assert not overdue(june, date(2023, 6, 30))
    assert overdue(june, date(2023, 7, 1))


@pytest.mark.parametrize(
    "words", ["Ongoing", "May 2021 and ongoing", "TBC", "Monthly", "Completed May 2021", "soon", ""]
)
def test_what_has_no_date_to_miss_is_never_overdue(words: str) -> None:
    assert not overdue(read_timescale(words, REFERENCE), date(2099, 1, 1))


COUNCILS_WRITE = [
    "end of June", "End of June 2023", "Summer term 2023", "Oct 2020 – May 21", "30/06/2023", "03/07/2023", "June 2023",
    "Q3 23/24", "23/24", "October 2022 and ongoing", "Ongoing", "TBC", "w/c 3 July 2023", "By 30th June 23",
    "Feb - May", "2023-06-30", "Mid-July 2023", "Spring 1", "Spring term 23", "Complete", "45107",
]  # fmt: skip


@pytest.mark.parametrize("words", COUNCILS_WRITE)
def test_the_shapes_of_dates_that_councils_write_are_read(words: str) -> None:
    assert read_timescale(words, REFERENCE).kind is not TimescaleKind.UNREAD


def test_an_open_end_is_never_overdue() -> None:
    assert not overdue(replace(read_timescale("June 2023", REFERENCE), latest=None), date(2099, 1, 1))


PIECES = [
    "May",
    "25",
    "-",
    " ",
    "to",
    "w/c",
    "from",
    "2024",
    "Q2",
    "22/23",
    "spring",
    "term",
    "ongoing",
    "monthly",
    "/",
    "'",
    "1",
    "٣",
    "\n",
]


@pytest.mark.proof
@settings(max_examples=times(40, 100))
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.text(max_size=80), st.dates())
def test_no_words_and_no_reference_make_reading_fail(words: str, reference: date) -> None:
    read = read_timescale(words, reference)
    assert read.words == words
    for one in (read, *readings(words, reference)):
        assert not (one.earliest and one.latest and one.earliest > one.latest)


@pytest.mark.parametrize("piece", ["Jan - ", "from ", "w/c ", "ongoing ", "May 2 to ", "-", " and ", "early ", "1/"])
def test_no_words_take_long_to_read(piece: str) -> None:
    began = time.process_time()
    read_timescale((piece * 200)[:200], REFERENCE)
    readings((piece * 200)[:200], REFERENCE)
    assert time.process_time() - began < 0.5
