"""What a file says of earlier times is history at those times, and what it says of dates is kept as promised."""

from datetime import UTC, date, datetime

import pytest

from tests.intake.stated import APRIL, MARCH, ME, SLUG, load, milestone, outcomes, shown, told, tracker
from wsoa import clock
from wsoa.database import Database
from wsoa.intake.loading.dates import time_of
from wsoa.milestones import UpdateChange, record_update
from wsoa.terms import MilestoneKind

OPEN = "Every park is open"
JANUARY, FEBRUARY = told("January", "Parks measured", "R"), told("February", "Swings ordered", "Amber")


@pytest.mark.parametrize(
    ("when", "on"),
    [
        ("January", date(2026, 1, 31)),
        ("December", date(2025, 12, 31)),
        ("April", date(2026, 4, 22)),
        ("May", date(2025, 5, 31)),
        ("March 2025", date(2025, 3, 31)),
        ("12/02/2026", date(2026, 2, 12)),
        ("Q3 2025/26", date(2025, 12, 31)),
        ("June 2026", None),
        ("last time", None),
        ("", None),
    ],
)
def test_a_month_without_a_year_is_the_latest_that_is_not_after_the_file(when: str, on: date | None) -> None:
    assert time_of(when, date(2026, 4, 22)) == on


def test_dated_columns_are_history_at_their_dates_and_the_record_begins_with_them(database: Database) -> None:
    found = tracker(milestone(2, OPEN, rating="Green", progress="Swings up", dated=(FEBRUARY, JANUARY)))
    report = load(database, found)
    then, later, now = (shown(database, day) for day in (date(2026, 1, 31), date(2026, 3, 1), None))
    said = [(one.milestones[0].update, one.milestones[0].level) for one in (then, later, now)]
    assert [(update and update.progress, level and level.code) for update, level in said] == [
        ("Parks measured", "R"),
        ("Swings ordered", "A"),
        ("Swings up", "G"),
    ]
    assert (then.workstreams[0].name, then.begins, outcomes(report)) == ("Play", date(2026, 1, 31), {"created": 1})
    head = now.head
    assert (outcomes(load(database, found)), shown(database).head) == ({"unchanged": 1}, head)


def test_next_months_file_brings_only_its_own_month(database: Database) -> None:
    load(database, tracker(milestone(2, OPEN, dated=(JANUARY, FEBRUARY))), date(2026, 2, 28))
    march = told("March", "Swings up", "G")
    report = load(database, tracker(milestone(2, OPEN, dated=(JANUARY, FEBRUARY, march))))
    (row,) = report.rows
    assert [(one.field, one.before, one.after) for one in row.changes] == [
        ("Rating", "Amber", "Green"),
        ("Progress", "Swings ordered", "Swings up"),
    ]


def test_a_file_of_dated_columns_alone_takes_the_last_progress_away_from_nobody(database: Database) -> None:
    load(
        database, tracker(milestone(2, OPEN, rating="A", dated=(JANUARY, FEBRUARY)), milestone(3, "Paint", rating="A"))
    )
    report = load(database, tracker(milestone(2, OPEN, rating="A", dated=(JANUARY, FEBRUARY))), APRIL)
    update = shown(database).milestones[0].update
    assert update
    assert (update.progress, outcomes(report)) == ("Swings ordered", {"unchanged": 1})


def test_a_column_of_the_files_own_month_is_how_it_stands_now(database: Database) -> None:
    load(database, tracker(milestone(2, OPEN, rating="A", issue="Rain", dated=(told("March", "Half done"),))))
    update = shown(database).milestones[0].update
    assert update
    assert (update.progress, update.issue, update.written.as_at) == ("Half done", "Rain", MARCH)


def test_no_words_are_lost_where_two_columns_speak_for_the_files_own_date(database: Database) -> None:
    report = load(
        database,
        tracker(milestone(2, OPEN, rating="A", progress="Half done", dated=(told("March", "Rain", "Red"),))),
    )
    update = shown(database).milestones[0].update
    assert update
    assert (update.progress, [aside.text for aside in report.left_out]) == ("Half done\nRain", ["Red"])


def test_a_time_nobody_can_read_or_that_lies_ahead_is_left_out_by_name(database: Database) -> None:
    dated = (told("last time", "Measured"), told("June 2026", "Opened"))
    report = load(database, tracker(milestone(2, OPEN, dated=dated)))
    assert {aside.text for aside in report.left_out} >= {"Measured", "Opened"}
    assert (report.exit_code, shown(database).milestones[0].update) == (4, None)


def test_what_a_person_wrote_for_that_date_is_left_alone_and_the_other_times_come_in(database: Database) -> None:
    load(database, tracker(milestone(2, OPEN)), date(2026, 1, 1))
    with clock.held_at(datetime(2026, 1, 31, 12, tzinfo=UTC)), database.writing() as session:
        record_update(session, ME, SLUG, 1, UpdateChange(seen=0, level="G", reason="All measured"))
    report = load(database, tracker(milestone(2, OPEN, rating="G", dated=(JANUARY, FEBRUARY))))
    assert report.exit_code == 5
    assert {(one.field, one.record, one.file) for one in report.conflicts} >= {("level", "Green", "Red")}
    then, later = shown(database, date(2026, 1, 31)).milestones[0], shown(database, date(2026, 2, 28)).milestones[0]
    assert then.level
    assert (then.level.code, later.update and later.update.progress) == ("G", "Swings ordered")


def test_the_first_promise_stays_the_original_and_a_later_one_is_current(database: Database) -> None:
    load(database, tracker(milestone(2, OPEN, original_words="May 2026", timescale_words="end of June 2026")))
    report = load(
        database,
        tracker(milestone(2, OPEN, original_words="April 2026", timescale_words="September 2026")),
        APRIL,
    )
    dates = shown(database).milestones[0].dates
    assert dates.original
    assert dates.current
    assert (dates.original.words, dates.current.words, dates.moves) == ("May 2026", "September 2026", 2)
    assert [doubt.text for doubt in report.doubts] == ["April 2026"]
    before = shown(database, MARCH).milestones[0].dates
    assert before.current
    assert before.current.latest == date(2026, 6, 30)


def test_the_same_words_are_the_same_date_however_late_the_file(database: Database) -> None:
    load(database, tracker(milestone(2, OPEN, timescale_words="end of June")), date(2025, 5, 1))
    report = load(database, tracker(milestone(2, OPEN, timescale_words="End  of June".replace("E", "e"))), APRIL)
    dates = shown(database).milestones[0].dates
    assert dates.current
    assert (dates.current.latest, dates.moves, outcomes(report)) == (date(2025, 6, 30), 0, {"unchanged": 1})


def test_a_forecast_stands_in_the_update_and_moves_no_date(database: Database) -> None:
    row = milestone(2, OPEN, rating="A", timescale_words="May 2026", forecast_words="July 2026")
    load(database, tracker(row))
    dates = shown(database).milestones[0].dates
    assert dates.forecast
    assert dates.current
    assert (dates.forecast.latest, dates.current.latest) == (date(2026, 7, 31), date(2026, 5, 31))
    load(database, tracker(milestone(2, OPEN, rating="A", timescale_words="May 2026")), APRIL)
    assert shown(database).milestones[0].dates.forecast is None


def test_a_further_outcome_belongs_to_the_row_above_and_a_recommendation_is_one(database: Database) -> None:
    whole = milestone(2, OPEN, kind=MilestoneKind.RECOMMENDATION)
    further = milestone(3, "Half of the parks by May", continues=whole.where["milestone"])
    load(database, tracker(whole, further))
    first, second = shown(database).milestones
    assert (first.kind, first.parent, second.parent) == (MilestoneKind.RECOMMENDATION, None, 1)
