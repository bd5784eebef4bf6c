"""Audits of plans: counts that add up, numbers too small to be told, and the indicator that an audit feeds."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.record.area import TODAY, Area
from tests.record.indicators import defined, indicator
from wsoa.errors import Barred, Conflict, Invalid
from wsoa.indicators import ValueChange, correct_value
from wsoa.snapshot.positions import ValuePosition
from wsoa.snapshot.positions.voices import AuditPosition
from wsoa.snapshot.summarised import summary_snapshot
from wsoa.snapshot.voices import audits
from wsoa.terms import PeriodBasis
from wsoa.voices import AuditChange, AuditorChange, GradeChange, change_audit, record_audit, withdraw_audit


def graded(*plans: int) -> tuple[GradeChange, ...]:
    """Outstanding and good are good enough; requires improvement and inadequate are not."""
    names = ("Outstanding", "Good", "Requires improvement", "Inadequate")
    return tuple(
        GradeChange(grade=name, plans=how_many, good=at < 2)
        for at, (name, how_many) in enumerate(zip(names, plans, strict=False))
    )


READ = AuditChange(
    held_on=date(2026, 4, 14),
    sample=40,
    themes="Advice from health comes late in most.",
    auditors=(
        AuditorChange(organisation_words="The council", auditors=3),
        AuditorChange(organisation_words="Parent carer forum", auditors=2),
    ),
    grades=graded(10, 15, 9, 6),
)


def audited(area: Area, who: str = "manager", token: str | None = None, **said: Any) -> int:
    with area.database.writing() as session:
        return record_audit(session, area.people[who], area.slug, READ.model_copy(update=said), token=token)


def changed(
    area: Area, number: int = 1, *, seen: int = 1, seen_value: int = 1, who: str = "manager", **said: Any
) -> int:
    change = READ.model_copy(update={"reason": "Counted again", **said})
    with area.database.writing() as session:
        return change_audit(session, area.people[who], area.slug, number, change, seen=seen, seen_value=seen_value)


def audit(area: Area, number: int = 1) -> AuditPosition:
    with area.database.reading() as session:
        return audits(session, area.people["manager"], area.slug)[number - 1]


def fed(area: Area, number: int = 1) -> list[ValuePosition]:
    return list(indicator(area, number).values)


def refusal(area: Area, **said: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        audited(area, **said)
    return refused.value.problems


def test_an_audit_is_read_back_whole_and_gives_its_indicator_the_share_of_good_plans(area: Area) -> None:
    defined(area, unit="%", period_basis=PeriodBasis.SNAPSHOT, weaknesses=(1,))
    head = area.head()
    assert audited(area, indicator=1) == 1
    assert area.head() == head + 1, "audit and value are one entry"
    found = audit(area)
    assert found.auditors == (("The council", 3), ("Parent carer forum", 2))
    assert [(each.grade, each.plans, each.good) for each in found.grades] == [
        ("Outstanding", 10, True),
        ("Good", 15, True),
        ("Requires improvement", 9, False),
        ("Inadequate", 6, False),
    ]
    assert (found.good, found.of, found.themes, found.label) == (25, 40, READ.themes, "Audit 1")
    assert (found.indicator, found.value, found.weaknesses) == (1, 1, (1,))
    [value] = fed(area)
    assert (value.value, value.raw, value.numerator, value.denominator) == (Decimal("62.5"), "62.5%", 25, 40)
    assert (value.begins, value.ends) == (date(2026, 4, 14), date(2026, 4, 14))
    assert value.note is not None
    assert "Audit 1" in value.note
    assert area.faults() == []


def test_a_changed_audit_corrects_its_value_and_a_withdrawn_one_takes_it_back(area: Area) -> None:
    defined(area)
    audited(area, indicator=1)
    assert changed(area, indicator=1, sample=60, grades=graded(10, 30, 12, 8)) == 1
    [value] = fed(area)
    assert (value.raw, value.numerator, value.denominator, value.written.sequence) == ("66.7%", 40, 60, 2)
    assert value.written.reason == "Audit 1: Counted again"
    with area.database.writing() as session:
        withdraw_audit(session, area.people["manager"], area.slug, 1, reason="Graded by the wrong key", seen=2)
    assert fed(area) == []
    found = audit(area)
    assert found.withdrawn
    assert found.withdrawal is not None
    assert (found.withdrawal.reason, found.value) == ("Graded by the wrong key", 1)
    assert area.faults() == []


def test_other_words_leave_the_value_alone_also_where_somebody_put_it_right(sqlite_area: Area) -> None:
    defined(sqlite_area)
    audited(sqlite_area, indicator=1)
    by_hand = ValueChange(period="14 April 2026", raw="60", published_on=TODAY)
    with sqlite_area.database.writing() as session:
        correct_value(session, sqlite_area.people["manager"], sqlite_area.slug, 1, by_hand, reason="Misread", seen=1)
    changed(sqlite_area, indicator=1, themes="Said better")
    assert [each.raw for each in fed(sqlite_area)] == ["60"]
    with pytest.raises(Conflict):
        changed(sqlite_area, seen=2, seen_value=1, indicator=1, sample=50, grades=graded(10, 25, 9, 6))
    changed(sqlite_area, seen=2, seen_value=2, indicator=1, sample=50, grades=graded(10, 25, 9, 6))
    assert [each.raw for each in fed(sqlite_area)] == ["70.0%"]


def test_an_audit_that_turns_to_another_indicator_takes_its_value_along(sqlite_area: Area) -> None:
    defined(sqlite_area)
    defined(sqlite_area, source="Audits")
    audited(sqlite_area, indicator=1)
    changed(sqlite_area, indicator=2)
    assert (fed(sqlite_area), [each.raw for each in fed(sqlite_area, 2)]) == ([], ["62.5%"])
    changed(sqlite_area, seen=2, indicator=None)
    assert fed(sqlite_area, 2) == []
    assert audit(sqlite_area).value is None


def test_in_a_monthly_series_an_audit_speaks_for_its_month_and_only_once(sqlite_area: Area) -> None:
    defined(sqlite_area, period_basis=PeriodBasis.IN_MONTH)
    audited(sqlite_area, indicator=1)
    [value] = fed(sqlite_area)
    assert (value.period, value.begins, value.ends) == ("April 2026", date(2026, 4, 1), date(2026, 4, 30))
    told = refusal(sqlite_area, indicator=1, held_on=date(2026, 4, 28))
    assert "There is a value for this period already" in told["indicator"]


@pytest.mark.parametrize("basis", [PeriodBasis.ACADEMIC_YEAR_TO_DATE, PeriodBasis.ROLLING_12_MONTHS])
def test_the_day_of_an_audit_is_no_count_over_a_longer_time(sqlite_area: Area, basis: PeriodBasis) -> None:
    defined(sqlite_area, period_basis=basis)
    assert "longer time" in refusal(sqlite_area, indicator=1)["indicator"]


def test_the_progress_summary_is_not_given_a_value_that_tells_a_small_count(sqlite_area: Area) -> None:
    for number, grades in ((1, (10, 11, 3)), (2, (10, 8, 6))):
        defined(sqlite_area, unit="%", period_basis=PeriodBasis.SNAPSHOT, weaknesses=(1,))
        audited(
            sqlite_area, sample=24, grades=graded(*grades), indicator=number, small_numbers=True, reason="So few plans"
        )
    with sqlite_area.database.reading() as session:
        found = summary_snapshot(session, sqlite_area.people["adviser"], sqlite_area.slug).indicators
    assert [each.values[0].value for each in found] == [None, Decimal("75.0")]
    assert "87.5" not in str(found)
    assert fed(sqlite_area)[0].value == Decimal("87.5"), "the team reads it"


def test_a_share_is_no_number_of_plans(sqlite_area: Area) -> None:
    defined(sqlite_area, unit="plans")
    assert "no percentages" in refusal(sqlite_area, indicator=1)["indicator"]


def test_grades_that_do_not_add_up_are_told_with_both_numbers(sqlite_area: Area) -> None:
    told = refusal(sqlite_area, sample=41)["grades"]
    assert "add up to 40" in told
    assert "41 plans were read" in told


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"held_on": date(2026, 5, 21)}, "held_on"),
        ({"themes": " "}, "themes"),
        ({"auditors": ()}, "auditors"),
        ({"auditors": READ.auditors[:1] * 2}, "auditors"),
        ({"grades": ()}, "grades"),
        ({"grades": READ.grades[:1]}, "grades"),
        ({"grades": graded(20)[:1] * 2}, "grades"),
    ],
)
def test_an_audit_that_is_not_whole_is_refused(sqlite_area: Area, said: dict[str, Any], field: str) -> None:
    assert set(refusal(sqlite_area, **said)) == {field}


def test_an_indicator_is_given_a_share_only_where_some_grades_are_good_enough_and_some_are_not(
    sqlite_area: Area,
) -> None:
    defined(sqlite_area)
    every = tuple(each.model_copy(update={"good": True}) for each in READ.grades)
    assert set(refusal(sqlite_area, grades=every, indicator=1)) == {"grades"}
    assert audited(sqlite_area, grades=every) == 1, "without an indicator nothing is worked out of it"


@pytest.mark.parametrize(
    ("sample", "plans"),
    [(6, (0, 6, 0, 0)), (9, (0, 5, 0, 4)), (40, (10, 15, 14, 1)), (40, (10, 15, 11, 4))],
)
def test_small_numbers_are_kept_only_by_whoever_knows_and_says_why(
    sqlite_area: Area, sample: int, plans: tuple[int, ...]
) -> None:
    said: dict[str, Any] = {"sample": sample, "grades": graded(*plans)}
    assert set(refusal(sqlite_area, **said)) == {"small_numbers", "reason"}
    assert set(refusal(sqlite_area, **said, reason="The first of a series")) == {"small_numbers"}
    assert audited(sqlite_area, **said, reason="The first of a series", small_numbers=True) == 1
    assert audit(sqlite_area).is_small
    assert audit(sqlite_area).written.reason == "The first of a series"


@pytest.mark.parametrize(("sample", "plans"), [(10, (5, 5, 0, 0)), (40, (10, 15, 10, 5))])
def test_ten_plans_and_five_of_a_grade_are_no_small_numbers(
    sqlite_area: Area, sample: int, plans: tuple[int, ...]
) -> None:
    audited(sqlite_area, sample=sample, grades=graded(*plans))
    assert not audit(sqlite_area).is_small


def test_the_same_form_sent_twice_is_one_audit_and_one_value(sqlite_area: Area) -> None:
    defined(sqlite_area)
    audited(sqlite_area)
    assert audited(sqlite_area, token="b" * 32, indicator=1) == 2
    assert audited(sqlite_area, token="b" * 32, indicator=1) == 2
    assert len(fed(sqlite_area)) == 1


def test_a_colleague_s_change_is_not_overwritten_and_a_change_says_why(sqlite_area: Area) -> None:
    audited(sqlite_area)
    changed(sqlite_area)
    with pytest.raises(Conflict):
        changed(sqlite_area, themes="Mine")
    with pytest.raises(Invalid, match="why it changes"):
        changed(sqlite_area, seen=2, reason=None)


def test_a_lead_feeds_no_indicator_whose_values_are_not_theirs_to_give(sqlite_area: Area) -> None:
    defined(sqlite_area)
    with pytest.raises(Barred):
        audited(sqlite_area, "lead", indicator=1)
    assert audited(sqlite_area, "lead") == 1
    assert fed(sqlite_area) == []
