"""What became of indicators between two positions: like with like, corrections, targets, and silence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from exports.board_report.movement_measured import told
from tests.exports.readings import aim, months
from tests.exports.readings import measured as indicator
from tests.exports.sample import snapshot as sample
from wsoa.movement import Kind, facts_from, facts_of, movement, to_json
from wsoa.movement.measured import KEPT
from wsoa.snapshot.positions import Snapshot, TargetPosition, ValuePosition
from wsoa.terms import MissingCode, PeriodBasis, Polarity, ValueStatus

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


def put(*values: ValuePosition) -> tuple[ValuePosition, ...]:
    """The same values with numbers of their own."""
    return tuple(replace(each, number=number) for number, each in enumerate(values, 1))


SEEN = put(*months("40", "50", "20"))

AWAITED = replace(
    months("1", first=date(2025, 4, 30))[0], number=4, raw="awaited", value=None, missing=MissingCode.AWAITED
)


def higher(*values: ValuePosition) -> Snapshot:
    return replace(sample(), as_at=date(2026, 1, 1), indicators=(indicator("Plans", values),))


def said(before: Snapshot, now: Snapshot) -> str:
    (move,) = movement(facts_of(before), facts_of(now)).indicators
    return told(move)


def test_a_bad_value_taken_back_or_hidden_is_no_improvement() -> None:
    hidden = replace(SEEN[2], raw="suppressed", value=None, missing=MissingCode.SUPPRESSED)
    assert kinds(higher(*SEEN), higher(*SEEN[:2])) == (Kind.TAKEN_BACK,)
    assert kinds(higher(*SEEN), higher(*SEEN[:2], hidden)) == (Kind.TAKEN_BACK,)
    assert said(higher(*SEEN), higher(*SEEN[:2], hidden)).startswith(
        "20%, March 2025, no longer stands; suppressed, March 2025; the newest number is 50%, February 2025,"
    )


def test_an_indicator_whose_only_value_was_taken_back_is_still_there() -> None:
    assert kinds(higher(*SEEN[:1]), higher()) == (Kind.TAKEN_BACK,)
    assert said(higher(*SEEN[:1]), higher()) == "40%, January 2025, no longer stands; there is no number left."
    assert movement(facts_of(higher()), facts_of(higher())).indicators == ()


def test_another_value_for_the_same_time_corrects_it() -> None:
    anew = replace(SEEN[2], number=9, raw="60", value=Decimal(60))
    assert kinds(higher(*SEEN), higher(*SEEN[:2], anew)) == (Kind.CORRECTED,)


def test_a_correction_that_turns_the_comparison_is_told() -> None:
    mended = replace(SEEN[0], raw="90", value=Decimal(90))
    assert kinds(higher(*SEEN[:2]), higher(mended, SEEN[1])) == (Kind.CORRECTED,)
    assert said(higher(*SEEN[:2]), higher(mended, SEEN[1])).endswith(
        "; worse, beside 90% in January 2025, and not better; corrected: January 2025 was 40%, now 90%."
    )


def test_an_older_value_that_a_board_read_is_not_changed_in_silence() -> None:
    mended = replace(SEEN[1], raw="30", value=Decimal(30))
    assert kinds(higher(*SEEN), higher(SEEN[0], mended, SEEN[2])) == (Kind.CORRECTED,)
    assert said(higher(*SEEN), higher(SEEN[0], mended, SEEN[2])).endswith(
        "; it was 30% in February 2025, and not 50% in February 2025; corrected: February 2025 was 50%, now 30%."
    )
    first = replace(SEEN[0], raw="suppressed", value=None, missing=MissingCode.SUPPRESSED)
    assert said(higher(*SEEN), higher(first, *SEEN[1:])).endswith("; corrected: January 2025 was 40%, now suppressed.")
    assert kinds(higher(*SEEN), higher(*SEEN[1:])) == (Kind.CORRECTED,)
    assert said(higher(*SEEN), higher(*SEEN[1:])).endswith("; 40%, January 2025, no longer stands.")
    anew = replace(SEEN[0], number=9)
    assert kinds(higher(*SEEN), higher(anew, *SEEN[1:])) == (Kind.NOT_UPDATED,), "taken back and given again as it was"


def test_a_correction_is_told_beside_a_newer_value_and_another_target() -> None:
    mended, later = replace(SEEN[0], raw="90", value=Decimal(90)), put(*months("40", "50", "20", "70"))[3]
    assert kinds(higher(*SEEN), higher(mended, *SEEN[1:], later)) == (Kind.IMPROVED, Kind.CORRECTED)
    words = said(higher(*SEEN), higher(mended, *SEEN[1:], later))
    assert words.startswith("70%, April 2025, published on ")
    assert words.endswith("; it was 20% in March 2025; corrected: January 2025 was 40%, now 90%.")
    many = put(*months(*["40"] * 9))
    all_mended = tuple(replace(each, raw="41", value=Decimal(41)) for each in many[:8])
    assert said(higher(*many), higher(*all_mended, many[8])).endswith("was 40%, now 41%; 3 more values corrected.")


def test_the_newest_value_is_corrected_or_taken_back_beside_a_newer_one() -> None:
    mended = replace(SEEN[1], raw="30", value=Decimal(30), written=replace(SEEN[1].written, sequence=2))
    assert kinds(higher(*SEEN[:2]), higher(SEEN[0], mended, SEEN[2])) == (Kind.WORSENED, Kind.CORRECTED)
    assert said(higher(*SEEN[:2]), higher(SEEN[0], mended, SEEN[2])).endswith(
        "; it was 30% in February 2025; corrected: February 2025 was 50%, now 30%."
    )
    assert said(higher(*SEEN[:2]), higher(SEEN[0], SEEN[2])).endswith("; 50%, February 2025, no longer stands.")
    alone = said(higher(*SEEN[:2]), higher(SEEN[0], mended))
    assert alone.endswith("; it had been given as 50%."), "said once"


def test_what_was_awaited_projected_or_lies_before_all_that_is_kept_is_no_correction() -> None:
    given = replace(SEEN[1], raw="awaited", value=None, missing=MissingCode.AWAITED)
    assert kinds(higher(SEEN[0], given, SEEN[2]), higher(*SEEN)) == (Kind.CORRECTED,), (
        "beside another value than before"
    )
    assert "corrected" not in said(higher(SEEN[0], given, SEEN[2]), higher(*SEEN))
    hoped = replace(SEEN[0], raw="99", value=Decimal(99), status=ValueStatus.PROJECTED)
    assert kinds(higher(hoped, *SEEN[1:]), higher(*SEEN)) == (Kind.NOT_UPDATED,)
    long = put(*months(*["40"] * (KEPT + 3), first=date(2023, 1, 31)))
    assert kinds(higher(*long[:KEPT]), higher(*long)) == (Kind.NEWER,)
    assert kinds(higher(*long), higher(*long[:4], *long[5:])) == (Kind.CORRECTED,)


def test_facts_frozen_before_older_values_were_kept_tell_another_comparison() -> None:
    plain: dict[str, Any] = to_json(facts_of(higher(*SEEN)))
    del plain["indicators"][0]["stood"]
    mended = replace(SEEN[1], raw="30", value=Decimal(30))
    for now, found in ((higher(SEEN[0], mended, SEEN[2]), Kind.CORRECTED), (higher(*SEEN), Kind.NOT_UPDATED)):
        (move,) = movement(facts_from(plain), facts_of(now)).indicators
        assert (move.kinds, move.corrections) == ((found,), ())
    (move,) = movement(facts_from(plain), facts_of(higher(SEEN[0], mended, SEEN[2]))).indicators
    assert told(move).endswith("; it was 30% in February 2025, and not 50% in February 2025.")


def test_a_word_for_why_there_is_no_number_is_news() -> None:
    assert kinds(higher(*SEEN), higher(*SEEN, AWAITED)) == (Kind.NO_NUMBER,)
    assert kinds(higher(*SEEN, AWAITED), higher(*SEEN, AWAITED)) == (Kind.NOT_UPDATED,)
    assert said(higher(*SEEN), higher(*SEEN, AWAITED)) == (
        "Awaited, April 2025; the newest number is still 20%, March 2025."
    )


def test_facts_frozen_before_words_and_ends_were_kept_are_still_read() -> None:
    plain: dict[str, Any] = to_json(facts_of(higher(*SEEN)))
    kept = plain["indicators"][0]
    del kept["unsaid"], kept["latest"]["ends"]
    for now, found in ((higher(*SEEN, AWAITED), Kind.NOT_UPDATED), (higher(*SEEN[:2]), Kind.TAKEN_BACK)):
        (move,) = movement(facts_from(plain), facts_of(now)).indicators
        assert move.kinds == (found,)
