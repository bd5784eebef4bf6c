"""A target asks for less: the same rule for whoever states it and for the point to check."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.measures_to_check import beside_work, measure, stated, told
from wsoa.benchmarks import Checkpoint, Target, checkpoint_line, on_track
from wsoa.benchmarks.targets import Reached, asks_for_less
from wsoa.points import points_to_check
from wsoa.snapshot.positions import TargetPosition, TargetStated
from wsoa.terms import Polarity, TargetKind

D = Decimal
BY, LATER, AUTUMN = date(2026, 12, 31), date(2029, 12, 31), date(2026, 9, 30)
SIXTY = stated("60", BY)
NO_DAY, ON_THE_WAY = stated("60"), stated("60", BY, way=(("65", AUTUMN),))


def as_rule(each: TargetStated) -> Target:
    way = tuple(Checkpoint(one.by, one.value) for one in each.checkpoints)
    return Target(each.kind, each.value, each.by, each.upper, "", way)


def points(
    *each: TargetStated, polarity: Polarity | None = Polarity.LOW, withdrawn: tuple[TargetPosition, ...] = ()
) -> list[str]:
    own = measure(targets=(TargetPosition(1, each),), baseline="80", polarity=polarity, withdrawn=withdrawn)
    return [point.facts for point in points_to_check(beside_work(own)) if point.rule == "target-lowered"]


@pytest.mark.parametrize(
    ("before", "now", "is_less"),
    [
        (SIXTY, stated("50", BY, TargetKind.RANGE, upper="90"), True),
        (SIXTY, stated("50", BY, TargetKind.RANGE, upper="60"), False),
        (stated("60", BY, TargetKind.CEILING), stated("60", BY, TargetKind.FLOOR), True),
        (stated("60", BY, TargetKind.CEILING), SIXTY, False),
        (SIXTY, stated(None, BY, TargetKind.DIRECTION), True),
        (SIXTY, NO_DAY, True),
        (NO_DAY, SIXTY, False),
        (ON_THE_WAY, SIXTY, True),
        (SIXTY, ON_THE_WAY, False),
        (ON_THE_WAY, stated("60", AUTUMN), False),
        (SIXTY, stated("59.9", LATER), True),
        (SIXTY, stated("59.9", BY), False),
    ],
)
def test_the_point_is_raised_by_what_needs_a_reason(before: TargetStated, now: TargetStated, is_less: bool) -> None:
    assert asks_for_less(as_rule(before), as_rule(now), Polarity.LOW) is is_less
    assert bool(points(before, now)) is is_less


def test_a_number_given_up_for_a_direction_is_told() -> None:
    (facts,) = points(SIXTY, stated(None, BY, TargetKind.DIRECTION))
    assert "is now to reach a change for the better by 31 December 2026." in facts


def test_where_nobody_can_tell_another_number_may_be_less_and_the_same_is_not() -> None:
    assert asks_for_less(Target(TargetKind.POINT, D(60)), Target(TargetKind.POINT, D(70)), None)
    assert not asks_for_less(Target(TargetKind.POINT, D(60)), Target(TargetKind.STATUTORY, D(60)), None)


def gone(*asked: TargetStated, on: date = date(2026, 2, 1)) -> tuple[TargetPosition, ...]:
    last = replace(asked[-1], withdrawn=True, written=told(on, "Too hard"))
    return (TargetPosition(9, (*asked, last)),)


def test_a_target_withdrawn_and_another_set_lower_is_a_target_lowered() -> None:
    eighty, twenty = stated("80", BY), stated("20", BY, on=date(2026, 2, 2))
    (facts,) = points(twenty, polarity=Polarity.HIGH, withdrawn=gone(eighty))
    assert facts == (
        "It was to reach 80% by 31 December 2026, which Manager withdrew on 1 February 2026: “Too hard”."
        " It is now to reach 20% by 31 December 2026."
    )
    assert points(eighty, polarity=Polarity.HIGH, withdrawn=gone(twenty)) == []
    assert points(twenty, polarity=Polarity.HIGH, withdrawn=gone(eighty, twenty)), "lowered first, then withdrawn"
    law = replace(eighty, kind=TargetKind.STATUTORY)
    assert points(twenty, polarity=Polarity.HIGH, withdrawn=gone(law)) == []


def test_a_day_that_had_passed_is_put_off_by_no_new_one() -> None:
    past = stated("20", date(2025, 12, 31))
    assert points(stated("80", BY), polarity=Polarity.HIGH, withdrawn=gone(past)) == []
    assert points(stated("80", BY), polarity=Polarity.HIGH, withdrawn=gone(replace(past, by=AUTUMN)))


def test_the_line_to_a_range_ends_at_the_end_it_comes_to_first() -> None:
    to_range = Target(TargetKind.RANGE, D(2), BY, D(5))
    start, half_way = date(2025, 12, 31), date(2026, 7, 2)
    for baseline, end in ((10, D(5)), (0, D(2)), (4, D(4))):
        assert checkpoint_line(to_range, Checkpoint(start, D(baseline)), BY) == end
    line = checkpoint_line(to_range, Checkpoint(start, D(10)), half_way)
    assert line
    assert round(line, 1) == D("7.5")
    assert on_track(D("7.4"), line, to_range, Polarity.LOW) is Reached.YES


def test_beside_the_line_nothing_is_guessed_where_no_way_is_better() -> None:
    sixty = Target(TargetKind.POINT, D(60), BY)
    assert on_track(D(90), D(40), sixty, None) is Reached.UNKNOWN
    assert on_track(D(90), D(40), sixty, Polarity.HIGH) is Reached.YES
