"""What became of indicators between two positions: like with like, corrections, targets, and silence."""

from dataclasses import replace
from datetime import date

import pytest

from tests.exports.readings import aim, months
from tests.exports.readings import measured as indicator
from tests.exports.sample import snapshot as sample
from wsoa.movement import Kind, facts_from, facts_of, movement, to_json
from wsoa.snapshot.positions import Snapshot, TargetPosition, ValuePosition
from wsoa.terms import PeriodBasis, Polarity

FIVE = months("47.7", "14.48", "37.16", "54.05", "3.7")


def measured(
    *values: ValuePosition,
    targets: tuple[TargetPosition, ...] = (),
    basis: PeriodBasis = PeriodBasis.IN_MONTH,
) -> Snapshot:
    """A programme with one indicator, of which less is better."""
    made = indicator("Suspensions", values, polarity=Polarity.LOW, period_basis=basis, targets=targets)
    return replace(sample(), as_at=date(2026, 1, 1), indicators=(made,))


def kinds(before: Snapshot, now: Snapshot) -> tuple[Kind, ...]:
    """What became of the one indicator."""
    (move,) = movement(facts_of(before), facts_of(now)).indicators
    return move.kinds


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        (FIVE[:1], FIVE[:2], (Kind.IMPROVED,)),
        (FIVE[:2], FIVE[:3], (Kind.WORSENED,)),
        (FIVE[:2], FIVE[:2], (Kind.NOT_UPDATED,)),
        ((), FIVE[:1], (Kind.NEW,)),
    ],
    ids=["less is better", "more is worse", "nothing new", "first value"],
)
def test_a_newer_value_is_better_or_worse_by_polarity(
    before: tuple[ValuePosition, ...], now: tuple[ValuePosition, ...], found: tuple[Kind, ...]
) -> None:
    assert kinds(measured(*before), measured(*now)) == found


def test_a_count_that_begins_anew_each_school_year_is_no_improvement_in_autumn() -> None:
    summer, autumn = months("47.7", "14.48", first=date(2025, 8, 31))
    basis = PeriodBasis.ACADEMIC_YEAR_TO_DATE
    assert kinds(measured(summer, basis=basis), measured(summer, autumn, basis=basis)) == (Kind.NOT_COMPARABLE,)


def test_a_value_that_was_corrected_is_neither_better_nor_worse() -> None:
    value = FIVE[0]
    mended = replace(value, raw="47.2", written=replace(value.written, sequence=2))
    assert kinds(measured(value), measured(mended)) == (Kind.CORRECTED,)


def test_another_target_is_said_beside_what_became_of_the_value() -> None:
    before, now = (aim(number, date(2026, 3, 31)) for number in ("25", "30"))
    found = kinds(measured(FIVE[0], targets=(before,)), measured(*FIVE[:2], targets=(now,)))
    assert found == (Kind.AIMED_ANEW, Kind.IMPROVED)


def test_facts_that_were_frozen_before_indicators_had_values_say_nothing_of_them() -> None:
    plain = to_json(facts_of(measured(*FIVE)))
    assert facts_from(plain) == facts_of(measured(*FIVE)), "frozen and read again"
    del plain["indicators"]
    assert movement(facts_from(plain), facts_of(measured(*FIVE))).indicators == ()
