"""Values of indicators: given, put right and taken back, as they were published each time and by whom they may be."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from tests.record.area import TODAY, Area, on
from wsoa.errors import Conflict, Invalid
from wsoa.indicators import (
    IndicatorChange,
    ValueChange,
    correct_value,
    give_value,
    second_look,
    state_indicator,
    take_back_value,
    value_history,
)
from wsoa.snapshot.positions import IndicatorPosition, ValuePosition
from wsoa.terms import MissingCode, PeriodBasis, ValueStatus

FEBRUARY = date(2026, 2, 3)
SCHOOL = PeriodBasis.ACADEMIC_YEAR_TO_DATE


@pytest.fixture
def measured(area: Area) -> Area:
    return define(area)


@pytest.fixture
def place(sqlite_area: Area) -> Area:
    return define(sqlite_area)


def define(area: Area) -> Area:
    """1 speaks for milestone 1 of workstream 1 and asks the partner; 2 for milestone 4 of workstream 2; 3 for none."""
    partner = area.people["partner"].uid
    with area.entry(FEBRUARY) as writing:
        for name, said in (
            ("Plans within 20 weeks", {"milestones": (1,), "asked": partner, "unit": "%", "frequency": "monthly"}),
            ("Suspensions", {"milestones": (4,), "period_basis": SCHOOL, "unit": "per 1,000"}),
            ("Complaints", {}),
        ):
            state_indicator(writing, IndicatorChange(name=name, **said), as_at=FEBRUARY)
    return area


def value(raw: str = "47.7", period: str = "February 2026", **said: Any) -> ValueChange:
    return ValueChange(period=period, raw=raw, **said)


def given(
    area: Area, change: ValueChange, *, indicator: int = 1, who: str = "manager", token: str | None = None
) -> int:
    with area.database.writing() as session:
        return give_value(session, area.people[who], area.slug, indicator, change, token=token)


def corrected(
    area: Area,
    number: int,
    change: ValueChange,
    *,
    reason: str = "Counted twice",
    seen: int = 1,
    who: str = "manager",
    token: str | None = None,
) -> int:
    with area.database.writing() as session:
        actor = area.people[who]
        return correct_value(session, actor, area.slug, number, change, reason=reason, seen=seen, token=token)


def taken_back(area: Area, number: int, reason: str = "Another area’s", *, seen: int = 1, who: str = "manager") -> int:
    with area.database.writing() as session:
        return take_back_value(session, area.people[who], area.slug, number, reason=reason, seen=seen)


def indicator(area: Area, number: int = 1, as_at: date | None = None, known_by: Any = None) -> IndicatorPosition:
    return next(each for each in area.snapshot(as_at, known_by).indicators if each.number == number)


def raws(area: Area, as_at: date | None = None, known_by: Any = None, number: int = 1) -> list[str]:
    return [each.raw for each in indicator(area, number, as_at, known_by).values]


def history(area: Area, number: int) -> tuple[ValuePosition, ...]:
    with area.database.reading() as session:
        return value_history(session, area.people["manager"], area.snapshot(), number)[1]


def refusal(do: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        do()
    return refused.value.problems


def test_a_value_is_kept_to_its_last_nought_and_known_from_the_day_it_was_published(measured: Area) -> None:
    number = given(measured, value("25.00%", published_on=date(2026, 3, 9), note="Before appeals"))
    (found,) = indicator(measured).values
    assert (found.number, found.raw, found.value) == (number, "25.00%", Decimal("25.00"))
    assert (found.begins, found.ends) == (date(2026, 2, 1), date(2026, 2, 28))
    assert (found.status, found.note, found.published_on) == (ValueStatus.ACTUAL, "Before appeals", date(2026, 3, 9))
    assert raws(measured, date(2026, 3, 8)) == []
    assert raws(measured, date(2026, 3, 9)) == ["25.00%"]
    assert raws(measured, date(2026, 3, 9), datetime(2026, 3, 10, tzinfo=UTC)) == [], "nobody had entered it yet"
    assert measured.faults() == []


def test_the_value_that_shows_the_fall_is_known_on_the_day_it_was_published_and_not_before(measured: Area) -> None:
    """Bristol's plans within 20 weeks: 77.7, 24.4, 0.8."""
    published = (date(2026, 2, 10), date(2026, 3, 10), date(2026, 4, 10))
    for year, raw, day in zip((2017, 2018, 2019), ("77.7", "24.4", "0.8"), published, strict=True):
        with on(day):
            given(measured, value(raw, str(year)))
    assert raws(measured, date(2026, 3, 9)) == ["77.7"]
    assert raws(measured, date(2026, 3, 10)) == ["77.7", "24.4"]
    assert raws(measured, TODAY) == ["77.7", "24.4", "0.8"]


def test_a_correction_leaves_what_was_published_before_as_it_was_then(measured: Area) -> None:
    number = given(measured, value("47.7", published_on=date(2026, 3, 9)))
    before = measured.head()
    again = value("44.1", published_on=date(2026, 4, 1))
    assert corrected(measured, number, again, who="lead") == 2
    assert raws(measured, date(2026, 3, 31)) == ["47.7"]
    assert raws(measured, date(2026, 4, 1)) == ["44.1"]
    assert raws(measured, known_by=before) == ["47.7"]
    newest, oldest = history(measured, number)
    assert (newest.raw, newest.written.reason, newest.written.by) == ("44.1", "Counted twice", "Lead")
    assert (oldest.raw, oldest.published_on) == ("47.7", date(2026, 3, 9))
    assert measured.faults() == []


def test_a_slip_is_put_right_on_the_day_it_was_published(place: Area) -> None:
    number = given(place, value("477", published_on=date(2026, 3, 9)))
    corrected(place, number, value("47.7", published_on=date(2026, 3, 9)))
    assert raws(place, date(2026, 3, 9)) == ["47.7"]
    assert history(place, number)[0].written.corrects == 1


def test_a_correction_says_why_and_is_never_older_than_what_it_corrects_nor_the_same(place: Area) -> None:
    number = given(place, value("47.7", published_on=date(2026, 3, 9)))
    early = value("44.1", published_on=date(2026, 3, 8))
    assert set(refusal(lambda: corrected(place, number, early, reason=" "))) == {"reason", "published_on"}
    same = value("47.7", published_on=date(2026, 3, 9))
    assert "already" in refusal(lambda: corrected(place, number, same))[""]
    corrected(place, number, value("44.1"))
    with pytest.raises(Conflict):
        corrected(place, number, value("44.2"))
    with pytest.raises(Conflict):
        taken_back(place, number)


def test_a_value_taken_back_is_gone_and_its_period_free_again(measured: Area) -> None:
    number = given(measured, value(published_on=date(2026, 3, 9)))
    before = measured.head()
    assert "reason" in refusal(lambda: taken_back(measured, number, " "))
    taken_back(measured, number)
    assert raws(measured) == raws(measured, date(2026, 3, 9)) == []
    assert raws(measured, known_by=before) == ["47.7"]
    assert history(measured, number)[0].written.withdraws == 1
    assert "" in refusal(lambda: corrected(measured, number, value("1"), seen=2))
    assert "" in refusal(lambda: taken_back(measured, number, seen=2))
    assert given(measured, value("48")) != number
    assert measured.faults() == []


@pytest.mark.parametrize(
    ("raw", "missing"),
    [
        ("suppressed", MissingCode.SUPPRESSED),
        ("c", MissingCode.SUPPRESSED),
        ("Not applicable", MissingCode.NOT_APPLICABLE),
        ("z", MissingCode.NOT_APPLICABLE),
        ("not-available", MissingCode.NOT_AVAILABLE),
        ("x", MissingCode.NOT_AVAILABLE),
        ("awaited", MissingCode.AWAITED),
        ("To be supplied", MissingCode.AWAITED),
        ("not collected", MissingCode.NOT_COLLECTED),
        ("k", MissingCode.LOW),
    ],
)
def test_a_missing_value_is_a_word_and_never_nought(place: Area, raw: str, missing: MissingCode) -> None:
    given(place, value(raw))
    (found,) = indicator(place).values
    assert (found.raw, found.value, found.missing) == (raw, None, missing)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"raw": "about 40"}, "raw"),
        ({"raw": " "}, "raw"),
        ({"raw": "1e400"}, "raw"),
        ({"period": " "}, "period"),
        ({"period": "Wave 3"}, "begins"),
        ({"period": "2023/24"}, "begins"),
        ({"period": "July"}, "begins"),
        ({"begins": date(2026, 2, 1)}, "ends"),
        ({"ends": date(2026, 2, 1)}, "begins"),
        ({"begins": date(2026, 2, 28), "ends": date(2026, 2, 1)}, "ends"),
        ({"begins": date(2026, 3, 1), "ends": date(2026, 3, 31)}, "begins"),
        ({"published_on": date(2026, 5, 21)}, "published_on"),
        ({"period": "June 2026"}, "status"),
        ({"period": "2024 (prov)", "status": ValueStatus.ACTUAL}, "status"),
        ({"denominator": 0, "numerator": 0}, "denominator"),
        ({"raw": "1,5"}, "raw"),
        ({"period": "Wave 3", "begins": date(2026, 1, 1), "ends": date(9999, 12, 31)}, "ends"),
        ({"period": "Wave 3", "begins": date(1989, 12, 31), "ends": date(1990, 1, 30)}, "begins"),
        ({"period": "Wave 3", "begins": date(2023, 1, 1), "ends": date(2025, 12, 31)}, "ends"),
        ({"published_on": date(1, 1, 1), "status": ValueStatus.PROJECTED}, "published_on"),
        ({"asked": 10, "answering": 11}, "answering"),
    ],
    ids=str,
)
def test_a_value_that_cannot_be_is_refused_with_its_field(place: Area, said: dict[str, Any], field: str) -> None:
    change = ValueChange(**{"period": "February 2026", "raw": "47.7"} | said)
    assert set(refusal(lambda: given(place, change))) == {field}


def test_a_decimal_comma_is_told_how_a_number_is_written(place: Area) -> None:
    assert "write 1.5" in refusal(lambda: given(place, value("12,5 %")))["raw"].lower()
    given(place, value("12.5 %"))
    given(place, value("1,204", "March 2026"))
    assert [each.value for each in indicator(place).values] == [Decimal("12.5"), Decimal(1204)]


def test_a_value_may_speak_for_two_years_and_no_more(place: Area) -> None:
    given(place, value("61", "Wave 3", begins=date(2023, 9, 1), ends=date(2025, 8, 31)))
    assert raws(place) == ["61"]


def test_counts_are_whole_and_not_below_nought(place: Area) -> None:
    for wrong in (-1, 1.5, 2**31):
        with pytest.raises(ValidationError):
            value(numerator=wrong)


def test_the_period_is_read_by_what_the_indicator_measures_or_its_days_are_given(place: Area) -> None:
    given(place, value("14.48", "November 2025"), indicator=2)
    given(place, value("54.05", "2023/24"), indicator=2)
    assert [(each.begins, each.ends) for each in indicator(place, 2).values] == [
        (date(2023, 9, 1), date(2024, 8, 31)),
        (date(2025, 9, 1), date(2025, 11, 30)),
    ]
    wave = value("61", "Wave 3", begins=date(2026, 1, 5), ends=date(2026, 1, 30), asked=400, answering=112)
    given(place, wave)
    given(place, value("60", "June 2026", status=ValueStatus.PROJECTED))
    given(place, value("50", "2025 (prov)"))
    assert [each.status for each in indicator(place).values] == [
        ValueStatus.PROVISIONAL,
        ValueStatus.ACTUAL,
        ValueStatus.PROJECTED,
    ]


@pytest.mark.parametrize("period", ["February 2026", "FEBRUARY  2026", "Feb-26", "2026-02"])
def test_one_period_of_an_indicator_has_one_value(place: Area, period: str) -> None:
    given(place, value("47.7", published_on=date(2026, 3, 9)))
    problems = refusal(lambda: given(place, value("44.1", period)))
    assert problems == {"period": "There is a value for this period already: 47.7, published on 9 March 2026."}
    given(place, value("44.1", period), indicator=3)
    other = given(place, value("50", "March 2026"))
    assert set(refusal(lambda: corrected(place, other, value("50", period)))) == {"period"}


def test_an_implausible_value_is_flagged_and_kept_as_it_is(place: Area) -> None:
    change = value("130 %", numerator=39, denominator=40)
    looks = second_look(change, indicator(place))
    assert any("more than 100 per cent" in each for each in looks)
    assert any("39 of 40 is 97.5" in each for each in looks)
    given(place, change)
    assert raws(place) == ["130 %"]
    assert second_look(value("97.5", numerator=39, denominator=40), indicator(place, 3)) == ()
    waiting = value("30", "March 2026", opening=20, arrived=10, closed=5)
    assert any("20 + 10 - 5 is 25" in each for each in second_look(waiting, indicator(place, 3)))
    early = value("30", "May 2026")
    assert second_look(early, indicator(place, 3)) == ("The period had not ended when this was published.",)


def test_the_same_form_sent_twice_gives_once(place: Area) -> None:
    first = given(place, value(), token="form-1")
    assert given(place, value(), token="form-1") == first
    assert "period" in refusal(lambda: given(place, value(), token="form-2"))
    assert corrected(place, first, value("44.1"), token="form-3") == 2
    assert corrected(place, first, value("44.1"), token="form-3") == 2
    assert len(history(place, first)) == 2
