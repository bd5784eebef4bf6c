"""What the points say of indicators: in numbers and dates, on the day a value is published and not before."""

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.measures_cases import FALLING, FIFTY, RISING, SIXTY, SWINGING, restated, reviews
from tests.rules.measures_to_check import (
    SUSPENSIONS,
    TWENTY_WEEKS,
    beside,
    beside_work,
    by_year,
    measure,
    monthly,
    value,
)
from tests.rules.plans_to_check import GREEN, one
from wsoa.points import Point, points_to_check
from wsoa.snapshot.positions import IndicatorPosition, Snapshot
from wsoa.terms import Impact


def only(now: Snapshot, rule: str) -> Point:
    (point,) = (each for each in points_to_check(now) if each.rule == rule)
    return point


def rules(now: Snapshot) -> set[str]:
    return {each.rule for each in points_to_check(now)}


IN_TIME = by_year(*TWENTY_WEEKS, name="Plans within 20 weeks")


@pytest.mark.parametrize("linked", [{"milestones": (1,), "weaknesses": ()}, {}, {"weaknesses": ()}])
def test_a_fall_raises_its_point_on_the_day_it_is_published_and_not_before(linked: dict[str, tuple[int, ...]]) -> None:
    indicator = replace(IN_TIME, **linked)  # type: ignore[arg-type]
    assert "green-worsening" not in rules(beside_work(indicator, as_at=date(2019, 5, 29)))
    point = only(beside_work(indicator, as_at=date(2019, 5, 30)), "green-worsening")
    assert point.since == date(2019, 5, 30)
    assert point.facts.endswith(
        "while “Plans within 20 weeks” is worse: 24.4% (2018), published on 30 May 2019, from 77.7% (2017)."
    )


def test_as_long_as_it_falls_the_point_stands_and_when_it_rises_it_goes() -> None:
    found = ["green-worsening" in rules(beside_work(IN_TIME, as_at=date(year, 6, 30))) for year in range(2018, 2026)]
    assert found == [False, True, True, False, False, False, False, True]


def test_november_never_reads_as_an_improvement_and_says_so() -> None:
    november = beside_work(SUSPENSIONS, as_at=date(2023, 12, 31))
    point = only(november, "across-reset")
    assert point.facts == (
        "14.48% (November 2023) is no improvement on 47.7% (July 2023): the count began anew; the record has no number"
        " of the same point of the year before to compare it with."
    )
    assert point.since == date(2023, 12, 14)
    assert "green-worsening" not in rules(november)
    year_after = only(beside_work(SUSPENSIONS, as_at=date(2024, 12, 31)), "across-reset")
    assert year_after.facts == (
        "3.7% (November 2024) is no improvement on 54.05% (July 2024): the count began anew; beside the same point of"
        " the year before, 14.48% (November 2023), it is better."
    )


def test_july_beside_july_is_worse_while_the_work_is_green() -> None:
    point = only(beside_work(SUSPENSIONS, as_at=date(2024, 8, 31)), "green-worsening")
    assert point.facts == (
        "The only milestone that serves it is on target or complete, while “Suspensions” is worse: 54.05% (July 2024),"
        " published on 14 August 2024, from 47.7% (July 2023)."
    )


def test_an_indicator_of_a_milestone_is_told_once_beside_that_milestone() -> None:
    both = replace(FALLING, milestones=(1,))
    assert only(beside_work(both), "green-worsening").about.kind == "milestone"
    two = beside_work(both, milestones=(one(GREEN), one(GREEN, 2)))
    found = [each.about for each in points_to_check(two) if each.rule == "green-worsening"]
    assert [(each.kind, each.number) for each in found] == [("milestone", 1), ("weakness", 1)]


def test_several_worse_indicators_make_one_point_that_links_them_all() -> None:
    point = only(beside_work(FALLING, replace(FALLING, name="Audits"), RISING), "green-worsening")
    assert [(each.kind, each.number) for each in point.links] == [("indicator", 1), ("indicator", 2), ("milestone", 1)]
    assert point.facts.count(" is worse: ") == 2


def test_whoever_sees_a_part_is_told_what_lies_with_an_indicator_alone() -> None:
    seen = points_to_check(
        beside_work(FALLING, SWINGING, reviews("93", opening=100, arrived=20, closed=30)), whole=False
    )
    assert {each.rule for each in seen} == {"series-swings", "backlog-sums"}


def test_a_lowered_target_says_who_lowered_it_when_and_why() -> None:
    point = only(restated(SIXTY, FIFTY), "target-lowered")
    assert point.facts == (
        "It was to reach 60% by 31 March 2027, and is now to reach 50% by 31 March 2027."
        " Manager changed it on 3 February 2026. No reason is given."
    )
    assert point.since == date(2026, 2, 3)
    why = replace(FIFTY, written=replace(FIFTY.written, reason="Posts were cut"))
    assert only(restated(SIXTY, why), "target-lowered").facts.endswith("The reason given: “Posts were cut”")


def test_the_two_values_stand_side_by_side_with_where_the_official_one_is_from() -> None:
    point = only(beside_work(by_year("77.7", compared=beside(("2017", "70.25")))), "local-official")
    assert point.facts == (
        "The programme's own value is 77.7% (2017); the official one of Eastmoor for 2017 is 70.25% (SEN2, fetched on"
        " 1 July 2025)."
    )
    assert point.since == date(2025, 7, 1)


def test_a_claim_that_its_series_does_not_bear_says_how_few_or_how_wild_its_values_are() -> None:
    few = only(beside_work(RISING, impact=Impact.SUSTAINED), "swings-claimed")
    assert few.facts == (
        "Judged sustained on 1 March 2026. “Plans in time”: only 2 of its values may be compared, too few to tell a"
        " trend from chance (it takes 12)."
    )
    wild = only(beside_work(SWINGING, impact=Impact.EVIDENCED), "swings-claimed")
    assert "its last 38 values swing between 10% and 90%, beyond what chance explains." in wild.facts


def test_two_values_for_one_time_are_told() -> None:
    once = monthly("40", "41")
    twice = value("48", once[1].ends, published=date(2024, 6, 1))
    point = only(beside_work(measure(*once, twice)), "implausible-value")
    assert point.facts == (
        "February 2024, published on 1 June 2024: Two values stand for the same time: 41 (published on 14 March 2024)"
        " and 48 (published on 1 June 2024)."
    )


@pytest.mark.parametrize("indicator", [measure(), measure(*monthly("c", "z", "tbc")), RISING])
def test_what_is_missing_or_well_raises_nothing(indicator: IndicatorPosition) -> None:
    assert rules(beside_work(indicator)) == set()


def test_what_is_out_of_date_says_since_when() -> None:
    point = only(beside_work(replace(RISING, frequency="Monthly")), "indicator-out-of-date")
    assert point.facts == (
        "The last value is 41% (February 2024), published on 14 March 2024. By its frequency (Monthly) the"
        " next was due on 30 April 2024."
    )
    assert point.since == date(2024, 5, 1)
