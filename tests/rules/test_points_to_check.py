"""Every rule by which a point to check is raised, with the nearest case that raises nothing (DESIGN 2, rule 7)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.exports.positions import (
    FEBRUARY,
    MARCH,
    lead,
    written,
)
from tests.exports.sample import empty
from tests.rules.cases_to_check import CASES, Case
from tests.rules.measures_cases import MEASURED
from tests.rules.plans_to_check import LATE, dated, led, one, position, said, streams, through, weak
from wsoa.points import RULES, Point, earlier_needed, grouped, points_to_check
from wsoa.snapshot.positions import (
    ExplanationPosition,
    MilestoneUpdatePosition,
    OwnWords,
    Snapshot,
)
from wsoa.terms import Scope, WorkstreamKind


def raised(positions: tuple[Snapshot, ...], rule: str) -> list[Point]:
    *earlier, now = positions
    return [point for point in points_to_check(now, earlier) if point.rule == rule]


@pytest.mark.parametrize("case", [*CASES, *MEASURED], ids=lambda case: f"{case.rule}: {case.what}")
def test_a_rule_raises_its_point_and_the_nearest_case_raises_none(case: Case) -> None:
    (point,) = raised(case.raises, case.rule)
    assert point.facts.endswith((".", "”")), point.facts
    assert raised(case.control, case.rule) == []


def test_every_rule_has_its_case_and_its_key_fits_the_record() -> None:
    keys = [rule.key for rule in RULES]
    assert len(set(keys)) == len(keys)
    assert {case.rule for case in (*CASES, *MEASURED)} == set(keys)
    assert max(map(len, keys)) <= 40


def test_rules_of_several_rounds_say_nothing_of_one_position_alone() -> None:
    several = {"same-mitigation", "workstream-unchanged", "improved-nothing-new"}
    for case in CASES:
        if case.rule in several:
            assert raised(case.raises[-1:], case.rule) == []


def test_the_round_s_own_end_is_no_earlier_round() -> None:
    """On 2 April the position of 31 March is that of the very round reached."""
    february, march = through(said("A", 2), said("A"))
    april = replace(march, as_at=date(2026, 4, 2))
    assert raised((march, april), "same-mitigation") == []
    assert len(raised((february, march, april), "same-mitigation")) == 1
    assert (earlier_needed(march), earlier_needed(april)) == (2, 2)
    assert earlier_needed(replace(march, as_at=MARCH.opens)) == 3
    assert earlier_needed(replace(march, current_round=None)) == 0


def test_what_was_said_early_counts_before_the_round_is_due() -> None:
    """On the first day of the window, a lead repeats February's mitigation."""
    told = position(one(said("A", 3)), as_at=MARCH.opens)
    assert raised((position(one(said("A", 2)), reached=FEBRUARY), told), "same-mitigation")


def test_a_record_of_exceptions_without_rounds_raises_nothing() -> None:
    listed = replace(
        weak(*(dated(one(number=number), current=None) for number in range(1, 11))),
        scope=Scope.EXCEPTIONS,
        rounds=(),
        current_round=None,
    )
    assert points_to_check(listed) == ()
    assert points_to_check(empty()) == ()


def test_what_only_the_whole_plan_can_tell_is_not_asked_of_exceptions() -> None:
    for positions, rule in (
        (streams("AG", "AG", "AG"), "workstream-unchanged"),
        ((weak(one(said("C"))),), "complete-not-improved"),
    ):
        assert raised(positions, rule)
        assert not raised(tuple(replace(each, scope=Scope.EXCEPTIONS) for each in positions), rule)


def exceptions(*positions: Snapshot) -> tuple[Snapshot, ...]:
    return tuple(replace(each, scope=Scope.EXCEPTIONS) for each in positions)


def test_what_has_left_a_list_of_exceptions_is_not_said_to_stand_as_it_was_last_listed() -> None:
    off_the_list = led(said("A", 1), None)
    assert {"stale", "lead-silent"} <= {point.rule for point in points_to_check(off_the_list)}
    assert points_to_check(exceptions(off_the_list)[0]) == ()
    (point,) = raised(exceptions(position(dated(one(said("A", 2)), current=LATE))), "overdue")
    assert "stands at" not in point.facts
    assert point.facts.endswith(
        "The last word is of 28 February 2026: Amber. Only exceptions are listed, so it may be complete by now."
    )
    (listed,) = raised(exceptions(position(dated(one(said("A")), current=LATE))), "overdue")
    assert listed.facts.endswith("and stands at Amber.")


def test_what_was_off_a_list_of_exceptions_for_a_round_has_no_mitigation_of_two_rounds() -> None:
    back_on = position(one(said("A", 1)), reached=FEBRUARY), position(one(said("A")))
    assert len(raised(back_on, "same-mitigation")) == 1
    assert raised(exceptions(*back_on), "same-mitigation") == []
    assert len(raised(exceptions(*through(said("A", 2), said("A"))), "same-mitigation")) == 1


def test_confirmed_is_said_and_a_row_taken_back_is_not() -> None:
    def again(**how: object) -> MilestoneUpdatePosition:
        found = said("A")
        return replace(found, written=replace(found.written, **how))  # type: ignore[arg-type]

    assert raised(through(said("A", 2), again(confirmed=True)), "same-mitigation")
    assert not raised(through(said("A", 2), again(withdraws=2)), "same-mitigation")


def test_the_silent_part_of_a_workstream_is_told_apart() -> None:
    *before, _ = streams("AGR", "AGR", "AGR")
    heard = position(one(said("A"), 1), one(said("G"), 2), one(said("R", 2), 3))
    (point,) = raised((*before, heard), "workstream-unchanged")
    assert "3 milestones rated and not complete, 2 of them updated or confirmed in the last round;" in point.facts


def test_a_group_has_no_ratings_to_be_unchanged() -> None:
    groups = (
        replace(each, workstreams=(replace(each.workstreams[0], kind=WorkstreamKind.GROUP),))
        for each in streams("AG", "AG", "AG")
    )
    assert raised(tuple(groups), "workstream-unchanged") == []


def test_whoever_sees_a_part_is_told_only_what_one_thing_alone_tells() -> None:
    shared = led(None)
    assert {point.rule for point in points_to_check(shared)} >= {"lead-silent", "stale"}
    assert "lead-silent" not in {point.rule for point in points_to_check(shared, whole=False)}
    assert "stale" in {point.rule for point in points_to_check(shared, whole=False)}
    assert points_to_check(weak(one(said("C", evidence=(4,)))), whole=False) == ()


def test_what_explains_a_point_stands_beside_it_and_is_outdated_once_the_record_says_more() -> None:
    def explained(on: date) -> Point:
        row = replace(written(), recorded_at=datetime(on.year, on.month, on.day, 12, tzinfo=UTC))
        beside = (
            ExplanationPosition(1, "overdue", "milestone", 1, "The panel sits in May", row),
            ExplanationPosition(2, "overdue", "milestone", 2, "Of another", row),
        )
        (found,) = points_to_check(replace(position(dated(one(), current=LATE)), explanations=beside))
        return found

    after, before = explained(date(2026, 2, 1)), explained(date(2026, 1, 30))
    assert after.explained is not None
    assert after.explained.words == "The panel sits in May"
    assert (after.is_outdated, before.is_outdated) == (False, True)
    assert after.facts == before.facts, "explained is not hidden"


def test_two_leads_of_one_name_are_one_and_a_lead_keeps_its_number() -> None:
    def lead_of(*words: str) -> list[Point]:
        return raised(
            (position(*(one(None, n, leads=(lead(each),)) for n, each in enumerate(words, 1))),), "lead-silent"
        )

    (point,) = lead_of("Dr Osei", "DR  OSEI")
    assert point.facts == "Not updated this round (March 2026): 1.1 and 1.2."
    assert len(lead_of("Dr Osei", "Dr Asante")) == 2
    assert lead_of("Dr Osei")[0].about.number == point.about.number > 0


def test_points_are_grouped_by_rule_in_the_order_of_the_rules() -> None:
    now = position(
        dated(one(), current=LATE), dated(one(number=2), current=LATE), dated(one(said("C"), 3), current=None)
    )
    groups = grouped(points_to_check(now))
    assert [(group.rule.key, len(group.points)) for group in groups] == [("overdue", 2), ("complete-no-evidence", 1)]


def test_the_rules_speak_in_the_programmes_own_words() -> None:
    own = OwnWords("pledge", "pledges", "outcome", "outcomes", "strand", "strands", "priority", "priorities")
    told = " ".join(f"{rule.named(own)} {rule.says(own)}" for rule in RULES)
    assert "milestone" not in told
    assert "workstream" not in told
    assert "area of weakness" not in told
    assert "pledge" in told
    stream = replace(streams("AG", "AG", "AG")[-1], words=own)
    (point,) = raised((*streams("AG", "AG", "AG")[:-1], stream), "workstream-unchanged")
    assert point.facts == "2 pledges rated and not complete; no rating has changed since 31 January 2026."
