"""When the next value is due: read from the words that say how often there is one, and never guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsoa.benchmarks.due import MOST, next_due, next_end, next_stretches
from wsoa.terms import PeriodBasis

JULY = date(2024, 7, 31)

SAID = [
    *((words, "2024-08-31", "2024-09-30") for words in ("Monthly", "monthly (from SEN2)", "every month", "each month")),
    *((words, "2024-08-07", "2024-08-14") for words in ("weekly", "Every week", "once a week")),
    *((words, "2024-08-14", "2024-08-28") for words in ("fortnightly", "every two weeks", "2-weekly")),
    *((words, "2024-08-28", "2024-09-28") for words in ("four-weekly", "every 4 weeks")),
    *((words, "2024-09-30", "2024-10-31") for words in ("two-monthly", "every two months", "every other month")),
    *((words, "2024-10-31", "2024-11-30") for words in ("Quarterly", "3-monthly", "every three months", "per quarter")),
    *((words, "2024-12-31", "2025-01-31") for words in ("termly", "each term", "per term", "once a term")),
    *((words, "2024-10-31", "2024-11-30") for words in ("half-termly", "every half term")),
    *((words, "2025-01-31", "2025-02-28") for words in ("six-monthly", "6 monthly", "half-yearly", "twice a year")),
    *(
        (words, "2025-07-31", "2025-08-31")
        for words in ("annually", "Annual survey", "yearly", "every year", "12-monthly")
    ),
]


@pytest.mark.parametrize(("words", "ends", "due"), SAID)
def test_the_words_say_when_the_next_stretch_ends_and_when_its_value_should_be_there(
    words: str, ends: str, due: str
) -> None:
    assert next_end(words, JULY) == date.fromisoformat(ends)
    assert next_due(words, JULY) == date.fromisoformat(due)


@pytest.mark.parametrize(
    "words",
    [
        *(None, "", "when published", "ad hoc", "daily", "to be confirmed", "0-weekly", "two-termly"),
        *("bi-monthly", "bimonthly", "biannual", "bi-annually", "semi-annual", "twice a month"),
        *("monthly, quarterly from 2025", "Annual survey and termly returns"),
    ],
)
def test_words_that_do_not_say_or_say_two_things_are_not_known(words: str | None) -> None:
    assert next_due(words, JULY) is None
    assert next_stretches(words, (date(2024, 7, 1), JULY), None, date(2025, 7, 1)) == ()


def test_nothing_is_due_of_what_never_began() -> None:
    assert next_due("monthly", None) is None


@pytest.mark.parametrize(
    ("last", "ends"),
    [
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2024, 3, 31)),
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2024, 12, 5), date(2025, 1, 5)),
    ],
)
def test_the_last_day_of_a_month_is_followed_by_the_last_day(last: date, ends: date) -> None:
    assert next_end("monthly", last) == ends


@pytest.mark.parametrize(
    ("last", "ends"),
    [
        (date(2024, 12, 20), date(2025, 3, 31)),
        (date(2025, 3, 31), date(2025, 7, 31)),
        (date(2025, 7, 23), date(2025, 12, 31)),
        (date(2025, 8, 31), date(2025, 12, 31)),
    ],
)
def test_a_term_is_followed_by_the_next_whenever_its_last_lesson_was(last: date, ends: date) -> None:
    assert next_end("termly", last) == ends


def named(frequency: str, begins: date, ends: date, basis: PeriodBasis | None, until: date) -> list[tuple[str, date]]:
    found = next_stretches(frequency, (begins, ends), basis, until)
    return [(each.words, each.begins) for each in found]


def test_the_stretches_that_have_ended_are_named_as_people_name_them() -> None:
    until = date(2024, 10, 1)
    july = date(2024, 7, 1)
    assert named("monthly", july, JULY, None, until) == [
        ("August 2024", date(2024, 8, 1)),
        ("September 2024", date(2024, 9, 1)),
    ]
    assert named("monthly", date(2023, 9, 1), JULY, PeriodBasis.ACADEMIC_YEAR_TO_DATE, until) == [
        ("August 2024", date(2023, 9, 1)),
        ("September 2024", date(2024, 9, 1)),
    ]
    quarter = named("quarterly", date(2024, 4, 1), date(2024, 6, 30), None, until)
    assert quarter == [("July to September 2024", july)]
    assert named("termly", date(2024, 4, 1), JULY, None, date(2025, 1, 1)) == [
        ("September to December 2024", date(2024, 9, 1))
    ]
    week = named("weekly", date(2024, 9, 16), date(2024, 9, 22), None, until)
    assert week == [("Week ending 29 September 2024", date(2024, 9, 23))]
    day = date(2024, 9, 5)
    assert named("fortnightly", day, day, PeriodBasis.SNAPSHOT, until) == [("19 September 2024", date(2024, 9, 19))]


def test_a_stretch_is_due_only_when_it_is_over() -> None:
    begins = date(2024, 7, 1)
    assert named("monthly", begins, JULY, None, date(2024, 8, 31)) == []
    assert len(named("monthly", begins, JULY, None, date(2024, 9, 1))) == 1


WORDS = st.one_of(st.text(max_size=40), st.sampled_from([words for words, _, _ in SAID]))


@given(words=WORDS, last=st.dates(), basis=st.sampled_from([None, *PeriodBasis]))
def test_no_words_and_no_day_make_the_rule_fall(words: str, last: date, basis: PeriodBasis | None) -> None:
    due = next_due(words, last)
    assert due is None or due > last
    found = next_stretches(words, (last, last), basis, date.max - timedelta(400))
    assert len(found) <= MOST
    assert all(each.begins <= each.ends for each in found)
